"""What is to be armed: where it sounds, what it must equal to go on, what the journal is told."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from siren.destination import Destination
from siren.drill import Outlet
from siren.firing.order import Order, facts_of
from siren.firing.recovery import Arming
from siren.firing.rules import Limits
from siren.firing.seal import Seal, SealedFile
from tests.firing.drills import WAIL, plan_of
from tests.firing.world import SilentSink, SimClock

if TYPE_CHECKING:
    from pathlib import Path

TV = Outlet(
    "tv",
    "Town TV",
    Fraction(5, 2),
    channel="1",
    device="card",
    channels=(3, 4),
    lead_measured=dt.date(2026, 10, 1),
    lead_method="by ear",
)
RADIO = Outlet("radio", "Radio", freq_mhz=Fraction(916, 10), device="card", channels=(3, 4))
BOTH = Destination("card", (3, 4), None, (TV, RADIO))


def order(device: str, **options: Any) -> Order:
    clock = SimClock()
    plan = plan_of((0, WAIL), ahead_s=2.5)
    return Order(plan, "run", device, lambda _: SilentSink(clock, plan.rate_hz), **options)


class TestThePlace:
    @pytest.mark.parametrize(
        ("device", "options", "place"),
        [
            ("horn", {"destination": Destination("horn")}, "horn"),
            ("card", {"destination": BOTH}, "card, channels 3+4"),
            ("file /feeds/tv.wav", {"destination": Destination(file="tv.wav")}, None),
            ("silence (x, run)", {"is_silent": True}, None),
            (
                "silence (x, run)",
                {"is_silent": True, "destination": BOTH},
                "silence (x, run) for card, channels 3+4",
            ),
        ],
    )
    def test_it_is_told_from_every_other_place_of_the_drill(
        self, device: str, options: dict[str, Any], place: str | None
    ) -> None:
        assert order(device, **options).place == (place or device)

    def test_channels_of_one_device_are_armed_apart(self) -> None:
        first = order("card", destination=BOTH)
        second = order("card", destination=BOTH._replace(channels=(1, 2)))
        assert first.device == second.device
        assert first.arming == Arming("hash", "card, channels 3+4", "run")
        assert first.arming != second.arming


class TestTheFacts:
    def facts(self, **options: Any) -> dict[str, Any]:
        return facts_of(order("card", **options), SimClock())

    def test_each_outlet_is_told_with_its_lead_and_how_that_was_measured(self) -> None:
        told = self.facts(destination=BOTH)
        assert (told["device"], told["where"]) == ("card", "card, channels 3+4")
        assert told["channels"] == [3, 4]
        assert told["outlets"] == [
            {
                "kind": "tv",
                "name": "Town TV",
                "title": "Town TV 1",
                "lead_s": 2.5,
                "lead_measured": "2026-10-01",
                "lead_method": "by ear",
            },
            {
                "kind": "radio",
                "name": "Radio",
                "title": "Radio 91.6 MHz",
                "lead_s": 0.0,
                "lead_measured": None,
                "lead_method": None,
            },
        ]
        assert told["ahead_s"] == 2.5

    def test_what_was_sealed_is_told_by_file_and_hash(self, tmp_path: Path) -> None:
        path = tmp_path / "drill.toml"
        sealed = Seal((SealedFile(path, "0" * 64),))
        assert self.facts(seal=sealed)["sealed"] == [{"file": str(path), "sha256": "0" * 64}]

    def test_what_is_known_of_the_drill_stands_beside_what_the_order_says(self) -> None:
        told = self.facts(about={"title": {"en": "Siren test"}, "sound_hash": "f" * 64})
        assert told["title"] == {"en": "Siren test"}
        assert told["sound_hash"] == "f" * 64
        assert told["drill"] == "test-drill"

    def test_what_was_allowed_and_how_late_it_may_be_is_told(self) -> None:
        told = self.facts(allowed=("clock", "disk"), limits=Limits(late_s=60, resume_s=150))
        assert told["allowed"] == ["clock", "disk"]
        assert (told["late_s"], told["resume_s"]) == (60, 150)

    def test_all_of_it_is_json(self) -> None:
        told = self.facts(destination=BOTH)
        assert json.loads(json.dumps(told)) == told
