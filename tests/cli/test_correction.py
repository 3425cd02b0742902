"""The ready text after a test that was cut short, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from siren.cli.correction import correction
from siren.cli.orders import Outlay, Request, lay_out
from tests.cli.cut_short import run_of
from tests.cli.drills import DRILL, fast_clock, written

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("folders")

NOW_UTC = datetime(2026, 10, 29, 2, 32, 10, tzinfo=UTC)

AUTHORITY = 'authority = "Town of Test"\n'
PLACE = 'place = { en = "Testville" }\n'


def outlay_of(folder: Path, text: str) -> Outlay:
    return lay_out(written(folder, text), Request("dry-run", "tone", -6.0), fast_clock())


def text_of(outlay: Outlay, *heard: tuple[int, ...]) -> str:
    runs = [run_of(outlay.plan, frames=frames) for frames in heard]
    return correction(outlay.subject, runs, NOW_UTC)


@pytest.fixture
def town(tmp_path: Path) -> Outlay:
    """A drill whose place and authority are known in both languages."""
    text = DRILL.replace(PLACE, 'place = { zh = "测试市", en = "Testville" }\n')
    text = text.replace(AUTHORITY, 'authority = { zh = "测试市人民政府", en = "Town of Test" }\n')
    return outlay_of(tmp_path, text)


def test_it_says_in_both_languages_that_it_was_an_exercise_and_what_sounded(town: Outlay) -> None:
    assert text_of(town, (1, 0)) == (
        "关于试鸣的说明\n"
        "2026年10月29日10:29测试市防空警报试鸣（演习）已中止。"
        "这是演习，不是真实警报，没有空袭危险。请广大市民不要惊慌，保持正常的工作和生活秩序。\n"
        "已鸣响（全部或部分）：预先警报。\n"
        "未鸣响：解除警报。\n"
        "测试市人民政府  2026-10-29 10:32\n"
        "\n"
        "Correction: Siren test\n"
        "The siren test (an exercise) in Testville on 2026-10-29 at 10:29 was cut short. "
        "It was an exercise and no real alarm; there is no danger. Please go on as usual.\n"
        "Sounded, in full or in part: Advance (preliminary) air-raid warning.\n"
        "Not sounded: All clear.\n"
        "Town of Test  2026-10-29 10:32"
    )


def test_without_place_and_authority_it_names_none(tmp_path: Path) -> None:
    text = text_of(outlay_of(tmp_path, DRILL.replace(PLACE, "").replace(AUTHORITY, "")), (1, 0))
    assert "2026年10月29日10:29防空警报试鸣（演习）已中止。" in text
    assert "The siren test (an exercise) on 2026-10-29 at 10:29 was cut short." in text
    signed = [line for line in text.splitlines() if line.endswith("10:32")]
    assert signed == ["2026-10-29 10:32"] * 2


@pytest.mark.parametrize(
    ("heard", "said", "not_said"),
    [
        ((0, 0), "未鸣响：预先警报、解除警报。", "已鸣响"),
        ((9, 9), "已鸣响（全部或部分）：预先警报、解除警报。", "未鸣响"),
    ],
)
def test_where_all_or_nothing_sounded_nothing_is_said_of_the_rest(
    town: Outlay, heard: tuple[int, ...], said: str, not_said: str
) -> None:
    text = text_of(town, heard)
    assert said in text
    assert not_said not in text


def test_what_sounded_at_one_place_has_sounded(town: Outlay) -> None:
    text = text_of(town, (0, 0), (0, 1))
    assert "Sounded, in full or in part: All clear." in text
    assert "Not sounded: Advance (preliminary) air-raid warning." in text


def test_times_are_those_of_the_drills_place(tmp_path: Path) -> None:
    text = DRILL.replace("Asia/Shanghai", "Europe/Berlin")
    assert "on 2026-10-29 at 10:29" in text_of(outlay_of(tmp_path, text), (1, 0))
    assert "2026-10-29 03:32" in text_of(outlay_of(tmp_path, text), (1, 0))
