from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from siren.drill import Drill, Firing
from siren.pattern import NOTHING, Duration, Element, Group, Pattern, Pause, Repeat, Segment
from siren.signal import Signal
from siren.text import Text
from siren.timeline import Timeline, of_drill, of_signal, unroll
from siren.tone import Steady, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.timeline import LabelledPause, Stretch

Time = Fraction | int

STEADY, PULSED = Tone("steady", Steady()), Tone("pulsed", Steady())
WORDS = Text((("en", "words"),))


def secs(length: str | int) -> Duration:
    return Duration.exactly(Fraction(length))


def beat(on: str | int, off: str | int = 0, repeat: int = 1, tone: Tone = STEADY) -> Segment:
    return Segment(tone, secs(on), secs(off), Repeat.exactly(repeat))


def signal(name: str, *elements: Element, trailing_pause: bool = True) -> Signal:
    pattern = Pattern(elements, trailing_pause)
    return Signal(name, "XX", WORDS, WORDS, pattern, "current", "high", ())


def timeline(*elements: Element, trailing_pause: bool = True) -> Timeline:
    return unroll(Pattern(elements, trailing_pause), "x")


def spans(entries: Iterable[Stretch | LabelledPause]) -> list[tuple[Time, Time]]:
    return [(entry.start_s, entry.end_s) for entry in entries]


def named(stretches: Iterable[Stretch]) -> list[tuple[Time, Time, str, str]]:
    return [(s.start_s, s.end_s, s.tone.name, s.signal) for s in stretches]


# --- one signal ---


def test_the_edges_of_a_cycle_are_exact() -> None:
    unrolled = timeline(beat("0.1", "0.2", repeat=600))
    assert spans(unrolled.stretches)[-1] == (Fraction("179.7"), Fraction("179.8"))
    assert unrolled.duration_s == 180


def test_gaps_and_pauses_are_silent() -> None:
    cycle = Group((beat(15, 5), beat(5)), Repeat.exactly(2), secs(7))
    assert spans(timeline(cycle, Pause(secs(3)), beat(1)).stretches) == [
        (0, 15),
        (20, 25),
        (32, 47),
        (52, 57),
        (60, 61),
    ]


def test_a_pause_that_does_not_count_ends_the_timeline_with_the_tone() -> None:
    unrolled = timeline(beat(30, 15, repeat=7), trailing_pause=False)
    assert unrolled.stretches[-1].end_s == unrolled.duration_s == 300


def test_the_clock_cuts_the_last_tone() -> None:
    by_clock = Segment(STEADY, secs(10), secs(3), repeat_for_s=Fraction(60))
    assert spans(timeline(by_clock).stretches)[-2:] == [(39, 49), (52, 60)]


def test_the_clock_cuts_the_last_pause() -> None:
    by_clock = Segment(STEADY, secs(10), secs(40), repeat_for_s=Fraction(80))
    unrolled = timeline(by_clock, beat(5))
    assert spans(unrolled.stretches) == [(0, 10), (50, 60), (80, 85)]


def test_no_tone_begins_where_the_clock_ends() -> None:
    by_clock = Segment(STEADY, secs(10), secs(5), repeat_for_s=Fraction(30))
    assert spans(timeline(by_clock).stretches) == [(0, 10), (15, 25)]


def test_a_clock_within_a_clock_cuts_first() -> None:
    inner = Segment(STEADY, secs(3), secs(1), repeat_for_s=Fraction(5))
    outer = Group((inner,), gap=secs(1), repeat_for_s=Fraction(16))
    assert spans(timeline(outer).stretches) == [
        (0, 3),
        (4, 5),
        (6, 9),
        (10, 11),
        (12, 15),
    ]


def test_a_clock_cuts_through_groups_within_groups() -> None:
    innermost = Group((beat(2, 1),), Repeat.exactly(2))
    outer = Group((innermost, beat(4)), repeat_for_s=Fraction(14))
    assert spans(timeline(outer, beat(1)).stretches) == [
        (0, 2),
        (3, 5),
        (6, 10),
        (10, 12),
        (13, 14),
        (14, 15),
    ]


def test_a_signal_is_unrolled_under_its_own_id() -> None:
    assert named(of_signal(signal("raid", beat(6))).stretches) == [(0, 6, "steady", "raid")]


# --- pauses with a name ---


def test_a_labelled_pause_is_reported_in_its_place() -> None:
    unrolled = timeline(
        Group((beat(50), Pause(secs(25), WORDS)), Repeat.exactly(2)), Pause(secs(9))
    )
    assert spans(unrolled.pauses) == [(50, 75), (125, 150)]
    assert {pause.label for pause in unrolled.pauses} == {WORDS}


def test_a_labelled_pause_of_unknown_length_is_reported_too() -> None:
    unknown = Pause(Duration(Fraction(0), Fraction(0), None), WORDS)
    assert spans(timeline(beat(5), unknown).pauses) == [(5, 5)]
    assert spans(timeline(Group((beat(5), unknown)), beat(5)).pauses) == [(5, 5)]


def test_a_clock_cuts_a_labelled_pause_short_or_away() -> None:
    message = Pause(secs(5), WORDS)
    assert spans(timeline(Group((beat(8), message), repeat_for_s=Fraction(10))).pauses) == [(8, 10)]
    assert timeline(Group((beat(10), message), repeat_for_s=Fraction(10))).pauses == ()
    unknown = Pause(secs(0), WORDS)
    assert timeline(Group((beat(12), unknown), repeat_for_s=Fraction(10))).pauses == ()


# --- edges ---


def test_tones_that_touch_are_one_edge() -> None:
    unrolled = timeline(beat(20, repeat=3), beat(10))
    assert len(unrolled.stretches) == 4
    assert spans(unrolled.edges()) == [(0, 70)]


def test_another_tone_is_another_edge() -> None:
    unrolled = timeline(beat(20), beat(20, tone=PULSED), beat(20))
    assert named(unrolled.edges()) == [
        (0, 20, "steady", "x"),
        (20, 40, "pulsed", "x"),
        (40, 60, "steady", "x"),
    ]


def test_the_same_tone_at_another_pitch_is_another_edge() -> None:
    high = Tone("steady", Steady((Fraction(500),)))
    assert spans(timeline(beat(5), beat(5, tone=high)).edges()) == [(0, 5), (5, 10)]


def test_the_shortest_pause_parts_two_edges() -> None:
    pause = Fraction(1, 10**9)
    parted = Segment(STEADY, secs(1), Duration.exactly(pause), Repeat.exactly(2))
    assert spans(timeline(parted).edges()) == [(0, 1), (1 + pause, 2 + pause)]


# --- drills ---


def drill(*firings: Firing, timezone: str = "Asia/Shanghai") -> Drill:
    return Drill("d", WORDS, timezone, dt.date(2026, 10, 25), firings)


def at(clock: str, what: Signal, rounds: int = 1, round_gap_s: int = 0) -> Firing:
    moment = dt.datetime.fromisoformat(f"2026-10-25T{clock}")
    return Firing(what, rounds, Fraction(round_gap_s), at=moment)


def test_a_drill_counts_from_its_first_firing() -> None:
    raid, clear = signal("raid", beat(6, 6, repeat=2)), signal("clear", beat(180))
    unrolled = of_drill(drill(at("10:29:00", raid), at("10:35:00", clear)))
    assert named(unrolled.stretches) == [
        (0, 6, "steady", "raid"),
        (12, 18, "steady", "raid"),
        (360, 540, "steady", "clear"),
    ]
    assert unrolled.duration_s == 540


def test_rounds_begin_a_gap_after_the_counted_pause() -> None:
    raid = signal("raid", beat(6, 4))
    unrolled = of_drill(drill(at("10:00:00", raid, rounds=3, round_gap_s=50)))
    assert spans(unrolled.stretches) == [(0, 6), (60, 66), (120, 126)]
    assert unrolled.duration_s == 130


def test_rounds_begin_a_gap_after_the_tone_where_the_pause_does_not_count() -> None:
    raid = signal("raid", beat(6, 4), trailing_pause=False)
    unrolled = of_drill(drill(at("10:00:00", raid, rounds=2, round_gap_s=50)))
    assert spans(unrolled.stretches) == [(0, 6), (56, 62)]
    assert unrolled.duration_s == 62


def test_pauses_with_a_name_move_with_their_firing() -> None:
    spoken = signal("spoken", beat(5), Pause(secs(20), WORDS))
    unrolled = of_drill(drill(at("10:00:00", spoken), at("10:01:00", spoken)))
    assert spans(unrolled.pauses) == [(5, 25), (65, 85)]


def test_two_signals_that_touch_stay_two_edges() -> None:
    one, other = signal("one", beat(60)), signal("other", beat(60))
    unrolled = of_drill(drill(at("10:00:00", one), at("10:01:00", other)))
    assert spans(unrolled.edges()) == [(0, 60), (60, 120)]


def test_a_drill_across_the_end_of_summer_time_counts_elapsed_seconds() -> None:
    clear = signal("clear", beat(60))
    unrolled = of_drill(
        drill(at("01:59:00", clear), at("03:00:00", clear), timezone="Europe/Berlin")
    )
    assert spans(unrolled.stretches) == [(0, 60), (7260, 7320)]


# --- any pattern at all, against a second way to unroll it ---

Kind = Literal["on", "off", "still"]

lengths = st.integers(1, 40).map(lambda tenths: Duration.exactly(Fraction(tenths, 10)))
silences = st.one_of(st.just(NOTHING), lengths)
clocks = st.integers(1, 100).map(lambda tenths: Fraction(tenths, 10))
repeats = st.integers(1, 3).map(Repeat.exactly)


def looped(kind: type[Segment | Group], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    counted = st.builds(kind, repeat=repeats, **parts)
    timed = st.builds(kind, repeat_for_s=clocks, **parts)
    return st.one_of(counted, timed)


segments = looped(Segment, tone=st.sampled_from([STEADY, PULSED]), on=lengths, off=silences)
pauses = st.builds(Pause, silences, st.one_of(st.none(), st.just(WORDS)))
elements: st.SearchStrategy[Element] = st.recursive(
    st.one_of(segments, pauses),
    lambda inner: looped(
        Group, elements=st.lists(inner, min_size=1, max_size=3).map(tuple), gap=silences
    ).filter(lambda group: group.once_s > 0),
    max_leaves=6,
)
patterns = st.builds(
    Pattern, st.lists(elements, min_size=1, max_size=3).map(tuple), st.booleans()
).filter(lambda pattern: pattern.piece_count < 2000)


def spelt_out(element: Element) -> list[tuple[Kind, Fraction]]:
    """Write out what an element does, piece by piece, and cut it with scissors."""
    if isinstance(element, Pause):
        return [("still", element.length.nominal_s)]
    once: list[tuple[Kind, Fraction]]
    if isinstance(element, Segment):
        once, gap_s = [("on", element.on.nominal_s), ("off", element.off.nominal_s)], Fraction(0)
    else:
        once = [piece for inner in element.elements for piece in spelt_out(inner)]
        gap_s = element.gap.nominal_s
    if element.repeat_for_s is None:
        return [*once, ("still", gap_s)] * (element.repeat.nominal - 1) + once
    cut: list[tuple[Kind, Fraction]] = []
    left_s = element.repeat_for_s
    while left_s > 0:
        for kind, length_s in [*once, ("still", gap_s)]:
            cut.append(("on" if kind == "on" else "still", min(length_s, left_s)))
            left_s -= cut[-1][1]
    return cut


@given(patterns)
@settings(max_examples=150, deadline=None)
def test_any_pattern_unrolls_to_what_it_spells_out(pattern: Pattern) -> None:
    pieces = [piece for element in pattern.elements for piece in spelt_out(element)]
    at_s, sounding = Fraction(0), []
    for kind, length_s in pieces:
        if kind == "on" and length_s:
            sounding.append((at_s, at_s + length_s))
        at_s += length_s
    unrolled = unroll(pattern, "x")
    last_off_s = pieces[-1][1] if pieces[-1][0] == "off" else Fraction(0)
    assert spans(unrolled.stretches) == sounding
    assert pattern.length_s == at_s
    assert unrolled.duration_s == at_s - (0 if pattern.trailing_pause else last_off_s)


@given(patterns)
@settings(max_examples=150, deadline=None)
def test_what_sounds_is_in_order_never_overlaps_and_lies_inside(pattern: Pattern) -> None:
    unrolled = unroll(pattern, "x")
    times = [time_s for span in spans(unrolled.stretches) for time_s in span]
    assert times == sorted(times)
    assert all(stretch.start_s < stretch.end_s for stretch in unrolled.stretches)
    assert all(0 <= time_s <= unrolled.duration_s for time_s in times)
    assert all(0 <= p.start_s <= p.end_s <= pattern.length_s for p in unrolled.pauses)
    assert len(unrolled.stretches) + len(unrolled.pauses) <= pattern.piece_count


@given(patterns)
@settings(max_examples=100, deadline=None)
def test_edges_sound_as_long_as_the_stretches_they_join(pattern: Pattern) -> None:
    unrolled = unroll(pattern, "x")
    edges = unrolled.edges()
    assert sum(e.end_s - e.start_s for e in edges) == sum(
        s.end_s - s.start_s for s in unrolled.stretches
    )
    assert all(
        one.end_s < other.start_s or one.tone != other.tone for one, other in pairwise(edges)
    )
