"""The bot with its trained model dies between the 200 and the reply."""

from __future__ import annotations

from tests.line.bot import Bot
from tests.line.conftest import Friend, eventually, new_friend, shown
from tests.line.platform import Platform


def test_what_was_taken_in_before_a_kill_is_answered_exactly_once(
    shared_platform: Platform, running_bot: Bot, bot: str
) -> None:
    tried, untried = (new_friend(shared_platform, bot) for _ in range(2))
    events = {friend.id: friend.text("Is it free to call?") for friend in (tried, untried)}
    kill_before_the_reply(running_bot, tried, untried, events)
    running_bot.start()
    for friend in (tried, untried):
        eventually(lambda friend=friend: shared_platform.got[friend.id])
        assert friend.deliver(events[friend.id] | {"deliveryContext": {"isRedelivery": True}}).status_code == 200
        friend.says("thanks")
        first, second = shared_platform.got[friend.id]
        assert "free" in shown(first.messages)
        assert "free" not in shown(second.messages)


def kill_before_the_reply(bot: Bot, tried: Friend, untried: Friend, events: dict[str, dict[str, object]]) -> None:
    """One event's reply was tried in vain; the other's may not even have been made."""
    platform = tried.platform
    calls = platform.calls["/message/reply"]
    platform.rules.down = True
    try:
        assert tried.deliver(events[tried.id]).status_code == 200
        eventually(lambda: platform.calls["/message/reply"] > calls)
        assert untried.deliver(events[untried.id]).status_code == 200
    finally:
        bot.kill()
        platform.rules.down = False
    assert not platform.got[tried.id]
    assert not platform.got[untried.id]
