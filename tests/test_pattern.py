from __future__ import annotations

from fractions import Fraction

import pytest

from siren.pattern import Duration, Element, Group, Pattern, Pause, Repeat, Segment
from siren.tone import Contour, Glide, Steady, Steps, Sweep, Tone

STEADY = Tone("steady", Steady())


def secs(length: str | int) -> Duration:
    return Duration.exactly(Fraction(length))


def beat(on: str | int, off: str | int = 0, repeat: int = 1, tone: Tone = STEADY) -> Segment:
    return Segment(tone, secs(on), secs(off), Repeat.exactly(repeat))


def group(*elements: Element, repeat: int = 1, gap: str | int = 0) -> Group:
    return Group(elements, Repeat.exactly(repeat), secs(gap))


def test_six_hundred_tenths_of_a_second_are_a_minute() -> None:
    assert Pattern((beat("0.1", repeat=600),)).duration_s == 60
    assert Pattern(tuple(beat("0.1") for _ in range(600))).duration_s == 60
    assert Pattern((group(beat("0.1"), repeat=600),)).duration_s == 60


def test_a_last_pause_that_counts_belongs_to_the_signal() -> None:
    assert Pattern((beat(36, 24, repeat=3),), trailing_pause=True).duration_s == 180


def test_a_last_pause_that_does_not_count_is_left_out() -> None:
    assert Pattern((beat(5, 5, repeat=9),), trailing_pause=False).duration_s == 85


def test_only_the_very_last_pause_is_left_out_of_nested_groups() -> None:
    inner = group(beat(15, 10), beat(5, 10), repeat=3)
    assert Pattern((inner, inner), trailing_pause=False).duration_s == 120 + 120 - 10
    assert Pattern((group(inner, repeat=2, gap=60),), trailing_pause=False).duration_s == 290


def test_a_pause_of_its_own_is_meant_and_always_counts() -> None:
    assert Pattern((beat(5), Pause(secs(40))), trailing_pause=False).duration_s == 45


def test_gaps_lie_between_passes_only() -> None:
    assert group(beat(10), repeat=4, gap=3).length_s == 49
    assert group(beat(10), gap=3).length_s == 10


def test_repeat_for_is_the_length_whatever_the_cycle() -> None:
    by_clock = Segment(STEADY, secs(10), secs(3), repeat_for_s=Fraction(60))
    assert by_clock.length_s == 60
    assert Group((beat(13),), repeat_for_s=Fraction(60)).length_s == 60


def test_what_the_clock_cuts_has_no_last_pause_to_leave_out() -> None:
    by_clock = Segment(STEADY, secs(2), secs(3), repeat_for_s=Fraction(60))
    assert Pattern((by_clock,), trailing_pause=False).duration_s == 60
    cut = Group((beat(2, 3),), repeat_for_s=Fraction(60))
    assert Pattern((cut,), trailing_pause=False).duration_s == 60


def test_the_length_is_the_nominal_one_of_a_range() -> None:
    vague = Segment(STEADY, Duration(Fraction(240), Fraction(180), Fraction(300)))
    assert Pattern((vague,)).duration_s == 240
    often = Segment(STEADY, secs(3), secs(2), Repeat(12, 1, None))
    assert Pattern((often,)).duration_s == 60


@pytest.mark.parametrize(
    ("element", "pieces"),
    [
        (beat(6, 6, repeat=15), 15),
        (Pause(secs(40)), 1),
        (group(beat(1, 1, repeat=25), Pause(secs(40)), repeat=2), 52),
        (Segment(STEADY, secs(10), secs(3), repeat_for_s=Fraction(60)), 5),
        (Group((beat(10, 3),), repeat_for_s=Fraction(60)), 5),
        (Group((beat(10),), gap=secs(3), repeat_for_s=Fraction(60)), 5),
        (beat(180, tone=Tone("wail", Sweep(Fraction(5), Fraction(3)))), 46),
        (beat(180, tone=Tone("hi-lo", Steps(Fraction(4), Fraction(4)))), 46),
    ],
)
def test_pieces_are_counted_before_anything_is_unrolled(element: Element, pieces: int) -> None:
    assert Pattern((element,)).piece_count == pieces


def test_a_trillion_pieces_are_counted_at_once() -> None:
    element: Element = beat(1)
    for _ in range(4):
        element = group(element, repeat=1000)
    assert Pattern((element,)).piece_count == 10**12


@pytest.mark.parametrize(
    ("contour", "period_s"),
    [
        (Steady(), None),
        (Glide((Fraction(20),), (Fraction(380),)), None),
        (Sweep(Fraction("3.25"), Fraction(8)), Fraction("11.25")),
        (Steps(Fraction("0.5"), Fraction(1)), Fraction("1.5")),
    ],
)
def test_sweeps_and_steps_have_a_period(contour: Contour, period_s: Fraction | None) -> None:
    assert Tone("any", contour).contour_s == period_s


def test_a_glide_rises_or_falls() -> None:
    assert Glide((Fraction(20),), (Fraction(380),)).rises
    assert not Glide((Fraction(380),), (Fraction(66),)).rises
