"""A timeline as an SVG picture: one lane for the whole, one for each different signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from siren.picture.height import turning_points
from siren.picture.ticks import ticks
from siren.tone import Steady

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.timeline import Stretch
    from siren.units import Seconds

WIDTH, MARGIN, LANE, LANE_GAP, TOP = 960, 24, 46, 62, 64

EXERCISE = "A warning signal shown for tests and teaching; an exercise, not an alarm."

_COLOURS = ("#c2410c", "#b91c1c", "#15803d", "#1d4ed8", "#7e22ce", "#0f766e")

_STYLE = """
text { font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  fill: #1f2937; font-size: 13px }
.title { font-size: 20px; font-weight: 600 }
.axis { font-size: 11px; fill: #6b7280 }
.ground { fill: #f3f4f6 }
.tick { stroke: #d1d5db }
.page { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e5e7eb } .axis { fill: #9ca3af } .ground { fill: #1f2937 }
  .tick { stroke: #4b5563 } .page { fill: #111827 }
}
"""


class Lane(NamedTuple):
    """One line of the picture.

    Attributes
    ----------
    caption
        What it shows.
    stretches
        Counted from the lane's own start.
    label
        Turns an instant into the words under a tick.
    """

    caption: str
    stretches: Sequence[Stretch]
    length_s: Seconds
    label: Callable[[Seconds], str]


def svg(title: str, lanes: Sequence[Lane]) -> str:
    """Return the picture as SVG text; colours tell signals apart, captions say which."""
    signals = list(dict.fromkeys(s.signal for lane in lanes for s in lane.stretches))
    colour = {name: _COLOURS[n % len(_COLOURS)] for n, name in enumerate(signals)}
    height = TOP + len(lanes) * (LANE + LANE_GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title><desc>{EXERCISE}</desc><style>{_STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{height}"/>',
        f'<text class="title" x="{MARGIN}" y="34">{escape(title)}</text>',
    ]
    for number, lane in enumerate(lanes):
        parts += _lane(lane, TOP + number * (LANE + LANE_GAP), colour)
    return "\n".join([*parts, "</svg>", ""])


def _lane(lane: Lane, top: int, colour: dict[str, str]) -> list[str]:
    scale = (WIDTH - 2 * MARGIN) / float(lane.length_s)
    ground = f'x="{MARGIN}" y="{top + 8}" width="{WIDTH - 2 * MARGIN}" height="{LANE}"'
    parts = [
        f'<text x="{MARGIN}" y="{top}">{escape(lane.caption)}</text>',
        f'<rect class="ground" {ground}/>',
    ]
    parts += [
        f'<polygon fill="{colour[s.signal]}" points="{_outline(s, scale, top + 8)}"/>'
        for s in lane.stretches
    ]
    for at_s in ticks(lane.length_s, 14):
        x = MARGIN + float(at_s) * scale
        anchor = "end" if x > WIDTH - 2 * MARGIN else "start" if x < 2 * MARGIN else "middle"
        foot = top + 8 + LANE
        parts.append(f'<path class="tick" d="M{x:.1f} {foot}v5"/>')
        parts.append(
            f'<text class="axis" x="{x:.1f}" y="{foot + 18}" text-anchor="{anchor}">'
            f"{escape(lane.label(at_s))}</text>"
        )
    return parts


def _outline(stretch: Stretch, scale: float, top: int) -> str:
    """Return the corners of a stretch: its pitch above, the ground below."""
    points = list(turning_points(stretch))
    inner_s = stretch.tone.contour_s
    if isinstance(stretch.tone.contour, Steady) or (inner_s and float(inner_s) * scale < 2):
        points = [(stretch.start_s, points[0][1] * 0 + 1), (stretch.end_s, points[0][1] * 0 + 1)]
    left, right = (MARGIN + float(t) * scale for t in (stretch.start_s, stretch.end_s))
    over = " ".join(
        f"{MARGIN + float(at_s) * scale:.2f},{top + LANE * (0.75 - 0.75 * float(h)):.1f}"
        for at_s, h in points
    )
    return f"{left:.2f},{top + LANE} {over} {right:.2f},{top + LANE}"
