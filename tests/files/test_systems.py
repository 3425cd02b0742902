from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from siren.errors import InvalidFile
from siren.files.document import read_text
from siren.files.systems import parse_system
from siren.pattern import Duration, Repeat
from siren.signal import Disagreement, Replays, System
from siren.signal import TestStep as Step  # pytest would take its own name for a test

SYSTEM = """
[system]
id = "xx"
country = "XX"
names = { xx = "Sireny", en = "Sirens" }
timezone = "Europe/Berlin"
legal_basis = "Siren Act, art. 1"
announce_days = 5
"""

SIGNAL = """
[[signal]]
id = "xx-raid"
names = { xx = "Nalet", en = "Air raid" }
meaning = "Raid imminent"
pattern = [{ tone = "steady", on_s = 6, off_s = 6, repeat = 15 }]
trailing_pause = true
confidence = "high"
sources = ["https://example.org/raid"]
"""

ONLY = "only [system], [[signal]], [[test]]"

TEST = """
[[test]]
id = "xx-yearly"
what = "Yearly test"
timezone = "Europe/Berlin"
rrule = "FREQ=YEARLY;BYMONTH=9;BYDAY=2TH"
at = 11:00:00
steps = [
  { signal = "xx-raid", at = 11:00:00 },
  { signal = "xx-raid", at = 11:45:00 },
]
since = 2023-09-14
until = 2030-12-31
exceptions = [2024-09-12]
seen = [2023-09-14]
confidence = "high"
sources = ["https://example.org/test"]
"""


def system(text: str) -> System:
    return parse_system(read_text(text, "x.toml"))


def without(text: str, key: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(f"{key} ="))


def with_rule(rrule: str) -> str:
    """Return the test with another rule, and no dates that tell of the old one."""
    text = without(without(without(TEST, "rrule"), "exceptions"), "seen")
    return f'{text}\nrrule = "{rrule}"\n'


def faults(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFile, match=r"^x\.toml: .*found .*; allowed: .") as caught:
        system(text)
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1
    return [(fault.key, fault.found.english, fault.advice.english) for fault in caught.value.faults]


def only_fault(text: str) -> tuple[str, str, str]:
    [fault] = faults(text)
    return fault


def test_a_system_holds_what_its_file_says() -> None:
    found = system(SYSTEM + SIGNAL + TEST)
    assert (found.id, found.country, found.timezone) == ("xx", "XX", "Europe/Berlin")
    assert (found.names.native, found.names.english) == ("Sireny", "Sirens")
    assert (found.legal_basis, found.announce_days) == ("Siren Act, art. 1", 5)
    assert (found.status, found.note) == ("current", None)


def test_a_system_may_say_which_signal_is_its_all_clear() -> None:
    assert system(SYSTEM + SIGNAL).all_clear is None
    assert system(SYSTEM + 'all_clear = "xx-raid"\n' + SIGNAL).all_clear == "xx-raid"


def test_an_all_clear_is_a_signal_of_the_same_file() -> None:
    assert only_fault(SYSTEM + 'all_clear = "xx-raids"\n' + SIGNAL) == (
        "system.all_clear",
        "'xx-raids'",
        "the id of a signal of this file; did you mean 'xx-raid'?",
    )


@pytest.mark.parametrize("value", ["1", "true", '""'])
def test_an_all_clear_is_named_in_words(value: str) -> None:
    assert only_fault(SYSTEM + f"all_clear = {value}\n" + SIGNAL)[0] == "system.all_clear"


def test_a_signal_holds_what_its_file_says() -> None:
    [raid] = system(SYSTEM + SIGNAL).signals
    assert (raid.id, raid.country) == ("xx-raid", "XX")
    assert raid.duration_s == 180
    assert (raid.status, raid.confidence) == ("current", "high")
    assert raid.sources == ("https://example.org/raid",)
    assert (raid.replays, raid.disagreements, raid.well_known) == (None, (), False)


def test_a_public_test_holds_what_its_file_says() -> None:
    [test] = system(SYSTEM + SIGNAL + TEST).tests
    assert test.rrule == "FREQ=YEARLY;BYMONTH=9;BYDAY=2TH"
    assert test.steps == (
        Step("xx-raid", dt.time(11)),
        Step("xx-raid", dt.time(11, 45)),
    )
    assert (test.since, test.until) == (dt.date(2023, 9, 14), dt.date(2030, 12, 31))
    assert (test.exceptions, test.seen) == ((dt.date(2024, 9, 12),), (dt.date(2023, 9, 14),))


def test_a_test_without_a_rule_has_its_date_set_each_time() -> None:
    [test] = system(SYSTEM + SIGNAL + without(without(TEST, "rrule"), "exceptions")).tests
    assert test.rrule is None


def test_replays_and_disagreements_are_kept() -> None:
    more = """
replays = { plays = { nominal = 3, max = 3 }, gap_s = { nominal = 180, max = 300 } }

[[signal.disagreements]]
claim = "twice"
source = "https://example.org/twice"
trusted = true
why = "the law"
"""
    [raid] = system(SYSTEM + SIGNAL + more).signals
    gap = Duration(Fraction(180), None, Fraction(300))
    assert raid.replays == Replays(Repeat(3, None, 3), gap)
    assert raid.disagreements == (
        Disagreement("twice", "https://example.org/twice", True, "the law"),
    )


# --- sums ---


@pytest.mark.parametrize("total", ["180", "180.0", "1.8e2"])
def test_a_stated_total_equals_the_pattern(total: str) -> None:
    [raid] = system(SYSTEM + SIGNAL + f"stated_total_s = {total}\n").signals
    assert raid.stated_total_s == 180


@pytest.mark.parametrize("total", ["174", "180.001", "3"])
def test_an_impossible_sum_is_refused_with_both_figures(total: str) -> None:
    assert only_fault(SYSTEM + SIGNAL + f"stated_total_s = {total}\n") == (
        "signal[xx-raid].stated_total_s",
        f"{total} s, but the pattern takes 180 s",
        "the length of the pattern",
    )


def test_a_hundred_tenths_are_exactly_ten() -> None:
    text = SIGNAL.replace("on_s = 6, off_s = 6, repeat = 15", "on_s = 0.1, off_s = 0, repeat = 100")
    [tenths] = system(SYSTEM + without(text, "trailing_pause") + "\nstated_total_s = 10\n").signals
    assert tenths.duration_s == 10


# --- what must be there ---


@pytest.mark.parametrize("key", ["id", "country", "names", "timezone"])
def test_a_system_lacks_nothing(key: str) -> None:
    where, found, _ = only_fault(without(SYSTEM, key) + SIGNAL)
    assert (where, found) == (f"system.{key}", "nothing")


@pytest.mark.parametrize("key", ["names", "meaning", "confidence", "sources"])
def test_a_signal_lacks_nothing(key: str) -> None:
    where, found, _ = only_fault(SYSTEM + without(SIGNAL, key))
    assert (where, found) == (f"signal[xx-raid].{key}", "nothing")


def test_a_signal_without_a_pattern_is_refused() -> None:
    text = SYSTEM + without(without(SIGNAL, "pattern"), "trailing_pause")
    assert only_fault(text) == (
        "signal[xx-raid].pattern",
        "nothing",
        "a list of tables, at least one",
    )


@pytest.mark.parametrize("key", ["what", "timezone", "at", "confidence", "sources"])
def test_a_public_test_lacks_nothing(key: str) -> None:
    where, found, _ = only_fault(SYSTEM + SIGNAL + without(TEST, key))
    assert (where, found) == (f"test[xx-yearly].{key}", "nothing")


def test_signals_without_an_id_are_told_apart_by_number() -> None:
    text = without(SIGNAL, "id") + "\n"
    assert [key for key, _, _ in faults(SYSTEM + text + text)] == ["signal[0].id", "signal[1].id"]


def test_a_file_without_signals_is_refused() -> None:
    assert only_fault(SYSTEM)[:2] == ("signal", "nothing")


def test_a_file_may_hold_tests_alone() -> None:
    start = TEST.index("steps =")
    steps = 'steps = [{ label = "wail of a minute", at = 11:00:00 }]'
    alone = TEST[:start] + steps + TEST[TEST.index("\nsince") :]
    found = system(SYSTEM + alone)
    assert (found.signals, [test.id for test in found.tests]) == ((), ["xx-yearly"])


def test_tests_may_be_left_unread() -> None:
    text = SYSTEM + SIGNAL + TEST.replace("FREQ=YEARLY", "FREQ=NEVER")
    assert faults(text)[0][0] == "test[xx-yearly].rrule"
    found = parse_system(read_text(text, "x.toml"), with_tests=False)
    assert ([signal.id for signal in found.signals], found.tests) == (["xx-raid"], ())


def test_a_table_of_another_name_is_told_its_own_and_read_all_the_same() -> None:
    text = SYSTEM.replace("[system]", "[systems]") + SIGNAL.replace("[[signal]]", "[[signals]]")
    text = text.replace('confidence = "high"', 'confidence = "sure"')
    assert faults(text) == [
        ("systems", "an unknown table", f"{ONLY}; did you mean '[system]'?"),
        ("signals", "an unknown table", f"{ONLY}; did you mean '[[signal]]'?"),
        ("signal[xx-raid].confidence", "'sure'", "one of high, medium, low"),
    ]


def test_tables_of_two_names_are_read_together() -> None:
    other = SIGNAL.replace("xx-raid", "xx-other").replace("[[signal]]", "[[signals]]")
    keys = [key for key, _, _ in faults(SYSTEM + SIGNAL + other.replace('"high"', '"sure"'))]
    assert keys == ["signals", "signal[xx-other].confidence"]


def test_a_list_without_its_brackets_is_read_all_the_same() -> None:
    text = SIGNAL.replace("[{", "{").replace("}]", "}").replace("on_s = 6,", "on = 6,")
    found = faults(SYSTEM + text.replace('["https://example.org/raid"]', '"https://example.org"'))
    assert found[0][2] == "a list of tables: pattern = [{ ... }]"
    assert ("signal[xx-raid].pattern[0].on_s", "nothing") in [fault[:2] for fault in found]
    assert found[-1][2] == "a list of texts, at least one: sources = [...]"


def test_a_key_above_all_tables_is_refused() -> None:
    found = only_fault('author = "me"\n' + SYSTEM + SIGNAL)
    assert found == ("author", "an unknown key above all tables", ONLY)


def test_one_signal_in_single_brackets_is_told_to_have_two() -> None:
    where, _, allowed = only_fault(SYSTEM + SIGNAL.replace("[[signal]]", "[signal]"))
    assert (where, allowed.endswith("[[signal]], in two brackets")) == ("signal", True)


@pytest.mark.parametrize("code", ["SE", "DD", "YU", "XX"])
def test_a_country_is_one_of_today_or_of_the_past_or_nobodys(code: str) -> None:
    assert system(SYSTEM.replace("XX", code) + SIGNAL).country == code


@pytest.mark.parametrize(
    ("said", "code"), [("se", "SE"), ("UK", "GB"), ("Sweden", "SE"), ("Germny", "DE")]
)
def test_a_country_that_is_no_code_is_told_its_code(said: str, code: str) -> None:
    found = only_fault(SYSTEM.replace("XX", said) + SIGNAL)
    hint = f"; did you mean '{code}'?"
    assert found == ("system.country", repr(said), f"an ISO 3166 code such as CN{hint}")


@pytest.mark.parametrize("said", ["EU", "ZY", "CHN"])
def test_a_code_of_no_country_is_refused(said: str) -> None:
    where, found, allowed = only_fault(SYSTEM.replace("XX", said) + SIGNAL)
    assert (where, found, allowed) == ("system.country", f"'{said}'", "an ISO 3166 code such as CN")


def test_a_file_without_a_system_is_refused() -> None:
    assert faults(SIGNAL)[0][:2] == ("system", "nothing")


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ("[]", "[]"),
        ('["a book"]', "'a book'"),
        ('["ftp://example.org"]', "'ftp://example.org'"),
        ('["https://"]', "'https://'"),
        ("[5]", "[5]"),
        ('"https://example.org"', "'https://example.org'"),
    ],
)
def test_an_unsourced_signal_is_refused(sources: str, found: str) -> None:
    where, shown, _ = only_fault(SYSTEM + without(SIGNAL, "sources") + f"\nsources = {sources}\n")
    assert (where, shown) == ("signal[xx-raid].sources", found)


# --- what may stand there ---


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("id", '"XX"', "'XX'"),
        ("id", '"x_x"', "'x_x'"),
        ("id", '"x--x"', "'x--x'"),
        ("country", '"xx"', "'xx'"),
        ("country", '"CHN"', "'CHN'"),
        ("timezone", '"Mars/Base"', "'Mars/Base'"),
        ("announce_days", "0", "0"),
        ("announce_days", "true", "true"),
        ("legal_basis", '""', "empty text"),
    ],
)
def test_a_system_with_a_wrong_value_is_refused(key: str, value: str, found: str) -> None:
    where, shown, _ = only_fault(without(SYSTEM, key) + f"\n{key} = {value}\n" + SIGNAL)
    assert (where, shown) == (f"system.{key}", found)


@pytest.mark.parametrize(
    ("line", "key", "found"),
    [
        ('status = "retired"', "status", "'retired'"),
        ('well_known = "yes"', "well_known", "'yes'"),
        ("stated_total_s = true", "stated_total_s", "true"),
        ("stated_total_s = nan", "stated_total_s", "NaN"),
        ("years = 1962", "years", "1962"),
        ('unspecified = "pitch"', "unspecified", "'pitch'"),
        ('about = ["atack"]', "about", "'atack'"),
        ('about = "attack"', "about", "'attack'"),
        ("replays = 2", "replays", "2"),
        ("replays = { plays = 0 }", "replays.plays", "0"),
        ("replays = { plays = 2, gap_s = 0 }", "replays.gap_s", "0"),
        ("replays = { plays = 2, gap = 60 }", "replays.gap", "an unknown key"),
        ("replays = { gap_s = 60 }", "replays.plays", "nothing"),
        ("stated_total = 180", "stated_total", "an unknown key"),
    ],
)
def test_a_signal_with_a_wrong_value_is_refused(line: str, key: str, found: str) -> None:
    where, shown, _ = only_fault(SYSTEM + SIGNAL + line + "\n")
    assert (where, shown) == (f"signal[xx-raid].{key}", found)


def test_a_disagreement_says_who_claims_what_and_why_it_is_trusted() -> None:
    start = "signal[xx-raid].disagreements[0]"
    assert [key for key, _, _ in faults(SYSTEM + SIGNAL + "disagreements = [{}]\n")] == [
        f"{start}.claim",
        f"{start}.source",
        f"{start}.why",
    ]


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("at", '"11:00:00"', "'11:00:00'"),
        ("at", "11:00:00.5", "11:00:00.500000"),
        ("since", '"2023-09-14"', "'2023-09-14'"),
        ("until", "2030-12-31T00:00:00", "2030-12-31T00:00:00"),
        ("exceptions", '["2024-09-12"]', "['2024-09-12']"),
        ("kind", '"exam"', "'exam'"),
        ("holidays", '"ignored"', "'ignored'"),
        ("other_timezones", '["Mars/Base"]', "'Mars/Base'"),
        ("at", '"noon"', "'noon'"),
    ],
)
def test_a_public_test_with_a_wrong_value_is_refused(key: str, value: str, found: str) -> None:
    where, shown, _ = only_fault(SYSTEM + SIGNAL + without(TEST, key) + f"\n{key} = {value}\n")
    assert (where, shown) == (f"test[xx-yearly].{key}", found)


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ('{ signal = "xx-raid" }', "at"),
        ("{ at = 11:00:00 }", "signal"),
        ('{ signal = "XX RAID", at = 11:00:00 }', "signal"),
        ('{ signal = "xx-raid", at = 11:00:00, after_s = 5 }', "after_s"),
    ],
)
def test_a_step_is_a_signal_at_a_time(step: str, key: str) -> None:
    text = TEST.replace('{ signal = "xx-raid", at = 11:00:00 }', step)
    assert only_fault(SYSTEM + SIGNAL + text)[0] == f"test[xx-yearly].steps[0].{key}"


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=MONTHLY;BYDAY=1WE",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO",
        "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=18",
        "FREQ=MONTHLY;BYMONTHDAY=26,-1",
        "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=DAILY",
    ],
)
def test_the_rules_of_real_tests_are_taken(rrule: str) -> None:
    [test] = system(SYSTEM + SIGNAL + with_rule(rrule)).tests
    assert test.rrule == rrule


@pytest.mark.parametrize(
    ("text", "key"),
    [(SIGNAL + SIGNAL, "signal[1].id"), (SIGNAL + TEST + TEST, "test[1].id")],
)
def test_an_id_is_used_once(text: str, key: str) -> None:
    where, _, allowed = only_fault(SYSTEM + text)
    assert (where, allowed) == (key, "an id that is used once")


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    text = """
[system]
id = "xx"
country = "Xland"
names = "Sirens"
timezone = "Mars/Base"

[[signal]]
id = "xx-a"
names = "A"
meaning = "Something"
pattern = [{ tone = "steady", on_s = -6, of_s = 6 }]
confidence = "high"
sources = []
"""
    assert [key for key, _, _ in faults(text)] == [
        "system.country",
        "signal[xx-a].pattern[0].on_s",
        "signal[xx-a].pattern[0].of_s",
        "signal[xx-a].sources",
        "system.timezone",
    ]
