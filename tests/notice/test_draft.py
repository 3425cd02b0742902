"""A reading becomes a drill: the notice's own times, the library's signals where they are meant."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from siren import library
from siren.errors import Misuse, Refused
from siren.files.document import read_text
from siren.files.drill_text import drill_text
from siren.files.drills import parse_drill
from siren.notice.draft import draft
from siren.notice.evidence import evidence_of
from siren.notice.names import AIR_RAID, ALL_CLEAR, DISASTER, MEMORIAL
from siren.notice.provenance import Origin, comments
from siren.notice.questions import next_question
from siren.notice.reader import read_notice
from siren.notice.reading import Assumed, Conflict, OutletRead, Reading, SignalRead, Verdict
from siren.text import Text, phrase

GAZETTE = Path(__file__).parents[2] / "examples" / "4_notice.txt"

RAID = SignalRead(
    "空袭警报", AIR_RAID, 36_000, 36_180, ((Fraction(6), Fraction(6)),), 15, Fraction(180)
)
CLEAR = SignalRead(
    "解除警报", ALL_CLEAR, 36_360, 36_540, ((Fraction(180), Fraction(0)),), 1, Fraction(180), True
)


def reading(*signals: SignalRead, **fields: object) -> Reading:
    plain = Reading(
        Verdict.PLAN,
        city="某",
        issuer="某市人民政府",
        timezone="Asia/Shanghai",
        date=dt.date(2026, 9, 18),
        signals=signals,
    )
    return plain._replace(**fields)  # type: ignore[arg-type]


def names(*signals: SignalRead) -> list[str]:
    return [firing.signal.id for firing in draft(reading(*signals), source="x").firings]


def pattern(signal: SignalRead, **fields: object) -> SignalRead:
    return signal._replace(**fields)  # type: ignore[arg-type]


def test_the_notice_of_yangjiang_makes_the_drill_that_is_shipped() -> None:
    read = read_notice(GAZETTE.read_text(encoding="utf-8"))
    drill = draft(read, source="gazette", drill_id="yangjiang-2023")
    assert drill == in_chinese("yangjiang-2023")


def in_chinese(name: str) -> object:
    """Return a drill of the library without its English words."""
    drill = library.drill(name)
    words = {
        field: Text.of({"zh": getattr(drill, field).native})
        for field in ("title", "place", "authority")
    }
    return drill._replace(**words)  # type: ignore[arg-type]


class TestWhichSignal:
    def test_by_national_rule(self) -> None:
        assert names(RAID, CLEAR) == ["cn-air-raid", "cn-all-clear"]

    def test_a_disaster_signal_by_the_cadence_of_a_province(self) -> None:
        chongqing = pattern(
            RAID,
            name="灾害警报",
            kind=DISASTER,
            cycle=((Fraction(3), Fraction(3)),),
            repeats=30,
            is_disaster=True,
        )
        assert names(chongqing) == ["cn-disaster-chongqing"]

    def test_a_flood_that_sounds_like_an_air_raid_is_not_called_one(self) -> None:
        flood = pattern(RAID, name="撤离警报", kind=DISASTER, is_disaster=True)
        [own] = draft(reading(flood), source="x").own_signals
        assert (own.id, own.names.native) == ("notice-2026-09-18-disaster", "撤离警报")

    def test_an_air_raid_of_another_cycle_is_the_drills_own_and_cites_the_notice(self) -> None:
        odd = pattern(RAID, cycle=((Fraction(10), Fraction(10)),), repeats=9)
        drill = draft(reading(odd, document="某告〔2026〕1号"), source="x")
        [own] = drill.own_signals
        assert own.sources == ("notice: 某市人民政府, 某告〔2026〕1号",)
        assert (own.country, own.confidence) == ("CN", "medium")
        assert drill.firings[0].signal == own

    def test_a_pause_that_does_not_count_is_no_trailing_pause(self) -> None:
        odd = pattern(
            RAID,
            cycle=((Fraction(15), Fraction(5)), (Fraction(5), Fraction(5))),
            repeats=2,
            duration_s=Fraction(55),
            last_gap_counted=False,
        )
        [own] = draft(reading(odd), source="x").own_signals
        assert not own.pattern.trailing_pause
        assert own.duration_s == 55

    def test_one_own_signal_that_sounds_twice_is_written_once(self) -> None:
        odd = pattern(RAID, cycle=((Fraction(10), Fraction(10)),), repeats=9)
        drill = draft(reading(odd, pattern(odd, start_s=40_000, end_s=None)), source="x")
        assert len(drill.own_signals) == 1
        assert len(drill.firings) == 2

    def test_two_of_one_kind_have_two_ids(self) -> None:
        flood = pattern(RAID, name="预警警报", kind=DISASTER, is_disaster=True)
        other = pattern(flood, name="撤离警报", start_s=40_000, end_s=None)
        ids = [own.id for own in draft(reading(flood, other), source="x").own_signals]
        assert ids == ["notice-2026-09-18-disaster", "notice-2026-09-18-disaster-2"]

    def test_what_is_assumed_sounds_by_rule(self) -> None:
        bare = pattern(RAID, cycle=(), repeats=None, duration_s=None)
        rule = Assumed("空袭警报", "cn-air-raid", RAID.cycle, 15, Fraction(180))
        drill = draft(reading(bare, assumed=(rule,)), source="x")
        assert drill.firings[0].signal == library.signal("cn-air-raid")


class TestTheRest:
    def test_kilohertz_become_megahertz(self) -> None:
        outlets = (OutletRead("radio", "某电台", freq_khz=Fraction(1251)),)
        [outlet] = draft(reading(RAID, outlets=outlets), source="x").outlets
        assert outlet.freq_mhz == Fraction(1251, 1000)

    def test_rounds_are_rounds(self) -> None:
        twice = pattern(RAID, rounds=2, round_gap_s=Fraction(180))
        [firing] = draft(reading(twice), source="x").firings
        assert firing.rounds == 2
        assert firing.round_gap_s == 180

    @pytest.mark.parametrize(
        ("signals", "title"),
        [
            ((RAID,), "某市防空警报试鸣"),
            ((pattern(RAID, is_disaster=True),), "某市防灾警报试鸣"),
            ((RAID, pattern(CLEAR, is_disaster=True)), "某市防空防灾警报试鸣"),
            ((pattern(CLEAR, kind=MEMORIAL),), "某市防空警报鸣放"),
            ((pattern(RAID, name="空襲警報"),), "某市防空警報演習"),
        ],
    )
    def test_the_title_says_what_is_tested(
        self, signals: tuple[SignalRead, ...], title: str
    ) -> None:
        assert draft(reading(*signals), source="x").title.native == title

    @pytest.mark.parametrize(
        "fields",
        [
            {"date": None},
            {"signals": ()},
            {"signals": (RAID._replace(start_s=None),)},
            {"signals": (RAID._replace(rounds=2),)},
            {"conflicts": (Conflict("date", phrase("two days", "两个日期")),)},
        ],
    )
    def test_while_something_stands_open_there_is_no_drill(self, fields: dict[str, object]) -> None:
        with pytest.raises(Refused, match="stands open"):
            draft(reading(RAID, **fields) if fields else reading(), source="x")

    def test_an_id_is_lower_case_words(self) -> None:
        with pytest.raises(Misuse, match="--id 'A B'"):
            draft(reading(RAID), source="x", drill_id="A B")


def test_the_comments_quote_the_notice_and_the_file_reads_back() -> None:
    text = GAZETTE.read_text(encoding="utf-8")
    read = read_notice(text)
    drill = draft(read, source="gazette")
    above = comments(read, evidence_of(text, read), Origin("gazette", "0" * 64), "zh")
    written = drill_text(drill, above)
    assert "# 第 18 行：“空袭警报（10：35—10：38”\n" in written
    assert "# 第 13 行：“91.6”\n[[outlet]]" in written
    assert parse_drill(read_text(written, "x.toml"), library.signal) == drill


def test_words_that_stand_within_other_words_are_quoted_once() -> None:
    text = GAZETTE.read_text(encoding="utf-8")
    quotes = evidence_of(text, read_notice(text)).of("signals[1]")
    assert [quote.words for quote in quotes][:2] == ["空袭警报（10：35—10：38", "鸣6秒，停6秒"]
    assert {quote.line for quote in quotes} == {18}


# --- what is asked ---


def ask(text: str, *answers: object) -> Reading:
    """Return a reading after its first questions were answered."""
    read = read_notice(text)
    settled: list[str] = []
    for answer in answers:
        question = next_question(read, settled)
        assert question is not None
        read = question.settle(read, answer)
        settled.append(question.about)
    return read


NOTICE = """某市人民政府关于试鸣防空警报的公告
市人民政府定于{day}上午{time}试鸣防空警报。
一、预先警报：鸣36秒，停24秒，反复{count}遍，时间3分钟。
二、解除警报：连续鸣放3分钟。
{more}
某市人民政府
2026年9月1日
"""


def notice(
    day: str = "2026年9月18日", time: str = "10时至10时15分", count: int = 3, more: str = ""
) -> str:
    return NOTICE.format(day=day, time=time, count=count, more=more)


def choices(read: Reading, *settled: str) -> list[str]:
    question = next_question(read, settled)
    assert question is not None
    return [choice.said.english for choice in question.choices]


class TestQuestions:
    def test_a_wrong_weekday_leaves_two_days(self) -> None:
        read = read_notice(notice(day="2026年9月18日（星期六）"))
        assert choices(read) == ["2026-09-18 (Friday)", "2026-09-19 (Saturday)"]
        settled = ask(notice(day="2026年9月18日（星期六）"), dt.date(2026, 9, 19))
        assert (settled.date, settled.conflicts) == (dt.date(2026, 9, 19), ())

    def test_a_count_against_a_length_leaves_both(self) -> None:
        read = read_notice(notice(count=5))
        assert choices(read) == ["36/24 s × 3 = 3:00", "36/24 s × 5 = 5:00"]

    def test_missing_starts_are_proposed_by_the_window_and_never_taken(self) -> None:
        read = read_notice(notice())
        assert read.should == Verdict.PLAN
        assert choices(read) == ["10:00 (the test begins then)"]
        settled = ask(notice(), 36_000)
        assert settled.signals[1].start_s is None
        assert choices(settled) == ["10:12 (equal silences would fill the time; not printed)"]

    def test_a_stated_silence_is_proposed_first(self) -> None:
        settled = ask(notice(more="各信号间隔7分钟。", time="10时至10时30分"), 36_000)
        assert choices(settled)[0] == "10:10 (the silence that the notice states)"

    def test_each_conflict_of_a_subject_is_confirmed_on_its_own(self) -> None:
        text = notice(day="2026年9月18日（星期六）", more="如遇雨天顺延。")
        read = read_notice(text)
        assert [conflict.about for conflict in read.conflicts] == ["date", "date"]
        settled = ask(text, dt.date(2026, 9, 18))
        question = next_question(settled, ["date"])
        assert question is not None
        assert question.asks.english == ("You have answered: 2026-09-18 (Friday). Does it stay so?")
        with pytest.raises(Refused, match="not settled"):
            question.settle(settled, False)
        assert question.settle(settled, True).conflicts == ()

    def test_what_no_answer_can_settle_is_for_a_person_to_write(self) -> None:
        text = "某市人民政府关于试鸣防空警报的公告\n定于2026年9月18日10时试鸣防空警报。\n"
        text += "某市人民政府\n2026年9月1日\n"
        read = read_notice(text)
        assert read.should == Verdict.ASK
        with pytest.raises(Refused, match="siren new"):
            next_question(read)
