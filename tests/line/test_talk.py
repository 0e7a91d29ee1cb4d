"""What a person gets on LINE, turn by turn, from the bot with its trained model."""

from tests.line.conftest import Friend, quick_replies, shown


def test_smoke(friend: Friend) -> None:
    for m in ("電話番号を教えてください", "はい", "What is encrypted?", "1", "I lost my card"):
        got = friend.says(m)
        print(m, "->", shown(got), [q["label"] for q in quick_replies(got)])
    print(friend.platform.calls)
