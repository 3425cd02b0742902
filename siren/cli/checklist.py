"""The GO / NO-GO board as text and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from siren.cli.columns import cells, padded, wrapped
from siren.cli.facts import plain
from siren.preflight.check import State
from siren.preflight.verdict import reds
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.preflight.check import Check

NAME_CELLS = 9
"""The longest names: announced, self-test."""

INDENT = " " * 9
"""Under the name."""

_MARKS = {State.GREEN: "✓", State.AMBER: "!", State.RED: "✗"}
_COLOURS = {State.GREEN: "green", State.AMBER: "yellow", State.RED: "red"}
_WORDS = {
    State.GREEN: phrase("GREEN", "绿"),
    State.AMBER: phrase("AMBER", "黄"),
    State.RED: phrase("RED", "红"),
}
_NAMES_ZH = {
    **{"drill": "演习", "time": "时间", "announced": "公告", "clock": "时钟", "latch": "叫停"},
    **{"journal": "日志", "disk": "磁盘", "sleep": "休眠", "sound": "声音", "leads": "提前"},
    **{"device": "设备", "format": "格式", "free": "占用", "opens": "打开", "audible": "可闻"},
    **{"pace": "节拍", "file": "文件", "self-test": "自检"},
}
"""Said beside the name, which `--allow` takes and programs read."""

_GO = phrase("GO", "可以试鸣  GO")
_NO_GO = phrase("NO-GO", "不可试鸣  NO-GO")


def by_destination(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return the lines of each destination together, otherwise in the order they have."""
    order = list(dict.fromkeys(check.of for check in checks))
    return tuple(sorted(checks, key=lambda check: order.index(check.of)))


def board_as_json(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Return what programs get; English."""
    return [
        {
            "name": check.name,
            "state": str(check.state),
            "value": check.value.english,
            "action": check.action and check.action.english,
            "of": check.of,
        }
        for check in checks
    ]


def board_text(title: str, checks: Sequence[Check], language: str, width: int) -> str:
    """Return the board: a line for each check, its action under it, the verdict at the end."""
    lines = [click.style(line, bold=True) for line in wrapped(plain(title), width)]
    for of, group in groupby(checks, lambda check: check.of):
        heading = wrapped(plain(of), width) if of else []
        lines += ["", *(click.style(line, bold=True) for line in heading)]
        for check in group:
            lines += _lines(check, language, width)
    return "\n".join([*lines, "", _verdict(checks, language)])


def remarks_text(checks: Sequence[Check], language: str, width: int) -> str:
    """Return the lines that are not green, and the verdict."""
    lines: list[str] = []
    for check in checks:
        if check.state is not State.GREEN:
            lines += [click.style(plain(check.of), bold=True)] if check.of else []
            lines += _lines(check, language, width)
    return "\n".join([*lines, _verdict(checks, language)])


def _lines(check: Check, language: str, width: int) -> Iterator[str]:
    word = padded(_WORDS[check.state].said_in(language), 5)
    mark = click.style(f"{_MARKS[check.state]} {word}", fg=_COLOURS[check.state], bold=True)
    spoken = f"{_NAMES_ZH[check.name]} " if language == "zh" else ""
    head = f"{spoken}{padded(check.name, NAME_CELLS)}  "
    room = width - cells(INDENT)
    first, *more = wrapped(head + plain(check.value.said_in(language)), room)
    yield f"{mark}  {first}"
    for line in more:
        yield INDENT + line
    if check.action:
        for number, line in enumerate(wrapped(plain(check.action.said_in(language)), room - 3)):
            yield f"{INDENT}{'   ' if number else '-> '}{line}"


def _verdict(checks: Sequence[Check], language: str) -> str:
    stops = len(reds(checks))
    remarks = sum(check.state is State.AMBER for check in checks)
    said = (_NO_GO if stops else _GO).said_in(language)
    counts = phrase(f"{stops} red, {remarks} amber", f"红 {stops} 项，黄 {remarks} 项")
    big = click.style(f"=== {said} ===", fg="red" if stops else "green", bold=True)
    return f"{big}  {counts.said_in(language)}"
