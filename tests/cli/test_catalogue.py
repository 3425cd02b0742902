"""``siren list`` for people: every signal under its country, whatever the width and the script."""

from __future__ import annotations

import re

import pytest

from siren import library
from siren.cli.asked import Asked, chosen
from siren.cli.catalogue import catalogue
from siren.cli.columns import cells

IDS = library.names("signals")


def listed(width: int | None, language: str = "en", **asked: str) -> list[str]:
    groups = chosen(library.systems(with_tests=False), Asked(**asked))
    return catalogue(groups, language, width).splitlines()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_signal_is_there_and_no_line_is_too_wide(width: int, language: str) -> None:
    lines = listed(width, language)
    assert [line for line in lines if cells(line) > width] == []
    rows = [re.match(r" {4}([a-z0-9-]+) +(\d+:\d\d)(?: |$)", line) for line in lines]
    assert sorted(row[1] for row in rows if row) == sorted(IDS)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_letter_of_a_name_is_lost(width: int) -> None:
    def letters(lines: list[str]) -> str:
        return "".join("".join(lines).split())

    for code in ("CN", "IN", "KR", "RU", "JO", "IL", "GR"):
        lines = listed(width, country=code)
        [*groups] = chosen(library.systems(with_tests=False), Asked(country=code))
        for signal in groups[0].signals:
            alone = letters(listed(width, country=code, search=signal.id))
            in_order = ".*?".join(map(re.escape, letters([signal.names.native])))  # in its column
            assert re.search(in_order, alone), signal.id
        assert lines[0] == f"{code}  {library.country(code).both()}"


def test_a_name_that_is_the_same_in_english_stands_once() -> None:
    assert "    at-alarm      1:00   Alarm" in listed(80, country="AT")


def test_words_from_right_to_left_stand_last() -> None:
    lines = listed(80, country="IL")
    assert lines[0] == "IL  Israel · ישראל"
    assert lines[2].endswith("Red alert (rising and falling) · אזעקה עולה ויורדת")


def test_those_in_force_come_first() -> None:
    heads = [line for line in listed(None, country="DE") if line.endswith("]")]
    assert [head.rpartition("[")[2] for head in heads] == ["de-current]", "de-cold-war]", "de-ww2]"]


def test_a_status_stands_beside_the_name_in_the_language_of_the_reader() -> None:
    [line] = [line for line in listed(None, country="BE") if "be-test" in line]
    assert line.endswith("Signal d'essai · Quarterly test (historic)")
    [line] = [line for line in listed(None, "zh", country="BE") if "be-test" in line]
    assert line.endswith("Signal d'essai · 季度测试（历史）")


def test_a_wide_terminal_has_room_for_meanings() -> None:
    assert any("Raid imminent or under way" in line for line in listed(120, country="CN"))
    assert not any("Raid imminent" in line for line in listed(80, country="CN"))


def test_a_country_of_which_only_tests_are_known_says_so() -> None:
    text = " ".join(" ".join(listed(80, country="KW")).split())
    assert "None of its signals is known well enough to be listed" in text
    assert "siren show kw-monthly, siren next --country KW" in text
    assert "siren next" not in " ".join(listed(80, country="DD"))  # they sound no more


# --- what is asked for ---


def ids(**asked: str) -> set[str]:
    groups = chosen(library.systems(with_tests=False), Asked(**asked))
    return {signal.id for group in groups for signal in group.signals}


def test_filters_combine() -> None:
    assert ids(country="JP", meaning="water", status="regional") == {
        "jp-dam-takihata",
        "jp-major-tsunami-oita",
        "jp-tsunami-oita",
    }
    assert ids(system="de-ww2", meaning="all-clear") == {"de-ww2-entwarnung"}


@pytest.mark.parametrize(
    "search",
    ["DE-WW2-OELW", "öffentliche luftwarnung", "offentliche", "Public warning", "公共空情"],
)
def test_words_are_found_in_any_language_without_capitals_and_accents(search: str) -> None:
    assert "de-ww2-oelw" in ids(search=search)


def test_words_are_found_in_what_people_should_do() -> None:
    assert "ch-water-alarm" in ids(search="leave the danger zone")


def test_a_current_signal_of_a_regional_system_is_both() -> None:
    assert "au-vic-short" in ids(status="regional") & ids(status="current")
