"""What kind of text this is: the announcement of a coming test, or one of the many that are not.

Comes in: an item, and whether a day and signals were found in it. Goes out: why it is no notice,
or None. Each reason is one row of :data:`REASONS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.text import phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from siren.notice.page import Quote
    from siren.notice.page import Page
    from siren.text import Text

FUTURE = re.compile(
    r"(?:将于|将在|拟于|拟在|定于|订于|拟定|将组织|将进行|将试鸣|将鸣放|将举行|将实施|将开展|将以|将同步|将对|将统一|决定|計畫|将)"
    r"[^。;\n]{0,60}?(?:试鸣|试响|鸣放|鸣响|拉响|发放|施放|试放|演习|警报)|时间:|试放时间|实施.{0,30}演习|(?:公告|通告)如下|(?:试鸣|鸣放)时间(?:为|:|是)|请.{0,12}(?:互相转告|届时|不要惊慌|勿惊慌|留意|配合)|届时"
)
PAST = re.compile(
    r"准时(?:响起|鸣响|拉响|鸣放)|如期(?:举行|进行|响起|鸣响)|圆满(?:完成|结束|成功)|顺利(?:完成|结束|举行)|(?:活动|试鸣|演练)(?:圆满|顺利)?结束[,。]"
    r"|鸣响率|响彻|已于|日前|昨日|昨天|(?:举行|进行|开展|组织|拉响|鸣放|试鸣|参加|完成|响起|启动|检验|达到)了|本报讯|记者从|记者在|记者看到|市民.{0,6}驻足|落下帷幕|取得.{0,6}成效|总结"
)
_PAST_STRONG = re.compile(r"准时(?:响起|鸣响|拉响)|鸣响率|圆满(?:完成|结束)|顺利(?:完成|结束)|响彻|(?:试鸣|拉响|鸣放|举行|组织)了|活动结束|已(?:经)?(?:于|在)?[^。,;]{0,16}(?:结束|完成|试鸣完毕)")
_TITLE_NOTICE = re.compile(r"公告|通告|通知|告知|启事|告示|预告|提示|公示")
_CANCEL = re.compile(
    r"(?:决定)?(?:取消|撤销|停止(?!时间|\d|[一二三四五六七八九十])|暂停|中止|终止|暂不|不再|推迟|延期|暂缓)(?:举行|组织|进行|开展|实施)?[^。;\n]{0,30}?(?:试鸣|鸣放|鸣响|警报|演练|演习|拉响)"
    r"|(?:试鸣|鸣放|警报|演习|演练)[^。;\n,]{0,14}(?:取消|推迟|延期|暂缓|暂停)(?!警报)"
)
_WEAK = ("不再", "停止", "暂不")
"""Words that also tell what else a notice leaves out."""
_CONDITION = re.compile(r"(?:如|若|遇|倘|一旦|除非|万一)[^。;\n]{0,24}$")
_NOT_CANCEL = re.compile(r"疏散|隐蔽|交通|消防警报|解除|防空警报声|课|烟花")
_OTHER_DRILL = re.compile(r"消防|火灾|地震|逃生|避震|避险|反恐|灭火|救援")
_SCHOOL = re.compile(r"消防演练|消防演习|消防警铃|火灾|逃生演练|地震|避震|避险演练|应急疏散演练|疏散逃生|警铃|哨声|手摇铃|铃声|灭火")
_AIR = re.compile(r"防空|人防|空袭|防灾警报|萬安|海啸|试鸣|默哀|国防动员|鸣放警报")
_EXPLAINS = re.compile(r"什么是|如何(?:识别|辨别|区分)|怎样(?:识别|辨别|区分)|怎么办|小知识|科普|知识(?:问答|介绍|普及|宣传|点)|一问一答|你知道吗|有哪些种类|分为哪几种|答记者问|解读|释义|名词解释")
_BUYS = re.compile(r"采购|招标|投标|开标|中标|磋商|询价|成交|报价|供应商|预算金额|招租|废标")
_MENDS = re.compile(r"检修|巡检|维护保养|维保|维修|例行检查|误鸣|误响|调试|检测|排查|更换|点位")
_RULES = re.compile(r"第[一二三四五六七八九十\d]+条|条例|管理办法|实施细则|制度|规定如下|暂行规定|每年")
_ABROAD = re.compile(
    r"(?:瑞士|日本|韩国|朝鲜|以色列|乌克兰|俄罗斯|德国|法国|奥地利|捷克|波兰|瑞典|芬兰|挪威|荷兰|美国|夏威夷|英国|印度|新加坡|比利时|丹麦|意大利|首尔|东京|柏林|巴黎|维也纳|布拉格|基辅|莫斯科)"
)
_WORKS = re.compile(r"工作总结|年度总结|工作要点|工作报告|年鉴|大事记|招聘|公开招考|录用")


class Facts(NamedTuple):
    """What was found in an item."""

    page: Page
    title: str
    date: dt.date | None
    issued: dt.date | None
    has_day: bool
    has_times: bool
    has_signals: bool
    is_yearly_only: bool
    is_moved: bool


class Rejection(NamedTuple):
    """Why a text is no announcement of a coming test, and the words that say so."""

    said: Text
    quotes: tuple[Quote, ...] = ()


def rejection(facts: Facts) -> Rejection | None:
    """Return why an item does not announce a coming test; None where it does."""
    for test, en, zh in REASONS:
        found = test(facts)
        if found is not None:
            quotes = (facts.page.quote(*found),) if found[1] > found[0] else ()
            return Rejection(phrase(en, zh), quotes)
    return None


_Found = tuple[int, int]


def _cancelled(facts: Facts) -> _Found | None:
    text = facts.page.text
    if facts.is_moved and facts.date is not None:
        return None
    for match in _CANCEL.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if _CONDITION.search(before) or _NOT_CANCEL.search(match[0]):
            continue
        if match[0].startswith(_WEAK) and facts.date is not None and facts.has_signals and FUTURE.search(text) and not _CANCEL.search(facts.title):
            continue
        return match.span()
    return None


def _past(facts: Facts) -> _Found | None:
    text = facts.page.text
    if facts.date is not None and facts.issued is not None and facts.issued > facts.date:
        return (0, len(facts.title)) if not FUTURE.search(text) or _PAST_STRONG.search(text) else None
    strong = _PAST_STRONG.search(text)
    if strong and not (_TITLE_NOTICE.search(facts.title) and FUTURE.search(text)):
        future = [m for m in FUTURE.finditer(text) if m[0] not in ("届时",)]
        if len(_PAST_STRONG.findall(text)) >= len(future):
            return strong.span()
    weak = PAST.search(text)
    if weak and not FUTURE.search(text) and not _TITLE_NOTICE.search(facts.title):
        return weak.span()
    return None


def _school_drill(facts: Facts) -> _Found | None:
    match = _SCHOOL.search(facts.page.text)
    if not match:
        return None
    if not _AIR.search(facts.page.text):
        return match.span()
    titled = _OTHER_DRILL.search(facts.title) and not _AIR.search(facts.title)
    return match.span() if titled else None


def _bought(facts: Facts) -> _Found | None:
    matches = list(_BUYS.finditer(facts.page.text))
    return matches[0].span() if len(matches) >= 2 else None


def _mended(facts: Facts) -> _Found | None:
    match = _MENDS.search(facts.page.text)
    return match.span() if match and not facts.has_signals and (_MENDS.search(facts.title) or not re.search(r"试鸣(?!信号)", facts.title + facts.page.text[:200])) else None


def _rule(facts: Facts) -> _Found | None:
    match = _RULES.search(facts.page.text)
    if match and facts.is_yearly_only:
        return match.span()
    law = re.search(r"第[一二三四五六七八九十]+条", facts.page.text)
    if law and len(re.findall(r"第[一二三四五六七八九十]+条[^,。;]{0,1}", facts.page.text)) >= 3 and not facts.has_times:
        return law.span()
    return None


def _explained(facts: Facts) -> _Found | None:
    match = _EXPLAINS.search(facts.page.text)
    announces = facts.has_day and facts.has_times and FUTURE.search(facts.page.text)
    return match.span() if match and not announces else None


def _summary(facts: Facts) -> _Found | None:
    match = _WORKS.search(facts.title or facts.page.text[:60])
    return match.span() if match else None


def _abroad(facts: Facts) -> _Found | None:
    match = _ABROAD.search(facts.page.text[:120])
    return match.span() if match and not re.search(r"市人民政府|人民防空办公室|国防动员办公室|沦陷|侵华|日本帝国主义|侵略", facts.page.text) else None


def _says_nothing(facts: Facts) -> _Found | None:
    if not facts.has_times and not facts.has_signals:
        return 0, 0
    if not facts.has_day and not FUTURE.search(facts.page.text) and not _TITLE_NOTICE.search(facts.title):
        return 0, 0
    if not re.search(r"试鸣|鸣放|鸣响|拉响|试响|施放|发放|试放|鸣笛|长鸣|实施.*演习|演习", facts.page.text):
        return 0, 0
    return None


CANCELLED = phrase("a cancellation: the test described does not take place", "试鸣已取消或推迟，未公布新的日期")

REASONS: tuple[tuple[Callable[[Facts], _Found | None], str, str], ...] = (
    (_cancelled, *(words for _, words in CANCELLED.by_language)),
    (_past, "a report of a test that has already taken place", "报道的是已经进行过的试鸣"),
    (_bought, "a procurement; no siren test is announced", "采购或招标信息，没有试鸣安排"),
    (_school_drill, "a fire, earthquake or school drill; no siren test", "消防、地震或学校演练，不是防空警报试鸣"),
    (_mended, "maintenance of sirens; no siren test", "警报设施维护，不是试鸣"),
    (_abroad, "about another country; no siren test is announced", "外国的消息，没有试鸣安排"),
    (_summary, "a summary or a recruitment; no siren test is announced", "总结或招聘信息，没有试鸣安排"),
    (_rule, "a standing rule; no single test is announced", "长期规定，不是某一次试鸣的公告"),
    (_explained, "an explanation of the signals; no test is announced", "警报知识介绍，没有试鸣安排"),
    (_says_nothing, "no siren test is announced", "没有试鸣安排"),
)
"""Every reason, in the order in which they are tried."""
