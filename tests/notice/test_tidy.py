from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.notice.tidy import tidied


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_is_a_line_feed(end: str) -> None:
    assert tidied(f"9月{end}18日") == "9月\n18日"


@pytest.mark.parametrize("unseen", ["\0", "\x1b", "\ufeff", "\u200b", "\xad", "\ud800", "\ufffe"])
def test_what_nobody_sees_goes(unseen: str) -> None:
    assert tidied(f"9{unseen}月") == "9月"


@given(st.text(st.characters()))
def test_nothing_that_is_seen_is_lost(text: str) -> None:
    after = tidied(text)
    assert not any(
        unicodedata.category(letter) in ("Cc", "Cs") for letter in set(after) - set("\n\t")
    )
    seen = [letter for letter in text if unicodedata.category(letter)[0] in "LNPS"]
    assert [letter for letter in after if unicodedata.category(letter)[0] in "LNPS"] == seen
    assert tidied(after) == after
