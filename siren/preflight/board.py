"""The board: every precondition of a drill, asked of this machine, in about two seconds.

Comes in: a drill and its destinations. Goes out: checks, of which :mod:`siren.preflight.verdict`
says what follows. When it returns, every device is closed and let go.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import groupby
from typing import TYPE_CHECKING

from siren import library
from siren.output.devices import RATE_HZ
from siren.preflight import device, plan, state_folder
from siren.preflight.clock_sync import clock_check
from siren.preflight.locks import take
from siren.preflight.places import bytes_of, file_check, find_place, no_destination
from siren.preflight.probes import Probes
from siren.preflight.sleep import sleep_check
from siren.preflight.sound import sound_check
from siren.preflight.trial import WATCH_S, try_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from siren.clock import Clock
    from siren.destination import Destination
    from siren.drill import Drill
    from siren.preflight.check import Check
    from siren.preflight.places import Place
    from siren.preflight.trial import PlacedSink
    from siren.synth.sound import Sound

TOO_SOON_S = 8.0
"""With less time until the first feed, none is spent on watching a device's pace."""


def board(
    drill: Drill,
    fed: Sequence[Destination],
    sound_at: Callable[[int], Sound],
    clock: Clock,
    folder: Path,
    *,
    held: Collection[str] = (),
    probes: Probes | None = None,
) -> tuple[Check, ...]:
    """Return the line of every precondition: of the drill, of this machine, of each destination.

    Parameters
    ----------
    fed
        Where the drill is fed from here; none is a red line.
    sound_at
        The whole drill's sound at a sample rate, as it will be played.
    folder
        Of journal, locks and latch.
    held
        Devices that this process has locked already.
    probes
        What is asked instead of this machine.
    """
    probes = probes or Probes()
    with ThreadPoolExecutor(2) as pool:  # other programs answer while we compute
        clock_line = pool.submit(clock_check, probes.ask, probes.ask_kernel)
        sleep_line = pool.submit(sleep_check, probes.ask)
        found = [_found(destination, probes) for destination in fed]
        places = [place for _, place in found if place is not None]
        sounds = [sound_check(sound_at, rate_hz) for rate_hz in _rates_hz(fed, places)]
        machine = [clock_line.result(), *_state(folder, probes), sleep_line.result()]
    with ExitStack() as stack:
        free, busy = _taken(places, drill, folder, held, stack)
        is_soon = plan.is_fed_within(TOO_SOON_S, drill, fed, clock.utc_now())
        tried = busy | dict(_tried(free, clock, probes, watch_s=0.0 if is_soon else WATCH_S))
    return (
        *_of_drill(drill, fed, clock),
        *machine,
        *sounds,
        plan.leads_check(drill, fed),
        *([] if fed else [no_destination(probes.list_names())]),
        *_of_destinations(fed, [lines for lines, _ in found], tried, sound_at, probes),
    )


def announce_days(drill: Drill) -> int | None:
    """Return how many days before it a drill is to be announced; None: no rule is known."""
    systems = {s.id: s for f in drill.firings for s in library.systems_for(f.signal)}
    days = (system.announce_days for system in systems.values())
    return max((each for each in days if each is not None), default=None)


def places_of(fed: Sequence[Destination], probes: Probes) -> list[Place]:
    """Return the devices of destinations that are there and can be opened."""
    return [place for _, place in (_found(each, probes) for each in fed) if place is not None]


def sink_of(parts: Sequence[Place], clock: Clock, probes: Probes) -> PlacedSink:
    """Return a sink for a device, with as many channels as any part of it needs."""
    most = max(place.channels for place in parts)
    return probes.make_sink(parts[0].device, parts[0].rate_hz, most, clock)


def by_device(places: Sequence[Place]) -> list[list[Place]]:
    """Return places by the device that they share."""
    ordered = sorted(places, key=lambda place: place.device.full_name)
    return [list(group) for _, group in groupby(ordered, lambda place: place.device)]


def _rates_hz(fed: Sequence[Destination], places: Sequence[Place]) -> list[int]:
    """Return the rates at which the drill will be computed; files have the usual one."""
    rates_hz = [place.rate_hz for place in places]
    if not rates_hz or any(destination.file for destination in fed):
        rates_hz.append(RATE_HZ)
    return list(dict.fromkeys(rates_hz))


def _of_drill(drill: Drill, fed: Sequence[Destination], clock: Clock) -> Iterator[Check]:
    yield plan.drill_check(drill)
    yield plan.time_check(drill, fed, clock.utc_now())
    yield plan.announced_check(drill, announce_days(drill))


def _state(folder: Path, probes: Probes) -> Iterator[Check]:
    yield state_folder.latch_check(folder)
    yield state_folder.journal_check(folder)
    yield state_folder.disk_check(folder, probes.free_bytes)


def _found(destination: Destination, probes: Probes) -> tuple[list[Check], Place | None]:
    if destination.device is None:
        return [], None
    return find_place(destination, probes.find, probes.format_of)


def _taken(
    places: Sequence[Place], drill: Drill, folder: Path, held: Collection[str], stack: ExitStack
) -> tuple[list[list[Place]], dict[str, list[Check]]]:
    """Return the devices that are ours until the stack closes, and the lines of all others."""
    free: list[list[Place]] = []
    busy: dict[str, list[Check]] = {}
    for parts in by_device(places):
        name = parts[0].device.name
        holder = None if name in held else take(name, folder, drill.id, stack)
        if holder is None:
            free.append(parts)
        else:
            labels = [place.destination.label for place in parts]
            busy |= {label: [device.busy(label, holder)] for label in labels}
    return free, busy


def _tried(
    free: Sequence[list[Place]], clock: Clock, probes: Probes, *, watch_s: float
) -> Iterator[tuple[str, list[Check]]]:
    """Yield the label and the lines of every destination whose device may be opened.

    A device is opened once, whatever the number of its channels that are fed apart.
    """
    sinks = [(sink_of(parts, clock, probes), parts[0].rate_hz) for parts in free]
    trials = try_out(sinks, clock, probes.neighbours, watch_s=watch_s)
    for parts, trial in zip(free, trials, strict=True):
        for place in parts:
            label = place.destination.label
            yield label, list(device.lines_of(trial, label))


def _of_destinations(
    fed: Sequence[Destination],
    found: Sequence[list[Check]],
    tried: dict[str, list[Check]],
    sound_at: Callable[[int], Sound],
    probes: Probes,
) -> Iterator[Check]:
    for destination, lines in zip(fed, found, strict=True):
        yield from lines
        yield from tried.get(destination.label, ())
        if destination.file is not None:
            sound_bytes = bytes_of(sound_at(RATE_HZ).frames)
            yield file_check(destination, sound_bytes, probes.free_bytes)
