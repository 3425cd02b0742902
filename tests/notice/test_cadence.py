from __future__ import annotations

from fractions import Fraction

import pytest

from siren import library
from siren.notice.cadence import cadence_of
from siren.notice.nation import nation_of, nations


@pytest.mark.parametrize(
    ("signal", "cycle", "repeats", "lasts_s"),
    [
        ("cn-pre-warning", [(36, 24)], 3, 180),
        ("cn-air-raid", [(6, 6)], 15, 180),
        ("cn-all-clear", [(180, 0)], 1, 180),
        ("tw-emergency", [(15, 5), (5, 5), (5, 5)], 3, 115),
        ("tw-all-clear", [(90, 0)], 1, 90),
    ],
)
def test_a_library_signal_in_the_figures_of_a_notice(
    signal: str, cycle: list[tuple[int, int]], repeats: int, lasts_s: int
) -> None:
    cadence = cadence_of(library.signal(signal))
    assert cadence is not None
    assert cadence.signal_id == signal
    assert [(int(on_s), int(off_s)) for on_s, off_s in cadence.cycle] == cycle
    assert (cadence.repeats, int(cadence.duration_s)) == (repeats, lasts_s)


def test_every_national_rule_can_be_said_in_figures() -> None:
    for nation in nations():
        for kind in nation.signals:
            rule = nation.rule(kind)
            assert rule is not None
            full_s = rule.repeats * sum((on + off for on, off in rule.cycle), Fraction(0))
            last_pause_s = rule.cycle[-1][1]
            assert rule.duration_s in (full_s, full_s - last_pause_s)


def test_a_kind_without_a_rule_has_none() -> None:
    assert nations()[0].rule("disaster") is None


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("样城市人民政府定于9月18日试鸣防空警报", "Asia/Shanghai"),
        ("伊宁市城区试鸣防空警报（北京时间）", "Asia/Shanghai"),
        ("臺中市政府公告：實施防空演習，警報發放", "Asia/Taipei"),
        ("", "Asia/Shanghai"),
    ],
)
def test_the_zone_is_that_of_the_place(words: str, zone: str) -> None:
    assert nation_of(words).timezone == zone
