"""The page of all signals: by country, everything that is known of each, and the public tests.

Comes in: the library. Goes out: the text of ``signals.md``, the same on every day.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from siren import library
from siren.cli.lanes import lanes
from siren.cli.public_test import test_facts
from siren.cli.signal_facts import SOURCE, signal_facts, system_facts
from siren.cli.sounding import sounding_of
from siren.cli.words import pattern_words
from siren.picture.strip import strip
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.cli.labelled import Fact
    from siren.signal import PublicTest, Signal, System

PICTURE_CELLS = 88


def signals_page() -> str:
    """Return every signal and every public test of the library as Markdown."""
    systems = sorted(library.systems(), key=lambda system: (system.country, system.id))
    countries = [(c, [*of]) for c, of in groupby(systems, key=lambda system: system.country)]
    count = sum(len(system.signals) for system in systems)
    with_signals = len({system.country for system in systems if system.signals})
    return "\n".join(
        [
            "# Signals\n",
            "Generated from [`patterns/signals`](../patterns/signals) by "
            "`python docs/generate.py`.",
            f"{count} signals of {with_signals} countries; all are shown for drills, tests and "
            "teaching.",
            "Every length is the one that `siren` sounds; what a source leaves open stands beside.",
            "Signals without enough of a source: [signals-left-out.md](signals-left-out.md).\n",
            *_index(countries),
            *(_country(code, of) for code, of in countries),
        ]
    )


def _index(countries: Iterable[tuple[str, list[System]]]) -> Iterator[str]:
    yield "| | country | | | signals | public tests |"
    yield "|---|---|---|---|---:|---:|"
    for code, systems in countries:
        name = library.country(code)
        own = "" if name.native in (name.english, name.said_in("zh")) else name.native
        signals = sum(len(system.signals) for system in systems)
        tests = sum(len(system.tests) for system in systems)
        english = f"[{name.english}](#{code.lower()})"
        cells = (code, english, own, name.said_in("zh"), f"{signals}", f"{tests}")
        yield f"| {' | '.join(cells)} |"
    yield ""


def _country(code: str, systems: Iterable[System]) -> str:
    head = f'<a id="{code.lower()}"></a>\n\n## {code}: {library.country(code).both()}\n'
    return "\n".join([head, *map(_system, systems)])


def _system(system: System) -> str:
    facts = [fact for fact in system_facts(system, "en") if fact[0].english not in _IN_HEADS]
    status = [] if system.status == "current" else [f"- **status**: {system.status}"]
    return "\n".join(
        [
            f"### {system.names.both()}\n",
            *[f"- **system**: `{system.id}`", *status, *_bullets(facts), ""],
            *map(_signal, system.signals),
            *map(_test, system.tests),
        ]
    )


_IN_HEADS = ("country", "system")


def _signal(signal: Signal) -> str:
    facts = [*signal_facts(signal, "en")]
    return "\n".join(
        [
            f"#### `{signal.id}` {_escaped(signal.names.both())}\n",
            *_picture(signal),
            f"- **length**: {clock_text(signal.duration_s)}",
            *_bullets(facts),
            "",
        ]
    )


def _picture(signal: Signal) -> Iterator[str]:
    [lane] = lanes(sounding_of(signal))
    picture = strip(lane.stretches, lane.length_s, PICTURE_CELLS, lane.label)
    yield "```text"
    yield pattern_words(signal.pattern)
    yield from (line.rstrip() for line in picture.splitlines())
    yield "```\n"


def _test(test: PublicTest) -> str:
    head = f"#### Public test `{test.id}` {_escaped(test.what.both())}\n"
    return "\n".join([head, *_bullets(test_facts(test, "en")), ""])


def _bullets(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield facts as a list; the sources of one thing in one line."""
    facts = [*facts]
    for label, text in facts:
        if label != SOURCE:
            said = f"<{text}>" if text.startswith("http") else _escaped(text)
            yield f"- **{label.english}**: {said}"
    sources = [text for label, text in facts if label == SOURCE]
    links = ", ".join(f"[{number}](<{url}>)" for number, url in enumerate(sources, 1))
    if links:
        yield f"- **sources**: {links}"


def _escaped(text: str) -> str:
    return re.sub(r"([*_<\[\]])", r"\\\1", text)
