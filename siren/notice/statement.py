"""All that a notice says of one signal, in the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siren.notice.cycles import Phrase
    from siren.notice.names import NameMention
    from siren.notice.times import TimeMention
    from siren.units import Seconds


@dataclass(slots=True)
class Statement:
    """All that a notice says of one signal.

    Attributes
    ----------
    names
        Where its name stands; the first that more is said of comes first.
    times
        When it sounds, as far as the notice says so beside its name.
    ends
        Moments at which it ends.
    words
        How it sounds.
    """

    names: list[NameMention]
    times: list[TimeMention] = field(default_factory=list)
    ends: list[TimeMention] = field(default_factory=list)
    words: list[Phrase] = field(default_factory=list)
    round_gap_s: Seconds | None = None

    @property
    def row(self) -> int:
        """What tells it from other signals: its row in the table of names."""
        return self.names[0].row

    @property
    def says_nothing(self) -> bool:
        """Whether it is but a name."""
        return not (self.times or self.words)
