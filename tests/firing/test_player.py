"""What a sound card is given: the samples of the moment at which they are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.firing.cue import Cue
from siren.firing.player import FADE_S, Player
from siren.firing.rules import Limits
from siren.output.sink import Heard
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, is_in_phase, plan_of, stretches
from tests.firing.world import START_S
from tests.hearing import largest_step, sounding_runs
from tests.synth.sounds import sound_of

if TYPE_CHECKING:
    from siren.synth.sound import Sound
    from tests.firing.world import Card

STEADY = '{ tone = "steady", on_s = 2 }'
BLOCK = 80

LATE_FRAMES = st.integers(-3, 3)
"""Of a card that is off by less than is steered away."""

PHASE_FRAMES = st.integers(0, BLOCK - 1)
"""Where in a block a signal begins."""


def player_and_cue(pattern: str = STEADY, at_s: float = 100.0) -> tuple[Player, Cue]:
    """Return a player that may sound a pattern at `at_s`."""
    sound = sound_of(pattern, rate_hz=RATE_HZ)
    player = Player(sound, Limits())
    cue = cue_of(0, sound.frames, at_s)
    player.allow(cue)
    return player, cue


def cue_of(first_frame: int, end_frame: int, at_s: float, *, until_frame: int = 0) -> Cue:
    """Return a cue that begins at `at_s`."""
    return Cue(
        first_frame=first_frame,
        end_frame=end_frame,
        until_frame=until_frame or end_frame,
        at_s=at_s,
        rate_hz=RATE_HZ,
        reached_frame=first_frame,
    )


def given_out(
    player: Player, from_s: float, to_s: float, *, knows_time: bool = True
) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return what a card that keeps time is given."""
    blocks = []
    for number in range(round((to_s - from_s) * RATE_HZ / BLOCK)):
        block = np.full(BLOCK, 9.0, dtype=np.float32)
        at_s = from_s + number * BLOCK / RATE_HZ
        player.fill(block, Heard(at_s) if knows_time else None)
        blocks.append(block)
    return np.concatenate(blocks)


# --- blocks ---


def test_the_level_is_the_peak_of_the_last_block() -> None:
    player, _ = player_and_cue()
    assert player.level == 0.0
    peak = np.max(np.abs(given_out(player, 99.0, 101.0)[-BLOCK:]))
    assert player.level == peak > 0.1
    player.hushed = True
    given_out(player, 101.0, 101.1)
    assert player.level == 0.0


def test_a_signal_comes_whole_at_its_time_with_exact_silence_around_it() -> None:
    player, cue = player_and_cue()
    samples = given_out(player, 99.0, 103.0)
    expected = sound_of(STEADY, rate_hz=RATE_HZ).block(-RATE_HZ, 4 * RATE_HZ)
    assert np.array_equal(samples, expected)
    assert (cue.frames, cue.lost_frames, cue.onset_error_s) == (2 * RATE_HZ, 0, 0.0)


def test_a_signal_that_begins_within_a_block_begins_on_its_frame() -> None:
    player, cue = player_and_cue(at_s=100.0 + 33 / RATE_HZ)
    samples = given_out(player, 99.0, 103.0)
    expected = sound_of(STEADY, rate_hz=RATE_HZ).block(-RATE_HZ - 33, 4 * RATE_HZ)
    assert np.array_equal(samples, expected)
    assert cue.onset_error_s == pytest.approx(0.0, abs=1e-9)


def test_what_nobody_allowed_is_silent() -> None:
    player, cue = player_and_cue()
    player.forbid(cue)
    assert not given_out(player, 99.0, 103.0).any()
    assert not cue.began


def test_what_is_forbidden_midway_falls_silent_with_the_next_block() -> None:
    player, cue = player_and_cue()
    assert given_out(player, 100.0, 101.0).any()
    player.forbid(cue)
    assert not given_out(player, 101.0, 102.0).any()


def test_a_hushed_player_is_silent_whatever_is_allowed() -> None:
    player, cue = player_and_cue()
    given_out(player, 100.0, 101.0)
    player.hushed = True
    assert not given_out(player, 101.0, 102.0).any()
    assert cue.frames == RATE_HZ


def test_a_card_whose_time_is_not_known_is_given_silence() -> None:
    player, cue = player_and_cue()
    assert not given_out(player, 100.0, 101.0, knows_time=False).any()
    assert (player.knows_time, cue.began) == (False, False)
    assert given_out(player, 101.0, 101.1).any()
    assert player.knows_time


@pytest.mark.parametrize(("late_s", "sounds"), [(0.5, True), (1.99, True), (2.01, False)])
def test_a_signal_is_joined_in_phase_unless_it_is_too_late(late_s: float, sounds: bool) -> None:
    player, cue = player_and_cue(WAIL)
    samples = given_out(player, 100.0 + late_s, 103.0)
    assert cue.began is sounds
    assert samples.any() == sounds
    if sounds:
        first, fade = round(late_s * RATE_HZ), round(FADE_S * RATE_HZ)
        expected = sound_of(WAIL, rate_hz=RATE_HZ).block(first, samples.size)
        assert np.array_equal(samples[fade:], expected[fade:])
        assert cue.lost_frames == first
        assert cue.onset_error_s == pytest.approx(late_s)


def test_what_is_joined_in_its_midst_begins_softly() -> None:
    player, _ = player_and_cue()
    samples = given_out(player, 100.5, 101.0)
    whole = sound_of(STEADY, rate_hz=RATE_HZ).block(0, 2 * RATE_HZ)
    assert samples[0] == 0.0
    assert largest_step(samples) <= largest_step(whole)


@pytest.mark.parametrize(("away_s", "sounds"), [(1.0, True), (4.9, True), (5.2, False)])
def test_after_a_silence_it_goes_on_in_phase_unless_that_was_too_long(
    away_s: float, sounds: bool
) -> None:
    pattern = '{ tone = "wail", on_s = 9, rise_s = 4, fall_s = 3 }'
    player, cue = player_and_cue(pattern)
    given_out(player, 99.9, 101.1)
    player.lose_place(101.0)
    assert cue.frames == RATE_HZ
    samples = given_out(player, 101.0 + away_s, 108.0)
    assert samples.any() == sounds
    if sounds:
        first, fade = round((1.0 + away_s) * RATE_HZ), round(FADE_S * RATE_HZ)
        expected = sound_of(pattern, rate_hz=RATE_HZ).block(first, samples.size)
        assert np.array_equal(samples[fade:], expected[fade:])
        assert cue.lost_frames == round(away_s * RATE_HZ)
        assert cue.was_resumed


def test_a_card_that_was_lost_before_the_first_sample_was_heard_is_joined_as_late() -> None:
    player, cue = player_and_cue()
    given_out(player, 99.9, 100.1)
    player.lose_place(99.99)
    assert not given_out(player, 102.5 - 0.4, 102.5).any()
    player, cue = player_and_cue()
    given_out(player, 99.9, 100.1)
    player.lose_place(99.99)
    assert given_out(player, 101.0, 102.0).any()
    assert cue.onset_error_s == pytest.approx(1.0)
    assert not cue.was_resumed


def test_an_onset_that_nobody_wrote_down_stays_unknown_after_a_kill() -> None:
    player, cue = player_and_cue()
    cue.began, cue.reached_frame = True, RATE_HZ // 2
    assert given_out(player, 101.0, 102.0).any()
    assert cue.was_resumed
    assert cue.onset_error_s is None


def test_a_card_that_lost_a_stretch_of_time_is_joined_anew_where_it_should_be() -> None:
    player, cue = player_and_cue(WAIL)
    given_out(player, 100.0, 101.0)
    samples = given_out(player, 101.3, 102.0)
    fade = round(FADE_S * RATE_HZ)
    expected = sound_of(WAIL, rate_hz=RATE_HZ).block(round(1.3 * RATE_HZ), samples.size)
    assert np.array_equal(samples[fade:], expected[fade:])
    assert cue.lost_frames == round(0.3 * RATE_HZ)


def test_a_card_that_repeats_a_stretch_of_time_is_silent_until_it_has_caught_up() -> None:
    player, cue = player_and_cue(WAIL)
    given_out(player, 100.0, 101.0)
    samples = given_out(player, 100.7, 102.0)
    assert not samples[: round(0.3 * RATE_HZ)].any()
    assert samples[round(0.31 * RATE_HZ) :].any()
    assert cue.lost_frames == 0


def test_the_next_signal_brought_nearer_by_the_clock_sounds_as_if_the_last_had_ended() -> None:
    """A cue reaches to the next one's first frame; a clock set forward makes them overlap."""
    sound = sound_of(
        '{ tone = "steady", on_s = 1, off_s = 1, repeat = 2 }', rate_hz=RATE_HZ, trailing_pause=True
    )
    player = Player(sound, Limits())
    for number, at_s in ((0, 100.0), (1, 101.5)):
        first = number * 2 * RATE_HZ
        cue = cue_of(first, first + RATE_HZ, at_s, until_frame=first + 2 * RATE_HZ)
        player.allow(cue)
    samples = given_out(player, 100.0, 102.5)
    once = sound.block(0, RATE_HZ)
    assert np.array_equal(samples[:RATE_HZ], once)
    assert not samples[RATE_HZ : round(1.5 * RATE_HZ)].any()
    assert np.array_equal(samples[round(1.5 * RATE_HZ) :], sound.block(2 * RATE_HZ, RATE_HZ))
    assert not cue.was_resumed


@given(late_frames=LATE_FRAMES, phase_frames=PHASE_FRAMES)
def test_a_signal_loses_nothing_at_its_end_on_a_card_that_is_a_little_off(
    late_frames: int, phase_frames: int
) -> None:
    player, cue = player_and_cue(at_s=100.0 + phase_frames / RATE_HZ)
    samples = given_out_by_a_card_that_moves(player, late_frames, until_s=103.0)
    expected = sound_of(STEADY, rate_hz=RATE_HZ).block(-RATE_HZ - phase_frames, samples.size)
    assert np.array_equal(samples, expected)
    assert (cue.frames, cue.lost_frames) == (2 * RATE_HZ, 0)


@given(late_frames=LATE_FRAMES, phase_frames=PHASE_FRAMES)
def test_two_signals_without_a_gap_are_one_sound_on_a_card_that_is_a_little_off(
    late_frames: int, phase_frames: int
) -> None:
    sound = sound_of('{ tone = "steady", on_s = 4 }', rate_hz=RATE_HZ)
    player, cues = player_of_two(sound, 100.0 + phase_frames / RATE_HZ)
    samples = given_out_by_a_card_that_moves(player, late_frames, until_s=105.0)
    assert np.array_equal(samples, sound.block(-RATE_HZ - phase_frames, samples.size))
    assert [(cue.frames, cue.lost_frames) for cue in cues] == [(2 * RATE_HZ, 0)] * 2
    assert not any(cue.was_resumed for cue in cues)


@given(late_frames=LATE_FRAMES, phase_frames=PHASE_FRAMES)
def test_a_signal_after_a_pause_begins_on_time_and_the_pause_has_lost_nothing(
    late_frames: int, phase_frames: int
) -> None:
    pattern = '{ tone = "steady", on_s = 1, off_s = 1, repeat = 2 }'
    sound = sound_of(pattern, rate_hz=RATE_HZ, trailing_pause=True)
    player, cues = player_of_two(sound, 100.0 + phase_frames / RATE_HZ)
    samples = given_out_by_a_card_that_moves(player, late_frames, until_s=105.0)
    first = RATE_HZ + phase_frames
    second = first + 2 * RATE_HZ - late_frames
    once = sound.block(0, RATE_HZ)
    expected = np.zeros_like(samples)
    expected[first : first + RATE_HZ] = expected[second : second + RATE_HZ] = once
    assert np.array_equal(samples, expected)
    assert [(cue.frames, cue.lost_frames) for cue in cues] == [(2 * RATE_HZ, 0)] * 2
    assert not any(cue.was_resumed for cue in cues)


def given_out_by_a_card_that_moves(
    player: Player, late_frames: int, *, until_s: float
) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return what a card is given from 99 s on that says midway that it is so late."""
    late_s = late_frames / RATE_HZ
    before = given_out(player, 99.0, 100.5)
    return np.concatenate([before, given_out(player, 100.5 + late_s, until_s + late_s)])


def player_of_two(sound: Sound, at_s: float) -> tuple[Player, list[Cue]]:
    """Return a player that may sound two signals, two seconds each, the second after the first."""
    player = Player(sound, Limits())
    first = cue_of(0, 2 * RATE_HZ, at_s)
    second = cue_of(2 * RATE_HZ, 4 * RATE_HZ, at_s + 2)
    for cue in (first, second):
        player.allow(cue)
    return player, [first, second]


# --- a card that keeps time ---


def test_a_card_that_keeps_time_is_given_the_sound_one_for_one(bench: Bench, card: Card) -> None:
    """Although its account of time scatters by 0.3 ms."""
    card.noise_s = 0.0003
    plan = plan_of((0, '{ tone = "steady", on_s = 6, off_s = 6, repeat = 3 }'), first_in_s=20)
    run = bench.arm(plan)
    assert bench.run(run) == ["played"]
    times_s, samples = card.heard()
    first = int(np.argmin(np.abs(times_s - START_S - 20)))
    found = samples[first - 1 : first + 1 + plan.sound.frames]
    shift = 1 - int(np.flatnonzero(found)[0]) + int(np.flatnonzero(plan.sound.block(0, 80))[0])
    assert abs(shift) <= 1
    expected = plan.sound.block(-first - shift, samples.size)
    assert np.array_equal(samples, expected)
    assert run.results[0].lost_frames == 0
    assert run.results[0].frames == plan.sound.frames


# --- a card that does not ---

QUARTER_HOUR = (
    (0, '{ tone = "steady", on_s = 18 }'),
    (300, '{ tone = "steady", on_s = 3, off_s = 3, repeat = 4 }'),
    (882, '{ tone = "steady", on_s = 18 }'),
)
EDGES_S = [(0, 18), (300, 303), (306, 309), (312, 315), (318, 321), (882, 900)]


@pytest.mark.parametrize("ppm", [-100, 250])
def test_a_card_that_is_off_keeps_every_edge_of_a_quarter_of_an_hour_within_a_millisecond(
    bench: Bench, card: Card, ppm: int
) -> None:
    card.ppm, card.noise_s = ppm, 0.0003
    plan = plan_of(*QUARTER_HOUR, first_in_s=20)
    run = bench.arm(plan)
    assert bench.run(run, every_s=0.25) == ["played"] * 3
    heard = stretches(card, t_s=START_S + 20)
    assert len(heard) == len(EDGES_S)
    errors_s = [
        error_s
        for stretch, (start_s, end_s) in zip(heard, EDGES_S, strict=True)
        for error_s in (stretch.start_s - start_s, stretch.end_s - end_s)
    ]
    assert max(map(abs, errors_s)) < 0.001
    between_frames = [plan.sound.at(RATE_HZ + n / 16, 1.0, RATE_HZ) for n in range(16)]
    own_step = max(largest_step(samples) for samples in between_frames)
    assert max(largest_step(stretch.samples) for stretch in heard) <= own_step * 1.001
    assert [result.lost_frames for result in run.results] == [0, 0, 0]


def test_a_card_that_is_off_loses_no_sample_of_a_long_tone(bench: Bench, card: Card) -> None:
    card.ppm, card.noise_s = 200, 0.0003
    plan = plan_of((0, '{ tone = "steady", on_s = 40 }'))
    run = bench.arm(plan)
    assert bench.run(run) == ["played"]
    [stretch] = stretches(card)
    assert stretch.samples.size == pytest.approx(40 * RATE_HZ / (1 + 200e-6), abs=10)
    assert len(sounding_runs(stretch.samples, 3)) == 1


def test_every_silence_is_exactly_zero(bench: Bench, card: Card) -> None:
    card.ppm, card.noise_s = 100, 0.0003
    plan = plan_of((0, '{ tone = "steady", on_s = 1, off_s = 1, repeat = 4 }'))
    bench.run(bench.arm(plan))
    assert len(stretches(card)) == 4
    times_s, samples = card.heard()
    between = (times_s > T_S + 1.002) & (times_s < T_S + 1.998)
    assert between.sum() > 7000
    assert not samples[between].any()
    assert not samples[times_s < T_S - 0.002].any()


# --- a lead ---


@pytest.mark.parametrize("ahead_s", [0.25, 2.5])
def test_a_device_that_is_heard_late_is_fed_so_much_earlier(
    bench: Bench, card: Card, ahead_s: float
) -> None:
    plan = plan_of((0, WAIL), ahead_s=ahead_s)
    run = bench.arm(plan)
    assert bench.run(run) == ["played"]
    [stretch] = stretches(card)
    assert stretch.start_s == pytest.approx(-ahead_s, abs=1 / RATE_HZ)
    assert is_in_phase(stretch, plan, moved_s=-ahead_s)
    [result] = run.results
    assert result.error_ms == pytest.approx(0.0, abs=0.2)
    assert result.actual_utc is not None
    assert abs((result.actual_utc - result.planned_utc).total_seconds()) < 0.001
