"""``opens``, ``audible``, ``pace`` and ``free``: what was seen of a device, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.preflight.check import amber, green, red
from siren.preflight.state_folder import ELSEWHERE
from siren.preflight.words import short_time
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.errors import DeviceBusy
    from siren.preflight.check import Check
    from siren.preflight.trial import Trial

PACE_OFF = 0.15
"""A card that is further off its pace is broken; it asks in pieces of up to 60 ms, and may be one
behind or two ahead (seen: 900 to 1020 ms in a second)."""

_TROUBLES_ZH = {
    "the device is suspended": "设备已挂起",
    "the device is muted": "设备已静音",
    "the stream is muted": "本程序的音频流已静音",
    "the volume of the device is zero": "设备音量为零",
    "the volume of the stream is zero": "本程序的音频流音量为零",
    "the sound server does not answer": "声音服务器无应答",
    "the sound server is gone": "声音服务器已退出",
    "the device asks for nothing more": "设备不再取用声音",
    "the device is gone, and the stream with it": "设备已消失，音频流随之中断",
}

_TURN_ON = phrase("turn it on, and see what else holds it", "请接通设备，并检查是否被其他程序占用")
_TURN_UP = phrase(
    "wake it, unmute it, turn it up in the mixer", "请在混音器中恢复设备、取消静音、调高音量"
)


def busy(label: str, error: DeviceBusy) -> Check:
    """Return the line of a device that another siren process holds, or that we cannot lock."""
    if isinstance(error.__cause__, OSError):
        return red("free", phrase(str(error), f"无法加锁：{error}"), ELSEWHERE, of=label)
    stop = phrase("wait for its end, or end it: siren stop", "请等其结束，或执行 siren stop 停止")
    return red("free", phrase(str(error), f"已被占用：{error}"), stop, of=label)


def lines_of(trial: Trial, label: str) -> Iterator[Check]:
    """Yield the lines of a device that nobody else of us holds, and that was tried."""
    yield _free(trial, label)
    if trial.failure is not None:
        yield red(
            "opens",
            phrase(trial.failure, f"打不开：{trial.failure}"),
            _TURN_ON,
            of=label,
            can_be_allowed=True,
        )
        return
    yield green("opens", phrase("opens, and is given silence", "可以打开（输出静默）"), of=label)
    yield _audible(trial, label)
    yield _pace(trial, label)


def _free(trial: Trial, label: str) -> Check:
    if trial.others:
        who = ", ".join(trial.others)
        value = phrase(f"also in use by {who}", f"其他程序也在使用：{who}")
        close = phrase("close it: it would be heard together", "请关闭它，否则会与警报同时放出")
        return amber("free", value, close, of=label)
    if trial.others is None:
        value = phrase("no other siren process holds it", "没有其他 siren 进程占用")
    else:
        value = phrase("nothing else plays there", "没有其他程序占用")
    return green("free", value, of=label)


def _audible(trial: Trial, label: str) -> Check:
    if trial.trouble is not None:
        value = phrase(trial.trouble, _TROUBLES_ZH.get(trial.trouble, trial.trouble))
        return red("audible", value, _TURN_UP, of=label, can_be_allowed=True)
    if trial.place is None:
        unknown = phrase("no sound server can be asked", "没有声音服务器可查询")
        look = phrase("look at mixer and amplifier yourself", "请人工检查混音器与功放")
        return amber("audible", unknown, look, of=label)
    value = phrase(
        f"not muted, by the sound server's word ({trial.place})",
        f"声音服务器称未静音（{trial.place}）",
    )
    return green("audible", value, of=label)


def _pace(trial: Trial, label: str) -> Check:
    if not trial.watched_s:
        soon = phrase("not tried: too soon before the first feed", "临近首次播出，未作测试")
        watch = phrase("watch the first signal", "请留意首个信号")
        return amber("pace", soon, watch, of=label)
    asked, watched = short_time(trial.asked_s), short_time(trial.watched_s)
    value = phrase(
        f"asked for {asked} of sound in {watched}, {trial.underflows} underflows",
        f"{watched} 内取走 {asked} 声音，断流 {trial.underflows} 次",
    )
    if abs(trial.asked_s / trial.watched_s - 1) > PACE_OFF:
        return red("pace", value, _TURN_ON, of=label, can_be_allowed=True)
    if trial.underflows:
        calm = phrase("close what keeps this machine busy", "请关闭占用本机资源的程序")
        return amber("pace", value, calm, of=label)
    return green("pace", value, of=label)
