"""The environment in which Rasa and its action server run."""

from __future__ import annotations

import os
from pathlib import Path

ALWAYS = {
    "PYTHONUNBUFFERED": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}


def environment(root: Path, **more: str) -> dict[str, str]:
    """This process's environment, with our packages in reach, and with what is given."""
    reach = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    return os.environ | ALWAYS | {"PYTHONPATH": reach} | more
