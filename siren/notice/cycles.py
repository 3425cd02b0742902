"""What a notice says of how a signal sounds: tones and pauses, how often, how long, how far apart.

A new wording is one row of :data:`PHRASES`; each row names what its numbers mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.numerals import NUMBER, number
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from fractions import Fraction

SECONDS = {
    **dict.fromkeys(("秒钟", "秒", "s"), 1),
    **dict.fromkeys(("分钟", "分", "min"), 60),
    **dict.fromkeys(("小时",), 3600),
}

_UNIT = one_of("秒钟 秒 分钟 分 min [sS](?![a-zA-Z])")
_MINUTES = one_of("分钟 分")
_BRIEF = one_of("秒钟 秒 [sS](?![a-zA-Z])")  # minutes of silence lie between signals, not in one
_TIMES = one_of("遍 次 边 轮 回 番")
_JOIN = r"[,、;。.\s]*(?:然后|随后|再|后)?"
_SOUND = one_of("鸣响 鸣放 鸣声 鸣叫 长鸣 鸣 发放 发声 发音 放音 播音 播放 拉响 响声 响起 响 音响")
_PAUSE = one_of("停止 停歇 停顿 停响 间停 间歇 间隔 暂停 静默 静音 静 休止 歇 停 隔")
_FOR = r"的?(?:时间)?[均都各]?[为是各:]?"
_APART = one_of("间隔 间停 间距 间歇 相隔 每隔 停顿 隔 停止 停 静默 静音 休止")
_STEADY = (
    r"(?<![二两三四五六七八九十\d遍次])"
    + one_of("[一1][声个]?(?:平稳)?长[音声鸣] 平稳长[音声] 长[音声]")
    + "|"
    + one_of(
        "连续长[声音] 连续[鸣放响音]{1,2} 连续长鸣 长[鸣声音]不断 连续不断 不间断 一口气 不停歇 "
        "长音贯穿始终"
    )
)
"""Words for a tone without pause."""


class Phrase(NamedTuple):
    """Something that is said of a sound.

    Attributes
    ----------
    start, end
        Which letters of the page.
    says
        ``cycle``: `seconds` of tone and of pause, in turn; ``repeats``: `number`; ``length``: one
        period lasts `seconds`; ``each``: each signal lasts so long; ``continuous``: without pause;
        ``gap``: between signals, two values where a range is given; ``rounds``: `number` periods
        of a signal; ``sets``: the whole series `number` times; ``whole``: the test lasts so long.
    """

    start: int
    end: int
    says: str
    seconds: tuple[Fraction, ...] = ()
    number: int | None = None


def _seconds(tag: str, unit: str = _UNIT) -> str:
    return rf"(?P<n_{tag}>{NUMBER})(?P<u_{tag}>{unit})"


PHRASES: tuple[tuple[str, str], ...] = (
    # 鸣36秒、停24秒; 响6秒,间歇6秒; 鸣响时间36秒,停止时间24秒
    (
        "cycle",
        rf"(?:每次|每遍|每1遍|每一遍|每声|一次|先|再|长声|短声|各)?{_SOUND}{_FOR}{_seconds('on')}{_JOIN}"
        rf"{_PAUSE}{_FOR}{_seconds('off', _BRIEF)}",
    ),
    # 36秒鸣、24秒停
    ("cycle", rf"{_seconds('on')}{_SOUND}{_JOIN}{_seconds('off')}{_PAUSE}"),
    # 1长音2短音,长音15秒,短音各5秒,各音节间隔5秒
    (
        "syllables",
        rf"(?P<longs>{NUMBER})长[音声](?P<shorts>{NUMBER})短[音声].{{0,6}}?长[音声]鸣?{_FOR}"
        rf"{_seconds('long')}.{{0,3}}?短[音声]各?鸣?{_FOR}{_seconds('short')}"
        rf".{{0,8}}?(?:间隔|停){_FOR}{_seconds('pause')}",
    ),
    # 长音15秒1次、短音5秒2次,各音之间停5秒
    (
        "syllables",
        rf"长[音声]{_FOR}{_seconds('long')}(?P<longs>{NUMBER})次.{{0,2}}?短[音声]{_FOR}"
        rf"{_seconds('short')}(?P<shorts>{NUMBER})次.{{0,8}}?(?:间隔|停){_FOR}{_seconds('pause')}",
    ),
    # 三种警报鸣完为一轮,共鸣两轮
    (
        "sets",
        rf"(?:三种|各种|全部|以上|上述|警报|信号)[^。;\n\d秒遍]{{0,16}}?为[一1](?:轮|遍|组|套|个循环),?"
        rf"(?:共|连续)?{_SOUND}{{0,3}}(?P<count>{NUMBER})[轮遍次组套]",
    ),
    # 全套试鸣2次, 三种信号循环2遍
    (
        "sets",
        rf"(?:全套|整套|成套|整个过程|上述过程|全过程|以上过程|上述信号|以上信号|三种信号|全部信号)"
        rf"(?:依次|连续|共)?(?:试鸣|循环|重复|反复|进行|{_SOUND}){{1,6}}(?P<count>{NUMBER}){_TIMES}",
    ),
    # 鸣放两个周期, 每种信号鸣放2个周期, 发放三轮
    (
        "rounds",
        rf"(?:试鸣|连续|共|{_SOUND}){{1,6}}(?P<count>{NUMBER})个?(?:周期|轮次|轮|组)(?!,?(?:反复|重复))",
    ),
    # 各种信号重复2次
    (
        "rounds",
        rf"(?:各种|每种|每个)(?:警报)?信号[均各]?(?:重复|反复|试鸣|{_SOUND}){{1,6}}(?P<count>{NUMBER}){_TIMES}",
    ),
    # 前一种结束7分钟后发放后一种
    ("gap", rf"(?:结束|完毕|鸣完|放完|停止)后?{_seconds('gap', _MINUTES)}[后再]"),
    # 间隔4-7分钟
    (
        "gap",
        rf"{_APART}{_FOR}约?(?P<n_low>{NUMBER})(?:分钟?)?[-~至到](?P<n_gap>{NUMBER})(?P<u_gap>{_MINUTES})",
    ),
    # 每次间隔3分钟, 间停3分钟, 各种信号间隔为5分钟, 停5分钟, 相隔七分钟
    ("gap", rf"{_APART}{_FOR}{_seconds('gap')}"),
    # 每种警报鸣放时间3分钟, 每次3分钟, 三者用时均为3分钟
    (
        "each",
        rf"(?:每种|每个|每次|各种|各类|每一种|三种|三者|两者)(?:防空)?(?:警报|信号)*[均各都]?的?"
        rf"(?:持续|时长|用时|长|{_SOUND}){{0,6}}{_FOR}{_seconds('each')}",
    ),
    # 各鸣3分钟, 均为3分钟
    ("each", rf"[均各](?:持续|为|时长|{_SOUND}){{0,6}}{_FOR}{_seconds('each')}"),
    # 全程15分钟, 总时长19分钟, 持续时间共15分钟
    (
        "whole",
        rf"(?:全程|整个试鸣|总时长|总时间|试鸣时间(?:共|为|约)|持续时间共|试鸣持续|全过程)"
        rf"[^\d一二三四五六七八九十。;,]{{0,6}}"
        rf"{_seconds('whole', _MINUTES)}",
    ),
    # 连续鸣放3分钟, 长鸣3分钟, 一长声,持续3分钟, 连续鸣放,时间3分钟
    (
        "continuous",
        rf"(?:{_STEADY}|不停顿|连续|持续(?=鸣|响|发)|长鸣)(?:地|不断|长|音|声|为)*"
        rf"(?:[,:(]|持续|时间|时长|历时|用时|为时|合计|为|共|计|长|连续|一次|1次|信号|不断|{_SOUND}){{0,6}}"
        rf"{_seconds('length')}",
    ),
    ("continuous", rf"(?:{_STEADY}|连续长鸣)"),
    # 反复3遍, 重复15次, 循环3次, 共3遍, 分3次
    (
        "repeats",
        rf"(?:反复|重复|循环|往复|连续|共|分|满|连鸣|连响|{_SOUND}){{1,6}}(?:进行|执行|循环|{_SOUND})?"
        rf"(?P<count>{NUMBER})个?{_TIMES}(?!为?[长短]声)",
    ),
    # ,三遍为一个周期; ,3遍;
    ("repeats", rf"[,、;(如](?:此)?(?P<count>{NUMBER}){_TIMES}(?=为|共|[,。;)])"),
    ("repeats", rf"(?<=秒)(?P<count>{NUMBER}){_TIMES}(?=[,。;)\n]|$|空袭|解除)"),
    ("repeats", rf"(?:反复|重复|循环|共)(?P<count>{NUMBER})个(?:周期|循环)"),
    # 鸣响防空警报3分钟
    ("length", rf"(?:试鸣|{_SOUND})(?:防空)?警报(?:信号)?{_seconds('length')}"),
    # 时间3分钟, 持续3分钟, 共180秒, 循环三分钟, 时长为3分钟
    (
        "length",
        rf"(?:时间|用时|持续|时长|共计|共|计|循环|总长|全长|为时|长达|历时|合计|[每一][组轮]|个周期|{_SOUND}){{1,6}}"
        rf"(?:时间)?[为是共约:]?{_seconds('length')}",
    ),
    ("length", rf"[,(、:\n]{_seconds('length')}(?=[)。;,\n\d]|$)"),
)
"""Each wording; where two fit at a place, the first wins."""

_PATTERNS = tuple((says, re.compile(pattern)) for says, pattern in PHRASES)


def phrases(text: str) -> tuple[Phrase, ...]:
    """Return everything that a text says of sounds, in order."""
    found: list[Phrase] = []
    taken = bytearray(len(text) + 1)
    for says, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(_phrase(says, match))
    return tuple(sorted(found))


def _phrase(says: str, match: re.Match[str]) -> Phrase:
    groups = {key: words for key, words in match.groupdict().items() if words}
    span = match.span()
    if says == "syllables":
        return Phrase(*span, "cycle", _syllables(groups))
    seconds = tuple(
        number(groups[key]) * SECONDS[groups["u" + key[1:]].lower()]
        for key in groups
        if key.startswith("n_") and "u" + key[1:] in groups
    )
    if "n_low" in groups:
        seconds = (number(groups["n_low"]) * SECONDS[groups["u_gap"]], *seconds)
    count = int(number(groups["count"])) if "count" in groups else None
    return Phrase(*span, says, seconds, count)


def _syllables(groups: dict[str, str]) -> tuple[Fraction, ...]:
    """Return tones and pauses of long and short syllables, in turn."""
    length_s = {
        tag: number(groups[f"n_{tag}"]) * SECONDS[groups[f"u_{tag}"].lower()]
        for tag in ("long", "short", "pause")
    }
    tones = [length_s["long"]] * int(number(groups["longs"]))
    tones += [length_s["short"]] * int(number(groups["shorts"]))
    return tuple(part for tone_s in tones for part in (tone_s, length_s["pause"]))
