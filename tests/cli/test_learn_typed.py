"""What a line means that was typed in a listening test."""

from __future__ import annotations

import pytest

from siren.cli.learn_typed import Order, meaning_of

IDS = ("cn-air-raid", "ru-attention", "q-test")


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("1", "cn-air-raid"),
        (" 3 ", "q-test"),
        ("２", "ru-attention"),
        ("RU-Attention", "ru-attention"),
        ("?", Order.UNKNOWN),
        ("？", Order.UNKNOWN),
        ("R", Order.AGAIN),
        ("q", Order.STOP),
        ("", Order.ON),
        ("  ", Order.ON),
        ("0", None),
        ("4", None),
        ("cn-air", None),
        ("rr", None),
    ],
)
def test_a_number_an_id_or_an_order(typed: str, meaning: str | Order | None) -> None:
    assert meaning_of(typed, IDS) == meaning
