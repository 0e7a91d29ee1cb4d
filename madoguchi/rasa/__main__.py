"""`python -m madoguchi.rasa run ...`: Rasa's own command line, without the packages that nothing here needs."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from madoguchi.rasa.left_out import leave_out
from madoguchi.serving.environment import BadFile, read_files

if __name__ == "__main__":
    serves = sys.argv[1:2] == ["run"]
    if serves:
        gc.disable()  # all that a start makes stays; `guard` switches it on again
        # A message is too little to share out: threads that wait for a part of it took half of the processor's time.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        read_files(os.environ)
    except BadFile as error:
        sys.exit(str(error))
    leave_out(Path("config.yml"), serves=serves)
    from rasa.__main__ import main

    main()
