"""What the journal is told of a drill when it is armed, beside what its orders say."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from siren.drill import Drill
from siren.preflight.verdict import noted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.orders import Outlay
    from siren.preflight.check import Check
    from siren.text import Text


def about(outlay: Outlay, text: str, checks: Sequence[Check], second: str | None) -> dict[str, Any]:
    """Return facts that all destinations of a drill share.

    Parameters
    ----------
    text
        What was told, and confirmed.
    checks
        The board; empty where nobody looked.
    second
        Who agreed as well.
    """
    return {
        "party": secrets.token_hex(4),
        "title": outlay.plan.title.as_dict(),
        "timezone": outlay.plan.timezone,
        **(_of_drill(outlay.subject.source) if isinstance(outlay.subject.source, Drill) else {}),
        "voice": outlay.voice.id,
        "level_db": outlay.request.level_db,
        "checks": noted(checks),
        "second": second,
        "text": text,
    }


def _of_drill(drill: Drill) -> dict[str, Any]:
    return {
        "place": _words(drill.place),
        "authority": _words(drill.authority),
        "document": drill.document,
        "announced": drill.announced and drill.announced.isoformat(),
    }


def _words(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.as_dict()
