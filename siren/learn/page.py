"""The page for the public: one HTML file with its words, sounds and scripts inside.

Nothing is fetched, when it is made or when it is read. Its parts stand in ``page/``: a template,
a style, the words in both languages, and small scripts that share one scope, in the order of
:data:`SCRIPTS`.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siren import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siren.learn.sounds import Sounds

PARTS = Path(__file__).with_name("page")

SCRIPTS = (
    "dom",
    "language",
    "player",
    "strip",
    "now",
    "facts",
    "signals",
    "drill",
    "compare",
    "questions",
    "results",
    "alone",
    "group",
    "world",
    "poster",
    "start",
)
"""What a script uses stands before it."""


def page(
    told: Mapping[str, Any],
    sounds: Sounds,
    languages: Sequence[str],
    progress: Callable[[int], None],
) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    told
        What :func:`siren.learn.content.content` made of the signals, with these `sounds`.
    languages
        Of ``en`` and ``zh`` one or both; a reader whose language is not among them is met in
        the first.
    progress
        Is told of each sound that is made.
    """
    from jinja2 import Environment, StrictUndefined

    own_words = words()
    data = {
        "version": __version__,
        "languages": languages,
        "words": own_words,
        **told,
        "sounds": sounds.as_dicts(progress),
    }
    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    first = languages[0]
    template = environment.from_string(_part("page.html.jinja"))
    return template.render(
        lang={"zh": "zh-Hans"}.get(first, first),
        say={key: said[first] for key, said in own_words.items()},
        style=_part("style.css"),
        data=_inside_a_script(data),
        script="\n".join(_part(f"{name}.js") for name in SCRIPTS),
    )


def words() -> Mapping[str, Mapping[str, str]]:
    """Return what the page itself says: by key, in English and in Chinese."""
    return tomllib.loads(_part("words.toml"))


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _inside_a_script(data: Mapping[str, Any]) -> str:
    """Return JSON that no text in it can end: a ``<`` stands there by its number."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return packed.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
