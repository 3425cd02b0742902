"""A line of the journal: what is written is read, what is changed is found."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.firing.chain import (
    BEGINNING,
    KEYS,
    BadLine,
    Entry,
    Fact,
    hashes,
    is_hash,
    line_of,
    parse,
)

AT = datetime(2026, 11, 22, 10, 29, 0, 123456, tzinfo=UTC)

WORDS = st.text(st.characters(codec="utf-8"))
FACTS = st.dictionaries(
    WORDS.filter(lambda name: name not in KEYS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        max_leaves=8,
    ).filter(lambda value: "inf" not in repr(value)),
    max_size=4,
)


def written(event: str = "firing", **facts: Fact) -> bytes:
    return line_of(event, facts, prev=BEGINNING, seq=1, at=AT)[1]


def parsed(line: bytes) -> Entry:
    return parse(line, hashes(line))


def test_a_line_to_the_byte() -> None:
    body = (
        f'"prev": "{BEGINNING}", "seq": 1, "at": "2026-11-22T10:29:00.123456Z", '
        '"event": "outcome", "signal": "空袭警报", "note": "two\\nlines", "error_ms": 0.25}'
    ).encode()
    expected = f'{{"hash": "{hashlib.sha256(body).hexdigest()}", '.encode() + body + b"\n"
    assert written("outcome", signal="空袭警报", note="two\nlines", error_ms=0.25) == expected


@given(event=WORDS, facts=FACTS)
def test_what_is_written_is_read(event: str, facts: dict[str, Any]) -> None:
    digest, line = line_of(event, facts, prev=BEGINNING, seq=7, at=AT)
    assert line.count(b"\n") == 1
    entry = parsed(line[:-1])
    assert entry == (7, AT, event, facts, digest, BEGINNING)
    assert entry.as_dict() == json.loads(line)


def test_a_name_of_a_file_that_is_no_unicode_is_kept() -> None:
    name = b"drill-\xff.toml".decode("utf-8", "surrogateescape")
    assert parsed(written(file=name)[:-1]).facts == {"file": name}


@given(st.data())
def test_any_changed_byte_is_found(data: st.DataObject) -> None:
    line = bytearray(written(signal="空袭警报", n=1)[:-1])
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] = data.draw(st.integers(0, 255).filter(lambda value: value != line[place]))
    with pytest.raises(BadLine, match=r"was changed|does not begin with a hash"):
        parsed(bytes(line))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'"prev": 1',
        b"[" * 100_000,
        b'"prev": "x", "seq": 1, "at": "2026-11-22", "event": "x"}',
        b'"prev": "x", "seq": "1", "at": "2026-11-22T00:00:00Z", "event": "x"}',
        b'"seq": 1, "prev": "x", "at": "2026-11-22T00:00:00Z", "event": "x"}',
    ],
)
def test_a_matching_hash_alone_makes_no_line(body: bytes) -> None:
    digest = hashlib.sha256(body).hexdigest().encode()
    with pytest.raises(BadLine, match="although its hash matches"):
        parsed(b'{"hash": "%b", %b' % (digest, body))


@pytest.mark.parametrize("name", ["hash", "prev", "seq", "at", "event"])
def test_a_fact_has_a_name_of_its_own(name: str) -> None:
    with pytest.raises(ValueError, match=f"may not be called '{name}'"):
        line_of("x", {name: 1}, prev=BEGINNING, seq=1, at=AT)


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        written(error_ms=math.nan)


def test_the_form_of_a_hash() -> None:
    assert is_hash("0123456789abcdef" * 4)
    assert not is_hash("0123456789ABCDEF" * 4)
    assert not is_hash("0" * 63)
    assert not is_hash("0" * 64 + "\n")
