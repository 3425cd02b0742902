"""Words that leave a notice open: drafts, changes, conditions, times that nobody can read.

A new wording is one row of :data:`OPEN_ENDS`, or a word in one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.wording import SIGNAL_WORDS, SOUNDS, one_of
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.text import Text

_CLOCK = r"\d{1,2}:\d\d"
_TO = "[-~至到]"


class OpenEnd(NamedTuple):
    """What is left open: which words say so, what it is about, how it is said."""

    pattern: re.Pattern[str]
    about: str
    said: Text


OPEN_ENDS: tuple[OpenEnd, ...] = (
    OpenEnd(
        re.compile(one_of("更正 勘误 订正 应为 特别提醒")),
        "notice",
        phrase("the text corrects an earlier notice", "文中更正了先前的公告"),
    ),
    OpenEnd(
        re.compile(
            one_of(
                "征求意见稿 讨论稿 草案 样稿 送审稿 范文 脚本 供.{0,6}参考 初步定于 原则上 "
                "建议于 同意后拟"
            )
        ),
        "notice",
        phrase("the text is a draft", "文本是草稿"),
    ),
    OpenEnd(
        re.compile(
            one_of(
                "网传 辟谣 消息不实 系谣言 为谣言 已失效 已撤销 "
                "[此本](?:通告|公告|通知)[^。;]{0,6}(?:作废|废止|失效)"
            )
        ),
        "notice",
        phrase("the text says that it does not hold", "文中说明其内容无效"),
    ),
    OpenEnd(
        re.compile(
            "暂定|初定|备用日期|备选日期|(?:具体|确切|准确)[^。;\n]{0,10}(?:时间|日期"
            "|安排)[^。;\n]{0,6}(?:另行|待|以)"
            "|时间(?:待定|另行通知|另行公告)|(?:试鸣|具体|最终"
            "|实际)[^。;\n,]{0,8}以[^。;\n]{0,14}为准|以(?:实际|最终)"
        ),
        "window",
        phrase("the time is not final", "时间尚未最后确定"),
    ),
    OpenEnd(
        re.compile(
            "由[^。;\n]{2,30}(?:改为|改至|改在|变更为|调整为|调整至)"
            r"|(?:时间|日期)(?:已)?(?:改为|改至|改在|变更|调整|推后|提前\d)|后因"
            "|(?<!不得)(?<!不能)(?<!不可)(?:推迟|延期|延后|推后)(?:至|到)"
        ),
        "date",
        phrase("the test was put off or changed", "试鸣时间有变更"),
    ),
    OpenEnd(
        re.compile(
            r"(?<!不)再(?:次|行)(?:重复)?(?:组织)?试鸣|再(?:重复)?试鸣[一1两二2]次|(?<!不)再(?:次|行)(?:鸣放|鸣响)"
            r"|(?<!不)再鸣放(?![\d一二三四五六七八九十]+秒)"
            "|重新(?:组织)?试鸣|连续进行[两二三]遍"
        ),
        "date",
        phrase("the test is held again on another occasion", "还将再次试鸣"),
    ),
    OpenEnd(
        re.compile(
            rf"{SIGNAL_WORDS}(?:\S{{0,2}})警报.{{0,6}}(?:不再?|暂不|未){SOUNDS}"
            rf"|(?:仅|只)(?:试|在.{{1,8}}){SOUNDS}|(?:仅|只)(?:试鸣|鸣放|发放)"
        ),
        "signals",
        phrase("a signal is said not to sound everywhere", "有信号不鸣放或只在部分地区鸣放"),
    ),
    OpenEnd(
        re.compile(
            r"\d\s?[AaPp]\.?[Mm](?![Hh])|[AaPp][Mm]\s?\d{{1,2}}(?!\d)|(?<=\d)(?:时|点|:)[6-9]\d(?!\d)分?|分[6-9]\d秒"
            rf"|\d[:时点]\d?[OoIl]|[OoIl]\d?[:时点]\d|\d[OoIl][:时点]|\d:\d(?![\d:])"
            rf"|(?<=\d):\d{{3,}}|:\d\d \d{{1,3}}{_TO}"
            rf"|(?<!\d)\d{{1,2}}[;.,]\d\d{_TO}+{_CLOCK}|(?<!\d)\d{{3,4}}{_TO}+{_CLOCK}"
            rf"|{_CLOCK}{_TO}+\d{{1,2}}[;.,]\d\d(?!\d)|{_CLOCK}{_TO}+\d{{3,4}}(?!\d)"
        ),
        "window",
        phrase("a time could not be read", "有时间无法识别"),
    ),
    OpenEnd(
        re.compile(
            r"(?<!不因)(?<!不受)(?:雨|雪|恶劣天气|极端天气|天气原因|特殊天气|特殊情况"
            r"|不可抗力)[^。;\n]{0,24}"
            + one_of("顺延 改期 推迟 取消 延期 改在 推后 另定 另行 调整")
            + "|(?<!不)顺延|遇雨改期|不能如期"
        ),
        "date",
        phrase("the day depends on the weather or on circumstances", "日期可能因天气等情况变更"),
    ),
)
"""Each thing that may be left open."""


def open_ends(text: str) -> Iterator[tuple[OpenEnd, re.Match[str]]]:
    """Yield what a text leaves open, with the words that say so."""
    for open_end in OPEN_ENDS:
        match = open_end.pattern.search(text)
        if match:
            yield open_end, match
