"""``clock``: whether the time of day can be trusted, and who says so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from siren.preflight.check import amber, green, red
from siren.preflight.clock_daemons import ask_chrony, ask_ntpd, ask_timesyncd
from siren.preflight.words import short_time
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.preflight.check import Check
    from siren.preflight.clock_daemons import ClockAnswer
    from siren.preflight.commands import Ask
    from siren.preflight.kernel_clock import KernelClock
    from siren.text import Text

WORST_S = 0.5
"""A clock that may be off by more is not trusted with a siren."""

NAME = "clock"

_DAEMONS = (ask_chrony, ask_ntpd, ask_timesyncd)

_INSTALL = phrase(
    "install chrony or turn on systemd-timesyncd; or compare the clock with a good one yourself",
    "请安装 chrony 或启用 systemd-timesyncd；或人工与标准时间核对",
)
_LOOK = phrase(
    "see that this machine reaches its time server; if the clock is right all the same: "
    "--allow clock",
    "请检查本机能否连上时间服务器；若已人工核对无误，可加 --allow clock",
)


_DISPUTED = phrase(
    "the daemon and the kernel say different things: compare the clock with a good one yourself",
    "校时服务与内核说法不一：请人工与标准时间核对",
)


def clock_check(ask: Ask, ask_kernel: Callable[[], KernelClock | None]) -> Check:
    """Ask every daemon at once, and the kernel."""
    with ThreadPoolExecutor(len(_DAEMONS)) as pool:
        answers = [answer for answer in pool.map(lambda daemon: daemon(ask), _DAEMONS) if answer]
    kernel = ask_kernel()
    if not answers:
        return _by_kernel(kernel)
    return _by_daemon(min(answers, key=lambda answer: not answer.is_synchronised), kernel)


def _by_daemon(answer: ClockAnswer, kernel: KernelClock | None) -> Check:
    value = _value(answer, kernel)
    if answer.is_synchronised and answer.worst_s < WORST_S:
        if kernel is not None and not kernel.is_synchronised:
            return amber(NAME, value, _DISPUTED)  # a daemon may tell of an answer of days ago
        return green(NAME, value)
    return red(NAME, value, _LOOK, can_be_allowed=True)


def _value(answer: ClockAnswer, kernel: KernelClock | None) -> Text:
    who = answer.who
    if not answer.is_synchronised:
        return phrase(f"{who}: not synchronised", f"{who}：未同步")
    off, most = short_time(abs(answer.offset_s or 0.0)), short_time(answer.worst_s)
    en, zh = f"{who}: off by {off}, at most {most}", f"{who}：偏差 {off}，最多 {most}"
    if kernel is None:
        return phrase(en, zh)
    if kernel.is_synchronised:
        return phrase(f"{en}; kernel: synchronised", f"{zh}；内核：已同步")
    return phrase(f"{en}; kernel: not synchronised", f"{zh}；内核：未同步")


def _by_kernel(kernel: KernelClock | None) -> Check:
    if kernel is None or not kernel.is_synchronised:
        value = phrase("no clock daemon answers", "没有校时服务应答")
        return amber(NAME, value, _INSTALL)
    bound = short_time(kernel.bound_s)
    value = phrase(
        f"no clock daemon answers; kernel: synchronised, to {bound}",
        f"没有校时服务应答；内核：已同步，误差不超过 {bound}",
    )
    return green(NAME, value) if kernel.bound_s < WORST_S else amber(NAME, value, _INSTALL)
