"""``siren play``: now, on a device that was named, and only after a question."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.cli.test_run import without_portaudio
from tests.firing.world import START_S, START_UTC_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.firing.world import Card, SimClock

    Run = Callable[..., tuple[int, str, str]]

SIGNAL = """
[system]
id = "xx-test"
country = "XX"
names = { en = "A test" }
timezone = "UTC"

[[signal]]
id = "xx-short"
names = { en = "Short" }
meaning = { en = "Nothing" }
pattern = [{ tone = "steady", on_s = 1.5, off_s = 0.5, repeat = 2 }]
trailing_pause = false
confidence = "high"
sources = ["https://example.org/test"]
"""


@pytest.fixture
def short(tmp_path: Path) -> str:
    path = tmp_path / "short.toml"
    path.write_text(SIGNAL, encoding="utf-8")
    return str(path)


def test_it_sounds_in_a_second_or_two_and_reports(
    run: Run, short: str, card: Card, clock: SimClock
) -> None:
    code, out, err = run("play", short, "--device", "horn", "--yes", "--json", clock=clock)
    assert code == 0, err
    report = json.loads(out)
    [firing] = report["firings"]
    assert (report["drill"], report["mode"], report["device"]) == ("xx-short", "play", "horn")
    assert (firing["outcome"], firing["frames"], firing["lost_frames"]) == ("played", 28_000, 0)
    onset, again = card.onsets()
    assert 1 <= onset - START_UTC_S <= 2
    assert onset == pytest.approx(utc_s(firing["planned_utc"]), abs=0.001)
    assert again - onset == pytest.approx(2.0, abs=0.001)


def test_it_is_quiet_unless_told_otherwise(
    run: Run, short: str, card: Card, clock: SimClock
) -> None:
    assert run("play", short, "--device", "horn", "--yes", clock=clock)[0] == 0
    assert np.abs(card.heard()[1]).max() == pytest.approx(0.1, abs=0.001)


@pytest.mark.usefixtures("card")
def test_it_says_what_it_plays_and_where(run: Run, short: str, clock: SimClock) -> None:
    err = run("play", short, "--device", "default", "--yes", clock=clock)[2]
    assert err.startswith("EXERCISE  Short (xx-short), play\n")
    assert "  device      horn, 8000 Hz, 2 channels\n" in err
    assert "  signals     1, 0:03.5 from first to last\n" in err


def test_who_takes_a_minute_to_answer_hears_all_of_it(
    run: Run, short: str, card: Card, clock: SimClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*_: object, **__: object) -> str:
        clock.leap(60)
        return "typed"

    monkeypatch.setattr("siren.cli.ready.ask", slowly)
    code, out, err = run("play", short, "--device", "horn", "--yes", "--json", clock=clock)
    assert code == 0, out + err
    assert 61 <= card.onsets()[0] - START_UTC_S <= 62


def test_without_a_terminal_nothing_is_played(
    run: Run, short: str, card: Card, clock: SimClock
) -> None:
    code, out, err = run("play", short, "--device", "horn", clock=clock)
    assert (code, out) == (2, "")
    assert err == "there is nobody to ask: stdin is no terminal; a machine says --yes"
    assert card.streams == []


@pytest.mark.usefixtures("card")
def test_a_device_must_be_named(run: Run, short: str) -> None:
    code, _, err = run("play", short)
    assert code == 2
    assert "--device" in err


@pytest.mark.usefixtures("card")
def test_a_misspelt_device_is_not_replaced(run: Run, short: str) -> None:
    code, _, err = run("play", short, "--device", "hron", "--yes")
    assert code == 1
    assert err.startswith("no sound device is called 'hron'; did you mean 'horn'?")


def test_a_device_that_goes_is_said_and_lost(
    run: Run, short: str, card: Card, clock: SimClock
) -> None:
    clock.at(START_S + 2.5, card.vanish)
    code, out, err = run("play", short, "--device", "horn", "--yes", "--json", clock=clock)
    assert code == 1
    assert [f["outcome"] for f in json.loads(out)["firings"]] == ["device-lost"]
    assert "horn IS AWAY: " in err


def test_a_device_that_comes_back_in_time_is_taken_up_in_phase(
    run: Run, short: str, card: Card, clock: SimClock
) -> None:
    clock.at(START_S + 2.3, card.vanish)
    clock.at(START_S + 2.8, card.come_back)
    code, out, err = run("play", short, "--device", "horn", "--yes", "--json", clock=clock)
    [firing] = json.loads(out)["firings"]
    assert (code, firing["outcome"]) == (1, "interrupted")
    assert 0 < firing["lost_frames"] < 3 * 8000
    assert "horn is back\n" in err


@pytest.mark.usefixtures("folders")
def test_without_portaudio_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_portaudio(monkeypatch)
    code, out, err = run("play", "cn-all-clear", "--device", "default")
    assert (code, out) == (1, "")
    assert err == (
        "the PortAudio library is missing: install it (Debian, Ubuntu: apt install libportaudio2);"
        " files need no device: siren render, siren run --rehearse -o FILE"
    )


def utc_s(text: str) -> float:
    return datetime.fromisoformat(text).astimezone(UTC).timestamp()
