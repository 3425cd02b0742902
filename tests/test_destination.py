"""Which outlets are fed from this machine, and which of them together."""

from __future__ import annotations

from fractions import Fraction

from siren.destination import Destination, destinations
from siren.drill import Outlet

SIRENS = Outlet("siren", "Sirens", device="horn")
TV = Outlet("tv", "TV", Fraction(2), channel="1", device="card", channels=(1, 2))
RADIO = Outlet("radio", "Radio", Fraction(3, 2), Fraction(916, 10), device="card", channels=(3,))
FILE = Outlet("tv", "Web", file="web.wav")
ELSEWHERE = Outlet("radio", "Radio")


def test_each_device_group_of_channels_and_file_is_fed_apart() -> None:
    found = destinations([SIRENS, TV, ELSEWHERE, RADIO, FILE])
    labels = [destination.label for destination in found]
    assert labels == ["horn", "card, channels 1+2", "card, channel 3", "file web.wav"]
    assert [float(destination.lead_s) for destination in found] == [0, 2, 1.5, 0]


def test_outlets_on_the_same_device_are_fed_together() -> None:
    second = TV._replace(channel="2")
    [both] = destinations([TV, second])
    assert both.outlets == (TV, second)
    assert both.title == "TV 1 + TV 2"


def test_a_frequency_tells_programmes_apart() -> None:
    assert RADIO.title == "Radio 91.6 MHz"


def test_without_outlets_it_is_called_by_what_it_is() -> None:
    assert Destination().title == "silence"
    assert Destination("horn").title == "horn"
