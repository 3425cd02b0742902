"""What each sound file format can hold; asked before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Unsupported, did_you_mean, nearest
from siren.text import joined, phrase, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.text import Text

RATES_HZ = range(8000, 192_001)
"""Sample rates that siren renders."""


class Format(NamedTuple):
    """One kind of file.

    Attributes
    ----------
    suffix, name
        ``.wav`` and ``WAV``, as soundfile calls it.
    subtypes
        Sample encodings, the default first, each with the rates it takes (None: all).
    max_channels
        The most channels.
    to_pipe
        Whether it can be written where one cannot seek.
    utf8_tags
        Whether its tags hold any script. libsndfile marks MP3 tags as Latin-1 whatever they are.
    """

    suffix: str
    name: str
    subtypes: dict[str, Sequence[int] | None]
    max_channels: int
    to_pipe: bool = False
    utf8_tags: bool = True


_OPUS_RATES_HZ = (8000, 12000, 16000, 24000, 48000)  # RFC 6716, section 2
_MP3_RATES_HZ = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)  # ISO 11172, 13818

FORMATS = (
    Format(
        ".wav",
        "WAV",
        {"PCM_16": None, "PCM_24": None, "PCM_32": None, "FLOAT": None},
        max_channels=64,
        to_pipe=True,
    ),
    Format(".flac", "FLAC", {"PCM_16": None, "PCM_24": None}, max_channels=8),
    Format(".ogg", "OGG", {"VORBIS": None, "OPUS": _OPUS_RATES_HZ}, max_channels=8),
    Format(".mp3", "MP3", {"MPEG_LAYER_III": _MP3_RATES_HZ}, max_channels=2, utf8_tags=False),
)


class Encoding(NamedTuple):
    """A format with everything chosen; made only by :func:`choose`, so always possible."""

    format: Format
    subtype: str
    rate_hz: int
    channels: int


def choose(
    suffix: str, *, rate_hz: int, channels: int, subtype: str | None, to_pipe: bool
) -> Encoding:
    """Return the encoding asked for.

    Parameters
    ----------
    suffix
        Of the file, such as ``.wav``; any case.
    subtype
        None: the format's usual one.
    to_pipe
        Whether the target is a pipe or another thing that cannot seek.

    Raises
    ------
    Unsupported
        Where the format cannot do it; says what it can.
    """
    kind = _format(suffix)
    if to_pipe and not kind.to_pipe:
        can = ", ".join(f.name for f in FORMATS if f.to_pipe)
        raise Unsupported(
            phrase(
                f"{kind.name} cannot be written to a pipe; {can} can",
                f"{kind.name} 不能写入管道；{can} 可以",
            )
        )
    subtype = next(iter(kind.subtypes)) if subtype is None else subtype.upper()
    if subtype not in kind.subtypes:
        hint = did_you_mean(nearest(subtype, [s.lower() for s in kind.subtypes]))
        allowed = ", ".join(kind.subtypes)
        what = phrase(
            f"{kind.name} has no subtype {subtype!r}; allowed: {allowed}",
            f"{kind.name} 没有编码 {subtype!r}；可用：{allowed}",
        )
        raise Unsupported(joined(what, hint))
    rates_hz = kind.subtypes[subtype]
    if rate_hz not in (rates_hz or RATES_HZ):
        what = phrase(
            f"{kind.name} ({subtype}) cannot hold {rate_hz} Hz; allowed: ",
            f"{kind.name}（{subtype}）不支持 {rate_hz} Hz；可用：",
        )
        raise Unsupported(joined(what, _rates(rates_hz)))
    if not 1 <= channels <= kind.max_channels:
        raise Unsupported(
            phrase(
                f"{kind.name} cannot hold {channels} channels; allowed: 1 to {kind.max_channels}",
                f"{kind.name} 不支持 {channels} 个声道；可用：1 至 {kind.max_channels}",
            )
        )
    return Encoding(kind, subtype, rate_hz, channels)


def _rates(rates_hz: Sequence[int] | None) -> Text:
    if rates_hz is None:
        first, last = RATES_HZ.start, RATES_HZ.stop - 1
        return phrase(f"{first} to {last} Hz", f"{first} 至 {last} Hz")
    return same(", ".join(map(str, rates_hz)) + " Hz")


def _format(suffix: str) -> Format:
    by_suffix = {kind.suffix: kind for kind in FORMATS}
    if suffix.lower() in by_suffix:
        return by_suffix[suffix.lower()]
    found = phrase("a name without a suffix", "没有扩展名的文件名")
    if suffix:
        found = phrase(f"the suffix {suffix!r}", f"扩展名 {suffix!r}")
    there = ", ".join(by_suffix)
    allowed = phrase(f" names no sound format; allowed: {there}", f" 不是声音格式；可用：{there}")
    hint = did_you_mean(nearest(suffix, by_suffix) if suffix else None)
    raise Unsupported(joined(found, allowed, hint))
