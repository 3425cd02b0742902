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

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 200_000
"""No pattern or drill file comes near; a larger file is refused."""

_DEEP = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+\s*\.\s*){30}")
"""A dotted key so long that reading it would take tomllib minutes."""

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")

_OFTEN = (
    (re.compile(r"=\s*[{(\[]?.*\b\d?\d:\d\d\s*(?:[],}#].*)?$"), "a time with seconds: 12:00:00"),
    (re.compile(r"=\s*\d{1,4}-\d?\d-\d?\d\s*$"), "a date such as 2023-10-29"),
    (re.compile(r"=\s*0\d"), "a number without a 0 before it"),
    (re.compile(r"=\s*[\d.]+\s*[A-Za-z]"), "a number alone: the key's name says its unit"),
    (re.compile(r"=\s*[A-Za-z]"), 'text in quotes: "..."; true and false without'),
    (re.compile(r"^[^=]*[^=\s\w.\"'-][^=]*="), "a key of letters, digits, _ and -"),
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
            faults.add("", f"more than {MAX_FILE_BYTES} bytes", "less")
            faults.raise_if_any()
        if _is_utf16(content[:100]):
            faults.add("", "UTF-16", "TOML text in UTF-8: save it again with that encoding")
            faults.raise_if_any()
        text = content.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InvalidFile([Fault(str(path), "", reason, "a file that can be read")]) from error
    except UnicodeDecodeError as error:
        raise InvalidFile(
            [Fault(path.name, f"byte {error.start}", "no UTF-8", "TOML text in UTF-8")]
        ) from error
    return read_text(text, path.name)


def _is_utf16(head: bytes) -> bool:
    """Return whether a file begins with a mark of UTF-16, or as ASCII looks in it."""
    is_ascii = len(head) > 1 and any(head[::2]) != any(head[1::2])  # NUL at every second byte
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or is_ascii


def read_text(text: str, name: str) -> Table:
    """Read TOML text as :func:`read_document` reads a file called `name`."""
    if _DEEP.search(text):
        raise InvalidFile([Fault(name, "", "tables nested too deep", "a few levels")])
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile([_no_toml(name, text, str(error))]) from error
    except RecursionError as error:
        raise InvalidFile([Fault(name, "", "tables nested too deep", "a few levels")]) from error
    except (ValueError, ArithmeticError) as error:  # of int and Decimal, which tomllib lets pass
        allowed = f"at most {MAX_DIGITS} digits"
        raise InvalidFile([Fault(name, "", "a number too long to read", allowed)]) from error
    return Table(content, Faults(name), "")


def _no_toml(name: str, text: str, reason: str) -> Fault:
    """Return the fault of a text that is no TOML, with the line and what is often meant there."""
    place = _PLACE.search(reason)
    line = text.splitlines()[int(place[1]) - 1].strip() if place and int(place[1]) else ""
    where = f"line {place[1]}" if place else ""
    hint = next((hint for form, hint in _OFTEN if form.search(line)), "TOML 1.0")
    if "overwrite" in reason:
        hint = "every key once in its table"
    said = f"no TOML ({reason})" + (f": {line}" if line else "")
    return Fault(name, where, said if len(said) < 300 else f"{said[:297]}...", hint)
