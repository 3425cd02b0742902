"""Who announces a test, under what number, where it is held, and why; in the words printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.page import Quote
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from siren.notice.dates import DateMention
    from siren.notice.items import Item
    from siren.notice.page import Page

_HAN = r"[\u4e00-\u9fff]"
_BODY = one_of(
    "人民政府(?:办公室|办公厅)? 政府 人民防空办公室 人防办(?:公室)? 民防办公室 民防局 "
    "国防动员办公室 国动办 "
    "人民防空委员会 国防动员委员会(?:办公室)? 警备区 军分区 人民武装部 管理委员会 管委会 "
    "应急管理局 警察局 消防局 "
    "保卫处 居民委员会 居委会 教育局 街道办事处 委员会 总指挥部 指挥部"
)
_ISSUER = re.compile(rf"{_HAN}{{2,30}}?{_BODY}(?:{_HAN}{{2,20}}?{_BODY})*")
_TITLE_ISSUER = re.compile(rf"({_HAN}{{2,20}}?{_BODY}(?:办公室)?)(?=(?:关于|通告|公告|通知|发布))")
_BEFORE_VERB = re.compile(rf"(?:^|[,。\n])(?P<body>{_HAN}{{2,20}}?{_BODY})(?=定于|决定|将于|拟于)")
_DOCUMENT = re.compile(
    rf"[\u4e00-\u9fff()]{{1,12}}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{{1,4}}号"
    rf"|第?{_HAN}{{0,10}}?(?:19|20)\d\d年第\d{{1,4}}号"
)
_CITY = re.compile(
    rf"(?:中共|有关)?(?:{_HAN}{{2,3}}省|{_HAN}{{2,5}}自治区)?(?P<city>{_HAN}{{2,6}}?)"
    rf"(?:市|县|縣|区|區|盟|地区|州|旗)(?P<part>(?!关于){_HAN}{{2,4}}?[区區县縣市旗])?"
)
_NO_CITY = re.compile("[某样本我全市县区各]|关于")
_WHERE = one_of("试鸣区域 试鸣范围 鸣放范围 实施区域 范围 区域 地点") + one_of("包括 为 是 : 在")
_ACTS = one_of("同步 统一 同时 组织 进行 试鸣 试响 试放 鸣放 鸣响 拉响 发放 实施 开展 试播")
_AREAS = (
    re.compile(rf"{_WHERE}([^。;\n]{{2,60}}?)(?=[,。;\n]|$)"),
    re.compile(rf"在(?!于)([^。;,\n在]{{2,40}}?)内?{_ACTS}"),
    re.compile(r"(全[市县区州])(?:范围内)?(?:都将|均将|将)?(?:防空|统一|试鸣|鸣放)"),
)
"""Where sirens sound: the first that fits, in the text or else in the title."""
_EXCEPT = re.compile(r"除(?P<left_out>[^。;\n]{2,40}?)外,(?:本市)?(?P<rest>全[市县省区州])")
_OCCASION = re.compile(
    one_of(
        "全民国防教育日 防灾减灾日 城镇韧性\\(防空\\)演习 萬安\\d{2}号 国家防灾日 九[·.]?一八 "
        '[“"]?\\d{1,2}[·.]\\d{1,2}[”"]?(?=防空|试鸣|警报|事变|纪念) '
        "(?<=[为是系即])[\\u4e00-\\u9fff“”·]{2,14}(?:纪念日|警报试鸣日|公祭日|防空日|沦陷日)"
    )
)

SIGNERS_AT_MOST = 4
NUMBER_WITHIN = 8
"""The number of a document stands in one of its first paragraphs."""
CITY_WITHIN = 40


class Heading(NamedTuple):
    """Who, under what number, where, why; None where the notice does not say."""

    issuer: Quote | None
    document: Quote | None
    city: Quote | None
    area: Quote | None
    occasion: Quote | None


def heading_of(item: Item, signature: DateMention | None) -> Heading:
    """Return what a notice says of itself."""
    page = item.page
    issuer = _signer(page, signature) or _titled(item) or _deciding(page)
    occasion = _OCCASION.search(page.text)
    return Heading(
        issuer,
        _document(page),
        _city(page, issuer),
        _area(page, item.title_end),
        page.quote(*occasion.span()) if occasion else None,
    )


# --- who ---


def _signer(page: Page, signature: DateMention | None) -> Quote | None:
    """Return who signs: before the date, or in the paragraphs before it."""
    if signature is None:
        return _last_signer(page)
    text = page.text
    start = text.rfind("\n", 0, signature.start) + 1
    own = text[start : signature.start].rstrip(" ,(")
    if _ISSUER.fullmatch(own):
        return _spaced(page.quote(start, start + len(own)))
    found: list[Quote] = []
    end = start - 1
    while end > 0 and len(found) < SIGNERS_AT_MOST:
        begin = text.rfind("\n", 0, end) + 1
        if not _ISSUER.fullmatch(text, begin, end):
            break
        found.insert(0, _spaced(page.quote(begin, end)))
        end = begin - 1
    return Quote(found[0].line, " ".join(quote.words for quote in found)) if found else None


def _last_signer(page: Page) -> Quote | None:
    """Return the last paragraph that is but the name of a body."""
    for start, end in reversed(list(page.paragraphs())[1:]):
        if _ISSUER.fullmatch(page.text, start, end):
            return _spaced(page.quote(start, end))
    return None


def _spaced(quote: Quote) -> Quote:
    """Return several bodies of one line with a blank between them."""
    words = re.sub(r"\s+", "", quote.words)
    bodies = re.sub(rf"({_BODY})(?!办公室|办公厅)(?={_HAN}{{2,}}{_BODY}$)", r"\1 ", words)
    return quote._replace(words=bodies)


def _titled(item: Item) -> Quote | None:
    match = _TITLE_ISSUER.match(item.page.text)
    return item.page.quote(*match.span(1)) if match else None


def _deciding(page: Page) -> Quote | None:
    """Return who decides, in the sentence that says so."""
    match = _BEFORE_VERB.search(page.text)
    words = match["body"] if match else ""
    if match is None or _NO_CITY.match(words) or "经" in words:
        return _after_approval(page)
    return page.quote(*match.span("body"))


_APPROVED = re.compile(
    rf"(?:经[^,]{{2,16}}(?:批准|同意|研究),)(?P<body>{_HAN}{{2,20}}?{_BODY})(?=定于|决定|将于)"
)


def _after_approval(page: Page) -> Quote | None:
    match = _APPROVED.search(page.text)
    return page.quote(*match.span("body")) if match else None


# --- number, place, occasion ---


def _document(page: Page) -> Quote | None:
    for start, end in list(page.paragraphs())[:NUMBER_WITHIN]:
        if _DOCUMENT.fullmatch(page.text, start, end):
            return page.quote(start, end)
    return None


def _city(page: Page, issuer: Quote | None) -> Quote | None:
    """Return the place without 市 or 县: that of the issuer, or of the title."""
    title = page.quote(0, min(CITY_WITHIN, len(page.text)))
    for quote in (issuer, title):
        match = _CITY.match(quote.words) if quote else None
        if quote and match and not _NO_CITY.match(match["city"]):
            part = match["part"] or ""
            short = part[:-1] if len(part) > 2 else part
            return Quote(quote.line, match["city"] + short)
    return None


def _area(page: Page, title_end: int) -> Quote | None:
    """Return where sirens sound; what is left out stands in brackets."""
    left_out = _EXCEPT.search(page.text)
    if left_out:
        quote = page.quote(*left_out.span("left_out"))
        rest = page.as_printed(*left_out.span("rest"))
        return quote._replace(words=f"{rest}（除{quote.words}外）")
    for begins in (title_end, 0):
        for pattern in _AREAS:
            match = pattern.search(page.text, begins)
            if match:
                return page.quote(*match.span(1))
    return None
