"""Signals of the world that are hard to write down: each is said in the format, and sounds so.

The texts are examples of the format, shortened; the shipped files hold the facts.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from siren.files.document import read_text
from siren.files.systems import parse_system
from siren.pattern import Duration, Repeat, Segment
from siren.signal import Replays, Signal, System
from siren.timeline import of_signal
from siren.tone import Glide, Notes, Steady, Steps, Sweep, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.timeline import LabelledPause, Stretch

Time = Fraction | int

HEAD = """
[system]
id = "xx"
country = "XX"
names = "X"
timezone = "Europe/Vienna"

[[signal]]
id = "xx-a"
names = "A"
meaning = "Something"
confidence = "high"
sources = ["https://example.org/a"]
"""


def system(text: str) -> System:
    return parse_system(read_text(HEAD + text, "x.toml"))


def signal(text: str) -> Signal:
    [found] = system(text).signals
    return found


def edges(text: str) -> tuple[Stretch, ...]:
    return of_signal(signal(text)).edges()


def spans(entries: Iterable[Stretch | LabelledPause]) -> list[tuple[Time, Time]]:
    return [(entry.start_s, entry.end_s) for entry in entries]


def named(entries: Iterable[Stretch]) -> list[tuple[Time, Time, str]]:
    return [(entry.start_s, entry.end_s, entry.tone.name) for entry in entries]


def only_tone(text: str) -> Tone:
    [tone] = {edge.tone for edge in edges(text)}
    return tone


def hz(*notes: int) -> Notes:
    return tuple(Fraction(note) for note in notes)


# --- 1. whether the last pause counts ---

COUNTED = [
    ("CN", "on_s = 36, off_s = 24, repeat = 3", 180, 156),
    ("CN", "on_s = 6, off_s = 6, repeat = 15", 180, 174),
    ("PT", "on_s = 2, off_s = 3, repeat = 24", 120, 117),
    ("ES", "on_s = 20, off_s = 10, repeat = 12", 360, 350),
    ("RO", "on_s = 4, off_s = 4, repeat = 15", 120, 116),
]
NOT_COUNTED = [
    ("TW", "on_s = 5, off_s = 5, repeat = 9", 85, 85),
    ("JP", "on_s = 20, off_s = 10, repeat = 3", 80, 80),
    ("RO", "on_s = 32, off_s = 12, repeat = 3", 120, 120),
    ("SE", "on_s = 30, off_s = 15, repeat = 7", 300, 300),
    ("SI", "on_s = 4, off_s = 4, repeat = 13", 100, 100),
    ("FR", "on_s = 2, off_s = 3, repeat = 3", 12, 12),
]


@pytest.mark.parametrize(
    ("cycle", "counts", "total_s", "silent_from_s"),
    [(cycle, "true", total, last) for _, cycle, total, last in COUNTED]
    + [(cycle, "false", total, last) for _, cycle, total, last in NOT_COUNTED],
)
def test_the_last_pause_counts_or_not(
    cycle: str, counts: str, total_s: int, silent_from_s: int
) -> None:
    timeline = of_signal(
        signal(f"""
pattern = [{{ tone = "steady", {cycle} }}]
trailing_pause = {counts}
stated_total_s = {total_s}
""")
    )
    assert timeline.duration_s == total_s
    assert timeline.edges()[-1].end_s == silent_from_s


def test_spain_twelve_tones_of_twenty_seconds() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 20, off_s = 10, repeat = 12 }]
trailing_pause = true
"""
    assert spans(edges(text)) == [(30 * number, 30 * number + 20) for number in range(12)]


# --- 2. groups in groups, each with a gap of its own ---


def test_taiwan_one_long_and_two_short_tones_three_times() -> None:
    text = """
pattern = [
  { group = [
    { tone = "steady", on_s = 15, off_s = 5 },
    { tone = "steady", on_s = 5, off_s = 5 },
    { tone = "steady", on_s = 5 },
  ], repeat = 3, gap_s = 5 },
]
stated_total_s = 115
"""
    assert spans(edges(text)) == [
        *((0, 15), (20, 25), (30, 35)),
        *((40, 55), (60, 65), (70, 75)),
        *((80, 95), (100, 105), (110, 115)),
    ]


FRANCE = """
pattern = [
  { group = [
    { tone = "ramp-up", on_s = 3, hz_from = 20, hz_to = 380 },
    { tone = "steady", on_s = 10, hz = 380 },
    { group = [
      { tone = "ramp-down", on_s = 4, hz_from = 380, hz_to = 258 },
      { tone = "ramp-up", on_s = 1, hz_from = 258, hz_to = 380 },
      { tone = "steady", on_s = 7, hz = 380 },
    ], repeat = 4 },
    { tone = "ramp-down", on_s = 40, hz_from = 380, hz_to = 66 },
  ], repeat = 3, gap_s = 5 },
]
stated_total_s = 313
"""


def test_france_three_times_101_seconds_with_gaps_of_five() -> None:
    cycle: list[tuple[int, int, str]] = [
        (0, 3, "ramp-up"),
        (3, 13, "steady"),
        (13, 17, "ramp-down"),
        (17, 18, "ramp-up"),
        (18, 25, "steady"),
        (25, 29, "ramp-down"),
        (29, 30, "ramp-up"),
        (30, 37, "steady"),
        (37, 41, "ramp-down"),
        (41, 42, "ramp-up"),
        (42, 49, "steady"),
        (49, 53, "ramp-down"),
        (53, 54, "ramp-up"),
        (54, 61, "steady"),
        (61, 101, "ramp-down"),
    ]
    assert named(edges(FRANCE)) == [
        (start + begin, end + begin, tone) for begin in (0, 106, 212) for start, end, tone in cycle
    ]


def test_qingdao_three_times_three_pairs_with_gaps_of_two_minutes() -> None:
    text = """
pattern = [
  { group = [
    { group = [
      { tone = "steady", on_s = 15, off_s = 10 },
      { tone = "steady", on_s = 5, off_s = 10 },
    ], repeat = 3 },
  ], repeat = 3, gap_s = 120 },
]
trailing_pause = true
stated_total_s = 600
"""
    pairs = (0, 40, 80, 240, 280, 320, 480, 520, 560)
    assert spans(edges(text)) == [
        span for at in pairs for span in ((at, at + 15), (at + 25, at + 30))
    ]


def test_taiwan_nuclear_beats_and_a_message_twice() -> None:
    text = """
pattern = [
  { group = [
    { tone = "pulsed", on_s = 1, off_s = 1, repeat = 25 },
    { pause_s = 40, label = { zh-Hant = "語音廣播", en = "voice message" } },
  ], repeat = { nominal = 2, min = 2 } },
]
stated_total_s = 180
"""
    timeline = of_signal(signal(text))
    assert spans(timeline.edges()) == [
        (begin + 2 * beat, begin + 2 * beat + 1) for begin in (0, 90) for beat in range(25)
    ]
    assert spans(timeline.pauses) == [(50, 90), (140, 180)]
    assert timeline.duration_s == 180


# --- 3. glides of a machine ---


def test_france_the_ramps_are_run_up_and_coast_down() -> None:
    first = edges(FRANCE)[:3]
    assert [edge.tone.contour for edge in first] == [
        Glide(hz(20), hz(380)),
        Steady(hz(380)),
        Glide(hz(380), hz(258)),
    ]


def test_victory_siren_throttle_and_coast_without_silence() -> None:
    text = """
pattern = [
  { group = [
    { tone = "ramp-up", on_s = 8, hz_from = 230, hz_to = 430 },
    { tone = "ramp-down", on_s = 4, hz_from = 430, hz_to = 230 },
  ], repeat = 15 },
]
stated_total_s = 180
"""
    assert named(edges(text)) == [
        span
        for begin in range(0, 180, 12)
        for span in ((begin, begin + 8, "ramp-up"), (begin + 8, begin + 12, "ramp-down"))
    ]


def test_hungary_a_growl_of_six_seconds_is_a_run_up_that_is_let_go() -> None:
    text = """
pattern = [
  { tone = "ramp-up", on_s = 3, hz_from = 50, hz_to = 200 },
  { tone = "ramp-down", on_s = 3, hz_from = 200, hz_to = 50 },
]
assumed = ["3 s of run-up, and the pitches"]
"""
    assert named(edges(text)) == [(0, 3, "ramp-up"), (3, 6, "ramp-down")]


# --- 4. sweeps that are uneven, or cut ---


@pytest.mark.parametrize(
    ("country", "on_s", "rise_s", "fall_s", "sweeps"),
    [
        ("KR", 180, "5", "3", "22.5"),
        ("FI", 60, "7", "7", "30/7"),
        ("DK", 45, "3.25", "8", "4"),
        ("IN", 120, "2", "2", "30"),
    ],
)
def test_a_wail_is_one_tone_that_the_clock_cuts_mid_sweep(
    country: str, on_s: int, rise_s: str, fall_s: str, sweeps: str
) -> None:
    text = f"""
pattern = [{{ tone = "wail", on_s = {on_s}, rise_s = {rise_s}, fall_s = {fall_s} }}]
stated_total_s = {on_s}
note = "{country}"
"""
    tone = only_tone(text)
    assert spans(edges(text)) == [(0, on_s)]
    assert tone.contour == Sweep(Fraction(rise_s), Fraction(fall_s))
    assert tone.contour_s is not None
    assert on_s / tone.contour_s == Fraction(sweeps)


def test_a_sweep_may_have_pitches_and_a_shape() -> None:
    text = """
[[signal.pattern]]
tone = "wail"
on_s = 60
rise_s = 4
fall_s = 4
hz_low = 250
hz_high = 400
shape = "sine"
"""
    assert only_tone(text).contour == Sweep(Fraction(4), Fraction(4), hz(250), hz(400), "sine")


# --- 5. a cycle that does not divide the time ---


def test_japan_thirteen_seconds_in_a_minute_cut_the_fifth_tone() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 10, off_s = 3, repeat_for_s = 60 }]
stated_total_s = 60
"""
    assert spans(edges(text)) == [(0, 10), (13, 23), (26, 36), (39, 49), (52, 60)]


def test_norfolk_forty_five_seconds_in_four_minutes_cut_the_sixth_tone_and_pause() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 30, off_s = 15, repeat_for_s = 240 }]
stated_total_s = 240
"""
    timeline = of_signal(signal(text))
    assert spans(timeline.edges()) == [(45 * n, 45 * n + 30) for n in range(5)] + [(225, 240)]
    assert timeline.duration_s == 240


def test_poland_a_pause_between_25_and_30_seconds_in_three_minutes() -> None:
    text = """
stated_total_s = 180

[[signal.pattern]]
tone = "steady"
on_s = 10
off_s = { nominal = 27.5, min = 25, max = 30 }
repeat_for_s = 180
"""
    found = signal(text)
    timeline = of_signal(found)
    half = Fraction(1, 2)
    assert spans(timeline.edges()) == [
        (0, 10),
        (37 + half, 47 + half),
        (75, 85),
        (112 + half, 122 + half),
        (150, 160),
    ]
    assert timeline.duration_s == 180
    [segment] = found.pattern.elements
    assert isinstance(segment, Segment)
    assert segment.off == Duration(Fraction("27.5"), Fraction(25), Fraction(30))


# --- 6. more than one note ---


def test_britain_two_notes_at_once() -> None:
    text = 'pattern = [{ tone = "steady", on_s = 120, hz = [475, 570] }]'
    assert only_tone(text).contour == Steady(hz(475, 570))


def test_britain_two_notes_wail_together() -> None:
    text = """
pattern = [
  { tone = "wail", on_s = 60, rise_s = 3, fall_s = 3, hz_low = [300, 360], hz_high = [475, 570] },
]
"""
    assert only_tone(text).contour == Sweep(Fraction(3), Fraction(3), hz(300, 360), hz(475, 570))


def test_bulgaria_two_notes_in_turn_for_22_and_a_half_periods() -> None:
    text = """
pattern = [{ tone = "step", on_s = 180, high_s = 4, low_s = 4, hz_high = 1000, hz_low = 700 }]
"""
    tone = only_tone(text)
    assert tone.contour == Steps(Fraction(4), Fraction(4), hz(1000), hz(700))
    assert tone.contour_s is not None
    assert 180 / tone.contour_s == Fraction("22.5")


def test_hi_lo_leaves_its_pitches_to_the_voice() -> None:
    text = 'pattern = [{ tone = "hi-lo", on_s = 180, high_s = 0.5, low_s = 0.75 }]'
    assert only_tone(text).contour == Steps(Fraction(1, 2), Fraction(3, 4))


@pytest.mark.parametrize("notes", [1, 2, 3, 4])
def test_venice_as_many_notes_of_a_rising_scale_as_the_tide_is_high(notes: int) -> None:
    scale = (523, 587, 659, 698)[:notes]
    rising = ", ".join(f'{{ tone = "scale", on_s = 10, hz = {note} }}' for note in scale)
    text = f"""
pattern = [
  {{ tone = "wail", on_s = 20, rise_s = 2, fall_s = 2 }},
  {{ group = [{rising}], repeat = {{ nominal = 2, min = 1 }} }},
]
assumed = ["every length, every pitch, and twice"]
"""
    found = edges(text)
    joined = 1 if notes == 1 else 2 * notes
    assert len(found) == 1 + joined
    assert found[-1].end_s == 20 + 20 * notes
    heard = [edge.tone.contour for edge in found[1 : 1 + notes]]
    assert heard == [Steady(hz(note)) for note in scale]


def test_new_zealand_morse_dash_dash_dot_dot() -> None:
    text = """
pattern = [
  { group = [
    { tone = "morse", on_s = 3, off_s = 1, repeat = 2 },
    { tone = "morse", on_s = 1, off_s = 1 },
    { tone = "morse", on_s = 1 },
  ], repeat = 2, gap_s = 7 },
]
"""
    letter = [(0, 3), (4, 7), (8, 9), (10, 11)]
    assert spans(edges(text)) == letter + [(start + 18, end + 18) for start, end in letter]


# --- 7. sounded again ---


def test_switzerland_once_more_within_five_minutes() -> None:
    text = """
pattern = [{ tone = "wail", on_s = 60, rise_s = 4, fall_s = 4 }]
replays = { plays = 2, gap_s = { nominal = 300, max = 300 } }
"""
    found = signal(text)
    assert found.replays == Replays(Repeat(2, 2, 2), Duration(Fraction(300), None, Fraction(300)))
    assert of_signal(found).duration_s == 60


def test_czechia_up_to_three_times_at_about_three_minutes() -> None:
    text = """
pattern = [{ tone = "wail", on_s = 140, rise_s = 2, fall_s = 2 }]
replays = { plays = { nominal = 3, min = 1, max = 3 }, gap_s = { nominal = 180 } }
"""
    assert signal(text).replays == Replays(Repeat(3, 1, 3), Duration(Fraction(180), None, None))


# --- 8. unknown inside, known outside ---


def test_norway_three_series_a_minute_apart() -> None:
    text = """
pattern = [{ group = [{ tone = "series", on_s = 20 }], repeat = 3, gap_s = 60 }]
unspecified = ["the inside of a series"]
assumed = ["20 s for each series"]
"""
    assert named(edges(text)) == [
        (0, 20, "series"),
        (80, 100, "series"),
        (160, 180, "series"),
    ]
    assert signal(text).unspecified == ("the inside of a series",)


@pytest.mark.parametrize(("country", "length_s"), [("JP", 14), ("MX", 60)])
def test_a_recording_has_a_length_and_nothing_else(country: str, length_s: int) -> None:
    text = f"""
pattern = [{{ tone = "recording", on_s = {length_s} }}]
note = "{country}"
"""
    assert named(edges(text)) == [(0, length_s, "recording")]
    assert only_tone(text).contour == Steady(None)


# --- 9. voice messages, of unknown length as a rule ---

MESSAGE = '{ pause_s = { nominal = 0, min = 0 }, label = "message" }'
TONE = '{ tone = "steady", on_s = 60 }'


@pytest.mark.parametrize(
    ("elements", "tones", "messages"),
    [
        ([MESSAGE, TONE], [(0, 60)], [(0, 0)]),
        ([TONE, MESSAGE], [(0, 60)], [(60, 60)]),
        ([TONE, MESSAGE, '{ tone = "pulsed", on_s = 60 }'], [(0, 60), (60, 120)], [(60, 60)]),
        ([TONE, '{ pause_s = 25, label = "message" }', TONE], [(0, 60), (85, 145)], [(60, 85)]),
        ([MESSAGE], [], [(0, 0)]),
    ],
)
def test_a_message_comes_before_after_between_or_alone(
    elements: list[str], tones: list[tuple[Time, Time]], messages: list[tuple[Time, Time]]
) -> None:
    timeline = of_signal(signal(f"pattern = [{', '.join(elements)}]"))
    assert spans(timeline.edges()) == tones
    assert spans(timeline.pauses) == messages


# --- 10. open ends and ranges ---


def test_japan_as_often_as_needed() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 3, off_s = 2, repeat = { nominal = 12, min = 1, max = 60 } }]
trailing_pause = false
assumed = ["12 tones"]
"""
    [segment] = signal(text).pattern.elements
    assert isinstance(segment, Segment)
    assert segment.repeat == Repeat(12, 1, 60)
    assert spans(edges(text)) == [(5 * n, 5 * n + 3) for n in range(12)]
    assert signal(text).duration_s == 58


@pytest.mark.parametrize(
    ("country", "length", "nominal_s", "least_s", "most_s"),
    [
        ("US", "{ nominal = 240, min = 180, max = 300 }", 240, 180, 300),
        ("IL", "{ nominal = 90, min = 15, max = 90 }", 90, 15, 90),
        ("ID", "{ nominal = 60, min = 60 }", 60, 60, None),
        ("YU, 2 s either way", "{ nominal = 60, min = 58, max = 62 }", 60, 58, 62),
    ],
)
def test_a_range_sounds_its_nominal_and_keeps_its_bounds(
    country: str, length: str, nominal_s: int, least_s: int, most_s: int | None
) -> None:
    found = signal(f'pattern = [{{ tone = "steady", on_s = {length} }}]\nnote = "{country}"')
    [segment] = found.pattern.elements
    assert isinstance(segment, Segment)
    assert segment.on == Duration(
        Fraction(nominal_s), Fraction(least_s), None if most_s is None else Fraction(most_s)
    )
    assert spans(of_signal(found).edges()) == [(0, nominal_s)]


# --- 11. mixtures without a gap ---


def test_croatia_steady_and_wail_five_times_twenty() -> None:
    text = """
pattern = [
  { tone = "steady", on_s = 20 },
  { group = [
    { tone = "wail", on_s = 20, rise_s = 2, fall_s = 2 },
    { tone = "steady", on_s = 20 },
  ], repeat = 2 },
]
stated_total_s = 100
"""
    assert named(edges(text)) == [
        (0, 20, "steady"),
        (20, 40, "wail"),
        (40, 60, "steady"),
        (60, 80, "wail"),
        (80, 100, "steady"),
    ]


@pytest.mark.parametrize(
    ("country", "first_s", "second_s", "third_s"), [("MK", 20, 20, 20), ("SI", 30, 40, 30)]
)
def test_steady_wail_steady_is_three_edges(
    country: str, first_s: int, second_s: int, third_s: int
) -> None:
    text = f"""
pattern = [
  {{ tone = "steady", on_s = {first_s} }},
  {{ tone = "wail", on_s = {second_s}, rise_s = 2, fall_s = 2 }},
  {{ tone = "steady", on_s = {third_s} }},
]
note = "{country}"
"""
    second, third, end = first_s, first_s + second_s, first_s + second_s + third_s
    assert named(edges(text)) == [
        (0, second, "steady"),
        (second, third, "wail"),
        (third, end, "steady"),
    ]


def test_the_same_tone_twice_without_a_gap_is_one_edge() -> None:
    text = """
pattern = [
  { group = [{ tone = "steady", on_s = 20 }], repeat = 4 },
  { tone = "steady", on_s = 20 },
]
stated_total_s = 100
"""
    assert spans(edges(text)) == [(0, 100)]


# --- 12. whole tests ---


def test_america_a_minute_each_of_steady_silence_and_wail() -> None:
    text = """
pattern = [
  { tone = "steady", on_s = 60 },
  { pause_s = 60 },
  { tone = "wail", on_s = 60, rise_s = 4, fall_s = 4 },
]
stated_total_s = 180
"""
    assert named(edges(text)) == [(0, 60, "steady"), (120, 180, "wail")]


def test_austria_a_sequence_of_signals_on_a_saturday_of_every_october() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 15 }]
"""
    for name in ("warning", "alarm", "clear"):
        text += f"""
[[signal]]
id = "xx-{name}"
names = "{name}"
meaning = "?"
pattern = [{{ tone = "steady", on_s = 60 }}]
confidence = "high"
sources = ["https://example.org/{name}"]
"""
    text += """
[[test]]
id = "xx-yearly"
what = { de = "Zivilschutz-Probealarm", en = "Yearly test" }
timezone = "Europe/Vienna"
rrule = "FREQ=YEARLY;BYMONTH=10;BYDAY=1SA"
at = 12:00:00
steps = [
  { signal = "xx-a", at = 12:00:00 },
  { signal = "xx-warning", at = 12:15:00 },
  { signal = "xx-alarm", at = 12:30:00 },
  { signal = "xx-clear", at = 12:45:00 },
]
since = 1998-10-03
until = 2030-10-05
exceptions = [2020-10-03]
confidence = "high"
sources = ["https://example.org/test"]
"""
    [test] = system(text).tests
    assert [(step.signal, step.at) for step in test.steps] == [
        ("xx-a", dt.time(12)),
        ("xx-warning", dt.time(12, 15)),
        ("xx-alarm", dt.time(12, 30)),
        ("xx-clear", dt.time(12, 45)),
    ]
    assert (test.rrule, test.timezone) == ("FREQ=YEARLY;BYMONTH=10;BYDAY=1SA", "Europe/Vienna")
    assert (test.since, test.until) == (dt.date(1998, 10, 3), dt.date(2030, 10, 5))
    assert test.exceptions == (dt.date(2020, 10, 3),)


def test_hawaii_the_first_working_day_of_the_month() -> None:
    text = """
pattern = [{ tone = "steady", on_s = 60 }]

[[test]]
id = "xx-monthly"
what = "Monthly test"
timezone = "Pacific/Honolulu"
rrule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"
at = 11:45:00
confidence = "high"
sources = ["https://example.org/test"]
"""
    [test] = system(text).tests
    assert test.rrule == "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"
    assert (test.at, test.steps) == (dt.time(11, 45), ())
