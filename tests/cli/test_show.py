"""``siren show``: for people, for programs, as a picture."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from click import Context
from wcwidth import wcswidth

from siren import library
from siren.cli.columns import cells
from siren.cli.main import cli
from siren.cli.params import WHAT_TO_SHOW
from tests.shelves import TEST, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def test_a_signal_as_json(run: Run) -> None:
    code, out, _ = run("show", "tw-emergency", "--json")
    shown = json.loads(out)
    assert (code, shown["id"], shown["kind"], shown["duration_s"]) == (
        0,
        "tw-emergency",
        "signal",
        115,
    )
    edges = [(edge["start_s"], edge["end_s"]) for edge in shown["edges"]]
    assert edges[:4] == [(0, 15), (20, 25), (30, 35), (40, 55)]
    assert edges[-1] == (110, 115)
    assert shown["edges"][0] == {
        "start_s": 0,
        "end_s": 15,
        "tone": "steady",
        "signal": "tw-emergency",
        "hz": None,
    }


def test_a_drill_as_json_has_utc_for_every_edge(run: Run) -> None:
    _, out, _ = run("show", "yangjiang-2023", "--json")
    shown = json.loads(out)
    assert (shown["kind"], shown["duration_s"], len(shown["edges"])) == ("drill", 900, 19)
    assert shown["edges"][0]["start_utc"] == "2023-10-29T02:29:00+00:00"
    assert shown["edges"][3]["start_utc"] == "2023-10-29T02:35:00+00:00"
    assert shown["edges"][-1] | {"start_utc": None} == {
        "start_s": 720,
        "end_s": 900,
        "tone": "steady",
        "signal": "cn-all-clear",
        "hz": None,
        "start_utc": None,
    }


def test_stated_pitches_and_moves_are_in_the_json(run: Run) -> None:
    edges = json.loads(run("show", "fr-test", "--json")[1])["edges"]
    assert [edge["hz"] for edge in edges[:3]] == [None, 380, None]
    assert edges[2]["moves"] == {"hz_from": 380, "hz_to": 258}
    wail = json.loads(run("show", "ch-general-alarm", "--json")[1])["edges"][0]
    assert (wail["moves"]["hz_low"], wail["moves"]["hz_high"]) == (250, 400)


def test_a_voice_message_is_a_labelled_pause(run: Run) -> None:
    pauses = json.loads(run("show", "tw-nuclear", "--json")[1])["pauses"]
    assert [(pause["start_s"], pause["end_s"]) for pause in pauses] == [(50, 90), (140, 180)]
    assert "zh-Hant" in pauses[0]["label"]


def test_the_sheet_draws_the_cycle_to_scale(run: Run) -> None:
    _, out, _ = run("show", "cn-air-raid")
    assert "███   ███   ███" in out
    assert "空袭警报 · Air-raid warning" in out
    assert "source " in out


def test_the_columns_of_a_drill_line_up_in_chinese(run: Run) -> None:
    lines = run("show", "yangjiang-2023")[1].splitlines()
    starts = {
        wcswidth(line[: line.index("2023-10-29 10:")]) for line in lines if "2023-10-29 10:" in line
    }
    assert len(starts) == 1


def test_a_picture_is_svg_with_every_stretch(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("show", "yangjiang-2023", "-o", f"{tmp_path}/x.svg")
    tree = ET.parse(tmp_path / "x.svg")
    polygons = tree.findall(".//{http://www.w3.org/2000/svg}polygon")
    assert (code, out) == (0, "")
    assert len(polygons) == 19 + 19
    first, second = (polygon.attrib["points"].split() for polygon in polygons[:2])
    left, right = (float(point.split(",")[0]) for point in (first[0], first[-1]))
    assert (right - left) / (float(second[0].split(",")[0]) - left) == 36 / 60


def test_other_pictures_are_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("show", "cn-air-raid", "-o", f"{tmp_path}/x.png")
    assert code == 2
    assert "pictures are SVG only" in err
    assert list(tmp_path.iterdir()) == []


def test_labels_are_chinese_too_and_line_up(run: Run) -> None:
    lines = run("show", "cn-air-raid", "--lang", "zh")[1].splitlines()
    assert "现状        现行" in lines
    assert "可信度      高" in lines
    assert "含义        空袭即将开始或正在进行 · Raid imminent or under way" in lines
    korean = run("show", "kr-alert", "--lang", "zh")[1].splitlines()
    assert korean[0].startswith("경계경보 · 警戒警报  [kr-alert]")
    assert korean[2] == "连续音 60 秒，语音广播"
    drill = run("show", "yangjiang-2023", "--lang", "zh")[1].splitlines()
    assert "文号        阳府告〔2023〕5号" in drill
    assert drill[-1] == "演习。"


def test_every_signal_has_a_page_in_chinese(run: Run) -> None:
    for system in library.systems():
        for signal in system.signals:
            assert "\n含义  " in run("show", signal.id, "--lang", "zh")[1]


# --- what is known of a signal ---


def test_the_sheet_tells_ranges_pitch_replays_system_and_tests(run: Run) -> None:
    lines = run("show", "ch-water-alarm")[1].splitlines()
    assert "pitch       steady 200 Hz" in lines
    assert "sounded     2 times, at most 300 s (300 s here) apart: 16:40 in all" in lines
    assert "country     Schweiz · Switzerland (CH)" in lines
    assert (
        "public test Yearly siren test, water alarm: the first Wednesday of February at 14:00"
        in lines
    )
    assert any(line.startswith("legal basis Bevölkerungsschutzverordnung") for line in lines)
    assert "range       wail: at least 60 s (60 s here)" in run("show", "at-alarm")[1]
    assert "pitch       none is stated; the voice chooses it" in run("show", "at-alarm")[1]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_what_is_long_goes_on_under_its_label(
    run: Run, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("ch-general-alarm", "il-alarm", "kr-disaster-danger", "in-red-alert"):
        for language in ("en", "zh"):
            lines = run("show", name, "--lang", language)[1].splitlines()
            starts = (n for n, line in enumerate(lines) if line.startswith(("meaning", "含义")))
            facts = lines[next(starts) :]
            assert [line for line in facts if cells(line) > width and "http" not in line] == []
            assert all(cells(line[:12]) >= 12 for line in facts)


def test_a_signal_of_a_file_has_no_system_of_the_library(run: Run, tmp_path: Path) -> None:
    source = library.patterns_folder() / "signals" / "ch-civil-protection.toml"
    text = source.read_text(encoding="utf-8").replace('"ch-water-alarm"', '"ch-water-two"')
    (tmp_path / "x.toml").write_text(text.split("[[test]]")[0], encoding="utf-8")
    out = run("show", f"{tmp_path}/x.toml#ch-water-two")[1]
    assert "pitch       steady 200 Hz" in out
    assert "\nsystem" not in out


def test_json_of_a_signal_has_its_facts_and_its_system(run: Run) -> None:
    shown = json.loads(run("show", "ch-water-alarm", "--json")[1])
    assert shown["system"]["id"] == "ch-civil-protection"
    assert shown["replays"]["total_s"] == 1000
    assert [test["id"] for test in shown["tests"]] == ["ch-february-water"]
    assert (shown["id"], shown["kind"]) == ("ch-water-alarm", "signal")


# --- public tests ---


def test_a_public_test_says_its_rule_its_steps_and_its_days(run: Run) -> None:
    lines = run("show", "cn-918")[1].splitlines()
    assert lines[0].endswith("Trial sounding on Mukden Incident day, in very many cities  [cn-918]")
    assert "held        18 September each year at 10:00 (Asia/Shanghai)" in lines
    assert "step        10:08:00  空袭警报 · Air-raid warning [cn-air-raid] 3:00" in lines
    nexts = [line for line in lines if line.startswith("next")]
    assert nexts[0] == "next        2027-09-18 10:00 +0800 = 09-18 02:00 UTC"
    assert len(nexts) == 3
    assert "seen        2022-09-18" in lines
    chinese = run("show", "cn-918", "--lang", "zh")[1].splitlines()
    assert "时间        每年9月18日 10:00 (Asia/Shanghai)" in chinese


def test_a_test_that_is_held_no_more_has_no_next_day(run: Run) -> None:
    lines = run("show", "be-quarterly")[1].splitlines()
    assert {"next        none: no more", "until       2018-10-04"} <= set(lines)
    assert "next        none: no more" in run("show", "dd-wednesday")[1]


def test_a_day_or_an_hour_that_is_not_certain_is_told(run: Run) -> None:
    open_hour = run("show", "es-asturias")[1]
    assert "step        open  Señal de alerta" in open_hour
    assert " (by the rule, which is uncertain)" in open_hour
    assert "步骤        未定  Señal de alerta" in run("show", "es-asturias", "--lang", "zh")[1]
    followed = run("show", "hu-loud")[1]
    assert "step        later  Légiriadó elmúlt" in followed
    assert " (by the rule; see holidays)" in run("show", "nl-monthly")[1]


def test_a_public_test_as_json(run: Run) -> None:
    shown = json.loads(run("show", "cn-918", "--json")[1])
    assert (shown["kind"], shown["id"], shown["rrule"]) == (
        "test",
        "cn-918",
        "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=18",
    )
    assert shown["rule_words"]["zh"] == "每年9月18日"
    assert shown["coming"][0] == {"date": "2027-09-18", "start_utc": "2027-09-18T02:00:00Z"}
    assert shown["steps"][0]["signal"] == "cn-pre-warning"
    assert shown["system"]["announce_days"] == 5


def test_every_public_test_has_a_page_in_both_languages(run: Run) -> None:
    for name in library.names("tests"):
        assert "\nheld  " in run("show", name)[1]
        assert "\n时间  " in run("show", name, "--lang", "zh")[1]


@pytest.mark.parametrize(
    "command", [("render", "-o", "x.wav"), ("play", "--device", "x"), ("run",)]
)
def test_a_public_test_is_no_sound(run: Run, command: tuple[str, ...]) -> None:
    name, *options = command
    code, _, err = run(name, "cn-918", *options)
    assert (code, err) == (
        2,
        "cn-918 is a public test, no sound of its own; see it with: siren show cn-918",
    )


def test_the_id_of_a_test_is_suggested_and_completed(run: Run) -> None:
    assert "did you mean 'nl-monthly'?" in run("show", "nl-montly")[2]
    found = WHAT_TO_SHOW.shell_complete(Context(cli), cli.params[0], "cn-91")
    assert [item.value for item in found] == ["cn-918"]


def test_a_file_of_several_signals_says_what_it_holds(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "xx-new", "xx-alert", "xx-clear")
    code, out, _ = run("show", str(path))
    assert (code, out.splitlines()) == (
        0,
        [
            "2 signals; to see one of them:",
            f"  siren show '{path}#xx-alert'  1:00  Alert",
            f"  siren show '{path}#xx-clear'  1:00  Alert",
        ],
    )
    assert run("show", f"{path}#xx-alert")[1].startswith("Alert  [xx-alert]  1:00")
    assert run("show", str(path), "--lang", "zh")[1].startswith("含 2 个信号；查看其中之一：")


def test_a_file_of_ones_own_may_have_ids_of_the_library(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "mine", "cn-air-raid")
    code, out, _ = run("show", str(path), "--json")
    assert (code, json.loads(out)["duration_s"]) == (0, 60)


def test_a_program_must_name_one_of_them(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "xx-new", "xx-alert", "xx-clear")
    for option in (["--json"], ["-o", "-"]):
        code, out, err = run("show", str(path), *option)
        assert (code, out) == (2, "")
        assert f"holds 2 signals; name one of them: {path}#xx-alert" in err


def test_a_file_of_tests_alone_is_for_checking(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "xx-new", more=TEST.format(id="xx-monthly", signal="cn-air-raid"))
    code, _, err = run("show", str(path))
    assert (code, err) == (
        2,
        f"{path} holds public tests and no signal; see: siren check {path}",
    )


def test_a_name_that_nobody_knows_may_have_been_a_public_test(run: Run) -> None:
    code, _, err = run("show", "xyzzy")
    assert code == 2
    assert "no signal, drill or public test is called 'xyzzy'" in err
    assert "没有名为 'xyzzy' 的信号、演习或公开试鸣" in run("show", "xyzzy", "--lang", "zh")[2]
