"""``siren check`` of a file of signals, or of a folder of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.errors import Misuse
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from siren.review.review import Review

_OTHERS = {"drill", "firing", "outlet", "template", "voice"}
"""Tables of files that hold no signals, or their own beside a drill."""


def files_of_signals(what: str) -> tuple[Path, ...]:
    """Return the files of signals that an argument names: one, those of a folder, or none.

    Raises
    ------
    Misuse
        For a folder that holds none.
    """
    path = Path(what)
    if path.is_dir():
        found = tuple(filter(_is_of_signals, sorted(path.glob("*.toml"))))
        if not found:
            raise Misuse(
                phrase(f"no TOML file of signals is in {what}", f"{what} 中没有信号的 TOML 文件")
            )
        return found
    is_one = path.suffix == ".toml" and path.is_file() and _is_of_signals(path)
    return (path,) if is_one else ()


def _is_of_signals(path: Path) -> bool:
    from siren import shelf

    return not shelf.tables(path) & _OTHERS


def refuse_options(what: str, given: Collection[str]) -> None:
    """Raise Misuse where options were given that only a drill has a use for."""
    if given:
        names = ", ".join(given)
        raise Misuse(
            phrase(
                f"{what} holds no drill but signals, for which there is no {names}; "
                f"check it with: siren check {what}",
                f"{what} 不是演习而是信号文件，不能用 {names}；请用 siren check {what}",
            )
        )


def check_signals(files: Sequence[Path], now_utc: datetime, lang: str, *, as_json: bool) -> bool:
    """Show what is right and wrong with files of signals; returns whether all may be used."""
    from siren.review.review import review

    reviews = [review(path, beside=files) for path in files]
    click.echo(_json(reviews, now_utc) if as_json else _text(reviews, now_utc, lang))
    return not any(found.faults for found in reviews)


def _json(reviews: Sequence[Review], now_utc: datetime) -> str:
    import json

    from siren.cli.review_page import as_json

    found = [as_json(review, now_utc) for review in reviews]
    return json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2)


def _text(reviews: Sequence[Review], now_utc: datetime, lang: str) -> str:
    from siren.cli.columns import terminal_cells
    from siren.cli.review_page import line_of, page, verdict

    width = terminal_cells()
    if len(reviews) == 1:
        return page(reviews[0], now_utc, lang, width)
    lines = [line_of(review, lang, width) for review in reviews]
    return "\n".join([*lines, "", verdict(reviews, lang)])
