"""Who announces a test, under what number, where it is held, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siren.notice.dates import DateMention
    from siren.notice.items import Item
    from siren.notice.page import Page

_BODY = (
    r"人民政府(?:办公室|办公厅)?|政府|人民防空办公室|人防办(?:公室)?|民防办公室|民防局|国防动员办公室|国动办|人民防空委员会|国防动员委员会(?:办公室)?"
    r"|警备区|军分区|人民武装部|管理委员会|管委会|应急管理局|警察局|消防局|保卫处|居民委员会|居委会|教育局|街道办事处|委员会|总指挥部|指挥部"
)
_ISSUER = re.compile(
    rf"^[\u4e00-\u9fff]{{2,30}}?(?:{_BODY})(?:[\u4e00-\u9fff]{{2,20}}?(?:{_BODY}))*$"
)
_TITLE_ISSUER = re.compile(
    rf"^(?P<issuer>[\u4e00-\u9fff]{{2,20}}?(?:{_BODY})(?:办公室)?)(?=关于|通告|公告|通知|发布)"
)
_DOCUMENT = re.compile(
    r"^[\u4e00-\u9fff()]{1,12}[〔\[(【](?:19|20)\d\d[〕\])】](?:第)?\d{1,4}号$|^(?:第)?[\u4e00-\u9fff]{0,10}?(?:19|20)\d\d年第\d{1,4}号$"
)
_CITY = re.compile(
    r"^(?:中共|中国)?(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,5}自治区)?(?P<city>[\u4e00-\u9fff]{2,6}?)(?:市|县|区|盟|地区|州|旗)(?P<part>[\u4e00-\u9fff]{2,4}?(?:区|县|市|旗))?"
)
_NO_CITY = re.compile(r"^某|^样|^本|^我|^全|^市|^县|^区|^各")
_AREA = re.compile(
    r"(?:试鸣(?:区域|范围)|鸣放范围|范围|区域|地点|区域|地区|实施区域)(?:包括|为|是|:|在)(?P<a>[^。;\n]{2,60}?)(?=[。;\n]|$)"
    r"|(?:^|[,在于午时分\d)])在(?P<b>[^。;,\n]{2,40}?)(?:范围内|范围)?(?:同步|统一|同时|组织|进行|试鸣|试响|鸣放|鸣响|拉响|发放|实施|开展)"
    r"|组织(?P<c>全[市县省区州])(?:防空|统一)"
)
_OCCASION = re.compile(
    r"全民国防教育日|全民國防教育日|防灾减灾日|城鎮韌性\(防空\)演习|[“\"]?\d{1,2}[·.]\d{1,2}[”\"]?(?=防空|试鸣|警报|事变|纪念)|[\u4e00-\u9fff“”·\d]{2,14}(?:纪念日|警报试鸣日|公祭日|防空日|沦陷日)|萬安\d{2}号|國家防灾日|九[·.]?一八"
)


class Heading(NamedTuple):
    """Who, under what number, where, why; each as printed, or None."""

    issuer: str | None
    document: str | None
    city: str | None
    area: str | None
    occasion: str | None


def heading_of(item: Item, signature: DateMention | None) -> Heading:
    """Return what a notice says of itself."""
    page = item.page
    issuer = _issuer(page, signature) or _title_issuer(page, item.title_end)
    return Heading(issuer, _document(page), _city(page, issuer), _area(page), _occasion(page))


def _issuer(page: Page, signature: DateMention | None) -> str | None:
    """Return who signs: before the date, or in the paragraphs before it."""
    if signature is None:
        return _last_issuer(page)
    text = page.text
    start = text.rfind("\n", 0, signature.start) + 1
    own = text[start : signature.start]
    found: list[str] = []
    if own and _ISSUER.match(own.rstrip(" ,(")):
        return _spaced(page.as_printed(start, start + len(own.rstrip(" ,("))))
    end = start - 1
    while end > 0 and len(found) < 4:
        begin = text.rfind("\n", 0, end) + 1
        if not _ISSUER.match(text[begin:end]):
            break
        found.insert(0, _spaced(page.as_printed(begin, end)))
        end = begin - 1
    return " ".join(found) or None


def _last_issuer(page: Page) -> str | None:
    paragraphs = [(start, end) for start, end in page.paragraphs()]
    for start, end in reversed(paragraphs[1:]):
        if _ISSUER.match(page.text[start:end]):
            return _spaced(page.as_printed(start, end))
    return None


def _spaced(printed: str) -> str:
    """Return several issuers of one line with a blank between them."""
    words = re.sub(r"\s+", "", printed)
    return re.sub(
        rf"({_BODY})(?=[\u4e00-\u9fff]{{2,}}(?:{_BODY})$)(?!办公室|办公厅)", r"\1 ", words
    )


def _title_issuer(page: Page, title_end: int) -> str | None:
    match = _TITLE_ISSUER.search(page.text[: title_end or 40].replace("\n", ""))
    return match["issuer"] if match else None


def _document(page: Page) -> str | None:
    for start, end in list(page.paragraphs())[:8]:
        if _DOCUMENT.match(page.text[start:end]):
            return page.as_printed(start, end)
    return None


def _city(page: Page, issuer: str | None) -> str | None:
    for words in (issuer, page.text[:40]):
        match = _CITY.match(words) if words else None
        if match and not _NO_CITY.match(match["city"]):
            part = match["part"]
            return match["city"] + (part[:-1] if part and len(part) > 2 else part or "")
    return None


def _area(page: Page) -> str | None:
    match = _AREA.search(page.text)
    if not match:
        return None
    group = next(name for name in "abc" if match[name])
    return page.as_printed(*match.span(group))


def _occasion(page: Page) -> str | None:
    match = _OCCASION.search(page.text)
    return page.as_printed(*match.span()) if match else None
