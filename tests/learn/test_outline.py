"""The outline of what sounds: closed shapes on the ground, in seconds."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from siren import library
from siren.learn.outline import LOWEST, outline
from siren.timeline import of_signal
from tests.synth.sounds import timeline_of


def corners(path: str) -> list[list[tuple[float, float]]]:
    """Return the corners of each shape of a path."""
    shapes = re.findall(r"M([^Z]*)Z", path)
    assert "".join(f"M{shape}Z" for shape in shapes) == path
    return [
        [(float(x), float(y)) for x, y in (corner.split() for corner in shape.split("L"))]
        for shape in shapes
    ]


def test_a_steady_tone_is_a_box_as_long_as_it_sounds() -> None:
    pattern = '{ tone = "steady", on_s = 3, off_s = 2, repeat = 2 }'
    whole = timeline_of(pattern, trailing_pause=False)
    assert outline(whole.edges()) == "M0 1L0 0L3 0L3 1ZM5 1L5 0L8 0L8 1Z"


def test_a_wail_rises_and_falls_above_the_lowest_height() -> None:
    whole = timeline_of('{ tone = "wail", on_s = 4, rise_s = 1, fall_s = 1 }')
    [shape] = corners(outline(whole.edges()))
    low = pytest.approx(1 - LOWEST)
    assert [y for _, y in shape] == [1, low, 0, low, 0, low, 1]


def test_silence_has_no_outline() -> None:
    assert outline(()) == ""


@pytest.mark.parametrize("signal", ["cn-air-raid", "fr-sna", "nz-akl-alert", "hu-growl-test"])
def test_every_shape_stands_on_the_ground_within_the_box(signal: str) -> None:
    whole = of_signal(library.signal(signal))
    edges = whole.edges()
    shapes = corners(outline(edges))
    assert len(shapes) == len(edges)
    for edge, shape in zip(edges, shapes, strict=True):
        (first_x, first_y), (last_x, last_y) = shape[0], shape[-1]
        assert (first_x, last_x) == pytest.approx((edge.start_s, edge.end_s), abs=1e-3)
        assert first_y == last_y == 1
        assert all(0 <= y <= 1 for _, y in shape)
        assert [x for x, _ in shape] == sorted(x for x, _ in shape)
    assert shapes[-1][-1][0] <= whole.duration_s + Fraction(1, 1000)
