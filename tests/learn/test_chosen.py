"""Which signals are asked for, and which cannot be."""

from __future__ import annotations

import pytest

from siren import library
from siren.errors import Misuse, UnknownName
from siren.learn.chosen import checked, named, signals_of

OF_CHINA = ["cn-pre-warning", "cn-air-raid", "cn-all-clear"]


def test_those_of_a_drill_in_the_order_of_their_sounding() -> None:
    assert [one.id for one in signals_of(library.drill("yangjiang-2023"))] == OF_CHINA


def test_a_signal_that_a_drill_sounds_again_is_asked_for_once() -> None:
    drill = library.drill("yangjiang-2023")
    again = drill._replace(firings=(*drill.firings, drill.firings[0]))
    assert [one.id for one in signals_of(again)] == OF_CHINA


def test_those_that_are_named_each_once() -> None:
    ids = ["cn-air-raid", "fr-end", "cn-air-raid"]
    assert [one.id for one in checked(named(ids))] == ["cn-air-raid", "fr-end"]


@pytest.mark.parametrize("count", [0, 1, 9])
def test_too_few_and_too_many_are_refused(count: int) -> None:
    many = list(library.signals())[:count]
    with pytest.raises(Misuse, match=f"takes 2 to 8 signals, not {count}: --signals ID,ID"):
        checked(many)


def test_the_same_sound_twice_is_refused() -> None:
    with pytest.raises(Misuse, match="cn-all-clear and us-nd-all-clear are the same sound"):
        checked(named(["cn-all-clear", "cn-air-raid", "us-nd-all-clear"]))


def test_a_drill_among_signals_is_refused() -> None:
    with pytest.raises(Misuse, match="yangjiang-2023 is a drill, not a signal; for all of its"):
        named(["yangjiang-2023"])


def test_an_unknown_signal_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="cn-air-raid"):
        named(["cn-air-rade"])
