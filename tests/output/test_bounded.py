"""Calls that may never return."""

from __future__ import annotations

import time
from threading import Event, get_ident
from typing import TYPE_CHECKING

import pytest

from siren.output import bounded as module
from siren.output.bounded import TookTooLong, bounded, is_anything_left

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.alone


@pytest.fixture(autouse=True)
def _nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_left_behind", [])


@pytest.fixture
def gate() -> Iterator[Event]:
    """An event to hang on, set in the end."""
    event = Event()
    yield event
    event.set()


def test_what_a_call_returns_is_returned() -> None:
    assert bounded(lambda: [1, 2], 10.0) == [1, 2]
    assert not is_anything_left()


def test_it_is_called_in_another_thread() -> None:
    assert bounded(get_ident, 10.0) != get_ident()


@pytest.mark.parametrize("error", [OSError("gone"), KeyboardInterrupt("pressed"), SystemExit(3)])
def test_what_a_call_raises_is_raised(error: BaseException) -> None:
    def failing() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        bounded(failing, 10.0)
    assert caught.value is error
    assert not is_anything_left()


def test_a_call_that_hangs_is_left_behind(gate: Event) -> None:
    began_s = time.monotonic()
    with pytest.raises(TookTooLong):
        bounded(gate.wait, 0.02)
    assert time.monotonic() - began_s < 2
    assert is_anything_left()


def test_a_call_that_returns_in_the_end_is_not_left_any_more(gate: Event) -> None:
    with pytest.raises(TookTooLong):
        bounded(gate.wait, 0.02)
    gate.set()
    for thread in module._left_behind:
        thread.join(10)
    assert not is_anything_left()
