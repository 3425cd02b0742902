"""What is asked of a person: in which order, again where an answer contradicts, nothing twice."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from siren.errors import Refused
from siren.notice.adding_up import contradictions
from siren.notice.draft import draft
from siren.notice.names import AIR_RAID, ALL_CLEAR
from siren.notice.questions import next_question, open_points
from siren.notice.reader import read_notice
from siren.notice.reading import (
    Assumed,
    Conflict,
    Reading,
    SignalRead,
    Verdict,
    Window,
    day_time,
)
from siren.notice.whole_sound import Sound
from siren.text import phrase
from tests.notice.corpus import notice, of_verdict

if TYPE_CHECKING:
    from siren.notice.asked import Question

MINUTE_S = 60
TEN_S = 36_000
"""Ten o'clock."""

RAID = SignalRead("空袭警报", AIR_RAID, cycle=((Fraction(6), Fraction(6)),), repeats=15)
RAID = RAID._replace(duration_s=Fraction(180))
CLEAR = SignalRead("解除警报", ALL_CLEAR, cycle=((Fraction(180), Fraction(0)),), repeats=1)
CLEAR = CLEAR._replace(duration_s=Fraction(180), continuous=True)


def at(signal: SignalRead, minute: int | None) -> SignalRead:
    """Return a signal that starts so many minutes after ten."""
    return signal._replace(start_s=None if minute is None else TEN_S + minute * MINUTE_S)


def reading(*signals: SignalRead, **fields: object) -> Reading:
    plain = Reading(
        Verdict.ASK,
        issuer="某市人民政府",
        issued=dt.date(2026, 9, 1),
        timezone="Asia/Shanghai",
        date=dt.date(2026, 9, 18),
        windows=(Window(TEN_S, TEN_S + 15 * MINUTE_S),),
        signals=signals,
    )
    return plain._replace(**fields)  # type: ignore[arg-type]


class Person:
    """Answers one question after the other."""

    def __init__(self, read: Reading) -> None:
        self.reading = read
        self.settled: list[str] = []

    @property
    def asked(self) -> Question[object] | None:
        return next_question(self.reading, self.settled)

    @property
    def about(self) -> str | None:
        return self.asked.about if self.asked else None

    @property
    def why(self) -> str | None:
        conflict = self.asked.conflict if self.asked else None
        return conflict.said.english if conflict else None

    def choices(self) -> list[str]:
        return [choice.said.english for choice in self.asked.choices] if self.asked else []

    def answers(self, value: object) -> None:
        question = self.asked
        assert question is not None
        self.reading = question.settle(self.reading, value)
        self.settled.append(question.about)

    def chooses(self, number: int) -> None:
        assert self.asked is not None
        self.answers(self.asked.choices[number - 1].value)

    def starts(self) -> list[str]:
        return [day_time(signal.start_s or 0) for signal in self.reading.signals]


TWO_WINDOWS = Conflict("window", phrase("two times", "两个时间"))


class TestAWindowThatTheSignalsDoNotFit:
    @pytest.fixture
    def person(self) -> Person:
        """Somebody who said 15:00-15:15 of a test whose signals stand at 10:00, 10:06, 10:12."""
        person = Person(
            reading(
                *(at(RAID, 0), at(RAID, 6), at(CLEAR, 12)),
                windows=(),
                candidate_windows=(Window(TEN_S, TEN_S + 900), Window(54_000, 54_900)),
                conflicts=(TWO_WINDOWS,),
            )
        )
        person.chooses(2)
        return person

    def test_which_times_stand_is_asked(self, person: Person) -> None:
        assert (person.about, person.why) == (
            *("times", "空袭警报: starts at 10:00, the test at 15:00"),
        )
        assert person.choices() == [
            "the times of the signals: 空袭警报 10:00, 空袭警报 10:06, 解除警报 10:12",
            "all begin with the test: 空袭警报 15:00, 空袭警报 15:06, 解除警报 15:12",
            "the time of the test: the start of each signal is asked anew",
        ]

    def test_all_move(self, person: Person) -> None:
        person.chooses(2)
        assert person.asked is None
        assert [f"{firing.at:%H:%M}" for firing in draft(person.reading, source="x").firings] == [
            *("15:00", "15:06", "15:12")
        ]

    def test_the_signals_stay_and_are_the_time_of_the_test(self, person: Person) -> None:
        person.chooses(1)
        assert person.asked is None
        assert person.reading.windows == (Window(TEN_S, TEN_S + 900),)

    def test_or_their_starts_are_asked_anew(self, person: Person) -> None:
        person.chooses(3)
        assert (person.about, person.choices()) == (
            *("signals[0].start", ["15:00 (the test begins then)"]),
        )

    def test_all_moved_and_still_too_long_for_it_is_asked_again(self) -> None:
        person = Person(
            reading(
                *(at(RAID, 0), at(CLEAR, 16)),
                windows=(),
                candidate_windows=(Window(54_000, 54_900),),
                conflicts=(TWO_WINDOWS,),
            )
        )
        person.chooses(1)
        person.chooses(2)
        assert person.why == "解除警报: ends at 15:19, the test at 15:15"


def test_a_time_that_is_only_about_right_moves_what_hung_on_it() -> None:
    text = (
        "某市人民政府关于试鸣防空警报的公告\n"
        "市人民政府定于2026年9月18日10：00许试鸣防空警报。\n"
        "一、预先警报（10时至10时3分）：鸣36秒，停24秒，反复3遍，时间3分钟。\n"
        "二、解除警报（10时12分至10时15分）：连续鸣放3分钟。\n"
        "某市人民政府\n2026年9月1日\n"
    )
    person = Person(read_notice(text))
    assert person.about == "window"
    person.answers(Window(54_000))
    assert person.about == "times"
    person.chooses(2)
    assert (person.asked, person.starts()) == (None, ["15:00", "15:12"])


class TestAnAnswerThatContradicts:
    def test_a_start_outside_the_time_of_the_test(self) -> None:
        person = Person(reading(at(RAID, None), at(CLEAR, None)))
        person.answers(80_000)
        assert person.why == "空袭警报: ends at 22:16:20, the test at 10:15"
        person.chooses(3)
        person.chooses(1)
        person.answers(TEN_S + 12 * MINUTE_S)
        assert (person.asked, person.starts()) == (None, ["10:00", "10:12"])

    def test_a_sound_that_runs_into_the_next_signal(self) -> None:
        bare = RAID._replace(cycle=(), repeats=None, duration_s=None)
        person = Person(reading(at(bare, 0), at(CLEAR, 12)))
        person.answers(Sound(((Fraction(900), Fraction(0)),), 1))
        assert person.why == "解除警报: starts before 空袭警报 ends"
        assert person.about == "signals[1].start"

    def test_a_sound_that_is_longer_than_the_test(self) -> None:
        bare = RAID._replace(cycle=(), repeats=None, duration_s=None)
        person = Person(reading(at(bare, 3)))
        person.answers(Sound(((Fraction(900), Fraction(0)),), 1))
        assert person.why == "空袭警报: ends at 10:18, the test at 10:15"

    def test_a_day_before_the_notice_is_asked_again_until_it_is_not(self) -> None:
        doubt = Conflict("date", phrase("no year", "没有年份"))
        person = Person(reading(at(RAID, 0), date=None, conflicts=(doubt,)))
        person.answers(dt.date(2025, 9, 18))
        assert person.why == "2025-09-18 is before the notice was issued, 2026-09-01"
        assert person.asked is not None
        assert person.asked.asks.english == "On which day is the test?"
        person.answers(dt.date(2026, 9, 18))
        assert person.asked is None

    def test_fractions_of_a_second_are_not_cut(self) -> None:
        half = Sound(((Fraction(361, 2), Fraction(0)),), 1)
        bare = RAID._replace(cycle=(), repeats=None, duration_s=None)
        person = Person(reading(at(bare, 0), at(CLEAR, None)))
        person.answers(half)
        assert person.reading.signals[0].end_s == TEN_S + 181
        assert person.asked is not None
        assert person.asked.form is not None
        assert person.asked.form.read("10:03:00") is None

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"date": dt.date(2026, 8, 1)}, "is before the notice was issued"),
            ({"signals": (at(RAID, 13),)}, "ends at 10:16, the test at 10:15"),
            ({"signals": (at(RAID, 0), at(CLEAR, 2))}, "starts before 空袭警报 ends"),
        ],
    )
    def test_no_drill_is_made_of_it(self, fields: dict[str, object], said: str) -> None:
        with pytest.raises(Refused, match=f"does not add up: .*{said}"):
            draft(reading(at(RAID, 0), **fields), source="x")


@pytest.mark.parametrize("name", of_verdict("plan"))
def test_what_the_reader_calls_a_plan_adds_up(name: str) -> None:
    assert contradictions(read_notice(notice(name))) == ()


class TestWhichSignal:
    def test_of_several_of_one_name_the_one_that_starts_then(self) -> None:
        twice = reading(at(RAID, 0), at(CLEAR, 3), at(RAID, 6), at(CLEAR, 8))
        [overlap] = contradictions(twice)
        assert (overlap.signal, overlap.at_s) == ("解除警报", TEN_S + 8 * MINUTE_S)
        assert Person(twice._replace(conflicts=(overlap,))).about == "signals[3].start"

    def test_a_name_that_begins_another_ones_conflict_is_not_taken_for_it(self) -> None:
        said = phrase("空袭警报: two cycles", "空袭警报：两种周期")
        person = Person(reading(at(RAID, 0), conflicts=(Conflict("signals", said),)))
        with pytest.raises(Refused, match="two cycles; write the drill by hand"):
            assert person.asked


class TestAnAnswerAboutASound:
    def test_is_about_all_signals_of_that_name(self) -> None:
        bare = RAID._replace(cycle=(), repeats=None, duration_s=None)
        person = Person(reading(at(bare, 0), at(bare, 6)))
        person.answers(Sound(((Fraction(5), Fraction(5)),), 3))
        assert person.asked is None
        drill = draft(person.reading, source="x", told=person.settled)
        assert {firing.signal.confidence for firing in drill.firings} == {"low"}
        assert len(drill.own_signals) == 1


class TestOnePlaceSaysWhatIsOpen:
    @pytest.mark.parametrize(
        "signal",
        [
            at(RAID._replace(cycle=((Fraction(0), Fraction(0)),), duration_s=Fraction(0)), 0),
            at(RAID._replace(repeats=None), 0),
            at(RAID._replace(rounds=2), 0),
            at(RAID, None),
        ],
        ids=["no tone", "no count", "no silence between rounds", "no start"],
    )
    def test_what_is_listed_is_what_is_asked(self, signal: SignalRead) -> None:
        read = reading(signal)
        [point] = open_points(read)
        question = next_question(read)
        assert question is not None
        assert question.asks == point.ask(()).asks

    def test_what_a_conflict_speaks_of_is_listed_once(self) -> None:
        bare = at(RAID._replace(cycle=(), repeats=None, duration_s=None), 0)
        said = Conflict("signals", phrase("空袭警报: odd", "空袭警报：可疑"), (), bare.name)
        assert [one.said for one in open_points(reading(bare, conflicts=(said,)))] == [said.said]

    def test_a_tone_of_no_length_is_no_sound(self) -> None:
        nothing = RAID._replace(cycle=((Fraction(0), Fraction(0)),), duration_s=Fraction(0))
        person = Person(reading(at(nothing, 0)))
        assert (person.about, person.choices()) == ("signals[0].sound", [])


def test_a_place_whose_rules_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="nobody knows whose rules hold"):
        draft(reading(at(RAID, 0), timezone=None), source="x")


def test_an_assumed_sound_counts_where_nothing_is_printed() -> None:
    bare = RAID._replace(cycle=(), repeats=None, duration_s=None)
    rule = Assumed("空袭警报", "cn-air-raid", RAID.cycle, 15, Fraction(180))
    read = reading(at(bare, 0), at(CLEAR, 2), assumed=(rule,))
    assert [one.said.english for one in contradictions(read)] == [
        "解除警报: starts before 空袭警报 ends"
    ]
