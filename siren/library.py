"""Finds signals, voices, drills and templates by id, or by path.

Comes in: names. Goes out: what stands in the files of :mod:`siren.shelf`. A file is parsed only
when something in it is asked for; where all are, one with faults is passed over, and said.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from siren.errors import Fault, InvalidFile, Misuse, SeveralSignals, UnknownName
from siren.files.document import read_document
from siren.files.drills import parse_drill, parse_template
from siren.files.systems import parse_system, read_system
from siren.files.voices import read_voice
from siren.shelf import clashes, files, find
from siren.shelf import names as names  # asked of the library
from siren.shelf import patterns_folder as patterns_folder
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from siren.drill import Drill, Template
    from siren.files.table import Table
    from siren.signal import Signal, System
    from siren.text import Text
    from siren.voice import Voice

T = TypeVar("T")

FEW_IDS = 3
"""So many are told where a file takes the ids of another."""

_left_out: dict[Path | tuple[Path, Path], Text] = {}
"""What is the matter with files of the library that were passed over, until somebody is told."""


def left_out() -> tuple[Text, ...]:
    """Return what there is to say of files that were passed over since this was last asked."""
    told = tuple(_left_out.values())
    _left_out.clear()
    return told


def _readable(folder: str, read: Callable[[Path], T]) -> Iterator[T]:
    """Yield what stands in each file; one that has faults must not hide the others."""
    for path in files(folder):
        try:
            yield read(path)
        except InvalidFile as error:
            _left_out[path] = _faulty(path, len(error.faults))


def _faulty(path: Path, count: int) -> Text:
    return phrase(
        f"{path.name} is left out: {count} fault{'s'[: count > 1]}; see: siren check {path}",
        f"{path.name} 有 {count} 处错误，已略过；请见 siren check {path}",
    )


def _note_clashes() -> None:
    for (one, other), ids in clashes("signals").items():
        some = ", ".join(ids[:FEW_IDS]) + (", ..." if len(ids) > FEW_IDS else "")
        en = f"{one.name} and {other.name} both have {some}: neither is used; "
        zh = f"{one.name} 与 {other.name} 都有 {some}：均不采用；"
        en, zh = f"{en}see: siren check {other}", f"{zh}请见 siren check {other}"
        _left_out[one, other] = phrase(en, zh)


def systems() -> Iterator[System]:
    """Yield every system of signals in the library, by file name; see `left_out`."""
    _note_clashes()
    return _readable("signals", _system)


def signals() -> Iterator[Signal]:
    """Yield every signal in the library, by file name; public tests are left unread."""
    _note_clashes()
    return (known for shelf in _readable("signals", _signals) for known in shelf)


def signal_names() -> list[str]:
    """Return the id of every signal, of files with faults too."""
    return names("signals")


@cache
def _system(path: Path) -> System:
    return _well_named(path, read_system(path, signal_names))


@cache
def _signals(path: Path) -> tuple[Signal, ...]:
    return _well_named(path, read_system(path, with_tests=False)).signals


def _well_named(path: Path, system: System) -> System:
    if system.id != path.stem:
        raise InvalidFile([misnamed(path, system.id)])
    return system


def misnamed(path: Path, name: str) -> Fault:
    """Return the fault of a file of the library that is not called as its system."""
    return Fault(path.name, "system.id", repr(name), f"{path.stem!r}, as the file is called")


def signal(name: str) -> Signal:
    """Return the signal called `name`.

    Raises
    ------
    UnknownName
        Where there is none; names the nearest.
    """
    shelf = _signals(find("signals", name))
    for known in shelf:
        if known.id == name:
            return known
    raise UnknownName("signal", name, [known.id for known in shelf])


def systems_for(signal: Signal) -> tuple[System, ...]:
    """Return the system that a signal belongs to; for a drill's own, those of its country."""
    if signal.id in names("signals"):
        return (_system(find("signals", signal.id)),)
    return tuple(system for system in systems() if system.country == signal.country)


def voice(name: str) -> Voice:
    """Return the voice called `name`, or the one in a TOML file; raises UnknownName."""
    return read_voice(Path(name) if _is_path(name) else find("voices", name))


def voices() -> Iterator[Voice]:
    """Yield every voice in the library."""
    return _readable("voices", read_voice)


def drill(name: str) -> Drill:
    """Return the drill called `name`; raises UnknownName."""
    return parse_drill(read_document(find("drills", name)), signal)


def drills() -> Iterator[Drill]:
    """Yield every drill in the library."""
    return _readable("drills", lambda path: parse_drill(read_document(path), signal))


def template(name: str) -> Template:
    """Return the template called `name`; raises UnknownName."""
    return parse_template(read_document(find("templates", name)), signal)


def templates() -> Iterator[Template]:
    """Yield every template in the library."""
    return _readable("templates", lambda path: parse_template(read_document(path), signal))


def find_sound(what: str) -> Signal | Drill:
    """Return the signal or drill that an argument of the command line names.

    Parameters
    ----------
    what
        An id, or the path of a TOML file with a drill or with signals; one of several signals
        is named as ``FILE#ID``.

    Raises
    ------
    UnknownName
        Where there is neither such an id nor such a file.
    InvalidFile
        For a file with faults.
    """
    if _is_path(what):
        return _sound_of_file(what)
    if what in names("signals"):
        return signal(what)
    if what in names("drills"):
        return drill(what)
    if what in names("templates"):
        raise Misuse(
            phrase(
                f"{what} is a template; make a drill of it with: siren new {what}",
                f"{what} 是模板；请先用 siren new {what} 编制演习",
            )
        )
    raise UnknownName("signal or drill", what, names("signals") + names("drills"))


def find_plan(what: str) -> Template | Drill:
    """Return the template or drill that an argument names, by id or path; see `find_sound`."""
    if _is_path(what):
        document = read_document(Path(what))
        parse = parse_template if document.has("template") else parse_drill
        return parse(document, signal)
    if what in names("templates"):
        return template(what)
    if what in names("drills"):
        return drill(what)
    raise UnknownName("template or drill", what, names("templates") + names("drills"))


def files_of(what: str, signals: Iterable[str], voice_name: str) -> list[Path]:
    """Return the files from which a sound is read: its own, its signals', its voice's.

    Parameters
    ----------
    what
        As `find_sound` takes it; it must be known.
    signals
        The ids of its signals.
    """
    shelved = set(names("signals"))
    files = [find("signals", name) for name in signals if name in shelved]
    if _is_path(what):
        files.insert(0, Path(_file_and_id(what)[0]))
    elif what in names("drills"):
        files.insert(0, find("drills", what))
    voice_file = Path(voice_name) if _is_path(voice_name) else find("voices", voice_name)
    return [*dict.fromkeys(files), voice_file]


def _is_path(what: str) -> bool:
    return "/" in what or "\\" in what or _file_and_id(what)[0].endswith(".toml")


def _file_and_id(what: str) -> tuple[str, str]:
    """Return the two parts of ``FILE#ID``; a file's own name may hold a ``#`` too."""
    name, _, wanted = what.rpartition("#")
    return (what, "") if not name or what.endswith(".toml") else (name, wanted)


def _sound_of_file(what: str) -> Signal | Drill:
    name, wanted = _file_and_id(what)
    document = read_document(Path(name))
    if document.has("drill"):
        found = parse_drill(document, signal)
        return _picked(name, wanted, found.own_signals) if wanted else found
    if not document.has("signal"):
        raise _soundless(name, document)
    return _picked(name, wanted, parse_system(document, signal_names).signals)


def _soundless(name: str, document: Table) -> Misuse:
    """Return what is to be said of a file that holds nothing that sounds."""
    if not document.has("test"):
        return InvalidFile([Fault(name, "", "neither [drill] nor [[signal]]", "one of them")])
    return Misuse(
        phrase(
            f"{name} holds public tests and no signal; see: siren check {name}",
            f"{name} 只含公开试鸣，没有信号；请见 siren check {name}",
        )
    )


def _picked(name: str, wanted: str, held: tuple[Signal, ...]) -> Signal:
    """Return the signal that is wanted of a file; the only one where none is named."""
    signals = {known.id: known for known in held}
    if not wanted and len(signals) == 1:
        return held[0]
    if not wanted:
        raise SeveralSignals(name, list(signals))
    if wanted not in signals:
        raise UnknownName("signal", wanted, signals)
    return signals[wanted]
