"""`make stack`: the production stack on this machine, until Ctrl-C."""

from __future__ import annotations

import sys
import threading

from madoguchi.serving.supervisor import handling, interrupt
from tests.stack.topology import Stack, stack


def main() -> None:
    print("Starting nginx, two bots, two action servers, PostgreSQL, Redis and the review app ...", file=sys.stderr)
    with handling(interrupt):
        try:
            with stack() as running:
                print(told(running), flush=True)
                threading.Event().wait()
        except KeyboardInterrupt:
            print("\nStopped.", file=sys.stderr)


def told(running: Stack) -> str:
    bots = ", ".join(f"http://127.0.0.1:{bot.port}" for bot in running.bots)
    return "\n".join(
        (
            "The stack is ready. Ctrl-C stops it, and what it kept is gone then.",
            f"  open          {running.address}/  (its certificate is its own: the browser will ask)",
            f"  the bot       {running.address}/webhooks/website",
            f"  the bots      {bots}",
            f"  review app    {running.staff_address}/",
            f"  first there   {running.first_account}",
            f"  PostgreSQL    {running.conversations.host}",
            f"  Redis         {running.redis.url}",
            f"  logs          {running.folder}",
        )
    )


if __name__ == "__main__":
    main()
