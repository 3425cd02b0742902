"""The page for contributors and the reader say the same; the file to copy passes the check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siren import library
from siren.errors import InvalidFile
from siren.files.document import read_text
from siren.files.systems import parse_system
from siren.review.review import review

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "contribute.md").read_text(encoding="utf-8")
TEMPLATE = ROOT / "examples" / "xx-new-country.toml"


def known_keys() -> dict[str, set[str]]:
    """Return the keys that the reader knows in each table of the template.

    A key that nobody knows is put into every table; the reader tells which it does know.
    """
    text = TEMPLATE.read_text(encoding="utf-8")
    text = re.sub(r"^(\[.*?\]+)", r"\1\nzzz = 1", text, flags=re.MULTILINE)
    text = re.sub(r"\{ (?!en\b)", "{ zzz = 1, ", text)
    with pytest.raises(InvalidFile, match="an unknown key") as caught:
        parse_system(read_text(text, "x.toml"))
    tables: dict[str, set[str]] = {}
    for fault in caught.value.faults:
        assert (fault.key.endswith("zzz"), fault.found.english) == (True, "an unknown key")
        kind = re.sub(r"\[.*?\]", "", fault.key.removesuffix(".zzz"))
        tables.setdefault(kind, set()).update(
            fault.allowed.english.removeprefix("only ").split(", ")
        )
    return tables


KEYS = {(table, key) for table, keys in known_keys().items() for key in keys}


def test_the_reader_was_asked_for_the_keys_of_every_table() -> None:
    tables = {table for table, _ in KEYS}
    assert {"system", "signal", "test", "signal.pattern", "signal.disagreements"} <= tables
    assert {"test.steps", "test.moved", "signal.replays", "signal.replays.plays"} <= tables
    assert {("signal.pattern.group", "hz_from"), ("signal.pattern", "rise_s")} <= KEYS
    assert len(KEYS) > 70


@pytest.mark.parametrize(("table", "key"), sorted(KEYS))
def test_the_page_names_every_key_that_the_reader_knows(table: str, key: str) -> None:
    code = " ".join(re.findall(r"```.*?```|`[^`]+`", PAGE, re.DOTALL))
    assert re.search(rf"(?<![\w-]){key}(?![\w-])", code), f"{key} of {table}"


@pytest.mark.parametrize(("table", "key"), sorted(KEYS))
def test_the_file_to_copy_has_every_key(table: str, key: str) -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    assert re.search(rf"(?<![\w-]){key}( *=|\]\])", text), f"{key} of {table}"


def test_every_key_of_the_tables_on_the_page_is_one_that_the_reader_knows() -> None:
    known = {key for _, key in KEYS}
    for section in re.findall(r"\n\| key \| must \| value \|\n\|.*?\n(.*?)\n\n", PAGE, re.DOTALL):
        for row in section.splitlines():
            assert set(re.findall(r"`(\w+)`", row.split("|")[1])) <= known, row


def test_the_file_to_copy_passes_the_check() -> None:
    found = review(TEMPLATE)
    assert found.faults == ()
    assert [remark.words.english for remark in found.remarks] == [
        "XX is a code for private use, and no country's: an example?"
    ]


def test_the_worked_example_passes_the_check(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(\[system\].*?)```", PAGE, re.DOTALL)
    path = tmp_path / "xx-sirens.toml"
    path.write_text(example, encoding="utf-8")
    found = review(path)
    assert found.faults == ()
    assert [remark.key for remark in found.remarks] == ["system.country"]


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_the_counts_that_are_told_are_true(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    signals = list(library.signals())
    true = {
        "countries": len({signal.country for signal in signals}),
        "signals": len(signals),
    }
    told = re.findall(r"\b(\d+) (countries|signals)\b", text)
    assert told
    for count, what in told:
        assert int(count) == true[what], f"{name} says {count} {what}: write {true[what]}"
