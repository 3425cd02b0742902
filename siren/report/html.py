"""The page of a report as one HTML file: no script, nothing from outside, one sheet of A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from siren.report.page import Page
    from siren.report.picture import Picture

TEMPLATE = Path(__file__).with_name("page.html.jinja")

_PICTURE = phrase(
    "Planned (outlined) and heard (filled) times of each signal; the table says the same.",
    "各信号的计划（线框）与实际（填色）时间；内容与表格相同。",
)
_TABLE = phrase("Signals, planned and actual", "各信号计划与实际")


def html_of(page: Page, picture: Picture | None) -> str:
    """Return the page as HTML; every word of it is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        page=page,
        picture=picture,
        picture_words=_PICTURE.said_in(page.language),
        table_words=_TABLE.said_in(page.language),
        lang={"zh": "zh-Hans"}.get(page.language, page.language),
    )
