"""A whole screen: everything in its place, at any size, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.cli.board.scene import Asked, Scene
from tests.cli.board.scenes import page, row_with, scene, sounding_scene

SIZES = [(60, 15), (80, 24), (200, 60)]

ASKED = scene(-20)._replace(asked=Asked(3600.0, ("yangjiang-2023",), "yangj"))

BLOCKS = set("█▀▄")


def figure_rows(rows: list[str]) -> list[str]:
    return [row for row in rows if set(row) - {" "} and set(row) <= {*BLOCKS, " "}]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("shown", [scene(), sounding_scene(), ASKED])
def test_the_first_row_says_exercise_and_the_last_how_to_stop(
    shown: Scene, width: int, height: int, language: str
) -> None:
    rows = page(shown, width, height, language)
    assert "EXERCISE" in rows[0]
    assert "演习" in rows[0]
    assert "Ctrl-C" in rows[-1]


@given(st.integers(1, 120), st.integers(1, 40), st.sampled_from(["en", "zh"]))
@settings(max_examples=60, deadline=None)
def test_no_line_is_ever_wider_than_the_terminal(width: int, height: int, language: str) -> None:
    for shown in (scene(), sounding_scene(), ASKED, scene()._replace(next=None)):
        page(shown, width, height, language)


@pytest.mark.parametrize(
    ("width", "height", "least"), [(60, 15, 5), (80, 24, 8), (120, 34, 13), (200, 60, 27)]
)
def test_the_figures_are_large(width: int, height: int, least: int) -> None:
    assert len(figure_rows(page(scene(), width, height))) >= least


def test_where_they_do_not_fit_the_countdown_is_text() -> None:
    rows = page(scene(-761), 30, 7)
    assert figure_rows(rows) == []
    assert row_with(rows, "12:41").strip() == "12:41"


def test_at_80_by_24_everything_is_there() -> None:
    rows = page(sounding_scene())
    assert "SOUNDING 鸣响中  Air-raid warning  空袭警报" in rows[1]
    assert row_with(rows, "▲")
    assert row_with(rows, "10:29     10:31")
    assert row_with(rows, "1 Roof siren (USB Audio, channels 1+2)  ● ready")
    assert row_with(rows, "2 Yangjiang radio 91.6 MHz (PCM2902)")
    assert row_with(rows, "✓ trusted  chrony, offset -0.4 ms · moved +0.000 s since armed")
    assert row_with(rows, "1 ✓ played +0.23 ms  2 ✕ late +31.50 ms")
    assert row_with(rows, "10:35:00  Air-raid warning             ▶ SOUNDING")
    assert row_with(rows, "All clear                    in 5:22")


def test_with_little_room_the_signal_that_is_due_is_shown() -> None:
    rows = page(sounding_scene(), 80, 16)
    assert row_with(rows, "10:35:00  Air-raid warning             ▶ SOUNDING")
    assert not [row for row in rows if "played" in row]


def test_on_a_large_terminal_there_is_room_for_what_has_happened() -> None:
    said = tuple(f"event {number}" for number in range(40))
    rows = page(scene()._replace(said=said), 80, 50)
    assert row_with(rows, "event 39")
    assert row_with(rows, "event 38")


def test_a_question_stands_above_everything_else() -> None:
    rows = page(ASKED)
    assert rows[1].strip() == "THE CLOCK WAS STEPPED by +3600.0 s. NOTHING BEGINS."
    assert rows[2].strip() == "Set it back, or type yangjiang-2023 and Enter: yangj_"


def test_what_is_typed_is_seen_on_a_narrow_terminal_too() -> None:
    assert page(ASKED, 40, 10)[3].strip() == "yangjiang-2023: yangj_"
