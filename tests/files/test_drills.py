from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren import library
from siren.drill import Drill, Firing, Outlet, Template
from siren.errors import InvalidFile
from siren.files.document import read_document, read_text
from siren.files.drill_text import drill_text
from siren.files.drills import parse_drill, parse_template
from siren.text import Text

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
[drill]
id = "x"
title = { zh = "试鸣", en = "Test" }
timezone = "Asia/Shanghai"
date = 2026-10-29
"""

FIRING = """
[[firing]]
signal = "cn-air-raid"
at = 10:29:00
"""

OUTLET = """
[[outlet]]
kind = "radio"
name = "Radio"
"""

RADIO = """
freq_mhz = 91.6
channel = "1"
lead_s = 0.25
device = "USB Audio"
"""

TEMPLATE = """
[template]
id = "x"
title = "Test"
timezone = "Asia/Shanghai"
"""


def drill(text: str) -> Drill:
    return parse_drill(read_text(text, "x.toml"), library.signal)


def template(text: str) -> Template:
    return parse_template(read_text(text, "x.toml"), library.signal)


def without(text: str, key: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(f"{key} ="))


def faults(text: str) -> list[tuple[str, str, str]]:
    parse = template if "[template]" in text else drill
    with pytest.raises(InvalidFile, match=r"^x\.toml: .*found .*; allowed: .") as caught:
        parse(text)
    return [(fault.key, fault.found.english, fault.advice.english) for fault in caught.value.faults]


def only_fault(text: str) -> tuple[str, str, str]:
    [fault] = faults(text)
    return fault


# --- drills ---


def test_a_drill_holds_what_its_file_says() -> None:
    more = """
place = "Yangjiang"
authority = { zh = "阳江市人民政府" }
announced = 2026-10-11
document = "阳府告〔2026〕5号"
note = "Rain or shine."
"""
    found = drill(HEAD + more + FIRING + OUTLET + RADIO)
    assert found == Drill(
        id="x",
        title=Text((("zh", "试鸣"), ("en", "Test"))),
        timezone="Asia/Shanghai",
        date=dt.date(2026, 10, 29),
        firings=(Firing(library.signal("cn-air-raid"), at=dt.datetime(2026, 10, 29, 10, 29)),),
        outlets=(Outlet("radio", "Radio", Fraction(1, 4), Fraction(916, 10), "1", "USB Audio"),),
        place=Text((("en", "Yangjiang"),)),
        authority=Text((("zh", "阳江市人民政府"),)),
        announced=dt.date(2026, 10, 11),
        document="阳府告〔2026〕5号",
        note="Rain or shine.",
    )


def test_rounds_have_a_gap() -> None:
    [firing] = drill(HEAD + FIRING + "rounds = 2\nround_gap_s = 62.5\n").firings
    assert (firing.rounds, str(firing.round_gap_s)) == (2, "125/2")


def test_past_midnight_a_firing_says_its_date() -> None:
    late = '[[firing]]\nsignal = "cn-all-clear"\nat = 2026-10-30T00:05:00\n'
    found = drill(HEAD + FIRING.replace("10:29:00", "23:58:00") + late)
    assert [firing.start_s for firing in found.schedule()] == [0, 420]


@pytest.mark.parametrize("key", ["id", "title", "timezone", "date"])
def test_a_drill_lacks_nothing(key: str) -> None:
    assert only_fault(without(HEAD, key) + FIRING)[:2] == (f"drill.{key}", "nothing")


@pytest.mark.parametrize("key", ["signal", "at"])
def test_a_firing_lacks_nothing(key: str) -> None:
    assert only_fault(HEAD + without(FIRING, key))[:2] == (f"firing[0].{key}", "nothing")


@pytest.mark.parametrize("key", ["kind", "name"])
def test_an_outlet_lacks_nothing(key: str) -> None:
    assert only_fault(HEAD + FIRING + without(OUTLET, key))[:2] == (f"outlet[0].{key}", "nothing")


def test_a_drill_without_firings_is_refused() -> None:
    assert only_fault(HEAD)[:2] == ("firing", "nothing")
    assert only_fault("firing = []\n" + HEAD)[:2] == ("firing", "an empty list")


def test_a_file_without_a_drill_is_refused() -> None:
    assert faults(FIRING)[0] == ("drill", "nothing", "a table")


@pytest.mark.parametrize(
    ("line", "key", "found"),
    [
        ("rounds = 0\nround_gap_s = 60", "rounds", "0"),
        ("rounds = 101\nround_gap_s = 60", "rounds", "101"),
        ("rounds = 2.5\nround_gap_s = 60", "rounds", "2.5"),
        ("rounds = true\nround_gap_s = 60", "rounds", "true"),
        ("rounds = 2", "round_gap_s", "nothing"),
        ("rounds = 2\nround_gap_s = -1", "round_gap_s", "-1"),
        ("rounds = 2\nround_gap_s = inf", "round_gap_s", "Infinity"),
        ("round_gap_s = 60", "round_gap_s", "a gap, but one round"),
        ("round_gap = 60", "round_gap", "an unknown key"),
        ("gap_s = 60", "gap_s", "an unknown key"),
    ],
)
def test_a_firing_with_a_wrong_value_is_refused(line: str, key: str, found: str) -> None:
    assert only_fault(HEAD + FIRING + line + "\n")[:2] == (f"firing[0].{key}", found)


@pytest.mark.parametrize(
    "at",
    [
        '"10:29:00"',
        "10:29:00.5",
        "2026-10-29",
        "2026-10-29T10:29:00.5",
        "2026-10-29T10:29:00Z",
        "2026-10-29T10:29:00+08:00",
        "1029",
    ],
)
def test_a_firing_starts_at_a_local_time_in_whole_seconds(at: str) -> None:
    key, _, allowed = only_fault(HEAD + FIRING.replace("10:29:00", at))
    assert key == "firing[0].at"
    assert allowed.startswith("a local time in whole seconds such as 10:29:00")


@pytest.mark.parametrize(
    ("line", "key", "found"),
    [
        ("lead_s = -0.1", "lead_s", "-0.1"),
        ("lead_s = 3601", "lead_s", "3601"),
        ("lead_s = true", "lead_s", "true"),
        ("freq_mhz = 0", "freq_mhz", "0"),
        ('freq_mhz = "91.6"', "freq_mhz", "'91.6'"),
        ("freq_mhz = nan", "freq_mhz", "NaN"),
        ("channel = 5", "channel", "5"),
        ("device = 5", "device", "5"),
        ('device = ""', "device", "empty text"),
        ('device = ["a", "b"]', "device", "['a', 'b']"),
        ("freq_khz = 91600", "freq_khz", "an unknown key"),
    ],
)
def test_an_outlet_with_a_wrong_value_is_refused(line: str, key: str, found: str) -> None:
    assert only_fault(HEAD + FIRING + OUTLET + line + "\n")[:2] == (f"outlet[0].{key}", found)


def test_an_outlet_that_another_machine_feeds_has_no_device() -> None:
    assert drill(HEAD + FIRING + OUTLET).outlets[0].device is None


def test_outlets_on_one_device_have_one_lead() -> None:
    usb, tv = 'device = "USB"\n', OUTLET + 'device = "TV"\nlead_s = 4\n'
    text = HEAD + FIRING + OUTLET + usb + "lead_s = 1.5\n" + tv + OUTLET + usb + "lead_s = 2\n"
    assert only_fault(text) == (
        "outlet[2].lead_s",
        "2",
        "1.5, as outlet[0] on the same device has it",
    )
    same = drill(text.replace("lead_s = 2\n", "lead_s = 1.5\n")).outlets
    assert [outlet.device for outlet in same] == ["USB", "TV", "USB"]


def test_outlets_elsewhere_may_have_any_leads() -> None:
    text = HEAD + FIRING + OUTLET + "lead_s = 1\n" + OUTLET + "lead_s = 2\n" + OUTLET
    assert [outlet.lead_s for outlet in drill(text).outlets] == [1, 2, 0]


def test_an_unknown_signal_is_told_the_nearest() -> None:
    key, found, allowed = only_fault(HEAD + FIRING.replace("cn-air-raid", "cn-airraid"))
    assert key == "firing[0].signal"
    assert found == "no signal is called 'cn-airraid'; did you mean 'cn-air-raid'?"
    assert allowed == "the id of a signal, as `siren list` shows them"


def test_all_faults_of_a_drill_are_reported_at_once() -> None:
    text = HEAD.replace("Asia/Shanghai", "Asia/Peking").replace('"x"', '"X"')
    text += FIRING.replace("cn-air-raid", "cn-raid") + "rounds = 2\n" + OUTLET + "colour = 5\n"
    assert [key for key, _, _ in faults(text)] == [
        "firing[0].round_gap_s",
        "firing[0].signal",
        "outlet[0].colour",
        "drill.id",
        "drill.timezone",
    ]


# --- time ---


@pytest.mark.parametrize(
    ("second_at", "overlap"), [("10:31:59", "0:01"), ("10:29:00", "3:00"), ("10:20:00", "12:00")]
)
def test_a_signal_before_the_one_before_it_ends_is_refused(second_at: str, overlap: str) -> None:
    text = HEAD + FIRING + FIRING.replace("air-raid", "all-clear").replace("10:29:00", second_at)
    key, found, allowed = only_fault(text)
    assert key == "firing[1].at"
    assert found == f"cn-all-clear {overlap} before cn-air-raid ends"
    assert allowed == "a time after the signal before it; past midnight, a date and a time"


def test_rounds_count_towards_an_overlap() -> None:
    text = HEAD + FIRING + "rounds = 2\nround_gap_s = 60\n" + FIRING.replace("10:29", "10:35")
    assert only_fault(text)[:2] == ("firing[1].at", "cn-air-raid 1:00 before cn-air-raid ends")


def test_a_signal_may_begin_as_the_one_before_it_ends() -> None:
    text = HEAD + FIRING + FIRING.replace("10:29:00", "10:32:00")
    assert [firing.start_s for firing in drill(text).schedule()] == [0, 180]


def test_the_date_is_that_of_the_first_firing() -> None:
    text = HEAD + FIRING.replace("10:29:00", "2026-10-30T10:29:00")
    assert only_fault(text) == ("drill.date", "2026-10-29", "the date of the first firing")


@pytest.mark.parametrize(
    ("day", "what", "readings"),
    [
        ("2026-03-29", "does not exist", "01:30:00 UTC or 00:30:00 UTC"),
        ("2026-10-25", "exists twice", "00:30:00 UTC or 01:30:00 UTC"),
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_refused_with_both_readings(
    day: str, what: str, readings: str
) -> None:
    head = HEAD.replace("Asia/Shanghai", "Europe/Berlin").replace("2026-10-29", day)
    text = head + FIRING.replace("10:29:00", "01:30:00") + FIRING.replace("10:29:00", "02:30:00")
    assert only_fault(text) == (
        "firing[1].at",
        f"{day} 02:30:00 {what} in Europe/Berlin, where clocks change: it could mean {readings}",
        "a local time that exists once",
    )


def test_every_time_that_clocks_skip_is_reported() -> None:
    head = HEAD.replace("Asia/Shanghai", "Europe/Berlin").replace("2026-10-29", "2026-03-29")
    text = head + FIRING.replace("10:29:00", "02:10:00") + FIRING.replace("10:29:00", "02:50:00")
    assert [key for key, _, _ in faults(text)] == ["firing[0].at", "firing[1].at"]


@pytest.mark.parametrize(
    ("zone", "at"),
    [("Asia/Shanghai", "0001-01-01T00:00:00"), ("America/New_York", "9999-12-31T23:00:00")],
)
def test_the_ends_of_the_calendar_are_refused(zone: str, at: str) -> None:
    head = HEAD.replace("Asia/Shanghai", zone).replace("2026-10-29", at[:10])
    key, found, _ = only_fault(head + FIRING.replace("10:29:00", at))
    assert key == "firing[0].at"
    assert found.endswith(f"in {zone} is not in the years 1 to 9999")


# --- templates ---


def test_a_template_holds_what_its_file_says() -> None:
    first, second = '[[firing]]\nsignal = "cn-air-raid"\n', '[[firing]]\nsignal = "cn-all-clear"\n'
    found = template(TEMPLATE + first + second + "gap_s = 300\nrounds = 2\nround_gap_s = 60\n")
    assert [(f.signal.id, f.rounds) for f in found.firings] == [
        ("cn-air-raid", 1),
        ("cn-all-clear", 2),
    ]
    assert [f.gap_s for f in found.firings] == [0, 300]
    assert [f.round_gap_s for f in found.firings] == [0, 60]
    assert found.duration_s == 180 + 300 + 180 + 60 + 180


@pytest.mark.parametrize(
    ("first", "second", "key", "found"),
    [
        ("", "", "firing[1].gap_s", "nothing"),
        ("", "gap_s = -1", "firing[1].gap_s", "-1"),
        ("", "gap_s = 86401", "firing[1].gap_s", "86401"),
        ("", "gap = 300", "firing[1].gap_s", "nothing"),
        ("gap_s = 5", "gap_s = 5", "firing[0].gap_s", "5"),
        ("at = 10:29:00", "gap_s = 5", "firing[0].at", "an unknown key"),
        ("rounds = 2", "gap_s = 5", "firing[0].round_gap_s", "nothing"),
    ],
)
def test_a_template_with_a_wrong_value_is_refused(
    first: str, second: str, key: str, found: str
) -> None:
    firing = '[[firing]]\nsignal = "cn-air-raid"\n'
    text = TEMPLATE + firing + first + "\n" + firing + second + "\n"
    assert faults(text)[0][:2] == (key, found)


def test_a_template_has_no_date() -> None:
    text = TEMPLATE + "date = 2026-10-29\n" + '[[firing]]\nsignal = "cn-air-raid"\n'
    assert only_fault(text)[:2] == ("template.date", "an unknown key")


# --- to text and back ---

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
titles = st.dictionaries(st.sampled_from(["zh", "en", "zh-Hant", "ja"]), words, min_size=1)
texts = titles.map(Text.of)
ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
dates = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
signals = st.sampled_from(["cn-pre-warning", "cn-air-raid", "cn-all-clear"]).map(library.signal)


def exact(least: str, most: str, places: int) -> st.SearchStrategy[Fraction]:
    return st.decimals(Decimal(least), Decimal(most), places=places).map(Fraction)


outlets = st.builds(
    Outlet,
    words,
    words,
    exact("0", "3600", 9),
    st.none() | exact("0.000001", "3000", 10),
    st.none() | words,
    st.none() | words,
)


@st.composite
def drills(draw: st.DrawFn) -> Drill:
    day = draw(dates)
    at = dt.datetime.combine(day, draw(st.times())).replace(microsecond=0)
    firings = []
    for _ in range(draw(st.integers(1, 3))):
        rounds = draw(st.integers(1, 3))
        gap_s = draw(exact("0", "600", 6)) if rounds > 1 else Fraction(0)
        firings.append(Firing(draw(signals), rounds, gap_s, at=at))
        pause_s = -(-firings[-1].duration_s // 1) + draw(st.integers(0, 50_000))
        at += dt.timedelta(seconds=int(pause_s))
    return Drill(
        id=draw(ids),
        title=draw(texts),
        timezone=draw(st.sampled_from(["Asia/Shanghai", "Asia/Kathmandu", "UTC"])),
        date=day,
        firings=tuple(firings),
        outlets=tuple(draw(st.lists(outlets, max_size=2, unique_by=lambda o: o.device or o))),
        place=draw(st.none() | texts),
        authority=draw(st.none() | texts),
        announced=draw(st.none() | dates),
        document=draw(st.none() | words),
        note=draw(st.none() | words),
    )


@given(drills())
@settings(deadline=None)
def test_a_drill_written_and_read_is_the_same_drill(original: Drill) -> None:
    assert drill(drill_text(original)) == original


@pytest.mark.parametrize(
    "title",
    [
        "防空警报试鸣",
        '"quoted"',
        "'''",
        "back\\slash\\u0041",
        "é\u2028",
    ],
)
def test_a_title_may_hold_anything_that_can_be_printed(title: str, tmp_path: Path) -> None:
    [firing] = drill(HEAD + FIRING).firings
    text = Text((("zh", title),))
    original = Drill("x", text, "Asia/Shanghai", dt.date(2026, 10, 29), (firing,))
    path = tmp_path / "written.toml"
    path.write_text(drill_text(original), encoding="utf-8")
    assert parse_drill(read_document(path), library.signal) == original


def test_a_shipped_drill_survives_being_written() -> None:
    original = library.drill("yangjiang-2023")
    assert drill(drill_text(original)) == original


@pytest.mark.parametrize("title", ["a\\nb", "\\u001b[31m", "\\u0085"])
def test_a_title_with_control_characters_is_refused(title: str) -> None:
    text = HEAD.replace("[drill]", f'[drill]\ntitle = "{title}"')
    text = "\n".join(line for line in text.splitlines() if not line.startswith("title = {"))
    with pytest.raises(InvalidFile, match=r"drill\.title: found"):
        drill(text + FIRING)


CARD = 'device = "USB"\n'


def test_an_outlet_may_have_some_channels_of_a_device_or_a_file() -> None:
    text = HEAD + FIRING + OUTLET + CARD + "channels = [4, 3]\nlead_s = 2\n"
    text += 'lead_measured = 2026-11-01\nlead_method = "receiver against line"\n'
    text += OUTLET + 'file = "tv.wav"\n'
    first, second = drill(text).outlets
    assert (first.channels, second.file) == ((3, 4), "tv.wav")
    assert (first.lead_measured, first.lead_method) == (
        dt.date(2026, 11, 1),
        "receiver against line",
    )
    assert drill(drill_text(drill(text))) == drill(text)


@pytest.mark.parametrize(
    ("lines", "key", "found"),
    [
        ("channels = [1]", "channels", "channels, but no device"),
        (CARD + "channels = []", "channels", "[]"),
        (CARD + "channels = [0]", "channels", "[0]"),
        (CARD + "channels = [65]", "channels", "[65]"),
        (CARD + "channels = [1, 1]", "channels", "[1, 1]"),
        (CARD + "channels = [true]", "channels", "[true]"),
        (CARD + 'channels = "1"', "channels", "'1'"),
        (CARD + 'file = "x.wav"', "file", "a file and a device"),
        ('file = "x.mp3"', "file", "'x.mp3'"),
        ("lead_measured = 2026-11-01", "lead_method", "nothing"),
        ('lead_method = "by ear"', "lead_measured", "nothing"),
    ],
)
def test_what_is_wrong_with_an_outlet_is_said_with_its_key(
    lines: str, key: str, found: str
) -> None:
    with pytest.raises(InvalidFile) as raised:
        drill(HEAD + FIRING + OUTLET + lines)
    assert (f"outlet[0].{key}", found) in [(f.key, f.found.english) for f in raised.value.faults]


@pytest.mark.parametrize(
    ("one", "other"), [("", "channels = [1]"), ("channels = [1, 2]", "channels = [2, 3]")]
)
def test_channels_are_shared_wholly_or_not_at_all(one: str, other: str) -> None:
    text = HEAD + FIRING + OUTLET + CARD + one + OUTLET + CARD + other
    with pytest.raises(InvalidFile, match=r"outlet\[1\]\.channels: .* the channels of outlet\[0\]"):
        drill(text)
