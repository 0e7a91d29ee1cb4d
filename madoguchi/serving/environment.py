"""The environment in which Rasa and its action server run."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

ALWAYS = {
    "PYTHONUNBUFFERED": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}
OURS, FILE = "MADOGUCHI_", "_FILE"


class BadFile(Exception):
    """A variable that names a file for its value, and no value comes of it."""


def environment(root: Path, **more: str) -> dict[str, str]:
    """This process's environment, with our packages in reach, and with what is given."""
    reach = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    return os.environ | ALWAYS | {"PYTHONPATH": reach} | more


def read_files(environment: MutableMapping[str, str]) -> None:
    """Gives each of our variables its value from the file that `<name>_FILE` names, as secrets are mounted.

    Done first in every program, so that whoever reads the variable need not know. Raises BadFile.
    """
    for named in [name for name in environment if name.startswith(OURS) and name.endswith(FILE)]:
        name = named.removesuffix(FILE)
        if environment.get(name):
            raise BadFile(f"{named}: {name} is set as well; set one of them")
        try:
            environment[name] = Path(environment.pop(named)).read_text(encoding="utf8").rstrip("\r\n")
        except (OSError, UnicodeError) as error:
            raise BadFile(f"{named}: the file cannot be read: {type(error).__name__}") from None
