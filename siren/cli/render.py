"""``siren render``: a signal or a drill becomes a sound file."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.language import reader_language, speech
from siren.cli.params import DEFAULT_VOICE, LEVEL_DB, SECONDS, VOICE, WHAT
from siren.cli.spoken import SpokenCommand
from siren.text import phrase

if TYPE_CHECKING:
    from siren.cli.sounding import Sounding
    from siren.clock import Clock
    from siren.output.formats import Encoding
    from siren.output.metadata import Metadata
    from siren.synth.sound import Sound


@click.command(cls=SpokenCommand, short_help="Write a signal or a drill to a sound file.")
@click.argument("what", type=WHAT)
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="WAV, FLAC, OGG or MP3; - for stdout."
)
@click.option("--voice", type=VOICE, default=DEFAULT_VOICE, show_default=True, help="Who sounds.")
@click.option(
    "--rate", "rate_hz", type=int, default=48_000, show_default=True, help="Sample rate in Hz."
)
@click.option("--channels", type=int, default=1, show_default=True, help="All carry the same.")
@click.option("--subtype", metavar="NAME", help="Such as PCM_24; the format's usual one if not.")
@click.option(
    "--level-db", type=LEVEL_DB, default=-6.0, show_default=True, help="Peak re full scale."
)
@click.option("--from", "from_s", type=SECONDS, help="Start here, counted in seconds.")
@click.option("--to", "to_s", type=SECONDS, help="End here.")
@click.option(
    "--tail", "tail_s", type=SECONDS, default=Fraction(0), help="Go on longer: a motor dies away."
)
@click.pass_obj
def render(
    clock: Clock,
    what: str,
    output: str,
    voice: str,
    rate_hz: int,
    channels: int,
    subtype: str | None,
    level_db: float,
    from_s: Fraction | None,
    to_s: Fraction | None,
    tail_s: Fraction,
) -> None:
    """Write WHAT, a signal, a drill or a TOML file, to a sound file.

    Every edge lies on the frame nearest to its time. The file appears whole or not at all. It
    says that it is an exercise, and a WAV carries every edge as a cue. --from and --to cut out
    exact samples, without fades, so that pieces can be joined again.

    \b
    Examples:
      siren render yangjiang-2023 -o drill.wav
      siren render cn-air-raid -o air-raid.flac --voice motor --tail 60
      siren render cn-air-raid -o - | aplay
    """
    encoding = _encoding(output, rate_hz, channels, subtype)
    from siren import library
    from siren.cli.sounding import sounding
    from siren.cli.tags import metadata_of

    voiced = library.voice(voice)
    subject = sounding(what)
    frames = _frames(subject, rate_hz, from_s, to_s, tail_s)
    from siren.synth.compose import compose

    sound = compose(subject.timeline, voiced, rate_hz=rate_hz, level_db=level_db, tail_s=tail_s)
    metadata = metadata_of(subject, voiced.id, encoding, frames, clock)
    _write(sound, output, encoding, metadata, frames, clock)
    _report(output, encoding, voiced.id, level_db, frames)


def _encoding(output: str, rate_hz: int, channels: int, subtype: str | None) -> Encoding:
    from siren.errors import Misuse
    from siren.output.aside import is_folder, is_special
    from siren.output.formats import choose

    to_stdout = output == "-"
    if to_stdout and sys.stdout.isatty():
        raise Misuse(
            phrase(
                "stdout is a terminal; send it to a file or a program, or name a file",
                "标准输出是终端；请转到文件或程序，或指定文件",
            )
        )
    if is_folder(Path(output)):
        raise Misuse(
            phrase(
                f"{output or 'the empty name'} is a folder; name a file in it",
                f"{output or '空文件名'} 是文件夹；请指定其中的文件",
            )
        )
    to_pipe = to_stdout or is_special(Path(output))
    suffix = "" if to_stdout else Path(output).suffix
    return choose(
        suffix or (".wav" if to_pipe else ""),
        rate_hz=rate_hz,
        channels=channels,
        subtype=subtype,
        to_pipe=to_pipe,
    )


def _frames(
    subject: Sounding,
    rate_hz: int,
    from_s: Fraction | None,
    to_s: Fraction | None,
    tail_s: Fraction,
) -> range:
    """Return the frames between --from and --to."""
    from siren.errors import Misuse
    from siren.units import decimal_text, frame_at

    length_s = subject.timeline.duration_s + tail_s
    start_s, end_s = from_s or Fraction(0), length_s if to_s is None else to_s
    start, end, length = map(decimal_text, (start_s, end_s, length_s))
    if start_s >= end_s:
        raise Misuse(
            phrase(
                f"--from {start} is not before --to {end}; "
                f"allowed: 0 up to {length}, in this order",
                f"--from {start} 不早于 --to {end}；可用：0 至 {length}，先小后大",
            )
        )
    if end_s > length_s:
        raise Misuse(
            phrase(
                f"--to {end} lies past the end of {subject.id}, which is {length} s long",
                f"--to {end} 超出 {subject.id} 的末尾，其全长 {length} 秒",
            )
        )
    frames = range(frame_at(start_s, rate_hz), frame_at(end_s, rate_hz))
    if not frames:
        raise Misuse(
            phrase(
                f"no frame lies between --from and --to at {rate_hz} Hz; allowed: longer",
                f"按 {rate_hz} Hz，--from 与 --to 之间没有采样；请加长",
            )
        )
    return frames


def _write(
    sound: Sound, output: str, encoding: Encoding, metadata: Metadata, frames: range, clock: Clock
) -> None:
    from siren.cli.progress import Progress
    from siren.output.export import export_file, export_stream

    label = speech(reader_language())("Rendering {}", "正在生成 {}").format(metadata.reference)
    with Progress(len(frames), label, clock) as progress:
        if output == "-":
            sys.stdout.flush()
            export_stream(
                sound, sys.stdout.fileno(), encoding, metadata, frames=frames, progress=progress
            )
        else:
            export_file(sound, Path(output), encoding, metadata, frames=frames, progress=progress)


def _report(output: str, encoding: Encoding, voice: str, level_db: float, frames: range) -> None:
    from siren.units import clock_text

    length = clock_text(Fraction(len(frames), encoding.rate_hz))
    count = encoding.channels
    name = "stdout" if output == "-" else output
    said = phrase(
        f"{name}: {length}, {encoding.rate_hz} Hz, {count} channel{'' if count == 1 else 's'}, "
        f"{encoding.subtype}, voice {voice}, peak {level_db:g} dBFS.\n"
        "An exercise. Nothing was played: no sound card is needed to write a file.",
        f"{name}: {length}，{encoding.rate_hz} Hz，{count} 声道，{encoding.subtype}，"
        f"音色 {voice}，峰值 {level_db:g} dBFS。\n"
        "仅供演习。未播放任何声音：生成文件不需要声卡。",
    )
    click.echo(said.said_in(reader_language()), err=True)
