from __future__ import annotations

import time
from fractions import Fraction

import pytest

from siren.errors import InvalidFile
from siren.files.document import read_text
from siren.files.systems import parse_system
from siren.pattern import Duration, Element, Pattern, Pause, Repeat, Segment
from siren.tone import Steady

HEAD = """
[system]
id = "xx"
country = "XX"
names = "X"
timezone = "UTC"

[[signal]]
id = "xx-a"
names = "A"
meaning = "Something"
confidence = "high"
sources = ["https://example.org/a"]
"""


def pattern(elements: str, rest: str = "") -> Pattern:
    text = f"{HEAD}pattern = [{elements}]\n{rest}"
    [signal] = parse_system(read_text(text, "x.toml")).signals
    return signal.pattern


def element(text: str, rest: str = "") -> Element:
    [only] = pattern(text, rest).elements
    return only


def steady(text: str) -> str:
    return '{ tone = "steady", ' + text + " }"


def faults(elements: str, rest: str = "") -> list[tuple[str, str, str]]:
    """Return key, what was found and what is allowed, of every fault in a signal's pattern."""
    with pytest.raises(
        InvalidFile, match=r"^x\.toml: signal\[xx-a\]\..*: found .*; allowed: "
    ) as e:
        pattern(elements, rest)
    assert {fault.file for fault in e.value.faults} == {"x.toml"}
    start = "signal[xx-a]."
    return [(f.key.removeprefix(start), f.found.english, f.advice.english) for f in e.value.faults]


def only_fault(elements: str, rest: str = "") -> tuple[str, str, str]:
    [fault] = faults(elements, rest)
    return fault


# --- what can be said ---


def test_a_number_is_exact_and_has_no_range() -> None:
    segment = element(steady("on_s = 27.1"))
    assert isinstance(segment, Segment)
    assert segment.on == Duration.exactly(Fraction(271, 10))


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("{ nominal = 27.5, min = 25, max = 30 }", (Fraction(55, 2), 25, 30)),
        ("{ nominal = 6, min = 6 }", (6, 6, None)),
        ("{ nominal = 60, max = 60 }", (60, None, 60)),
        ("{ nominal = 60 }", (60, None, None)),
    ],
)
def test_a_range_has_a_nominal_and_may_be_open(
    text: str, duration: tuple[Fraction, Fraction | None, Fraction | None]
) -> None:
    segment = element(steady(f"on_s = {text}"))
    assert isinstance(segment, Segment)
    assert segment.on == Duration(*duration)


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        ("3", Repeat(3, 3, 3)),
        ("{ nominal = 12, min = 1 }", Repeat(12, 1, None)),
        ("{ nominal = 3, max = 5 }", Repeat(3, None, 5)),
    ],
)
def test_a_repeat_has_a_nominal_and_may_be_open(text: str, repeat: Repeat) -> None:
    segment = element(steady(f"on_s = 1, repeat = {text}"))
    assert isinstance(segment, Segment)
    assert segment.repeat == repeat


def test_no_pause_may_be_written_as_zero() -> None:
    assert pattern(steady("on_s = 5, off_s = 0, repeat = 3")).duration_s == 15
    assert pattern("{ group = [" + steady("on_s = 5") + "], repeat = 3, gap_s = 0 }").length_s == 15


@pytest.mark.parametrize("length", ["0", "{ nominal = 0, min = 0 }"])
def test_a_message_of_unknown_length_takes_no_time(length: str) -> None:
    pause = element(f'{{ pause_s = {length}, label = {{ zh = "语音", en = "voice" }} }}')
    assert isinstance(pause, Pause)
    assert pause.length.nominal_s == 0
    assert pause.label is not None
    assert pause.label.native == "语音"


def test_one_pitch_or_several_at_once() -> None:
    notes = []
    for text in ("475", "[475, 570]", "[466.16]"):
        segment = element(steady(f"on_s = 1, hz = {text}"))
        assert isinstance(segment, Segment)
        assert isinstance(segment.tone.contour, Steady)
        notes.append(segment.tone.contour.hz)
    assert notes == [(475,), (475, 570), (Fraction("466.16"),)]


def test_groups_nest_eight_deep() -> None:
    text = steady("on_s = 1")
    for _ in range(7):
        text = f"{{ group = [{text}], repeat = 2 }}"
    assert pattern(text).duration_s == 128


# --- units, kinds and bounds ---


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("on_s = 5, off = 5", "off", "off_s"),
        ("on_s = 5, of_s = 5", "of_s", "off_s"),
        ("on_s = 5, repeats = 5", "repeats", "repeat"),
        ("on_s = 5, repeat_for = 60", "repeat_for", "repeat_for_s"),
        ("on_s = 5, pitch_hz = 500", "pitch_hz", None),
    ],
)
def test_a_key_without_its_unit_is_told_the_right_one(text: str, key: str, hint: str) -> None:
    where, found, allowed = only_fault(steady(text))
    assert (where, found) == (f"pattern[0].{key}", "an unknown key")
    assert allowed.endswith(f"did you mean '{hint}'?") == (hint is not None)


def test_on_without_seconds_is_both_unknown_and_missing() -> None:
    missing, unknown = faults(steady("on = 5"))
    assert missing == ("pattern[0].on_s", "nothing", "seconds (or a table of nominal, min, max)")
    assert unknown[:2] == ("pattern[0].on", "an unknown key")
    assert unknown[2].endswith("did you mean 'on_s'?")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{ pase_s = 5 }", "pause_s"),
        ("{ gruop = [] }", "group"),
        ('{ pause_s = 5, lable = "v" }', "label"),
        ('{ group = [{ tone = "steady", on_s = 5 }], gap = 5 }', "gap_s"),
    ],
)
def test_every_kind_of_element_knows_its_own_keys(text: str, hint: str) -> None:
    unknown = [allowed for _, found, allowed in faults(text) if found == "an unknown key"]
    assert len(unknown) == 1
    assert unknown[0].endswith(f"did you mean '{hint}'?")


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("on_s = 0", "on_s", "0"),
        ("on_s = -5", "on_s", "-5"),
        ("on_s = nan", "on_s", "NaN"),
        ("on_s = inf", "on_s", "Infinity"),
        ("on_s = true", "on_s", "true"),
        ('on_s = "5"', "on_s", "'5'"),
        ("on_s = 1e999", "on_s", "1E+999"),
        ("on_s = 604801", "on_s", "604801"),
        ("on_s = 5, off_s = -1", "off_s", "-1"),
        ("on_s = 5, off_s = false", "off_s", "false"),
        ("on_s = 5, repeat = 0", "repeat", "0"),
        ("on_s = 5, repeat = 1.5", "repeat", "1.5"),
        ("on_s = 5, repeat = true", "repeat", "true"),
        ("on_s = 5, repeat_for_s = 0", "repeat_for_s", "0"),
        ("on_s = 5, hz = 0", "hz", "0"),
        ("on_s = 5, hz = 8001", "hz", "8001"),
        ("on_s = 5, hz = []", "hz", "[]"),
        ("on_s = 5, hz = [475, true]", "hz", "true"),
        ("on_s = 5, hz = [1, 2, 3, 4, 5, 6, 7, 8, 9.5]", "hz", "[1, 2, 3, 4, 5, 6, 7, 8, 9.5]"),
    ],
)
def test_what_is_no_such_number_is_shown_with_what_is(text: str, key: str, found: str) -> None:
    where, shown, allowed = only_fault(steady(text))
    assert (where, shown) == (f"pattern[0].{key}", found)
    assert allowed.startswith(("seconds", "a whole number", "a pitch in Hz"))


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("on_s = { min = 5 }", "on_s.nominal", "nothing"),
        ("on_s = { nominal = 5, min = 6 }", "on_s.nominal", "5"),
        ("on_s = { nominal = 5, max = 4.5 }", "on_s.nominal", "5"),
        ("on_s = { nominal = 5, minimum = 5 }", "on_s.minimum", "an unknown key"),
        ("on_s = { nominal = 5, min = 0 }", "on_s.min", "0"),
        ("on_s = 5, off_s = { nominal = inf }", "off_s.nominal", "Infinity"),
        ("on_s = 5, repeat = { nominal = 3, max = 2 }", "repeat.nominal", "3"),
        ("on_s = 5, repeat = { nominal = 3, minimum = 1 }", "repeat.minimum", "an unknown key"),
    ],
)
def test_a_range_holds_its_nominal(text: str, key: str, found: str) -> None:
    assert only_fault(steady(text))[:2] == (f"pattern[0].{key}", found)


# --- tones ---


def test_an_unknown_tone_is_told_the_nearest_and_read_as_it() -> None:
    where, found, allowed = only_fault('{ tone = "wial", on_s = 5, rise_s = 2, fall_s = 2 }')
    assert (where, found) == ("pattern[0].tone", "'wial'")
    assert allowed.endswith("did you mean 'wail'?")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("two-tone", "hi-lo"),
        ("Continuous", "steady"),
        ("siren", "wail"),
        ("intermittent", "pulsed"),
        ("yelp", "warble"),
        ("Rising and falling tone", "wail"),
        ("rising", "ramp-up"),
    ],
)
def test_a_word_that_sources_use_leads_to_the_word_here(said: str, word: str) -> None:
    tones = [f for f in faults(f'{{ tone = "{said}", on_s = 5 }}') if f[0] == "pattern[0].tone"]
    assert tones[0][2].endswith(f"did you mean '{word}'?")


@pytest.mark.parametrize("said", ["silence", "voice", "Pause"])
def test_what_does_not_sound_is_a_pause(said: str) -> None:
    where, _, allowed = only_fault(f'{{ tone = "{said}", on_s = 5 }}')
    assert where == "pattern[0].tone"
    assert allowed.startswith("a pause: { pause_s = 5, ")


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ('tone = "wail"', "rise_s", "seconds"),
        ('tone = "hi-lo", high_s = 1', "low_s", "seconds"),
        ('tone = "wail", rise_s = 2, fall_s = 2, hz_low = 300', "hz_high", "pitches in Hz, since"),
        ('tone = "step", high_s = 1, low_s = 1, hz_high = 9', "hz_low", "pitches in Hz, since"),
        ('tone = "ramp-up"', "hz_from", "pitches in Hz, with hz_to"),
        ('tone = "ramp-down", hz_from = 380', "hz_to", "pitches in Hz, since"),
    ],
)
def test_a_moving_tone_says_how_it_moves(text: str, key: str, allowed: str) -> None:
    where, found, needed = faults(f"{{ {text}, on_s = 5 }}")[0]
    assert (where, found) == (f"pattern[0].{key}", "nothing")
    assert needed.startswith(allowed)


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ('tone = "wail", rise_s = 0, fall_s = 0', "rise_s", "0, with fall_s 0"),
        ('tone = "wail", rise_s = 1, fall_s = 1, shape = "sin"', "shape", "'sin'"),
        ('tone = "wail", rise_s = 1, fall_s = 1, hz_low = 400, hz_high = 400', "hz_low", "400"),
        ('tone = "step", high_s = 1, low_s = 1, hz_low = 9, hz_high = 8', "hz_low", "9"),
        ('tone = "hi-lo", high_s = 0, low_s = 1', "high_s", "0"),
        (
            'tone = "wail", rise_s = 1, fall_s = 1, hz_low = [1, 2], hz_high = [3]',
            "hz_high",
            "1 notes",
        ),
        ('tone = "ramp-up", hz_from = 380, hz_to = 66', "hz_to", "ramp-up from 380 Hz"),
        ('tone = "ramp-up", hz_from = 380, hz_to = 380', "hz_to", "ramp-up from 380 Hz"),
        ('tone = "ramp-down", hz_from = 380, hz_to = 380', "hz_to", "ramp-down from 380 Hz"),
        ('tone = "ramp-down", hz_from = 380, hz_to = 380.5', "hz_to", "ramp-down from 380 Hz"),
        ('tone = "steady", rise_s = 1', "rise_s", "an unknown key"),
    ],
)
def test_a_movement_that_is_none_is_refused(text: str, key: str, found: str) -> None:
    assert only_fault(f"{{ {text}, on_s = 5 }}")[:2] == (f"pattern[0].{key}", found)


# --- structure ---


@pytest.mark.parametrize(
    ("elements", "key", "found"),
    [
        ("", "pattern", "an empty list"),
        ("5", "pattern[0]", "5"),
        ('"steady"', "pattern[0]", "'steady'"),
        ("{ group = [] }", "pattern[0].group", "an empty list"),
        ("{ group = 5 }", "pattern[0].group", "5"),
    ],
)
def test_a_pattern_is_a_list_of_elements(elements: str, key: str, found: str) -> None:
    assert only_fault(elements)[:2] == (key, found)


def test_repeat_and_repeat_for_exclude_each_other() -> None:
    assert only_fault(steady("on_s = 1, repeat = 2, repeat_for_s = 60")) == (
        "pattern[0].repeat_for_s",
        "a length beside repeat",
        "one of repeat and repeat_for_s",
    )


def test_groups_nested_too_deep_are_refused() -> None:
    text = steady("on_s = 1")
    for _ in range(9):
        text = f"{{ group = [{text}] }}"
    key, found, allowed = only_fault(text)
    assert key == "pattern[0]" + 8 * ".group[0]" + ".group"
    assert (found, allowed) == ("groups nested 9 deep", "at most 8")


@pytest.mark.parametrize("repeat", ["", ", repeat = 3", ", repeat_for_s = 60"])
def test_a_group_that_takes_no_time_is_refused(repeat: str) -> None:
    assert only_fault(f"{{ group = [{{ pause_s = 0 }}]{repeat} }}")[:2] == (
        "pattern[0].group",
        "elements that take 0 s in all",
    )


def test_a_group_tells_one_fault_apart_from_the_next() -> None:
    text = "{ group = [" + steady("on_s = 0") + ", " + steady("on_s = 5, hz = -1") + "] }"
    assert [key for key, _, _ in faults(text)] == [
        "pattern[0].group[0].on_s",
        "pattern[0].group[1].hz",
    ]


# --- the last pause ---

ENDS_IN_PAUSE = [
    steady("on_s = 5, off_s = 5, repeat = 9"),
    "{ group = [" + steady("on_s = 5, off_s = 5") + "], repeat = 3 }",
    steady("on_s = 5, off_s = { nominal = 5, min = 4 }"),
]
ENDS_IN_TONE = [
    steady("on_s = 5"),
    steady("on_s = 5, off_s = 0"),
    steady("on_s = 5, off_s = 5, repeat_for_s = 60"),
    "{ group = [" + steady("on_s = 5") + "], repeat = 3, gap_s = 5 }",
    steady("on_s = 5, off_s = 5") + ", { pause_s = 3 }",
]


@pytest.mark.parametrize("elements", ENDS_IN_PAUSE)
def test_a_pattern_that_ends_in_a_pause_says_whether_it_counts(elements: str) -> None:
    assert only_fault(elements) == (
        "trailing_pause",
        "nothing",
        "true or false: does the pause after the last tone belong to the signal?",
    )
    counted = pattern(elements, "trailing_pause = true")
    left_out = pattern(elements, "trailing_pause = false")
    assert counted.duration_s - left_out.duration_s == 5


@pytest.mark.parametrize("elements", ENDS_IN_TONE)
def test_a_pattern_that_does_not_end_in_a_pause_has_nothing_to_say_of_it(elements: str) -> None:
    assert pattern(elements).trailing_pause
    for flag in ("true", "false"):
        assert only_fault(elements, f"trailing_pause = {flag}") == (
            "trailing_pause",
            "a flag",
            "nothing: the pattern does not end in an off_s",
        )


def test_a_trailing_pause_is_true_or_false() -> None:
    assert only_fault(ENDS_IN_PAUSE[0], "trailing_pause = 1") == (
        "trailing_pause",
        "1",
        "true or false",
    )


# --- bounds of the whole ---

MILLIONS = [
    steady("on_s = 0.1, repeat = 100000") + ", " + steady("on_s = 0.1"),
    steady("on_s = 0.000001, repeat_for_s = 60"),
    "{ group = [{ group = ["
    + steady("on_s = 0.001, repeat = 1000")
    + "], repeat = 100 }], repeat = 100 }",
    "{ group = [" + steady("on_s = 0.00001") + "], repeat_for_s = 86400 }",
    '{ tone = "wail", on_s = 86400, rise_s = 0.00001, fall_s = 0 }',
    '{ tone = "hi-lo", on_s = 60, high_s = 0.00001, low_s = 0.00001 }',
]


@pytest.mark.parametrize("elements", MILLIONS)
def test_a_pattern_of_millions_of_pieces_is_refused_at_once(elements: str) -> None:
    begun_s = time.process_time()
    key, found, allowed = only_fault(elements)
    assert (key, allowed) == ("pattern", "at most 100000")
    assert found.endswith(" tones, sweeps and pauses")
    assert time.process_time() - begun_s < 1


def test_a_pattern_of_more_than_a_week_is_refused() -> None:
    assert only_fault(steady("on_s = 604800") + ", " + steady("on_s = 0.5")) == (
        "pattern",
        "604800.5 s in all",
        "at most 604800 s",
    )
