"""The loop that keeps runs going until each of their firings has an outcome."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from siren.clock import Clock, Instant
    from siren.firing.alarm import Alarm
    from siren.firing.run import Run
    from siren.firing.stopping import Stopping

NEAR_S = 0.02
"""How long to rest between two looks when moments count."""

FAR_S = 0.25
"""How long to rest otherwise: steps of the clock and the sleep of the machine show at once."""

ALARM_FROM_S = 2.0
"""A run that wakes sooner needs no alarm."""


def attend(
    runs: Sequence[Run],
    clock: Clock,
    alarm: Alarm,
    stopping: Stopping,
    wake: Event,
    *,
    who: str,
    look: Callable[[Sequence[Run], Instant], None],
) -> None:
    """Tick every run until all have ended.

    Parameters
    ----------
    wake
        Set by the alarm and by a stop; ends a rest.
    who
        Who is named in the journal for a stop.
    look
        Is shown the runs after every round of ticks.
    """
    for run in runs:
        if (run.wakes_utc - clock.utc_now()).total_seconds() > ALARM_FROM_S * clock.speed:
            alarm.ring_at(clock.real_utc(run.wakes_utc), wake)
    while True:
        wake.clear()
        if stopping.heard.is_set():
            for run in runs:
                guarded(run, partial(run.stop, stopping.how or "stop", who))
        now = clock.read()
        for run in runs:
            guarded(run, partial(run.tick, now))
        with suppress(Exception):  # whatever is wrong with a screen, sirens go on
            look(runs, now)
        if all(run.has_ended for run in runs):
            return
        rest_s = NEAR_S if any(run.is_near for run in runs) else FAR_S
        if not stopping.heard.is_set():
            clock.wait(wake, rest_s * clock.speed)


def guarded(run: Run, act: Callable[[], None]) -> None:
    """Do something with a run; what nobody has thought of ends that run, and no other."""
    try:
        act()
    except Exception as error:
        with suppress(Exception):
            run.fail(error)
