"""One line of the GO / NO-GO board."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siren.text import Text


class State(StrEnum):
    """How a precondition stands.

    Amber is a remark, or what cannot be known from here.
    """

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Check(NamedTuple):
    """A precondition.

    Attributes
    ----------
    value
        What was found, with its figure.
    action
        What to do about it; None: nothing is to be done.
    of
        The label of the destination that it is about; None: it is about the whole drill.
    can_be_allowed
        Whether a drill may be armed all the same, with ``--allow NAME``.
    """

    name: str
    state: State
    value: Text
    action: Text | None = None
    of: str | None = None
    can_be_allowed: bool = False


def green(name: str, value: Text, *, of: str | None = None) -> Check:
    """Return a precondition that is met."""
    return Check(name, State.GREEN, value, None, of)


def amber(name: str, value: Text, action: Text, *, of: str | None = None) -> Check:
    """Return a remark, or what cannot be known."""
    return Check(name, State.AMBER, value, action, of)


def red(
    name: str, value: Text, action: Text, *, of: str | None = None, can_be_allowed: bool = False
) -> Check:
    """Return a precondition that is not met."""
    return Check(name, State.RED, value, action, of, can_be_allowed)
