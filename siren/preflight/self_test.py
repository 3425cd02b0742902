"""``self-test``: the drill's first signal, two seconds of it, too soft to be heard.

It goes the way of every firing: locked, journalled, armed, sounded at its second, judged. So
what it proves is the whole way, up to the amplifier.
"""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from siren import timeline
from siren.errors import SirenError
from siren.firing.alarm import Alarm
from siren.firing.arming import Armory, next_whole_second
from siren.firing.attend import attend
from siren.firing.hush import silence_all
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.firing.order import Order
from siren.firing.plan import fingerprint, plan_signal
from siren.firing.recovery import left_runs
from siren.firing.rules import Outcome
from siren.firing.stopping import Stopping
from siren.planning import beginning
from siren.preflight.check import amber, green, red
from siren.synth.compose import compose
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from siren.clock import Clock
    from siren.drill import Drill
    from siren.firing.result import Result
    from siren.firing.run import Run
    from siren.preflight.check import Check
    from siren.preflight.places import Place
    from siren.preflight.trial import PlacedSink
    from siren.text import Text
    from siren.voice import Voice

NAME = "self-test"
MODE = "self-test"
SOUNDED_S = Fraction(2)
LEVEL_DB = -60.0
"""A thousandth of full scale: a microphone at the horn finds it, a neighbour does not."""

BEGINS_IN_S = 1.0

_FIRST = phrase("put right what is red, then try again", "请先消除红灯项，再重试")


def not_tried() -> Check:
    """Return the line of a self-test that was asked for where something stands in the way."""
    value = phrase("not tried: something is red", "未作自检：尚有红灯项")
    return amber(NAME, value, _FIRST)


class SelfTest(NamedTuple):
    """What is to be sounded, and where.

    Attributes
    ----------
    devices
        The places of each device.
    make_sink
        Makes a sink of the places of one device.
    folder
        Of journal, locks and latch.
    who
        Who is named in the journal.
    """

    drill: Drill
    voice: Voice
    devices: Sequence[Sequence[Place]]
    make_sink: Callable[[Sequence[Place]], PlacedSink]
    clock: Clock
    folder: Path
    who: str

    def lines(self) -> list[Check]:
        """Sound the beginning of the drill on every device, all together; a line for each place.

        Must be called in the main thread: Ctrl-C and ``siren stop`` end it.
        """
        journal = Journal(self.folder / "journal.jsonl", self.clock)
        runs: list[Run] = []
        try:
            if _is_anything_left(journal, self.devices):
                return self._for_all(_left_behind)
            self._sound(journal, runs)
        except SirenError as error:
            for run in runs:
                run.stop("the self-test could not be armed", self.who)
            return self._for_all(partial(_failed, str(error)))
        judged = zip(self.devices, runs, strict=True)
        return [_judged(run, place) for parts, run in judged for place in parts]

    def _for_all(self, say: Callable[[Place], Check]) -> list[Check]:
        return [say(place) for parts in self.devices for place in parts]

    def _sound(self, journal: Journal, runs: list[Run]) -> None:
        """Arm a run for each device, and attend to them until they have ended."""
        armory = Armory(journal, self.clock, who=self.who, complain=lambda _: None)
        wake, latch, orders = Event(), Latch(self.folder), list(self._orders())
        with ExitStack() as stack:
            silence = partial(silence_all, runs)
            stopping = stack.enter_context(Stopping(latch, silence, wake, self.clock, who=self.who))
            alarm = stack.enter_context(Alarm())
            for order in orders:
                lock = armory.lock(order)
                runs.append(armory.arm(order, lock, confirmed=MODE))
            attend(runs, self.clock, alarm, stopping, wake, who=self.who, look=lambda *_: None)

    def _orders(self) -> Iterator[Order]:
        signal = beginning(self.drill.firings[0].signal, SOUNDED_S)
        whole = timeline.of_signal(signal)
        at_utc = next_whole_second(self.clock, BEGINS_IN_S)
        for parts in self.devices:
            rate_hz = parts[0].rate_hz
            sound = compose(whole, self.voice, rate_hz=rate_hz, level_db=LEVEL_DB)
            mark = fingerprint(signal, self.voice, rate_hz=rate_hz, level_db=LEVEL_DB)
            plan = plan_signal(signal, sound, mark, at_utc, ahead_s=0.0)
            sink = partial(_given, self.make_sink(parts))
            yield Order(plan, MODE, parts[0].device.name, sink, can_go_on=False)


def _is_anything_left(journal: Journal, devices: Sequence[Sequence[Place]]) -> bool:
    """Return whether a run was killed on one of the devices: its heartbeat must stay as it is."""
    names = {parts[0].device.name for parts in devices}
    return any(left.device in names for left in left_runs(journal.entries()))


def _given(sink: PlacedSink, _zero_s: float) -> PlacedSink:
    return sink


def _judged(run: Run, place: Place) -> Check:
    [result] = run.results
    value = _figures(result)
    if result.outcome is Outcome.PLAYED:
        return green(NAME, value, of=place.destination.label)
    look = phrase("look at siren journal; try again", "请查看 siren journal 后重试")
    return red(NAME, value, look, of=place.destination.label)


def _figures(result: Result) -> Text:
    outcome = str(result.outcome)
    if result.error_ms is None:
        return phrase(f"{outcome}, nothing was heard", f"{outcome}，未发出声音")
    return phrase(
        f"{outcome}: onset {result.error_ms:+.1f} ms, {result.lost_frames} frames lost",
        f"{outcome}：起始误差 {result.error_ms:+.1f} 毫秒，丢失 {result.lost_frames} 帧",
    )


def _left_behind(place: Place) -> Check:
    value = phrase("not tried: a drill was killed here", "未作自检：此处有被中断的演习")
    action = phrase(
        "siren run goes on with it, or ends it; then try again", "请先用 siren run 续完，再自检"
    )
    return amber(NAME, value, action, of=place.destination.label)


def _failed(why: str, place: Place) -> Check:
    return red(NAME, phrase(why, f"自检失败：{why}"), _FIRST, of=place.destination.label)
