"""``siren check`` from the command line, on a made-up card and with made-up programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from siren.cli.fed import fed_by
from siren.firing.latch import Latch
from tests.cli.drills import DRILL, HORN_OUTLET, written
from tests.preflight.stand_ins import an_outlet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.firing.world import Card, SimClock

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def drill(tmp_path: Path) -> str:
    return written(tmp_path, DRILL + HORN_OUTLET)


def board(out: str) -> dict[str, dict[str, Any]]:
    return {line["name"]: line for line in json.loads(out)}


def colours(out: str) -> dict[str, str]:
    return {name: line["state"] for name, line in board(out).items()}


@pytest.mark.usefixtures("card")
def test_go_is_exit_code_0_and_every_line_is_there(run: Run, drill: str, clock: SimClock) -> None:
    code, out, err = run("check", drill, "--json", clock=clock)
    assert (code, err) == (0, "")
    found = colours(out)
    expected = "drill time announced clock latch journal disk sleep sound leads "
    expected += "device format free opens audible pace"
    assert " ".join(found) == expected
    not_green = {name for name, state in found.items() if state != "green"}
    assert not_green - {"clock"} == {"audible"}  # the kernel may know nothing of this daemon
    assert board(out)["pace"]["of"] == "horn"
    assert board(out)["clock"]["value"].startswith("chrony: off by 0.31 ms")


@pytest.mark.usefixtures("card")
def test_no_go_is_exit_code_1_with_what_to_do(
    run: Run, drill: str, clock: SimClock, folders: Path
) -> None:
    Latch(folders).set("wang@console", clock.utc_now())
    code, out, _ = run("check", drill, clock=clock)
    assert code == 1
    assert "✗ RED    latch      stopped by wang@console" in out
    assert "-> find out why; then: siren stop --clear" in out
    assert "=== NO-GO ===  1 red" in out


@pytest.mark.usefixtures("card")
def test_it_speaks_chinese(run: Run, drill: str, clock: SimClock) -> None:
    code, out, _ = run("check", drill, "--lang", "zh", clock=clock)
    assert code == 0
    assert out.startswith("演习  试鸣 (town-2026)\n")
    assert "✓ 绿     叫停 latch      未被叫停" in out
    assert "=== 可以试鸣  GO ===" in out


@pytest.mark.usefixtures("card")
def test_a_device_that_is_asked_for_is_the_only_one(
    run: Run, drill: str, clock: SimClock, card: Card
) -> None:
    code, out, _ = run("check", drill, "--device", "hron", "--json", clock=clock)
    assert code == 1
    assert board(out)["device"]["state"] == "red"
    assert "did you mean 'horn'?" in board(out)["device"]["value"]
    assert card.streams == []


@pytest.mark.usefixtures("card")
def test_a_device_that_is_gone_cannot_be_opened(
    run: Run, drill: str, clock: SimClock, card: Card
) -> None:
    card.vanish()
    code, out, _ = run("check", drill, "--json", clock=clock)
    assert (code, colours(out)["opens"]) == (1, "red")
    assert "pace" not in colours(out)


def test_only_silence_is_given_out(run: Run, drill: str, clock: SimClock, card: Card) -> None:
    run("check", drill, clock=clock)
    assert card.heard()[0].size > 8000
    assert not np.any(card.heard()[1])
    assert len(card.streams) == 1
    assert card.streams[0].end_s < float("inf")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("no-such-drill", "no signal or drill is called 'no-such-drill'"),
        ("cn-air-raid", "cn-air-raid is no drill but a signal"),
        ("cn-gaps-5min", "cn-gaps-5min is a template"),
        ("missing.toml", "missing.toml"),
    ],
)
@pytest.mark.usefixtures("folders")
def test_what_is_no_drill_is_a_red_line_and_misuse(run: Run, what: str, said: str) -> None:
    code, out, _ = run("check", what, "--json")
    assert (code, list(board(out))) == (2, ["drill"])
    assert board(out)["drill"]["state"] == "red"
    assert said in board(out)["drill"]["value"]


@pytest.mark.usefixtures("folders")
def test_an_invalid_file_shows_every_fault(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, DRILL.replace("cn-pre-warning", "cn-pre").replace("date = ", "day = "))
    code, out, _ = run("check", path)
    assert code == 2
    assert "drill.date: found nothing" in " ".join(out.split())
    assert "no signal is called 'cn-pre'" in " ".join(out.split())
    assert out.splitlines()[-1] == "=== NO-GO ===  1 red, 0 amber"


class TestSelfTest:
    def test_two_seconds_are_sounded_at_60_db_below_full_scale_and_journalled(
        self, run: Run, drill: str, clock: SimClock, card: Card, folders: Path
    ) -> None:
        code, out, err = run("check", drill, "--self-test", "--json", clock=clock)
        assert code == 0, out + err
        line = board(out)["self-test"]
        assert (line["state"], line["of"]) == ("green", "horn")
        assert line["value"] == "played: onset +0.0 ms, 0 frames lost"
        samples = card.heard()[1]
        loud = np.flatnonzero(samples)
        assert np.abs(samples).max() == pytest.approx(0.001, rel=0.02)
        assert (loud[-1] - loud[0]) / 8000 == pytest.approx(2.0, abs=0.01)
        lines = [json.loads(line) for line in (folders / "journal.jsonl").read_text().splitlines()]
        events = [line["event"] for line in lines]
        assert events == ["armed", "waiting", "firing", "onset", "outcome", "ended"]
        assert (lines[0]["mode"], lines[0]["confirmed"]) == ("self-test", "self-test")

    def test_where_something_is_red_nothing_is_sounded(
        self, run: Run, drill: str, clock: SimClock, card: Card, folders: Path
    ) -> None:
        Latch(folders).set("wang", clock.utc_now())
        code, out, _ = run("check", drill, "--self-test", "--json", clock=clock)
        assert code == 1
        assert board(out)["self-test"]["value"] == "not tried: something is red"
        assert not np.any(card.heard()[1])

    def test_a_device_that_goes_meanwhile_is_red(
        self, run: Run, drill: str, clock: SimClock, card: Card
    ) -> None:
        clock.after(3.5, card.vanish)
        code, out, _ = run("check", drill, "--self-test", "--json", clock=clock)
        assert (code, colours(out)["self-test"]) == (1, "red")
        assert board(out)["self-test"]["value"].startswith("device-lost")

    def test_a_drill_that_was_killed_there_keeps_its_heartbeat(
        self, run: Run, drill: str, clock: SimClock, card: Card, folders: Path
    ) -> None:
        from siren.clock import SystemClock
        from siren.firing.journal import Journal

        first: dict[str, str | float] = {
            "signal": "x",
            "planned_utc": "2026-10-29T02:29:00Z",
            "length_s": 180.0,
        }
        Journal(folders / "journal.jsonl", SystemClock()).append(
            "armed", run="1", plan_hash="h", device="horn", mode="run",
            clock_offset_s=0.0, boot_id="b", firings=[first],
        )  # fmt: skip
        code, out, _ = run("check", drill, "--self-test", "--json", clock=clock)
        assert (code, colours(out)["self-test"]) == (0, "amber")
        assert "was killed here" in board(out)["self-test"]["value"]
        assert not np.any(card.heard()[1])


class TestWhereItIsFed:
    def test_a_device_asked_for_keeps_the_outlets_that_name_it(self) -> None:
        horns, radio = an_outlet("horn"), an_outlet("radio", name="Radio")
        [fed] = fed_by((horns, radio), "horn")
        assert (fed.device, fed.outlets) == ("horn", (horns,))
        [other] = fed_by((horns, radio), "hall")
        assert (other.device, other.outlets) == ("hall", ())

    def test_otherwise_the_outlets_say(self) -> None:
        outlets = (an_outlet("horn"), an_outlet("radio"), an_outlet(None))
        assert [fed.device for fed in fed_by(outlets, None)] == ["horn", "radio"]
        assert fed_by((), None) == ()
