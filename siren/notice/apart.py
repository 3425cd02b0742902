"""A document's bytes -> its text, read in a process of its own.

A document may mean harm, or just be broken. Its reader has so much time and memory; what it does
within them hurts nobody, and a crash of its library is a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from siren.errors import NotInstalled, UnreadableNotice
from siren.notice.limits import MAX_READING_S
from siren.os_reason import reason_of
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

EXTRA = "documents"
"""What pip calls the libraries of all readers together."""

LIBRARIES = {"pdf": "pypdfium2", "docx": "lxml", "html": "lxml"}
"""What each reader imports."""

TOO_MUCH = phrase(
    "cannot be read: it takes too much time or memory, or is damaged",
    "无法读取：占用时间或内存过多，或文件已损坏",
)


def read_apart(
    kind: Literal["pdf", "docx", "html"],
    content: bytes,
    name: str,
    *,
    most_s: float = MAX_READING_S,
    find: Callable[[str], object] = find_spec,
) -> str:
    """Return the text of a document.

    Parameters
    ----------
    kind, content
        What it is, and its bytes; of a page in UTF-8.
    name
        What messages call it.
    most_s
        Its reader is ended after this long.
    find
        Tells whether a library is installed, by None where it is not.

    Raises
    ------
    UnreadableNotice
        For what its reader cannot read, or not within its limits.
    NotInstalled
        Where the library for it is not installed.
    """
    if find(LIBRARIES[kind]) is None:
        raise NotInstalled(phrase(name, f"{name} "), LIBRARIES[kind], EXTRA)
    try:
        said = _heard(kind, content, most_s)
    except OSError as error:
        raise UnreadableNotice(name, _not_started(error)) from error
    if said is None:
        raise UnreadableNotice(name, TOO_MUCH)
    if "cannot" in said:
        raise UnreadableNotice(name, Text.of(said["cannot"]))
    return str(said["text"])


def _not_started(error: OSError) -> Text:
    why = reason_of(error)
    return phrase(
        f"cannot be read: its reader could not be started ({why.english})",
        f"无法读取：无法启动读取程序（{why.said_in('zh')}）",
    )


def _heard(kind: str, content: bytes, most_s: float) -> dict[str, dict[str, str]] | None:
    """Return what the reader said; None where it was ended, or ended itself."""
    # -P: the folder that siren is called in may be anybody's; no module is taken from it.
    command = [sys.executable, "-P", "-m", "siren.notice.documents", kind]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=most_s,
            env=environment,
            check=True,
        )
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        return None
