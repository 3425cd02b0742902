"""The beat of a signal on a screen, for eyes as for ears: sound or silence, and what came before.

Comes in: a signal's timeline as it is heard, and how far it is. Goes out: lines. Nothing of what
is still to come is drawn, and all signals of a test have one scale: a test must not tell.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.cli.board.lines import Piece, centred, line
from siren.learn.cadence import beats, cadence
from siren.picture.strip import cell_length_s, strip
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.board.lines import Line
    from siren.text import Text
    from siren.timeline import Stretch, Timeline
    from siren.units import Seconds

SOUND = phrase("S O U N D   鸣", "鸣   S O U N D")
PAUSE = phrase("pause   停", "停   pause")
SOON = phrase("listen ...", "请听……")
OVER = phrase("it is over", "播放完毕")

_LOUD = "bold reverse"
_FULL, _EMPTY = "█", "·"


class Scale(NamedTuple):
    """What the lengths of all signals of a test are drawn against.

    Attributes
    ----------
    stretches
        Those of all signals: what suits the edges of one alone would tell which it is.
    """

    longest_s: Seconds
    longest_beat_s: Seconds
    stretches: tuple[Stretch, ...]

    def cell_s(self, room: int) -> Seconds:
        """Return how long a cell of the strip is, whichever signal is drawn."""
        return cell_length_s(self.stretches, self.longest_s, room)


class Now(NamedTuple):
    """Where a signal is: sounding or not, since when; before it begins and after it ends, not."""

    sounds: bool
    for_s: Seconds


def scale_of(timelines: Sequence[Timeline]) -> Scale:
    """Return the scale that all of them fit."""
    found = [cadence(timeline) for timeline in timelines]
    return Scale(
        max(timeline.duration_s for timeline in timelines),
        max(max(one.longest_sound_s, one.longest_silence_s) for one in found),
        tuple(stretch for timeline in timelines for stretch in timeline.stretches),
    )


def now_in(timeline: Timeline, at_s: Seconds) -> Now:
    """Return whether it sounds at a time, and since how long it does or does not."""
    start_s = timeline.stretches[0].start_s if timeline.stretches else timeline.duration_s
    if at_s < start_s:
        return Now(False, at_s)
    for beat in beats(timeline):
        if at_s < start_s + beat.sound_s:
            return Now(True, at_s - start_s)
        start_s += beat.sound_s
        if at_s < start_s + beat.silence_s:
            return Now(False, at_s - start_s)
        start_s += beat.silence_s
    return Now(False, at_s - start_s)


def beat_rows(
    timeline: Timeline, at_s: Seconds | None, scale: Scale, width: int, language: str
) -> list[Line]:
    """Return five rows: sound or pause, how long already, and all that was heard so far.

    Parameters
    ----------
    at_s
        Since it began, as it is heard; None, or below 0: it has not begun.
    """
    if at_s is None or at_s < 0:
        return _big(SOON, "", width, language) + _past(timeline, Fraction(0), scale, width)
    past = _past(timeline, min(at_s, timeline.duration_s), scale, width)
    if at_s >= timeline.duration_s:
        return _big(OVER, "", width, language) + past
    now = now_in(timeline, at_s)
    big = _big(SOUND if now.sounds else PAUSE, _LOUD if now.sounds else "", width, language)
    return [*big[:2], _bar(now, scale, width), *past]


def _big(words: Text, style: str, width: int, language: str) -> list[Line]:
    """Return three rows that are seen from across a room."""
    blank = centred(line(), width, style)
    return [centred(line(Piece(words.said_in(language), style)), width, style), blank, line()]


def _bar(now: Now, scale: Scale, width: int) -> Line:
    """Return a bar that fills while a sound or a pause goes on."""
    room = max(1, width - 12)
    share = now.for_s / scale.longest_beat_s if scale.longest_beat_s else Fraction(0)
    full = min(room, 1 + int(share * room))
    words = f" {float(now.for_s):5.1f} s "
    return line(words, Piece((_FULL if now.sounds else _EMPTY) * full, "bold"))


def _past(timeline: Timeline, until_s: Seconds, scale: Scale, width: int) -> list[Line]:
    """Return the strip of what was heard so far, above a mark and the time."""
    room = max(8, width - 2)
    cell_s = scale.cell_s(room)
    drawn = strip(timeline.stretches, scale.longest_s, room, clock_text, cell_s)
    picture, axis = drawn.split("\n")
    heard = min(len(picture), int(until_s / cell_s))
    return [line(f" {picture[:heard]}▏"), line(Piece(f" {axis}", "dim"))]
