"""The page as a file: whole, small, and nothing in it reaches out."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from siren import library
from siren.learn.chosen import Taught, signals_of
from siren.learn.content import content
from siren.learn.page import PARTS, SCRIPTS, page, words
from siren.learn.sounds import Sounds
from siren.text import phrase
from siren.voice import GatedVoice

DRILL = library.drill("yangjiang-2023")
FETCHING = "src|srcset|href|action|poster|data"
REACHING_OUT = r"url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\("
LARGEST_BYTES = 3_000_000

SCRIPT = "".join((PARTS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
TEMPLATE = (PARTS / "page.html.jinja").read_text(encoding="utf-8")


def made(*languages: str, title: str | None = None, world: bool = False) -> str:
    voice = library.voice("electronic")
    assert isinstance(voice, GatedVoice)
    drill = DRILL._replace(title=phrase(title, title)) if title else DRILL
    sounds = Sounds(voice)
    shown = {signal.id for signal in signals_of(drill)}
    others = [one for one in library.signals() if world and one.id not in shown]
    told = content(Taught(signals_of(drill), drill), others, sounds)
    return page(told, sounds, languages or ("zh", "en"), lambda _: None)


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


class TestTheFile:
    def test_is_small_with_every_signal_of_the_world(self) -> None:
        text = made(world=True)
        assert len(text.encode()) < LARGEST_BYTES
        assert len(data_of(text)["world"]) > 200

    def test_fetches_nothing(self) -> None:
        data = r'(?s)(<script type="application/json" id="data">).*?</script>'
        markup = re.sub(data, "", made())
        fetched = re.findall(rf"""(?:{FETCHING})\s*=\s*["']?([^"'\s>]+)""", markup)
        assert [one for one in fetched if not one.startswith(("#", "data:image/"))] == []
        assert re.findall(REACHING_OUT, markup) == []
        assert set(re.findall(r"https?://[^\s'\"]+", markup)) == {"http://www.w3.org/2000/svg"}

    def test_forbids_all_that_comes_from_elsewhere(self) -> None:
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made())
        assert policy
        assert policy[1].startswith("default-src 'none'; ")
        assert not re.search(r"https?:|\*|unsafe-eval", policy[1])

    @pytest.mark.parametrize(
        ("languages", "lang", "title"),
        [
            (("zh", "en"), "zh-Hans", "防空警报：听得懂，分得清"),
            (("en",), "en", "Sirens: hear them, tell them apart"),
        ],
    )
    def test_begins_in_its_first_language(
        self, languages: tuple[str, ...], lang: str, title: str
    ) -> None:
        text = made(*languages)
        assert f'<html lang="{lang}">' in text
        assert f"<title>{title}</title>" in text
        assert data_of(text)["languages"] == [*languages]

    @pytest.mark.parametrize("title", ["</script><b>", "<!--<script>", "a\u2028b", '"\\'])
    def test_no_title_can_end_its_script(self, title: str) -> None:
        text = made(title=title)
        assert text.count("</script>") == 2
        assert data_of(text)["drill"]["title"]["en"] == title
        assert "<b>" not in text


class TestTheWords:
    def test_each_is_there_in_both_languages(self) -> None:
        for key, said in words().items():
            assert said.keys() == {"en", "zh"}, key
            assert all(text.strip() for text in said.values()), key

    def test_both_languages_have_the_same_values_filled_in(self) -> None:
        for key, said in words().items():
            en, zh = (set(re.findall(r"\{(\w*)\}", said[code])) for code in ("en", "zh"))
            assert en == zh, key

    def test_the_template_and_the_scripts_use_all_of_them_and_no_others(self) -> None:
        assert used_keys() == words().keys()

    def test_what_a_script_says_is_filled_in(self) -> None:
        calls = re.findall(r'words\("(\w+)"(, \{[^}]*\})?\)', SCRIPT)
        assert len(calls) > 40
        for key, values in calls:
            given = set(re.findall(r"(?<![.\w?])(\w+)(?=\s*[:,}])", values))
            for name in re.findall(r"\{(\w+)\}", words()[key]["en"]):
                assert name in given, key


def used_keys() -> set[str]:
    """Return every key that is looked up, those made of a beginning and a value too."""
    known = set(words())
    lookups = set(re.findall(r"\bsay\.(\w+)", TEMPLATE)) | set(
        re.findall(r'data-say(?:-label)?="(\w+)"', TEMPLATE)
    )
    lookups |= set(re.findall(r'words\("(\w+)"', SCRIPT))
    beginnings = re.findall(r"words\(`(\w+_)\$\{", SCRIPT)
    lookups |= {key for key in known for begin in beginnings if key.startswith(begin)}
    assert beginnings
    # words(key) and words(is ? "one" : "other"): their keys stand as strings, or name a fact
    strings = set(re.findall(r'"(\w+)"', SCRIPT)) | set(re.findall(r"(\w+): \(signal\) =>", SCRIPT))
    return lookups | (known & strings)
