"""What the kernel says of its clock: adjtimex(2) of Linux, which only reads here."""

from __future__ import annotations

import ctypes
import sys
from typing import NamedTuple

_TIME_ERROR = 5
_UNSYNCHRONISED = 0x40  # STA_UNSYNC


class KernelClock(NamedTuple):
    """Whether some daemon keeps the clock, and how far off it may be at most."""

    is_synchronised: bool
    bound_s: float


class _Timex(ctypes.Structure):
    """The beginning of ``struct timex``, and more room than its rest takes."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_long * 64),
    )


def kernel_clock() -> KernelClock | None:
    """Return what the kernel says; None where it is no Linux, or does not let itself be asked."""
    if sys.platform != "linux":
        return None
    timex = _Timex()
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(timex))
    except (OSError, AttributeError):
        return None
    if state < 0:
        return None
    is_synchronised = state != _TIME_ERROR and not timex.status & _UNSYNCHRONISED
    return KernelClock(is_synchronised, timex.maxerror / 1_000_000)
