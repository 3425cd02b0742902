"""One TOML table, read key by key; faults are collected, not raised.

A reader asks for each key it knows. What is missing, of the wrong kind or out of range becomes
a :class:`~siren.errors.Fault` and a harmless stand-in value is returned, so that reading goes
on and one run finds every fault. :meth:`Table.close` reports the keys that nobody asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from siren.errors import nearest
from siren.files import allowed as may_be
from siren.files.values import MAX_DIGITS, is_short, is_words, shown, time_meant
from siren.text import Text, joined, phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from siren.files.faults import Faults

T = TypeVar("T")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Table:
    """A TOML table with its place in the file.

    Parameters
    ----------
    content
        What tomllib made of it, floats as Decimal.
    faults
        Where faults go; shared by all tables of a file.
    path
        The table's own key path, empty at the top.
    """

    def __init__(self, content: dict[str, Any], faults: Faults, path: str) -> None:
        self.content, self.faults, self.path = content, faults, path
        self._asked: set[str] = set()

    def key(self, name: str) -> str:
        """Return the full path of a key, as messages show it."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Return whether the key is there, without reading it."""
        return name in self.content

    def fault(
        self, name: str, found: Text | str, allowed: Text, nearest: str | None = None
    ) -> None:
        """Note a fault of one key; `found` is what stands there, or words about it."""
        self.faults.add(self.key(name), found, allowed, nearest)

    def faulty_keys(self, known: int) -> set[str]:
        """Return the keys of this table of which a fault was noted, after so many `known` ones."""
        start = len(self.key(""))
        return {re.split(r"[.\[]", fault.key[start:])[0] for fault in self.faults.found[known:]}

    def value(self, name: str, allowed: Text, *, required: bool) -> Any:
        """Return whatever stands under a key, None where nothing does."""
        self._asked.add(name)
        if name not in self.content:
            if required:
                self.fault(name, may_be.MISSING, allowed)
            return None
        return self.content[name]

    def _of(self, name: str, kinds: type[T], allowed: Text, *, required: bool) -> T | None:
        value = self.value(name, allowed, required=required)
        if value is None or isinstance(value, kinds):
            return value
        self.fault(name, shown(value), allowed)
        return None

    # --- scalars ---

    def text(self, name: str, *, allowed: Text = may_be.TEXT, required: bool = True) -> str | None:
        """Return a non-empty string, None where it is missing or wrong."""
        value = self._of(name, str, allowed, required=required)
        if value is not None and not is_words(value):
            found = phrase("empty text", "空文字")
            if value.strip():
                found = phrase("text with control characters", "含控制字符的文字")
            self.fault(name, found, allowed)
            return None
        return value

    def choice(
        self,
        name: str,
        options: Collection[str],
        default: str | None = None,
        meant: str | None = None,
    ) -> str:
        """Return one of `options`; for anything else, the nearest, after noting the fault.

        `meant` is the option that is known to be called so elsewhere.
        """
        allowed = may_be.one_of(options)
        value = self._of(name, str, allowed, required=default is None)
        if value in options:
            return str(value)
        if value is not None:
            meant = meant or nearest(value, options)
            self.fault(name, shown(value), allowed, meant)
        return meant or default or next(iter(options))

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.value(name, may_be.FLAG, required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(name, shown(value), may_be.FLAG)
            return default
        return value

    def number(
        self,
        name: str,
        *,
        above: int | None = None,
        least: int | None = None,
        most: int | None = None,
        what: Text = may_be.NUMBER,
        required: bool = True,
    ) -> Fraction | None:
        """Return an exact number within bounds."""
        value = self.value(name, what, required=required)
        return None if value is None else self.check_number(name, value, above, least, most, what)

    def check_number(
        self,
        name: str,
        value: object,
        above: int | None = None,
        least: int | None = None,
        most: int | None = None,
        what: Text = may_be.NUMBER,
    ) -> Fraction | None:
        """Return `value` as an exact number, or note why it is none."""
        allowed = joined(what, may_be.bounds(above, least, most))
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            quoted = phrase(", without quotes", "，不加引号")
            self.fault(
                name, shown(value), joined(allowed, quoted) if isinstance(value, str) else allowed
            )
            return None
        if not is_short(value):
            digits = phrase(f", of at most {MAX_DIGITS} digits", f"，至多 {MAX_DIGITS} 位数字")
            self.fault(name, shown(value), joined(allowed, digits))
            return None
        number = Fraction(value)
        if (
            (above is not None and number <= above)
            or (least is not None and number < least)
            or (most is not None and number > most)
        ):
            self.fault(name, shown(value), allowed)
            return None
        return number

    def count(self, name: str, *, most: int, default: int | None = None, least: int = 1) -> int:
        """Return a whole number from `least` to `most`."""
        what = phrase("a whole number", "整数")
        value = self.number(name, least=least, most=most, what=what, required=default is None)
        if value is None:
            return least if default is None else default
        if value.denominator != 1:
            self.fault(name, shown(self.content[name]), what)
        return int(value)

    def date(self, name: str, *, required: bool = True) -> dt.date | None:
        """Return a calendar date, written without quotes."""
        value = self.value(name, may_be.DATE, required=required)
        if value is None or type(value) is dt.date:
            return value
        self.fault(name, shown(value), may_be.DATE)
        return None

    def clock_time(self, name: str) -> dt.time | None:
        """Return a local time of day, in whole seconds, written without quotes."""
        value = self.value(name, may_be.CLOCK_TIME, required=True)
        if isinstance(value, dt.time) and not value.microsecond:
            return value
        if value is not None:
            self.fault(name, shown(value), may_be.CLOCK_TIME, time_meant(value))
        return None

    def timezone(self, name: str) -> str:
        """Return the name of a time zone that is known here."""
        value = self.text(name, allowed=may_be.ZONE)
        return "UTC" if value is None else self.check_timezone(name, value)

    def check_timezone(self, name: str, value: str) -> str:
        """Return `value` if a time zone is called so; else UTC, after noting the fault."""
        try:
            ZoneInfo(value)
        except (OSError, ValueError, LookupError):
            self.fault(name, repr(value), may_be.ZONE)
            return "UTC"
        return value

    def localised(self, name: str, *, required: bool = True) -> Text | None:
        """Return text in languages: a table such as ``{ zh = "…", en = "…" }``, or English."""
        value = self.value(name, may_be.TEXTS_BY_LANGUAGE, required=required)
        if value is None:
            return None
        words = {"en": value} if isinstance(value, str) else value
        good = isinstance(words, dict) and words
        if not good or not all(is_words(word) for word in words.values()):
            self.fault(name, shown(value), may_be.TEXTS_BY_LANGUAGE)
            return None
        for tag in words:
            if not _LANGUAGE.fullmatch(tag):
                found = phrase("no language", "不是语言代码")
                tags = phrase("tags such as zh, en, zh-Hant", "语言代码，如 zh, en, zh-Hant")
                self.fault(f"{name}.{tag}", found, tags)
        return Text.of(words)

    # --- lists and tables ---

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of strings; at least one where `required`."""
        allowed = phrase("a list of texts", "文字的列表")
        if required:
            allowed = joined(allowed, may_be.AT_LEAST_ONE)
        if isinstance(self.content.get(name), str):
            allowed = joined(allowed, phrase(f": {name} = [...]", f"：{name} = [...]"))
        value = self._of(name, list, allowed, required=required)
        if value is None:
            return ()
        if not all(is_words(entry) for entry in value) or (required and not value):
            self.fault(name, shown(value), allowed)
            return ()
        return tuple(value)

    def dates(self, name: str) -> tuple[dt.date, ...]:
        """Return a list of calendar dates."""
        allowed = phrase("a list of dates", "日期的列表")
        value = self._of(name, list, allowed, required=False) or []
        if not all(type(v) is dt.date for v in value):
            self.fault(name, shown(value), joined(allowed, phrase(" without quotes", "，不加引号")))
            return ()
        return tuple(value)

    def table(self, name: str, *, required: bool = True) -> Table | None:
        """Return an inner table."""
        value = self._of(name, dict, may_be.TABLE, required=required)
        return None if value is None else Table(value, self.faults, self.key(name))

    def tables(self, name: str, *, required: bool = True) -> Iterator[Table]:
        """Yield the tables of an array of tables; at least one where `required`."""
        allowed = joined(may_be.TABLES, may_be.AT_LEAST_ONE) if required else may_be.TABLES
        value = self._listed(name) or self._of(name, list, allowed, required=required)
        if value is not None and required and not value:
            self.fault(name, phrase("an empty list", "空列表"), allowed)
        for number, entry in enumerate(value or []):
            known = entry.get("id") if isinstance(entry, dict) else None
            key = f"{name}[{known if isinstance(known, str) else number}]"
            if isinstance(entry, dict):
                yield Table(entry, self.faults, self.key(key))
            else:
                self.fault(key, shown(entry), may_be.TABLE)

    def _listed(self, name: str) -> list[Any] | None:
        """Return a table that should stand in a list as such a list, after noting the fault."""
        value = self.content.get(name)
        if not isinstance(value, dict):
            return None
        brackets = phrase(f": [[{name}]], in two brackets", f"：[[{name}]]，用双层方括号")
        if self.path:
            brackets = phrase(f": {name} = [{{ ... }}]", f"：{name} = [{{ ... }}]")
        self._asked.add(name)
        self.fault(name, shown(value), joined(may_be.TABLES, brackets))
        return [value]

    def expect(self, *names: str) -> None:
        """Count keys as known that were looked at by :meth:`has` or by another table."""
        self._asked.update(names)

    def close(self) -> None:
        """Report every key that was never asked for."""
        for name in self.content:
            if name not in self._asked:
                known = sorted(self._asked)
                with_unit = next((key for key in known if key.startswith(f"{name}_")), None)
                meant = with_unit or nearest(name, known)
                self.fault(name, phrase("an unknown key", "未知的键"), may_be.only(known), meant)
