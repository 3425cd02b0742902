"""Finds signals, public tests, voices, drills and templates by id; what countries are called.

The data stand in ``patterns/``: beside the package in a checkout, inside it
(``siren/_patterns``) in an installed wheel; the working directory does not matter. A file is
parsed only when something in it is asked for.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from siren.errors import Fault, InvalidFile, Misuse, UnknownName
from siren.files.countries import read_countries
from siren.files.document import read_document
from siren.files.drills import parse_drill, parse_template
from siren.files.systems import parse_system, read_system
from siren.files.voices import read_voice
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from siren.drill import Drill, Template
    from siren.signal import Signal, System
    from siren.voice import Voice

_PACKAGE = Path(__file__).parent

_HEADER_OR_ID = re.compile(
    r"""^[ \t]*(?:\[+[ \t]*(\w+)[ \t]*\]|id[ \t]*=[ \t]*["']([^"'\n]*)["'])""", re.MULTILINE
)
_SHELVED = {
    "signals": "signal",
    "systems": "system",
    "tests": "test",
    "voices": "voice",
    "drills": "drill",
    "templates": "template",
}
"""What can be asked for of each kind: the table that has its id."""

_FOLDERS = {"systems": "signals", "tests": "signals"}
"""Where what is asked for stands, if not in a folder of its own."""


def patterns_folder() -> Path:
    """Return the folder that holds signals, voices, drills and templates."""
    installed = _PACKAGE / "_patterns"
    return installed if installed.is_dir() else _PACKAGE.parent / "patterns"


def _files(kind: str) -> list[Path]:
    folder = patterns_folder() / _FOLDERS.get(kind, kind)
    return sorted(p for p in folder.glob("*.toml") if p.is_file())


@cache
def _ids(path: Path, kind: str) -> list[str]:
    """Return the ids of what can be asked for in a file, without parsing it."""
    ids, table, shelved = [], "", _SHELVED[kind]
    for found in _HEADER_OR_ID.finditer(path.read_text(encoding="utf-8", errors="replace")):
        table = found[1] or table
        if table == shelved and found[2] is not None:
            ids.append(found[2])
    return ids


def names(folder: str) -> list[str]:
    """Return every id of ``signals``, ``systems``, ``tests``, ``voices``, ``drills``, ..."""
    return [name for path in _files(folder) for name in _ids(path, folder)]


def _find(kind: str, folder: str, name: str) -> Path:
    for path in _files(folder):
        if name in _ids(path, folder):
            return path
    raise UnknownName(kind, name, names(folder))


def systems(*, with_tests: bool = True) -> Iterator[System]:
    """Yield every system of signals in the library, by file name.

    To work out the rules of its tests takes time; False leaves them unread.
    """
    read = _system if with_tests else _untested
    return (read(path) for path in _files("signals"))


def signals() -> Iterator[Signal]:
    """Yield every signal in the library, by file name; public tests are left unread."""
    return (known for system in systems(with_tests=False) for known in system.signals)


def _signal_names() -> list[str]:
    return names("signals")


@cache
def _system(path: Path) -> System:
    return read_system(path, _signal_names)


@cache
def _untested(path: Path) -> System:
    return read_system(path, with_tests=False)


def signal(name: str) -> Signal:
    """Return the signal called `name`.

    Raises
    ------
    UnknownName
        Where there is none; names the nearest.
    """
    shelf = _untested(_find("signal", "signals", name)).signals
    for known in shelf:
        if known.id == name:
            return known
    raise UnknownName("signal", name, [known.id for known in shelf])


def systems_for(signal: Signal) -> tuple[System, ...]:
    """Return the system that a signal belongs to; for a drill's own, those of its country."""
    if signal.id in names("signals"):
        return (_system(_find("signal", "signals", signal.id)),)
    return tuple(system for system in systems() if system.country == signal.country)


def system(name: str) -> System:
    """Return the system called `name`; raises UnknownName."""
    return _system(_find("system", "systems", name))


def system_of_test(name: str) -> System:
    """Return the system that a public test belongs to; raises UnknownName."""
    return _system(_find("test", "tests", name))


def country(code: str) -> Text:
    """Return what a country is called; one that ``countries.toml`` does not name, by its code."""
    return _countries().get(code) or Text.plain(code)


@cache
def _countries() -> Mapping[str, Text]:
    return read_countries(patterns_folder() / "countries.toml")


def voice(name: str) -> Voice:
    """Return the voice called `name`, or the one in a TOML file; raises UnknownName."""
    return read_voice(Path(name) if _is_path(name) else _find("voice", "voices", name))


def voices() -> Iterator[Voice]:
    """Yield every voice in the library."""
    return (read_voice(path) for path in _files("voices"))


def drill(name: str) -> Drill:
    """Return the drill called `name`; raises UnknownName."""
    return parse_drill(read_document(_find("drill", "drills", name)), signal)


def drills() -> Iterator[Drill]:
    """Yield every drill in the library."""
    return (parse_drill(read_document(path), signal) for path in _files("drills"))


def template(name: str) -> Template:
    """Return the template called `name`; raises UnknownName."""
    return parse_template(read_document(_find("template", "templates", name)), signal)


def templates() -> Iterator[Template]:
    """Yield every template in the library."""
    return (parse_template(read_document(path), signal) for path in _files("templates"))


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
    files = [_find("signal", "signals", name) for name in signals if name in shelved]
    if _is_path(what):
        files.insert(0, Path(_file_and_id(what)[0]))
    elif what in names("drills"):
        files.insert(0, _find("drill", "drills", what))
    voice_file = Path(voice_name) if _is_path(voice_name) else _find("voice", "voices", voice_name)
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
        raise InvalidFile([Fault(name, "", "neither [drill] nor [[signal]]", "one of them")])
    return _picked(name, wanted, parse_system(document, _signal_names).signals)


def _picked(name: str, wanted: str, held: tuple[Signal, ...]) -> Signal:
    """Return the signal that is wanted of a file; the only one where none is named."""
    signals = {known.id: known for known in held}
    if not wanted and len(signals) == 1:
        return held[0]
    if not wanted:
        ids = ", ".join(f"{name}#{known}" for known in signals)
        count = len(signals)
        raise Misuse(
            phrase(
                f"{name} holds {count} signals; name one of them: {ids}",
                f"{name} 含 {count} 个信号；请指明其一：{ids}",
            )
        )
    if wanted not in signals:
        raise UnknownName("signal", wanted, signals)
    return signals[wanted]
