"""What is odd in a file of signals, and may be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren import library, shelf
from siren.files.country_codes import is_private
from siren.pattern import Pause
from siren.review.fitness import is_shelved
from siren.review.lengths import leaves
from siren.review.steps import overlaps
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from siren.shelf import Claim
    from siren.signal import PublicTest, Signal, System
    from siren.text import Text


class Remark(NamedTuple):
    """A key, and what is odd about it."""

    key: str
    words: Text


def remarks_on(path: Path, system: System, others: Mapping[Claim, Path]) -> Iterator[Remark]:
    """Yield what the writer of a file should look at once more."""
    yield from _of_place(path, system)
    if is_private(system.country):
        en = f"{system.country} is a code for private use, and no country's: an example?"
        zh = f"{system.country} 是自用代码，不属于任何国家或地区：是示例吗？"
        yield Remark("system.country", phrase(en, zh))
    elif is_shelved(path):
        yield from _of_library(system)
    for signal in system.signals:
        yield from _of_signal(signal)
    for test in system.tests:
        yield from _of_test(test, system)


def _of_place(path: Path, system: System) -> Iterator[Remark]:
    if is_shelved(path):
        return
    if path.stem != system.id:
        en = f"in the library the file must be called {system.id}.toml"
        zh = f"收入库中时，文件名须为 {system.id}.toml"
        yield Remark("system.id", phrase(en, zh))
    if any(path.name == other.name for other in shelf.files("signals")):
        en = f"read as a draft of the library's own {path.name}"
        zh = f"视为库中 {path.name} 的修订稿"
        yield Remark("system.id", phrase(en, zh))


def _of_library(system: System) -> Iterator[Remark]:
    """Yield what every other file of the library has, and this one has not."""
    if "zh" not in library.country(system.country).as_dict():
        en = f"patterns/countries.toml has no names of {system.country}: add a line"
        zh = f"patterns/countries.toml 中没有 {system.country} 的名称：请加一行"
        yield Remark("system.country", phrase(en, zh))
    for signal in system.signals:
        if not signal.about:
            en = "nothing: siren list --meaning does not find it"
            zh = "未填：siren list --meaning 找不到它"
            yield Remark(f"signal[{signal.id}].about", phrase(en, zh))
    bare = [key for key, text in _texts(system) if "zh" not in text.as_dict()]
    if bare:
        en = f"no Chinese (zh), which the library has of every text; the first of {len(bare)}"
        zh = f"没有中文（zh），而库中各条均有；共 {len(bare)} 处，此为首处"
        yield Remark(bare[0], phrase(en, zh))


def _texts(system: System) -> Iterator[tuple[str, Text]]:
    """Yield every text that people read in lists, with its key."""
    yield "system.names", system.names
    for signal in system.signals:
        yield f"signal[{signal.id}].names", signal.names
        yield f"signal[{signal.id}].meaning", signal.meaning
        if signal.action:
            yield f"signal[{signal.id}].action", signal.action
    for test in system.tests:
        yield f"test[{test.id}].what", test.what
        for number, step in enumerate(test.steps):
            if step.label:
                yield f"test[{test.id}].steps[{number}].label", step.label


def _of_signal(signal: Signal) -> Iterator[Remark]:
    key = f"signal[{signal.id}]"
    if signal.status == "regional" and not signal.region:
        words = phrase("regional, but no region says where", "现状为地方性，但未注明 region")
        yield Remark(f"{key}.status", words)
    if signal.unspecified or signal.assumed or signal.note:
        return
    for element in leaves(signal.pattern.elements):
        if isinstance(element, Pause) and element.label is None:
            length = clock_text(element.length_s)
            en = f"a pause of {length} with no label, and no note or assumed that says why"
            zh = f"停顿 {length} 没有 label，也没有 note 或 assumed 说明缘由"
            yield Remark(f"{key}.pattern", phrase(en, zh))


def _of_test(test: PublicTest, system: System) -> Iterator[Remark]:
    for overlap in overlaps(test, system, library.signal):
        if not overlap.is_certain:
            by = clock_text(overlap.by_s)
            en = f"begins {by} before {overlap.before} ends, whose length is not certain"
            zh = f"在 {overlap.before} 结束前 {by} 开始；后者时长并不确定"
            yield Remark(f"test[{test.id}].steps[{overlap.step}]", phrase(en, zh))
    if test.rrule and not test.seen:
        en = "no day on which it is known to have been held proves the rule"
        zh = "没有已知的实际举行日期可验证该规则"
        yield Remark(f"test[{test.id}].seen", phrase(en, zh))
