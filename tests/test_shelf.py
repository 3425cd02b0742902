"""Ids are found without parsing; one that stands in two files is nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren import shelf
from siren.errors import InvalidFile
from siren.shelf import Claim
from tests.shelves import TEST, own_library, put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own_library(tmp_path, monkeypatch)


def test_a_file_takes_the_ids_of_its_system_its_signals_and_its_tests(tmp_path: Path) -> None:
    path = put(tmp_path, "xx-a", "xx-one", more=TEST.format(id="xx-monthly", signal="xx-one"))
    ids = {"system": "xx-a", "signal": "xx-one", "test": "xx-monthly"}
    assert shelf.claims(path) == tuple(Claim(kind, name) for kind, name in ids.items())


def test_a_file_that_nobody_may_read_takes_no_id(tmp_path: Path) -> None:
    assert shelf.claims(tmp_path / "nowhere.toml") == ()
    assert shelf.tables(tmp_path / "nowhere.toml") == set()


def test_a_name_that_stands_twice_is_found_nowhere(signals: Path) -> None:
    put(signals, "xx-a", "xx-one")
    put(signals, "xx-b", "xx-one")
    with pytest.raises(InvalidFile, match=r"xx-b\.toml: .* taken by signals/xx-a\.toml"):
        shelf.find("signals", "xx-one")
