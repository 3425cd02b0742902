"""What an argument names, ready to be shown or rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren import library, timeline
from siren.drill import Drill
from siren.errors import Misuse
from siren.text import phrase

if TYPE_CHECKING:
    from siren.signal import Signal
    from siren.text import Text
    from siren.timeline import Timeline


class Sounding(NamedTuple):
    """A signal or a drill with its timeline."""

    id: str
    title: Text
    timeline: Timeline
    source: Signal | Drill

    @property
    def kind(self) -> str:
        """``signal`` or ``drill``."""
        return "drill" if isinstance(self.source, Drill) else "signal"


def sounding(what: str) -> Sounding:
    """Return what `what` names; raises UnknownName and InvalidFile."""
    return sounding_of(library.find_sound(what))


def sounding_of(found: Signal | Drill) -> Sounding:
    """Return a signal or a drill with its timeline."""
    if isinstance(found, Drill):
        return Sounding(found.id, found.title, timeline.of_drill(found), found)
    return Sounding(found.id, found.names, timeline.of_signal(found), found)


def no_drill(what: str) -> Misuse:
    """Return the error of a signal that was named where only a drill will do."""
    return Misuse(
        phrase(
            f"{what} is no drill but a signal; to hear it: siren play {what}",
            f"{what} 是信号，不是演习；要试听请用 siren play {what}",
        )
    )
