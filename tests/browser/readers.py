"""People who read a page: each with a browser window, a language and a screen of their own.

Nobody has a network. What goes wrong while they read is kept: an error of a script, a word on the
console, anything fetched but the file itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 820, "height": 1180}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}

IN_ORDER = "Math.random = () => 0.999999;"
"""A script that leaves what is shuffled as it was, so that a test knows what sounds."""


class Readers:
    """Opens a page for one reader after another, or for several at once.

    Attributes
    ----------
    troubles
        What went wrong for any of them, in words.
    """

    def __init__(self, browser: Browser, file: Path) -> None:
        self.file = file
        self.troubles: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, *scripts: str, file: Path | None = None, **kind: Any) -> Page:
        """Open the page; `kind` is what Playwright's ``new_context`` takes.

        Parameters
        ----------
        scripts
            Run in the page before its own.
        file
            Another page than this one.
        """
        defaults: dict[str, Any] = {"locale": "en-US", "viewport": DESKTOP, "offline": True}
        defaults["reduced_motion"] = "reduce"  # smooth scrolling takes time
        context = self._browser.new_context(**defaults | kind)
        self._contexts.append(context)
        context.set_default_timeout(5_000)
        for script in scripts:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda said: self.troubles.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        url = (file or self.file).as_uri()
        page.on("request", lambda request: self._note(request.url, url))
        page.goto(url)
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()

    def _note(self, fetched: str, own: str) -> None:
        if fetched.partition("#")[0] != own and not fetched.startswith(("data:", "blob:")):
            self.troubles.append(f"fetched: {fetched}")
