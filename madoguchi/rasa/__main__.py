"""`python -m madoguchi.rasa run ...`: Rasa's own command line, without TensorFlow where config.yml uses none."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from madoguchi.rasa.without_tensorflow import leave_out

if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        gc.disable()  # all that a start makes stays; `guard` switches it on again
    leave_out(Path("config.yml"))
    from rasa.__main__ import main

    main()
