"""The listening test as somebody takes it: what is asked is known, see ``readers.IN_ORDER``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page

SIGNALS = ("cn-pre-warning", "cn-air-raid", "cn-all-clear")
"""Of yangjiang-2023, in the order in which they are asked for."""


def begin_alone(page: Page) -> None:
    page.locator("#begin-alone").click()


def begin_class(page: Page) -> None:
    page.locator("#begin-class").click()


def wait_for_beat(page: Page) -> None:
    """Wait until something sounds, and its beat is shown."""
    page.locator("#beat:not(:empty)").wait_for()


def answer(page: Page, digits: Iterable[str]) -> None:
    """Answer question after question at the keyboard, and go on from each."""
    for digit in digits:
        page.keyboard.press(digit)
        page.keyboard.press("Enter")


def listen_again(page: Page) -> None:
    """Go on from the explanation."""
    page.locator("#test-stage > .primary").click()


def every_state(page: Page) -> Iterator[str]:
    """Bring the page into each state that it has, and yield its name."""
    yield "start"
    page.locator("#cards .play").nth(1).click()
    wait_for_beat(page)
    yield "sounding"
    begin_class(page)
    for digit in "1112220":
        page.keyboard.press(digit)
    yield "class"
    page.locator("#test-stage .quiet").click()
    begin_alone(page)
    yield "question"
    answer(page, "130")
    yield "explanation"
    listen_again(page)
    page.keyboard.press("2")
    yield "verdict"
    page.keyboard.press("Enter")
    answer(page, "23123")
    yield "result"


def matrices(page: Page) -> list[list[list[int]]]:
    """Return the numbers of each matrix that is shown, row by row."""
    return [
        [
            [int(cell.strip("✓✗ ")) for cell in row.locator("td").all_inner_texts()]
            for row in table.locator("tbody tr").all()
        ]
        for table in page.locator("table.matrix").all()
    ]


def downloaded(page: Page) -> list[list[str]]:
    """Return the answers as they are downloaded: the lines of the table, split."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".csv")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    return [line.split(",") for line in lines]
