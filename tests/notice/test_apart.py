"""Documents that mean harm: whatever they do, they do it elsewhere, and not for long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from siren.errors import NotInstalled, UnreadableNotice
from siren.notice.apart import read_apart
from siren.notice.limits import MAX_BYTES
from tests.notice import made

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.alone


def test_a_document_that_takes_too_long_is_ended() -> None:
    line = b"BT /F 9 Tf 1 1 Td (%s) Tj ET\n" % (b"a" * 1000)
    endless = made.raw_pdf(made.deflated(line, 90_000))
    began_s = time.monotonic()
    with pytest.raises(UnreadableNotice, match=r"^n\.pdf: .*takes too much time or memory"):
        read_apart("pdf", endless, "n.pdf", most_s=1.0)
    assert time.monotonic() - began_s < 3.0


def test_a_stream_that_unpacks_to_gigabytes_breaks_its_reader_alone() -> None:
    bomb = made.raw_pdf(made.deflated(b" " * 1_000_000, 4000))
    assert len(bomb) < MAX_BYTES
    with pytest.raises(UnreadableNotice, match=r"^n\.pdf: .*takes too much time or memory"):
        read_apart("pdf", bomb, "n.pdf")


def test_a_library_that_is_missing_is_named_by_its_extra() -> None:
    with pytest.raises(
        NotInstalled, match=r"^n\.pdf needs pypdfium2, .*: pip install 'siren-drill\[doc"
    ) as c:
        read_apart("pdf", b"%PDF", "n.pdf", find=lambda _library: None)
    assert c.value.exit_code == 1
    assert c.value.said_in("zh").endswith("：pip install 'siren-drill[documents]'")


def test_no_module_is_taken_from_the_folder_that_siren_is_called_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("open('taken', 'w').close()\nraise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert read_apart("html", "<html><body>防空警报".encode(), "n.html").strip() == "防空警报"
    assert not (tmp_path / "taken").exists()


def test_a_reader_that_cannot_be_started_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(UnreadableNotice, match=r"^n\.pdf: .* could not be started \(no such file"):
        read_apart("pdf", b"%PDF", "n.pdf")
