"""The command ``siren``, also ``python -m siren``: what must happen before anything loads."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    # Collecting garbage while modules load costs a tenth of the start and finds nothing.
    gc.disable()
    # One thread is all that siren's small matrices need, and starting more costs a third of the
    # time that numpy takes to load. Must be set before numpy is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from siren.cli.main import main as command_line

        command_line()
    except SystemExit as ending:
        _leave(ending)
        raise
    except KeyboardInterrupt:
        sys.exit("siren: stopped; nothing was written")


def _leave(ending: SystemExit) -> None:
    """Leave without good-byes where a sound card would never say its own."""
    bounded = sys.modules.get("siren.output.bounded")
    if bounded is not None and bounded.is_anything_running():
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(ending.code if isinstance(ending.code, int) else 1)


if __name__ == "__main__":
    main()
