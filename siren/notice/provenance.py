"""Where each part of a drill comes from: the comments of its file.

The words of the notice with their line, what follows by arithmetic, what is assumed, what a
person answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.notice.asked import gap_subject, sound_subject
from siren.notice.whole_sound import whole_sound
from siren.text import joined, phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from siren.notice.asked import Answer
    from siren.notice.evidence import Evidence
    from siren.notice.page import Quote
    from siren.notice.reading import Reading, SignalRead
    from siren.text import Text

WHAT = {
    "start_s": phrase("start", "开始"),
    "end_s": phrase("end", "结束"),
    "repeats": phrase("count", "遍数"),
    "duration_s": phrase("length", "时长"),
    "round_gap_s": phrase("silence between rounds", "两轮间隔"),
    "date.year": phrase("year of the date", "日期的年份"),
    "gap_s": phrase("silences between signals", "信号间隔"),
    "window": phrase("time of the test", "试鸣时间"),
    "window.end": phrase("end of the test", "试鸣结束时间"),
}
"""What fields are called that follow from others."""

HEAD = (
    ("date", phrase("date", "日期")),
    ("window", phrase("time", "时间")),
    ("issuer", phrase("authority", "发布机关")),
    ("issued", phrase("announced", "公告日期")),
    ("document", phrase("document", "文号")),
)
"""The fields of a drill's head whose words are quoted."""


class Origin(NamedTuple):
    """The notice that a drill is drafted from.

    Attributes
    ----------
    name, sha256
        Its file, and the hash of it.
    answers
        What a person said, in order.
    who
        That person.
    """

    name: str
    sha256: str
    answers: tuple[Answer, ...] = ()
    who: str = ""


def comments(
    reading: Reading, evidence: Evidence, origin: Origin, language: str
) -> dict[tuple[str, int], list[str]]:
    """Return the lines above each table of the drill's file."""
    found = {("drill", 0): [*_head(reading, evidence, origin)]}
    for number, signal in enumerate(reading.signals):
        quotes = evidence.of(f"signals[{number}]")
        said = [*_quoted(quotes), *_worked_out(signal), *_assumed(reading, signal)]
        found["firing", number] = said + _answered(origin, _subjects(reading, number))
    for number, outlet in enumerate(reading.outlets):
        said = [*_quoted(evidence.of(f"outlets[{number}]"))]
        if outlet.freq_mhz is None and outlet.freq_khz is not None:
            khz = decimal_text(outlet.freq_khz)
            said.append(phrase(f"printed as {khz} kHz", f"公告写作 {khz} 千赫"))
        found["outlet", number] = said
    return {where: [text.said_in(language) for text in texts] for where, texts in found.items()}


def _head(reading: Reading, evidence: Evidence, origin: Origin) -> Iterator[Text]:
    yield phrase(
        f"Drafted from the notice {origin.name}, SHA-256 {origin.sha256}.",
        f"依据公告 {origin.name} 起草，SHA-256 {origin.sha256}。",
    )
    for field, name in HEAD:
        for text in _quoted(evidence.of(field)):
            yield joined(name, phrase(": ", "："), text)
    for field in reading.derived:
        yield derived_words(field)
    yield from reading.remarks
    yield from _answered(origin, ("date", "window", "times"))


def derived_words(field: str) -> Text:
    """Return that a field follows from others."""
    what = WHAT.get(field, phrase(field, field))
    return phrase(
        f"not printed, it follows from what is: {what.english}",
        f"公告未写，由其他内容推算：{what.said_in('zh')}",
    )


def _quoted(quotes: Sequence[Quote]) -> Iterator[Text]:
    for quote in dict.fromkeys(quotes):
        words = " ".join(quote.words.split())
        yield phrase(f"line {quote.line}: “{words}”", f"第 {quote.line} 行：“{words}”")


def _worked_out(signal: SignalRead) -> Iterator[Text]:
    for field in signal.derived:
        yield derived_words(field)


def _assumed(reading: Reading, signal: SignalRead) -> Iterator[Text]:
    for rule in reading.assumed:
        sound = whole_sound(signal, reading.assumed)
        if rule.name == signal.name and sound is not None:
            by = rule.signal_id or ""
            yield phrase(
                f"ASSUMED, not printed: {sound.words.english} {by and f'(national rule, {by})'}",
                f"假定（公告未写）：{sound.words.said_in('zh')}{by and f'（国家统一规定，{by}）'}",
            )


def _subjects(reading: Reading, number: int) -> tuple[str, ...]:
    """Return what was asked of a signal: its start, and what all of its name have alike."""
    alike = sound_subject(reading, number), gap_subject(reading, number)
    return (f"signals[{number}].start", *alike)


def _answered(origin: Origin, subjects: Collection[str]) -> list[Text]:
    """Return what a person answered on some subjects, in order of asking."""
    return [
        phrase(
            f"ANSWERED by {origin.who}: {answer.asked.english} {answer.said.english}",
            f"由 {origin.who} 答复：{answer.asked.said_in('zh')}{answer.said.said_in('zh')}",
        )
        for answer in origin.answers
        if answer.about in subjects
    ]
