"""Whether stderr goes to the journal of systemd, and what its lines look like then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from siren.cli.journald import ERROR, INFO, WARNING, is_journald, prefixed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_stream_that_the_service_was_started_with(tmp_path: Path) -> None:
    with (tmp_path / "stream").open("w") as stream, (tmp_path / "other").open("w") as other:
        state = os.fstat(stream.fileno())
        environ = {"JOURNAL_STREAM": f"{state.st_dev}:{state.st_ino}"}
        assert is_journald(environ, stream.fileno())
        assert not is_journald(environ, other.fileno())
        assert not is_journald({}, stream.fileno())
        assert not is_journald({"JOURNAL_STREAM": "nonsense"}, stream.fileno())


def test_a_closed_stderr_is_no_journal() -> None:
    read, write = os.pipe()
    os.close(read)
    os.close(write)
    assert not is_journald({"JOURNAL_STREAM": "1:1"}, write)


def test_every_line_has_its_priority() -> None:
    assert prefixed("armed", INFO) == "<6>armed"
    assert prefixed("stepped\nconfirm", WARNING) == "<4>stepped\n<4>confirm"
    assert prefixed("", ERROR) == "<3>"
