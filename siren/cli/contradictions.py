"""Options of ``siren run`` that do not go together, and what may be said instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Misuse
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.text import Text


class Asked(NamedTuple):
    """What was asked for, as far as it may contradict itself."""

    drills: tuple[str, ...]
    devices: tuple[str, ...]
    dry_run: bool
    rehearse: bool
    speed: float
    brief: bool
    output: str | None


def refuse_contradictions(asked: Asked) -> None:
    """Raise Misuse with the first thing that contradicts itself."""
    for fault in (*_of_modes(asked), *_of_counts(asked)):
        raise Misuse(fault)


def _of_modes(asked: Asked) -> Iterator[Text]:
    is_hurried_or_filed = asked.speed != 1 or asked.output is not None
    if asked.dry_run and asked.rehearse:
        yield phrase(
            "--dry-run keeps the drill's times, --rehearse does not; allowed: one of them",
            "--dry-run 按演习的时间，--rehearse 不按；只能用其一",
        )
    if not asked.rehearse and (is_hurried_or_filed or asked.brief):
        yield phrase(
            "--speed, --brief and -o are for rehearsals; add --rehearse",
            "--speed、--brief 和 -o 只用于预演；请加 --rehearse",
        )
    if asked.devices and is_hurried_or_filed:
        yield phrase(
            "--speed and -o are not for a device; leave out --device, or both of them",
            "--speed 和 -o 不能用于设备；请去掉 --device，或去掉这两项",
        )


def _of_counts(asked: Asked) -> Iterator[Text]:
    drills, devices = len(asked.drills), len(asked.devices)
    if len(set(asked.devices)) < devices or len(set(asked.drills)) < drills:
        yield phrase(
            "a drill or a device is named twice; allowed: each once",
            "有演习或设备写了两次；每个只能写一次",
        )
    if devices and devices != drills:
        yield phrase(
            f"{drills} drills and {devices} devices; allowed: one for each",
            f"{drills} 个演习，{devices} 个设备；须一一对应",
        )
    if asked.output is not None and drills > 1:
        yield phrase(
            f"-o names one file, and there are {drills} drills; allowed: one",
            f"-o 只写一个文件，却有 {drills} 个演习；只能有一个",
        )
