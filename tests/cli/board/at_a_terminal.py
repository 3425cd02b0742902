"""A board with made-up runs, as a program: ends when both keys were pressed, or fails on demand."""

from __future__ import annotations

import sys
import time
from typing import Any

from siren.cli.board.board import Board
from siren.cli.sounding import sounding
from tests.cli.board.runs import SomeRun, at


def main(how: str) -> None:
    """Show a signal that is due in ten seconds until both keys were pressed."""
    done: list[str] = []
    board = Board(
        "wang@console",
        "en",
        subjects=[sounding("yangjiang-2023")._replace(id="town-2026")],
        on_veto=lambda: done.append("veto"),
        on_downgrade=lambda: done.append("downgrade"),
    )
    runs: Any = [SomeRun()]
    while len(done) < 2:
        board.look(runs, at(-10))
        if how == "crash" and done:
            raise RuntimeError("something that nobody has thought of")
        time.sleep(0.02)
    board.close()
    sys.stdout.write(f"PRESSED {' '.join(done)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
