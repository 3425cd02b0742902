"""The documentation is true: generated pages are current, examples parse, commands exist."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from siren import library
from siren.cli.main import cli
from siren.files.document import read_text
from siren.files.drills import parse_drill, parse_template
from siren.files.systems import parse_system
from siren.files.voices import parse_voice

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TOML_BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    )
]


A_FILE_TO_COPY = next(block.values[0] for block in TOML_BLOCKS if "xx-example" in str(block.values))


def test_generated_pages_are_current() -> None:
    pages: Callable[[], dict[str, str]] = runpy.run_path(str(ROOT / "docs" / "generate.py"))[
        "pages"
    ]
    for name, text in pages().items():
        current = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert current == text, f"docs/{name} is old: run python docs/generate.py"


def page_of_signals() -> str:
    return (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")


def test_the_page_of_signals_has_every_one_with_a_picture_and_what_is_known() -> None:
    part = r"^#### `([^`]+)`.*?\n(.*?)(?=^##|^<a|\Z)"
    sections = re.findall(part, page_of_signals(), re.MULTILINE | re.DOTALL)
    assert sorted(name for name, _ in sections) == sorted(library.names("signals"))
    for name, section in sections:
        assert re.search(r"```text\n.+\n.*[█▓▒░▁-▇▌▐].*\n0:00", section), name
        for fact in ("length", "meaning", "about", "pitch", "status", "confidence", "sources"):
            assert f"\n- **{fact}**: " in section, (name, fact)
    text = dict(sections)["ch-water-alarm"]
    assert "- **sounded**: 2 times, at most 300 s (300 s here) apart: 16:40 in all\n" in text
    assert "- **assumed**: 5 min before it sounds again, the most that" in text


def test_the_page_of_signals_has_every_public_test_with_its_rule() -> None:
    tests = re.findall(r"^#### Public test `([^`]+)`", page_of_signals(), re.MULTILINE)
    assert sorted(tests) == sorted(library.names("tests"))
    assert "- **held**: every Saturday at 12:00 (Europe/Vienna)\n" in page_of_signals()


def test_every_country_is_in_the_index_of_the_page_of_signals() -> None:
    for code in {system.country for system in library.systems(with_tests=False)}:
        name, anchor = library.country(code), code.lower()
        assert f"| {code} | [{name.english}](#{anchor}) |" in page_of_signals()
        assert f'<a id="{anchor}"></a>\n\n## {code}: ' in page_of_signals()


def test_what_is_said_to_be_left_out_is_left_out() -> None:
    page = (ROOT / "docs" / "signals-left-out.md").read_text(encoding="utf-8")
    left_out = set(re.findall(r"^\| `([^`]+)` \| [A-Z]{2}: ", page, re.MULTILINE))
    assert len(left_out) > 20
    assert left_out.isdisjoint(library.names("signals"))


@pytest.mark.parametrize("block", TOML_BLOCKS)
def test_complete_toml_examples_parse(block: str) -> None:
    document = read_text(block, "example.toml")
    if document.has("system"):
        assert parse_system(document).signals
    elif document.has("drill"):
        assert parse_drill(document, library.signal).firings
    elif document.has("template"):
        assert parse_template(document, library.signal).firings
    elif document.has("voice"):
        assert parse_voice(document).id


def test_the_example_of_a_public_test_parses_behind_the_file_to_copy() -> None:
    blocks = [str(block.values[0]) for block in TOML_BLOCKS]
    [block] = [block for block in blocks if block.startswith("[[test]]")]
    document = read_text(f"{A_FILE_TO_COPY}\n{block}", "example.toml")
    [test] = parse_system(document, lambda: ["xx-all-clear"]).tests
    assert test.rrule
    assert test.moved
    assert test.seen


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = cli.commands[name]
    assert command.help
    assert "Example" in command.help
    assert f"siren {name}" in command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_commands_in_the_readme_exist() -> None:
    words = [
        shlex.split(line)
        for block in re.findall(r"```sh\n(.*?)```", PAGES[0].read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if re.match(r"(\.venv/bin/)?siren ", line)
    ]
    assert words
    for line in words:
        assert line[1] in cli.commands, line
        parameters = cli.commands[line[1]].params
        known = {name for parameter in parameters for name in parameter.opts}
        assert {word for word in line[2:] if word.startswith("-") and len(word) > 1} <= known
