"""Where a test is heard and seen: sirens, television, radio, messages; as a notice lists them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.numerals import number
from siren.notice.page import sentence_at
from siren.notice.reading import OutletRead

if TYPE_CHECKING:
    from siren.notice.page import Page

_NAME = r"[\u4e00-\u9fff]{0,14}"
_MHZ = r"(?:兆赫兹?|MHz|MHZ|mhz|Mhz)"
_KHZ = r"(?:千赫兹?|KHz|KHZ|kHz|khz|Khz)"

_SIRENS = (
    (r"固定(?:式)?(?:防空)?警报器?|固定警报点", "siren"),
    (r"(?:机动|移动|车载)(?:式)?(?:防空)?警报(?:器|车)?", "mobile-siren"),
    (
        r"(?:全市|全县|城区|所有)*(?:防空|人防|电声)警报器|电声警报器?|防空警报器|人防警报器",
        "siren",
    ),
    (r"多媒体警报终端", "siren"),
    (r"地铁(?:电视|列车)?", "metro"),
    (r"公交(?:车|屏|电视)?", "bus"),
    (r"应急广播|村村响|大喇叭", "public-address"),
    (r"12379|预警(?:信息)?发布(?:系统|平台|中心)", "alert-platform"),
    (r"短信|手机短信|文字信息|手机用户发送信息", "sms"),
    (r"微信公众号|微信|微博|网站|客户端|网络", "web"),
)
_TV = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,10}?(?:广播)?电视台)")
_TV_CHANNEL = re.compile(r"[(、]?(?P<channel>[\u4e00-\u9fffA-Z]{2,6}-\d{1,2})(?=[、)])")
_RADIO_STATION = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:人民)?(?:广播电台|广播|电台)")
_FREQUENCY = re.compile(
    rf"(?P<fm>(?:FM|fm|调频)(?P<a>\d{{2,3}}(?:\.\d{{1,2}})?)(?:{_MHZ})?)|(?P<b>\d{{2,3}}(?:\.\d{{1,2}})?){_MHZ}|(?:AM|中波)?(?P<k>\d{{3,4}}){_KHZ}"
)


def outlets_of(page: Page) -> tuple[OutletRead, ...]:
    """Return where a notice says that the test is heard or seen."""
    found = [*_sirens(page), *_tv(page), *_radio(page)]
    kept: dict[tuple[object, ...], OutletRead] = {}
    for _, outlet in sorted(found, key=lambda pair: pair[0]):
        kept.setdefault(
            (outlet.kind, outlet.name, outlet.channel, outlet.freq_mhz, outlet.freq_khz), outlet
        )
    return tuple(kept.values())


def _carries(page: Page, at: int) -> bool:
    """Return whether a sentence says that something carries the signals."""
    start, end = sentence_at(page.text, at)
    return bool(
        re.search(
            r"同步|发放|播发|播放|播出|插播|发送|群发|启动|鸣响|鸣放|试鸣|渠道|方式|:",
            page.text[start:end],
        )
    )


def _sirens(page: Page) -> list[tuple[int, OutletRead]]:
    found, kinds = [], set()
    for pattern, kind in _SIRENS:
        for match in re.finditer(pattern, page.text):
            if kind not in kinds and _carries(page, match.start()):
                kinds.add(kind)
                found.append((match.start(), OutletRead(kind, page.as_printed(*match.span()))))
    return found


def _tv(page: Page) -> list[tuple[int, OutletRead]]:
    found = []
    for match in _TV.finditer(page.text):
        if not _carries(page, match.start()):
            continue
        _, end = sentence_at(page.text, match.start())
        name = _without_lead(page.as_printed(*match.span()))
        channels = [c["channel"] for c in _TV_CHANNEL.finditer(page.text[match.end() : end])]
        found += [
            (match.start(), OutletRead("tv", name, channel)) for channel in channels or [None]
        ]
    return found


def _without_lead(name: str) -> str:
    """Return a station's name without the words before it."""
    return re.sub(
        r"^.*?(?:和|及|与|以及|在|由|通过|所有防空警报器)(?=[\u4e00-\u9fff]{2,8}(?:电视台|电台|广播))",
        "",
        name,
    )


def _radio(page: Page) -> list[tuple[int, OutletRead]]:
    found = []
    for match in _FREQUENCY.finditer(page.text):
        start, end = sentence_at(page.text, match.start())
        stations = list(_RADIO_STATION.finditer(page.text, start, match.start()))
        if not stations and not re.search("广播|电台|调频|FM|中波", page.text[start:end]):
            continue
        after = re.match(r"[(]?([\u4e00-\u9fff]{2,10}广播)", page.text[match.end() : end])
        name = _without_lead(stations[-1][0]) if stations else after[1] if after else "广播"
        mhz, khz = match["a"] or match["b"], match["k"]
        found.append(
            (
                match.start(),
                OutletRead(
                    "radio",
                    name,
                    freq_mhz=number(mhz) if mhz else None,
                    freq_khz=number(khz) if khz else None,
                ),
            )
        )
    return found
