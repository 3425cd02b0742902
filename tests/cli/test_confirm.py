"""What is said before something sounds, and the question whether it may."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from siren.cli.columns import cells
from siren.cli.confirm import announcement, ask, refuse_nobody
from siren.cli.orders import Outlay, Request, lay_out
from siren.errors import Misuse, Refused
from siren.firing.latch import Latch
from tests.cli.drills import DRILL, FIRST_UTC, HORN_OUTLET, fast_clock, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.people import Keyboard

    Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("folders", "loudspeakers")


@pytest.fixture
def outlay(tmp_path: Path) -> Outlay:
    """The drill, on its horns."""
    path = written(tmp_path, DRILL + HORN_OUTLET)
    return lay_out(path, Request("run", "electronic", -6.0), fast_clock())


def laid_out(mode: str, device: str | None = "horn", what: str = "cn-air-raid") -> Outlay:
    return lay_out(what, Request(mode, "electronic", -20.0, device), fast_clock(speed=1))


def announced(outlay: Outlay, language: str = "en") -> str:
    return announcement(outlay, ["0123456789abcdef" * 4], language) + "\n"


@pytest.fixture
def latch(folders: Path) -> Latch:
    return Latch(folders)


class TestTheAnnouncement:
    def test_it_says_what_where_when_and_how_long(self, outlay: Outlay, capsys: Capture) -> None:
        assert announced(outlay) == (
            "EXERCISE  试鸣 · Siren test (town-2026), run\n"
            "  place        Testville\n"
            "  ordered by   Town of Test\n"
            "  announced    2026-10-11 No. 5\n"
            "  device       horn, 48000 Hz, 2 channels\n"
            "  fed earlier  1.5 s (lead and offset of the device)\n"
            "  voice        electronic, peak -6 dBFS\n"
            "  sound hash   0123456789abcdef\n"
            "  signals      2, 8:00 from first to last\n"
            "  time zone    Asia/Shanghai\n"
            "  #  signal          local time                      UTC       lasts  name\n"
            "  1  cn-pre-warning  Thu 2026-10-29 10:29:00 +08:00  02:29:00  3:00   "
            "Advance (preliminary) air-raid warning\n"
            "  2  cn-all-clear    Thu 2026-10-29 10:34:00 +08:00  02:34:00  3:00   "
            "All clear\n"
        )

    def test_in_chinese_it_says_the_same_and_fits_80_columns(self, outlay: Outlay) -> None:
        assert announced(outlay, "zh") == (
            "演习  试鸣（town-2026），鸣响\n"
            "  地点      Testville\n"
            "  发布机关  Town of Test\n"
            "  公告      2026-10-11 No. 5\n"
            "  设备      horn，48000 Hz，2 声道\n"
            "  提前馈送  1.5 秒（提前量与设备延迟）\n"
            "  音色      electronic，峰值 -6 dBFS\n"
            "  声音摘要  0123456789abcdef\n"
            "  信号      2 个，自始至终 8:00\n"
            "  时区      Asia/Shanghai\n"
            "  #  信号            当地时间                         UTC       时长  名称\n"
            "  1  cn-pre-warning  周四 2026-10-29 10:29:00 +08:00  02:29:00  3:00  预先警报\n"
            "  2  cn-all-clear    周四 2026-10-29 10:34:00 +08:00  02:34:00  3:00  解除警报\n"
        )
        assert max(map(cells, announced(outlay, "zh").splitlines())) <= 80

    @pytest.mark.parametrize(("at", "utc"), [("10:29:00", "02:29:00"), ("07:29:00", "10-28 23:29")])
    def test_a_day_is_said_of_utc_where_it_is_another_day(
        self, at: str, utc: str, tmp_path: Path
    ) -> None:
        early = written(tmp_path, DRILL.replace("10:29:00", at))
        assert f"{at} +08:00  {utc}" in announced(laid_out("run", what=early))

    @pytest.mark.parametrize(
        ("mode", "device", "said"),
        [
            ("dry-run", None, "  设备      静默，48000 Hz，1 声道\n"),
            ("run", "horn", "horn，48000 Hz"),
        ],
    )
    def test_where_it_sounds_is_said_in_chinese(
        self, mode: str, device: str | None, said: str, tmp_path: Path
    ) -> None:
        assert said in announced(laid_out(mode, device, written(tmp_path)), "zh")

    def test_in_a_narrow_terminal_no_time_and_no_device_is_cut(
        self, outlay: Outlay, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((60, 24)))
        err = announced(outlay)
        assert "1  cn-pre-warning  Thu 2026-10-29 10:29:00 +08:00  02:29:00  3:00" in err
        assert "horn, 48000 Hz, 2 channels\n" in err
        assert "Advance…\n" in err

    def test_what_was_not_announced_to_the_public_is_said(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        text = "\n".join(
            line for line in DRILL.splitlines() if not line.startswith(("announced", "document"))
        )
        assert "  announced   not stated\n" in announced(
            laid_out("run", what=written(tmp_path, text))
        )

    def test_the_measured_offset_of_a_device_is_told(
        self, outlay: Outlay, tmp_path: Path, capsys: Capture
    ) -> None:
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "devices.toml").write_text(
            '[[device]]\nname = "horn"\noffset_s = 0.25\nmeasured = 2026-10-01\nmethod = "mic"\n'
        )
        assert "fed earlier  0.25 s (lead and offset of the device)" in announced(laid_out("play"))

    @pytest.mark.parametrize(
        ("mode", "device", "says"),
        [
            ("play", "horn", "(cn-air-raid), play\n"),
            ("play", "default", "hall, 44100 Hz"),
        ],
    )
    def test_playing_says_which_device_that_is(
        self, mode: str, device: str, says: str, capsys: Capture
    ) -> None:
        err = announced(laid_out(mode, device))
        assert err.startswith("EXERCISE  ")
        assert says in err
        assert "begins      about 1 s after it is armed; if that is now:" in err

    def test_a_rehearsal_that_is_heard_says_so_twice(
        self, tmp_path: Path, latch: Latch, capsys: Capture
    ) -> None:
        loud = laid_out("rehearsal", what=written(tmp_path))
        assert "(town-2026), rehearsal, HEARD on horn\n" in announced(loud)
        assert ask(loud, latch, "en", confirmed="--yes") == "--yes"
        err = capsys.readouterr().err
        assert "THIS REHEARSAL IS HEARD, on horn." in err


class TestTheQuestion:
    def test_the_id_is_typed(
        self, outlay: Outlay, latch: Latch, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("town-2026")
        assert ask(outlay, latch, "en", confirmed=None) == "typed"
        assert capsys.readouterr() == ("", "Type town-2026 to arm it: ")

    @pytest.mark.parametrize("answer", ["y", "yes", "town", "TOWN-2026", ""])
    def test_anything_else_arms_nothing(
        self, outlay: Outlay, latch: Latch, answer: str, keyboard: Keyboard
    ) -> None:
        keyboard.type(answer)
        with pytest.raises(Refused, match=r"^not armed: '.*' was typed, not 'town-2026'$"):
            ask(outlay, latch, "en", confirmed=None)

    def test_question_and_refusal_are_chinese_too(
        self, outlay: Outlay, latch: Latch, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("好")
        with pytest.raises(Refused, match="not armed") as refused:
            ask(outlay, latch, "zh", confirmed=None)
        assert capsys.readouterr().err == "输入 town-2026 即进入待命："
        assert refused.value.said_in("zh") == "未进入待命：输入的是 '好'，而不是 'town-2026'"

    def test_a_machine_says_yes(self, outlay: Outlay, latch: Latch) -> None:
        assert ask(outlay, latch, "en", confirmed="--yes") == "--yes"

    def test_without_a_terminal_there_is_nobody_to_ask(
        self, outlay: Outlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("town-2026\n"))
        with pytest.raises(Misuse, match="there is nobody to ask: stdin is no terminal; a machin"):
            refuse_nobody(outlay, confirmed=None)
        refuse_nobody(outlay, confirmed="--yes")
        refuse_nobody(laid_out("dry-run", None, written(tmp_path)), confirmed=None)

    @pytest.mark.parametrize("mode", ["dry-run", "rehearsal"])
    def test_where_nothing_is_heard_nobody_is_asked(
        self, mode: str, tmp_path: Path, latch: Latch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        silent = laid_out(mode, None, written(tmp_path))
        assert ask(silent, latch, "en", confirmed=None) == "nothing is heard"

    def test_a_stop_elsewhere_ends_the_question(
        self, outlay: Outlay, latch: Latch, keyboard: Keyboard
    ) -> None:
        keyboard.meanwhile = lambda _: latch.set("wang@console", FIRST_UTC)
        with pytest.raises(Refused, match=r"^stopped by wang@console at 2026-10-29T02:29:00Z, and"):
            ask(outlay, latch, "en", confirmed=None)
