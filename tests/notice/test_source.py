"""A notice from a file or standard input, whatever it is; or one sentence why not."""

from __future__ import annotations

import hashlib
import os
import threading
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.errors import Misuse, UnknownName, UnreadableNotice
from siren.notice.limits import MAX_BYTES, MAX_CHARACTERS
from siren.notice.source import Source, read_source
from tests.notice import made
from tests.notice.sentences import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "\n".join(SIMPLIFIED)
PAGE = '<html><head><meta charset="gb2312"></head><body><p>{}</p></body></html>'


def heard(content: bytes, encoding: str | None = None) -> Source:
    return read_source("-", BytesIO(content), encoding)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(path: Path) -> Source:
    return read_source(str(path), BytesIO())


def test_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "通告.txt"
    file.write_bytes(WORDS.replace("\n", "\r\n").encode("gb18030"))
    assert read(file) == Source(WORDS, "通告.txt", "text", "gb18030", sha256(file.read_bytes()))


def test_standard_input() -> None:
    text = "\n".join(TRADITIONAL)
    content = text.encode("big5")
    assert heard(content) == Source(text, "stdin", "text", "big5", sha256(content))


def test_a_named_pipe_is_read_once_and_hashed_as_it_was_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(WORDS, "utf-8"))
    writer.start()
    source = read(pipe)
    writer.join()
    assert source == Source(WORDS, "pipe", "text", "utf-8", sha256(WORDS.encode()))


@given(st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.sampled_from(["\0", "\f", "\x0b"]))
def test_stray_control_characters_are_no_reason_to_refuse(codec: str, stray: str) -> None:
    text = heard(f"{WORDS}{stray}{WORDS}".encode(codec)).text
    assert text.replace("\n", "") == (WORDS + WORDS).replace("\n", "")


def test_documents_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    pdf = tmp_path / "notice.docx"
    pdf.write_bytes(made.pdf(made.lines_drawn(["防空警报试鸣"])))
    assert read(pdf)[:4] == ("防空警报试鸣", "notice.docx", "pdf", None)
    docx = tmp_path / "notice.pdf"
    docx.write_bytes(made.docx(lambda document: document.add_paragraph("防空警报试鸣")))
    assert read(docx)[:4] == ("防空警报试鸣", "notice.pdf", "docx", None)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_page_in_any_encoding_whatever_it_says(codec: str) -> None:
    source = heard(PAGE.format("定于9月18日试鸣防空警报").encode(codec))
    assert (source.text, source.format) == ("定于9月18日试鸣防空警报", "html")


def test_an_encoding_that_somebody_names() -> None:
    text = "定于9月18日试鸣\n"
    assert heard(text.encode("utf-16-le"), "utf-16-le").text == text
    assert heard(PAGE.format("试鸣").encode("utf-16-le"), "utf-16-le").format == "html"
    with pytest.raises(UnknownName, match="no encoding is called 'big6'; did you mean 'big5'"):
        heard(text.encode(), "big6")
    with pytest.raises(Misuse, match="stdin is a PDF file, which needs no --encoding"):
        heard(b"%PDF-1.4", "gbk")


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xff\xfe", "holds no text"),
        (b"<html><body></body></html>", "holds no text"),
        (bytes(range(256)) * 4, r"is no text, PDF, Word document \(\.docx\) or HTML page"),
        (OLD_WORD, r"is a document of an older kind .*: save it as \.docx, or as PDF"),
        (rb"{\rtf1\ansi notice}", "is a document of an older kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture: type its words into a text file"),
        (b"Rar!\x1a\x07" + bytes(50), "is an archive: unpack it"),
        (b"%PDF-1.7 nothing follows", "is a damaged PDF"),
        (b"PK\x03\x04 nothing follows", "is a damaged Word document"),
        (b"9" * (MAX_BYTES + 1), "is larger than 10 MB"),
        (b"9" * (MAX_CHARACTERS + 1), "has more than 1,000,000 characters"),
    ],
)
def test_what_is_no_notice_is_said_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableNotice, match=f"^stdin: {said}") as caught:
        heard(content)
    assert caught.value.exit_code == 2
    assert caught.value.said_in("zh").startswith("stdin：")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_sentence(content: bytes) -> None:
    if content.startswith(b"PK") or b"<" in content or b"%PDF" in content:
        return  # a process each
    try:
        assert heard(content).text.strip()
    except UnreadableNotice as error:
        assert str(error).startswith("stdin: ")  # noqa: PT017


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "notice-2025.txt").touch()
    with pytest.raises(UnreadableNotice, match=r"no such file; did you mean 'notice-2025\.txt'\?"):
        read(tmp_path / "notice-2026.txt")
    with pytest.raises(UnreadableNotice, match=r"there is no such file$"):
        read(tmp_path / "zzz")
    with pytest.raises(UnreadableNotice, match="there is no such folder"):
        read(tmp_path / "none" / "notice-2025.txt")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableNotice, match="is a folder; name a file in it"):
        read(tmp_path)
    with pytest.raises(UnreadableNotice, match=r"cannot be read \(.*null"):
        read_source("a\0b", BytesIO())
    with pytest.raises(UnreadableNotice, match=r"cannot be read \(file name too long\)"):
        read(tmp_path / ("x" * 300))
    (tmp_path / "file").touch()
    with pytest.raises(UnreadableNotice, match=r"cannot be read \(not a directory\)"):
        read(tmp_path / "file" / "notice.txt")
