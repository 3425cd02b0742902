"""A sound system that says nothing is not waited for."""

from __future__ import annotations

import time
from threading import Event

import pytest

from siren.errors import DeviceNotFound, NoSoundSystem
from siren.output import bounded
from siren.preflight.probes import Probes, in_time

pytestmark = pytest.mark.alone


def test_what_portaudio_says_is_handed_on() -> None:
    def missing() -> None:
        raise DeviceNotFound("horn", [])

    assert in_time(lambda: 7) == 7
    with pytest.raises(DeviceNotFound, match="horn"):
        in_time(missing)


def test_where_it_hangs_it_is_given_up_and_the_next_time_sooner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounded, "_left_behind", [])
    end = Event()
    with pytest.raises(NoSoundSystem, match="does not answer"):
        in_time(lambda: end.wait(20), within_s=0.05)
    began_s = time.monotonic()
    with pytest.raises(NoSoundSystem, match="does not answer"):
        in_time(lambda: end.wait(20), within_s=20)
    assert time.monotonic() - began_s < 5
    end.set()


def test_by_default_the_machine_itself_is_asked() -> None:
    from siren.output.speaker import Speaker

    assert Probes().make_sink is Speaker
