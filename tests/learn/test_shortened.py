"""Time lapse: one factor for all, lengths divided exactly, sweeps as they are."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren import library
from siren.learn.shortened import FACTORS, LONGEST_S, factor, shortened, speed_words
from siren.timeline import of_signal
from siren.tone import Sweep
from siren.units import exact_s
from tests.synth.sounds import timeline_of


@pytest.mark.parametrize(
    ("durations_s", "by"),
    [
        ([], 1),
        ([20], 1),
        ([20.5], 2),
        ([180, 180, 60], 10),
        ([15, 300], 15),
        ([1200], 60),
        ([100_000], 60),
    ],
)
def test_the_smallest_factor_with_which_the_longest_fits(durations_s: list[float], by: int) -> None:
    assert factor(exact_s(str(length_s)) for length_s in durations_s) == by


@given(st.lists(st.fractions(min_value=0, max_value=1200), min_size=1))
def test_nothing_is_longer_than_allowed_nor_shorter_than_need_be(
    durations_s: list[Fraction],
) -> None:
    by = factor(durations_s)
    assert max(durations_s) / by <= LONGEST_S
    shorter = [other for other in FACTORS if other < by]
    assert all(max(durations_s) / other > LONGEST_S for other in shorter)


def test_tones_and_pauses_are_divided_exactly() -> None:
    timeline = shortened(of_signal(library.signal("cn-pre-warning")), 10)
    assert timeline.duration_s == 18
    first, second, _ = timeline.stretches
    assert [first.start_s, first.end_s, second.start_s] == [0, Fraction(18, 5), 6]


def test_a_sweep_keeps_its_speed_and_goes_on_through_tones_that_touch() -> None:
    timeline = timeline_of(
        '{ tone = "wail", on_s = 8, rise_s = 4, fall_s = 4, repeat = 5 }, { pause_s = 8 }'
    )
    [wail] = shortened(timeline, 4).stretches
    assert wail.end_s == 10
    assert isinstance(wail.tone.contour, Sweep)
    assert wail.tone.contour_s == 8


def test_a_pause_with_a_label_is_shortened_too() -> None:
    timeline = timeline_of('{ tone = "steady", on_s = 4 }, { pause_s = 10, label = "voice" }')
    [pause] = shortened(timeline, 2).pauses
    assert [pause.start_s, pause.end_s] == [2, 7]


@given(st.sampled_from(list(library.signals())), st.sampled_from(FACTORS))
def test_order_and_gaps_of_every_signal_stay(signal: object, by: int) -> None:
    whole = of_signal(signal)  # type: ignore[arg-type]
    short = shortened(whole, by)
    assert short.duration_s * by == whole.duration_s
    assert [edge.start_s * by for edge in short.edges()] == [e.start_s for e in whole.edges()]
    assert all(one.end_s <= two.start_s for one, two in pairwise(short.stretches))


def test_it_is_said_how_fast() -> None:
    assert speed_words(10).english == "shortened: 10 times as fast as in reality"
    assert speed_words(10).said_in("zh") == "已压缩：节奏加快到 10 倍"
    assert speed_words(1).english == "in real time, at full length"
