"""What is not well with the runs of a machine, in words: facts of the journal and the locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from siren.firing.latch import Latch
    from siren.firing.standing import Armed
    from siren.text import Text

STALE_S = 3.0
"""A run that sounds says fifty times a second when its card was last heard."""


def troubles(
    runs: Iterable[Armed], latch: Latch, now_utc: datetime, *, is_broken: bool
) -> Iterator[Text]:
    """Yield what is wrong, the gravest first."""
    if latch.is_set():
        yield latch.refusal()
    if is_broken:
        yield phrase(
            "The journal is broken near its end; see: siren journal verify",
            "日志末尾已损坏；请查看：siren journal verify",
        )
    for run in runs:
        yield from _of_dead(run) if run.holding is None else _of_alive(run, now_utc)


def _of_dead(run: Armed) -> Iterator[Text]:
    """Yield that a run was killed, if anybody could have heard it and nobody stopped it."""
    if not run.heard or run.left.was_stopped:
        return
    what = f"{run.drill}, {run.left.device}"
    if run.left.is_past(run.now_utc):
        yield phrase(
            f"{what}: was killed, and nobody knows how its signals ended; the next run settles it",
            f"{what}：进程曾中断，信号结果不明；下次运行时补记",
        )
    else:
        yield phrase(
            f"{what}: WAS KILLED and is not attended to; start the same siren run again",
            f"{what}：进程已中断，无人值守；请重新执行同一 siren run",
        )


def _of_alive(run: Armed, now_utc: datetime) -> Iterator[Text]:
    device = run.left.device
    if run.away_because is not None:
        yield phrase(
            f"{device}: the device IS AWAY: {run.away_because}",
            f"{device}：设备失联：{run.away_because}",
        )
    elif run.heard and run.begun and run.holding is not None:
        silent_s = now_utc.timestamp() - run.holding.beat_utc_s
        if silent_s > STALE_S and _should_be_heard_for_s(run) > STALE_S:
            yield phrase(
                f"{device}: not heard for {silent_s:.0f} s, although {run.begun.signal} sounds",
                f"{device}：{run.begun.signal} 鸣放中，但已 {silent_s:.0f} 秒未确认发声",
            )
    step = run.last("clock-step", "clock-confirmed")
    if step is not None and step.facts.get("needs_confirmation"):
        step_s = f"{step.facts['step_s']:+g}"
        yield phrase(
            f"{run.drill}: the clock was stepped by {step_s} s and is not trusted; nothing begins "
            "until somebody confirms it",
            f"{run.drill}：系统时钟跳变 {step_s} 秒，不可信；人工确认前不会鸣放",
        )


def _should_be_heard_for_s(run: Armed) -> float:
    begun = run.begun
    return (run.now_utc - begun.planned_utc).total_seconds() if begun else 0.0
