"""Reads one document from standard input; says its text, or why not, as JSON on standard output.

::

    python -m siren.notice.documents pdf < notice.pdf
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from siren.notice.documents.cannot import CannotRead
from siren.notice.limits import MAX_MEMORY_BYTES


def main() -> None:
    """Read standard input as what the first argument names."""
    _bound_memory()
    reader = import_module(f"siren.notice.documents.{sys.argv[1]}")
    try:
        said = {"text": reader.text_of(sys.stdin.buffer.read())}
    except CannotRead as error:
        said = {"cannot": error.said.as_dict()}
    sys.stdout.write(json.dumps(said))


def _bound_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return  # not every system has such limits; that of time holds everywhere


if __name__ == "__main__":
    main()
