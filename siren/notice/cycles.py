"""What a notice says of how a signal sounds: tones and pauses, how often, how long, how far apart.

A new wording is one row of :data:`PHRASES`; each row names what its numbers mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.numerals import NUMBER, number

if TYPE_CHECKING:
    from fractions import Fraction

SECONDS = {
    **dict.fromkeys(("秒钟", "秒"), 1),
    **dict.fromkeys(("分钟", "分", "min"), 60),
    **dict.fromkeys(("小时",), 3600),
}

_UNIT = r"(?:秒钟|秒|分钟|分|min)"
_TIMES = r"(?:遍|次|边|轮|回|番)"
_JOIN = r"[,、;。.\s]*(?:然后|再|后)?"
_SOUND = r"(?:鸣响|鸣放|鸣声|长鸣|鸣叫|鸣|发放|发声|发音|拉响|响声|响起|响|音响|播放)"
_PAUSE = r"(?:停止|停歇|停顿|停响|间停|间歇|间隔|暂停|静音|歇|停|隔)"
_FOR = r"(?:的)?(?:时间)?(?:均|都|各)?(?:为|是|各|:)?"


class Phrase(NamedTuple):
    """Something that is said of a sound.

    Attributes
    ----------
    start, end
        Which letters of the page.
    says
        ``cycle``: `seconds` of tone and of pause, in turn; ``repeats``: `count`; ``length``: one
        period lasts `seconds`; ``each``: each signal lasts so long; ``continuous``: without pause;
        ``gap``: between signals, two values where a range is given; ``rounds``: `count` periods
        of a signal; ``sets``: the whole series `count` times; ``whole``: the test lasts so long.
    """

    start: int
    end: int
    says: str
    seconds: tuple[Fraction, ...] = ()
    count: int | None = None


def _seconds(tag: str, *, unit: str = _UNIT) -> str:
    return rf"(?P<n_{tag}>{NUMBER})(?P<u_{tag}>{unit})"


PHRASES: tuple[tuple[str, str], ...] = (
    # 鸣36秒、停24秒; 响6秒,间歇6秒; 鸣响时间36秒,停止时间24秒; 36秒鸣、24秒停
    (
        "cycle",
        rf"(?:每次|每遍|每1遍|每一遍|一次|先|再|长声|短声|各)?{_SOUND}{_FOR}{_seconds('on')}{_JOIN}{_PAUSE}{_FOR}{_seconds('off')}",
    ),
    ("cycle", rf"{_seconds('on')}{_SOUND}{_JOIN}{_seconds('off')}{_PAUSE}"),
    # 1长音2短音,长音15秒,短音各5秒,各音節间隔5秒
    (
        "syllables",
        rf"(?P<longs>{NUMBER})(?:长)(?:音|声)(?P<shorts>{NUMBER})短(?:音|声).{{0,6}}?(?:长)(?:音|声)(?:鸣)?{_FOR}{_seconds('long')}"
        rf".{{0,3}}?短(?:音|声)(?:各)?(?:鸣)?{_FOR}{_seconds('short')}.{{0,8}}?(?:间隔|停){_FOR}{_seconds('pause')}",
    ),
    # 三种警报鸣完为一轮,共鸣两轮
    (
        "sets",
        rf"(?:三种|各种|全部|以上|上述)[^。;\n]{{0,16}}?为(?:一|1)(?:轮|遍|组|个循环),?(?:共|连续)?{_SOUND}*(?P<count>{NUMBER})(?:轮|遍|次|组)",
    ),
    # 全套试鸣2次, 三种信号循环2遍
    (
        "sets",
        rf"(?:全套|整套|整个过程|上述过程|上述信号|以上信号|以上过程|三种信号|全部信号|全过程|成套)(?:依次|连续|共)?(?:试鸣|鸣放|鸣响|循环|重复|发放|反复|进行)+(?P<count>{NUMBER}){_TIMES}",
    ),
    # 鸣放两个周期, 每种信号鸣放2个周期, 发放三轮
    (
        "rounds",
        rf"(?:鸣放|鸣响|发放|试鸣|鸣|响|连续|共)+(?P<count>{NUMBER})(?:个)?(?:周期|轮次|轮|组)(?!,?(?:反复|重复))",
    ),
    (
        "rounds",
        rf"(?:各种|每种|每个)(?:警报)?信号(?:均|各)?(?:重复|反复|鸣放|鸣响|试鸣|发放)+(?P<count>{NUMBER}){_TIMES}",
    ),
    # 前一种结束7分钟后发放后一种
    (
        "gap",
        rf"(?:结束|完毕|鸣完|放完|停止)(?:后)?{_seconds('gap', unit='(?:分钟|分)')}(?:后|再)",
    ),
    # 每次间隔3分钟, 间停3分钟, 各种信号间隔为5分钟, 间隔4-7分钟, 停5分钟, 相隔七分钟
    (
        "gap",
        rf"(?:间隔|间停|间距|间歇|相隔|每隔|停顿|隔|停止|停|静默|休止){_FOR}(?:约)?(?P<n_low>{NUMBER})(?:分钟?)?[-~至到](?P<n_gap>{NUMBER})(?P<u_gap>分钟|分)",
    ),
    (
        "gap",
        rf"(?:间隔|间停|间距|间歇|相隔|每隔|停顿|隔|停止|停|静默|休止){_FOR}{_seconds('gap', unit='(?:分钟|分|秒钟|秒)')}",
    ),
    # 每种警报鸣放时间3分钟, 每次3分钟, 各鸣3分钟
    (
        "each",
        rf"(?:每种|每个|每次|各种|各类|每一种|三种)(?:防空)?(?:警报|信号|警报信号)*(?:均|各|都)?(?:的)?(?:{_SOUND}|持续|长)*{_FOR}{_seconds('each')}",
    ),
    ("each", rf"(?:均|各)(?:{_SOUND}|持续|为|时长)+{_FOR}{_seconds('each')}"),
    # 持续时间共15分钟, 全程15分钟, 总时长19分钟, 共15分钟 after the signals
    (
        "whole",
        rf"(?:全程|整个试鸣|总时长|总时间|试鸣时间(?:共|为|约)|持续时间共|试鸣持续|全过程){_FOR}(?:共|约|计)?{_seconds('whole', unit='(?:分钟)')}",
    ),
    # 连续鸣放3分钟, 长鸣3分钟, 一长声,持续3分钟, 持续鸣3分钟, 连续鸣放,时间3分钟
    (
        "continuous",
        rf"(?:连续长声|连续长音|一声长鸣|一长声|一长音|1长声|1长音|长音|不间断|连续不断|不停顿|连续|持续|长鸣|长声)"
        rf"(?:地|不断|长|音|声|为)*(?:{_SOUND}|持续|,|:|\(|时间|时长|为|共|计|长|连续|一次|1次|信号|历时|用时|为时)*{_seconds('length')}",
    ),
    (
        "continuous",
        r"(?:连续长声|连续长音|一声长鸣|一长声|一长音|1长声|1长音|连续鸣放|连续鸣响|连续长鸣|连续不断)",
    ),
    # 反复3遍, 重复15次, 循环3次, 共3遍, 分3次, 三遍为一个周期
    (
        "repeats",
        rf"(?:反复|重复|循环|连续|共|分|鸣响|鸣放|鸣|连鸣|往复)+(?:鸣放|鸣响|鸣|响|发放|进行|执行|循环)?(?P<count>{NUMBER})(?:个)?{_TIMES}(?!(?:为)?(?:长声|短声))",
    ),
    ("repeats", rf"[,、;(](?P<count>{NUMBER})(?:{_TIMES})(?=为|[,。;)])"),
    ("repeats", rf"(?:反复|重复|循环|共)(?P<count>{NUMBER})个(?:周期|循环)"),
    # 时间3分钟, 持续3分钟, 共180秒, 循环三分钟, 时长为3分钟, (3分钟)
    (
        "length",
        rf"(?:时间|用时|持续|时长|共计|共|计|循环|总长|全长|为时|长达|历时|合计|鸣响|鸣放|{_SOUND})+(?:时间)?(?:为|是|共|约|:)?{_seconds('length')}",
    ),
    ("length", rf"(?:鸣响|拉响|鸣放|试鸣|鸣)(?:防空)?警报(?:信号)?{_seconds('length')}"),
    ("length", rf"[,(、:\n]{_seconds('length')}(?=[)。;,\n]|$)"),
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
        number(groups[key]) * SECONDS[groups["u" + key[1:]]]
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
        tag: number(groups[f"n_{tag}"]) * SECONDS[groups[f"u_{tag}"]]
        for tag in ("long", "short", "pause")
    }
    tones = [length_s["long"]] * int(number(groups["longs"]))
    tones += [length_s["short"]] * int(number(groups["shorts"]))
    return tuple(part for tone_s in tones for part in (tone_s, length_s["pause"]))
