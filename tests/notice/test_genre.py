"""What is no announcement of a coming test, and what only looks so."""

from __future__ import annotations

import pytest

from siren.notice.reader import read_notice
from siren.notice.reading import Verdict

NOTICE = """样城市人民政府关于试鸣防空警报的通告
市政府定于2023年9月18日（星期一）上午10时至10时19分在全市试鸣防空警报。
预先警报：10时至10时03分，鸣36秒，停24秒，反复3遍，时间3分钟；
空袭警报：10时08分至10时11分，鸣6秒，停6秒，反复15遍，时间3分钟；
解除警报：10时16分至10时19分，连续鸣放3分钟。
{remark}
样城市人民政府
2023年9月8日"""

NO_NOTICES = {
    "cancelled": (
        "关于取消防空警报试鸣的公告\n决定取消原定于2023年9月18日上午10时举行的防空警报试鸣。",
        "cancellation",
    ),
    "put off without a day": (
        "关于推迟试鸣的公告\n原定于2023年9月18日10时的防空警报试鸣因疫情推迟，时间另行通知。",
        "cancellation",
    ),
    "report": (
        "警报声响彻样城\n9月18日上午9时18分，防空警报准时响起，空袭警报鸣6秒停6秒，市民纷纷驻足，鸣响率99%。",
        "already taken place",
    ),
    "tender": (
        "样城市防空警报器采购项目公开招标公告\n警报器应能发放预先警报（鸣36秒停24秒，3遍）。开标时间：2023年9月18日上午9时30分。",
        "procurement",
    ),
    "fire drill": (
        "关于举行消防演练的通知\n定于2023年9月18日10:00演练，届时广播消防警报声，鸣6秒停6秒。",
        "fire, earthquake or school drill",
    ),
    "maintenance": (
        "关于警报器检修的公告\n2023年9月5日至9日每日9:00至17:00逐台检修警报器，个别警报器可能误鸣。",
        "maintenance",
    ),
    "abroad": (
        "瑞士测试全国警报\n瑞士将于2月1日13时30分鸣响全国警报，警报长鸣1分钟。",
        "another country",
    ),
    "summary of a year": (
        "样城市人防办2023年工作总结\n组织了防空警报试鸣，9月18日10时鸣放空袭警报3分钟。",
        "already taken place",
    ),
    "rule": (
        "防空警报试鸣办法\n每年9月18日上午9时至9时10分试鸣，依次鸣放预先警报、空袭警报、解除警报。",
        "standing rule",
    ),
    "explainer": (
        "防空警报小知识\n什么是空袭警报？鸣6秒，停6秒，反复15遍，时间3分钟。",
        "explanation",
    ),
    "street names": (
        "关于路名的公告\n自2023年9月18日10时起，防空路更名为和平路。",
        "no siren test",
    ),
    "nothing": ("", "no siren test"),
}


@pytest.mark.parametrize(("text", "reason"), NO_NOTICES.values(), ids=list(NO_NOTICES))
def test_what_is_no_notice(text: str, reason: str) -> None:
    reading = read_notice(text)
    assert (reading.should, reading.signals) == (Verdict.NOT_A_NOTICE, ())
    assert reading.reason is not None
    assert reason in reading.reason.english


def test_the_words_that_say_so_are_quoted_with_their_line() -> None:
    [(field, quote)] = read_notice(NO_NOTICES["rule"][0]).evidence
    assert (field, quote) == ("reject_reason", (2, "每年"))


def test_a_cancellation_is_quoted() -> None:
    [(_, quote)] = read_notice(NO_NOTICES["cancelled"][0]).evidence
    assert quote.words.startswith("取消")


NEAR_MISSES = (
    "届时请市民不要惊慌。",
    "去年的试鸣于2022年9月18日顺利结束。",
    "如听到消防警报，仍应按规定疏散。",
    "有条件的学校可组织疏散演练，未参加演练的单位照常上课。",
    "电影院暂停放映3分钟。",
    "试鸣期间停止施工鸣笛。",
    "每年9月18日为全省防空警报试鸣日。",
    "往年5月12日不再鸣放防空警报。",
    "此前张贴的公告作废，以本公告为准。",
    "警报器检修已完成。",
    "风雨无阻。",
    "采购警报器的单位请与人防办联系。",
)


@pytest.mark.parametrize("remark", NEAR_MISSES)
def test_what_only_looks_so_stays_a_notice(remark: str) -> None:
    reading = read_notice(NOTICE.format(remark=remark))
    assert (reading.should, reading.conflicts) == (Verdict.PLAN, ())


CONDITIONS = (
    "如遇雨天，试鸣顺延至次日。",
    "遇特殊情况取消，另行通知。",
    "如遇恶劣天气改期。",
    "因天气原因推迟的，另行公告。",
)


@pytest.mark.parametrize("remark", CONDITIONS)
def test_a_test_that_may_still_be_moved_is_asked(remark: str) -> None:
    assert read_notice(NOTICE.format(remark=remark)).should == Verdict.ASK


def test_a_notice_that_comes_after_its_day_in_the_past_tense_is_a_report() -> None:
    text = NOTICE.format(remark="试鸣活动圆满结束。").replace("2023年9月8日", "2023年9月19日")
    reading = read_notice(text)
    assert reading.should == Verdict.NOT_A_NOTICE
