"""``siren all-clear``: the all-clear of a drill, now, wherever the drill is fed from here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from siren.firing.latch import Latch
from tests.cli.cut_short import SE_DRILL
from tests.cli.drills import HORN_OUTLET, outlet, written
from tests.firing.world import START_UTC_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.firing.world import Card, SimClock

    Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("card")


@pytest.fixture
def town(tmp_path: Path) -> str:
    return written(tmp_path, SE_DRILL + HORN_OUTLET)


def test_it_sounds_in_a_few_seconds_and_reports(
    run: Run, town: str, clock: SimClock, card: Card
) -> None:
    code, out, err = run("all-clear", town, "--yes", "--json", clock=clock)
    assert code == 0, err
    report = json.loads(out)
    [firing] = report["firings"]
    assert (report["drill"], report["mode"]) == ("town-2026-all-clear", "all-clear")
    assert (firing["signal"], firing["outcome"]) == ("se-all-clear", "played")
    [onset] = card.onsets()
    assert 1 <= onset - START_UTC_S <= 2  # at T, less the lead of 1.5 s


def test_it_is_heard_everywhere_at_one_time(
    run: Run, tmp_path: Path, clock: SimClock, card: Card
) -> None:
    outlets = outlet("Sirens", 'device = "horn"\nchannels = [1]')
    outlets += outlet("TV", 'device = "horn"\nchannels = [2]', 2)
    path = written(tmp_path, SE_DRILL + outlets)
    code, out, err = run("all-clear", path, "--yes", "--json", clock=clock)
    assert code == 0, err
    firings = json.loads(out)["firings"]
    assert [firing["device"] for firing in firings] == ["horn, channel 1", "horn, channel 2"]
    assert [firing["outcome"] for firing in firings] == ["played", "played"]
    assert len({firing["planned_utc"] for firing in firings}) == 1
    assert len(card.streams) == 1


def test_with_nobody_to_ask_it_is_misuse(run: Run, town: str, clock: SimClock, card: Card) -> None:
    code, _, err = run("all-clear", town, clock=clock)
    assert (code, card.streams) == (2, [])
    assert err == "there is nobody to ask: stdin is no terminal; a machine says --yes"


def test_while_all_is_stopped_it_is_refused(
    run: Run, town: str, clock: SimClock, card: Card, folders: Path
) -> None:
    Latch(folders).set("wang", clock.utc_now())
    code, out, err = run("all-clear", town, "--yes", clock=clock)
    assert (code, out) == (1, "")
    assert err == (
        "stopped by wang at 2026-10-29T02:00:00Z, and nothing sounds until: siren stop --clear"
    )
    assert card.streams == []


def test_a_drill_whose_system_has_none_is_misuse(
    run: Run, tmp_path: Path, clock: SimClock, card: Card
) -> None:
    text = SE_DRILL.replace("se-air-raid", "ch-general-alarm") + HORN_OUTLET
    code, out, err = run("all-clear", written(tmp_path, text), "--yes", clock=clock)
    assert (code, out) == (2, "")
    assert err == "town-2026 has no all-clear: none is known of its signals' system"
    assert card.streams == []


def test_a_signal_is_no_drill(run: Run, clock: SimClock) -> None:
    code, _, err = run("all-clear", "cn-air-raid", "--yes", clock=clock)
    assert code == 2
    assert err.startswith("cn-air-raid has no all-clear")


def test_a_drill_that_feeds_nothing_from_here_takes_no_device_unasked(
    run: Run, tmp_path: Path, clock: SimClock, card: Card
) -> None:
    path = written(tmp_path, SE_DRILL)
    code, _, err = run("all-clear", path, "--yes", clock=clock)
    assert code == 1
    assert err.startswith("no device is named, and none is taken unasked; add --device NAME.")
    code, _, err = run("all-clear", path, "--yes", "--device", "horn", clock=clock)
    assert code == 0, err
    assert len(card.onsets()) == 1
