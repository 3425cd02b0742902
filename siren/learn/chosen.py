"""Which signals a listening test asks for: those of a drill, or those that were named."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from siren import library
from siren.drill import Drill
from siren.errors import Misuse
from siren.learn.differences import sound_alike
from siren.learn.listening import FEWEST, MOST
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.signal import Signal
    from siren.text import Text


class Taught(NamedTuple):
    """What is to be learned: signals, and the drill that they are of; None: of none."""

    signals: tuple[Signal, ...]
    drill: Drill | None


def signals_of(drill: Drill) -> tuple[Signal, ...]:
    """Return the signals of a drill, each once, in the order in which they are sounded."""
    return tuple({firing.signal.id: firing.signal for firing in drill.firings}.values())


def named(ids: Iterable[str]) -> tuple[Signal, ...]:
    """Return signals by id or path, each once; raises UnknownName, InvalidFile and Misuse."""
    return tuple(_signal(name) for name in dict.fromkeys(ids))


def _signal(name: str) -> Signal:
    found = library.find_sound(name)
    if isinstance(found, Drill):
        raise Misuse(
            phrase(
                f"{name} is a drill, not a signal; for all of its signals: --drill {name}",
                f"{name} 是演习，不是信号；要用其全部信号请用 --drill {name}",
            )
        )
    return found


def checked(signals: Sequence[Signal]) -> Sequence[Signal]:
    """Return signals that can be told apart; raises Misuse for too few, too many, or equal ones."""
    if (fault := why_no_test(signals)) is not None:
        raise Misuse(fault)
    return signals


def why_no_test(signals: Sequence[Signal]) -> Text | None:
    """Return why no test can ask for these signals; None: one can."""
    if not FEWEST <= len(signals) <= MOST:
        count = len(signals)
        return phrase(
            f"a listening test takes {FEWEST} to {MOST} signals, not {count}: --signals ID,ID,...",
            f"听辨测试需要 {FEWEST} 至 {MOST} 个信号，现为 {count} 个：--signals ID,ID,...",
        )
    for one, other in combinations(signals, 2):
        if sound_alike(one, other):
            return phrase(
                f"{one.id} and {other.id} are the same sound: nobody can tell them apart; "
                "leave one of them out",
                f"{one.id} 与 {other.id} 声音完全相同，无法听辨；请去掉其中一个",
            )
    return None
