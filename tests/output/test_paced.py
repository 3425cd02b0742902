"""A perfect sound card: blocks in order, each at its time, by any clock."""

from __future__ import annotations

from threading import Event, Timer
from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren.clock import FastClock, SystemClock
from siren.errors import DeviceLost, OutputFailed
from siren.output.paced import (
    BLOCK_S,
    LATENCY_S,
    MOST_FRAMES,
    STALLED_S,
    PacedSink,
    nowhere,
    silent_sink,
)
from siren.output.sink import Heard
from tests.output.portaudio import HandClock

if TYPE_CHECKING:
    from siren.clock import Clock
    from siren.output.paced import Blocks
    from siren.synth.sound import Samples

RATE_HZ = 8000


def counting(block: Samples, heard: Heard | None) -> None:
    """Give out something that says which block it is."""
    assert heard is not None
    block.fill(heard.at_s % 1000)


class Asked:
    """What a sink asked for, and when; and what it kept of it."""

    def __init__(self, clock: Clock, *, enough: int) -> None:
        self.clock, self.enough = clock, enough
        self.heard: list[Heard] = []
        self.at_s: list[float] = []
        self.kept: list[tuple[int, Samples]] = []
        self.is_enough = Event()

    def feed(self, block: Samples, heard: Heard | None) -> None:
        assert heard is not None
        self.at_s.append(self.clock.monotonic_s())
        self.heard.append(heard)
        block.fill(len(self.heard))

    def drain(self, blocks: Blocks) -> None:
        for first, block in blocks:
            self.kept.append((first, block))
            if len(self.kept) == self.enough:
                self.is_enough.set()

    def run(self, *, zero_in_s: float) -> PacedSink:
        """Let a sink run until it has asked often enough."""
        self.zero_s = self.clock.monotonic_s() + zero_in_s
        sink = PacedSink(self.clock, RATE_HZ, zero_s=self.zero_s, drain=self.drain)
        sink.start(self.feed)
        assert self.is_enough.wait(20)
        sink.close()
        assert sink.finish(10) is None
        return sink


@pytest.fixture(params=[1, 30, 1000], ids=lambda speed: f"{speed} times as fast")
def clock(request: pytest.FixtureRequest) -> Clock:
    return SystemClock() if request.param == 1 else FastClock(SystemClock(), request.param)


def test_blocks_come_in_order_without_a_gap(clock: Clock) -> None:
    asked = Asked(clock, enough=15)
    asked.run(zero_in_s=0.2 * clock.speed)
    firsts = [first for first, _ in asked.kept]
    sizes = {block.size for _, block in asked.kept}
    assert sizes == {min(MOST_FRAMES, round(BLOCK_S * clock.speed * RATE_HZ))}
    assert np.all(np.diff(firsts) == sizes.pop())
    assert [block[0] for _, block in asked.kept] == list(range(1, len(firsts) + 1))


def test_a_block_begins_with_frame_0_exactly_at_its_time(clock: Clock) -> None:
    asked = Asked(clock, enough=60)
    asked.run(zero_in_s=0.2 * clock.speed)
    times = {first: heard for (first, _), heard in zip(asked.kept, asked.heard, strict=False)}
    assert min(times) < 0
    assert times[0] == Heard(asked.zero_s, drift=0.0, unsure_s=0.0)
    for first, heard in times.items():
        assert heard.at_s == pytest.approx(asked.zero_s + first / RATE_HZ, abs=1e-9)


def test_a_block_is_asked_for_a_latency_before_it_is_heard(clock: Clock) -> None:
    asked = Asked(clock, enough=15)
    sink = asked.run(zero_in_s=0.2 * clock.speed)
    assert sink.latency_s == LATENCY_S * clock.speed
    early_s = [heard.at_s - at_s for heard, at_s in zip(asked.heard, asked.at_s, strict=True)]
    assert max(early_s) <= sink.latency_s + 1e-6


def test_begun_late_it_begins_where_it_should_be() -> None:
    clock = SystemClock()
    asked = Asked(clock, enough=3)
    asked.run(zero_in_s=-3600.0)
    assert asked.heard[0].at_s == pytest.approx(asked.at_s[0], abs=0.2)
    assert asked.kept[0][0] % asked.kept[0][1].size == 0


def test_what_was_due_when_it_was_last_alive_was_asked_for() -> None:
    clock = FastClock(SystemClock(), 30)
    asked = Asked(clock, enough=10)
    sink = asked.run(zero_in_s=3.0)
    last_s = asked.heard[-1].at_s + asked.kept[-1][1].size / RATE_HZ
    assert sink.alive_s <= last_s - sink.latency_s + 1e-6
    assert sink.alive_s <= clock.monotonic_s()
    assert sink.remarks() == []


def test_a_disk_that_hesitates_leaves_no_gap() -> None:
    asked = Asked(FastClock(SystemClock(), 30), enough=40)
    gate = Event()

    def hesitating(blocks: Blocks) -> None:
        for number, (first, block) in enumerate(blocks):
            if number == 5:
                assert gate.wait(10)
            asked.kept.append((first, block))
            if len(asked.kept) == asked.enough:
                asked.is_enough.set()

    asked.drain = hesitating  # type: ignore[method-assign]
    Timer(0.15, gate.set).start()
    asked.run(zero_in_s=3.0)
    assert np.all(np.diff([first for first, _ in asked.kept]) == asked.kept[0][1].size)


def test_after_abort_nothing_is_asked_for() -> None:
    clock = FastClock(SystemClock(), 30)
    asked = Asked(clock, enough=3)
    sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=asked.drain)
    sink.start(asked.feed)
    assert asked.is_enough.wait(20)
    sink.abort()
    sink.finish(10)
    count = len(asked.heard)
    assert not Event().wait(0.05)
    assert len(asked.heard) == count


class TestFaults:
    def test_a_file_that_fails_is_trouble_and_no_other_is_begun(self) -> None:
        clock = FastClock(SystemClock(), 30)

        def failing(blocks: Blocks) -> None:
            next(blocks)
            raise OutputFailed("x.wav: no space left on device")

        sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=failing, is_whole=True)
        sink.start(counting)
        assert sink.finish(10) == "x.wav: no space left on device"
        assert sink.trouble() == "x.wav: no space left on device"
        with pytest.raises(DeviceLost, match=r"^x\.wav: no space left on device$"):
            sink.start(counting)

    def test_an_error_in_the_feed_is_trouble(self) -> None:
        clock = FastClock(SystemClock(), 30)

        def failing(block: Samples, heard: Heard | None) -> None:
            raise ValueError("no number")

        sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=nowhere)
        sink.start(failing)
        assert sink._thread is not None
        sink._thread.join(10)
        assert sink.trouble() == "the sound could not be computed: ValueError('no number')"

    def test_a_file_that_takes_nothing_more_for_long_is_trouble(self) -> None:
        hand, gate = HandClock(), Event()

        def stuck(blocks: Blocks) -> None:
            next(blocks)
            assert gate.wait(30)

        sink = PacedSink(hand, RATE_HZ, zero_s=hand.monotonic_s(), drain=stuck, is_whole=True)
        sink.start(counting)
        hand.now_s += STALLED_S - 0.1
        assert sink.trouble() is None
        hand.now_s += LATENCY_S + 0.2
        assert sink.trouble() == "the file takes nothing more"
        gate.set()
        with pytest.raises(DeviceLost, match=r"^the file takes nothing more$"):
            sink.start(counting)

    def test_nobody_else_begins_while_a_block_is_still_being_taken(self) -> None:
        clock, gate = FastClock(SystemClock(), 30), Event()

        def stuck(blocks: Blocks) -> None:
            next(blocks)
            assert gate.wait(30)

        sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=stuck)
        sink.start(counting)
        sink.abort()
        with pytest.raises(DeviceLost, match=r"^the file still takes nothing$"):
            sink.start(counting)
        gate.set()
        assert sink.finish(10) is None
        sink.start(counting)
        sink.close()

    def test_one_that_failed_before_anything_was_kept_may_be_begun_again(self) -> None:
        clock = FastClock(SystemClock(), 30)
        asked = Asked(clock, enough=5)
        refusals = ["feed.wav: nobody reads it"]

        def reluctant(blocks: Blocks) -> None:
            if refusals:
                raise OutputFailed(refusals.pop())
            asked.drain(blocks)

        sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=reluctant)
        sink.start(asked.feed)
        assert sink._thread is not None
        sink._thread.join(10)
        assert sink.trouble() == "feed.wav: nobody reads it"
        sink.start(asked.feed)
        assert asked.is_enough.wait(20)
        assert sink.trouble() is None
        sink.close()

    def test_silence_keeps_nothing_and_may_always_be_begun_again(self) -> None:
        clock, asked_again = FastClock(SystemClock(), 30), Event()
        sink = silent_sink(clock, RATE_HZ, clock.monotonic_s())
        errors = [ValueError("no number")]

        def feed(block: Samples, heard: Heard | None) -> None:
            if errors:
                raise errors.pop()
            asked_again.set()

        sink.start(feed)
        assert sink._thread is not None
        sink._thread.join(10)
        assert sink.trouble() is not None
        sink.start(feed)
        assert asked_again.wait(20)
        assert sink.trouble() is None
        sink.close()


def test_finish_waits_for_what_was_to_be_kept_but_not_for_ever() -> None:
    clock = FastClock(SystemClock(), 30)
    ended, gate, kept = Event(), Event(), Event()

    def slow(blocks: Blocks) -> None:
        nowhere(blocks)
        ended.set()
        assert gate.wait(10)
        kept.set()

    sink = PacedSink(clock, RATE_HZ, zero_s=clock.monotonic_s(), drain=slow)
    sink.start(counting)
    sink.close()
    assert sink.finish(0.05) == "the file takes nothing more"
    Timer(0.1, gate.set).start()
    assert sink.finish(10) is None
    assert ended.is_set()
    assert kept.is_set()


def test_close_before_a_start_is_nothing() -> None:
    PacedSink(SystemClock(), RATE_HZ, zero_s=0.0, drain=nowhere).close()
