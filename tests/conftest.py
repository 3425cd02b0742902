"""Fixtures that every test may use; nothing here depends on order or on the working folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from siren.clock import Instant, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock

pytest_plugins = ["tests.rig.fixtures", "tests.conformance.table"]

# The same examples every time, however slow the machine: a red test is about the change. Others are
# sought with --hypothesis-profile=search.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["SIREN_LANG"] = "en"  # whatever the reader of these tests reads
os.environ["COLUMNS"] = "100"  # however wide the terminal is, if there is one


class HeldClock(SystemClock):
    """A clock that stands at one instant."""

    def utc_now(self) -> datetime:
        return datetime(2026, 10, 1, 8, 30, tzinfo=UTC)

    def monotonic_s(self) -> float:
        return 0.0

    def read(self) -> Instant:
        return Instant(self.utc_now().timestamp(), 0.0, 0.0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what sounds on the software sound card, or in a browser: in real time."""
    for item in items:
        if {"rig_server", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.alone)


@pytest.fixture
def run() -> Callable[..., tuple[int, str, str]]:
    """Run a command line in this process: returns exit code, stdout, stderr.

    ``clock=`` takes another clock than one that stands still; drills need one that goes.
    """
    from click.testing import CliRunner

    from siren.cli.main import cli
    from siren.errors import SirenError

    def runner(*arguments: str, clock: Clock | None = None) -> tuple[int, str, str]:
        result = CliRunner().invoke(cli, arguments, obj=clock or HeldClock())
        if isinstance(result.exception, SirenError):
            error = result.exception
            return error.exit_code, result.stdout, error.said_in(error.language or "en")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return runner
