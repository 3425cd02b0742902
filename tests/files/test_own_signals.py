"""A drill may carry signals of its own, which no system of the library has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from siren import library, planning
from siren.cli.all_clear import all_clear_signal
from siren.cli.sounding import sounding_of
from siren.drill import Drill, Firing
from siren.errors import InvalidFile, Misuse, UnknownName
from siren.files.document import read_text
from siren.files.drill_text import drill_text
from siren.files.drills import parse_drill
from siren.preflight.board import announce_days
from siren.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from siren.signal import Signal

HEAD = """
[drill]
id = "x"
title = "Test"
timezone = "Asia/Shanghai"
date = 2026-10-29
"""

OWN = """
[[signal]]
id = "x-flood"
country = "CN"
names = { zh = "泄洪警报" }
meaning = { zh = "泄洪" }
pattern = [{ tone = "steady", on_s = 10, off_s = 5, repeat = 4 }]
trailing_pause = false
confidence = "medium"
sources = ["notice: 某市人民政府, 2026-10-11"]
"""

FIRING = """
[[firing]]
signal = "x-flood"
at = 10:29:00
"""


def drill(text: str) -> Drill:
    return parse_drill(read_text(text, "x.toml"), library.signal)


def test_a_firing_may_name_a_signal_of_its_own_file() -> None:
    found = drill(HEAD + OWN + FIRING)
    [own] = found.own_signals
    assert found.firings[0].signal == own
    assert own.duration_s == 55
    assert (own.names.native, own.country) == ("泄洪警报", "CN")
    assert own.sources == ("notice: 某市人民政府, 2026-10-11",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"x-flood"', '"cn-air-raid"', "signal[0].id: found 'cn-air-raid', which the library has"),
        ('country = "CN"\n', "", "country: found nothing; allowed: an ISO 3166 code"),
        ("notice: 某市", "某市", "allowed: at least one source: a web address, or notice:"),
        ("trailing_pause = false\n", "", "trailing_pause: found nothing"),
    ],
)
def test_an_own_signal_is_as_strictly_read_as_one_of_a_system(
    old: str, new: str, fault: str
) -> None:
    with pytest.raises(InvalidFile, match=r"x\.toml") as caught:
        drill(HEAD + OWN.replace(old, new) + FIRING)
    assert fault in str(caught.value)


def test_two_own_signals_have_two_ids() -> None:
    with pytest.raises(InvalidFile, match=r"signal\[1\]\.id: found 'x-flood'"):
        drill(HEAD + OWN + OWN + FIRING)


def test_every_signal_that_is_known_can_be_written_as_a_drills_own() -> None:
    every = tuple(signal for system in library.systems() for signal in system.signals)
    firing = Firing(every[0], at=dt.datetime(2026, 10, 29, 10))
    original = Drill("x", Text.plain("Test"), "UTC", firing.at.date(), (firing,), own_signals=every)
    assert parse_drill(read_text(drill_text(original), "x.toml"), _nobody_knows) == original


def _nobody_knows(name: str) -> Signal:
    raise UnknownName("signal", name, [])


def test_comments_stand_above_their_tables_on_one_line_each() -> None:
    text = drill_text(drill(HEAD + OWN + FIRING), {("firing", 0): ["a\nb", "c"]})
    assert "\n# a b\n# c\n[[firing]]\n" in text


def test_the_rules_of_its_country_hold_for_it() -> None:
    found = drill(HEAD + OWN + FIRING)
    assert announce_days(found) == 5
    assert all_clear_signal(sounding_of(found)) == library.signal("cn-all-clear")


def test_a_drill_made_from_it_keeps_its_signals() -> None:
    moved = planning.on_date(drill(HEAD + OWN + FIRING), dt.date(2027, 10, 29))
    assert drill(drill_text(moved)) == moved


class TestNamedOnTheCommandLine:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        path = tmp_path / "x.toml"
        path.write_text(HEAD + OWN + FIRING, encoding="utf-8")
        return str(path)

    def test_the_file_is_the_drill_and_with_an_id_the_signal(self, path: str) -> None:
        found = library.find_sound(path)
        assert isinstance(found, Drill)
        assert library.find_sound(f"{path}#x-flood") == found.own_signals[0]

    def test_a_signal_that_it_does_not_have_is_told_the_nearest(self, path: str) -> None:
        with pytest.raises(Misuse, match="did you mean 'x-flood'"):
            library.find_sound(f"{path}#x-food")

    def test_the_seal_covers_its_file(self, path: str) -> None:
        files = library.files_of(path, ["x-flood"], "tone")
        assert [file.name for file in files] == ["x.toml", "tone.toml"]
