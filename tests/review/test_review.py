"""A file of signals against the library: what keeps it out, and what is only odd."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from siren import shelf
from siren.review.review import Review, review
from tests.shelves import SIGNAL, SYSTEM, TEST, own_library, put

KEY = st.sampled_from(
    ["id", "names", "country", "pattern", "sources", "steps", "at", "seen", "rrule", "moved"]
)


@pytest.fixture
def signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of signals of a library of one's own."""
    return own_library(tmp_path, monkeypatch)


def faults(found: Review) -> list[tuple[str, str]]:
    return [(fault.key, fault.found.english) for fault in found.faults]


def remarks(found: Review) -> list[str]:
    """Return the keys that are odd, save that the country is an example."""
    return [remark.key for remark in found.remarks if remark.key != "system.country"]


def of(folder: Path, text: str, **changes: str) -> Review:
    """Return the review of a file with one signal and more text, after changes of words."""
    path = put(folder, "xx-new", "xx-alert", more=text)
    content = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")
    return review(path)


# --- the shipped library ---


@pytest.mark.parametrize("path", shelf.files("signals"), ids=lambda path: path.stem)
def test_every_shipped_file_passes(path: Path) -> None:
    assert review(path).faults == ()


# --- a file of one's own ---


def test_a_good_file_passes(tmp_path: Path) -> None:
    found = of(tmp_path, TEST.format(id="xx-monthly", signal="xx-alert"))
    assert (faults(found), remarks(found)) == ([], [])
    assert found.system is not None
    assert [signal.id for signal in found.system.signals] == ["xx-alert"]


def test_faults_of_the_format_and_of_the_library_come_together(tmp_path: Path) -> None:
    path = put(tmp_path, "xx-new", "cn-air-raid")
    path.write_text(path.read_text().replace('"high"', '"sure"'))
    found = review(path)
    assert (found.system, found.remarks) == (None, ())
    assert faults(found) == [
        ("signal[cn-air-raid].confidence", "'sure'"),
        ("signal[cn-air-raid].id", "'cn-air-raid', taken by signals/cn-civil-air-defence.toml"),
        ("signal[cn-air-raid].id", "'cn-air-raid'"),
    ]


def test_what_is_no_toml_has_that_fault_alone(tmp_path: Path) -> None:
    path = tmp_path / "xx-new.toml"
    path.write_text("[system]\nid = xx-new\n", encoding="utf-8")
    assert [key for key, _ in faults(review(path))] == ["line 2"]


ODD = st.recursive(
    st.none().map(lambda _: "") | st.booleans() | st.integers(-9, 9) | st.sampled_from(["x", "XX"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["en", "id", "tone", "at", "signal"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.sampled_from(["system", "signal", "test", "tests", "x"]), st.none() | KEY, ODD)
def test_whatever_stands_in_a_file_is_told_or_taken(table: str, key: str | None, odd: Any) -> None:
    content = tomlkit.parse(
        SYSTEM.format(id="xx-new")
        + SIGNAL.format(id="xx-alert")
        + TEST.format(id="xx-monthly", signal="xx-alert")
    ).unwrap()
    there = content.get(table)
    if key is None or there is None:
        content[table] = odd
    else:
        (there[0] if isinstance(there, list) else there)[key] = odd
    with TemporaryDirectory() as folder:
        path = Path(folder) / "xx-new.toml"
        path.write_text(tomlkit.dumps(content), encoding="utf-8")
        found = review(path)
    assert found.faults or found.system


# --- ids ---


def test_ids_of_signals_tests_and_systems_are_taken_once(signals: Path, tmp_path: Path) -> None:
    test = TEST.format(id="xx-monthly", signal="xx-alert")
    put(signals, "xx-there", "xx-alert", more=test)
    path = put(tmp_path, "xx-new", "xx-alert", more=test, system="xx-there")
    assert faults(review(path)) == [
        ("system.id", "'xx-there', taken by signals/xx-there.toml"),
        ("signal[xx-alert].id", "'xx-alert', taken by signals/xx-there.toml"),
        ("test[xx-monthly].id", "'xx-monthly', taken by signals/xx-there.toml"),
    ]


def test_a_signal_is_not_called_as_a_drill_or_a_template_is(tmp_path: Path) -> None:
    found = review(put(tmp_path, "cn-new", "yangjiang-2023", "cn-gaps-3min"))
    taken = [what for _, what in faults(found) if "taken" in what]
    assert taken == [
        "'yangjiang-2023', taken by drills/yangjiang-2023.toml",
        "'cn-gaps-3min', taken by templates/cn-gaps-3min.toml",
    ]


def test_the_librarys_own_file_does_not_clash_with_itself(signals: Path) -> None:
    assert review(signals / "cn-civil-air-defence.toml").faults == ()


def test_a_copy_of_the_same_name_is_a_draft_of_it(tmp_path: Path) -> None:
    [shipped] = [path for path in shelf.files("signals") if path.stem == "sg-pws"]
    shutil.copy(shipped, tmp_path)
    found = review(tmp_path / shipped.name)
    assert found.faults == ()
    assert "read as a draft of the library's own sg-pws.toml" in [
        remark.words.english for remark in found.remarks
    ]


def test_a_copy_of_another_name_takes_every_id(tmp_path: Path) -> None:
    [shipped] = [path for path in shelf.files("signals") if path.stem == "sg-pws"]
    shutil.copy(shipped, tmp_path / "mine.toml")
    assert len(review(tmp_path / "mine.toml").faults) == 7


def test_files_that_come_together_are_compared_too(tmp_path: Path) -> None:
    one = put(tmp_path, "xx-a", "xx-alert")
    other = put(tmp_path, "xx-b", "xx-alert")
    assert review(other).faults == ()
    [fault] = review(other, beside=[one, other]).faults
    assert fault.found.english == f"'xx-alert', taken by {tmp_path.name}/xx-a.toml"


def test_a_test_may_sound_a_signal_of_a_file_that_comes_with_it(tmp_path: Path) -> None:
    one = put(tmp_path, "xx-a", "xx-alert")
    other = put(tmp_path, "xx-b", more=TEST.format(id="xx-monthly", signal="xx-alert"))
    assert [key for key, _ in faults(review(other))] == ["test[xx-monthly].steps[0].signal"]
    assert review(other, beside=[one, other]).faults == ()


def test_a_file_of_the_library_is_called_as_its_system(signals: Path, tmp_path: Path) -> None:
    assert faults(review(put(signals, "xx-new", "xx-alert", system="xx-other"))) == [
        ("system.id", "'xx-other'")
    ]
    elsewhere = review(put(tmp_path, "draft", "xx-own", system="xx-own"))
    assert elsewhere.faults == ()
    assert "in the library the file must be called xx-own.toml" in [
        remark.words.english for remark in elsewhere.remarks
    ]


def test_ids_begin_with_the_country_in_small_letters(tmp_path: Path) -> None:
    test = TEST.format(id="monthly", signal="alert")
    path = put(tmp_path, "new", "alert", more=test)
    assert faults(review(path)) == [
        ("system.id", "'new'"),
        ("signal[alert].id", "'alert'"),
        ("test[monthly].id", "'monthly'"),
    ]
    assert review(path).faults[0].allowed.english == "an id that begins with the country: xx-..."


def test_a_country_that_is_none_is_the_only_fault_of_it(tmp_path: Path) -> None:
    found = of(tmp_path, "", **{'"XX"': '"UK"'})
    assert faults(found) == [("system.country", "'UK'")]


# --- words ---


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('names = "Alert"', 'names = { xx = "Alarma" }', "signal[xx-alert].names"),
        ('meaning = "Danger"', 'meaning = { xx = "Nebez" }', "signal[xx-alert].meaning"),
        ('names = "Sirens of nowhere"', 'names = { xx = "Siren" }', "system.names"),
    ],
)
def test_what_is_said_is_said_in_english_too(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert faults(of(tmp_path, "", **{old: new})) == [(key, "words in xx")]


# --- what is odd ---


def test_a_country_for_examples_is_remarked(tmp_path: Path) -> None:
    [remark] = of(tmp_path, "").remarks
    assert remark.words.english == ("XX is a code for private use, and no country's: an example?")


def test_a_regional_signal_says_where(tmp_path: Path) -> None:
    regional = {'confidence = "high"': 'status = "regional"\nconfidence = "high"'}
    assert remarks(of(tmp_path, "", **regional)) == ["signal[xx-alert].status"]
    said = {'confidence = "high"': 'status = "regional"\nregion = "XX-A"\nconfidence = "high"'}
    assert remarks(of(tmp_path, "", **said)) == []


PAUSE = '[{ tone = "steady", on_s = 60 }, { group = [{ pause_s = 5 }] }]'


def test_a_pause_has_a_label_or_a_reason(tmp_path: Path) -> None:
    pause = {'[{ tone = "steady", on_s = 60 }]': PAUSE}
    assert remarks(of(tmp_path, "", **pause)) == ["signal[xx-alert].pattern"]
    label = {'[{ tone = "steady", on_s = 60 }]': PAUSE.replace("= 5", '= 5, label = "voice"')}
    assert remarks(of(tmp_path, "", **label)) == []
    note = pause | {'confidence = "high"': 'note = "For the wind."\nconfidence = "high"'}
    assert remarks(of(tmp_path, "", **note)) == []


def test_a_rule_that_no_day_proves_is_remarked(tmp_path: Path) -> None:
    text = TEST.format(id="xx-monthly", signal="xx-alert")
    unproved = of(tmp_path, text, **{"seen = [2026-01-07]": ""})
    assert remarks(unproved) == ["test[xx-monthly].seen"]


def test_a_file_of_the_library_has_what_every_other_has(signals: Path, tmp_path: Path) -> None:
    path = put(signals, "th-sirens", "th-alert")
    path.write_text(path.read_text(encoding="utf-8").replace('"XX"', '"TH"'), encoding="utf-8")
    found = {remark.key: remark.words.english for remark in review(path).remarks}
    assert found == {
        "system.country": "patterns/countries.toml has no names of TH: add a line",
        "signal[th-alert].about": "nothing: siren list --meaning does not find it",
        "system.names": "no Chinese (zh), which the library has of every text; the first of 3",
    }
    draft = path.rename(tmp_path / "th-sirens.toml")
    assert review(draft).remarks == ()


def test_the_files_of_the_library_have_it() -> None:
    odd = {remark.key for path in shelf.files("signals") for remark in review(path).remarks}
    assert {key.rpartition(".")[2] for key in odd} == {"seen"}


# --- steps that sound at once ---


def two_steps(second: str) -> str:
    text = TEST.format(id="xx-monthly", signal="xx-alert")
    return text.replace(
        "at = 12:00:00 }]", f'at = 12:00:00 }}, {{ signal = "xx-alert", {second} }}]'
    )


@pytest.mark.parametrize("second", ["at = 12:00:30", "after_s = 30"])
def test_a_step_that_begins_before_the_last_one_ends_is_refused(
    tmp_path: Path, second: str
) -> None:
    found = of(tmp_path, two_steps(second))
    assert faults(found) == [("test[xx-monthly].steps[1]", "a start 0:30 before xx-alert ends")]


@pytest.mark.parametrize("second", ["at = 12:01:00", "after_s = 60", 'at = "open"'])
def test_steps_that_follow_each_other_are_right(tmp_path: Path, second: str) -> None:
    assert of(tmp_path, two_steps(second)).faults == ()


@pytest.mark.parametrize(
    "unsure",
    [
        {"on_s = 60": "on_s = { nominal = 60, min = 20, max = 90 }"},
        {'meaning = "Danger"': 'meaning = "Danger"\nassumed = ["60 s"]'},
    ],
)
def test_where_the_length_is_not_certain_it_is_only_odd(
    tmp_path: Path, unsure: dict[str, str]
) -> None:
    found = of(tmp_path, two_steps("after_s = 30"), **unsure)
    assert (faults(found), remarks(found)) == ([], ["test[xx-monthly].steps[1]"])


def test_the_lengths_of_signals_in_other_files_count(tmp_path: Path) -> None:
    text = two_steps("after_s = 90").replace(
        'signal = "xx-alert", at', 'signal = "cn-air-raid", at'
    )
    found = of(tmp_path, text)
    assert faults(found) == [
        ("test[xx-monthly].steps[0].signal", "'cn-air-raid', a signal of CN"),
        ("test[xx-monthly].steps[1]", "a start 1:30 before cn-air-raid ends"),
    ]


@pytest.mark.parametrize("at", ["after_s = 0", 'at = "open"'])
def test_a_test_begins_with_its_first_signal(tmp_path: Path, at: str) -> None:
    text = TEST.format(id="xx-monthly", signal="xx-alert").replace("at = 12:00:00 }", f"{at} }}")
    found = of(tmp_path, text)
    assert faults(found) == [("test[xx-monthly].steps[0].at", "no time")]
    assert (
        found.faults[0].allowed.english == "at = 12:00:00, as the test has it, in its first signal"
    )


# --- lengths ---


def test_a_length_that_nothing_bounds_says_what_was_assumed(tmp_path: Path) -> None:
    open_ended = {"on_s = 60": "on_s = { nominal = 60, min = 60 }"}
    assert faults(of(tmp_path, "", **open_ended)) == [("signal[xx-alert].assumed", "nothing")]
    assumed = {'meaning = "Danger"': 'meaning = "Danger"\nassumed = ["60 s, the least"]'}
    assert of(tmp_path, "", **open_ended, **assumed).faults == ()
