"""A signal or a drill as a page of text for a terminal."""

from __future__ import annotations

import shutil
from datetime import timedelta
from textwrap import indent
from typing import TYPE_CHECKING

from siren.cli.columns import columns, padded
from siren.cli.lanes import lanes
from siren.cli.language import speech
from siren.drill import Drill
from siren.picture.strip import strip
from siren.units import clock_text, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.cli.sounding import Sounding
    from siren.drill import Outlet
    from siren.signal import Replays, Signal

WIDEST = 120
"""Cells; a line that is longer is hard to follow."""

LABEL_CELLS = 11

LABELS_ZH = {
    **{"meaning": "含义", "what to do": "应对", "status": "现状", "confidence": "可信度"},
    **{"not stated": "未载明", "assumed": "假定", "sounded": "鸣响", "disputed": "异说"},
    **{"note": "备注", "source": "出处", "signal": "信号", "local time": "当地时间"},
    **{"UTC": "UTC", "length": "时长", "place": "地点", "authority": "发布机关"},
    **{"announced": "公告日期", "document": "文号", "outlet": "发放渠道"},
}

VALUES_ZH = {
    **{"current": "现行", "regional": "地方性", "historic": "历史", "suspended": "停用"},
    **{"high": "高", "medium": "中", "low": "低"},
}


def sheet(subject: Sounding, language: str) -> str:
    """Return the page, as wide as the terminal."""
    width = min(WIDEST, shutil.get_terminal_size((100, 24)).columns)
    source = subject.source
    head = (
        f"{subject.title.both(language)}  [{subject.id}]  {clock_text(subject.timeline.duration_s)}"
    )
    body = _drill(source, language) if isinstance(source, Drill) else _signal(source, language)
    return "\n".join([head, "", *_strips(subject, width), *body])


def _strips(subject: Sounding, width: int) -> Iterator[str]:
    room = width - 2
    for lane in lanes(subject):
        yield lane.caption
        lines = strip(lane.stretches, lane.length_s, room, lane.label)
        yield indent(lines, "  ", lambda _: True)
        yield ""


def _signal(signal: Signal, language: str) -> Iterator[str]:
    rows = [["meaning", signal.meaning.both(language)]]
    if signal.action:
        rows.append(["what to do", signal.action.both(language)])
    status = _value(signal.status, language)
    rows.append(["status", ", ".join(filter(None, [status, signal.region, signal.years]))])
    rows.append(["confidence", _value(signal.confidence, language)])
    rows += [["not stated", text] for text in signal.unspecified]
    rows += [["assumed", text] for text in signal.assumed]
    rows += [["sounded", _replays(signal.replays)]] if signal.replays else []
    rows += [
        ["disputed", f"{claim.claim} ({claim.source}): not followed, {claim.why}"]
        for claim in signal.disagreements
        if not claim.trusted
    ]
    rows += [["note", signal.note]] if signal.note else []
    rows += [["source", source] for source in signal.sources]
    yield from (_labelled(name, text, language) for name, text in rows)


def _labelled(name: str, text: str, language: str) -> str:
    return f"{padded(_label(name, language), LABEL_CELLS)} {text}"


def _value(name: str, language: str) -> str:
    return VALUES_ZH[name] if language == "zh" else name


def _label(name: str, language: str) -> str:
    return LABELS_ZH[name] if language == "zh" else name


def _replays(replays: Replays) -> str:
    count = replays.plays
    times = f"{count.nominal} times" if count.max else f"{count.nominal} times or more"
    gap = replays.gap
    return times if gap is None else f"{times}, {decimal_text(gap.nominal_s)} s apart"


def _drill(drill: Drill, language: str) -> Iterator[str]:
    rows = [[_label(name, language) for name in ("signal", "local time", "UTC", "length")]]
    for firing, scheduled in zip(drill.firings, drill.schedule(), strict=True):
        for number, start_s in enumerate(scheduled.round_starts_s):
            offset = timedelta(seconds=float(start_s))
            again = f" (round {number + 1})" if firing.rounds > 1 else ""
            rows.append(
                [
                    firing.signal.names.both() + again,
                    f"{firing.at + offset:%Y-%m-%d %H:%M:%S}",
                    f"{scheduled.start_utc + offset:%H:%M:%S}",
                    clock_text(firing.signal.duration_s),
                ]
            )
    yield columns(rows)
    yield ""
    facts: list[tuple[str, str | None]] = [
        ("place", drill.place.both() if drill.place else None),
        ("authority", drill.authority.both() if drill.authority else None),
        ("announced", drill.announced.isoformat() if drill.announced else None),
        ("document", drill.document),
        *(("outlet", _outlet(outlet)) for outlet in drill.outlets),
    ]
    yield from (_labelled(name, text, language) for name, text in facts if text)
    yield speech(language)("An exercise.", "演习。")


def _outlet(outlet: Outlet) -> str:
    parts = [outlet.kind, outlet.name, outlet.channel]
    parts += [f"{decimal_text(outlet.freq_mhz)} MHz"] if outlet.freq_mhz else []
    parts += [f"device {outlet.device}"] if outlet.device else []
    parts += [f"lead {decimal_text(outlet.lead_s)} s"] if outlet.lead_s else []
    return " · ".join(part for part in parts if part)
