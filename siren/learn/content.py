"""What a page tells and sounds, as one dictionary: made from the patterns, never typed twice.

Comes in: the signals that are taught, the drill they belong to, and the signals of the world.
Goes out: JSON for the page's own scripts, which know nothing of signals but what stands in it.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from siren import library, timeline
from siren.learn.cadence import (
    cadence,
    cycle_words,
    length_words,
    movement_words,
    range_words,
)
from siren.learn.chosen import why_no_test
from siren.learn.listening import TWICE_UP_TO, Step, how_often
from siren.learn.outline import outline
from siren.learn.shortened import factor, shortened
from siren.text import joined, phrase
from siren.units import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.drill import Drill
    from siren.learn.chosen import Taught
    from siren.learn.sounds import Sounds
    from siren.signal import Signal
    from siren.timeline import Timeline
    from siren.units import Seconds

MOST_LENGTHS = 3
"""So many are told one by one."""

_AND = phrase(", ", "、")

LONG_GAP_S = 10
"""A silence of so many seconds or more is called long; ours, between the 6 s and the 24 s of the
signals that are most often mistaken for one another."""


def content(taught: Taught, world: Sequence[Signal], sounds: Sounds) -> dict[str, Any]:
    """Return all that a page needs, but for the sounds themselves; `world`: signals to explore."""
    by = factor(signal.duration_s for signal in taught.signals)
    everyone = [*taught.signals, *world]
    countries = dict.fromkeys(signal.country for signal in everyone)
    return {
        "voice": {"ramp_s": plain_number(sounds.voice.ramp_s)},
        "countries": {code: library.country(code).as_dict() for code in countries},
        "signals": [_signal(signal, by, sounds) for signal in taught.signals],
        "world": [_signal(signal, by, sounds) for signal in world],
        "drill": taught.drill and _drill(taught.drill, sounds),
        "test": why_no_test(taught.signals) is None
        and {"speed": by, "twice_up_to": TWICE_UP_TO, "minutes": _minutes(taught.signals, by)},
    }


def _minutes(signals: Sequence[Signal], by: int) -> int:
    """Return how long all questions of a shortened test sound, at most."""
    times = sum(how_often(step, len(signals)) for step in Step)
    return ceil(times * sum(signal.duration_s for signal in signals) / by / 60)


def _signal(signal: Signal, by: int, sounds: Sounds) -> dict[str, Any]:
    whole = timeline.of_signal(signal)
    return {
        "id": signal.id,
        "country": signal.country,
        "names": signal.names.as_dict(),
        "meaning": signal.meaning.as_dict(),
        "action": signal.action and signal.action.as_dict(),
        "cycle": cycle_words(whole).as_dict(),
        "status": signal.status,
        "region": signal.region,
        "years": signal.years,
        "confidence": signal.confidence,
        "sources": signal.sources,
        "gap": _gap(whole),
        "facts": _facts(whole),
        "path": outline(whole.edges()),
        "pauses": [{"label": pause.label.as_dict()} for pause in whole.pauses],
        "soundings": _soundings(whole, by, sounds),
    }


def _drill(drill: Drill, sounds: Sounds) -> dict[str, Any]:
    whole = timeline.of_drill(drill)
    edges = whole.edges()
    return {
        "title": drill.title.as_dict(),
        "place": drill.place and drill.place.as_dict(),
        "date": drill.date.isoformat(),
        "timezone": drill.timezone,
        "first_s": _second_of_day(drill),
        "firings": [
            {
                "signal": firing.signal.id,
                "rounds": firing.rounds,
                "round_gap": length_words(firing.round_gap_s).as_dict(),
                "start_s": plain_number(scheduled.start_s),
                "end_s": plain_number(scheduled.end_s),
            }
            for firing, scheduled in zip(drill.firings, drill.schedule(), strict=True)
        ],
        "paths": {
            firing.signal.id: outline([edge for edge in edges if edge.signal == firing.signal.id])
            for firing in drill.firings
        },
        "soundings": _soundings(whole, 10, sounds),
    }


def _second_of_day(drill: Drill) -> float:
    """Return the local clock time of the first firing, in seconds from midnight."""
    at = drill.firings[0].at
    return at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1_000_000


def _soundings(whole: Timeline, by: int, sounds: Sounds) -> dict[str, Any]:
    """Return what sounds when, in real time and in time lapse, by how many times as fast."""
    return {str(speed): _sounding(shortened(whole, speed), sounds) for speed in sorted({1, by})}


def _sounding(whole: Timeline, sounds: Sounds) -> dict[str, Any]:
    return {
        "duration_s": plain_number(whole.duration_s),
        "stretches": [
            [plain_number(e.start_s), plain_number(e.end_s), sounds.number_of(e)]
            for e in whole.edges()
        ],
    }


def _gap(whole: Timeline) -> dict[str, Any]:
    """Return the longest silence inside a signal, and whether people would call it long."""
    longest_s = cadence(whole).longest_silence_s
    kind = "none" if not longest_s else "long" if longest_s >= LONG_GAP_S else "short"
    return {"kind": kind, "longest": length_words(longest_s).as_dict()}


def _facts(whole: Timeline) -> dict[str, Any]:
    """Return what ears can tell: how long it sounds and is silent at a time, and the pitch."""
    found = cadence(whole)
    return {
        "sound": _lengths([beat.sound_s for beat in found.cycle]),
        "silence": _lengths(found.silences_s),
        "pitch": movement_words(whole).as_dict(),
    }


def _lengths(lengths_s: Sequence[Seconds]) -> dict[str, str] | None:
    """Return each length once; of many the shortest and the longest; None: there is none."""
    each = sorted(set(lengths_s))
    if not each:
        return None
    if len(each) > MOST_LENGTHS:
        return range_words(each).as_dict()
    first, *others = map(length_words, each)
    return joined(first, *(part for other in others for part in (_AND, other))).as_dict()
