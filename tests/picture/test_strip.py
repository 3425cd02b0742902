"""A line of characters, to scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.picture.strip import strip
from siren.picture.ticks import ticks
from siren.units import clock_text, exact_s
from tests.synth.sounds import timeline_of

if TYPE_CHECKING:
    from siren.timeline import Timeline


def line_of(timeline: Timeline, width: int) -> list[str]:
    return strip(timeline.stretches, timeline.duration_s, width, clock_text).splitlines()


def test_a_cell_is_a_round_number_of_seconds_so_edges_fall_between() -> None:
    timeline = timeline_of(
        '{ tone = "steady", on_s = 6, off_s = 6, repeat = 3 }', trailing_pause=True
    )
    assert line_of(timeline, 20)[0] == "███   ███   ███   "


def test_an_edge_inside_a_cell_is_half_a_cell() -> None:
    timeline = timeline_of('{ tone = "steady", on_s = 5 }, { pause_s = 5 }')
    assert line_of(timeline, 6)[0] == "██▌  "


def test_cycles_too_fine_to_draw_are_shades() -> None:
    timeline = timeline_of(
        '{ tone = "pulsed", on_s = 0.1, off_s = 0.1, repeat = 600 }', trailing_pause=True
    )
    assert set(line_of(timeline, 12)[0]) == {"▒"}


def test_a_wail_is_drawn_by_height() -> None:
    timeline = timeline_of('{ tone = "wail", on_s = 16, rise_s = 8, fall_s = 8 }')
    assert line_of(timeline, 16)[0] == "▁▂▃▄▅▆▇██▇▆▅▄▃▂▁"


def test_a_longer_cell_is_taken_where_edges_fall_between_no_shorter_ones() -> None:
    timeline = timeline_of(
        '{ tone = "steady", on_s = 6, off_s = 6, repeat = 15 }', trailing_pause=True
    )
    assert line_of(timeline, 58)[0] == "█ " * 15  # not 45 cells of 4 s
    assert line_of(timeline, 90)[0] == "███   " * 15


@pytest.mark.parametrize("width", range(20, 45))
def test_a_wail_too_fine_to_draw_is_low_and_high_in_turn(width: int) -> None:
    timeline = timeline_of('{ tone = "wail", on_s = 180, rise_s = 4, fall_s = 4 }')
    drawn = line_of(timeline, width)[0]
    assert drawn == ("▃▇" * width)[: len(drawn)]


def test_a_wail_of_four_cells_is_drawn() -> None:
    timeline = timeline_of('{ tone = "wail", on_s = 16, rise_s = 2, fall_s = 2 }')
    assert line_of(timeline, 16)[0] == "▃▇▇▃" * 4


def test_labels_stand_at_their_instants() -> None:
    timeline = timeline_of('{ tone = "steady", on_s = 60 }')
    line, axis = line_of(timeline, 60)
    assert len(line) == 60
    for label, column in (("0:00", 0), ("0:10", 10), ("0:40", 40)):
        assert axis[column : column + 4] == label


def test_ticks_are_round_and_few() -> None:
    assert [int(t) for t in ticks(exact_s(900), 10)] == [0, 120, 240, 360, 480, 600, 720, 840]
    assert len(ticks(exact_s("313"), 8)) <= 8
