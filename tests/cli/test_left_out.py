"""A library in which a file is faulty, or two files take one id: the others go on."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from siren import library
from tests.shelves import TEST, own_library, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own_library(tmp_path, monkeypatch)


def ids(out: str) -> set[str]:
    return {one["id"] for one in json.loads(out)}


def test_nothing_of_the_shipped_library_is_left_out() -> None:
    assert list(library.systems())
    assert list(library.drills())
    assert library.left_out() == ()


def test_what_has_been_told_is_not_told_again(signals: Path) -> None:
    (signals / "xx-broken.toml").write_text("[system", encoding="utf-8")
    assert list(library.signals())
    assert len(library.left_out()) == 1
    assert library.left_out() == ()


@pytest.mark.parametrize("command", [("list", "--json"), ("list",), ("next",), ("next", "--json")])
@pytest.mark.usefixtures("folders")
def test_a_faulty_file_is_left_out_and_the_others_go_on(
    run: Run, signals: Path, command: tuple[str, ...]
) -> None:
    whole = run(*command)
    (signals / "xx-broken.toml").write_text("[system\n", encoding="utf-8")
    code, out, err = run(*command)
    assert (code, out) == whole[:2]
    assert err == (
        f"{whole[2]}siren: xx-broken.toml is left out: 1 fault; "
        f"see: siren check {signals / 'xx-broken.toml'}\n"
    )


@pytest.mark.parametrize("folder", ["voices", "drills", "templates"])
def test_so_it_is_with_drills_templates_and_voices(run: Run, signals: Path, folder: str) -> None:
    path = signals.parent / folder / "broken.toml"
    path.write_text("[voice\n", encoding="utf-8")
    code, out, err = run("list")
    assert (code, "yangjiang-2023" in out, "cn-gaps-3min" in out) == (0, True, True)
    assert err == f"siren: broken.toml is left out: 1 fault; see: siren check {path}\n"


def test_it_is_said_in_chinese_too(run: Run, signals: Path) -> None:
    (signals / "xx-broken.toml").write_text("[system\n", encoding="utf-8")
    _, _, err = run("list", "--lang", "zh")
    assert err.startswith("siren: xx-broken.toml 有 1 处错误，已略过；请见 siren check ")


def test_what_stands_in_other_files_is_found(run: Run, signals: Path) -> None:
    (signals / "aa-broken.toml").write_bytes(b"\xff\xfe[\x00")
    code, out, err = run("show", "cn-air-raid", "--json")
    assert (code, json.loads(out)["id"], err) == (0, "cn-air-raid", "")


def test_what_stands_in_the_faulty_file_is_refused_with_its_faults(run: Run, signals: Path) -> None:
    path = put(signals, "xx-new", "xx-alert")
    path.write_text(path.read_text().replace('"high"', '"sure"'))
    code, _, err = run("show", "xx-alert")
    assert (code, "confidence: found 'sure'" in err) == (2, True)


@pytest.mark.usefixtures("folders")
def test_a_test_whose_signal_stands_in_a_faulty_file_is_still_to_come(
    run: Run, signals: Path
) -> None:
    path = put(signals, "xx-new", "xx-alert")
    path.write_text(path.read_text().replace('"high"', '"sure"'))
    put(signals, "xx-tests", more=TEST.format(id="xx-monthly", signal="xx-alert"))
    code, out, err = run("next", "--country", "XX", "--json")
    [event] = json.loads(out)["coming"]
    assert (code, event["id"]) == (0, "xx-monthly")
    assert "xx-new.toml is left out" in err


# --- one id in two files ---


def test_an_id_in_two_files_is_nobodys(run: Run, signals: Path) -> None:
    put(signals, "aa-thief", "cn-air-raid")
    code, _, err = run("show", "cn-air-raid")
    assert (code, err) == (
        2,
        "cn-civil-air-defence.toml: signal[cn-air-raid].id: found 'cn-air-raid', taken by "
        "signals/aa-thief.toml; allowed: an id that no other file has",
    )
    assert run("show", "cn-all-clear")[0] == 0


def test_the_list_says_which_two_files_have_it(run: Run, signals: Path) -> None:
    thief = put(signals, "xx-thief", "cn-air-raid", "xx-own")
    code, out, err = run("list", "--json")
    assert (code, {"xx-own", "cn-all-clear"} <= ids(out)) == (0, True)
    assert err == (
        "siren: cn-civil-air-defence.toml and xx-thief.toml both have cn-air-raid: "
        f"neither is used; see: siren check {thief}\n"
    )


def test_so_does_the_id_of_a_test(run: Run, signals: Path) -> None:
    put(signals, "xx-a", "xx-one", more=TEST.format(id="xx-monthly", signal="xx-one"))
    put(signals, "xx-b", "xx-two", more=TEST.format(id="xx-monthly", signal="xx-two"))
    assert "xx-a.toml and xx-b.toml both have xx-monthly: neither is used" in run("list")[2]


def test_many_ids_are_told_in_one_line(run: Run, signals: Path) -> None:
    put(signals, "xx-a", "xx-1", "xx-2", "xx-3", "xx-4")
    put(signals, "xx-b", "xx-1", "xx-2", "xx-3", "xx-4")
    [line] = run("list", "--lang", "zh")[2].splitlines()
    assert line.startswith(
        "siren: xx-a.toml 与 xx-b.toml 都有 xx-1, xx-2, xx-3, ...：均不采用；请见 siren check "
    )


def test_a_copy_under_another_name_takes_nothing_from_the_file_itself(
    run: Run, signals: Path
) -> None:
    shutil.copy(signals / "sg-pws.toml", signals / "sg-backup.toml")
    assert run("show", "sg-alarm", "--json")[0] == 0
    [line] = run("list")[2].splitlines()
    assert line.startswith("siren: sg-backup.toml is left out: 1 fault; see: siren check ")


def test_a_file_is_called_as_its_system(run: Run, signals: Path) -> None:
    put(signals, "xx-new", "xx-alert", system="xx-other")
    code, _, err = run("show", "xx-alert")
    assert (code, err) == (
        2,
        "xx-new.toml: system.id: found 'xx-other'; allowed: 'xx-new', as the file is called",
    )
    assert "xx-new.toml is left out" in run("list")[2]
