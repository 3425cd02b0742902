"""``sleep``: whether the machine can be kept awake while a drill is armed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from siren.firing.inhibit import holding
from siren.preflight.check import amber, green
from siren.text import phrase

if TYPE_CHECKING:
    from siren.preflight.check import Check
    from siren.preflight.commands import Ask


def sleep_check(ask: Ask, system: str = sys.platform) -> Check:
    """Take the inhibitor for a moment, as an armed run takes it until its end."""
    command = holding(["true"], system)
    if system == "win32" or (command is not None and ask(command) is not None):
        value = phrase("kept off while a drill is armed", "待发期间禁止休眠")
        return green("sleep", value)
    who = command[0] if command else system
    value = phrase(
        f"cannot be kept off here: {who} does not answer", f"本机无法自动禁止休眠：{who} 无应答"
    )
    by_hand = phrase(
        "turn sleep off by hand (settings; systemctl mask sleep.target), and mind the lid",
        "请人工关闭休眠（系统设置；systemctl mask sleep.target），勿合上笔记本",
    )
    return amber("sleep", value, by_hand)
