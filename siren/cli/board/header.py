"""The first line: that it is an exercise, what and where, how, and the time there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.lines import Piece, fitted, line, spread, width_of
from siren.text import phrase

if TYPE_CHECKING:
    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Scene

EXERCISE = phrase("EXERCISE 演习", "演习 EXERCISE")

MODES = {
    "run": phrase("RUN", "鸣响"),
    "dry-run": phrase("DRY RUN", "静默演练"),
    "rehearsal": phrase("REHEARSAL", "预演"),
    "play": phrase("DEMONSTRATION", "演示"),
    "all-clear": phrase("ALL-CLEAR", "解除警报"),
}

SILENT = phrase(": NOTHING IS HEARD", "：不发声")

BAR = "bold reverse"


def header(scene: Scene, width: int, language: str) -> list[Line]:
    """Return one row; two where one would cut off where the drill is."""
    time = f"{scene.now:%H:%M:%S} "
    mode = mode_words(scene, language)
    title = f" {EXERCISE.said_in(language)}  {title_words(scene, language)}  "
    whole = line(Piece(title, BAR))
    right = line(Piece(f"{mode}  {scene.zone} {time}", BAR))
    if width_of(whole) + width_of(right) <= width:
        return [spread(whole, right, width, BAR)]
    second = spread(line(f" {mode}"), line(f"{scene.zone} "), width)
    return [spread(whole, line(Piece(time, BAR)), width, BAR), fitted(second, width)]


def title_words(scene: Scene, language: str) -> str:
    """Return the title of the drill and its place."""
    title = scene.title.said_in(language)
    place = scene.place.said_in(language) if scene.place else ""
    return title if not place or place in title else f"{title} · {place}"


def mode_words(scene: Scene, language: str) -> str:
    """Return how the drill is run, and whether anything is heard."""
    words = MODES[scene.mode].said_in(language)
    if scene.speed != 1:
        words += f" ×{scene.speed:g}"
    return words + SILENT.said_in(language) if scene.is_silent else words
