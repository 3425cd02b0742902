"""A journal that is not as it was written: what was done to it, and in which line."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.errors import JournalFailed
from siren.firing.chain import BEGINNING, line_of
from siren.firing.verification import read, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Put = Callable[[Iterable[bytes]], Path]

COUNT = 10
PAGE = Path(__file__).parents[2] / "docs" / "journal.md"


def journal(count: int = COUNT, *, note: str = "空袭") -> list[bytes]:
    lines, prev, at = [], BEGINNING, datetime(2026, 11, 22, 10, 29, tzinfo=UTC)
    for number in range(1, count + 1):
        prev, line = line_of("firing", {"note": note}, prev=prev, seq=number, at=at)
        lines.append(line)
    return lines


LINES = journal()
HEAD = LINES[-1][10:74].decode()


@pytest.fixture(scope="module")
def put(tmp_path_factory: pytest.TempPathFactory) -> Put:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"

    def write(lines: Iterable[bytes]) -> Path:
        path.write_bytes(b"".join(lines))
        return path

    return write


def faulty_lines(path: Path, head: str | None = None) -> list[int | None]:
    return [fault.line for fault in verify(path, head).faults]


def test_an_intact_journal(put: Put) -> None:
    assert verify(put(LINES)) == (COUNT, HEAD, (), 0)
    assert verify(put(LINES), HEAD).ok


def test_none_and_an_empty_one_are_intact_but_have_no_head(tmp_path: Path, put: Put) -> None:
    for path in (tmp_path / "journal.jsonl", put([])):
        assert verify(path) == (0, None, (), 0)
        assert "the tail was cut or this is another journal" in verify(path, HEAD).faults[0].fault


@given(place=st.integers(0, sum(map(len, LINES)) - 1), change=st.integers(1, 255))
def test_any_changed_byte_is_found_in_its_line(put: Put, place: int, change: int) -> None:
    content = bytearray(b"".join(LINES))
    number = content[:place].count(b"\n") + 1
    content[place] ^= change
    assert faulty_lines(put([bytes(content)]))[0] == number


@given(start=st.integers(0, COUNT - 2), count=st.integers(1, COUNT - 1))
def test_removed_lines_are_found_but_at_the_end(put: Put, start: int, count: int) -> None:
    rest = LINES[start + count :]
    found = faulty_lines(put(LINES[:start] + rest))
    assert found == ([start + 1] if rest else [])


@given(st.integers(1, COUNT))
def test_a_cut_tail_is_found_by_the_head(put: Put, count: int) -> None:
    path = put(LINES[:-count])
    assert verify(path).ok
    assert "the tail was cut" in verify(path, HEAD).faults[0].fault


@given(st.lists(st.integers(0, COUNT - 1), min_size=2, max_size=2, unique=True))
def test_exchanged_lines_are_found(put: Put, places: list[int]) -> None:
    first, second = sorted(places)
    lines = LINES.copy()
    lines[first], lines[second] = lines[second], lines[first]
    assert faulty_lines(put(lines))[0] == first + 1


@given(place=st.integers(0, COUNT), line=st.sampled_from(LINES))
def test_a_line_put_in_again_is_found(put: Put, place: int, line: bytes) -> None:
    found = faulty_lines(put([*LINES[:place], line, *LINES[place:]]))
    assert found[0] in (place + 1, place + 2)  # the later one where it stands beside itself


def test_a_line_rewritten_with_its_hash_is_found_by_the_next(put: Put) -> None:
    other = journal(note="nothing happened")[4]
    found = verify(put([*LINES[:4], other, *LINES[5:]])).faults
    assert [fault.line for fault in found] == [5, 6]
    assert "a line was removed, moved or rewritten before it" in found[1].fault


def test_every_fault_is_reported_and_each_once(put: Put) -> None:
    lines = LINES.copy()
    lines[2] = lines[2].replace(b"firing", b"wiring")
    lines[5] = lines[5][:10] + b"0" * 64 + lines[5][74:]
    lines[7] = b"not a line\n"
    found = verify(put([*lines, b'{"hash'])).faults
    assert [(fault.line, fault.kind) for fault in found] == [
        (3, "changed"),
        (6, "changed"),
        (8, "changed"),
        (11, "torn"),
    ]
    assert found[0].fault == "line 3 was changed (its hash does not match)"
    assert found[2].fault == "line 8 is no line of a journal: it does not begin with a hash"


def test_a_wrong_number_is_found_though_the_chain_fits(put: Put) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    line = line_of("ended", {}, prev=HEAD, seq=COUNT + 2, at=at)[1]
    assert verify(put([*LINES, line])).faults[0].fault == "line 11 has seq 12, not 11"


def test_a_torn_line_is_a_fault_but_breaks_nothing(put: Put) -> None:
    found = verify(put([*LINES[:-1], LINES[-1][:-1]]))
    assert (found.lines, found.torn_bytes) == (COUNT - 1, len(LINES[-1]) - 1)
    assert not found.ok
    assert found.broken is None


def test_the_head_of_an_earlier_line_says_how_many_came_after(put: Put) -> None:
    def sentence(number: int) -> str:
        return verify(put(LINES), LINES[number - 1][10:74].decode()).faults[0].fault

    assert sentence(7).startswith("3 lines came after line 7, which has the hash ")
    assert sentence(9).startswith("1 line came after line 9")


def test_what_can_be_read_is_read(put: Put) -> None:
    lines = LINES.copy()
    lines[2] = lines[2].replace(b"firing", b"wiring")
    entries, found = read(put([*lines, b"{"]))
    assert [entry.seq for entry in entries] == [1, 2, *range(4, COUNT + 1)]
    assert len(found.faults) == 2


def test_a_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalFailed, match="is a directory"):
        verify(tmp_path)


class TestTheVerifierOfThePage:
    """The program in docs/journal.md agrees with ours."""

    def run(self, path: Path) -> subprocess.CompletedProcess[str]:
        program = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-W", "ignore", "-c", program, str(path)],
            capture_output=True,
            text=True,
        )

    def test_it_passes_an_intact_journal(self, put: Put) -> None:
        assert self.run(put(LINES)).stdout == f"head {HEAD}\n"

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            ([*LINES[:3], LINES[3].replace(b"firing", b"wiring")], "line 4 is not as it was"),
            ([*LINES[:3], b"x" + LINES[3][1:]], "line 4 is not as it was"),
            ([*LINES[:3], LINES[3][:-1]], "line 4 is not as it was"),
            ([*LINES[:3], *LINES[4:]], "line 4 does not follow"),
            (LINES[1:], "line 1 does not follow"),
        ],
    )
    def test_it_finds_what_we_find(self, put: Put, lines: list[bytes], sentence: str) -> None:
        done = self.run(put(lines))
        assert done.returncode == 1
        assert done.stderr.startswith(sentence)
        assert not verify(put(lines)).ok


@settings(max_examples=30)
@given(st.integers(0, sum(map(len, LINES))))
def test_a_journal_cut_anywhere_is_at_most_torn(put: Put, place: int) -> None:
    found = verify(put([b"".join(LINES)[:place]]))
    assert found.broken is None
    assert found.ok == (found.torn_bytes == 0)
