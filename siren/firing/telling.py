"""What a run writes about one firing while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.errors import JournalFailed
from siren.firing.result import onset_row

if TYPE_CHECKING:
    from siren.firing.record import Record
    from siren.firing.seal import SealWatch
    from siren.firing.state import FiringState


def announce(state: FiringState, seal_watch: SealWatch, record: Record) -> None:
    """Write that a firing begins, synced; or that it must not, and why."""
    reason = _reason_against(state, seal_watch, record)
    if reason is None:
        state.is_announced = True
    else:
        state.is_refused = True
        record.note("refused", reason=reason, **state.facts)


def _reason_against(state: FiringState, seal_watch: SealWatch, record: Record) -> str | None:
    if seal_watch.changed is not None:
        return f"{seal_watch.changed} was changed after the drill was confirmed"
    if not seal_watch.has_compared_sound:
        record.note("sound-not-compared", **state.facts)
    try:
        record.must("firing", **state.facts)
    except JournalFailed as error:
        return str(error)
    return None


def tell_onset(state: FiringState, record: Record) -> None:
    """Write when it was first heard, once."""
    if state.cue.onset_s is not None and not state.is_onset_told:
        state.is_onset_told = True
        record.note("onset", **state.facts, **onset_row(*state.onset))


def tell_loss(state: FiringState, record: Record) -> None:
    """Write what was lost so far: who takes the run up could not know it."""
    if state.cue.lost_frames > state.told_lost_frames:
        state.told_lost_frames = state.cue.lost_frames
        record.note("lost", **state.facts, lost_frames=state.cue.lost_frames)
