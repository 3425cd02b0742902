"""What a report says of outcomes, modes and events, in both languages: rows of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

EXERCISE = phrase("EXERCISE 演习", "演习 EXERCISE")

MODES = {
    "run": phrase("Record of a siren test", "防空警报试鸣记录"),
    "dry-run": phrase("DRY RUN: nothing was heard", "静默演练记录：未对外发声"),
    "rehearsal": phrase("REHEARSAL, not the test itself", "预演记录：不是正式试鸣"),
    "play": phrase("DEMONSTRATION, not a test", "示范播放记录：不是试鸣"),
}
"""What the record is called, by the mode of the arming."""

OUTCOMES = {
    "played": phrase("played", "已完整鸣放"),
    "late": phrase("late", "迟到鸣放"),
    "interrupted": phrase("interrupted", "中断后续鸣"),
    "missed": phrase("missed", "错过未鸣"),
    "stopped": phrase("stopped", "中止"),
    "device-lost": phrase("device lost", "设备失联"),
    "aborted": phrase("aborted", "作废"),
}

FIGURES = (
    phrase("planned", "计划"),
    phrase("actual", "实际"),
    phrase("error ms", "误差 ms"),
    phrase("frames", "帧数"),
    phrase("lost", "丢失"),
    phrase("outcome", "结果"),
)
"""The heads of what a firing was, in a table."""

OPEN = phrase("open", "未结束")
SOUNDING = phrase("begun, open", "已开始，未结束")
SILENT = phrase("silent", "静默")

STATES = {
    "red": phrase("red", "红"),
    "amber": phrase("amber", "黄"),
    "green": phrase("green", "绿"),
}

EVENTS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "resumed": (phrase("killed, and taken up again", "进程中断后重新接续"), ("who",)),
    "ended": (phrase("ended", "结束"), ("reason",)),
    "vetoed": (phrase("VETO: the next signal is not sounded", "否决：下一信号不鸣放"), ("who",)),
    "downgraded": (phrase("DOWNGRADED to a dry run", "降级：其余改为静默演练"), ("who",)),
    "changed": (phrase("what was confirmed had CHANGED", "确认的内容已被改动"), ("what",)),
    "device-away": (phrase("device AWAY", "设备失联"), ("reason",)),
    "device-back": (phrase("device back", "设备恢复"), ("away_s",)),
    "underflow": (phrase("samples came too late (underflow)", "采样供给不及（欠载）"), ("count",)),
    "no-stream-clock": (phrase("device states no time", "设备不报播放时刻"), ()),
    "clock-step": (phrase("clock STEPPED", "系统时钟跳变"), ("step_s",)),
    "clock-confirmed": (phrase("clock confirmed", "时钟已人工确认"), ("who",)),
    "suspended": (phrase("machine SLEPT", "主机休眠"), ("asleep_s",)),
    "stop": (phrase("STOPPED", "中止"), ("how", "who")),
    "latched": (phrase("everything stopped and latched", "全部中止并锁定"), ("who",)),
    "cleared": (phrase("latch lifted", "解除锁定"), ("who",)),
    "refused": (phrase("signal refused", "拒绝鸣放"), ("signal", "reason")),
    "fault": (phrase("fault, all silenced", "程序故障，已全部静默"), ("error",)),
    "torn-line": (phrase("a torn journal line was kept aside", "日志断行已另存"), ("kept",)),
    "begun-anew": (
        phrase("the journal was BROKEN; begun anew", "日志损坏，已另起新日志"),
        ("kept",),
    ),
}
"""What happened, and which facts are said with it."""


def said(table: Mapping[str, Text], name: str, language: str) -> str:
    """Return the words for a name; the name itself where there are none yet."""
    return table[name].said_in(language) if name in table else name


def happening_words(event: str, facts: Mapping[str, Any], language: str) -> str:
    """Return what happened as one line, with the facts that people want with it."""
    if event not in EVENTS:
        return ", ".join([event, *(f"{name} {value}" for name, value in facts.items())])
    words, names = EVENTS[event]
    values = [_value(name, facts[name]) for name in names if facts.get(name) is not None]
    colon = "：" if language == "zh" else ": "
    return words.said_in(language) + (colon + ", ".join(values) if values else "")


def _value(name: str, value: Any) -> str:
    if name == "count":
        return f"× {value}"
    return (
        f"{value:+g} s" if name == "step_s" else f"{value} s" if name.endswith("_s") else str(value)
    )
