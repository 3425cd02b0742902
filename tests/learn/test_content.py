"""What a page is told: all of it from the patterns, exactly."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from siren import library
from siren.learn.chosen import Taught, named, signals_of
from siren.learn.content import content
from siren.learn.sounds import Sounds
from siren.timeline import of_drill, of_signal
from siren.voice import GatedVoice

if TYPE_CHECKING:
    from siren.signal import Signal

DRILL = library.drill("yangjiang-2023")


def told(taught: Taught, *world: Signal) -> tuple[dict[str, Any], Sounds]:
    voice = library.voice("electronic")
    assert isinstance(voice, GatedVoice)
    sounds = Sounds(voice)
    return content(taught, world, sounds), sounds


@pytest.fixture(scope="module")
def drill() -> dict[str, Any]:
    return told(Taught(signals_of(DRILL), DRILL), library.signal("fr-sna"))[0]


def test_it_is_json(drill: dict[str, Any]) -> None:
    assert json.loads(json.dumps(drill)).keys() == drill.keys()


def test_the_signals_of_the_drill_stand_in_their_order(drill: dict[str, Any]) -> None:
    ids = [signal["id"] for signal in drill["signals"]]
    assert ids == ["cn-pre-warning", "cn-air-raid", "cn-all-clear"]
    assert [signal["id"] for signal in drill["world"]] == ["fr-sna"]
    assert drill["countries"].keys() == {"CN", "FR"}


def test_every_edge_is_that_of_the_timeline(drill: dict[str, Any]) -> None:
    for signal in drill["signals"]:
        whole = of_signal(library.signal(signal["id"]))
        for speed in (1, 10):
            sounding = signal["soundings"][str(speed)]
            edges = [(e.start_s / speed, e.end_s / speed) for e in whole.edges()]
            assert [(a, b) for a, b, _ in sounding["stretches"]] == [
                (float(start_s), float(end_s)) for start_s, end_s in edges
            ]
            assert sounding["duration_s"] == whole.duration_s / speed


def test_the_gap_is_what_tells_the_signals_apart(drill: dict[str, Any]) -> None:
    gaps = [signal["gap"] for signal in drill["signals"]]
    assert [gap["kind"] for gap in gaps] == ["long", "short", "none"]
    assert [gap["longest"]["en"] for gap in gaps[:2]] == ["24 s", "6 s"]


def test_what_ears_can_tell(drill: dict[str, Any]) -> None:
    facts = drill["signals"][0]["facts"]
    assert (facts["sound"]["zh"], facts["silence"]["en"]) == ("36 秒", "24 s")
    assert drill["signals"][2]["facts"]["silence"] is None
    assert facts["pitch"]["en"] == "the pitch stays the same"


def test_the_drill_has_its_clock_times(drill: dict[str, Any]) -> None:
    whole = drill["drill"]
    assert (whole["date"], whole["timezone"]) == ("2023-10-29", "Asia/Shanghai")
    assert whole["first_s"] == 10 * 3600 + 29 * 60
    spans = [(one["start_s"], one["end_s"]) for one in whole["firings"]]
    assert spans == [(0, 180), (360, 540), (720, 900)]
    assert whole["soundings"]["1"]["duration_s"] == of_drill(DRILL).duration_s == 900
    assert whole["soundings"].keys() == {"1", "10"}


def test_the_test_has_one_speed_for_all(drill: dict[str, Any]) -> None:
    assert drill["test"] == {"speed": 10, "twice_up_to": 4, "minutes": 3}
    short, _ = told(Taught(named(["hu-growl-test", "nz-akl-all-clear"]), None))
    assert short["drill"] is None
    assert all(signal["soundings"].keys() >= {"1"} for signal in short["signals"])


def test_one_signal_alone_makes_no_test() -> None:
    alone, _ = told(Taught(named(["cn-air-raid"]), None))
    assert alone["test"] is False


def test_a_tone_that_is_heard_often_is_one_sound() -> None:
    _, sounds = told(Taught(signals_of(DRILL), DRILL))
    assert len(sounds) == 1


def test_a_time_of_day_within_a_minute_is_kept() -> None:
    firing = DRILL.firings[0]
    later = replace(firing, at=firing.at.replace(second=7, microsecond=500_000))
    moved = DRILL._replace(firings=(later, *DRILL.firings[1:]))
    found, _ = told(Taught(signals_of(DRILL), moved))
    assert Fraction(found["drill"]["first_s"]) == 10 * 3600 + 29 * 60 + Fraction(15, 2)
