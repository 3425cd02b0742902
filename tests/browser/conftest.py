"""A page as a user makes it, and people who read it in a real browser.

The browser ends with the last test of this folder: while it runs, no other test can have an
event loop of its own.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium
from tests.browser.lessons import PLANS, begin, end
from tests.browser.readers import Readers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.lessons import Lesson


def made_by(folder: Path, *options: str) -> Path:
    """Return a page that ``siren learn`` made."""
    file = folder / "page.html"
    command = [sys.executable, "-m", "siren", "learn", "-o", str(file), *options]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return file


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of yangjiang-2023."""
    return made_by(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="package")
def poster_of_eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the most signals that a test can have."""
    cn, fr = "cn-pre-warning,cn-air-raid,cn-all-clear", "fr-sna,fr-end,fr-dam"
    signals = f"{cn},{fr},ch-general-alarm,nz-akl-alert"
    return made_by(tmp_path_factory.mktemp("eight"), "--signals", signals, "--lang", "en")


@pytest.fixture(scope="package", autouse=True)
def lessons_begun(
    request: pytest.FixtureRequest, browser: Browser, page_file: Path
) -> Iterator[list[Page]]:
    """People who listen while other tests run, where a test asks later what they heard."""
    readers = Readers(browser, page_file)
    used = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    yield [begin(readers, plan) for plan in PLANS if "lessons" in used]
    readers.close()
    assert readers.troubles == []


@pytest.fixture(scope="package")
def lessons(lessons_begun: list[Page]) -> list[Lesson]:
    return [end(page, plan) for page, plan in zip(lessons_begun, PLANS, strict=True)]


@pytest.fixture
def readers(browser: Browser, page_file: Path) -> Iterator[Readers]:
    """Readers of the page; the test fails where anything went wrong for one of them."""
    readers = Readers(browser, page_file)
    yield readers
    readers.close()
    assert readers.troubles == []
