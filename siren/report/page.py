"""A report -> a page of words in one language: what HTML and plain text both show.

No layout here, and no mark-up: headings, labels, values, tables.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.report.sections import sections
from siren.report.words import EXERCISE, FIGURES, MODES, OPEN, OUTCOMES, SILENT, SOUNDING, said
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from siren.report.model import Part, Report, Row
    from siren.report.sections import Section
    from siren.text import Text

    NameOf = Callable[[str], Text | None]


class Sounded(NamedTuple):
    """One signal at one outlet, in words; `is_good` is whether all went as planned."""

    outlet: str
    planned: str
    actual: str
    error_ms: str
    frames: str
    lost: str
    outcome: str
    is_good: bool


class Block(NamedTuple):
    """One signal at its time, and how it went at every outlet."""

    heading: str
    rows: tuple[Sounded, ...]


class Page(NamedTuple):
    """What stands on the page, from top to bottom.

    Attributes
    ----------
    warnings
        What must not be overlooked: a dry run, an open end, a broken journal.
    is_good
        Whether the verdict is that all went as planned.
    """

    language: str
    exercise: str
    kind: str
    title: str
    verdict: str
    is_good: bool
    warnings: tuple[str, ...]
    head: tuple[str, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]


def page_of(report: Report, language: str, name_of: NameOf) -> Page:
    """Return the page of a report.

    Parameters
    ----------
    name_of
        Returns the names of a signal by its id; None where nobody knows it any more.
    """
    return Page(
        language,
        EXERCISE.said_in(language),
        said(MODES, report.mode, language),
        report.title.said_in(language) if report.title else report.drill,
        _verdict(report, language),
        report.is_perfect and report.chain.is_intact,
        tuple(_warnings(report, language)),
        tuple(text.said_in(language) for text in _HEAD),
        tuple(_blocks(report, language, name_of)),
        tuple(sections(report, language)),
        tuple(text.said_in(language) for text in _SIGNATURE),
    )


_HEAD = (phrase("outlet", "发放渠道"), *FIGURES)

_SIGNATURE = (phrase("Name", "姓名"), phrase("Date", "日期"), phrase("Signature", "签字"))


def _verdict(report: Report, language: str) -> str:
    total = len(report.rows)
    if report.is_perfect and not report.was_heard:
        words = phrase(
            f"All {total} firings went as planned, in silence.",
            f"共 {total} 次鸣放全部按计划完成（静默）。",
        )
    elif report.is_perfect:
        words = phrase(
            f"All {total} firings were sounded as planned.", f"共 {total} 次鸣放全部按计划完成。"
        )
    else:
        counts = Counter(_outcome(row, report, language) for row in report.rows)
        en = ", ".join(f"{count} {name}" for name, count in counts.items())
        zh = "，".join(f"{name} {count}" for name, count in counts.items())
        words = phrase(
            f"NOT all as planned. Of {total} firings: {en}.",
            f"未全部按计划完成。共 {total} 次：{zh}。",
        )
    return words.said_in(language)


def _warnings(report: Report, language: str) -> list[str]:
    found: list[Text] = []
    if report.open_rows:
        left = dict.fromkeys((row.planned_utc, row.signal) for row in report.open_rows)
        names = ", ".join(f"{signal} {_clock(at_utc, report)}" for at_utc, signal in sorted(left))
        found.append(phrase(f"NOT YET ENDED. Open: {names}.", f"尚未结束。未结束的有：{names}。"))
    if report.mode == "run" and not report.was_heard:
        found.append(phrase("Nothing was heard.", "未对外发声。"))
    if report.mode != "run" and report.was_heard:
        found.append(phrase("It was HEARD on a device.", "已在设备上实际发声。"))
    if any(part.was_taken_up for part in report.parts):
        found.append(phrase("It was killed and taken up again.", "进程曾中断，后重新接续。"))
    if not report.chain.is_intact:
        where = "; ".join(report.chain.faults)
        found.append(
            phrase(
                f"THE JOURNAL IS BROKEN: {where}. This page is made from its intact lines.",
                f"日志已损坏（BROKEN）：{where}。本页仅据完好的行生成。",
            )
        )
    return [text.said_in(language) for text in found]


def _blocks(report: Report, language: str, name_of: NameOf) -> list[Block]:
    """Return the signals in the order of their times, each with its outlets."""
    found: dict[tuple[datetime, str], list[tuple[Part, Row]]] = {}
    for part in report.parts:
        for row in part.rows:
            found.setdefault((row.planned_utc, row.signal), []).append((part, row))
    return [
        Block(
            _heading(together[0][1], report, language, name_of),
            tuple(
                _sounded(title, row, report, language)
                for part, row in together
                for title in part.titles
            ),
        )
        for _, together in sorted(found.items(), key=lambda item: item[0])
    ]


def _heading(row: Row, report: Report, language: str, name_of: NameOf) -> str:
    names = name_of(row.signal)
    length = clock_text(Fraction(row.length_s).limit_denominator(1000))
    name = f"{names.said_in(language)} ({row.signal})" if names else row.signal
    return f"{_clock(row.planned_utc, report)}  {name}, {length}"


def _sounded(title: str, row: Row, report: Report, language: str) -> Sounded:
    actual = row.actual_utc and f"{row.actual_utc.astimezone(report.zone):%H:%M:%S.%f}"[:-3]
    return Sounded(
        title,
        _clock(row.planned_utc, report),
        actual or "–",
        "–" if row.error_ms is None else f"{row.error_ms:+.3f}",
        "–" if row.frames is None else str(row.frames),
        "–" if row.lost_frames is None else str(row.lost_frames),
        _outcome(row, report, language),
        row.outcome == "played",
    )


def _outcome(row: Row, report: Report, language: str) -> str:
    """Return how a row ended; that it was silent only where others were heard."""
    if row.outcome is None:
        return (SOUNDING if row.has_begun else OPEN).said_in(language)
    words = said(OUTCOMES, row.outcome, language)
    is_worth_saying = row.is_silent and report.was_heard
    return f"{words}, {SILENT.said_in(language)}" if is_worth_saying else words


def _clock(when: datetime, report: Report) -> str:
    return f"{when.astimezone(report.zone):%H:%M:%S}"
