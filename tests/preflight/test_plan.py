"""What the drill itself says: its day, its announcement, its leads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from siren.destination import Destination, destinations
from siren.errors import Fault, InvalidFile, UnknownName
from siren.preflight.board import announce_days
from siren.preflight.check import State
from siren.preflight.plan import (
    announced_check,
    drill_check,
    is_fed_within,
    leads_check,
    no_drill,
    time_check,
)
from siren.text import same
from tests.cli.drills import DRILL
from tests.preflight.stand_ins import an_outlet, the_drill

if TYPE_CHECKING:
    from siren.drill import Drill

T = datetime(2026, 10, 29, 2, 29, tzinfo=UTC)
END = T + timedelta(minutes=8)
HORN, SOFT = Destination("horn"), Destination("horn", outlets=(an_outlet(lead_s=2.5),))


def at(seconds: float) -> datetime:
    return T + timedelta(seconds=seconds)


class TestDrill:
    def test_a_valid_drill_says_what_and_when_in_both_languages(self) -> None:
        value = drill_check(the_drill()).value
        assert value.said_in("en") == (
            "town-2026: 2 signals, 8:00 from Thu 2026-10-29 10:29:00 Asia/Shanghai"
        )
        assert value.said_in("zh") == (
            "town-2026：2 个信号，共 8:00，2026-10-29 周四 10:29:00 Asia/Shanghai 开始"
        )

    def test_an_invalid_file_shows_every_fault(self) -> None:
        faults = [
            Fault("d.toml", "drill.date", same("nothing"), same("a date")),
            Fault("d.toml", "x", same("1"), same("2")),
        ]
        line = no_drill(InvalidFile(faults))
        assert line.state is State.RED
        assert not line.can_be_allowed
        assert (
            "drill.date: found nothing; allowed: a date; d.toml: x: found 1" in line.value.english
        )

    def test_no_such_drill_names_the_nearest(self) -> None:
        line = no_drill(UnknownName("drill", "twon", ["town"]))
        assert line.value.english == "no drill is called 'twon'; did you mean 'town'?"


class TestTime:
    @pytest.mark.parametrize(
        ("seconds", "state", "said"),
        [
            (-86_400 * 3, State.GREEN, "the first feed begins in 3 d 0 h"),
            (-60, State.GREEN, "the first feed begins in 1 min 0 s"),
            (-59, State.AMBER, "the first feed begins in 59 s"),
            (1, State.RED, "the first feed should have begun 1 s ago"),
            (479, State.RED, "the first feed should have begun 7 min 59 s ago"),
            (480, State.RED, "ended 0 s ago"),
            (7200, State.RED, "ended 1 h 52 min ago"),
        ],
    )
    def test_how_long_there_is(self, seconds: float, state: State, said: str) -> None:
        line = time_check(the_drill(), [HORN], at(seconds))
        assert (line.state, line.value.english) == (state, said)
        assert (line.action is None) == (state is State.GREEN)

    def test_what_is_late_may_be_allowed_what_is_over_may_not(self) -> None:
        assert time_check(the_drill(), [HORN], at(1)).can_be_allowed
        assert not time_check(the_drill(), [HORN], END).can_be_allowed

    def test_it_is_the_longest_lead_that_counts(self) -> None:
        line = time_check(the_drill(), [HORN, SOFT], at(-2))
        assert line.value.english == "the first feed should have begun 0 s ago"
        assert line.state is State.RED

    @pytest.mark.parametrize(
        ("seconds", "is_near"),
        [(-9, False), (-7.9, True), (1.5, True), (3, False), (295, True), (310, False)],
    )
    def test_any_of_its_signals_may_be_near(self, seconds: float, is_near: bool) -> None:
        assert is_fed_within(8, the_drill(), [HORN], at(seconds)) is is_near


class TestAnnounced:
    @pytest.mark.parametrize(
        ("announced", "state"),
        [
            (date(2026, 10, 24), State.GREEN),
            (date(2026, 10, 25), State.AMBER),
            (date(2026, 10, 30), State.AMBER),
            (None, State.AMBER),
        ],
    )
    def test_five_days_before_are_enough_where_five_are_wanted(
        self, announced: date | None, state: State
    ) -> None:
        line = announced_check(the_drill()._replace(announced=announced), 5)
        assert line.state is state

    def test_it_says_day_document_and_distance(self) -> None:
        line = announced_check(the_drill(), 5)
        assert line.value.english == "2026-10-11 No. 5, 18 days before"

    @pytest.mark.parametrize("announced", [date(2026, 10, 29), None])
    def test_where_no_rule_is_known_all_is_green(self, announced: date | None) -> None:
        assert announced_check(the_drill()._replace(announced=announced), None).state is State.GREEN

    def test_the_number_comes_from_the_systems_of_the_signals(self) -> None:
        assert announce_days(the_drill()) == 5
        mixed = the_drill(text=DRILL.replace("cn-pre-warning", "de-ww2-akute"))
        assert announce_days(mixed) == 5  # cn-all-clear is still there
        assert announce_days(_german()) is None


def _german() -> Drill:
    text = DRILL.replace("cn-pre-warning", "de-ww2-akute").replace("cn-all-clear", "de-ww2-akute")
    return the_drill(text=text)


class TestLeads:
    def test_one_destination_needs_none(self) -> None:
        drill = the_drill(an_outlet())
        assert leads_check(drill, destinations(drill.outlets)).state is State.GREEN

    @pytest.mark.parametrize(
        ("measured", "state"),
        [
            (date(2026, 10, 1), State.GREEN),
            (date(2025, 10, 29), State.GREEN),
            (date(2025, 10, 28), State.AMBER),
            (None, State.AMBER),
        ],
    )
    def test_of_several_each_must_have_been_measured_within_a_year(
        self, measured: date | None, state: State
    ) -> None:
        sirens = an_outlet("horn", measured=date(2026, 9, 1))
        radio = an_outlet("hall", measured=measured, name="Radio Town")
        drill = the_drill(sirens, radio)
        line = leads_check(drill, destinations(drill.outlets))
        assert line.state is state
        assert ("Radio Town" in line.value.english) == (state is State.AMBER)
