"""A drill that nobody would write, and everybody may: the page goes on as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import made_by
from tests.browser.readers import Readers
from tests.browser.test_print import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SIGNAL = """
[[signal]]
id = "{id}"
country = "FR"
names = "Signal {id}"
meaning = "</script><b>&amp;"
pattern = [{{ tone = "steady", on_s = {on_s}, off_s = 5, repeat = 3, hz = 30.4 }}]
trailing_pause = true
confidence = "low"
sources = ["https://example.org/signals"]
"""

DRILL = """
[drill]
id = "hard"
title = "</script><script>throw 1</script>"
timezone = "Europe/Paris"
date = 2026-12-31
"""

FIRINGS = """
[[firing]]
signal = "stop"
at = 23:00:00
rounds = 3
round_gap_s = 60

[[firing]]
signal = "volume"
at = 23:30:00

[[firing]]
signal = "stop"
at = 23:59:50
"""

LATE_SOUND = """
const resume = AudioContext.prototype.resume;
let asked = 0;
AudioContext.prototype.resume = function () {
  asked += 1;
  return asked === 1 ? new Promise(() => {}) : resume.call(this);
};
"""
"""The sound system does not answer the first time."""

IMPATIENT = """
const later = window.setTimeout;
window.setTimeout = (what, ms) => later(what, ms === 4000 ? 400 : ms);
"""
"""It is not waited for long."""


@pytest.fixture(scope="module")
def hard_readers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    folder = tmp_path_factory.mktemp("hard")
    signals = "".join(SIGNAL.format(id=name, on_s=s) for name, s in (("stop", 10), ("volume", 20)))
    (folder / "hard.toml").write_text(DRILL + FIRINGS + signals, encoding="utf-8")
    readers = Readers(browser, made_by(folder, "--drill", str(folder / "hard.toml")))
    yield readers
    readers.close()
    assert readers.troubles == []


def press(page: Page, signal: str) -> None:
    card = page.locator(f"#cards [data-signal={signal}]")
    card.get_by_role("button", name="Listen:").click()


def test_signals_may_be_called_as_parts_of_the_page_are(hard_readers: Readers) -> None:
    page = hard_readers.open()
    for signal in ("stop", "volume"):
        press(page, signal)
        page.wait_for_function("document.body.classList.contains('on')")
        page.locator("aside #stop").click()
        assert page.locator("#now-said").inner_text() == "Silent"


def test_rounds_and_the_next_day_are_told(hard_readers: Readers) -> None:
    page = hard_readers.open()
    rows = page.locator("#drill tbody tr")
    assert "3 rounds, 60 s between" in rows.nth(0).inner_text()
    assert rows.nth(2).locator(".hours").inner_text() == "23:59:50 – 00:00:35 (+1 d)"


def test_the_poster_has_every_time_of_a_signal(hard_readers: Readers) -> None:
    [text] = sheets(hard_readers.open().pdf(prefer_css_page_size=True))
    assert "23:00:00 – 23:04:15, 23:59:50" in " ".join(text.split())


def test_what_failed_before_does_not_silence_what_sounds_now(hard_readers: Readers) -> None:
    page = hard_readers.open(LATE_SOUND, IMPATIENT)
    press(page, "stop")
    press(page, "volume")
    page.wait_for_function("document.body.classList.contains('on')")
    page.wait_for_timeout(600)
    assert "Signal volume" in page.locator("#now-name").inner_text()
    assert page.locator("body.sounding").count() == 1
