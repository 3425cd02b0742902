"""Everything that can go wrong, as one tree.

::

    SirenError                 exit code 1
    ├── NotInstalled           a package that only some people need is not there
    ├── OutputFailed           a file or stream could not be written
    ├── NoSoundSystem          PortAudio is missing or does not start
    ├── DeviceNotFound         no sound device of this name, or several
    ├── DeviceRefused          a device takes no sample rate that we have
    ├── DeviceLost             a device could not be opened, or has gone
    ├── DeviceBusy             another process has the device
    ├── Refused                something must be done first: a latch, a past drill, no device
    ├── JournalFailed          the journal could not be written or read
    │   ├── JournalBroken      a line of it is not as it was written
    │   └── NoSuchRecord       it has nothing of the drill that was asked for
    └── Misuse                 exit code 2: the request itself is at fault
        ├── UnknownName        no such signal, voice, drill, ...
        ├── SeveralSignals     a file of signals, of which one must be named
        ├── Unsupported        a sound file format cannot do what was asked
        ├── NoSuchLocalTime    a clock time that daylight saving skips or repeats
        ├── UnreadableNotice   a file of which no text can be had
        └── InvalidFile        a TOML file with one or more faults

A message says where, what was found, what is allowed and what to try; the same facts are
attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.text import Text, joined, phrase, same

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

FEW = 20
"""So many names are all shown where none is like the one asked for."""

SHORT = 240
"""Names are all shown too where together they are so short, such as countries."""

KINDS_ZH = {
    **{"signal": "信号", "voice": "音色", "template": "模板", "drill": "演习"},
    **{"signal or drill": "信号或演习", "template or drill": "模板或演习"},
    "signal, drill or public test": "信号、演习或公开试鸣",
    **{"country with signals": "有信号的国家或地区", "system of signals": "信号系统"},
}
"""What a name may be that nobody knows."""


class SirenError(Exception):
    """Base of every error that siren raises on purpose; ``str()`` is one clear English sentence.

    Parameters
    ----------
    said
        The sentence; a Text where operators meet it, who may read Chinese.
    """

    exit_code = 1

    language: str | None = None
    """In which somebody asked to be spoken to; None: nobody did."""

    def __init__(self, said: str | Text) -> None:
        self.text = Text.of({"en": said}) if isinstance(said, str) else said
        super().__init__(self.text.english)

    def said_in(self, language: str) -> str:
        """Return the sentence in a language, or else in English."""
        return self.text.said_in(language)


class NotInstalled(SirenError):
    """A package that only some people need is not there.

    Parameters
    ----------
    what
        What needs it.
    package, extra
        What is missing, and the extra of siren that brings it.
    """

    def __init__(self, what: Text, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        way_out = f"pip install 'siren-drill[{extra}]'"
        en = f" needs {package}, which is not installed (the extra {extra}): {way_out}"
        zh = f"需要 {package}，尚未安装（可选组件 {extra}）：{way_out}"
        super().__init__(joined(what, phrase(en, zh)))


class OutputFailed(SirenError):
    """A file or stream could not be written; nothing was left behind."""


class DeviceLost(SirenError):
    """A device could not be opened, or has gone."""


class DeviceBusy(SirenError):
    """Another process has the device."""


class Refused(SirenError):
    """Nothing sounds: something must be done first, or it is too late."""


class JournalFailed(SirenError):
    """The journal could not be written or read; what stands in it stands as it did."""


class JournalBroken(JournalFailed):
    """A line of the journal is not as it was written, or lines are missing or moved."""


class NoSuchRecord(JournalFailed):
    """The journal has nothing of the drill that was asked for."""


class NoSoundSystem(SirenError):
    """PortAudio is missing or does not start: nothing can be heard, but files can be made."""

    WAY_OUT = phrase(
        "files need no device: siren render, siren run --rehearse -o FILE",
        "生成文件无需设备：siren render、siren run --rehearse -o 文件",
    )


class DeviceNotFound(SirenError):
    """No one sound device is called exactly this; no other is taken instead.

    Parameters
    ----------
    name
        What was asked for.
    known
        The names to choose from; the nearest is suggested, and all are shown where they are few.
    what
        Says otherwise than by the default sentence why none was found.
    """

    def __init__(self, name: str, known: Collection[str], *, what: Text | None = None) -> None:
        self.name, self.nearest = name, None if what else nearest(name, known)
        what = what or phrase(
            f"no sound device is called {name!r}", f"没有名为 {name!r} 的声音设备"
        )
        names = ", ".join(repr(other) for other in known)
        there = phrase("; see: siren devices", "；请见 siren devices")
        if len(known) <= FEW:
            there = phrase(f"; there are: {names or 'none'}", f"；现有：{names or '无'}")
        super().__init__(joined(what, did_you_mean(self.nearest), there))


class DeviceRefused(SirenError):
    """A sound device is there but takes no sample rate that we have."""


class Misuse(SirenError):
    """The request cannot be carried out as it was put."""

    exit_code = 2


class UnknownName(Misuse):
    """No such signal, voice, drill, template, country or tone.

    Parameters
    ----------
    kind
        What was looked for, such as ``"signal"``.
    name
        What was asked for.
    known
        All names that exist; the nearest is suggested, or all shown where they are few.
    """

    def __init__(self, kind: str, name: str, known: Collection[str]) -> None:
        self.kind, self.name, self.known = kind, name, known
        self.nearest = nearest(name, known)
        hint = did_you_mean(self.nearest)
        there = ", ".join(sorted(known))
        if not self.nearest and (len(known) <= FEW or len(there) <= SHORT):
            hint = phrase(f"; there are: {there}", f"；现有：{there}")
        what = KINDS_ZH.get(kind, kind)
        super().__init__(
            joined(phrase(f"no {kind} is called {name!r}", f"没有名为 {name!r} 的{what}"), hint)
        )


class SeveralSignals(Misuse):
    """A file was named of which one signal must be; `named` is how each of them is."""

    def __init__(self, file: str, ids: Collection[str]) -> None:
        self.named = tuple(f"{file}#{name}" for name in ids)
        there, count = ", ".join(self.named), len(ids)
        super().__init__(
            phrase(
                f"{file} holds {count} signals; name one of them: {there}",
                f"{file} 含 {count} 个信号；请指明其一：{there}",
            )
        )


class Unsupported(Misuse):
    """A sound file format cannot hold what was asked of it."""


class NoSuchLocalTime(Misuse):
    """A local clock time that does not exist, or exists twice, because clocks change."""


class UnreadableNotice(Misuse):
    """No text can be had of a file that should be a notice.

    Parameters
    ----------
    name
        The file.
    what
        What is the matter with it, as what follows a colon.
    """

    def __init__(self, name: str, what: Text) -> None:
        self.name, self.what = name, what
        super().__init__(joined(phrase(f"{name}: ", f"{name}："), what))


class Fault(NamedTuple):
    """One thing wrong in a file.

    Attributes
    ----------
    file, key
        Where: the file's name and the path of the key inside it, such as
        ``signal[2].pattern[0].on_s``.
    found, allowed
        What stands there, and what may.
    nearest
        What was meant, perhaps.
    """

    file: str
    key: str
    found: Text
    allowed: Text
    nearest: str | None = None

    @property
    def advice(self) -> Text:
        """What may stand there, and what was meant."""
        return joined(self.allowed, did_you_mean(self.nearest))

    @property
    def text(self) -> Text:
        """All of it as one sentence."""
        where = same(f"{self.file}: {self.key}" if self.key else self.file)
        found, allowed = phrase(": found ", "：现为 "), phrase("; allowed: ", "；应为：")
        return joined(where, found, self.found, allowed, self.advice)


class InvalidFile(Misuse):
    """A file breaks its format; carries every fault that was found, not just the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        sentences = [fault.text for fault in faults]
        super().__init__(
            phrase(
                *("\n".join(s.said_in(language) for s in sentences) for language in ("en", "zh"))
            )
        )


def nearest(name: str, known: Iterable[str], *, alike: float = 0.5) -> str | None:
    """Return the known name most like `name`, or None where none is as `alike`, of 1."""
    from difflib import get_close_matches  # on use: most runs have no error to word

    matches = get_close_matches(name.lower(), list(known), n=1, cutoff=alike)
    return matches[0] if matches else None


def did_you_mean(suggestion: str | None) -> Text:
    """Return the half sentence that offers `suggestion`, or nothing."""
    if suggestion is None:
        return same("")
    return phrase(f"; did you mean {suggestion!r}?", f"；是否指 {suggestion!r}？")
