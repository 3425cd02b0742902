"""The parts of a board: what stands in them."""

from __future__ import annotations

import re

import pytest

from siren.cli.board.clock_row import clock_row
from siren.cli.board.countdown import state_row
from siren.cli.board.footer import footer
from siren.cli.board.header import header
from siren.cli.board.lines import text_of
from siren.cli.board.meter import bar, level_text
from siren.cli.board.places import place_rows
from siren.cli.board.scene import Asked, ClockView, Ended, Health, Stage
from siren.cli.board.signals import signal_rows
from siren.firing.rules import Outcome
from siren.text import phrase
from tests.cli.board.scenes import (
    NOTHING,
    RADIO,
    ROOF,
    TRACK,
    ended,
    local,
    scene,
    signal,
    sounding_scene,
)


class TestTheHeader:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("width", [20, 40, 80, 200])
    def test_it_always_says_exercise(self, language: str, width: int) -> None:
        first = text_of(header(scene(), width, language)[0])
        assert "EXERCISE" in first or width < 40
        assert ("EXERCISE" if language == "en" else "演习") in first

    def test_title_mode_zone_and_local_time(self) -> None:
        (row,) = header(scene(-20), 80, "en")
        assert text_of(row) == (
            " EXERCISE 演习  Yangjiang siren test                RUN  Asia/Shanghai 10:28:40 "
        )

    def test_a_dry_run_says_that_nothing_is_heard(self) -> None:
        rows = header(scene()._replace(mode="dry-run", is_silent=True), 120, "en")
        assert "DRY RUN: NOTHING IS HEARD" in text_of(rows[0])
        rows = header(scene()._replace(mode="run", is_silent=True), 120, "zh")
        assert "鸣响：不发声" in text_of(rows[0])

    def test_a_place_that_the_title_does_not_name_is_named(self) -> None:
        shown = scene()._replace(place=phrase("Main square", "中心广场"))
        assert "阳江市防空警报试鸣 · 中心广场" in text_of(header(shown, 120, "zh")[0])


class TestTheState:
    def test_before_it_the_next_signal_is_named_in_both_languages(self) -> None:
        words = text_of(state_row(scene(-20).next, 80, "zh")).strip()
        assert words == "距 10:29:00  预先警报  Advance (preliminary) air-raid warning"

    def test_sounding_and_not_heard_differ_without_colour(self) -> None:
        sounding = sounding_scene().next
        assert sounding is not None
        unheard = sounding._replace(stage=Stage.UNHEARD, heard_on=0)
        assert text_of(state_row(sounding, 80, "en")).strip().startswith("▶▶▶ SOUNDING 鸣响中")
        assert text_of(state_row(unheard, 80, "en")).strip().startswith("✕✕✕ IS NOT HEARD 未发声")
        assert {piece.style for piece in state_row(unheard, 80, "en")} == {"bold yellow reverse"}

    def test_heard_in_some_places_it_says_in_how_many(self) -> None:
        sounding = sounding_scene().next
        assert sounding is not None
        row = text_of(state_row(sounding._replace(heard_on=1), 80, "en"))
        assert "SOUNDING 鸣响中 on 1 of 2" in row

    def test_after_it_the_drill_is_over(self) -> None:
        assert text_of(state_row(None, 80, "zh")).strip() == "演习结束"


class TestTheTimeline:
    def cursor(self, seconds: float, width: int = 78) -> tuple[int, str]:
        mark = text_of(TRACK.rows(local(seconds), width)[1])
        return len(mark) - len(mark.lstrip()), mark.strip()

    def test_before_and_after_the_drill_the_cursor_waits_at_an_end(self) -> None:
        assert self.cursor(-1) == (0, "◂")
        assert self.cursor(900) == (74, "▸")

    @pytest.mark.parametrize(
        ("seconds", "column"), [(0, 0), (11.9, 0), (12, 1), (360, 30), (899, 74)]
    )
    def test_in_it_the_cursor_is_under_the_cell_of_now(self, seconds: float, column: int) -> None:
        assert self.cursor(seconds) == (column, "▲")

    def test_the_axis_is_the_time_of_day_and_the_label_begins_at_its_time(self) -> None:
        drawn, cursor, axis = (text_of(row) for row in TRACK.rows(local(360), 198))
        assert axis.index("10:35") == cursor.index("▲") == 60
        assert drawn[60] == "█"

    def test_the_cell_of_now_stands_out_in_the_line_too(self) -> None:
        styles = [piece.style for piece in TRACK.rows(local(360), 78)[0]]
        assert styles[:3] == ["dim", "reverse", ""]


class TestTheMeter:
    @pytest.mark.parametrize(
        ("level", "text"),
        [(1.0, "  0.0 dBFS"), (0.5, " -6.0 dBFS"), (0.001, "-60.0 dBFS"), (0.0, "    - dBFS")],
    )
    def test_a_peak_in_db(self, level: float, text: str) -> None:
        assert level_text(level) == text

    @pytest.mark.parametrize(
        ("level", "drawn"),
        [(1.0, "██████"), (0.1, "████  "), (0.01, "██    "), (0.0, "      "), (1e-4, "      ")],
    )
    def test_ten_db_a_cell_of_six(self, level: float, drawn: str) -> None:
        assert bar(level, 6) == drawn

    def test_it_moves_by_eighths_of_a_cell(self) -> None:
        assert bar(10 ** (-15 / 20), 6) == "████▌ "


class TestDestinations:
    def rows(self, *places: object, width: int = 100) -> list[str]:
        return [text_of(row).rstrip() for row in place_rows(places, width, "en")]  # type: ignore[arg-type]

    def test_one_is_not_numbered_and_several_are(self) -> None:
        assert self.rows(ROOF)[0].startswith("Roof siren (USB Audio, channels 1+2)  ● ready")
        assert [row[:12] for row in self.rows(ROOF, RADIO)] == ["1 Roof siren", "2 Yangjiang "]

    def test_level_and_underflows(self) -> None:
        (row,) = self.rows(ROOF._replace(underflows=3), width=110)
        assert row.endswith("▏  -6.0 dBFS  3 underflows")

    def test_underflows_are_said_however_little_room_there_is(self) -> None:
        (row,) = self.rows(ROOF._replace(underflows=3), width=76)
        assert row.endswith(" -6.0 dBFS  3 underflows")

    def test_away_it_says_why_instead_of_a_level(self) -> None:
        lost = ROOF._replace(health=Health.AWAY, why="the stream ended by itself")
        assert self.rows(lost)[0].endswith("✕ AWAY  the stream ended by itself")

    def test_silent_is_said_in_words(self) -> None:
        assert "● ready, silent" in self.rows(ROOF._replace(is_silent=True))[0]

    @pytest.mark.parametrize("health", [Health.CLOSED, Health.OPENING, Health.ENDED])
    def test_a_level_is_shown_only_of_what_is_open(self, health: Health) -> None:
        assert self.rows(ROOF._replace(health=health))[0].endswith("- dBFS  0 underflows")


class TestTheClock:
    def test_who_keeps_it_and_how_far_it_moved(self) -> None:
        clock = ClockView(phrase("chrony, offset -0.4 ms", "chrony，偏差 -0.4 毫秒"), 0.012, True)
        assert text_of(clock_row(clock, 80, "en")).rstrip() == (
            "✓ trusted  chrony, offset -0.4 ms · moved +0.012 s since armed"
        )

    def test_not_trusted_is_said_in_words(self) -> None:
        assert text_of(clock_row(ClockView(None, -3600.0, False), 80, "zh")).rstrip() == (
            "✕ 不可信  确认以来移动 -3600.000 秒"
        )

    def test_after_a_new_start_nobody_knows_how_far(self) -> None:
        row = text_of(clock_row(ClockView(None, None, False), 80, "en"))
        assert row.rstrip() == "✕ NOT TRUSTED  the machine was started anew"


class TestSignals:
    def state(self, *states: Ended, seconds: float = 0, now_s: float = 10) -> str:
        (row,) = signal_rows([signal("cn-air-raid", seconds, now_s, *states)], 90, "en")
        return re.split(r"Air-raid warning +", text_of(row))[1].rstrip()

    def test_before_it_how_long_until_it_comes(self) -> None:
        assert self.state(NOTHING, seconds=60, now_s=0.5) == "in 1:00"

    def test_under_way_whether_it_is_heard(self) -> None:
        assert self.state(NOTHING._replace(is_sounding=True)) == "▶ SOUNDING"
        assert self.state(NOTHING) == "✕ IS NOT HEARD"

    def test_at_its_end_the_outcome_and_how_late(self) -> None:
        assert self.state(ended(Outcome.PLAYED, 0.234)) == "✓ played +0.23 ms"
        assert self.state(ended(Outcome.MISSED, None)) == "✕ missed"

    def test_silent_it_says_so(self) -> None:
        silent = ended(Outcome.PLAYED)._replace(is_silent=True)
        assert self.state(silent) == "✓ played +0.23 ms, silent"

    def test_a_veto_is_no_failure(self) -> None:
        assert self.state(ended(Outcome.STOPPED, None, vetoed=True)) == "■ vetoed: silence"

    def test_on_several_destinations_once_where_they_agree_else_each(self) -> None:
        well, lost = ended(Outcome.PLAYED), ended(Outcome.DEVICE_LOST, None)
        assert self.state(well, well) == "✓ played +0.23 ms"
        assert self.state(well, lost) == "1 ✓ played +0.23 ms  2 ✕ device-lost"

    def test_every_outcome_has_words_in_chinese(self) -> None:
        for outcome in Outcome:
            (row,) = signal_rows([signal("cn-air-raid", 0, 1, ended(outcome))], 60, "zh")
            assert re.search(r"[✓✕] [一-鿿]+ ", text_of(row)), outcome


class TestTheFooter:
    def test_the_veto_is_shown_only_in_its_window(self) -> None:
        assert "VETO" not in text_of(footer(scene(), 80, "en"))
        row = text_of(footer(scene()._replace(veto_s=16.2), 80, "en"))
        assert row.startswith("  v  VETO: silence (17 s left)    d  silence the rest ")

    def test_on_a_narrow_terminal_the_words_are_short(self) -> None:
        row = text_of(footer(scene()._replace(veto_s=16.2), 60, "zh"))
        assert row.startswith("  v  否决 17 秒    d  其余静默 ")

    def test_with_nothing_left_to_silence_only_stop_is_a_key(self) -> None:
        row = text_of(footer(scene()._replace(can_downgrade=False), 80, "en"))
        assert row.split() == ["Ctrl-C", "stop"]

    def test_while_the_clock_is_in_question_they_are_no_keys(self) -> None:
        asked = Asked(3600.0, ("town-2026",), "")
        row = text_of(footer(scene()._replace(asked=asked, veto_s=16.2), 80, "en"))
        assert row.split() == ["Ctrl-C", "stop"]
