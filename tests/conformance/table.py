"""The measures of every signal, as one table at the end of a run; a plugin of pytest.

A test records a :class:`Row`; its report carries it, also from a worker of pytest-xdist to the
process that may print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from _pytest.terminal import TerminalReporter

PROPERTY = "conformance"

HEAD = (
    f"{'signal':<27}{'total s':>9}{'frames off':>11}{'tones':>7}{'edges':>7}"
    f"{'frames off':>11}{'moves':>7}{'pitch off %':>12}"
)


class Row(NamedTuple):
    """How one signal was heard: its tones, the moves of its pitch, and the worst of each."""

    signal: str
    total_s: float
    total_off_frames: int
    tones: int
    edge_off_frames: int
    moves: int
    pitch_off: float

    def line(self) -> str:
        """Return the row of the table."""
        return (
            f"{self.signal:<27}{self.total_s:>9.1f}{self.total_off_frames:>11}{self.tones:>7}"
            f"{2 * self.tones:>7}{self.edge_off_frames:>11}{self.moves:>7}"
            f"{100 * self.pitch_off:>12.5f}"
        )


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the table, if anything was measured."""
    rows = sorted(_rows(terminalreporter))
    if not rows:
        return
    terminalreporter.section("every signal as it is written, and as it sounds at 8 kHz")
    for line in (HEAD, *(row.line() for row in rows), _worst(rows)):
        terminalreporter.write_line(line)


def _rows(terminalreporter: TerminalReporter) -> Iterator[Row]:
    for outcome in ("passed", "failed"):
        reports: list[pytest.TestReport] = terminalreporter.stats.get(outcome, [])
        for report in reports:
            found = dict(getattr(report, "user_properties", ()))
            if report.when == "call" and PROPERTY in found:
                yield Row(*found[PROPERTY])


def _worst(rows: list[Row]) -> str:
    edge_off = max(row.edge_off_frames for row in rows)
    total_off = max(abs(row.total_off_frames) for row in rows)
    pitch_off = max(row.pitch_off for row in rows)
    return (
        f"{len(rows)} signals; at worst an edge is off by {edge_off} frames, a total by "
        f"{total_off}, a pitch by {100 * pitch_off:.5f} %"
    )
