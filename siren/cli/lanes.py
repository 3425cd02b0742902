"""The lanes of a picture: the whole, then each different signal of a drill once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from siren import timeline
from siren.cli.words import pattern_words
from siren.drill import Drill
from siren.picture.svg import Lane
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.cli.sounding import Sounding
    from siren.signal import Signal
    from siren.units import Seconds


def lanes(subject: Sounding, language: str = "en") -> list[Lane]:
    """Return what a picture of `subject` shows, its captions in a language."""
    source = subject.source
    if not isinstance(source, Drill):
        return [_signal_lane(source, pattern_words(source.pattern, language))]
    whole = Lane(
        f"{source.date} · {source.timezone} · {clock_text(subject.timeline.duration_s)}",
        subject.timeline.stretches,
        subject.timeline.duration_s,
        wall_clock(source),
    )
    signals = {firing.signal.id: firing.signal for firing in source.firings}
    return [
        whole,
        *(_signal_lane(signal, _named(signal, language)) for signal in signals.values()),
    ]


def _named(signal: Signal, language: str) -> str:
    return f"{signal.names.both(language)} · {pattern_words(signal.pattern, language)}"


def _signal_lane(signal: Signal, caption: str) -> Lane:
    """Return one signal from its own start."""
    unrolled = timeline.of_signal(signal)
    return Lane(caption, unrolled.stretches, unrolled.duration_s, clock_text)


def wall_clock(drill: Drill) -> Callable[[Seconds], str]:
    """Return what turns seconds from the first firing into local time."""
    from zoneinfo import ZoneInfo

    first_utc, zone = drill.first_utc, ZoneInfo(drill.timezone)

    def label(at_s: Seconds) -> str:
        local = (first_utc + timedelta(seconds=float(at_s))).astimezone(zone)
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"

    return label
