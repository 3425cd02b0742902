"""What is a key, and what only looks like one."""

from __future__ import annotations

import pytest

from siren.cli.board.keys import PATIENCE, KeyParser, single_key


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b[A",  # an arrow
        b"\x1b[1;5D",  # Ctrl and an arrow
        b"\x1bOd",  # an arrow of rxvt
        b"\x1b[d",  # Shift and an arrow of rxvt
        b"\x1b[[D",  # F4 of the Linux console
        b"\x1b[15~",  # F5
        b"\x1bv",  # Alt and v
        b"\x1b[Mdvd",  # a mouse, the old way
        b"\x1b[<0;100;118M",  # a mouse, the new way
        b"\x1b]11;rgb:dd/vv/dd\x07",  # a terminal that says its colours
        b"\x1bP>|dv\x1b\\",  # and its name
        b"\x1b[200~video\x1b[201~",  # a paste
        b"\x1b\x1b[D",  # Alt and an arrow
    ],
)
def test_a_sequence_is_no_key_however_it_comes(sent: bytes) -> None:
    assert KeyParser().characters(sent) == ""
    slowly = KeyParser()
    assert "".join(slowly.characters(sent[n : n + 1]) for n in range(len(sent))) == ""
    assert slowly.characters(b"v") == "v"


def test_esc_alone_is_forgotten_after_a_while() -> None:
    parser = KeyParser()
    assert parser.characters(b"\x1b") == ""
    for _ in range(PATIENCE):
        assert parser.characters(b"") == ""
    assert parser.characters(b"v") == "v"


def test_a_paste_that_never_ends_is_forgotten_too() -> None:
    parser = KeyParser()
    assert parser.characters(b"\x1b[200~v") == ""
    assert parser.characters(b"d") == ""
    for _ in range(PATIENCE):
        parser.characters(b"")
    assert parser.characters(b"v") == "v"


def test_a_character_may_come_in_parts() -> None:
    parser = KeyParser()
    parts = "镇".encode()
    assert [parser.characters(parts[:1]), parser.characters(parts[1:])] == ["", "镇"]


@pytest.mark.parametrize("typed", ["v", "V", "vvvv", "ｖ"])
def test_a_key_may_be_held_or_shifted_or_wide(typed: str) -> None:
    assert single_key(typed) == "v"


@pytest.mark.parametrize("typed", ["", "video", "vd", "v\r"])
def test_a_burst_is_no_key(typed: str) -> None:
    assert single_key(typed) == ""
