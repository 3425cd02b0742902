from __future__ import annotations

from typing import Any

import pytest

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice

NOTICE = """关于试鸣防空警报的通告
市政府定于2023年9月18日（星期一）上午10时至10时03分试鸣防空警报，鸣放空袭警报，鸣6秒，停6秒，反复15遍。
{outlets}
样城市人民政府
2023年9月8日"""


def outlets(sentence: str) -> list[dict[str, Any]]:
    return list(as_json(read_notice(NOTICE.format(outlets=sentence)))["outlets"])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("固定警报器同步发放。", "siren"),
        ("城区38台固定警报器、3台车载警报器同时发放。", "mobile-siren"),
        ("地铁电视插播警报字幕，同步播放。", "metro"),
        ("公交车载屏同步发放文字提示。", "bus"),
        ("应急广播同步播发。", "public-address"),
        ("预警信息发布系统发送提示信息。", "alert-platform"),
        ("移动、电信、联通三家发送手机短信。", "sms"),
        ("微信公众号同步发送提示。", "web"),
        ("样城电视台综合频道同步播出。", "tv"),
    ],
)
def test_a_kind_of_outlet(sentence: str, kind: str) -> None:
    assert kind in [outlet["kind"] for outlet in outlets(sentence)]


@pytest.mark.parametrize(
    ("printed", "mhz"),
    [
        ("样城新闻广播（91.6兆赫）", 91.6),
        ("样城新闻广播（FM96.2MHz）", 96.2),
        ("样城新闻广播FM92.0", 92),
        ("样城新闻广播（调频89）", 89),
        ("样城新闻广播（FM101.7兆赫）", 101.7),
        ("样城新闻广播（FM９６.２MHz）", 96.2),
        ("样城新闻广播（95.6㎒）", 95.6),
    ],
)
def test_a_frequency(printed: str, mhz: float) -> None:
    [outlet] = [o for o in outlets(f"{printed}同步播发警报信号。") if o["kind"] == "radio"]
    assert (outlet["freq_mhz"], outlet["name"]) == (mhz, "样城新闻广播")


def test_medium_wave_is_in_khz() -> None:
    [outlet] = outlets("样城人民广播电台1098KHz同步发放。")
    assert (outlet["freq_khz"], "freq_mhz" in outlet) == (1098, False)


def test_a_band_before_the_frequency_is_no_station() -> None:
    [outlet] = outlets("样城人民广播电台中波1098KHz同步发放。")
    assert (outlet["name"], outlet["freq_khz"]) == ("样城人民广播电台", 1098)


def test_two_frequencies_of_one_station_are_two_outlets() -> None:
    radio = [o for o in outlets("样城电台FM94.6、FM90.6两个频率同步播发。") if o["kind"] == "radio"]
    assert [outlet["freq_mhz"] for outlet in radio] == [94.6, 90.6]


@pytest.mark.parametrize(
    "sentence",
    ["对讲机调度使用409.75兆赫。", "无线控制频点在230兆赫频段内。", "电话0471-4606110。"],
)
def test_figures_that_are_no_outlet(sentence: str) -> None:
    assert [o for o in outlets(sentence) if o["kind"] == "radio"] == []
