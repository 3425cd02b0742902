"""The stop latch: while its file is there nothing sounds, whatever it says."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from siren.errors import Refused
from siren.firing.latch import Latch

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def latch(tmp_path: Path) -> Latch:
    return Latch(tmp_path / "state")


def test_at_first_nothing_is_stopped(latch: Latch) -> None:
    assert not latch.is_set()
    latch.refuse_if_set()


def test_a_stop_stays_until_it_is_cleared(latch: Latch) -> None:
    latch.set("wang@console", NOON)
    assert latch.is_set()
    assert Latch(latch.path.parent).is_set()
    latch.clear()
    assert not latch.is_set()


def test_what_is_stopped_is_refused_and_says_by_whom_and_the_way_out(latch: Latch) -> None:
    latch.set("wang@console", NOON)
    words = (
        "stopped by wang@console at 2026-11-22T12:00:00Z, and nothing sounds until: "
        "siren stop --clear"
    )
    with pytest.raises(Refused, match=words):
        latch.refuse_if_set()


def test_to_stop_again_names_the_last(latch: Latch) -> None:
    latch.set("wang@console", NOON)
    latch.set("李@hall", NOON)
    assert latch.words() == "李@hall at 2026-11-22T12:00:00Z"


def test_the_refusal_is_chinese_too(latch: Latch) -> None:
    latch.set("李@hall", NOON)
    said = "李@hall 于 2026-11-22T12:00:00Z 已中止并锁定；解除锁定前不会发声：siren stop --clear"
    assert latch.refusal().said_in("zh") == said
    latch.path.write_text("")
    assert latch.refusal().said_in("zh").startswith("已中止并锁定")


def test_to_clear_what_is_clear_changes_nothing(latch: Latch) -> None:
    latch.clear()
    assert not latch.is_set()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"who": "x"}', "\udcff"])
def test_an_empty_or_broken_file_stops_all_the_same(latch: Latch, content: str) -> None:
    latch.path.parent.mkdir()
    latch.path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(Refused, match="stopped by somebody"):
        latch.refuse_if_set()


def test_on_a_full_disk_an_empty_file_is_enough(
    latch: Latch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    latch.set("wang@console", NOON)
    assert latch.is_set()


def test_where_nobody_can_tell_it_is_stopped(latch: Latch, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "stat", denied)
    assert latch.is_set()


def test_where_not_even_an_empty_file_can_be_made_the_caller_learns_it(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file stands here")
    with pytest.raises(OSError, match=r"exists|Not a directory"):
        Latch(tmp_path / "state").set("wang@console", NOON)
