"""Questions about one signal: how it sounds, when it starts, how far apart its rounds are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from siren.errors import Refused
from siren.notice.asked import NOTHING, Choice, Question, plain
from siren.notice.noise import cleaned
from siren.notice.proposals import free_from_s, sounds_left, starts_left
from siren.notice.reading import day_time
from siren.notice.sounding import Sound, sound_of
from siren.notice.times import times
from siren.notice.typed import CADENCE, LENGTH, TIME, YES, Form, read_time
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from siren.notice.reading import Conflict, Reading, SignalRead
    from siren.text import Text


def question(
    reading: Reading, number: int, conflict: Conflict, settled: Collection[str]
) -> Question:
    """Return what a conflict about a signal asks: by what is wrong, and what it quotes."""
    signal = reading.signals[number]
    if signal.rounds > 1 and signal.round_gap_s is None:
        return gap_question(reading, number, conflict)
    if sound_of(signal, reading.assumed) is None and f"signals[{number}].sound" not in settled:
        return sound_question(reading, number, conflict)
    if _quotes_times(conflict) or _starts_wrong(reading, number):
        return start_question(reading, number, conflict)
    return sound_question(reading, number, conflict)


def _quotes_times(conflict: Conflict) -> bool:
    return any(times(cleaned(quote.words).text) for quote in conflict.quotes)


def _starts_wrong(reading: Reading, number: int) -> bool:
    """Return whether a signal ends before it starts, or starts before the one before it ends."""
    signal = reading.signals[number]
    if signal.start_s is None:
        return True
    if signal.end_s is not None and signal.end_s <= signal.start_s:
        return True
    return number > 0 and (reading.signals[number - 1].end_s or 0) > signal.start_s


# --- how it sounds ---


def sound_question(reading: Reading, number: int, conflict: Conflict | None) -> Question:
    """Return the question how a signal sounds; the answer holds for all of its name."""
    signal = reading.signals[number]
    sound = sound_of(signal, reading.assumed)
    return Question(
        f"signals[{number}].sound",
        phrase(f"How does {signal.name} sound?", f"{signal.name}如何鸣响？"),
        tuple(Choice(one.words, one) for one in sounds_left(signal, conflict)),
        partial(_settle_sound, signal.name),
        CADENCE,
        sound.words if sound else NOTHING,
    )


def _settle_sound(name: str, reading: Reading, value: object) -> Reading:
    assert isinstance(value, Sound)
    told = [_sounding(one, value) if one.name == name else one for one in reading.signals]
    kept = tuple(assumed for assumed in reading.assumed if assumed.name != name)
    return reading._replace(signals=tuple(told), assumed=kept)


def _sounding(signal: SignalRead, sound: Sound) -> SignalRead:
    told = signal._replace(
        cycle=sound.cycle,
        repeats=sound.repeats,
        duration_s=sound.duration_s,
        continuous=sound.is_steady,
        last_gap_counted=sound.is_last_counted,
    )
    return _ended(told)


def _ended(signal: SignalRead) -> SignalRead:
    total_s = signal.total_s
    if signal.start_s is None or total_s is None:
        return signal._replace(end_s=None)
    return signal._replace(end_s=signal.start_s + int(total_s))


# --- when ---


def start_question(reading: Reading, number: int, conflict: Conflict | None) -> Question:
    """Return the question when a signal starts."""
    signal = reading.signals[number]
    return Question(
        f"signals[{number}].start",
        phrase(f"When does {signal.name} start?", f"{signal.name}何时开始？"),
        tuple(
            Choice(
                phrase(
                    f"{day_time(at_s)} ({why.english})", f"{day_time(at_s)}（{why.said_in('zh')}）"
                ),
                at_s,
            )
            for at_s, why in starts_left(reading, number, conflict)
        ),
        partial(_settle_start, number),
        _time_from(free_from_s(reading, number)),
        NOTHING if signal.start_s is None else plain(day_time(signal.start_s)),
    )


def _time_from(least_s: int) -> Form:
    """Return the form of a time that is not before another."""

    def read(typed: str) -> int | None:
        at_s = read_time(typed)
        return at_s if at_s is not None and at_s >= least_s else None

    if not least_s:
        return TIME
    at = day_time(least_s)
    return Form(
        phrase(f"HH:MM or HH:MM:SS, {at} or later", f"时:分 或 时:分:秒，不早于 {at}"), read
    )


def start_missing(signal: SignalRead) -> Text:
    """Return that nobody says when a signal starts."""
    return phrase(f"{signal.name}: its start is not printed", f"{signal.name}：没有写明开始时间")


def _settle_start(number: int, reading: Reading, value: object) -> Reading:
    assert isinstance(value, int)
    signals = list(reading.signals)
    assumed = sound_of(signals[number], reading.assumed)
    told = signals[number]._replace(start_s=value)
    if told.duration_s is None and assumed is not None:
        ended = _ended(told._replace(duration_s=assumed.duration_s))
        told = told._replace(end_s=ended.end_s)
    else:
        told = _ended(told)
    signals[number] = told
    return reading._replace(signals=tuple(signals))


# --- its rounds ---


def gap_question(reading: Reading, number: int, conflict: Conflict | None) -> Question:
    """Return the question how long the silence between two rounds is."""
    signal = reading.signals[number]
    return Question(
        f"signals[{number}].round_gap_s",
        phrase(
            f"How long is the silence between the {signal.rounds} rounds of {signal.name}?",
            f"{signal.name}鸣放 {signal.rounds} 轮，两轮之间静默多久？",
        ),
        (),
        partial(_settle_gap, signal.name),
        LENGTH,
        NOTHING if signal.round_gap_s is None else plain(f"{decimal_text(signal.round_gap_s)} s"),
    )


def _settle_gap(name: str, reading: Reading, value: object) -> Reading:
    gap_s: Fraction = value  # type: ignore[assignment]
    told = [
        _ended(one._replace(round_gap_s=gap_s)) if one.name == name else one
        for one in reading.signals
    ]
    return reading._replace(signals=tuple(told))


# --- whether it stays so ---


def yes_question(about: str, said: Text) -> Question:
    """Return the question whether something stays as it is; who says no settles nothing."""
    return Question(about, said, (), _settle_yes, YES)


def _settle_yes(reading: Reading, value: object) -> Reading:
    if not value:
        raise Refused(
            phrase(
                "not settled: ask who issued the notice; nothing was written",
                "未能确定：请向公告发布单位核实；未写入任何文件",
            )
        )
    return reading
