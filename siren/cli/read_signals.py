"""The signals of a notice as a table: what is printed, what follows from it, what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.facts import plain
from siren.cli.language import speech
from siren.cli.wrapped_rows import wrapped_rows
from siren.notice.reading import day_time
from siren.notice.whole_sound import whole_sound
from siren.text import phrase
from siren.units import clock_text, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.notice.evidence import Evidence
    from siren.notice.reading import Reading, SignalRead

DERIVED, ASSUMED, MISSING = "*", "~", "?"

LEGEND = {
    DERIVED: phrase("not printed: it follows by arithmetic", "公告未写，由其他数字推算"),
    ASSUMED: phrase("not printed: the national rule is assumed", "公告未写，按国家统一规定假定"),
    MISSING: phrase("not printed, and not known", "公告未写，无从得知"),
}
"""What a mark behind a value means."""


def signals_page(reading: Reading, evidence: Evidence, language: str) -> str:
    """Return the table, with what its marks mean."""
    if not reading.signals:
        return ""
    say = speech(language)
    head = ["#", say("signal", "信号"), say("start", "开始"), say("end", "结束")]
    rows = [[*head, say("sound, s", "鸣响（秒）"), say("printed", "公告所写")]]
    for number, signal in enumerate(reading.signals):
        rows.append(_row(reading, evidence, number, signal, language))
    used = "".join(cell[-1:] for row in rows[1:] for cell in row[2:5])
    legend = [f"  {mark} {LEGEND[mark].said_in(language)}" for mark in LEGEND if mark in used]
    return "\n".join([wrapped_rows(rows, whole=4), *legend, *_gaps(reading, language)])


def _row(
    reading: Reading, evidence: Evidence, number: int, signal: SignalRead, language: str
) -> list[str]:
    quotes = dict.fromkeys(evidence.of(f"signals[{number}]"))
    printed = " ".join(f"{quote.line}“{' '.join(quote.words.split())}”" for quote in quotes)
    return [
        str(number + 1),
        plain(signal.name),
        _time(signal, "start_s"),
        _time(signal, "end_s"),
        _sound(reading, signal, language),
        plain(printed),
    ]


def _time(signal: SignalRead, field: str) -> str:
    at_s = getattr(signal, field)
    if at_s is None:
        return MISSING
    return day_time(at_s) + (DERIVED if field in signal.derived else "")


def _sound(reading: Reading, signal: SignalRead, language: str) -> str:
    sound = whole_sound(signal, reading.assumed)
    if sound is None:
        return MISSING
    words = sound.words.said_in(language)
    if signal.rounds > 1:
        gap = "?" if signal.round_gap_s is None else clock_text(signal.round_gap_s)
        apart = speech(language)("{} × ({}), {} apart", "{} 轮 ×（{}），间隔 {}")
        words = apart.format(signal.rounds, words, gap)
    if any(rule.name == signal.name for rule in reading.assumed):
        return words + ASSUMED
    return words + (DERIVED if {"repeats", "duration_s"} & set(signal.derived) else "")


def _gaps(reading: Reading, language: str) -> Iterator[str]:
    """Yield the silences between the signals."""
    say = speech(language)
    if reading.gap_s:
        each = [say("{} s", "{} 秒").format(decimal_text(gap_s)) for gap_s in reading.gap_s]
        yield say("  silence between them: {}", "  信号间隔：{}").format(say(", ", "、").join(each))
