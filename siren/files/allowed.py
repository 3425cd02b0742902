"""What may stand under a key, in words; and that nothing stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE = phrase("an IANA time zone such as Asia/Shanghai", "IANA 时区，如 Asia/Shanghai")
FLAG = phrase("true or false", "true 或 false")
TABLE = phrase("a table", "表")
NUMBER = phrase("a number", "数字")

MISSING = phrase("nothing", "无")
"""Found where something is missing."""

TEXT = phrase("text", "文字")
SECONDS = phrase("seconds", "秒数")
TABLES = phrase("a list of tables", "表的列表")
AT_LEAST_ONE = phrase(", at least one", "，至少一项")
DATE = phrase("a date such as 2023-10-29, without quotes", "日期，如 2023-10-29，不加引号")
CLOCK_TIME = phrase(
    "a local time in whole seconds such as 10:29:00, without quotes",
    "时:分:秒，如 10:29:00，不加引号",
)
_EXAMPLE = '{ zh = "…", en = "…" }'
TEXTS_BY_LANGUAGE = phrase(
    f"text, or a table of texts by language such as {_EXAMPLE}",
    f"文字，或按语言列出的文字，如 {_EXAMPLE}",
)


def one_of(options: Iterable[str]) -> Text:
    """Return that one of these must stand there."""
    there = ", ".join(options)
    return phrase(f"one of {there}", f"以下之一：{there}")


def only(known: Iterable[str]) -> Text:
    """Return that nothing but these may stand there."""
    there = ", ".join(known)
    return phrase(f"only {there}", f"仅限 {there}")


def bounds(above: int | None, least: int | None, most: int | None) -> Text:
    """Return the bounds of a number, as they follow what it is; nothing where it has none."""
    words = (("above", "大于", above), ("at least", "至少", least), ("at most", "至多", most))
    there = [(en, zh, bound) for en, zh, bound in words if bound is not None]
    en = " and ".join(f"{word} {bound}" for word, _, bound in there)
    zh = "".join(f"，{word} {bound}" for _, word, bound in there)
    return phrase(f" {en}" if en else "", zh)
