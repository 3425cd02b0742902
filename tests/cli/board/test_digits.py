"""Figures made of half blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.cli.board.digits import dot_for, figures, rows_for

TIMES = st.from_regex(r"\A([1-9]?[0-9]:[0-5][0-9]|[0-9]{1,3}:[0-5][0-9]:[0-5][0-9])\Z")


def test_the_smallest_are_five_rows_high() -> None:
    assert figures("1:07", 2) == [
        "    ██      ██████  ██████",
        "    ██  ██  ██  ██      ██",
        "    ██      ██  ██      ██",
        "    ██  ██  ██  ██      ██",
        "    ██      ██████      ██",
    ]


def test_an_odd_number_of_half_rows_ends_in_a_half_row() -> None:
    assert figures("4", 3) == [
        "███   ███",
        "███   ███",
        "███   ███",
        "█████████",
        "▀▀▀▀▀▀███",
        "      ███",
        "      ███",
        "      ▀▀▀",
    ]


@pytest.mark.parametrize(
    ("text", "width", "rows", "dot"),
    [
        ("14:59", 80, 5, 2),
        ("14:59", 80, 9, 3),
        ("14:59", 80, 24, 4),
        ("14:59", 200, 28, 11),
        ("1:02:03", 80, 24, 3),
        ("14:59", 33, 24, 0),
        ("14:59", 80, 4, 0),
    ],
)
def test_they_are_as_large_as_there_is_room(text: str, width: int, rows: int, dot: int) -> None:
    assert dot_for(text, width, rows) == dot


@given(TIMES, st.integers(1, 300), st.integers(1, 100))
def test_what_is_said_to_fit_fits(text: str, width: int, rows: int) -> None:
    dot = dot_for(text, width, rows)
    if dot:
        drawn = figures(text, dot)
        assert len(drawn) == rows_for(dot) <= rows
        assert len({len(row) for row in drawn}) == 1
        assert len(drawn[0]) <= width
