"""``siren status``: one look, in words and as JSON, that is enough to deny a false alarm."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from siren.firing.device_lock import LISTENING, DeviceLock
from siren.firing.latch import Latch
from siren.firing.places import state_folder
from tests.report.journals import Hand, Scribe, T

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def scribe(folders: Path) -> Scribe:
    return Scribe(folders / "journal.jsonl")


@pytest.fixture
def horn(scribe: Scribe, folders: Path) -> Iterator[DeviceLock]:
    """A drill that is armed on the horn, ten minutes before its first signal."""
    scribe.arm("run")
    lock = DeviceLock(folders, "horn", {"drill": "yangjiang-2026", "mode": "run", "device": "horn"})
    yield lock
    lock.release()


def at(after_s: float) -> Hand:
    return Hand(T + timedelta(seconds=after_s))


def as_json(run: Run, after_s: float) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("status", "--json", clock=at(after_s))[1])
    return found


@pytest.mark.usefixtures("folders")
def test_a_false_alarm_is_denied_in_plain_words(run: Run) -> None:
    code, out, _ = run("status", "--lang", "en")
    assert code == 0
    assert out.splitlines() == [
        "Nothing sounds from this machine.",
        "Nothing is armed that is still to come.",
        "All is well.",
        f"(by {state_folder()})",
    ]
    assert run("status", "--lang", "zh")[1].startswith(
        "本机没有发声。\n没有待命的鸣放。\n一切正常。\n"
    )


@pytest.mark.usefixtures("horn")
class TestArmed:
    def test_what_is_next(self, run: Run) -> None:
        code, out, _ = run("status", "--lang", "en", clock=at(-200))
        assert code == 0
        assert "Next: cn-pre-warning at 10:29:00 +0800, in 3:20, on horn" in out
        assert "还有 3:20" in run("status", "--lang", "zh", clock=at(-200))[1]

    def test_for_programs(self, run: Run) -> None:
        found = as_json(run, -200)
        assert found["sounding"] == []
        assert found["well"] is True
        assert found["stopped"] is None
        assert (
            found["next"].items()
            >= {
                "drill": "yangjiang-2026",
                "signal": "cn-pre-warning",
                "planned_utc": "2026-10-29T02:29:00Z",
                "in_s": 200.0,
                "device": "horn",
                "mode": "run",
            }.items()
        )
        assert [one["drill"] for one in found["armed"]] == ["yangjiang-2026"]


class TestSounding:
    def test_it_is_said_and_that_it_is_an_exercise(
        self, run: Run, scribe: Scribe, horn: DeviceLock
    ) -> None:
        scribe.fire("run", 1)
        horn.beat((T + timedelta(seconds=90)).timestamp())
        code, out, _ = run("status", "--lang", "en", clock=at(90))
        assert code == 0
        assert out.startswith(
            "SOUNDING, an EXERCISE 演习: cn-pre-warning on horn, "
            "10:29:00 +0800 to 10:32:00 +0800 (yangjiang-2026, run)\n"
        )
        assert "Nothing sounds" not in out
        assert run("status", "--lang", "zh", clock=at(90))[1].startswith(
            "正在发声（演习 EXERCISE）"
        )
        (sounding,) = as_json(run, 90)["sounding"]
        assert (
            sounding.items()
            >= {
                "drill": "yangjiang-2026",
                "signal": "cn-pre-warning",
                "device": "horn",
                "mode": "run",
                "since_utc": "2026-10-29T02:29:00.000200Z",
                "until_utc": "2026-10-29T02:32:00Z",
            }.items()
        )

    def test_silence_is_told_from_sound(self, run: Run, scribe: Scribe, folders: Path) -> None:
        device = "silence (yangjiang-2026, dry-run)"
        scribe.arm("dry", mode="dry-run", device=device)
        scribe.fire("dry", 1)
        lock = DeviceLock(folders, device, {"drill": "yangjiang-2026", "device": device})
        out = run("status", "--lang", "en", clock=at(90))[1]
        lock.release()
        assert out.startswith("Nothing sounds from this machine.\nIn silence, not heard: cn-pre")
        assert "not heard)" in out


def test_a_listening_test_is_not_denied(run: Run, folders: Path) -> None:
    signed = {"drill": "listening test", "mode": LISTENING, "device": "horn"}
    lock = DeviceLock(folders, "horn", signed)
    out = run("status", "--lang", "en", clock=at(0))[1]
    assert out.startswith("A listening test holds horn: it may sound at any moment.\n")
    assert "Nothing sounds" not in out
    assert "Not armed yet" not in out
    zh = run("status", "--lang", "zh", clock=at(0))[1]
    assert zh.startswith("听辨测试正在使用 horn，随时可能发声。\n")
    assert "没有发声" not in zh
    found = as_json(run, 0)
    lock.release()
    assert [one["device"] for one in found["listening"]] == ["horn"]
    assert found["preparing"] == []


class TestNotWell:
    def test_the_exit_code_says_so_and_the_words_why(self, run: Run, folders: Path) -> None:
        Latch(folders).set("li@console", T)
        code, out, _ = run("status", "--lang", "en", clock=at(0))
        assert code == 1
        assert "! stopped by li@console" in out
        assert "All is well" not in out
        said = "! li@console 于 2026-10-29T02:29:00Z 已中止并锁定"
        assert said in run("status", "--lang", "zh", clock=at(0))[1]
        found = as_json(run, 0)
        assert found["stopped"] == {"who": "li@console", "at": "2026-10-29T02:29:00Z"}
        assert found["well"] is False
        assert len(found["problems"]) == 1

    def test_nothing_steers_the_terminal(self, run: Run, scribe: Scribe, horn: DeviceLock) -> None:
        assert horn
        scribe.write("device-away", run="run", reason="\x1b[2J")
        assert "\x1b" not in run("status", clock=at(-5))[1]


def test_it_loads_nothing_heavy(folders: Path) -> None:
    script = (
        "import sys; sys.argv = ['siren', 'status']\n"
        "from siren.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print('LOADED', *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    loaded = set(done.stdout.split("LOADED ")[1].split())
    assert not {"numpy", "sounddevice", "jinja2", "apscheduler", "tomllib"} & loaded
    assert not folders.exists(), "a look changes nothing"
