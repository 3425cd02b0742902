"""Where a test is heard and seen: sirens, television, radio, messages; as a notice lists them.

A new kind of outlet is one row of :data:`KINDS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.numerals import number
from siren.notice.page import sentence_at
from siren.notice.reading import OutletRead
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.notice.page import Page

_HAN = r"[\u4e00-\u9fff]"

KINDS: tuple[tuple[str, str], ...] = (
    (
        "siren",
        r"固定(?:式)?(?:防空)?警报(?:器|点)|(?:全市|全县|全区|城区)?(?:所有)?(?:防空|人防|电声)警报器",
    ),
    ("siren", "电声警报|多媒体警报终端"),
    ("mobile-siren", "(?:机动|移动|车载)(?:式)?(?:防空)?警报(?:器|车)?|人防机动指挥所"),
    ("metro", rf"{_HAN}{{0,4}}地铁(?:列车)?(?:电视)?"),
    ("bus", "公交(?:车载屏|车|屏|电视)?"),
    ("public-address", "应急广播|村村响|大喇叭"),
    ("alert-platform", "12379|预警(?:信息)?发布(?:系统|平台|中心)"),
    ("sms", rf"{_HAN}{{2}}(?:移动|电信|联通)(?=[、和的]|$)|短信|文字信息|(?:部分)?手机用户"),
    ("web", "微信公众号|微信|微博|网站|客户端"),
)
"""What carries a test but television and radio; names as printed."""

_CARRIES = re.compile(
    one_of(
        "同步 发放 播发 播放 播出 插播 转播 广播听 发送 群发 启动 鸣响 鸣放 试鸣 渠道 方式 "
        "告知 推送 显示 发布 喊话 为 :"
    )
)
_IDLE = re.compile(one_of("检修 维护 拨打 反映 咨询 建成 安装"))
_LEAD = re.compile(
    r"^.*(?:以及|通过|收看|收听|电视看|广播听|警报器|(?<!呼)和(?![平县田静林顺龙])|[由在看听与及为])(?=.{2})"
)
_TV = re.compile(rf"{_HAN}{{1,14}}?(?:电视台|融媒体中心)(?:的?(?![两二三四各]个?){_HAN}{{2,6}}频道)?")
_CHANNEL = re.compile(rf"[(“、]({_HAN}{{2,8}}频道|[\u4e00-\u9fffA-Z]{{2,6}}-\d{{1,2}})(?=[”)、])")
_STATION = re.compile(rf"{_HAN}{{0,14}}?(?:广播电台|电台|广播(?![电听]))")
_MHZ, _KHZ = r"(?:兆赫兹?|[Mm][Hh][Zz])", r"(?:千赫兹?|[Kk][Hh][Zz])"
_FREQUENCY = re.compile(
    rf"(?:FM|fm|调频)?(?P<m>\d{{2,3}}(?:\.\d{{1,2}})?){_MHZ}|(?:FM|fm|调频)(?P<f>\d{{2,3}}(?:\.\d{{1,2}})?)"
    rf"|(?P<k>\d{{3,4}}){_KHZ}"
)


class _Found(NamedTuple):
    start: int
    outlet: OutletRead


def outlets_of(page: Page) -> tuple[OutletRead, ...]:
    """Return where a notice says that the test is heard or seen."""
    found = sorted([*_others(page), *_tv(page), *_radio(page)], key=lambda one: one.start)
    return tuple(dict.fromkeys(one.outlet for one in found))


def _sentence(page: Page, at: int) -> tuple[int, int] | None:
    """Return the sentence at a place, if it says that something carries the signals."""
    start, end = sentence_at(page.text, at)
    before = max(page.text.rfind(mark, 0, at) for mark in "。\n") + 1
    sentence = page.text[before:end]
    return (start, end) if _CARRIES.search(sentence) and not _IDLE.search(sentence) else None


def _others(page: Page) -> Iterator[_Found]:
    """Yield sirens, messages and the like; of each row what is named first, of messages all."""
    for kind, pattern in KINDS:
        matches = [m for m in re.finditer(pattern, page.text) if _sentence(page, m.start())]
        several = [m for m in matches if m[0][-2:] in ("移动", "电信", "联通")]
        for match in several or matches[:1]:
            yield _Found(match.start(), OutletRead(kind, page.as_printed(*match.span())))


def _tv(page: Page) -> Iterator[_Found]:
    for match in _TV.finditer(page.text):
        sentence = _sentence(page, match.start())
        if sentence is None:
            continue
        lead = _LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        name = page.as_printed(start, match.end())
        until = min(sentence[1], match.end() + 40)
        channels = [
            page.as_printed(*channel.span(1))
            for channel in _CHANNEL.finditer(page.text, match.end(), until)
        ]
        for channel in channels:
            yield _Found(start, OutletRead("tv", name, channel))
        if not channels:
            yield _Found(start, OutletRead("tv", name))


def _radio(page: Page) -> Iterator[_Found]:
    with_frequency: set[int] = set()
    for match in _FREQUENCY.finditer(page.text):
        sentence = _sentence(page, match.start())
        if sentence is None:
            continue
        named = _named(page, match, sentence)
        if named is None:
            continue
        with_frequency.add(named[0])
        mhz, khz = match["m"] or match["f"], match["k"]
        yield _Found(
            match.start(),
            OutletRead(
                "radio",
                named[1],
                freq_mhz=number(mhz) if mhz else None,
                freq_khz=number(khz) if khz else None,
            ),
        )
    for match in re.finditer(r"广播电台|人民电台", page.text):
        start, name = _station_before(page, match.end())
        if start not in with_frequency and _sentence(page, match.start()):
            yield _Found(start, OutletRead("radio", name))


def _named(
    page: Page, frequency: re.Match[str], sentence: tuple[int, int]
) -> tuple[int, str] | None:
    """Return where the name stands that a frequency belongs to: behind it, or before."""
    text = page.text
    after = re.compile(rf"[(]?({_HAN}{{2,10}}广播)").match(text, frequency.end())
    if after and frequency[0].startswith(("FM", "fm", "调频")):
        return after.start(1), page.as_printed(*after.span(1))
    before = text[max(sentence[0], frequency.start() - 6) : frequency.start()]
    wave = re.search("(?<!电台)(?:中波|短波|调频广播)", before)
    if wave:
        return frequency.start(), wave[0]
    stations = list(_STATION.finditer(text, sentence[0], frequency.start()))
    if stations:
        return _station_before(page, stations[-1].end())
    return (
        (frequency.start(), "广播")
        if re.search("FM|fm|调频|广播", text[slice(*sentence)])
        else None
    )


def _station_before(page: Page, end: int) -> tuple[int, str]:
    """Return the name of a station that ends at a place, without the words before it."""
    start = end
    while start > 0 and end - start < 16 and re.match(_HAN, page.text[start - 1]):
        start -= 1
    lead = _LEAD.match(page.text[start:end])
    start += lead.end() if lead else 0
    return start, page.as_printed(start, end)
