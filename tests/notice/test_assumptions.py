from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from siren.notice.assumptions import assumptions
from siren.notice.nation import nations
from siren.notice.reading import SignalRead

if TYPE_CHECKING:
    from siren.notice.reading import Assumed

MAINLAND, TAIWAN = nations()

PRE_WARNING = ((Fraction(36), Fraction(24)),)
SHORT = ((Fraction(6), Fraction(6)),)
OTHER = ((Fraction(10), Fraction(10)),)


def figures(rule: Assumed) -> str:
    """Return a cycle in figures: 36/24 x 3."""
    return " + ".join(f"{on_s}/{off_s}" for on_s, off_s in rule.cycle) + f" x {rule.repeats}"


def assumed(signal: SignalRead) -> Assumed | None:
    """Return what is assumed of one signal of the mainland; nothing may be asked."""
    found, asked = assumptions([signal], MAINLAND)
    assert asked == []
    return found[0] if found else None


def asked(signal: SignalRead) -> str:
    found, conflicts = assumptions([signal], MAINLAND)
    assert found == []
    return conflicts[0].said.english


@pytest.mark.parametrize(
    ("kind", "signal_id", "cycle"),
    [
        ("pre-warning", "cn-pre-warning", "36/24 x 3"),
        ("air-raid", "cn-air-raid", "6/6 x 15"),
        ("all-clear", "cn-all-clear", "180/0 x 1"),
    ],
)
def test_a_signal_of_which_nothing_is_printed_sounds_by_the_national_rule(
    kind: str, signal_id: str, cycle: str
) -> None:
    rule = assumed(SignalRead("警报", kind))
    assert rule is not None
    assert (rule.signal_id, figures(rule)) == (signal_id, cycle)


@pytest.mark.parametrize(
    "printed",
    [
        SignalRead("预先警报", "pre-warning", cycle=PRE_WARNING),
        SignalRead("预先警报", "pre-warning", repeats=3),
        SignalRead("预先警报", "pre-warning", duration_s=Fraction(180)),
    ],
)
def test_what_is_printed_in_part_is_completed_where_it_agrees(printed: SignalRead) -> None:
    rule = assumed(printed)
    assert rule is not None
    assert rule.signal_id == "cn-pre-warning"


@pytest.mark.parametrize(
    "printed",
    [
        SignalRead("预先警报", "pre-warning", cycle=OTHER),
        SignalRead("预先警报", "pre-warning", repeats=5),
        SignalRead("预先警报", "pre-warning", duration_s=Fraction(60)),
        SignalRead("空袭警报", "air-raid", cycle=OTHER),
    ],
)
def test_what_is_printed_and_disagrees_is_asked(printed: SignalRead) -> None:
    assert "no national rule fits" in asked(printed)


@pytest.mark.parametrize(
    "printed",
    [
        SignalRead("防灾警报", "disaster", is_disaster=True),
        SignalRead("防灾解除警报", "all-clear", is_disaster=True),
        SignalRead("警报", "memorial"),
    ],
)
def test_where_there_is_no_rule_nothing_is_assumed(printed: SignalRead) -> None:
    assert "no national rule fits" in asked(printed)


def test_a_memorial_of_a_printed_length_is_one_steady_tone() -> None:
    rule = assumed(SignalRead("防空警报", "memorial", duration_s=Fraction(60)))
    assert rule is not None
    assert (rule.signal_id, figures(rule)) == (None, "60/0 x 1")


@pytest.mark.parametrize(
    ("kind", "cycle"),
    [
        ("pre-warning", SHORT),
        ("air-raid", PRE_WARNING),
        ("pre-warning", ((Fraction(24), Fraction(36)),)),
    ],
    ids=["as the air raid", "as the pre-warning", "the wrong way round"],
)
def test_a_signal_that_sounds_as_another_one_does_is_asked(
    kind: str, cycle: tuple[tuple[Fraction, Fraction], ...]
) -> None:
    printed = SignalRead("警报", kind, cycle=cycle, repeats=3, duration_s=Fraction(180))
    assert "as another signal does" in asked(printed)


def test_of_a_signal_that_is_printed_in_full_nothing_is_assumed() -> None:
    full = SignalRead("预先警报", "pre-warning", cycle=OTHER, repeats=9, duration_s=Fraction(180))
    assert assumed(full) is None


def test_rounds_whose_silence_is_not_printed_are_asked() -> None:
    full = SignalRead(
        "空袭警报", "air-raid", cycle=SHORT, repeats=15, duration_s=Fraction(180), rounds=2
    )
    assert "the silence between its rounds" in asked(full)


def test_another_nation_has_other_rules() -> None:
    [rule], _ = assumptions([SignalRead("緊急警報", "air-raid")], TAIWAN)
    assert figures(rule) == "15/5 + 5/5 + 5/5 x 3"


def test_a_signal_that_sounds_twice_is_assumed_once() -> None:
    found, _ = assumptions([SignalRead("空袭警报", "air-raid")] * 2, MAINLAND)
    assert len(found) == 1
