"""What a format cannot do is said before anything is opened."""

from __future__ import annotations

import pytest

from siren.errors import Unsupported
from siren.output.formats import Encoding, choose


def chosen(suffix: str, **wanted: object) -> Encoding:
    options: dict[str, object] = {
        "rate_hz": 48_000,
        "channels": 1,
        "subtype": None,
        "to_pipe": False,
    }
    return choose(suffix, **(options | wanted))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("suffix", "name", "subtype"),
    [
        (".wav", "WAV", "PCM_16"),
        (".WAV", "WAV", "PCM_16"),
        (".flac", "FLAC", "PCM_16"),
        (".ogg", "OGG", "VORBIS"),
        (".mp3", "MP3", "MPEG_LAYER_III"),
    ],
)
def test_a_suffix_names_a_format_and_its_usual_subtype(
    suffix: str, name: str, subtype: str
) -> None:
    encoding = chosen(suffix)
    assert (encoding.format.name, encoding.subtype) == (name, subtype)


def test_a_subtype_may_be_written_small() -> None:
    assert chosen(".wav", subtype="pcm_24").subtype == "PCM_24"


@pytest.mark.parametrize(
    ("suffix", "wanted", "message"),
    [
        (".mp3", {"rate_hz": 96_000}, r"MP3 .* cannot hold 96000 Hz; allowed: 8000, .* 48000 Hz"),
        (".ogg", {"subtype": "OPUS", "rate_hz": 44_100}, r"OGG \(OPUS\) cannot hold 44100 Hz"),
        (".ogg", {"subtype": "PCM_16"}, r"OGG has no subtype 'PCM_16'; allowed: VORBIS, OPUS"),
        (".wav", {"subtype": "PCM_61"}, r"did you mean 'pcm_16'"),
        (".flac", {"channels": 9}, r"FLAC cannot hold 9 channels; allowed: 1 to 8"),
        (".wav", {"channels": 0}, r"WAV cannot hold 0 channels"),
        (".wav", {"rate_hz": 0}, r"cannot hold 0 Hz; allowed: 8000 to 192000 Hz"),
        (".wav", {"rate_hz": -1}, r"cannot hold -1 Hz"),
        (".flac", {"to_pipe": True}, r"FLAC cannot be written to a pipe; WAV can"),
        (".waf", {}, r"the suffix '.waf' names no sound format; .*did you mean '.wav'"),
        ("", {}, r"a name without a suffix names no sound format; allowed: .wav, .flac"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    suffix: str, wanted: dict[str, object], message: str
) -> None:
    with pytest.raises(Unsupported, match=message):
        chosen(suffix, **wanted)
