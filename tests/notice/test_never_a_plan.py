"""One change to a good notice, after which nobody should sound anything without asking."""

from __future__ import annotations

import pytest

from siren.notice.reader import read_notice
from siren.notice.reading import Verdict

GOOD = """样城市人民政府关于试鸣防空警报的通告
市政府定于2023年9月18日上午10时至10时19分在全市试鸣防空警报。
预先警报：10时至10时03分，鸣36秒，停24秒，反复3遍，时间3分钟；
空袭警报：10时08分至10时11分，鸣6秒，停6秒，反复15遍，时间3分钟；
解除警报：10时16分至10时19分，连续鸣放3分钟。
请市民勿惊慌。
样城市人民政府
2023年9月8日"""

DAY, WINDOW, SOUND = "2023年9月18日", "上午10时至10时19分", "鸣36秒，停24秒，反复3遍，时间3分钟"
REMARK = "请市民勿惊慌。"
UNTIMED = "\n".join(
    line.split("：")[0] + "：" + line.split("，", 1)[1] if "警报：" in line else line
    for line in GOOD.replace(REMARK, "每两种警报间隔5分钟。").splitlines()
)

ASKED = {
    "wrong weekday": (DAY, "2023年9月18日（星期二）"),
    "no such day": (DAY, "2023年9月31日"),
    "several days": (DAY, "2023年9月18日至19日"),
    "two years": (REMARK, "时间：2022年9月18日上午10时。"),
    "units lost": (DAY, "2023918日"),
    "about ten": (WINDOW, "上午10时许"),
    "rain": (REMARK, "遇雨顺延。"),
    "count and length": (SOUND, "鸣36秒，停24秒，反复5遍，时间3分钟"),
    "two cycles": (SOUND, SOUND + "；鸣30秒，停30秒，反复3遍"),
    "cycle that does not go into the length": (SOUND, "鸣36秒，停25秒，时间3分钟"),
    "range and length": ("10时至10时03分", "10时至10时05分"),
    "overlap": ("10时08分至10时11分", "10时02分至10时05分"),
    "past the window": (WINDOW, "上午10时至10时15分"),
    "day before it was announced": (DAY, "2022年9月18日"),
    "no longer held": (REMARK, "防空警报试鸣不再举行。"),
    "before the window": (WINDOW, "上午10时05分至10时19分"),
    "end before start": ("10时至10时03分", "10时03分至10时"),
    "year of three digits": (DAY, "203年9月18日"),
    "two days in a list": (DAY, "2023年9月18日、19日"),
    "two days with and": (DAY, "2023年9月18日和9月19日"),
    "two days with or": (DAY, "2023年9月18日或19日"),
    "day ten years off": (DAY, "2033年9月18日"),
    "weekday in words of this week": (DAY, "2023年9月18日（本周二）"),
    "two counts": (SOUND, "鸣36秒，停24秒，反复3遍，反复5遍"),
    "range of counts": (SOUND, "鸣36秒，停24秒，反复3-5遍"),
    "count again after the length": (SOUND, SOUND + "，重复2次"),
    "cycle of no length": (SOUND, "鸣0秒，停0秒，反复3遍"),
    "unread cycle, another is assumed": (SOUND, "鸣30″，停30″，反复3遍"),
    "range of tones, another is assumed": (SOUND, "鸣30-40秒，停24秒，反复3遍"),
    "cycle in half minutes, another is assumed": (SOUND, "响半分钟，停半分钟，反复3遍"),
    "moved in a remark": (REMARK, "试鸣推迟到2023年9月20日。"),
    "cancelled in a remark": (REMARK, "因疫情原因，停止试鸣。"),
    "one signal left out": (REMARK, "其中空袭警报不鸣放。"),
    "sounded again on another day": (REMARK, "2023年9月20日同一时间再次试鸣。"),
    "time to be announced": (REMARK, "具体试鸣时间另行通知。"),
    "tentative": (REMARK, "以上时间为暂定。"),
    "draft": (REMARK, "（征求意见稿）"),
    "rumour": (REMARK, "网传上述试鸣消息不实。"),
}

WINDOWS_ASKED = {
    "end before start": "上午10时至9时19分",
    "end that is no time": "上午10时至10时91分",
    "English afternoon": "2:00 PM至2:19 PM",
    "sixty seconds": "上午9时59分60秒至10时19分",
    "either or": "上午10时至10时19分或下午3时至3时19分",
    "range sign lost": "上午10:00 10:19",
}


def verdict(old: str, new: str, text: str = GOOD) -> Verdict:
    assert old in text
    return read_notice(text.replace(old, new, 1)).should


def test_both_notices_are_plans_before_they_are_changed() -> None:
    assert [read_notice(text).should for text in (GOOD, UNTIMED)] == [Verdict.PLAN] * 2
    assert all(signal.start_s is not None for signal in read_notice(UNTIMED).signals)


@pytest.mark.parametrize(("old", "new"), ASKED.values(), ids=list(ASKED))
def test_it_is_no_plan(old: str, new: str) -> None:
    assert verdict(old, new) != Verdict.PLAN


@pytest.mark.parametrize("window", WINDOWS_ASKED.values(), ids=list(WINDOWS_ASKED))
def test_a_window_that_is_none_is_asked(window: str) -> None:
    assert verdict(WINDOW, window, UNTIMED) != Verdict.PLAN


def test_a_time_that_is_not_of_beijing_is_asked() -> None:
    assert verdict(WINDOW, "新疆时间8时至8时19分", UNTIMED) == Verdict.ASK


def test_a_pre_warning_of_which_only_the_length_is_printed_is_no_steady_tone() -> None:
    reading = read_notice(GOOD.replace(SOUND, "持续3分钟"))
    assert not reading.signals[0].continuous


def test_a_leaflet_behind_another_item_takes_no_year_from_it() -> None:
    other = (
        "样城市教育局关于演练的通知\n9月20日演练，请各校做好准备。\n样城市教育局\n2023年9月6日\n"
    )
    leaflet = GOOD.replace("样城市人民政府关于试鸣防空警报的通告", "告居民书").replace(
        "2023年9月18日", "9月18日"
    )
    assert read_notice(other + leaflet.rsplit("\n", 2)[0]).should != Verdict.PLAN
