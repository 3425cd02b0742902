"""A TOML file -> its top table."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

from siren.errors import Fault, InvalidFile
from siren.files.faults import Faults
from siren.files.table import Table
from siren.files.values import MAX_DIGITS
from siren.os_reason import reason_of
from siren.text import joined, phrase, same

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 200_000
"""No pattern or drill file comes near; a larger file is refused."""

_UTF_8 = phrase("TOML text in UTF-8", "UTF-8 编码的 TOML")

_DEEP = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+\s*\.\s*){30}")
"""A dotted key so long that reading it would take tomllib minutes."""

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")

_OFTEN = (
    (
        re.compile(r"=\s*[{(\[]?.*\b\d?\d:\d\d\s*(?:[],}#].*)?$"),
        phrase("a time with seconds: 12:00:00", "时间须写到秒：12:00:00"),
    ),
    (
        re.compile(r"=\s*\d{1,4}-\d?\d-\d?\d\s*$"),
        phrase("a date such as 2023-10-29", "日期，如 2023-10-29"),
    ),
    (re.compile(r"=\s*0\d"), phrase("a number without a 0 before it", "数字前面不加 0")),
    (
        re.compile(r"=\s*[\d.]+\s*[A-Za-z]"),
        phrase("a number alone: the key's name says its unit", "只写数字；单位已在键名中"),
    ),
    (
        re.compile(r"=\s*[A-Za-z]"),
        phrase(
            'text in quotes: "..."; true and false without', '文字须加引号："..."；true、false 不加'
        ),
    ),
    (
        re.compile(r"^[^=]*[^=\s\w.\"'-][^=]*="),
        phrase("a key of letters, digits, _ and -", "由字母、数字、_ 和 - 组成的键"),
    ),
)
"""What is often wrong with a line that is no TOML, and what it must be."""


def read_document(path: Path) -> Table:
    """Read a TOML file into its top table; decimal numbers keep their digits.

    Raises
    ------
    InvalidFile
        For a file that cannot be read, is no UTF-8, is too large or is no TOML.
    """
    faults = Faults(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
        if len(content) > MAX_FILE_BYTES:
            found = phrase(f"more than {MAX_FILE_BYTES} bytes", f"超过 {MAX_FILE_BYTES} 字节")
            faults.add("", found, phrase("less", "更小的文件"))
            faults.raise_if_any()
        if _is_utf16(content[:100]):
            again = phrase(": save it again with that encoding", "；请另存为 UTF-8")
            faults.add("", phrase("UTF-16", "UTF-16 编码"), joined(_UTF_8, again))
            faults.raise_if_any()
        text = content.decode("utf-8-sig")
    except OSError as error:
        allowed = phrase("a file that can be read", "可以读取的文件")
        raise InvalidFile([Fault(str(path), "", reason_of(error), allowed)]) from error
    except UnicodeDecodeError as error:
        found = phrase("no UTF-8", "不是 UTF-8 编码")
        raise InvalidFile([Fault(path.name, f"byte {error.start}", found, _UTF_8)]) from error
    return read_text(text, path.name)


def _is_utf16(head: bytes) -> bool:
    """Return whether a file begins with a mark of UTF-16, or as ASCII looks in it."""
    is_ascii = len(head) > 1 and any(head[::2]) != any(head[1::2])  # NUL at every second byte
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or is_ascii


def read_text(text: str, name: str) -> Table:
    """Read TOML text as :func:`read_document` reads a file called `name`."""
    if _DEEP.search(text):
        raise InvalidFile([_too_deep(name)])
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile([_no_toml(name, text, str(error))]) from error
    except RecursionError as error:
        raise InvalidFile([_too_deep(name)]) from error
    except (ValueError, ArithmeticError) as error:  # of int and Decimal, which tomllib lets pass
        found = phrase("a number too long to read", "位数过多的数")
        allowed = phrase(f"at most {MAX_DIGITS} digits", f"至多 {MAX_DIGITS} 位数字")
        raise InvalidFile([Fault(name, "", found, allowed)]) from error
    return Table(content, Faults(name), "")


def _too_deep(name: str) -> Fault:
    found = phrase("tables nested too deep", "表的嵌套过深")
    return Fault(name, "", found, phrase("a few levels", "至多几层"))


def _no_toml(name: str, text: str, reason: str) -> Fault:
    """Return the fault of a text that is no TOML, with the line and what is often meant there."""
    place = _PLACE.search(reason)
    line = text.splitlines()[int(place[1]) - 1].strip() if place and int(place[1]) else ""
    where = f"line {place[1]}" if place else ""
    hint = next(
        (hint for form, hint in _OFTEN if form.search(line)), phrase("TOML 1.0", "合法的 TOML 1.0")
    )
    if "overwrite" in reason:
        hint = phrase("every key once in its table", "同一表内每个键只写一次")
    said = f" ({reason})" + (f": {line}" if line else "")
    said = said if len(said) < 300 else f"{said[:297]}..."
    return Fault(name, where, joined(phrase("no TOML", "不是合法的 TOML"), same(said)), hint)
