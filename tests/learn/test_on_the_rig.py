"""The listening test on the software sound card: it sounds, and every way to silence does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.cli.board.emulator import Emulator
from tests.cli.board.test_terminal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rig.rig import Rig

SILENT_WITHIN_S = 0.5
"""From a key to silence on a busy machine: the keyboard is looked at 30 times a second."""


def test_a_question_sounds_and_answers_silence_it_and_so_does_siren_stop(
    rig: Rig, tmp_path: Path
) -> None:
    environ = {
        **rig.environment,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "SIREN_STATE_DIR": str(tmp_path / "state"),
        "SIREN_CONFIG_DIR": str(tmp_path / "config"),
        "SIREN_LANG": "en",
    }
    command = [sys.executable, "-m", "siren"]
    asked = ["learn", "--terminal", "--device", "siren_rig", "--signals", "fr-end,cn-all-clear"]
    with rig.monitor() as heard, Emulator([*command, *asked], environ, 80, 24) as terminal:
        terminal.shows("on siren_rig, -24 dB")
        assert rig.streams() == []
        terminal.press(b"\r")
        terminal.shows("S O U N D")
        heard.wait_for_sound(within_s=10)
        answered_s = time.time()
        terminal.press(b"?\r")
        terminal.shows("before, 2 of 2")
        terminal.shows("S O U N D")
        again_s = time.time()
        stop = subprocess.run(
            [*command, "stop"], env={**os.environ, **environ}, capture_output=True, text=True
        )
        assert terminal.end() == 1
        ended_s = time.time()
        assert rig.streams() == []
    assert stop.stderr.startswith("listening test on siren_rig: silent\n")
    assert b"and nothing sounds until: siren stop --clear" in terminal.sent
    first, second = heard.soundings()
    assert first.end_utc_s - answered_s < SILENT_WITHIN_S
    assert first.end_utc_s < second.start_utc_s <= again_s
    assert second.end_utc_s < ended_s
    assert 0.9 * 10 ** (-24 / 20) < abs(heard.samples).max() < 1.01 * 10 ** (-24 / 20)
    assert "learn" not in (tmp_path / "state" / "journal.jsonl").read_text(encoding="utf-8")
