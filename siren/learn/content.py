"""What a page tells and sounds, as one dictionary: made from the patterns, never typed twice.

Comes in: the signals that are taught, the drill they belong to, and the signals of the world.
Goes out: JSON for the page's own scripts, which know nothing of signals but what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren import library, timeline
from siren.learn.cadence import beats, cadence, cycle_words, pitch_words
from siren.learn.chosen import why_no_test
from siren.learn.listening import TWICE_UP_TO
from siren.learn.outline import outline
from siren.learn.shortened import factor, shortened
from siren.units import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.drill import Drill
    from siren.learn.chosen import Taught
    from siren.learn.sounds import Sounds
    from siren.signal import Signal
    from siren.timeline import Timeline
    from siren.units import Seconds

LONG_GAP_S = 10
"""A silence of so many seconds or more is called long; ours, between the 6 s and the 24 s of the
signals that are most often mistaken for one another."""


def content(taught: Taught, world: Sequence[Signal], sounds: Sounds) -> dict[str, Any]:
    """Return all that a page needs, but for the sounds themselves; `world`: signals to explore."""
    by = factor(signal.duration_s for signal in taught.signals)
    everyone = [*taught.signals, *world]
    countries = dict.fromkeys(signal.country for signal in everyone)
    return {
        "voice": {
            "names": sounds.voice.names.as_dict(),
            "ramp_s": plain_number(sounds.voice.ramp_s),
        },
        "countries": {code: library.country(code).as_dict() for code in countries},
        "signals": [_signal(signal, by, sounds) for signal in taught.signals],
        "world": [_signal(signal, by, sounds) for signal in world],
        "drill": taught.drill and _drill(taught.drill, sounds),
        "test": why_no_test(taught.signals) is None and {"speed": by, "twice_up_to": TWICE_UP_TO},
    }


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
    return {
        "id": drill.id,
        "title": drill.title.as_dict(),
        "place": drill.place and drill.place.as_dict(),
        "authority": drill.authority and drill.authority.as_dict(),
        "date": drill.date.isoformat(),
        "timezone": drill.timezone,
        "first_s": _second_of_day(drill),
        "firings": [
            {
                "signal": firing.signal.id,
                "rounds": firing.rounds,
                "start_s": plain_number(scheduled.start_s),
                "end_s": plain_number(scheduled.end_s),
            }
            for firing, scheduled in zip(drill.firings, drill.schedule(), strict=True)
        ],
        "outlets": [{"kind": outlet.kind, "title": outlet.title} for outlet in drill.outlets],
        "paths": {
            firing.signal.id: outline(
                [edge for edge in whole.edges() if edge.signal == firing.signal.id]
            )
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
    return {"kind": kind, "longest_s": plain_number(longest_s)}


def _facts(whole: Timeline) -> dict[str, Any]:
    """Return what ears can tell: each length of sound and of inner silence once, and the pitch."""
    every = beats(whole)
    return {
        "sounds_s": _each_once([beat.sound_s for beat in every]),
        "silences_s": _each_once([beat.silence_s for beat in every[:-1]]),
        "pitch": pitch_words(whole).as_dict(),
    }


def _each_once(lengths_s: Sequence[Seconds]) -> list[int | float]:
    return [plain_number(length_s) for length_s in dict.fromkeys(lengths_s)]
