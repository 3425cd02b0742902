"""An HTML page -> its text: the title, paragraphs and tables as lines.

By lxml, which the reader of DOCX needs as well. What a page is made of besides (scripts, styles,
navigation, choices) is dropped; headers, footers and side columns stay, for offices put notices
anywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.documents.cannot import CannotRead
from siren.notice.documents.lines import Lines
from siren.text import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = (
    *("script", "style", "nav", "template", "noscript", "iframe", "object"),
    *("svg", "canvas", "select", "button", "textarea"),
)
_LINES = frozenset(
    (
        *("html", "head", "title", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr"),
        *("div", "section", "article", "aside", "main", "header", "footer", "address", "center"),
        *("ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "blockquote", "pre", "form"),
        *("table", "caption", "thead", "tbody", "tfoot", "figure", "figcaption"),
        *("fieldset", "legend", "details", "summary", "dialog"),
    )
)
"""Elements that stand on lines of their own; unknown ones do not, such as the ``st1:chsdate`` that
Word wraps around dates."""

_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_of(content: bytes) -> str:
    """Return the text of a page that is encoded in UTF-8, whatever it says itself.

    Raises
    ------
    CannotRead
        For a page whose elements stand in each other too deep.
    """
    from lxml.etree import HTMLParser, fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    page = fromstring(content, parser)
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise CannotRead(phrase("is a page nested too deep", "网页嵌套过深"))
    return "" if page is None else _text(page)


def _text(page: _Element) -> str:
    from lxml.etree import iterwalk, strip_elements

    strip_elements(page, *_DROPPED, with_tail=False)
    lines = Lines()
    for event, element in iterwalk(page, events=("start", "end")):
        name = str(element.tag)
        if event == "start":
            _begin(lines, name)
            _add(lines, element, element.text or "")
        else:
            _end(lines, name)
            _add(lines, element.getparent(), element.tail or "")
    return lines.text()


def _begin(lines: Lines, name: str) -> None:
    if name in ("tr", "td", "th"):
        lines.begin()
    elif name in _LINES:
        lines.block.end_line()


def _end(lines: Lines, name: str) -> None:
    if name in ("td", "th"):
        lines.end_cell()
    elif name == "tr":
        lines.end()
    elif name in _LINES:
        lines.block.end_line()


def _add(lines: Lines, around: _Element | None, text: str) -> None:
    """Add text as browsers show it: any run of spaces as one, but in ``pre`` line for line."""
    if around is None or around.tag != "pre":
        lines.block.add(_SPACE.sub(" ", text))
        return
    for line in text.splitlines(keepends=True):
        lines.block.add(line)
        if line.endswith(("\n", "\r")):
            lines.block.end_line()
