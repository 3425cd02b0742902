"""What stands on the page, in both languages, and that HTML holds it safely."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.firing.verification import read
from siren.library import signal
from siren.report.gather import report_of
from siren.report.html import html_of
from siren.report.page import page_of
from siren.report.picture import picture_of
from tests.report.journals import SOUND_HASH, Scribe, T

if TYPE_CHECKING:
    from pathlib import Path

    from siren.report.model import Report
    from siren.report.page import Page
    from siren.text import Text

VOID = {"meta", "link", "br", "hr", "img", "rect"}


@pytest.fixture
def scribe(tmp_path: Path) -> Scribe:
    return Scribe(tmp_path / "journal.jsonl")


def names(one: str) -> Text:
    return signal(one).names


def made(scribe: Scribe, drill: str = "yangjiang-2026") -> Report:
    return report_of(read(scribe.journal.path), drill, T + timedelta(hours=1))


def page(scribe: Scribe, lang: str = "en") -> Page:
    return page_of(made(scribe), lang, names)


def values(page: Page) -> dict[str, str]:
    return {field.label: field.value for part in page.sections for field in part.fields}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it; 7 is its level AAA."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Seen(HTMLParser):
    """Collects what a reader of HTML sees, and refuses tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text.append(data)


class TestVerdict:
    def test_all_as_planned(self, scribe: Scribe) -> None:
        scribe.whole(scribe.arm("run"))
        assert page(scribe).is_good
        assert page(scribe).verdict == "All 3 firings were sounded as planned."
        assert page(scribe, "zh").verdict == "共 3 次鸣放全部按计划完成。"
        assert page(scribe).warnings == ()

    def test_one_that_was_late_is_counted(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        for number, outcome in enumerate(("late", "played", "missed"), start=1):
            scribe.end(run, number, outcome)
        assert page(scribe).verdict == (
            "NOT all as planned. Of 3 firings: 1 late, 1 played, 1 missed."
        )
        assert not page(scribe).is_good

    def test_silence_is_said_where_others_were_heard(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        for number in (1, 2, 3):
            scribe.end(run, number, silent=number > 1)
        assert [block.rows[0].outcome for block in page(scribe).blocks] == [
            *("played", "played, silent", "played, silent")
        ]
        assert page(scribe).verdict.startswith("NOT all as planned.")
        scribe.whole(scribe.arm("dry", mode="dry-run", drill="dry"))
        dry = page_of(made(scribe, "dry"), "en", names)
        assert dry.verdict == "All 3 firings went as planned, in silence."
        assert dry.blocks[0].rows[0].outcome == "played"

    def test_an_open_end_is_said_with_what_is_open(self, scribe: Scribe) -> None:
        scribe.arm("run")
        (warning,) = page(scribe).warnings
        assert warning.startswith("NOT YET ENDED. Open: cn-pre-warning 10:29:00, cn-air-raid")

    def test_a_broken_journal_is_no_good_record(self, scribe: Scribe) -> None:
        scribe.whole(scribe.arm("run"))
        with scribe.journal.path.open("ab") as file:
            file.write(b"what is this\n")
        assert not page(scribe).is_good
        assert "THE JOURNAL IS BROKEN: line 12 is no line" in page(scribe).warnings[0]
        assert "BROKEN" in page(scribe, "zh").warnings[0]

    @pytest.mark.parametrize(
        ("mode", "device", "kind", "warning"),
        [
            ("dry-run", "silence (x, dry-run)", "DRY RUN: nothing was heard", None),
            ("rehearsal", "horn", "REHEARSAL, not the test itself", "It was HEARD on a device."),
            ("play", "horn", "DEMONSTRATION, not a test", "It was HEARD on a device."),
            ("run", "silence (x)", "Record of a siren test", "Nothing was heard."),
        ],
    )
    def test_the_mode_is_in_the_title(
        self, scribe: Scribe, mode: str, device: str, kind: str, warning: str | None
    ) -> None:
        scribe.whole(scribe.arm("run", mode=mode, device=device))
        assert page(scribe).kind == kind
        assert page(scribe).warnings == ((warning,) if warning else ())

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_it_says_that_it_is_an_exercise(self, scribe: Scribe, lang: str) -> None:
        scribe.arm("run")
        assert {"EXERCISE", "演习"} == set(page(scribe, lang).exercise.split())


class TestContent:
    def test_signals_in_order_each_with_its_outlets(self, scribe: Scribe) -> None:
        scribe.whole(*(scribe.arm(f"run{n}", n) for n in range(4)))
        shown = page(scribe, "zh")
        assert [block.heading for block in shown.blocks] == [
            "10:29:00  预先警报 (cn-pre-warning), 3:00",
            "10:35:00  空袭警报 (cn-air-raid), 3:00",
            "10:41:00  解除警报 (cn-all-clear), 3:00",
        ]
        assert [row.outlet for row in shown.blocks[0].rows] == [
            *("全市防空警报器", "阳江电视台 阳江-1", "阳江电台 91.6 MHz", "阳江电台 89.5 MHz")
        ]
        row = shown.blocks[0].rows[0]
        assert (row.planned, row.actual, row.error_ms) == ("10:29:00", "10:29:00.000", "+0.200")

    def test_outlets_that_share_a_device_have_a_row_each(self, scribe: Scribe) -> None:
        both = [
            {"kind": "radio", "name": name, "title": name, "lead_s": 0.5} for name in ("one", "two")
        ]
        scribe.whole(scribe.arm("run", outlets=both))
        assert [row.outlet for row in page(scribe).blocks[1].rows] == ["one", "two"]

    def test_what_was_laid_down(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.write("stop", 10, run=run, how="Ctrl-C", who="zhang")
        said = values(page(scribe))
        assert said["Armed"] == "2026-10-29 10:19:00 +0800, wang@console (typed)"
        assert said["Second person"] == "li"
        assert said["Overridden"] == "clock"
        assert said["Stopped by"] == "zhang"
        assert said["clock"] == "amber: no clock daemon to ask"
        assert said["Announced"] == "2026-10-11, 18 days before"
        assert said["Document"] == "阳府告〔2026〕5号"
        assert said["Sound SHA-256"] == SOUND_HASH
        assert said["Head"] == made(scribe).chain.head
        assert "lead 0.25 s (2026-09-30, loop-back, 20 onsets)" in said["horn"]

    def test_devices_with_different_sounds_say_which(self, scribe: Scribe) -> None:
        scribe.arm("one", 0)
        scribe.arm("two", 1, sound_hash="77" * 32)
        hashes = [
            field.value
            for section in page(scribe).sections
            for field in section.fields
            if field.label == "Sound SHA-256"
        ]
        assert hashes == [f"{SOUND_HASH} (horn)", f"{'77' * 32} (tv one)"]

    @pytest.mark.parametrize(
        ("event", "facts", "en", "zh"),
        [
            (
                "vetoed",
                {"who": "li", "firing": 2},
                "VETO: the next signal is not sounded: li",
                "否决",
            ),
            ("downgraded", {"who": "li"}, "DOWNGRADED to a dry run: li", "静默演练"),
            ("changed", {"what": "a.toml"}, "what was confirmed had CHANGED: a.toml", "改动"),
            ("clock-step", {"step_s": -1.5}, "clock STEPPED: -1.5 s", "跳变：-1.5 s"),
            ("suspended", {"asleep_s": 3.0}, "machine SLEPT: 3.0 s", "休眠"),
            ("underflow", {"count": 4}, "samples came too late (underflow): × 4", "欠载"),
            ("of-tomorrow", {"who": "li"}, "of-tomorrow, who li", "of-tomorrow"),
        ],
    )
    def test_what_happened(
        self, scribe: Scribe, event: str, facts: dict[str, Any], en: str, zh: str
    ) -> None:
        run = scribe.arm("run")
        scribe.write(event, 60, run=run, **facts)
        assert values(page(scribe))["10:30:00"] == en
        assert zh in values(page(scribe, "zh"))["10:30:00"]

    def test_a_signal_that_the_library_lost_keeps_its_id(self, scribe: Scribe) -> None:
        scribe.arm("run")
        assert page_of(made(scribe), "en", lambda _: None).blocks[0].heading == (
            "10:29:00  cn-pre-warning, 3:00"
        )


class TestHtml:
    def html(self, scribe: Scribe, lang: str = "en") -> str:
        return html_of(page(scribe, lang), picture_of(made(scribe)))

    def test_it_says_all_that_the_page_says(self, scribe: Scribe) -> None:
        scribe.whole(*(scribe.arm(f"run{n}", n) for n in range(4)))
        text = " ".join(" ".join(Seen(self.html(scribe)).text).split())
        shown = page(scribe)
        assert shown.verdict in text
        for label, value in values(shown).items():
            assert label in text
            assert value in text

    @pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
    def test_it_is_readable_by_machines_that_read_aloud(
        self, scribe: Scribe, lang: str, tag: str
    ) -> None:
        scribe.arm("run")
        tags = Seen(self.html(scribe, lang)).tags
        assert dict(tags)["html"] == {"lang": tag}
        heads = [attributes for name, attributes in tags if name == "th"]
        assert {attributes["scope"] for attributes in heads} == {"col", "row", "rowgroup"}
        assert ["role" in attributes for name, attributes in tags if name == "svg"] == [True]
        assert "caption" in dict(tags)

    def test_nothing_comes_from_outside_and_nothing_runs(self, scribe: Scribe) -> None:
        scribe.arm("run")
        html = self.html(scribe)
        seen = Seen(html)
        assert not {"script", "link", "img", "iframe"} & {name for name, _ in seen.tags}
        assert not [a for _, attributes in seen.tags for a in attributes if a in ("src", "href")]
        assert not re.search(r"https?:|url\(|@import", html)

    def test_its_colours_can_be_told_from_their_ground(self, scribe: Scribe) -> None:
        scribe.arm("run")
        schemes = re.findall(r":root \{(.*?)\}", self.html(scribe), re.DOTALL)
        assert len(schemes) == 2
        for scheme in schemes:
            colour = dict(re.findall(r"--(\w+): (#\w+)", scheme))
            for ink in ("ink", "soft", "good", "bad"):
                assert contrast(colour[ink], colour["paper"]) >= 7, (ink, scheme)
            assert contrast(colour["ink"], colour["ground"]) >= 7

    @settings(max_examples=30, deadline=None)
    @given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
    def test_every_word_of_the_journal_is_escaped(
        self, tmp_path_factory: pytest.TempPathFactory, words: str
    ) -> None:
        evil = f"<b onload='x'>&\"{words}"
        scribe = Scribe(tmp_path_factory.mktemp("journal") / "journal.jsonl")
        facts = {"kind": evil, "name": evil, "title": evil, "lead_method": evil, "lead_s": 1}
        run = scribe.arm(
            *("run", 0),
            title={"en": evil},
            place={"en": evil},
            authority=evil,
            document=evil,
            device=evil,
            voice=evil,
            who=evil,
            second=evil,
            confirmed=evil,
            allowed=[evil],
            party=evil,
            sound_hash=evil,
            plan_hash=evil,
            outlets=[facts],
            sealed=[{"file": evil, "sha256": evil}],
            checks=[dict.fromkeys(("name", "of", "state", "value"), evil)],
            mode=evil,
        )
        scribe.write("device-away", run=run, reason=evil)
        scribe.write(evil, run=run, who=evil)
        scribe.end(run, 1, evil)
        html = html_of(page_of(made(scribe), "en", lambda _: None), picture_of(made(scribe)))
        assert "<b" not in html.replace("<body", "")
        assert " ".join("".join(Seen(html).text).split()).count(" ".join(evil.split())) >= 12

    def test_what_was_not_heard_is_not_drawn_as_heard(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.fire(run, 1)
        scribe.end(run, 1)
        picture = picture_of(made(scribe))
        assert picture is not None
        first, second, _ = picture.lanes[0].signals
        assert first.heard is not None
        assert abs(first.heard.width - first.planned.width) < 0.1
        assert second.heard is None

    def test_nothing_to_draw_is_no_picture(self, scribe: Scribe) -> None:
        scribe.arm("run", firings=[])
        assert picture_of(made(scribe)) is None
        assert "<svg" not in self.html(scribe)
