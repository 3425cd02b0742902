"""What the rig is made of, and what happens to a test where a part is missing."""

from __future__ import annotations

import shutil
from ctypes.util import find_library
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLUGIN = "libasound_module_pcm_pulse.so"


def missing_packages() -> list[str]:
    """Return the Debian packages whose parts this machine does not have."""
    found = {
        "pulseaudio": shutil.which("pulseaudio"),
        "pulseaudio-utils": shutil.which("pactl") and shutil.which("parec"),
        "libasound2-plugins": any(Path("/usr").glob(f"lib*/**/alsa-lib/{_PLUGIN}")),
        "libportaudio2": find_library("portaudio"),
        "util-linux": shutil.which("setpriv"),
    }
    return [package for package, part in found.items() if not part]


def is_required(environment: Mapping[str, str]) -> bool:
    """Return whether a test may not be skipped for want of the rig."""
    return environment.get("SIREN_REQUIRE_RIG", "") not in ("", "0")


def settle(
    missing: Sequence[str], *, required: bool, what: str = "the software sound card"
) -> None:
    """Skip the test where packages are missing, or fail it where the rig is required."""
    if not missing:
        return
    sentence = f"{what} needs the Debian packages {' '.join(missing)}"
    if required:
        pytest.fail(f"{sentence}, and SIREN_REQUIRE_RIG is set", pytrace=False)
    pytest.skip(sentence)
