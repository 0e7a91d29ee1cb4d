"""Writes turns without end, and says of each one that it is written: to be killed while it does."""

import itertools
import sys

from madoguchi.store.conversations import Conversations
from madoguchi.store.database import Settings, connect
from madoguchi.store.past import Place
from tests.store.conftest import turn


def main() -> None:
    name, dialect, host, user, conversation = sys.argv[1:]
    store = Conversations(connect(Settings(name, dialect, host, user)))
    place = Place()
    for number in itertools.count():
        place = store.append(turn(number, conversation), place)
        print(number, flush=True)


main()
