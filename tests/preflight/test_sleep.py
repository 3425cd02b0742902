"""Whether sleep can be kept off, on each kind of machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.preflight.check import State
from siren.preflight.sleep import sleep_check

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("system", "program", "state"),
    [
        ("linux", "systemd-inhibit", State.GREEN),
        ("linux", None, State.AMBER),
        ("darwin", "caffeinate", State.GREEN),
        ("darwin", None, State.AMBER),
        ("win32", None, State.GREEN),
        ("freebsd14", None, State.AMBER),
    ],
)
def test_it_is_green_where_the_inhibitor_is_given(
    system: str, program: str | None, state: State
) -> None:
    line = sleep_check(lambda command: "" if command[0] == program else None, system)
    assert line.state is state


def test_it_asks_for_what_an_armed_run_will_hold() -> None:
    asked: list[Sequence[str]] = []
    sleep_check(lambda command: asked.append(command), "linux")
    [command] = asked
    assert {"--what=sleep:idle", "--mode=block", "--who=siren"} < set(command)
    assert command[-1] == "true"
