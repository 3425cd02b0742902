"""What the daemons that set this machine's clock say of it: chrony, ntpd, systemd-timesyncd.

Comes in: a way to ask a program. Goes out: one answer of each daemon that is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siren.preflight.commands import Ask


class ClockAnswer(NamedTuple):
    """What one daemon says.

    Attributes
    ----------
    offset_s
        How far it believes the clock to be off; None: it does not say.
    bound_s
        How far off that may be: half the way to the reference clock, and its dispersion.
    """

    who: str
    is_synchronised: bool
    offset_s: float | None = None
    bound_s: float = 0.0

    @property
    def worst_s(self) -> float:
        """How far the clock may be off at most."""
        return abs(self.offset_s or 0.0) + self.bound_s


# --- chrony: chronyc(1), "tracking" and "-c" ---

_CHRONY_FIELDS = 14
_OWN_CLOCK = "7F7F0101"  # 127.127.1.1, the "local" directive: chrony follows nobody
_IN_STEP = {"Normal", "Insert second", "Delete second"}


def ask_chrony(ask: Ask) -> ClockAnswer | None:
    """Return what chronyd says; None where it does not answer."""
    said = ask(["chronyc", "-c", "tracking"])
    fields = said.strip().split(",") if said else []
    if len(fields) < _CHRONY_FIELDS:
        return None
    try:
        offset_s, delay_s, dispersion_s = (float(fields[at]) for at in (4, 10, 11))
    except ValueError:
        return None
    follows = fields[0].upper() != _OWN_CLOCK
    is_synchronised = follows and fields[13] in _IN_STEP
    return ClockAnswer("chrony", is_synchronised, offset_s, delay_s / 2 + dispersion_s)


# --- ntpd: ntpq(8), "rv", the system variables of RFC 5905, in milliseconds ---

_VARIABLE = re.compile(r"\b(\w+)=([^\s,]+)")
_ALARM = {"3", "11"}  # the leap indicator of a clock that is not synchronised, also in binary


def ask_ntpd(ask: Ask) -> ClockAnswer | None:
    """Return what ntpd, or NTPsec, says; None where it does not answer."""
    said = ask(["ntpq", "-c", "rv"])
    found = dict(_VARIABLE.findall(said or ""))
    try:
        offset_ms, delay_ms, dispersion_ms = (
            float(found[name]) for name in ("offset", "rootdelay", "rootdisp")
        )
        is_synchronised = found["leap"] not in _ALARM and int(found["stratum"]) < 16
    except (KeyError, ValueError):
        return None
    bound_s = (delay_ms / 2 + dispersion_ms) / 1000
    return ClockAnswer("ntpd", is_synchronised, offset_ms / 1000, bound_s)


# --- systemd-timesyncd: timedatectl(1), "timesync-status"; time spans as in systemd.time(7) ---

_LINE = re.compile(r"^\s*([A-Z][\w ]*):[ \t]*(.*)$", re.MULTILINE)
_SPAN = re.compile(r"([\d.]+)\s*(us|μs|ms|s|min|h|d|day|days|w|month|months|y)\b")
_UNIT_S = {"us": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0}


def ask_timesyncd(ask: Ask) -> ClockAnswer | None:
    """Return what systemd-timesyncd says; None where it does not answer."""
    said = ask(["timedatectl", "timesync-status"])
    found = dict(_LINE.findall(said or ""))
    if "Packet count" not in found:
        return None
    if found["Packet count"] == "0" or "Offset" not in found:
        return ClockAnswer("systemd-timesyncd", is_synchronised=False)
    is_synchronised = found.get("Leap", "") != "not synchronized"
    distance = found.get("Root distance", "").partition("(")[0]
    return ClockAnswer(
        "systemd-timesyncd", is_synchronised, _span_s(found["Offset"]), _span_s(distance)
    )


def _span_s(words: str) -> float:
    """Return the seconds of ``-1min 2.5s``; days and longer are endless here."""
    found = _SPAN.findall(words)
    total_s = sum(float(number) * _UNIT_S.get(unit, float("inf")) for number, unit in found)
    return -total_s if words.startswith("-") else total_s
