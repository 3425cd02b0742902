"""How a text is encoded is told from its bytes, or it is said that it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.errors import UnknownName, UnreadableNotice
from siren.notice.encodings import CLEARLY, ENOUGH, decoded, family_of, likeness
from tests.notice.sentences import ANY, SIMPLIFIED, TRADITIONAL


def some(sentences: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=4).map("\n".join)


@given(some(ANY))
def test_utf_8_is_told_with_its_mark_and_without(text: str) -> None:
    assert decoded(text.encode("utf-8"), "n.txt") == (text, "utf-8")
    assert decoded(text.encode("utf-8-sig"), "n.txt") == (text, "utf-8")


@given(some(ANY), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_is_told_by_its_mark(text: str, codec: str) -> None:
    assert decoded(f"\ufeff{text}".encode(codec), "n.txt") == (text, "utf-16")


@given(some(SIMPLIFIED), st.sampled_from(["gb18030", "gbk"]))
def test_simplified_characters_in_gb18030(text: str, codec: str) -> None:
    assert decoded(text.encode(codec), "n.txt") == (text, "gb18030")


@given(some(TRADITIONAL))
def test_traditional_characters_in_gb18030(text: str) -> None:
    assert decoded(text.encode("gb18030"), "n.txt") == (text, "gb18030")


@given(some(TRADITIONAL), st.sampled_from(["cp950", "big5hkscs"]))
def test_traditional_characters_in_big5(text: str, codec: str) -> None:
    assert decoded(text.encode(codec), "n.txt") == (text, "big5")


def test_a_character_of_hong_kong_alone_is_read_as_big5_too() -> None:
    text = "警報試鳴：元朗䧟坑，上午十時至十時十分。"
    with pytest.raises(UnicodeEncodeError, match="cp950"):
        text.encode("cp950")
    assert decoded(text.encode("big5hkscs"), "n.txt") == (text, "big5")


@pytest.mark.parametrize("sentence", SIMPLIFIED)
def test_wrongly_decoded_text_looks_like_no_notice(sentence: str) -> None:
    wrong = sentence.encode("gb18030").decode("cp950", "ignore")
    assert likeness(sentence) > max(ENOUGH, CLEARLY * likeness(wrong))
    assert likeness(wrong) < ENOUGH


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("これは防災無線の試験です。サイレンが鳴ります。", "shift_jis"),
        ("민방위 훈련 경보를 울립니다.", "euc_kr"),
        ("Проверка системы оповещения населения", "cp1251"),
        ("Übung der Sirenen für alle Bürger", "latin-1"),
        ("魑魅魍魎饕餮", "gb18030"),
    ],
)
def test_what_is_no_chinese_notice_is_not_guessed_at(text: str, codec: str) -> None:
    with pytest.raises(UnreadableNotice, match=r"^n\.txt: .*cannot be told; .* --encoding$"):
        decoded(text.encode(codec), "n.txt")


def test_who_knows_the_encoding_says_it() -> None:
    content = "魑魅魍魎".encode("gb18030")
    assert decoded(content, "n.txt", given=family_of("GBK")) == ("魑魅魍魎", "gb18030")
    with pytest.raises(UnreadableNotice, match=r"^n\.txt: is not in UTF-8 throughout$"):
        decoded(content, "n.txt", given="utf-8")


def test_half_a_pair_in_utf_16_is_refused() -> None:
    with pytest.raises(UnreadableNotice, match="is not in UTF-16 throughout"):
        decoded(b"\xff\xfe\x00\xd8\x0a\x00", "n.txt")


@pytest.mark.parametrize(
    ("name", "family"),
    [("UTF8", "utf-8"), ("gb2312", "gb18030"), ("cp936", "gb18030"), ("Big5-HKSCS", "big5")],
)
def test_encodings_by_their_many_names(name: str, family: str) -> None:
    assert family_of(name) == family


@pytest.mark.parametrize("name", ["gb18330", "latin-1", "rot13", "", "a\0b"])
def test_other_encodings_are_misuse(name: str) -> None:
    with pytest.raises(UnknownName, match="no encoding is called"):
        family_of(name)


def test_what_a_page_says_of_itself_is_believed_where_it_can_be() -> None:
    page = SIMPLIFIED[0].encode("gb18030")
    assert decoded(page, "n.html", label="gb2312")[1] == "gb18030"
    assert decoded(page, "n.html", label="big5")[1] == "gb18030"
    assert decoded(page, "n.html", label="x-unknown")[1] == "gb18030"
