"""Finds signals, voices, drills and templates by id, or by path.

Comes in: names. Goes out: what stands in the files of :mod:`siren.shelf`. A file is parsed only
when something in it is asked for; where all are, one with faults is passed over, and said.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from siren.errors import Fault, InvalidFile, Misuse, SeveralSignals, UnknownName
from siren.files.countries import read_countries
from siren.files.country_codes import countries
from siren.files.document import read_document
from siren.files.drills import parse_drill, parse_template
from siren.files.systems import parse_system, read_system
from siren.files.voices import read_voice
from siren.passed_over import left_out as left_out
from siren.passed_over import note_clashes, readable
from siren.shelf import find
from siren.shelf import names as names  # asked of the library
from siren.shelf import patterns_folder as patterns_folder
from siren.text import Text, phrase, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from siren.drill import Drill, Template
    from siren.files.table import Table
    from siren.signal import Signal, System
    from siren.voice import Voice


def systems(*, with_tests: bool = True) -> Iterator[System]:
    """Yield every system of signals in the library, by file name; see `left_out`.

    To work out the rules of its tests takes time; False leaves them unread.
    """
    note_clashes()
    return readable("signals", _system if with_tests else _untested)


def signals() -> Iterator[Signal]:
    """Yield every signal in the library, by file name; public tests are left unread."""
    return (known for system in systems(with_tests=False) for known in system.signals)


def signal_names() -> list[str]:
    """Return the id of every signal, of files with faults too."""
    return names("signals")


@cache
def _system(path: Path) -> System:
    return _well_named(path, read_system(path, signal_names))


@cache
def _untested(path: Path) -> System:
    return _well_named(path, read_system(path, with_tests=False))


def _well_named(path: Path, system: System) -> System:
    if system.id != path.stem:
        raise InvalidFile([misnamed(path, system.id)])
    return system


def misnamed(path: Path, name: str) -> Fault:
    """Return the fault of a file of the library that is not called as its system."""
    stem = repr(path.stem)
    allowed = phrase(f"{stem}, as the file is called", f"{stem}，与文件名一致")
    return Fault(path.name, "system.id", same(repr(name)), allowed)


def signal(name: str) -> Signal:
    """Return the signal called `name`.

    Raises
    ------
    UnknownName
        Where there is none; names the nearest.
    """
    shelf = _untested(find("signals", name)).signals
    for known in shelf:
        if known.id == name:
            return known
    raise UnknownName("signal", name, [known.id for known in shelf])


def systems_for(signal: Signal) -> tuple[System, ...]:
    """Return the system that a signal belongs to; for a drill's own, those of its country."""
    if signal.id in names("signals"):
        return (_system(find("signals", signal.id)),)
    return tuple(system for system in systems() if system.country == signal.country)


def system(name: str) -> System:
    """Return the system called `name`; raises UnknownName."""
    return _system(find("systems", name))


def system_of_test(name: str) -> System:
    """Return the system that a public test belongs to; raises UnknownName."""
    return _system(find("tests", name))


def country(code: str) -> Text:
    """Return what a country is called; one that ``countries.toml`` does not name, in English."""
    return _named().get(code) or Text.plain(countries().get(code, code))


@cache
def _named() -> Mapping[str, Text]:
    return read_countries(patterns_folder() / "countries.toml")


def voice(name: str) -> Voice:
    """Return the voice called `name`, or the one in a TOML file; raises UnknownName."""
    return read_voice(Path(name) if _is_path(name) else find("voices", name))


def voices() -> Iterator[Voice]:
    """Yield every voice in the library."""
    return readable("voices", read_voice)


def drill(name: str) -> Drill:
    """Return the drill called `name`; raises UnknownName."""
    return parse_drill(read_document(find("drills", name)), signal)


def drills() -> Iterator[Drill]:
    """Yield every drill in the library."""
    return readable("drills", lambda path: parse_drill(read_document(path), signal))


def template(name: str) -> Template:
    """Return the template called `name`; raises UnknownName."""
    return parse_template(read_document(find("templates", name)), signal)


def templates() -> Iterator[Template]:
    """Yield every template in the library."""
    return readable("templates", lambda path: parse_template(read_document(path), signal))


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
    if what in names("tests"):
        raise Misuse(
            phrase(
                f"{what} is a public test, no sound of its own; see it with: siren show {what}",
                f"{what} 是公开试鸣，不能直接鸣响；请用 siren show {what} 查看",
            )
        )
    known = [name for kind in ("signals", "drills", "tests") for name in names(kind)]
    raise UnknownName("signal or drill", what, known)


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
        found = phrase("neither [drill] nor [[signal]]", "既无 [drill] 也无 [[signal]]")
        return InvalidFile([Fault(name, "", found, phrase("one of them", "二者之一"))])
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
