"""The beat of a signal as people hear it: how long it sounds and is silent, and how often.

Comes in: a timeline. Goes out: its cadence, and that in the words of the notices: ``36 s of
sound, 24 s of silence, 3 times``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.text import joined, phrase
from siren.tone import Glide, Steps, Sweep
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.text import Text
    from siren.timeline import Timeline
    from siren.tone import Contour
    from siren.units import Seconds

MOST_BEATS = 4
"""Of a longer cycle nobody keeps the numbers: it is summed up."""

MOST_MOVES = 2
"""So many ways in which the pitch moves are told one by one."""

MINUTES_FROM_S = 120


class Beat(NamedTuple):
    """Sound without a break, and the silence after it."""

    sound_s: Seconds
    silence_s: Seconds


class Cadence(NamedTuple):
    """A cycle of beats, and how often it comes; the silence at the very end may be shorter."""

    cycle: tuple[Beat, ...]
    times: int

    @property
    def longest_sound_s(self) -> Seconds:
        """The longest sound without a break."""
        return max((beat.sound_s for beat in self.cycle), default=Fraction(0))

    @property
    def silences_s(self) -> tuple[Seconds, ...]:
        """The silences between two sounds; what follows the very last is none of them."""
        inner = self.cycle if self.times > 1 else self.cycle[:-1]
        return tuple(beat.silence_s for beat in inner)

    @property
    def longest_silence_s(self) -> Seconds:
        """The longest silence between two sounds; 0: it never falls silent."""
        return max(self.silences_s, default=Fraction(0))


def beats(timeline: Timeline) -> tuple[Beat, ...]:
    """Return every sound without a break, tones that touch taken as one, and what follows it."""
    spans: list[tuple[Seconds, Seconds]] = []
    for stretch in timeline.stretches:
        if spans and spans[-1][1] == stretch.start_s:
            spans[-1] = (spans[-1][0], stretch.end_s)
        else:
            spans.append((stretch.start_s, stretch.end_s))
    if not spans:
        return ()
    nexts = [*(start_s for start_s, _ in spans[1:]), timeline.duration_s]
    return tuple(
        Beat(end_s - start_s, next_s - end_s)
        for (start_s, end_s), next_s in zip(spans, nexts, strict=True)
    )


def cadence(timeline: Timeline) -> Cadence:
    """Return the shortest cycle that makes up a timeline."""
    every = beats(timeline)
    for length in range(1, len(every) + 1):
        if len(every) % length == 0 and _repeats(every, length):
            return Cadence(every[:length], len(every) // length)
    return Cadence((), 0)


def _repeats(every: Sequence[Beat], length: int) -> bool:
    """Return whether the beats repeat; the very last silence may not count."""
    cycle = [every[number % length] for number in range(len(every))]
    last, expected = every[-1], cycle[-1]
    return (
        [*every[:-1]] == cycle[:-1]
        and last.sound_s == expected.sound_s
        and last.silence_s <= expected.silence_s
    )


def cycle_words(timeline: Timeline) -> Text:
    """Return the beat and the pitch in words, and the length of it all."""
    total = length_words(timeline.duration_s)
    found = cadence(timeline)
    return joined(
        *((_beat_words(found), phrase("; ", "；")) if found.cycle else ()),
        movement_words(timeline),
        phrase(f"; {total.said_in('en')} in all", f"；全长 {total.said_in('zh')}"),
    )


def length_words(length_s: Seconds) -> Text:
    """Return a length of time to a tenth of a second: ``36 s``, ``3 min``, ``4 min 30 s``."""
    rounded_s = round(length_s * 10) * Fraction(1, 10)
    minutes, rest_s = divmod(rounded_s, 60)
    if rounded_s < MINUTES_FROM_S:
        return phrase(f"{decimal_text(rounded_s)} s", f"{decimal_text(rounded_s)} 秒")
    if not rest_s:
        return phrase(f"{minutes} min", f"{minutes} 分钟")
    seconds = decimal_text(rest_s)
    return phrase(f"{minutes} min {seconds} s", f"{minutes} 分 {seconds} 秒")


def movement_words(timeline: Timeline) -> Text:
    """Return how the pitch moves while it sounds; no hertz."""
    moves = list(dict.fromkeys(map(_move_words, _contours(timeline))))
    if not moves:
        return phrase("nothing sounds", "没有声音")
    if len(moves) > MOST_MOVES:
        return phrase("the pitch moves in several ways", "音调有多种变化")
    return joined(moves[0], *(joined(phrase(", then ", "，随后"), move) for move in moves[1:]))


def _contours(timeline: Timeline) -> list[Contour]:
    return list(dict.fromkeys(stretch.tone.contour for stretch in timeline.stretches))


def _move_words(contour: Contour) -> Text:
    match contour:
        case Sweep(rise_s=rise_s, fall_s=fall_s):
            return _both(
                phrase("the pitch rises for {} and falls for {}", "音调起伏（升 {}、降 {}）"),
                rise_s,
                fall_s,
            )
        case Steps(high_s=high_s, low_s=low_s):
            return _both(
                phrase("a high pitch for {} and a low one for {}", "高低两音交替（高 {}、低 {}）"),
                high_s,
                low_s,
            )
        case Glide() as glide:
            is_up = glide.rises
            return phrase("the pitch rises once", "音调上升一次") if is_up else _FALLS
    return phrase("the pitch stays the same", "音调不变")


_FALLS = phrase("the pitch falls once", "音调下降一次")


def _both(words: Text, first_s: Seconds, second_s: Seconds) -> Text:
    first, second = length_words(first_s), length_words(second_s)
    en, zh = (
        words.said_in(language).format(first.said_in(language), second.said_in(language))
        for language in ("en", "zh")
    )
    return phrase(en, zh)


def _beat_words(found: Cadence) -> Text:
    """Return the beat as notices put it."""
    if not found.longest_silence_s:
        length = length_words(found.longest_sound_s)
        return phrase(
            f"one sound of {length.said_in('en')} without a break",
            f"连续鸣 {length.said_in('zh')}，中间不停",
        )
    if len(found.cycle) > MOST_BEATS:
        return _summed_up(found)
    en = ", ".join(_one_beat(beat, "{} of sound", "{} of silence", "en") for beat in found.cycle)
    zh = "，".join(_one_beat(beat, "鸣 {}", "停 {}", "zh") for beat in found.cycle)
    if found.times == 1:
        return phrase(en, zh)
    return phrase(f"{en}, {found.times} times", f"{zh}，反复 {found.times} 遍")


def _one_beat(beat: Beat, sounds: str, pauses: str, language: str) -> str:
    said = [sounds.format(length_words(beat.sound_s).said_in(language))]
    if beat.silence_s:
        said.append(pauses.format(length_words(beat.silence_s).said_in(language)))
    return ("、" if language == "zh" else ", ").join(said)


def _summed_up(found: Cadence) -> Text:
    count = len(found.cycle) * found.times
    sounds = range_words(beat.sound_s for beat in found.cycle)
    pauses = range_words(found.silences_s)
    return phrase(
        f"{count} sounds of {sounds.said_in('en')}, {pauses.said_in('en')} of silence between",
        f"共 {count} 声，每声 {sounds.said_in('zh')}，间隔 {pauses.said_in('zh')}",
    )


def range_words(lengths_s: Iterable[Seconds]) -> Text:
    """Return the shortest and the longest of at least one length; one where they are the same."""
    every_s = sorted(lengths_s)
    least, most = length_words(every_s[0]), length_words(every_s[-1])
    if least == most:
        return least
    return joined(least, phrase(" to ", "至 "), most)
