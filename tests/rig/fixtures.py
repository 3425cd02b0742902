"""The rig as fixtures: started once a session, as good as new for every test."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.rig.parts import is_required, missing_packages, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.rig.rig import Rig


@pytest.fixture(scope="session")
def rig_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """The session's one server; tests ask for `rig`."""
    settle(missing_packages(), required=is_required(os.environ))
    from tests.rig.rig import Rig

    rig = Rig(tmp_path_factory.mktemp("rig"))
    rig.start()
    yield rig
    rig.kill()


@pytest.fixture
def rig(rig_server: Rig) -> Iterator[Rig]:
    """The software sound card, for programs started with ``env=rig.environment``."""
    yield rig_server
    rig_server.restore()


@pytest.fixture
def rig_in_process(rig: Rig) -> Iterator[Rig]:
    """The software sound card, also for sounddevice and pulsectl in this process."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - rig.environment.keys():
            patch.delenv(name)
        for name, value in rig.variables.items():
            patch.setenv(name, value)
        list_devices_anew()
        yield rig
    list_devices_anew()


def list_devices_anew() -> None:
    """Make PortAudio read its list again: it does so only once, when it is loaded."""
    if sounddevice := sys.modules.get("sounddevice"):
        sounddevice._terminate()
        sounddevice._initialize()
