"""Custom actions, run by Rasa's action server: what a turn changes beside what it says."""

import sys

from madoguchi import logs

SERVERS = ("rasa_sdk", "rasa")
"""The programs that serve this package, by `python -m`."""

# The action server imports this package first; what it logs passes the same place as the bot's logs.
if getattr(sys.modules["__main__"].__spec__, "name", "").partition(".")[0] in SERVERS:
    logs.install()
    logs.seal()
