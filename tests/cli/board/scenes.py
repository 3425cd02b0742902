"""Scenes made up for tests: the drill of Yangjiang on two destinations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from siren import library
from siren.cli.board.layout import frame
from siren.cli.board.lines import text_of
from siren.cli.board.scene import ClockView, Ended, Health, Next, Place, Scene, Signal, Stage
from siren.cli.board.track import Track
from siren.cli.columns import cells
from siren.cli.sounding import sounding
from siren.firing.result import Result
from siren.firing.rules import Outcome
from siren.text import phrase

ZONE = "Asia/Shanghai"

FIRST_UTC = datetime(2023, 10, 29, 2, 29, tzinfo=UTC)

TRACK = Track(sounding("yangjiang-2023").timeline, FIRST_UTC, ZONE)

ROOF = Place("USB Audio, channels 1+2", "Roof siren", Health.READY, "", False, 0.5, 0)
RADIO = Place("PCM2902", "Yangjiang radio 91.6 MHz", Health.READY, "", False, 0.25, 0)

NOTHING = Ended(None, False, False, False)


def local(seconds: float) -> datetime:
    """Return a time so long after the first signal, where the drill is."""
    return (FIRST_UTC + timedelta(seconds=seconds)).astimezone(ZoneInfo(ZONE))


def ended(outcome: Outcome, error_ms: float | None = 0.23, *, vetoed: bool = False) -> Ended:
    result = Result("cn-pre-warning", FIRST_UTC, FIRST_UTC, error_ms, 1, 0, outcome)
    return Ended(result, False, False, vetoed)


def signal(name: str, seconds: float, now_s: float, *states: Ended) -> Signal:
    names = library.signal(name).names
    return Signal(names, name, local(seconds), seconds - now_s, states)


def scene(now_s: float = -761.0) -> Scene:
    """Return what is seen so long after the first signal; before it, that one comes next."""
    names = library.signal("cn-pre-warning").names
    return Scene(
        title=library.drill("yangjiang-2023").title,
        place=library.drill("yangjiang-2023").place,
        mode="run",
        is_silent=False,
        speed=1.0,
        now=local(now_s),
        zone=ZONE,
        next=Next(names, "cn-pre-warning", local(0), Stage.BEFORE, -now_s, 0, 2),
        tracks=(TRACK,),
        places=(ROOF, RADIO),
        clock=ClockView(phrase("chrony, offset -0.4 ms", "chrony，偏差 -0.4 毫秒"), 0.0, True),
        signals=(
            signal("cn-pre-warning", 0, now_s, NOTHING, NOTHING),
            signal("cn-air-raid", 360, now_s, NOTHING, NOTHING),
            signal("cn-all-clear", 720, now_s, NOTHING, NOTHING),
        ),
        asked=None,
        veto_s=None,
        can_downgrade=True,
        said=("EXERCISE armed by wang@console",),
    )


def sounding_scene(now_s: float = 398.0) -> Scene:
    """Return the air-raid signal under way, the first one over."""
    names = library.signal("cn-air-raid").names
    state = Ended(None, True, False, False)
    return scene(now_s)._replace(
        next=Next(names, "cn-air-raid", local(360), Stage.SOUNDING, 540 - now_s, 2, 2),
        signals=(
            signal("cn-pre-warning", 0, now_s, ended(Outcome.PLAYED), ended(Outcome.LATE, 31.5)),
            signal("cn-air-raid", 360, now_s, state, state),
            signal("cn-all-clear", 720, now_s, NOTHING, NOTHING),
        ),
    )


def page(shown: Scene, width: int = 80, height: int = 24, language: str = "en") -> list[str]:
    """Return the rows of a screen as text; all are as wide as it, whatever the script."""
    rows = [text_of(row) for row in frame(shown, language, width, height)]
    assert [cells(row) for row in rows] == [width] * height
    return rows


def row_with(rows: list[str], words: str) -> str:
    """Return the one row in which words stand."""
    (found,) = [row for row in rows if words in row]
    return found
