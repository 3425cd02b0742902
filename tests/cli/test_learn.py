"""``siren learn``: the page as a file, and what is refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from siren.errors import InvalidFile, Misuse, OutputFailed, SirenError, UnknownName, Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'id="data">(.*?)</script>', text, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_without_options_it_teaches_the_first_drill_in_this_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("learn")
    assert (code, out) == (0, "")
    assert re.fullmatch(
        r"learn-yangjiang-2023\.html: signals: 3, \d\.\d MB; open it in a browser, "
        r"it needs no network\n",
        err.splitlines(keepends=True)[-1],
    )
    text = (tmp_path / "learn-yangjiang-2023.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.endswith("</html>\n")
    assert data_of(text)["drill"]["title"]["en"] == "Yangjiang siren test"


def test_signals_instead_of_a_drill_in_english_alone_to_stdout(run: Run) -> None:
    code, out, err = run("learn", "-o", "-", "--signals", " fr-sna, fr-end,fr-sna", "--lang", "en")
    assert (code, err) == (0, "")
    data = data_of(out)
    assert [signal["id"] for signal in data["signals"]] == ["fr-sna", "fr-end"]
    assert (data["drill"], data["languages"]) == (None, ["en"])
    assert '<html lang="en">' in out


def test_a_drill_of_ones_own_and_word_of_it_in_chinese(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    assert run("new", "yangjiang-2023", "--date", "2027-03-05", "-o", str(own))[0] == 0
    page = tmp_path / "页.htm"
    monkeypatch.setenv("SIREN_LANG", "zh")
    code, _, err = run("learn", "--drill", str(own), "-o", str(page))
    assert code == 0
    assert "页.htm：3 个信号，" in err
    assert "用浏览器打开即可，无需网络" in err
    assert data_of(page.read_text(encoding="utf-8"))["drill"]["date"] == "2027-03-05"


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        (["-o", "page.pdf"], Unsupported, "page.pdf: the page is HTML; name a file that ends in"),
        (["--drill", "no-such-drill"], UnknownName, "no-such-drill"),
        (["--drill", "cn-air-raid"], Misuse, "cn-air-raid"),
        (["--signals", "cn-air-rade"], UnknownName, "did you mean 'cn-air-raid'"),
        (["--signals", ","], Misuse, "--signals names none"),
        (
            ["--signals", "cn-air-raid", "--drill", "yangjiang-2023"],
            Misuse,
            "--signals and --drill exclude each other; leave one out",
        ),
        (["--csv", "a.csv"], Misuse, "--csv is for --terminal; leave it out"),
        (["--terminal", "-o", "a.html"], Misuse, "--output is for the page; leave it out"),
    ],
)
def test_what_is_refused(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    error: type[SirenError],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("learn", *options)
    assert (code, out) == (error.exit_code, "")
    assert said in err
    assert [*tmp_path.iterdir()] == []


def test_a_language_that_siren_does_not_speak_is_refused(run: Run) -> None:
    code, _, err = run("learn", "-o", "-", "--lang", "fr")
    assert code == 2
    assert "is no list of zh and en, such as zh,en" in err


def test_a_page_that_cannot_be_written_leaves_the_old_one(run: Run, tmp_path: Path) -> None:
    code, _, err = run("learn", "-o", str(tmp_path / "nowhere" / "page.html"))
    assert code == OutputFailed.exit_code
    assert "nowhere" in err
    page = tmp_path / "page.html"
    page.write_text("the old one")
    broken = tmp_path / "broken.toml"
    broken.write_text("[signal]\n")
    assert run("learn", "-o", str(page), "--signals", str(broken))[0] == InvalidFile.exit_code
    assert page.read_text() == "the old one"
