"""What the library wants of a file beyond its format: ids of its own, English words.

Comes in: the content of a file as TOML has it, good or bad. Goes out: faults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren import library, shelf
from siren.errors import Fault
from siren.files.allowed import MISSING
from siren.files.country_codes import is_country
from siren.review.lengths import lengths_of
from siren.shelf import Claim, taken_by
from siren.text import phrase, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from siren.signal import System

Content = dict[str, Any]

_WORDS = {
    "system": ("names",),
    "signal": ("names", "meaning", "action"),
    "test": ("what",),
}
"""What is said in words, which the library wants in English too."""


def fitness_faults(path: Path, content: Content, others: Mapping[Claim, Path]) -> Iterator[Fault]:
    """Yield what keeps a file out of the library, though its format be right."""
    head = content.get("system")
    country = head.get("country") if isinstance(head, dict) else None
    for kind, key, table in _tables(content):
        name = table.get("id")
        if isinstance(name, str):
            yield from _id_faults(path, Claim(kind, name), country, others)
        for words in _WORDS[kind]:
            if isinstance(table.get(words), dict) and "en" not in table[words]:
                there = ", ".join(table[words])
                found = phrase(f"words in {there}", f"只有 {there} 的文字")
                allowed = phrase("English words too: en = ...", "还须有英文：en = ...")
                yield Fault(path.name, f"{key}.{words}", found, allowed)


def length_faults(path: Path, system: System) -> Iterator[Fault]:
    """Yield the signals with a length that nothing bounds, and no word of what was assumed."""
    for signal in system.signals:
        lengths = lengths_of(signal.pattern.elements)
        if not signal.assumed and any(length.max_s is None for length in lengths):
            allowed = phrase(
                "what was chosen where no source says the most that a length may be",
                "出处未载明最长时长时，所作的选择",
            )
            yield Fault(path.name, f"signal[{signal.id}].assumed", MISSING, allowed)


def is_shelved(path: Path) -> bool:
    """Return whether a file stands in the library's folder of signals."""
    return path.resolve().parent == (shelf.patterns_folder() / "signals").resolve()


def _tables(content: Content) -> Iterator[tuple[str, str, Content]]:
    """Yield the kind, the key and the content of the system, each signal and each test."""
    if isinstance(content.get("system"), dict):
        yield "system", "system", content["system"]
    for kind in ("signal", "test"):
        entries = content.get(kind)
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield kind, f"{kind}[{entry.get('id', number)}]", entry


def _begins_with(country: str, name: str) -> bool:
    return name.startswith(f"{country.lower()}-")


def _id_faults(
    path: Path, claim: Claim, country: object, others: Mapping[Claim, Path]
) -> Iterator[Fault]:
    if claim in others:
        yield taken_by(claim, path.name, others[claim])
    if claim.kind == "system" and is_shelved(path) and claim.name != path.stem:
        yield library.misnamed(path, claim.name)
    if isinstance(country, str) and is_country(country) and not _begins_with(country, claim.name):
        key = "system.id" if claim.kind == "system" else f"{claim.kind}[{claim.name}].id"
        start = f"{country.lower()}-..."
        allowed = phrase(
            f"an id that begins with the country: {start}", f"以国家或地区代码开头的编号：{start}"
        )
        yield Fault(path.name, key, same(repr(claim.name)), allowed)
