"""A device that goes, stalls, hangs, errs or comes back: what is heard, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.errors import DeviceLost
from siren.firing.line import RETRY_S, Line
from siren.firing.player import FADE_S
from siren.output.stream import LATENCY_S
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, is_in_phase, plan_of, stretches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from siren.firing.run import Run
    from tests.firing.world import Card, SimClock

FRAME_S = 1 / RATE_HZ
BACK_S = RETRY_S + 0.2 + LATENCY_S
"""Asked for again, opened, its buffer filled and its time known."""

LONG = '{ tone = "wail", on_s = 12, rise_s = 4, fall_s = 3 }'


def away(clock: SimClock, card: Card, from_s: float, to_s: float) -> None:
    """Pull the card out and put it back, in seconds after T."""
    clock.at(T_S + from_s, card.vanish)
    clock.at(T_S + to_s, card.come_back)


def played(bench: Bench, pattern: str = LONG) -> tuple[Run, list[str]]:
    run = bench.arm(plan_of((0, pattern)))
    return run, bench.run(run)


# --- away at T ---


def test_a_device_that_comes_within_the_late_limit_is_joined_in_phase(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, -30, 1.0)
    run, outcomes = played(bench)
    assert outcomes == ["late"]
    [stretch] = stretches(card)
    assert 1.0 < stretch.start_s < 2.0
    assert stretch.end_s == pytest.approx(12, abs=1.5 * FRAME_S)
    assert is_in_phase(stretch, run.plan, fade_s=FADE_S)
    [result] = run.results
    assert result.error_ms == pytest.approx(stretch.start_s * 1000, abs=0.3)
    assert result.lost_frames == pytest.approx(stretch.start_s * RATE_HZ, abs=2)


@pytest.mark.parametrize("back_s", [2.0, 2.5, 60.0])
def test_a_device_that_comes_later_is_not_sounded_on(
    bench: Bench, clock: SimClock, card: Card, back_s: float
) -> None:
    away(clock, card, -30, back_s)
    run, outcomes = played(bench)
    assert outcomes == ["device-lost"]
    assert stretches(card) == []
    [result] = run.results
    assert (result.frames, result.lost_frames) == (0, 12 * RATE_HZ)
    assert (result.actual_utc, result.error_ms) == (None, None)


@pytest.mark.parametrize("gone_s", [-0.09, -0.05, -0.01, -0.001])
def test_a_device_that_goes_with_the_first_samples_in_its_buffer_is_joined_as_late(
    bench: Bench, clock: SimClock, card: Card, gone_s: float
) -> None:
    away(clock, card, gone_s, 1.0)
    run, outcomes = played(bench)
    assert outcomes == ["late"]
    [stretch] = stretches(card)
    assert 1.0 < stretch.start_s < 2.0
    assert is_in_phase(stretch, run.plan, fade_s=FADE_S)
    assert [line["error_ms"] > 1000 for line in bench.lines("onset")] == [True]


@pytest.mark.parametrize("gone_s", [-0.09, -0.05, -0.01, -0.001])
def test_a_device_that_goes_with_the_first_samples_in_its_buffer_is_not_resumed_later(
    bench: Bench, clock: SimClock, card: Card, gone_s: float
) -> None:
    """Nothing was heard, so the late limit holds, not the longer one for a resumption."""
    away(clock, card, gone_s, 2.5)
    _, outcomes = played(bench)
    assert outcomes == ["device-lost"]
    assert stretches(card) == []
    assert bench.lines("onset") == []


# --- away while it sounds ---


def test_a_device_that_goes_for_a_second_is_taken_up_again_in_phase(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 4.0)
    run, outcomes = played(bench)
    assert outcomes == ["interrupted"]
    before, after = stretches(card)
    assert (before.start_s, before.end_s) == pytest.approx((0, 3.0), abs=2 * FRAME_S)
    assert 4.0 < after.start_s < 4.0 + BACK_S
    assert after.end_s == pytest.approx(12, abs=1.5 * FRAME_S)
    assert is_in_phase(before, run.plan)
    assert is_in_phase(after, run.plan, fade_s=FADE_S)
    [result] = run.results
    silent_frames = (after.start_s - before.end_s) * RATE_HZ
    assert silent_frames - 2 <= result.lost_frames <= silent_frames + 0.011 * RATE_HZ
    assert result.frames + result.lost_frames == 12 * RATE_HZ
    assert result.error_ms == pytest.approx(0, abs=0.2)


def test_a_device_that_goes_for_too_long_is_lost_and_stays_silent(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 9.0)
    run, outcomes = played(bench)
    assert outcomes == ["device-lost"]
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(3.0, abs=2 * FRAME_S)
    [result] = run.results
    assert result.frames == pytest.approx(3 * RATE_HZ, abs=0.011 * RATE_HZ)
    assert result.frames + result.lost_frames == 12 * RATE_HZ


def test_the_next_signal_of_the_drill_is_played_on_the_device_that_came_back(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 9.0)
    run = bench.arm(plan_of((0, LONG), (15, WAIL)))
    assert bench.run(run) == ["device-lost", "played"]
    first, second = stretches(card)
    assert first.end_s == pytest.approx(3.0, abs=2 * FRAME_S)
    assert (second.start_s, second.end_s) == pytest.approx((15, 18), abs=1.5 * FRAME_S)
    assert is_in_phase(second, run.plan)


def test_a_device_that_goes_and_never_comes_back_loses_every_signal(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    clock.at(T_S + 3.0, card.vanish)
    run = bench.arm(plan_of((0, LONG), (13, WAIL), (17, WAIL)))
    assert bench.run(run) == ["device-lost", "device-lost", "device-lost"]
    assert len(stretches(card)) == 1
    assert clock.true_s < T_S + 20


def test_a_device_that_goes_twice_is_taken_up_twice(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 4.0)
    away(clock, card, 7.0, 8.0)
    run, outcomes = played(bench)
    assert outcomes == ["interrupted"]
    parts = stretches(card)
    assert len(parts) == 3
    assert all(is_in_phase(part, run.plan, fade_s=FADE_S) for part in parts)
    heard_frames = sum(part.samples.size for part in parts)
    [result] = run.results
    assert heard_frames - 0.022 * RATE_HZ <= result.frames <= heard_frames


def test_a_device_that_goes_again_while_it_is_taken_up_is_not_counted_as_lost_twice(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 4.0)
    run = bench.arm(plan_of((0, LONG)))
    bench.run(run, until=lambda: clock.true_s > T_S + 4 and len(card.streams) == 2)
    bench.run(run, until=lambda: run.firings[0].cue.was_resumed)
    card.vanish()
    clock.after(1.0, card.come_back)
    assert bench.run(run) == ["interrupted"]
    heard_frames = sum(part.samples.size for part in stretches(card))
    [result] = run.results
    assert heard_frames - 0.022 * RATE_HZ <= result.frames <= heard_frames


def test_a_device_that_goes_between_two_signals_harms_neither(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 5.0, 6.0)
    run = bench.arm(plan_of((0, WAIL), (8, WAIL)))
    assert bench.run(run) == ["played", "played"]
    assert "device-away" in bench.events()
    assert bench.events().count("device-back") == 1


def test_a_device_that_goes_in_a_pause_of_a_signal_costs_frames_though_nothing_is_missed(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """A pause belongs to the pattern: the outcome says that nobody watched over all of it."""
    away(clock, card, 3.2, 3.8)
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 3, off_s = 3, repeat = 2 }')))
    assert bench.run(run) == ["interrupted"]
    assert [round(part.start_s, 2) for part in stretches(card)] == [0, 6]


# --- a device that stalls without a word ---


@pytest.mark.parametrize("at_s", [-3.0, 3.0])
def test_a_stalled_device_is_found_within_half_a_second(
    bench: Bench, clock: SimClock, card: Card, at_s: float
) -> None:
    run = bench.arm(plan_of((0, LONG)))
    bench.run(run, until_s=at_s)
    card.stall()
    stalled_s = clock.true_s
    bench.run(run, until=lambda: "device-away" in bench.events())
    assert clock.true_s - stalled_s <= max(3 * LATENCY_S, 0.5) + 0.05
    assert bench.lines("device-away")[0]["reason"] == "the device asks for nothing more"


def test_a_device_that_stalls_for_good_is_lost_and_nothing_hangs(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    clock.at(T_S + 3, card.stall)
    run, outcomes = played(bench)
    assert outcomes == ["device-lost"]
    assert clock.true_s < T_S + 3 + run.limits.resume_s + 1
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(3.0 + LATENCY_S, abs=0.02)


def test_a_device_that_stalls_for_two_seconds_is_taken_up_again_in_phase(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    clock.at(T_S + 3, card.stall)
    clock.at(T_S + 5, card.go_on)
    run, outcomes = played(bench)
    assert outcomes == ["interrupted"]
    before, after = stretches(card)
    assert before.end_s == pytest.approx(3.0 + LATENCY_S, abs=0.02)
    assert 5 < after.start_s < 5 + BACK_S
    assert is_in_phase(after, run.plan, fade_s=FADE_S)


# --- errors in the sound card's thread ---


def test_an_error_in_the_sound_is_an_interruption_and_no_hang(
    bench: Bench, clock: SimClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of((0, LONG)))
    block = run.plan.sound.block
    errors = [ValueError("broken")]

    def failing_once(first_frame: int, frames: int) -> NDArray[np.float32]:
        if first_frame > 3 * RATE_HZ and errors:
            raise errors.pop()
        return block(first_frame, frames)

    monkeypatch.setattr(run.plan.sound, "block", failing_once)
    assert bench.run(run) == ["interrupted"]
    before, after = stretches(bench.card)
    assert 3.0 - LATENCY_S - 0.02 < before.end_s < 3.0
    assert after.start_s < 3.0 + LATENCY_S + BACK_S
    assert is_in_phase(after, run.plan, fade_s=FADE_S)
    [line] = bench.lines("device-away")
    assert line["reason"] == "the sound could not be computed: ValueError('broken')"


def test_a_sound_that_can_never_be_computed_is_not_heard_and_ends(
    bench: Bench, clock: SimClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of((0, LONG)))

    def failing(first_frame: int, frames: int) -> NDArray[np.float32]:
        raise ValueError("broken")

    monkeypatch.setattr(run.plan.sound, "block", failing)
    assert bench.run(run)[0] in ("missed", "device-lost")
    assert stretches(bench.card) == []
    assert clock.true_s < T_S + 12


# --- what the journal says ---


def test_the_journal_says_when_the_device_went_why_and_for_how_long(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    away(clock, card, 3.0, 4.0)
    played(bench)
    events = [e for e in bench.events() if e not in ("armed", "waiting", "ended")]
    # once for the end of the stream, once since it could not be opened again
    assert events == [
        "firing",
        "onset",
        "device-away",
        "device-away",
        "device-back",
        "lost",
        "outcome",
    ]
    assert [line["reason"] for line in bench.lines("device-away")] == [
        "the stream ended by itself",
        "test card cannot be opened: Device unavailable",
    ]
    [back] = bench.lines("device-back")
    assert 1.0 < back["away_s"] < 1.0 + BACK_S


def test_a_device_that_is_away_for_seconds_is_named_once_not_at_every_try(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    card.vanish()
    clock.at(T_S - 1, card.come_back)
    run = bench.arm(plan_of((0, WAIL)))
    assert bench.run(run) == ["played"]
    assert bench.events().count("device-away") == 1


# --- the line by itself ---


class Sink:
    """Does as it is told, and notes what it was asked."""

    def __init__(self) -> None:
        self.alive_s, self.latency_s = 1000.0, 0.1
        self.asked: list[str] = []
        self.fault: str | None = None
        self.refusal: str | None = None

    def start(self, feed: object) -> None:
        self.asked.append("start")
        if self.refusal:
            raise DeviceLost(self.refusal)

    def trouble(self) -> str | None:
        return self.fault

    def remarks(self) -> list[str]:
        return ["underflow"] if self.asked[-1] == "start" else []

    def abort(self) -> None:
        self.asked.append("abort")

    def close(self) -> None:
        self.asked.append("close")

    def finish(self, limit_s: float) -> None:
        self.asked.append("finish")


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def noted() -> list[str]:
    return []


@pytest.fixture
def line(sink: Sink, noted: list[str], clock: SimClock) -> Line:
    from siren.firing.player import Player
    from siren.firing.rules import Limits
    from tests.synth.sounds import sound_of

    player = Player(sound_of(WAIL, rate_hz=RATE_HZ), Limits())
    player.knows_time = True
    return Line(sink, player, clock, lambda event, **facts: noted.append(event))


def settle(line: Line, clock: SimClock, seconds: float = 0.02) -> None:
    from threading import Event

    clock.wait(Event(), seconds)
    line.poll()


def test_a_line_is_not_ready_before_its_device_is_open(line: Line, clock: SimClock) -> None:
    assert not line.is_ready
    line.open()
    settle(line, clock)
    assert line.is_ready


def test_a_line_passes_on_what_its_device_remarks(
    line: Line, clock: SimClock, noted: list[str]
) -> None:
    line.open()
    settle(line, clock)
    settle(line, clock)
    assert noted == ["waiting", "underflow"]


def test_what_a_device_remarks_again_and_again_is_counted_and_written_once_a_second(
    clock: SimClock, line: Line, sink: Sink, noted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line waits for the disk, and a machine in trouble has no time for that."""
    monkeypatch.setattr(sink, "remarks", lambda: ["underflow"])
    line.open()
    for _ in range(150):
        settle(line, clock)
    assert noted.count("underflow") == 3
    assert line.remarked["underflow"] == 3


def test_a_hushed_line_is_silent_from_the_next_block_on(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """Nothing is waited for, not even for the device: what it has in hand comes out."""
    run = bench.arm(plan_of((0, LONG)))
    bench.run(run, until_s=2)
    run.line.hush()
    bench.run(run, until_s=4)
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0 + LATENCY_S, abs=0.02)


def test_a_line_asks_for_a_missing_device_four_times_a_second(
    line: Line, sink: Sink, clock: SimClock
) -> None:
    sink.refusal = "away"
    line.open()
    for _ in range(200):
        settle(line, clock)
    assert 14 <= sink.asked.count("start") <= 17
    assert line.away_since_s == 1000.0


def test_a_line_that_was_silenced_is_silent_for_good(
    line: Line, sink: Sink, clock: SimClock
) -> None:
    line.open()
    settle(line, clock)
    line.silence()
    assert sink.asked[-1] == "abort"
    assert not line.is_ready
    settle(line, clock, 10)
    assert sink.asked == ["start", "abort"]


def test_a_line_that_is_silenced_while_it_opens_stays_silent(
    line: Line, sink: Sink, clock: SimClock
) -> None:
    line.open()
    line.silence()
    settle(line, clock, 1)
    assert not line.is_ready
    assert sink.asked.count("start") == 1
