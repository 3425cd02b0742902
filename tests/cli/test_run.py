"""``siren run``: what it refuses, what it sounds and when, and what it says afterwards."""

from __future__ import annotations

import builtins
import json
import sys
import wave
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.orders import BEGINS_IN_S
from siren.clock import SystemClock
from siren.firing.journal import Journal
from tests.cli.drills import DRILL, HORN_OUTLET, fast_clock, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.output.devices import Device

    Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def town(tmp_path: Path) -> str:
    return written(tmp_path)


def events(folder: Path) -> list[str]:
    return [entry.event for entry in Journal(folder / "journal.jsonl", SystemClock()).entries()]


def frames_of(path: Path) -> tuple[Any, bytes]:
    with wave.open(str(path), "rb") as file:
        return file.getparams(), file.readframes(file.getnframes())


class TestContradictions:
    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--dry-run", "--rehearse"], "--dry-run keeps the drill's times, --rehearse does not"),
            (["--device", "a", "--device", "b"], "1 drills and 2 devices; allowed: one for each"),
            (["--speed", "30"], "--speed, --brief and -o are for rehearsals; add --rehearse"),
            (["-o", "x.wav"], "--speed, --brief and -o are for rehearsals; add --rehearse"),
            (["--brief"], "--speed, --brief and -o are for rehearsals; add --rehearse"),
            (["--dry-run", "--speed", "30"], "are for rehearsals; add --rehearse"),
            (["--rehearse", "--device", "a", "--speed", "2"], "are not for a device; leave out"),
            (["--rehearse", "--device", "a", "-o", "x.wav"], "are not for a device; leave out"),
        ],
    )
    def test_options_that_contradict_each_other_are_misuse(
        self, run: Run, options: list[str], says: str
    ) -> None:
        code, out, err = run("run", "yangjiang-2023", *options)
        assert (code, out) == (2, "")
        assert says in err

    def test_one_file_for_two_drills_is_misuse(self, run: Run) -> None:
        code, _, err = run("run", "a", "b", "--rehearse", "-o", "x.wav")
        assert (code, err) == (2, "-o names one file, and there are 2 drills; allowed: one")

    @pytest.mark.parametrize("speed", ["0", "0.5", "1001", "nan", "fast"])
    def test_a_speed_is_a_number_from_1_to_1000(self, run: Run, speed: str) -> None:
        code, _, err = run("run", "yangjiang-2023", "--rehearse", "--speed", speed)
        assert code == 2
        assert "--speed" in err

    def test_what_may_be_allowed_is_listed(self, run: Run) -> None:
        code, _, err = run("run", "yangjiang-2023", "--allow", "anything")
        assert code == 2
        assert "clock-step" in err

    def test_a_signal_is_played_not_run(self, run: Run) -> None:
        assert run("run", "cn-air-raid") == (
            2,
            "",
            "cn-air-raid is no drill but a signal; to hear it: siren play cn-air-raid",
        )

    def test_an_unknown_drill_is_misuse(self, run: Run) -> None:
        assert run("run", "yangjang-2023", "--dry-run") == (
            2,
            "",
            "no signal or drill is called 'yangjang-2023'; did you mean 'yangjiang-2023'?",
        )

    @pytest.mark.parametrize("name", ["x.flac", "x", "-"])
    def test_a_rehearsal_is_recorded_as_wav(self, run: Run, name: str) -> None:
        code, _, err = run("run", "yangjiang-2023", "--rehearse", "-o", name)
        assert code == 2
        assert err == f"{name}: a feed is written as it goes, as WAV; name a .wav file"

    def test_a_folder_that_is_not_there_is_said_before_the_rehearsal(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "no" / "x.wav"
        code, _, err = run("run", "yangjiang-2023", "--rehearse", "-o", str(path))
        assert (code, err) == (1, f"{path}: there is no folder {path.parent}")


class TestDevices:
    @pytest.mark.usefixtures("loudspeakers")
    def test_without_one_it_refuses_and_lists_what_there_is(self, run: Run, town: str) -> None:
        code, out, err = run("run", town)
        assert (code, out) == (1, "")
        assert err == (
            "no device is named, and none is taken unasked; add --device NAME. "
            "There are: 'horn', 'hall'. Without one: --rehearse -o FILE, or --dry-run"
        )

    def test_where_there_is_none_that_is_said(
        self, run: Run, town: str, loudspeakers: list[Device]
    ) -> None:
        loudspeakers.clear()
        assert "There are: none on this machine." in run("run", town)[2]

    @pytest.mark.usefixtures("loudspeakers")
    def test_outlets_that_name_one_device_in_two_ways_are_refused(
        self, run: Run, tmp_path: Path
    ) -> None:
        text = DRILL + HORN_OUTLET + HORN_OUTLET.replace('"horn"', '"horn, ALSA"')
        assert run("run", written(tmp_path, text)) == (
            2,
            "",
            "the outlets name one device 'horn' and 'horn, ALSA'; allowed: one name",
        )

    @pytest.mark.usefixtures("loudspeakers")
    def test_a_misspelt_one_is_told_the_nearest(self, run: Run, town: str) -> None:
        code, _, err = run("run", town, "--device", "hron")
        assert code == 1
        assert err.startswith("no sound device is called 'hron'; did you mean 'horn'?")

    @pytest.mark.usefixtures("loudspeakers")
    def test_default_is_no_name(self, run: Run, town: str) -> None:
        code, _, err = run("run", town, "--device", "default")
        assert code == 1
        assert "whichever device the system prefers" in err

    @pytest.mark.usefixtures("loudspeakers")
    def test_without_a_terminal_or_yes_nobody_can_be_asked(
        self, run: Run, town: str, folders: Path
    ) -> None:
        code, out, err = run("run", town, "--device", "horn", clock=fast_clock())
        assert (code, out) == (2, "")
        assert err == "there is nobody to ask: stdin is no terminal; a machine says --yes"
        assert events(folders) == []

    def test_without_portaudio_the_way_out_is_told(
        self, run: Run, town: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        without_portaudio(monkeypatch)
        for options in ([], ["--device", "horn"]):
            code, out, err = run("run", town, *options)
            assert (code, out) == (1, "")
            assert "libportaudio2" in err
            assert "siren run --rehearse -o FILE" in err
            assert len(err.splitlines()) == 1


class TestDryRun:
    def test_it_goes_through_the_drill_at_its_times(
        self, run: Run, town: str, folders: Path
    ) -> None:
        code, out, err = run("run", town, "--dry-run", "--json", clock=fast_clock())
        assert code == 0, err
        played = {
            "error_ms": 0.0,
            "frames": 8_640_000,
            "lost_frames": 0,
            "outcome": "played",
            "silent": True,
            "device": "silence (town-2026, dry-run)",
            "outlets": [],
        }
        report = json.loads(out)
        for firing in report["firings"]:
            assert abs(utc_s(firing.pop("actual_utc")) - utc_s(firing["planned_utc"])) < 0.0001
            firing["error_ms"] = round(firing["error_ms"], 1)
        assert report == {
            "drill": "town-2026",
            "mode": "dry-run",
            "device": "silence (town-2026, dry-run)",
            "firings": [
                {"signal": "cn-pre-warning", "planned_utc": "2026-10-29T02:29:00Z", **played},
                {"signal": "cn-all-clear", "planned_utc": "2026-10-29T02:34:00Z", **played},
            ],
        }
        assert "-0.0" not in out
        said = events(folders)
        assert (said[:2], said[-1]) == (["armed", "waiting"], "ended")
        assert sorted(said[2:-1]) == sorted(2 * ["firing", "onset", "outcome"])

    def test_it_asks_nobody_and_says_that_nothing_is_heard(self, run: Run, town: str) -> None:
        code, _, err = run("run", town, "--dry-run", clock=fast_clock())
        assert code == 0
        assert err.startswith(
            "EXERCISE  试鸣 · Siren test (town-2026), dry-run: nothing is heard\n"
        )
        assert "HEARD" not in err

    def test_people_get_a_table(self, run: Run, town: str) -> None:
        head, names, *rows = run("run", town, "--dry-run", clock=fast_clock())[1].splitlines()
        assert head == "town-2026, dry-run, silence (town-2026, dry-run)"
        columns = ["#", "signal", "planned", "actual", "error", "ms", "frames", "lost", "outcome"]
        assert names.split() == columns
        one, two = (row.split() for row in rows)
        assert one[:3] == ["1", "cn-pre-warning", "10:29:00"]
        assert two[:3] == ["2", "cn-all-clear", "10:34:00"]
        assert [row[5:] for row in (one, two)] == [["8640000", "0", "played"]] * 2

    @pytest.mark.parametrize(
        ("after_s", "what"), [(303, "is under way, too late to join"), (500, "is over")]
    )
    def test_a_drill_that_nothing_is_left_of_is_refused_with_the_way_out(
        self, run: Run, town: str, folders: Path, after_s: float, what: str
    ) -> None:
        code, out, err = run("run", town, "--dry-run", clock=fast_clock(-after_s))
        assert (code, out) == (1, "")
        assert err == (
            f"town-2026 {what}: it began on 2026-10-29 10:29:00 Asia/Shanghai. "
            "To hear it all the same: --rehearse; for another day: siren new town-2026 --date ..."
        )
        assert events(folders) == []

    @pytest.mark.usefixtures("loudspeakers")
    def test_refusals_are_chinese_too(self, run: Run, town: str) -> None:
        def refusal(*words: str, before_s: float = 450.0) -> str:
            return run("run", town, "--lang", "zh", *words, clock=fast_clock(before_s))[2]

        assert refusal("--dry-run", before_s=-500) == (
            "town-2026 已结束：开始时间为 2026-10-29 10:29:00 Asia/Shanghai。"
            "仍要试听请用 --rehearse；改期请用 siren new town-2026 --date …"
        )
        assert refusal() == (
            "未指定设备，也不会擅自选用；请加 --device 名称。现有：'horn', 'hall'。"
            "不用设备：--rehearse -o 文件，或 --dry-run"
        )
        assert refusal("--device", "horn") == "无人可问：标准输入不是终端；无人值守时请加 --yes"
        assert refusal("--brief") == "--speed、--brief 和 -o 只用于预演；请加 --rehearse"

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "TOO LATE for cn-pre-warning: it will be missed."),
            ("zh", "cn-pre-warning 已来不及，将不鸣响。"),
        ],
    )
    def test_what_is_too_late_already_is_said_and_missed(
        self, run: Run, town: str, language: str, said: str
    ) -> None:
        options = ("--dry-run", "--json", "--lang", language)
        code, out, err = run("run", town, *options, clock=fast_clock(-60))
        assert code == 1
        assert said in err
        outcomes = [firing["outcome"] for firing in json.loads(out)["firings"]]
        assert outcomes[0] in ("missed", "device-lost")  # the device is not open yet either
        assert outcomes[1] == "played"

    def test_several_drills_are_a_list(self, run: Run, tmp_path: Path) -> None:
        other = written(tmp_path, DRILL.replace("town-2026", "other-2026"), "other.toml")
        paths = written(tmp_path), other
        code, out, _ = run("run", *paths, "--dry-run", "--json", clock=fast_clock())
        assert code == 0
        assert [row["drill"] for row in json.loads(out)] == ["town-2026", "other-2026"]

    def test_the_same_drill_twice_is_one_too_many(self, run: Run, town: str) -> None:
        code, _, err = run("run", town, town, "--dry-run", clock=fast_clock())
        assert code == 2
        assert "named twice" in err

    def test_stopped_nothing_begins(self, run: Run, town: str, folders: Path) -> None:
        folders.mkdir()
        (folders / "stopped").write_text('{"who": "wang@console", "at": "2026-10-29T02:00:00Z"}')
        code, out, err = run("run", town, "--dry-run", clock=fast_clock())
        assert (code, out) == (1, "")
        assert err == (
            "stopped by wang@console at 2026-10-29T02:00:00Z, "
            "and nothing sounds until: siren stop --clear"
        )


class TestRehearsal:
    @pytest.fixture(autouse=True)
    def _begins_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(BEGINS_IN_S, "rehearsal", 1.5)

    def test_into_a_file_it_is_the_rendered_file(self, run: Run, town: str, tmp_path: Path) -> None:
        recorded, rendered = tmp_path / "recorded.wav", tmp_path / "rendered.wav"
        options = ("--rehearse", "--speed", "300", "-o", str(recorded), "--json")
        code, out, err = run("run", town, *options, clock=SystemClock())
        assert code == 0, err
        report = json.loads(out)
        assert (report["drill"], report["mode"]) == ("town-2026", "rehearsal")
        assert report["device"] == f"file {recorded}"
        assert [f["outcome"] for f in report["firings"]] == ["played", "played"]
        assert all(abs(f["error_ms"]) < 0.01 for f in report["firings"])
        assert run("render", town, "-o", str(rendered))[0] == 0
        assert frames_of(recorded) == frames_of(rendered)
        assert f"{recorded}: the drill as it sounds. Nothing was heard" in err

    def test_a_motor_that_coasts_on_is_recorded_like_any_other(
        self, run: Run, town: str, tmp_path: Path
    ) -> None:
        recorded, rendered = tmp_path / "recorded.wav", tmp_path / "rendered.wav"
        voice = ("--voice", "motor", "--level-db", "-12")
        options = ("--rehearse", "--speed", "300", "-o", str(recorded), *voice)
        code, out, err = run("run", town, *options, clock=SystemClock())
        assert code == 0, out + err
        assert run("render", town, "-o", str(rendered), *voice)[0] == 0
        assert frames_of(recorded) == frames_of(rendered)

    def test_a_brief_one_is_the_beginning_of_each_signal(
        self, run: Run, town: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "brief.wav"
        options = ("--rehearse", "--brief", "--speed", "60", "-o", str(path), "--json")
        code, out, _ = run("run", town, *options, clock=SystemClock())
        firings = json.loads(out)["firings"]
        assert code == 0
        assert [firing["signal"] for firing in firings] == ["cn-pre-warning", "cn-all-clear"]
        assert all(firing["frames"] < 20 * 48_000 for firing in firings)
        assert frames_of(path)[0].nframes < 60 * 48_000

    def test_it_begins_soon_and_keeps_its_gaps(self, run: Run, town: str) -> None:
        clock = SystemClock()
        before = clock.utc_now().timestamp()
        options = ("--rehearse", "--speed", "300", "--json")
        first, second = json.loads(run("run", town, *options, clock=clock)[1])["firings"]
        assert utc_s(second["planned_utc"]) - utc_s(first["planned_utc"]) == 300
        assert 450 <= utc_s(first["planned_utc"]) - before < 450 + 300 * 2

    def test_a_full_disk_is_said_and_leaves_no_file(
        self, run: Run, town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int, content: bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("siren.output.recording.write_all", full)
        path = tmp_path / "x.wav"
        options = ("--rehearse", "--speed", "300", "-o", str(path), "--json")
        code, out, err = run("run", town, *options, clock=SystemClock())
        assert code == 1
        assert {f["outcome"] for f in json.loads(out)["firings"]} == {"device-lost"}
        assert f"file {path} IS AWAY: {path}: no space left on device" in err
        assert not path.exists()


def utc_s(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def without_portaudio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sounddevice be as it is on a machine that lacks the library."""
    really_import = builtins.__import__

    def failing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return really_import(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(builtins, "__import__", failing)
