"""The page as it opens: silent, whole, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sitting import wait_for_beat

if TYPE_CHECKING:
    from tests.browser.readers import Readers


@pytest.mark.parametrize(
    ("locale", "lang", "title"),
    [
        ("zh-CN", "zh-Hans", "防空警报：听得懂，分得清"),
        ("en-US", "en", "Sirens: hear them, tell them apart"),
        ("fr-FR", "zh-Hans", "防空警报：听得懂，分得清"),
    ],
    ids=["China", "America", "another: the first of the page"],
)
def test_it_opens_in_the_language_of_its_reader(
    readers: Readers, locale: str, lang: str, title: str
) -> None:
    page = readers.open(locale=locale)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").first.inner_text() == title
    assert title in page.title()
    assert page.locator("#languages [aria-pressed=true]").count() == 1


def test_without_scripts_it_says_what_it_needs(readers: Readers) -> None:
    page = readers.open(java_script_enabled=False)
    assert "JavaScript" in page.locator("noscript").inner_text()


def test_the_whole_page_changes_its_language_and_goes_on_sounding(readers: Readers) -> None:
    page = readers.open()
    page.locator("#cards .play").first.click()
    page.get_by_role("button", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.locator("#now-name").inner_text() == "演习 · 预先警报"
    assert page.locator("#now-said").inner_text() == "演习。正在播放：预先警报。"
    wait_for_beat(page)
    assert page.locator("#beat").inner_text() == "鸣响"
    assert str(page.locator("#beat").get_attribute("data-left")).startswith("还有 ")
    assert page.locator("#cards .play").first.inner_text() == "停止"
    assert page.locator("#cards .play").first.get_attribute("aria-label") == "停止: 预先警报"
    page.get_by_role("button", name="English").click()
    name = "EXERCISE · Advance (preliminary) air-raid warning"
    assert page.locator("#now-name").inner_text() == name


@pytest.mark.thorough
def test_who_has_heard_a_signal_is_invited_to_the_test(readers: Readers) -> None:
    page = readers.open()
    assert not page.locator("#invitation").is_visible()
    page.locator("#cards .play").first.click()
    wait_for_beat(page)
    page.keyboard.press("Escape")
    page.locator("#invitation a").click()
    assert page.url.endswith("#test")


def test_every_sentence_is_whole(readers: Readers) -> None:
    page = readers.open()
    for language in ("中文", "English"):
        page.get_by_role("button", name=language).click()
        said = page.locator("body").evaluate("(body) => body.innerText")
        for hole in ("undefined", "NaN", "{", "}"):
            assert hole not in said
    assert "at most 3 minutes of listening" in page.locator("#test-lead").inner_text()


@pytest.mark.thorough
def test_nothing_is_said_in_another_language(readers: Readers) -> None:
    page = readers.open(locale="zh-CN")
    english = "[...document.querySelectorAll('main [data-say], main button')].filter((one) => "
    english += "/^[\\x20-\\x7e]+$/.test(one.textContent) && one.offsetParent)"
    assert page.evaluate(f"{english}.map((one) => one.textContent)") == []
