"""Documents that mean harm: whatever they do, they do it elsewhere, and not for long."""

from __future__ import annotations

import time

import pytest

from siren.errors import LibraryMissing, UnreadableNotice
from siren.notice.apart import read_apart
from siren.notice.limits import MAX_BYTES
from tests.notice import made

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
        LibraryMissing, match=r"^n\.pdf: .*; do: pip install 'siren-drill\[doc"
    ) as c:
        read_apart("pdf", b"%PDF", "n.pdf", find=lambda _library: None)
    assert c.value.exit_code == 1
    assert c.value.said_in("zh").endswith("请执行：pip install 'siren-drill[documents]'")
