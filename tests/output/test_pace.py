"""When a frame is heard, from what a sound card says: drift, noise, steps, late callbacks."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.output.pace import (
    FIRST_UNSURE_S,
    MAX_DRIFT,
    POINT_BLOCKS,
    SETTLED_BLOCKS,
    WANDER_S,
    Pace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

RATE_HZ = 48_000
BLOCK_FRAMES = 480
BLOCK_S = BLOCK_FRAMES / RATE_HZ
LATENCY_S = 0.1
SETTLING_S = 0.145


def never(block: int) -> float:
    return 0.0


class Card:
    """A card that says of each block when it will be heard, more or less.

    Parameters
    ----------
    late_s
        How late the callback of a block comes.
    """

    def __init__(
        self,
        *,
        ppm: float = 0.0,
        noise_s: float = 0.0,
        seed: int = 1,
        late_s: Callable[[int], float] = never,
    ) -> None:
        self.drift, self.noise_s, self.late_s = ppm * 1e-6, noise_s, late_s
        self.pace = Pace(RATE_HZ, SETTLING_S)
        self.clock_offset_s, self.zero_s, self.blocks = 55.0, 1000.0, 0
        self.random = np.random.default_rng(seed)

    @property
    def frame(self) -> int:
        return self.blocks * BLOCK_FRAMES

    @property
    def true_s(self) -> float:
        """When the next block is really heard."""
        return self.zero_s + self.frame / RATE_HZ * (1 + self.drift)

    @property
    def error_s(self) -> float:
        heard = self.pace.heard(self.frame)
        assert heard is not None
        return heard.at_s - self.true_s

    @property
    def found_drift(self) -> float:
        heard = self.pace.heard(self.frame)
        assert heard is not None
        return heard.drift

    @property
    def unsure_s(self) -> float:
        heard = self.pace.heard(self.frame)
        assert heard is not None
        return heard.unsure_s

    def block(self, wrong_s: float = 0.0) -> None:
        now_s = self.true_s - LATENCY_S
        card_s = now_s + self.clock_offset_s
        said_s = LATENCY_S + wrong_s + self.noise_s * float(self.random.uniform(-1, 1))
        self.pace.observe(self.frame, now_s + self.late_s(self.blocks), card_s, card_s + said_s)
        self.blocks += 1

    def play(self, seconds: float) -> None:
        for _ in range(round(seconds / BLOCK_S)):
            self.block()

    def worst_s(self, seconds: float) -> float:
        """Play on; return the largest error on the way."""
        worst_s = 0.0
        for _ in range(round(seconds / BLOCK_S)):
            self.block()
            worst_s = max(worst_s, abs(self.error_s))
        return worst_s


@settings(max_examples=20, deadline=None)
@given(
    ppm=st.floats(-200, 200),
    noise_s=st.sampled_from([0.0, 0.0003, 0.001]),
    seed=st.integers(0, 1000),
)
def test_after_20_seconds_time_and_drift_of_a_card_are_known(
    ppm: float, noise_s: float, seed: int
) -> None:
    card = Card(ppm=ppm, noise_s=noise_s, seed=seed)
    card.play(20)
    assert abs(card.error_s) < 0.0003
    assert abs(card.found_drift - card.drift) < 30e-6
    card.play(20)
    assert abs(card.error_s) < 0.0002
    assert abs(card.found_drift - card.drift) < 10e-6


@settings(max_examples=10, deadline=None)
@given(ppm=st.floats(-200, 200), seed=st.integers(0, 1000))
def test_it_is_never_further_off_than_it_says(ppm: float, seed: int) -> None:
    card = Card(ppm=ppm, noise_s=0.0003, seed=seed)
    card.play(1)
    for _ in range(300):
        card.play(0.1)
        assert abs(card.error_s) < card.unsure_s + 0.0005


def test_how_unsure_it_is_shrinks_to_what_a_card_may_wander() -> None:
    card = Card()
    card.play(0.5)
    assert card.unsure_s == FIRST_UNSURE_S
    card.play(10)
    assert 0.3 * FIRST_UNSURE_S < card.unsure_s < 0.7 * FIRST_UNSURE_S
    card.play(11)
    assert card.unsure_s == WANDER_S


def test_a_card_that_is_seen_to_drift_is_sure() -> None:
    card = Card(ppm=100)
    card.play(25)
    assert card.unsure_s == 0


def test_a_card_that_keeps_time_is_known_exactly() -> None:
    card = Card()
    card.play(30)
    assert abs(card.error_s) < 1e-9
    assert abs(card.found_drift) < 1e-9


class TestAtFirst:
    def test_nothing_is_known_until_the_card_has_settled(self) -> None:
        card = Card()
        for _ in range(ceil(SETTLING_S / BLOCK_S) + SETTLED_BLOCKS - 1):
            card.block()
            assert card.pace.heard(card.frame) is None
        card.block()
        assert abs(card.error_s) < 1e-9

    def test_what_a_card_says_while_it_fills_its_buffer_counts_for_nothing(self) -> None:
        card = Card()
        for _ in range(ceil(SETTLING_S / BLOCK_S)):
            card.block(wrong_s=-0.08)
        card.play(0.2)
        assert abs(card.error_s) < 1e-9

    def test_a_short_line_has_no_slope(self) -> None:
        card = Card(ppm=200, noise_s=0.0003)
        card.play(0.5)
        for _ in range(14):
            card.play(0.1)
            assert card.found_drift == 0
        card.play(1)
        assert abs(card.found_drift) < 60e-6  # believed a little, as far as it stands out

    def test_no_quartz_is_further_off_than_500_ppm(self) -> None:
        card = Card(ppm=800)
        card.play(20)
        assert card.found_drift == MAX_DRIFT


class TestTheCardsClock:
    """It may be the wall clock, and somebody may step that."""

    @pytest.mark.parametrize("step_s", [3600.0, -3600.0, 0.1, -0.1, 0.3, -0.3, 0.02, -0.0205])
    def test_a_step_moves_nothing(self, step_s: float) -> None:
        card = Card(ppm=100, noise_s=0.0003)
        card.play(20)
        card.clock_offset_s += step_s
        assert card.worst_s(10) < 0.0003
        assert abs(card.found_drift - card.drift) < 10e-6

    @pytest.mark.parametrize("step_s", [3600.0, -3600.0, 0.1])
    def test_nor_does_it_in_the_first_second(self, step_s: float) -> None:
        card = Card(noise_s=0.0003)
        card.play(0.3)
        card.clock_offset_s += step_s
        assert card.worst_s(5) < 0.0004

    def test_a_step_too_small_to_be_told_from_a_late_callback_is_forgotten(self) -> None:
        card = Card(ppm=100, noise_s=0.0003)
        card.play(20)
        card.clock_offset_s -= 0.015
        assert card.worst_s(3) < 0.0155
        assert card.worst_s(10) < 0.001

    def test_callbacks_that_come_late_move_nothing(self) -> None:
        random = np.random.default_rng(3)
        card = Card(ppm=100, noise_s=0.0003, late_s=lambda _: float(random.exponential(0.003)))
        card.play(20)
        assert card.worst_s(10) < 0.0003
        assert abs(card.found_drift - card.drift) < 15e-6

    def test_callbacks_that_are_held_up_for_long_say_nothing(self) -> None:
        card = Card(ppm=100, late_s=lambda block: 0.2 if block % 3 else 0.0)
        card.play(20)
        assert abs(card.error_s) < 0.0002


class TestShifts:
    def test_a_wild_block_is_ignored(self) -> None:
        card = Card(ppm=100)
        card.play(20)
        before_s = card.error_s
        card.block(wrong_s=0.5)
        card.play(1)
        assert abs(card.error_s - before_s) < 0.0001

    def test_a_wild_quarter_of_a_second_is_ignored(self) -> None:
        card = Card(ppm=100)
        card.play(20)
        for _ in range(POINT_BLOCKS):
            card.block(wrong_s=0.1)
            assert abs(card.error_s) < 0.0002
        assert card.worst_s(5) < 0.0002

    def test_after_a_doubt_a_real_shift_is_followed_at_once(self) -> None:
        card = Card(ppm=100, noise_s=0.0003)
        card.play(20)
        card.zero_s += 0.1  # the card repeated a tenth of a second
        card.pace.doubt(has_stood_still=True)
        card.play(0.3)
        assert abs(card.error_s) < 0.0005
        assert card.worst_s(10) < 0.001

    def test_a_shift_that_nobody_told_of_is_followed_in_a_second(self) -> None:
        card = Card(ppm=100, noise_s=0.0003)
        card.play(20)
        card.zero_s += 0.1
        card.play(1.1)
        assert abs(card.error_s) < 0.0005

    def test_after_an_underflow_the_old_line_holds_until_a_new_one_is_known(self) -> None:
        card = Card(ppm=100)
        card.play(20)
        card.pace.doubt(has_stood_still=False)
        card.block()
        heard = card.pace.heard(0)
        assert heard is not None
        assert not heard.is_known
        assert abs(card.error_s) < 0.0002
        card.play(1)
        assert abs(card.error_s) < 0.0002
        heard = card.pace.heard(0)
        assert heard is not None
        assert heard.is_known

    def test_after_a_doubt_nothing_is_known_until_the_card_has_settled(self) -> None:
        card = Card(ppm=100)
        card.play(20)
        card.pace.doubt(has_stood_still=True)
        card.block()
        assert card.pace.heard(0) is None
        card.play(1)
        assert abs(card.error_s) < 0.0002
        assert card.unsure_s > 0.9 * FIRST_UNSURE_S
