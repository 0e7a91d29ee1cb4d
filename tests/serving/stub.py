"""A small program in place of a server: says something, perhaps starts another, lives as long as told."""

import argparse
import os
import signal
import subprocess
import sys
import time


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--say", action="append", default=[])
    given.add_argument("--exit", type=int, help="end at once, with this status")
    given.add_argument("--deaf", action="store_true", help="ignore SIGTERM")
    given.add_argument("--child", action="store_true", help="start another, which is as deaf")
    told = given.parse_args()
    if told.deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if told.child:
        deaf = ["--deaf"] if told.deaf else []
        subprocess.Popen([sys.executable, __file__, "--say", "child", *deaf])
    for line in told.say:
        print(line, os.getpid(), flush=True)
    if told.exit is not None:
        sys.exit(told.exit)
    while True:
        time.sleep(60)


main()
