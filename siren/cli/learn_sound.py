"""The sound of a listening test: a device that was named, or none.

The layer below a firing: the device is found and locked as for ``siren play``, its samples take
the way of every firing (player, line, speaker), and the latch and ``siren stop`` hold. Nothing is
armed and nothing journalled, since nobody outside the room is to hear it and nothing has a time;
through the machinery of ``siren play`` every question of every learner would stand in the record
of the drills, and a Ctrl-C of theirs would stop a drill that another process has armed.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siren.cli.feeds import Feed
    from siren.clock import Clock
    from siren.firing.latch import Latch
    from siren.learn.beats import Beats
    from siren.text import Text
    from siren.timeline import Timeline

HOLDER = "listening test"


def feed_of(device: str | None, clock: Clock) -> Feed | None:
    """Return the device that was named; raises DeviceNotFound, DeviceRefused, NoSoundSystem."""
    if device is None:
        return None
    from siren.cli.feeds import on_devices
    from siren.destination import Destination

    [feed] = on_devices([Destination(device=device)], clock, allow_default=True)
    return feed


def where_words(feed: Feed | None, level_db: float) -> Text:
    """Return through what the test is heard, or that it is only seen."""
    if feed is None or feed.device is None:
        return phrase("without sound: watch the beat", "无声：请看节奏")
    name = feed.device.name
    return phrase(f"on {name}, {level_db:g} dB", f"{name}，{level_db:g} dB")


def latch_for(feed: Feed | None) -> Latch | None:
    """Return the latch that silences it, not set; None: there is nothing to silence."""
    if feed is None:
        return None
    from siren.firing.latch import Latch
    from siren.firing.places import state_folder

    latch = Latch(state_folder())
    latch.refuse_if_set()
    return latch


@contextmanager
def beats_on(
    feed: Feed | None, heard: Mapping[str, Timeline], level_db: float, clock: Clock
) -> Iterator[Beats]:
    """Hold the device, and give out what sounds on it; raises DeviceBusy."""
    from siren.learn.beats import Unheard

    if feed is None or feed.device is None:
        yield Unheard(clock)
        return
    from siren.firing.device_lock import LISTENING, DeviceLock
    from siren.firing.places import state_folder

    name = feed.device.name
    lock = DeviceLock(state_folder(), name, {"drill": HOLDER, "mode": LISTENING, "device": name})
    try:
        beats = _aloud(feed, heard, level_db, clock)
        try:
            yield beats
        finally:
            beats.silence()
    finally:
        lock.give_back()


def _aloud(feed: Feed, heard: Mapping[str, Timeline], level_db: float, clock: Clock) -> Beats:
    from siren import library
    from siren.cli.params import DEFAULT_VOICE
    from siren.learn.beats import Aloud
    from siren.synth.compose import compose

    voice = library.voice(DEFAULT_VOICE)
    sounds = {
        signal: compose(timeline, voice, rate_hz=feed.rate_hz, level_db=level_db)
        for signal, timeline in heard.items()
    }
    for sound in sounds.values():
        sound.prepare()
    sink = feed.make_sink(next(iter(sounds.values())), 0.0)
    return Aloud(sink, sounds, clock, ahead_s=feed.ahead_s)
