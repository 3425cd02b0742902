"""A notice that was read -> the file of its drill, with the questions between."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siren.cli.drill_file import checked, write_drill
from siren.cli.keyboard import is_there
from siren.cli.language import speech
from siren.cli.who import who
from siren.errors import InvalidFile, JournalFailed, Refused
from siren.notice.draft import draft
from siren.notice.provenance import Origin, comments
from siren.notice.questions import open_points
from siren.notice.reading import Verdict
from siren.text import joined, phrase

if TYPE_CHECKING:
    from siren.cli.read_input import Notice
    from siren.clock import Clock
    from siren.drill import Drill
    from siren.notice.asked import Answer
    from siren.notice.questions import Open
    from siren.text import Text


def make_drill(
    found: Notice, output: str, drill_id: str | None, clock: Clock, language: str, *, may_ask: bool
) -> None:
    """Write the drill of a notice; what stands open is asked, where somebody is there.

    Raises
    ------
    Refused
        Where no test is announced, nobody can be asked, or the answers make no drill.
    Misuse
        Where the file exists, or the id is none.
    JournalFailed
        Where the drill is written, but not who answered what.
    """
    reading = found.reading
    answers: tuple[Answer, ...] = ()
    if reading.should == Verdict.NOT_A_NOTICE:
        raise Refused(_no_test(found))
    if points := open_points(reading):
        from siren.cli.read_ask import settled
        from siren.cli.read_signals import signals_page

        if not (may_ask and is_there()):
            raise Refused(_nobody(found, points))
        reading, answers = settled(reading, language)
        table = signals_page(reading._replace(gap_s=None), found.evidence, language)
        click.echo(f"\n{table}\n", err=True)
    told = {answer.about for answer in answers}
    drill = draft(reading, source=found.source.name, drill_id=drill_id, told=told)
    origin = Origin(found.source.name, found.source.sha256, answers, who() if answers else "")
    text = _text(drill, found._replace(reading=reading), origin, language, output)
    write_drill(text, output)
    if answers:
        _note(found, origin, drill, output, text, clock)
    _say_what_next(drill, output, language)


def _no_test(found: Notice) -> Text:
    reason = found.reading.reason or phrase("no test is announced", "没有试鸣安排")
    return joined(phrase("no drill is made: ", "不编制演习："), reason)


def _nobody(found: Notice, points: tuple[Open, ...]) -> Text:
    """Return that there are questions, which, and nobody to ask."""
    listed = [
        phrase(f"\n{at}. {point.said.english}", f"\n{at}. {point.said.said_in('zh')}")
        for at, point in enumerate(points, start=1)
    ]
    count = len(points)
    return joined(
        phrase(
            f"{found.source.name}: {count} thing{'s'[: count > 1]} to decide, and nobody to ask; "
            "nothing was written. On a terminal it is asked:",
            f"{found.source.name}：有 {count} 处须由人确定，而无人可问；未写入任何文件。"
            "请在终端上运行，逐一答复：",
        ),
        *listed,
    )


def _text(drill: Drill, found: Notice, origin: Origin, language: str, output: str) -> str:
    from siren.files.drill_text import drill_text

    above = comments(found.reading, found.evidence, origin, language)
    try:
        return checked(drill_text(drill, above), output)
    except InvalidFile as error:
        raise Refused(
            joined(phrase("this makes no drill: ", "无法编成演习："), error.text)
        ) from error


def _note(
    found: Notice, origin: Origin, drill: Drill, output: str, text: str, clock: Clock
) -> None:
    """Write to the journal what was answered, by whom, and which drill came of it."""
    from siren.firing.journal import Journal, journal_path

    facts = {
        "notice": origin.name,
        "notice_sha256": origin.sha256,
        "verdict": str(found.reading.should),
        "who": origin.who,
        "answers": [_fact(answer) for answer in origin.answers],
        "drill": drill.id,
        "file": None if output == "-" else str(Path(output).absolute()),
        "drill_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    try:
        Journal(journal_path(), clock).append("read", **facts)
    except JournalFailed as error:
        raise JournalFailed(joined(_written_but(output), error.text)) from error


def _written_but(output: str) -> Text:
    """Return that the drill is there and its answers are not, and what to do."""
    return phrase(
        f"{output} is written, with the answers as comments, but the journal has no record of "
        "them; to have one, mend this, delete the drill and read the notice again: ",
        f"{output} 已写入，答复已作为注释保存，但未能记入日志；"
        "如需留存记录，请先排除以下故障，删除该演习文件后重新读取公告：",
    )


def _fact(answer: Answer) -> dict[str, Any]:
    return {
        "about": answer.about,
        "open": answer.conflict.said.english if answer.conflict else None,
        "asked": answer.asked.english,
        "answer": answer.said.english,
        "typed": answer.is_typed,
    }


def _say_what_next(drill: Drill, output: str, language: str) -> None:
    say = speech(language)
    if output == "-":
        return
    written = say("{}: {}, {} signals.", "{}：{}，{} 个信号。")
    click.echo(written.format(output, drill.id, len(drill.firings)), err=True)
    click.echo(say("Next: siren check {}", "下一步：siren check {}").format(output), err=True)
