"""``siren check`` of a file of signals, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.shelves import TEST, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

MONTHLY = TEST.format(id="xx-monthly", signal="xx-alert")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return put(tmp_path, "xx-new", "xx-alert", "xx-clear", more=MONTHLY)


def spoilt(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


def test_a_good_file_is_shown_and_passes(run: Run, good: Path) -> None:
    code, out, err = run("check", str(good))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"{good}  Sirens of nowhere, XX"
    assert lines[2] == "xx-alert  1:00  1 tone  Alert"
    assert lines[3] == "  " + "█" * 60
    assert lines[4] == "  https://example.org/signals"
    at = lines.index("xx-monthly  12:00:00 UTC  Monthly test")
    assert lines[at + 1] == "  next: 2026-10-07 Wed, 2026-11-04 Wed, 2026-12-02 Wed"
    assert lines[at + 2] == "  seen: 1 of 1, as the rule gives them"
    assert lines[-1] == "=== PASSED ===  2 signals, 1 public test; 0 faults, 1 remark"


def test_every_fault_is_shown_with_what_is_allowed_and_what_was_meant(run: Run, good: Path) -> None:
    spoilt(good, '"steady", on_s = 60', '"continuous", on_s = "60"')
    code, out, _ = run("check", spoilt(good, "FREQ=MONTHLY", "FREQ=MONTHY"))
    assert code == 2
    lines = out.splitlines()
    tone = lines.index("✗ signal[xx-alert].pattern[0].tone")
    assert lines[tone + 1] == "  found: 'continuous'"
    assert lines[tone + 2].startswith("  allowed: one of steady, pulsed,")
    assert "  did you mean steady?" in lines
    assert "  found: 'FREQ=MONTHY' in 'FREQ=MONTHY;BYDAY=1WE'" in lines
    assert lines[-1] == "=== NOT PASSED ===  5 faults, 0 remarks"


def test_programs_get_the_same(run: Run, good: Path) -> None:
    found = json.loads(run("check", str(good), "--json")[1])
    assert (found["passed"], found["system"], found["faults"]) == (True, "xx-new", [])
    assert found["signals"][0] == {
        "id": "xx-alert",
        "duration_s": 60,
        "edges": 1,
        "sources": ["https://example.org/signals"],
    }
    [test] = found["tests"]
    assert (test["next"][0], test["seen"]) == ("2026-10-07", ["2026-01-07"])
    assert [remark["key"] for remark in found["remarks"]] == ["system.country"]
    code, out, _ = run("check", spoilt(good, '"steady"', '"stedy"'), "--json")
    faults = json.loads(out)["faults"]
    assert (code, {fault["nearest"] for fault in faults}) == (2, {"steady"})
    assert faults[0]["file"] == "xx-new.toml"


def test_it_speaks_chinese(run: Run, good: Path) -> None:
    out = run("check", str(good), "--lang", "zh")[1]
    assert "  下次：2026-10-07 周三, 2026-11-04 周三, 2026-12-02 周三" in out.splitlines()
    assert out.splitlines()[-1] == (
        "=== 检查通过 ===  信号 2 个，公开试鸣 1 项；错误 0 处，提醒 1 条"
    )
    spoilt(good, 'timezone = "UTC"\nrrule', "rrule")
    out = run("check", str(good), "--lang", "zh")[1]
    assert "  现为：无" in out.splitlines()
    assert out.splitlines()[-1] == "=== 检查未通过 ===  错误 1 处，提醒 0 条"


@pytest.mark.parametrize(
    ("option", "value"), [("--device", "horn"), ("--voice", "tone"), ("--level-db", "-6")]
)
def test_what_only_a_drill_has_a_use_for_is_misuse(
    run: Run, good: Path, option: str, value: str
) -> None:
    code, out, err = run("check", str(good), option, value)
    assert (code, out) == (2, "")
    assert err == (
        f"{good} holds no drill but signals, for which there is no {option}; "
        f"check it with: siren check {good}"
    )


def test_several_such_options_are_told_at_once(run: Run, good: Path) -> None:
    err = run("check", str(good), "--self-test", "--device", "horn", "--lang", "zh")[2]
    assert "不能用 --device, --self-test" in err


def test_tests_alone_are_a_file_too(run: Run, tmp_path: Path) -> None:
    more = MONTHLY.replace('{ signal = "xx-alert"', '{ label = "sirens"').replace(
        'rrule = "FREQ=MONTHLY;BYDAY=1WE"', ""
    )
    code, out, _ = run("check", str(put(tmp_path, "xx-tests", more=more)))
    assert code == 0
    assert "  date set each time" in out.splitlines()
    assert "  seen: 1, last 2026-01-07 Wed" in out.splitlines()


def test_a_test_that_is_over_is_said_to_be(run: Run, good: Path) -> None:
    path = spoilt(good, "seen =", "until = 2026-05-31\nseen =")
    assert "  no more: held until 2026-05-31" in run("check", path)[1].splitlines()


def test_a_file_that_is_no_toml_is_still_no_drill(run: Run, good: Path) -> None:
    code, out, _ = run("check", spoilt(good, 'names = "Alert"', "names = Alert"))
    assert code == 2
    assert "✗ line 10" in out.splitlines()
    assert "names = Alert" in out
    good.write_bytes('[system]\nid = "xx-new"\n'.encode("utf-16"))
    out = run("check", str(good))[1]
    assert "  found: UTF-16" in out.splitlines()


def test_a_folder_without_files_is_misuse(run: Run, tmp_path: Path) -> None:
    assert run("check", str(tmp_path))[::2] == (2, f"no TOML file of signals is in {tmp_path}")


def test_what_else_stands_in_a_folder_is_no_file_of_signals(run: Run, good: Path) -> None:
    drill = good.with_name("drill.toml")
    drill.write_text('id = "xx"\n[[firing]]\nsignal = "xx-alert"\n', encoding="utf-8")
    assert "PASSED" in run("check", str(good.parent))[1].splitlines()[-1]
    good.unlink()
    said = f"no TOML file of signals is in {good.parent}"
    assert run("check", str(good.parent))[::2] == (2, said)


def test_files_of_a_folder_are_compared_with_each_other(run: Run, good: Path) -> None:
    put(good.parent, "xx-other", "xx-alert")
    code, out, _ = run("check", str(good.parent))
    lines = out.splitlines()
    assert code == 2
    assert [line for line in lines if line.endswith(".toml") and line[0] in "✓✗"] == [
        "✗ xx-new.toml",
        "✗ xx-other.toml",
    ]
    assert "=== NOT PASSED ===  2 faults, 2 remarks" in lines
    found = json.loads(run("check", str(good.parent), "--json")[1])
    assert [one["passed"] for one in found] == [False, False]
