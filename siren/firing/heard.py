"""Whether a run is heard by anybody, from what the journal and the lock files call it."""

from __future__ import annotations


def is_heard(mode: str, device: str) -> bool:
    """Return whether what a run sounds may reach people's ears.

    Parameters
    ----------
    mode
        ``run``, ``dry-run``, ``rehearsal``, ``play`` or ``all-clear``.
    device
        Its name; ``silence (...)`` is none, and ``file ...`` is one unless it is rehearsed:
        whoever reads the file, or the pipe, may put it on the air.
    """
    if mode == "dry-run" or device.startswith("silence"):
        return False
    return mode in ("run", "all-clear") or not device.startswith("file ")
