"""WAV files, read back by soundfile, by the standard library, and byte by byte."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest

from siren.output import wav
from siren.output.formats import Encoding, choose
from siren.output.metadata import Cue, Metadata

METADATA = Metadata(
    title="空袭警报 · Air-raid warning",
    plain_title="Air-raid warning",
    description="EXERCISE, not a real alarm. Air-raid warning.",
    reference="cn-air-raid",
    made_at=datetime(2026, 10, 1, 8, 30, tzinfo=UTC),
    since_midnight_frames=37_740 * 48_000,
    cues=(Cue(0, "cn-air-raid steady"), Cue(288_000, "cn-air-raid off")),
)


def encoding(subtype: str = "PCM_16", channels: int = 1) -> Encoding:
    return choose(".wav", rate_hz=48_000, channels=channels, subtype=subtype, to_pipe=True)


def chunks(content: bytes, data_bytes: int) -> dict[str, bytes]:
    """Split a head and tail, around `data_bytes` of samples that are not there."""
    found, at = {}, 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        at += 8
        if name == b"data":
            found["data"] = struct.pack("<I", size)
            at += data_bytes % 2
            continue
        found[name.decode() + ("" if name.decode() not in found else "2")] = content[at : at + size]
        at += size + size % 2
    return found


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_32", "FLOAT"])
@pytest.mark.parametrize("channels", [1, 2, 3, 6])
@pytest.mark.parametrize("frames", [0, 1, 1001])
def test_the_lengths_in_the_head_are_the_bytes_that_follow(
    subtype: str, channels: int, frames: int
) -> None:
    kind = encoding(subtype, channels)
    head, tail = wav.head(kind, frames, METADATA), wav.tail(kind, frames, METADATA)
    data = frames * wav.frame_bytes(kind)
    assert struct.unpack_from("<I", head, 4)[0] + 8 == len(head) + data + len(tail)
    assert struct.unpack_from("<I", head, len(head) - 4)[0] == data
    assert (len(head) + data + len(tail)) % 2 == 0


def test_the_broadcast_chunk_says_what_it_is_when_and_at_what_time_of_day() -> None:
    bext = chunks(wav.head(encoding(), 10, METADATA), 0)["bext"]
    assert bext[:256].rstrip(b"\0") == b"EXERCISE, not a real alarm. Air-raid warning."
    assert bext[288:320].rstrip(b"\0") == b"cn-air-raid"
    assert bext[320:338] == b"2026-10-0108:30:00"
    assert struct.unpack_from("<Q", bext, 338)[0] == 37_740 * 48_000
    assert bext[602:].startswith(b"A=PCM,F=48000,W=16,M=mono,T=siren")
    assert bext.endswith(b"\r\n")


def test_cues_stand_after_the_samples_with_their_names() -> None:
    kind = encoding()
    found = chunks(wav.head(kind, 10, METADATA) + wav.tail(kind, 10, METADATA), 0)
    assert struct.unpack_from("<I", found["cue "])[0] == 2
    assert struct.unpack_from("<II4sIII", found["cue "], 4 + 24) == (
        2,
        288_000,
        b"data",
        0,
        0,
        288_000,
    )
    assert b"cn-air-raid off\0" in found["LIST2"]
    assert "空袭警报".encode() in found["LIST"]


def test_beyond_4_gb_it_is_rf64_with_the_true_lengths() -> None:
    kind, frames = encoding("PCM_32", 2), 600_000_000
    head, tail = wav.head(kind, frames, METADATA), wav.tail(kind, frames, METADATA)
    assert head[:4] == b"RF64"
    assert head[12:16] == b"ds64"
    riff, data, samples, table = struct.unpack_from("<QQQI", head, 20)
    assert data == frames * 8
    assert samples == frames
    assert riff + 8 == len(head) + data + len(tail)
    assert table == 0


def test_just_below_4_gb_it_is_still_wav() -> None:
    kind = encoding()
    room = 2**32 - 1 - 4096
    assert wav.head(kind, room // 2, METADATA)[:4] == b"RIFF"
    assert wav.head(kind, 2**31, METADATA)[:4] == b"RF64"


def test_a_cue_that_32_bits_cannot_hold_is_left_out() -> None:
    far = Metadata("x", "x", "x", "x", METADATA.made_at, cues=(Cue(2**32, "too far"),))
    assert wav.tail(encoding(), 10, far) == b""
