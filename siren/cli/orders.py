"""What was asked on the command line -> what is to be armed."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren import library
from siren.cli.fed import fed_by
from siren.cli.feeds import Feed, into_file, on_devices, silent
from siren.cli.sounding import Sounding, no_drill, sounding, sounding_of
from siren.destination import Destination
from siren.drill import Drill
from siren.errors import Misuse, Refused
from siren.firing.arming import next_whole_second
from siren.firing.order import Order
from siren.firing.plan import fingerprint, plan_drill, plan_signal
from siren.firing.rules import Limits
from siren.firing.seal import Seal
from siren.os_reason import refusal
from siren.planning import brief
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.clock import Clock
    from siren.firing.plan import Plan
    from siren.synth.sound import Sound
    from siren.text import Text
    from siren.voice import Voice

BEGINS_IN_S = {"rehearsal": 4.0, "play": 1.0, "all-clear": 1.0}
"""What keeps to no announced time begins so soon, in real time: late enough to read about it."""


class Request(NamedTuple):
    """How something is to be sounded.

    Attributes
    ----------
    device
        None: none was named.
    output
        The file of a rehearsal; None: none.
    is_brief
        Whether only the beginning of each signal is rehearsed.
    """

    mode: str
    voice: str
    level_db: float
    device: str | None = None
    output: str | None = None
    allowed: tuple[str, ...] = ()
    is_brief: bool = False


class Outlay(NamedTuple):
    """Orders that belong together, and what people want to know before they say yes.

    Attributes
    ----------
    orders, feeds
        One of each for every destination.
    begins_in_s
        How long after it is armed its first signal is heard; None: it is heard at the time of
        the plan, or not at all.
    what
        As it was named on the command line.
    """

    orders: tuple[Order, ...]
    feeds: tuple[Feed, ...]
    subject: Sounding
    voice: Voice
    request: Request
    begins_in_s: float | None
    what: str = ""

    @property
    def plan(self) -> Plan:
        """What sounds when; for every destination the same, but for their leads."""
        return self.orders[0].plan

    @property
    def mode(self) -> str:
        """Run, dry-run, rehearsal, play or all-clear."""
        return self.orders[0].mode

    @property
    def devices(self) -> list[str]:
        """The devices on which it is heard; none: nothing is."""
        return list(dict.fromkeys(feed.device.name for feed in self.feeds if feed.device))

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody has to say yes: it is heard, or goes to somebody who passes it on."""
        return bool(self.devices) or self.mode in ("run", "all-clear")

    def orders_now(self, clock: Clock) -> tuple[Order, ...]:
        """Return the orders as they are if armed now: questions take time to answer."""
        if self.begins_in_s is None:
            return self.orders
        return _soon(self.orders, self.begins_in_s, clock)


def lay_out(what: str, request: Request, clock: Clock) -> Outlay:
    """Return what is to be armed; raises Misuse, Refused, DeviceNotFound, ..."""
    subject, seal = sealed_sounding(what, request.voice)
    if request.is_brief and isinstance(subject.source, Drill):
        subject = sounding_of(brief(subject.source))
    if request.mode != "play" and not isinstance(subject.source, Drill):
        raise no_drill(what)
    return lay_out_sounding(subject, seal, request, clock)._replace(what=what)


def lay_out_sounding(subject: Sounding, seal: Seal, request: Request, clock: Clock) -> Outlay:
    """Return what is to be armed of a sound that was read from sealed files."""
    voice = library.voice(request.voice)
    feeds = tuple(_feeds(subject, voice, request, clock))
    orders = _orders(feeds, subject, voice, seal, request, clock)
    begins_in_s = BEGINS_IN_S.get(request.mode)
    if begins_in_s is not None:
        orders = _soon(orders, begins_in_s, clock)
    outlay = Outlay(orders, feeds, subject, voice, request, begins_in_s)
    return outlay if outlay.is_asked_for else outlay._replace(begins_in_s=None)


def sealed_sounding(what: str, voice: str) -> tuple[Sounding, Seal]:
    """Return what is named, and the seal of the files that it and its voice are read from."""
    subject = sounding(what)
    source = subject.source
    signals = [f.signal.id for f in source.firings] if isinstance(source, Drill) else [source.id]
    seal = sealed(library.files_of(what, signals, voice))
    if sounding(what) != subject:
        raise Misuse(
            phrase(
                f"{what} was changed while it was read; try again",
                f"{what} 在读取时被改动；请重试",
            )
        )
    return subject, seal


def sealed(paths: Sequence[Path]) -> Seal:
    """Return the seal of files as they are now; raises Misuse."""
    try:
        return Seal.of(path.absolute() for path in paths)
    except OSError as error:
        raise Misuse(refusal(error.filename, error)) from error


def _orders(
    feeds: Sequence[Feed],
    subject: Sounding,
    voice: Voice,
    seal: Seal,
    request: Request,
    clock: Clock,
) -> tuple[Order, ...]:
    from siren.synth.compose import compose

    sounds: dict[int, Sound] = {}
    orders = []
    for feed in feeds:
        rate_hz = feed.rate_hz
        if rate_hz not in sounds:
            sounds[rate_hz] = compose(
                subject.timeline, voice, rate_hz=rate_hz, level_db=request.level_db
            )
        sound = sounds[rate_hz]
        orders.append(
            Order(
                _plan(subject, voice, sound, feed.ahead_s, request, clock),
                request.mode,
                _lock_name(feed, subject, request),
                partial(feed.make_sink, sound),
                can_go_on=_can_go_on(feed, request, clock),
                can_begin_again=request.mode == "run",
                allowed=request.allowed,
                limits=_limits(request, clock),
                destination=feed.destination,
                is_silent=feed.is_silent,
                seal=seal,
            )
        )
    return tuple(orders)


def _plan(
    subject: Sounding, voice: Voice, sound: Sound, ahead_s: float, request: Request, clock: Clock
) -> Plan:
    source = subject.source
    mark = fingerprint(source, voice, rate_hz=sound.rate_hz, level_db=request.level_db)
    if isinstance(source, Drill):
        return plan_drill(source, sound, mark, ahead_s=ahead_s)
    return plan_signal(source, sound, mark, clock.utc_now(), ahead_s=ahead_s)


def _can_go_on(feed: Feed, request: Request, clock: Clock) -> bool:
    """Return whether it may be taken up after a crash: half a file cannot."""
    is_planned = request.mode not in ("play", "all-clear")
    is_whole = feed.is_silent or feed.destination.file is None
    return is_whole and is_planned and clock.speed == 1


def _limits(request: Request, clock: Clock) -> Limits:
    """Return how late things may be in real time; by a fast clock a busy machine is soon late."""
    if request.mode != "rehearsal":
        return Limits()
    return Limits(*(limit_s * clock.speed for limit_s in Limits()))


def _soon(orders: Sequence[Order], begins_in_s: float, clock: Clock) -> tuple[Order, ...]:
    """Return orders whose first signal is heard so long from now, in real time."""
    soon_s = begins_in_s * clock.speed + max(order.plan.ahead_s for order in orders)
    first_utc = next_whole_second(clock, soon_s)
    return tuple(order._replace(plan=order.plan.starting(first_utc)) for order in orders)


def _feeds(subject: Sounding, voice: Voice, request: Request, clock: Clock) -> list[Feed]:
    where = _destinations(subject, request)
    if request.mode == "dry-run":
        return [silent(destination, clock) for destination in where]
    default = request.mode == "play"
    named = {
        name: on_devices([one for one in where if one.device == name], clock, allow_default=default)
        for name in dict.fromkeys(one.device for one in where if one.device is not None)
    }
    _refuse_second_names(named)
    others = [_without_device(one, subject, voice, clock) for one in where if one.device is None]
    return [*chain.from_iterable(named.values()), *others]


def _refuse_second_names(named: dict[str, list[Feed]]) -> None:
    """Refuse outlets that name one device in two ways: it would be opened twice."""
    seen: dict[str, str] = {}
    for name, feeds in named.items():
        device = feeds[0].device
        before = seen.setdefault(device.full_name if device else "", name)
        if before != name:
            raise Misuse(
                phrase(
                    f"the outlets name one device {before!r} and {name!r}; allowed: one name",
                    f"各发放渠道以 {before!r} 和 {name!r} 称呼同一设备；请统一为一个名称",
                )
            )


def _without_device(
    destination: Destination, subject: Sounding, voice: Voice, clock: Clock
) -> Feed:
    if destination.file is None:
        return silent(destination, clock)
    return into_file(destination, subject, voice, clock)


def _destinations(subject: Sounding, request: Request) -> tuple[Destination, ...]:
    """Return where it sounds: where it was asked for, or else where the drill's outlets say."""
    outlets = subject.source.outlets if isinstance(subject.source, Drill) else ()
    if request.mode == "dry-run":
        return fed_by(outlets, None) or (Destination(),)
    if request.mode == "rehearsal" and request.device is None:
        return (Destination(file=request.output),)
    found = fed_by(outlets, request.device)
    if not found:
        raise Refused(_no_device())
    return found


def _no_device() -> Text:
    from siren.output.devices import devices

    names = ", ".join(repr(device.name) for device in devices())
    return phrase(
        "no device is named, and none is taken unasked; add --device NAME. There are: "
        f"{names or 'none on this machine'}. Without one: --rehearse -o FILE, or --dry-run",
        f"未指定设备，也不会擅自选用；请加 --device 名称。现有：{names or '本机没有设备'}。"
        "不用设备：--rehearse -o 文件，或 --dry-run",
    )


def _lock_name(feed: Feed, subject: Sounding, request: Request) -> str:
    if feed.is_silent:
        return f"silence ({subject.id}, {request.mode})"
    if feed.device is not None:
        return feed.device.name
    return f"file {Path(feed.destination.file or '').absolute()}"
