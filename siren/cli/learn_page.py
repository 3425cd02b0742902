"""The page of ``siren learn``, written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren import library
from siren.cli.language import reader_language
from siren.cli.progress import Progress
from siren.errors import Unsupported
from siren.learn.chosen import why_no_test
from siren.learn.content import content
from siren.learn.page import page
from siren.learn.sounds import Sounds
from siren.output.aside import write_text_aside
from siren.text import joined, phrase
from siren.voice import GatedVoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.clock import Clock
    from siren.learn.chosen import Taught

VOICE = "electronic"
"""Sounds exactly while the pattern says on: what is heard is what is drawn."""


def write_page(taught: Taught, languages: Sequence[str], output: str | None, clock: Clock) -> None:
    """Write the page, and say where; ``-`` is stdout.

    Raises
    ------
    Unsupported
        For a file that is no HTML file.
    OutputFailed
        Where it cannot be written.
    """
    target = output or f"learn-{taught.drill.id if taught.drill else 'signals'}.html"
    if target != "-" and Path(target).suffix.lower() not in (".html", ".htm"):
        raise Unsupported(
            phrase(
                f"{target}: the page is HTML; name a file that ends in .html",
                f"{target}：网页为 HTML；请使用以 .html 结尾的文件名",
            )
        )
    if (why := why_no_test(taught.signals)) is not None:
        without = phrase("the page has no listening test: ", "网页不含听辨测试：")
        click.echo(joined(without, why).said_in(reader_language()), err=True)
    text = _page(taught, languages, clock)
    if target == "-":
        click.echo(text, nl=False)
        return
    write_text_aside(Path(target), text)
    megabytes = len(text.encode()) / 1_000_000
    said = phrase(
        f"{target}: signals: {len(taught.signals)}, {megabytes:.1f} MB; open it in a browser, "
        "it needs no network",
        f"{target}：{len(taught.signals)} 个信号，{megabytes:.1f} MB；用浏览器打开即可，无需网络",
    )
    click.echo(said.said_in(reader_language()), err=True)


def _page(taught: Taught, languages: Sequence[str], clock: Clock) -> str:
    voice = library.voice(VOICE)
    assert isinstance(voice, GatedVoice)
    shown = {signal.id for signal in taught.signals}
    world = [signal for signal in library.signals() if signal.id not in shown]
    sounds = Sounds(voice)
    told = content(taught, world, sounds)
    label = phrase("Making sounds", "生成声音").said_in(reader_language())
    with Progress(len(sounds), label, clock) as progress:
        return page(told, sounds, languages, progress)
