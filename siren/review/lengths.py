"""The parts of a pattern, however deep in groups: its pauses, lengths and repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.pattern import Group, Pause, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.pattern import Duration, Element, Repeat


def leaves(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield every element and what groups hold, the groups too."""
    for element in elements:
        yield element
        if isinstance(element, Group):
            yield from leaves(element.elements)


def lengths_of(elements: Iterable[Element]) -> Iterator[Duration]:
    """Yield the lengths of tones, silences and pauses."""
    for element in leaves(elements):
        match element:
            case Pause(length=length):
                yield length
            case Segment(on=on, off=off):
                yield from (on, off)
            case Group(gap=gap):
                yield gap


def repeats_of(elements: Iterable[Element]) -> Iterator[Repeat]:
    """Yield how often tones and groups come."""
    return (one.repeat for one in leaves(elements) if not isinstance(one, Pause))
