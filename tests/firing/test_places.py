"""Where journal, locks, latch and settings stand."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from siren.firing.places import config_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDERS = [("SIREN_STATE_DIR", state_folder), ("SIREN_CONFIG_DIR", config_folder)]


@pytest.mark.parametrize(("variable", "folder"), FOLDERS)
def test_a_variable_names_the_folder(
    variable: str, folder: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "here"))
    assert folder() == tmp_path / "here"
    assert not folder().exists()


@pytest.mark.parametrize(("variable", "folder"), FOLDERS)
def test_without_it_or_where_it_is_empty_the_folder_is_the_users_own(
    variable: str, folder: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(variable, raising=False)
    own = folder()
    assert own.name == "siren"
    assert own.is_absolute()
    monkeypatch.setenv(variable, "")
    assert folder() == own


def test_state_and_settings_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _ in FOLDERS:
        monkeypatch.delenv(variable, raising=False)
    program = "from siren.firing.places import *; print(state_folder() != config_folder())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"True\n"
