"""Questions about one signal: how it sounds, when it starts, how far apart its rounds are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from siren.errors import Refused
from siren.notice.adding_up import ended, timed
from siren.notice.asked import NOTHING, Choice, Question, gap_subject, plain, sound_subject
from siren.notice.noise import cleaned
from siren.notice.proposals import free_from_s, sounds_left, starts_left
from siren.notice.reading import day_time
from siren.notice.times import times
from siren.notice.typed import CADENCE, LENGTH, TIME, YES, Form, read_time
from siren.notice.whole_sound import Sound, whole_sound
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from fractions import Fraction

    from siren.notice.reading import Conflict, Reading, SignalRead
    from siren.text import Text


def question(
    reading: Reading, number: int, conflict: Conflict, settled: Collection[str]
) -> Question[Any]:
    """Return what a conflict about a signal asks: by what is wrong, and what it quotes."""
    signal = reading.signals[number]
    if signal.rounds > 1 and signal.round_gap_s is None:
        return gap_question(reading, number, conflict)
    is_told = sound_subject(reading, number) in settled
    if whole_sound(signal, reading.assumed) is None and not is_told:
        return sound_question(reading, number, conflict)
    if _quotes_times(conflict) or _starts_wrong(reading, number):
        return start_question(reading, number, conflict)
    return sound_question(reading, number, conflict)


def _quotes_times(conflict: Conflict) -> bool:
    return any(times(cleaned(quote.words).text) for quote in conflict.quotes)


def _starts_wrong(reading: Reading, number: int) -> bool:
    """Return whether a signal ends before it starts, or starts before the one before it ends."""
    signal = timed(reading)[number]
    if signal.start_s is None:
        return True
    if signal.end_s is not None and signal.end_s <= signal.start_s:
        return True
    return free_from_s(reading, number) > signal.start_s


# --- how it sounds ---


def sound_question(reading: Reading, number: int, conflict: Conflict | None) -> Question[Sound]:
    """Return the question how a signal sounds; the answer holds for all of its name."""
    signal = reading.signals[number]
    sound = whole_sound(signal, reading.assumed)
    return Question(
        sound_subject(reading, number),
        phrase(f"How does {signal.name} sound?", f"{signal.name}如何鸣响？"),
        tuple(Choice(one.words, one) for one in sounds_left(signal, conflict)),
        partial(_settle_sound, signal.name),
        CADENCE,
        sound.words if sound else NOTHING,
    )


def sound_missing(signal: SignalRead) -> Text:
    """Return that nobody says how a signal sounds."""
    return phrase(f"{signal.name}: nobody says how it sounds", f"{signal.name}：没有写明周期")


def _settle_sound(name: str, reading: Reading, sound: Sound) -> Reading:
    kept = tuple(assumed for assumed in reading.assumed if assumed.name != name)
    return _all_named(name, reading, partial(_sounding, sound))._replace(assumed=kept)


def _sounding(sound: Sound, signal: SignalRead) -> SignalRead:
    return signal._replace(
        cycle=sound.cycle,
        repeats=sound.repeats,
        duration_s=sound.duration_s,
        continuous=sound.is_steady,
        last_gap_counted=sound.is_last_counted,
    )


def _all_named(name: str, reading: Reading, told: Callable[[SignalRead], SignalRead]) -> Reading:
    """Return a reading in which something is told of every signal of a name."""
    signals = [
        ended(told(one), reading.assumed) if one.name == name else one for one in reading.signals
    ]
    return reading._replace(signals=tuple(signals))


# --- when ---


def start_question(reading: Reading, number: int, conflict: Conflict | None) -> Question[int]:
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


def _time_from(least_s: int) -> Form[int]:
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


def _settle_start(number: int, reading: Reading, start_s: int) -> Reading:
    signals = list(reading.signals)
    signals[number] = ended(signals[number]._replace(start_s=start_s), reading.assumed)
    return reading._replace(signals=tuple(signals))


# --- its rounds ---


def gap_question(reading: Reading, number: int, conflict: Conflict | None) -> Question[Fraction]:
    """Return the question how long the silence between two rounds is."""
    signal = reading.signals[number]
    return Question(
        gap_subject(reading, number),
        phrase(
            f"How long is the silence between the {signal.rounds} rounds of {signal.name}?",
            f"{signal.name}鸣放 {signal.rounds} 轮，两轮之间静默多久？",
        ),
        (),
        partial(_settle_gap, signal.name),
        LENGTH,
        NOTHING if signal.round_gap_s is None else plain(f"{decimal_text(signal.round_gap_s)} s"),
    )


def gap_missing(signal: SignalRead) -> Text:
    """Return that nobody says how long the silence between a signal's rounds is."""
    return phrase(
        f"{signal.name}: the silence between its rounds is not printed",
        f"{signal.name}：没有写明两轮之间的间隔",
    )


def _settle_gap(name: str, reading: Reading, gap_s: Fraction) -> Reading:
    return _all_named(name, reading, lambda signal: signal._replace(round_gap_s=gap_s))


# --- whether it stays so ---


def yes_question(about: str, said: Text) -> Question[bool]:
    """Return the question whether something stays as it is; who says no settles nothing."""
    return Question(about, said, (), _settle_yes, YES)


def _settle_yes(reading: Reading, is_so: bool) -> Reading:  # the answer itself
    if not is_so:
        raise Refused(
            phrase(
                "not settled: ask who issued the notice; nothing was written",
                "未能确定：请向公告发布单位核实；未写入任何文件",
            )
        )
    return reading
