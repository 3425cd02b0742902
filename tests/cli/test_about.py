"""What the journal is told of a drill, beside what its orders say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.cli.about import about
from siren.cli.orders import Request, lay_out
from siren.firing.order import facts_of
from tests.cli.drills import DRILL, HORN_OUTLET, fast_clock, written

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("folders", "loudspeakers")


def test_it_replaces_nothing_by_which_a_killed_run_is_known_again(tmp_path: Path) -> None:
    clock = fast_clock()
    path = written(tmp_path, DRILL + HORN_OUTLET)
    outlay = lay_out(path, Request("run", "electronic", -6.0), clock)
    told = about(outlay, "what was told", (), None)
    assert told.keys() & facts_of(outlay.orders[0], clock).keys() == set()
