"""What kind of text this is: the announcement of a coming test, or one of the many that are not.

Comes in: an item, and what was found in it. Goes out: why it is no notice, or None. Each reason is
one row of :data:`REASONS`; the first that holds is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.wording import SOUNDS, one_of
from siren.text import phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from siren.notice.page import Page, Quote
    from siren.text import Text

_TEST = one_of("试鸣 试响 试放 鸣放 鸣响 拉响 发放 施放 演习 警报")

FUTURE = re.compile(
    rf"(?:将|定于|订于|拟于|拟在|拟定|决定|计划)[^。;\n]{{0,60}}?{_TEST}"
    "|(?:试鸣|试放|鸣放)?时间(?:为|:|是)|实施.{0,30}演习|(?:公告|通告)如下|届时"
    "|请.{0,12}(?:互相转告|留意|配合|不要惊慌|勿惊慌)"
)
"""That something is still to come."""
_DONE = one_of("举行 进行 开展 组织 拉响 鸣放 试鸣 参加 完成 响起 启动 检验 达到")
_PAST = re.compile(
    one_of(
        "如期(?:举行|进行|响起|鸣响) 已于 日前 昨日 昨天 本报讯 记者从 记者在 记者看到 落下帷幕 "
        "总结 "
        "市民.{0,6}驻足 取得.{0,6}成效"
    )
    + rf"|{_DONE}了"
)
_SURELY_PAST = re.compile(
    one_of(
        "准时(?:响起|鸣响|拉响|鸣放) 鸣响率 圆满(?:完成|结束|成功) 顺利(?:完成|结束|举行) 响彻 "
        "活动结束 "
        "(?:试鸣|拉响|鸣放|举行|组织)了 "
        "已经?[^。,;]{0,16}(?:试鸣|鸣放|演练)[^。,;]{0,6}(?:结束|完成|完毕) "
        "(?:试鸣|鸣放|演练)[^。,;]{0,8}已[^。,;]{0,6}(?:结束|完成|完毕)"
    )
)
_NOTICE = re.compile(one_of("公告 通告 通知 告知 启事 告示 预告 提示 公示"))
_CANCEL = re.compile(
    r"(?:取消|撤销|(?<![\d分时])停止(?!时间|\d|[一二三四五六七八九十])|暂停|中止|终止|暂不|不再|推迟|延期|暂缓)"
    rf"(?:举行|组织|进行|开展|实施)?[^。;\n]{{0,30}}?{one_of('试鸣 鸣放 鸣响 警报 演练 演习 拉响')}"
    r"|(?:试鸣|鸣放|警报|演习|演练|活动)[^。;\n,]{0,14}"
    r"(?:取消|推迟|延期|暂缓|暂停|(?:不再|停止)(?:举行|进行|组织))(?!警报)"
)
_CALLED_OFF = re.compile(one_of("取消 撤销 停止 暂停 中止 终止 暂不 不再 推迟 延期 暂缓"))
_ALSO_LEFT_OUT = ("不再", "暂不")
"""Words that may but tell what else a notice leaves out."""
_CONDITION = re.compile(r"(?:如|若|遇|倘|一旦|除非|万一)[^。;\n]{0,24}$")
_NOT_THE_TEST = re.compile(one_of("疏散 隐蔽 交通 消防警报 解除 防空警报声 课 烟花"))
_OTHER_DRILL = re.compile(one_of("消防 火灾 地震 逃生 避震 避险 反恐 灭火 救援"))
_BELLS = re.compile(
    one_of(
        "消防演练 消防演习 消防警铃 火灾 逃生演练 地震 避震 避险演练 应急疏散演练 疏散逃生 警铃 "
        "哨声 "
        "手摇铃 铃声 灭火"
    )
)
_AIR = re.compile(one_of("防空 人防 空袭 防灾警报 萬安 海啸 试鸣 默哀 国防动员 鸣放警报"))
_EXPLAINS = re.compile(
    one_of(
        "什么是 (?:如何|怎样)(?:识别|辨别|区分) 怎么办 小知识 科普 知识(?:问答|介绍|普及|宣传|点) "
        "一问一答 你知道吗 有哪些种类 分为哪几种 答记者问 解读 释义 名词解释"
    )
)
_BUYS = re.compile(one_of("采购 招标 投标 开标 中标 磋商 询价 成交 报价 供应商 预算金额 招租 废标"))
_MENDS = re.compile(
    one_of("检修 巡检 维护保养 维保 维修 例行检查 误鸣 误响 调试 检测 排查 更换 点位")
)
_BY_MISTAKE = re.compile("误触|并非(?:防空警报)?试鸣|关于[^\n]{0,20}误[鸣响]")
_TRIAL = re.compile("试鸣(?!信号)")
_RULES = re.compile(one_of("第[一二三四五六七八九十]+条 条例 管理办法 实施细则 制度 暂行规定 每年"))
_ARTICLE = re.compile("第[一二三四五六七八九十]+条")
_ABROAD = re.compile(
    one_of(
        "瑞士 日本 韩国 朝鲜 以色列 乌克兰 俄罗斯 德国 法国 奥地利 捷克 波兰 瑞典 芬兰 挪威 荷兰 "
        "美国 "
        "夏威夷 英国 印度 新加坡 比利时 丹麦 意大利 首尔 东京 柏林 巴黎 维也纳 布拉格 基辅 莫斯科"
    )
)
_AT_HOME = re.compile(one_of("人民政府 人民防空办公室 国防动员办公室 沦陷 侵华 日本帝国主义 侵略"))
_WORKS = re.compile(one_of("工作总结 年度总结 工作要点 工作报告 年鉴 大事记 招聘 公开招考 录用"))
_SOUNDS = re.compile(one_of(f"{SOUNDS} 鸣笛 演习"))
BEGINNING = 120
"""Letters of a text that tell what it is about."""
ARTICLES = 3
"""So many articles make a law."""


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

    @property
    def text(self) -> str:
        """The clean words."""
        return self.page.text


class Rejection(NamedTuple):
    """Why a text is no announcement of a coming test, and the words that say so."""

    said: Text
    quotes: tuple[Quote, ...] = ()


def rejection(facts: Facts) -> Rejection | None:
    """Return why an item does not announce a coming test; None where it does."""
    for holds, said in REASONS:
        found = holds(facts)
        if found is not None:
            start, end = found.span()
            return Rejection(said, (facts.page.quote(start, end),) if end > start else ())
    return None


Found = re.Match[str] | None

_ANYTHING = re.compile("")


def _cancelled(facts: Facts) -> Found:
    if facts.is_moved and facts.date is not None:
        return None
    titled = _CANCEL.search(facts.title.replace("\n", ""))
    if titled and not _NOT_THE_TEST.search(titled[0]):
        return _CALLED_OFF.search(facts.text)
    for match in _CANCEL.finditer(facts.text):
        is_conditional = _CONDITION.search(facts.text[max(0, match.start() - 30) : match.end() - 2])
        if is_conditional or _NOT_THE_TEST.search(match[0]):
            continue
        if not (match[0].startswith(_ALSO_LEFT_OUT) and _announces(facts)):
            return match
    return None


def _announces(facts: Facts) -> bool:
    """Return whether a test is announced for a day, and its title cancels nothing."""
    has_test = facts.date is not None and facts.has_signals
    return has_test and bool(FUTURE.search(facts.text)) and not _CANCEL.search(facts.title)


def _past(facts: Facts) -> Found:
    sure, future = _SURELY_PAST.search(facts.text), list(FUTURE.finditer(facts.text))
    if facts.date is not None and facts.issued is not None and facts.issued > facts.date:
        return (sure or _ANYTHING.search(facts.title)) if sure or not future else None
    is_titled = bool(_NOTICE.search(facts.title))
    if sure and not (is_titled and future):
        said = [match for match in future if match[0] != "届时"]
        if len(_SURELY_PAST.findall(facts.text)) >= len(said):
            return sure
    return None if future or is_titled else _PAST.search(facts.text)


def _other_drill(facts: Facts) -> Found:
    bells = _BELLS.search(facts.text)
    titled = _OTHER_DRILL.search(facts.title) and not _AIR.search(facts.title)
    return bells if titled or not _AIR.search(facts.text) else None


def _bought(facts: Facts) -> Found:
    found = list(_BUYS.finditer(facts.text))
    return found[0] if len(found) > 1 else None


def _mended(facts: Facts) -> Found:
    by_mistake = _BY_MISTAKE.search(facts.text)
    if by_mistake or facts.has_signals:
        return by_mistake
    begins = facts.title + facts.text[:BEGINNING]
    is_about = _MENDS.search(facts.title) or not _TRIAL.search(begins)
    return _MENDS.search(facts.text) if is_about else None


def _rule(facts: Facts) -> Found:
    if facts.is_yearly_only:
        return _RULES.search(facts.text)
    is_law = len(_ARTICLE.findall(facts.text)) >= ARTICLES and not facts.has_times
    return _ARTICLE.search(facts.text) if is_law else None


def _explained(facts: Facts) -> Found:
    announces = facts.has_day and facts.has_times and FUTURE.search(facts.text)
    return None if announces else _EXPLAINS.search(facts.text)


def _summary(facts: Facts) -> Found:
    return _WORKS.search(facts.title or facts.text[:BEGINNING])


def _abroad(facts: Facts) -> Found:
    return None if _AT_HOME.search(facts.text) else _ABROAD.search(facts.text[:BEGINNING])


def _says_nothing(facts: Facts) -> Found:
    is_empty = not facts.has_times and not facts.has_signals
    announces = facts.has_day or FUTURE.search(facts.text) or _NOTICE.search(facts.title)
    if is_empty or not announces or not _SOUNDS.search(facts.text):
        return _ANYTHING.search("")
    return None


CANCELLED = phrase(
    "a cancellation: the test described does not take place", "试鸣已取消或推迟，未公布新的日期"
)

REASONS: tuple[tuple[Callable[[Facts], Found], Text], ...] = (
    (_cancelled, CANCELLED),
    (
        _past,
        phrase("a report of a test that has already taken place", "报道的是已经进行过的试鸣"),
    ),
    (
        _bought,
        phrase("a procurement; no siren test is announced", "采购或招标信息，没有试鸣安排"),
    ),
    (
        _other_drill,
        phrase(
            "a fire, earthquake or school drill; no siren test",
            "消防、地震或学校演练，不是防空警报试鸣",
        ),
    ),
    (_mended, phrase("maintenance of sirens; no siren test", "警报设施维护，不是试鸣")),
    (
        _abroad,
        phrase("about another country; no siren test is announced", "外国的消息，没有试鸣安排"),
    ),
    (
        _summary,
        phrase("a summary or a recruitment; no siren test", "总结或招聘信息，没有试鸣安排"),
    ),
    (
        _rule,
        phrase("a standing rule; no single test is announced", "长期规定，不是某一次试鸣的公告"),
    ),
    (
        _explained,
        phrase("an explanation of the signals; no test is announced", "警报知识介绍，没有试鸣安排"),
    ),
    (_says_nothing, phrase("no siren test is announced", "没有试鸣安排")),
)
"""Every reason, in the order in which they are tried."""
