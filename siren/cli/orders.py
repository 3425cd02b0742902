"""What was asked on the command line -> what is to be armed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren import library
from siren.cli.sounding import Sounding, sounding, sounding_of
from siren.drill import Drill
from siren.errors import Misuse, OutputFailed, Refused
from siren.firing.arming import Order, next_whole_second
from siren.firing.places import config_folder
from siren.firing.plan import fingerprint, plan_drill, plan_signal
from siren.firing.rules import Limits
from siren.planning import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.drill import Outlet
    from siren.firing.plan import Plan
    from siren.output.devices import Device
    from siren.output.paced import Drain
    from siren.output.sink import Sink
    from siren.synth.sound import Sound
    from siren.voice import Voice

RATE_HZ = 48_000
"""Where there is no device to ask."""

REHEARSED_IN_S = 4.0
"""A rehearsal begins so soon, in real time: late enough to read what is about to happen."""

PLAYED_IN_S = 1.0


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
    """An order, and what people want to know about it before they say yes.

    Attributes
    ----------
    device
        None where nothing is heard: a dry run, or a rehearsal into a file.
    begins_in_s
        How long after it is armed its first signal is heard; None: it is heard at the time of
        the plan, or not at all.
    """

    order: Order
    subject: Sounding
    voice: Voice
    level_db: float
    device: Device | None
    channels: int
    begins_in_s: float | None

    def order_now(self, clock: Clock) -> Order:
        """Return the order as it is if it is armed now: questions take time to answer."""
        if self.begins_in_s is None:
            return self.order
        return self.order._replace(plan=_soon(self.order.plan, self.begins_in_s, clock))


def lay_out(what: str, request: Request, clock: Clock) -> Outlay:
    """Return what is to be armed; raises Misuse, Refused, DeviceNotFound, ..."""
    voice = library.voice(request.voice)
    subject = sounding(what)
    if request.is_brief and isinstance(subject.source, Drill):
        subject = sounding_of(brief(subject.source))
    if request.mode != "play" and not isinstance(subject.source, Drill):
        raise Misuse(f"{what} is no drill but a signal; to hear it: siren play {what}")
    device, rate_hz, channels, offset_s = _opened(_device_name(subject, request), request)
    from siren.synth.compose import compose

    sound = compose(subject.timeline, voice, rate_hz=rate_hz, level_db=request.level_db)
    mark = fingerprint(subject.source, voice, rate_hz=rate_hz, level_db=request.level_db)
    ahead_s = _lead_s(subject, device) + offset_s
    if isinstance(subject.source, Drill):
        plan = plan_drill(subject.source, sound, mark, ahead_s=ahead_s)
    else:
        plan = plan_signal(subject.source, sound, mark, clock.utc_now(), ahead_s=ahead_s)
    begins_in_s = {"rehearsal": REHEARSED_IN_S, "play": PLAYED_IN_S}.get(request.mode)
    if begins_in_s is not None:
        plan = _soon(plan, begins_in_s, clock)
    order = Order(
        plan,
        request.mode,
        _label(subject, device, request),
        _sink_maker(subject, voice, sound, device, channels, request, clock),
        can_go_on=request.output is None and request.mode != "play" and clock.speed == 1,
        allowed=request.allowed,
        limits=_limits(request, clock),
    )
    if device is None:
        begins_in_s = None
    return Outlay(order, subject, voice, request.level_db, device, channels, begins_in_s)


def _limits(request: Request, clock: Clock) -> Limits:
    """Return how late things may be in real time; by a fast clock a busy machine is soon late."""
    if request.mode != "rehearsal":
        return Limits()
    return Limits(*(limit_s * clock.speed for limit_s in Limits()))


def _soon(plan: Plan, begins_in_s: float, clock: Clock) -> Plan:
    """Return a plan whose first signal is heard so long from now, in real time."""
    soon_s = begins_in_s * clock.speed + plan.ahead_s
    return plan.starting(next_whole_second(clock, soon_s))


def _device_name(subject: Sounding, request: Request) -> str | None:
    """Return the name of the device: the one asked for, or else the only one of the outlets."""
    if request.mode == "dry-run":
        return None
    if request.mode != "run" or request.device is not None:
        return request.device
    named = sorted({outlet.device for outlet in _outlets(subject) if outlet.device})
    if len(named) != 1:
        raise Refused(_no_device(named))
    return named[0]


def _lead_s(subject: Sounding, device: Device | None) -> float:
    """Return how long before T the drill's outlet on this device must be fed."""
    names = (device.name, device.full_name) if device else ()
    leads_s = [outlet.lead_s for outlet in _outlets(subject) if outlet.device in names]
    return float(max(leads_s, default=0))


def _outlets(subject: Sounding) -> tuple[Outlet, ...]:
    return subject.source.outlets if isinstance(subject.source, Drill) else ()


def _no_device(named: list[str]) -> str:
    from siren.output.devices import devices

    if named:
        return f"the drill's outlets name {', '.join(named)}; say which one with --device"
    names = ", ".join(repr(device.name) for device in devices()) or "none on this machine"
    return (
        f"no device is named, and none is taken unasked; add --device NAME. There are: {names}. "
        "Without one: --rehearse -o FILE, or --dry-run"
    )


def _opened(name: str | None, request: Request) -> tuple[Device | None, int, int, float]:
    """Return the device with rate, channels and how much later than it says it is heard."""
    if name is None:
        return None, RATE_HZ, 1, 0.0
    from siren.files.device_settings import read_device_settings
    from siren.output.devices import find_device, format_for

    device = find_device(name, allow_default=request.mode == "play")
    settings = read_device_settings(config_folder() / "devices.toml")
    setting = settings.get(device.full_name) or settings.get(device.name)
    return device, *format_for(device), float(setting.offset_s) if setting else 0.0


def _label(subject: Sounding, device: Device | None, request: Request) -> str:
    if device is not None:
        return device.name
    if request.output is not None:
        return f"file {Path(request.output).absolute()}"
    return f"silence ({subject.id}, {request.mode})"


def _writable(path: Path) -> Path:
    """Return the path of a recording, refused before it is too late to choose another."""
    if path.suffix.lower() != ".wav":
        raise Misuse(f"{path}: a rehearsal is written as it goes, as WAV; name a .wav file")
    if not path.parent.is_dir():
        raise OutputFailed(f"{path}: there is no folder {path.parent}")
    return path


def _sink_maker(
    subject: Sounding,
    voice: Voice,
    sound: Sound,
    device: Device | None,
    channels: int,
    request: Request,
    clock: Clock,
) -> Callable[[float], Sink]:
    if device is not None:
        from siren.output.speaker import Speaker

        return lambda _: Speaker(device, sound.rate_hz, channels, clock)
    from siren.output.paced import PacedSink, nowhere

    drain: Drain = nowhere
    if request.output is not None:
        from siren.cli.tags import metadata_of
        from siren.output.formats import choose
        from siren.output.recording import recorder

        path = _writable(Path(request.output))
        encoding = choose(".wav", rate_hz=sound.rate_hz, channels=1, subtype=None, to_pipe=False)
        metadata = metadata_of(subject, voice.id, encoding, range(sound.frames), clock)
        drain = recorder(path, encoding, metadata, sound.frames)
    return lambda zero_s: PacedSink(clock, sound.rate_hz, zero_s=zero_s, drain=drain)
