from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siren import library
from siren.drill import Drill, Outlet
from siren.errors import InvalidFile, Misuse, UnknownName
from siren.pattern import Group, Segment
from siren.signal import Signal
from siren.text import Text
from siren.timeline import of_signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siren.pattern import Duration, Element

FOLDERS = ("signals", "voices", "drills", "templates")

MINE = """
[system]
id = "mine"
country = "XX"
names = "Mine"
timezone = "UTC"
"""

SIGNAL = """
[[signal]]
id = "{id}"
names = "A"
meaning = "Something"
pattern = [{{ tone = "steady", on_s = 5 }}]
confidence = "low"
sources = ["https://example.org/a"]
"""

DRILL = """
[drill]
id = "my-drill"
title = "Mine"
timezone = "UTC"
date = 2026-10-29

[[firing]]
signal = "cn-air-raid"
at = 10:29:00
"""

TEMPLATE = """
[template]
id = "my-template"
title = "Mine"
timezone = "UTC"

[[firing]]
signal = "cn-air-raid"
"""


def all_signals() -> list[Signal]:
    return [signal for system in library.systems() for signal in system.signals]


# --- what is shipped ---


def test_every_shipped_file_is_read() -> None:
    counts = [len(list((library.patterns_folder() / folder).glob("*"))) for folder in FOLDERS]
    systems, voices = list(library.systems()), list(library.voices())
    drills, templates = list(library.drills()), list(library.templates())
    assert [len(systems), len(voices), len(drills), len(templates)] == counts
    assert min(counts) > 0


def test_every_file_is_called_after_the_id_in_it() -> None:
    ids = {
        "signals": [system.id for system in library.systems()],
        "voices": [voice.id for voice in library.voices()],
        "drills": [drill.id for drill in library.drills()],
        "templates": [template.id for template in library.templates()],
    }
    for folder, found in ids.items():
        files = sorted((library.patterns_folder() / folder).glob("*.toml"))
        assert found == [path.stem for path in files]


def test_ids_found_without_parsing_are_the_ids_in_the_files() -> None:
    assert library.names("signals") == [signal.id for signal in all_signals()]
    assert library.names("voices") == [voice.id for voice in library.voices()]
    assert library.names("drills") == [drill.id for drill in library.drills()]
    assert library.names("templates") == [template.id for template in library.templates()]


def test_ids_are_unique_over_all_files() -> None:
    names = [name for folder in FOLDERS for name in library.names(folder)]
    assert sorted(set(names)) == sorted(names)
    tests = [test.id for system in library.systems() for test in system.tests]
    assert sorted(set(tests)) == sorted(tests)


def test_everything_is_found_by_its_id() -> None:
    assert list(library.signals()) == all_signals()
    assert [library.signal(signal.id) for signal in all_signals()] == all_signals()
    assert [library.voice(voice.id) for voice in library.voices()] == list(library.voices())
    assert [library.drill(drill.id) for drill in library.drills()] == list(library.drills())
    for template in library.templates():
        assert library.template(template.id) == library.find_plan(template.id) == template
    for signal in all_signals():
        assert library.find_sound(signal.id) == signal
    for drill in library.drills():
        assert library.find_sound(drill.id) == library.find_plan(drill.id) == drill


def test_a_signal_leads_to_its_system() -> None:
    [system] = library.systems_for(library.signal("cn-all-clear"))
    assert system.announce_days == 5


def test_a_signal_that_the_library_lacks_leads_to_the_systems_of_its_country() -> None:
    own = library.signal("de-warning")._replace(id="own")
    assert {system.country for system in library.systems_for(own)} == {"DE"}
    assert library.systems_for(own._replace(country="XX")) == ()


def test_the_all_clear_of_a_system_is_one_of_its_signals() -> None:
    systems = [system for system in library.systems() if system.all_clear is not None]
    [chinese] = library.systems_for(library.signal("cn-air-raid"))
    assert chinese.all_clear == "cn-all-clear"
    assert len(systems) > 5
    for system in systems:
        assert system.all_clear is not None
        assert library.systems_for(library.signal(system.all_clear)) == (system,)


def test_the_files_of_a_sound_are_its_own_its_signals_and_its_voice(tmp_path: Path) -> None:
    shelf = library.patterns_folder()
    chinese = shelf / "signals" / "cn-civil-air-defence.toml"
    german = shelf / "signals" / "de-ww2.toml"
    tone = shelf / "voices" / "tone.toml"
    signals = ["cn-air-raid", "de-ww2-akute", "cn-all-clear"]
    yangjiang = shelf / "drills" / "yangjiang-2023.toml"
    assert library.files_of("cn-air-raid", ["cn-air-raid"], "tone") == [chinese, tone]
    assert library.files_of("yangjiang-2023", signals, "tone") == [yangjiang, chinese, german, tone]
    mine = str(tmp_path / "mine.toml")
    assert library.files_of(mine, signals[:1], mine) == [Path(mine), chinese, Path(mine)]


def test_the_files_of_one_signal_of_a_file_are_that_file_and_the_voice() -> None:
    tone = library.patterns_folder() / "voices" / "tone.toml"
    assert library.files_of("mine.toml#mine-a", ["mine-a"], "tone") == [Path("mine.toml"), tone]


def test_every_step_of_a_test_sounds_a_signal_of_the_same_country() -> None:
    countries = {signal.id: signal.country for signal in all_signals()}
    steps = [
        (system.country, step.signal)
        for system in library.systems()
        for test in system.tests
        for step in test.steps
        if step.signal is not None
    ]
    assert len(steps) > 10
    assert [countries.get(signal) for _, signal in steps] == [country for country, _ in steps]


def test_the_first_signal_of_a_test_is_when_the_test_is() -> None:
    tests = [test for system in library.systems() for test in system.tests if test.steps]
    assert len(tests) > 40
    for test in tests:
        sounding = [step for step in test.steps if step.signal] or list(test.steps)
        assert sounding[0].at == test.at, test.id
        times = [step.at for step in test.steps if step.at is not None]
        assert times == sorted(set(times)), test.id


def test_every_shipped_signal_is_sourced_and_adds_up() -> None:
    for signal in all_signals():
        assert signal.sources, signal.id
        assert all(source.startswith("http") for source in signal.sources), signal.id
        assert signal.stated_total_s in (None, of_signal(signal).duration_s), signal.id


def test_names_and_meanings_are_said_in_english_too() -> None:
    for signal in all_signals():
        for words in (signal.names, signal.meaning, signal.action):
            assert words is None or "en" in words.as_dict(), signal.id


def lengths(elements: tuple[Element, ...]) -> Iterator[Duration]:
    """Yield the lengths of tones and pauses, those in groups too."""
    for element in elements:
        if isinstance(element, Group):
            yield element.gap
            yield from lengths(element.elements)
        elif isinstance(element, Segment):
            yield from (element.on, element.off)
        else:
            yield element.length


def test_a_length_that_no_source_bounds_is_marked_as_assumed() -> None:
    free = [
        signal
        for signal in all_signals()
        if any(length.max_s is None for length in lengths(signal.pattern.elements))
    ]
    assert len(free) > 20
    assert [signal.id for signal in free if not signal.assumed] == []


# Figures by hand, from what the sources say: length of the signal, tones (as edges), seconds
# of sound.
WELL_KNOWN = {
    "cn-pre-warning": (180, 3, 108),
    "cn-air-raid": (180, 15, 90),
    "cn-all-clear": (180, 1, 180),
    "cn-disaster-zhejiang": (180, 2, 120),
    "cn-disaster-qingdao": (120, 6, 60),
    "cn-disaster-qingdao-test": (600, 18, 180),
    "tw-emergency": (115, 9, 75),
    "tw-all-clear": (90, 1, 90),
    "tw-tsunami": (85, 9, 45),
    "tw-nuclear": (180, 50, 50),
    "fr-sna": (313, 45, 303),
    "fr-test": (101, 15, 101),
    "fr-end": (30, 1, 30),
    "fr-dam-test": (12, 3, 6),
    "jp-tsunami-clear": (60, 5, 48),
    "jp-dam-takihata": (80, 3, 60),
    "us-attention-alert": (240, 1, 240),
    "us-attack-warning": (240, 1, 240),
    "us-test": (180, 2, 120),
    "us-nd-alert": (300, 1, 300),
    "de-warning": (60, 1, 60),
    "de-fire": (59, 3, 45),
    "de-fire-12-12": (60, 3, 36),
    "de-katastrophenalarm": (132, 4, 96),
    "de-ww2-akute": (8, 1, 8),
    "se-vma": (126, 6, 42),
    "se-readiness": (300, 7, 210),
    "se-air-raid": (60, 15, 30),
    "ch-general-alarm": (60, 1, 60),
    "ch-water-alarm": (350, 12, 240),
    "kr-air-raid": (180, 1, 180),
    "at-fire": (59, 3, 45),
    "il-alarm": (90, 1, 90),
    "lu-nuclear": (60, 3, 36),
    "es-dam-alert": (190, 3, 180),
    "es-dam-water-12": (360, 12, 240),
    "pt-dam-evacuate": (120, 24, 48),
    "fi-danger": (60, 1, 60),
    "ee-danger": (240, 3, 180),
    "lt-attention": (180, 45, 90),
    "pl-old-contamination": (180, 5, 50),
    "cz-fire": (60, 2, 50),
    "hu-air-raid": (150, 3, 90),
    "hr-warning": (100, 5, 100),
    "si-flood-wave": (100, 13, 52),
    "si-chlorine": (100, 3, 100),
    "yu-mobilisation": (180, 12, 120),
    "yu-rcb": (90, 3, 60),
    "ro-prealarm": (120, 3, 96),
    "ro-air-raid": (120, 15, 60),
    "ro-air-raid-air": (60, 15, 30),
    "ro-disaster-air": (60, 5, 40),
    "gb-ww2-warning": (120, 1, 120),
    "gb-norfolk-test": (240, 6, 165),
    "ca-caer-test": (480, 2, 180),
    "nz-akl-alert": (900, 257, 515),
    "nz-akl-evacuate": (900, 338, 338),
}


@pytest.mark.parametrize(("name", "figures"), WELL_KNOWN.items(), ids=WELL_KNOWN)
def test_a_well_known_signal_lasts_exactly_as_long_as_it_should(
    name: str, figures: tuple[int, int, int]
) -> None:
    timeline = of_signal(library.signal(name))
    edges = timeline.edges()
    sounding_s = sum((edge.end_s - edge.start_s for edge in edges), Fraction(0))
    assert [timeline.duration_s, len(edges), sounding_s] == list(figures)


def test_the_drill_of_yangjiang_is_the_one_that_was_announced() -> None:
    drill = library.drill("yangjiang-2023")
    assert (drill.date, drill.announced) == (dt.date(2023, 10, 29), dt.date(2023, 10, 11))
    assert drill.document == "阳府告〔2023〕5号"
    assert drill.authority is not None
    assert drill.authority.native == "阳江市人民政府"
    assert [(firing.signal.id, firing.rounds, firing.at) for firing in drill.firings] == [
        ("cn-pre-warning", 1, dt.datetime(2023, 10, 29, 10, 29)),
        ("cn-air-raid", 1, dt.datetime(2023, 10, 29, 10, 35)),
        ("cn-all-clear", 1, dt.datetime(2023, 10, 29, 10, 41)),
    ]
    assert drill.outlets == (
        Outlet("siren", "全市防空警报器"),
        Outlet("tv", "阳江电视台", channel="阳江-1"),
        Outlet("tv", "阳江电视台", channel="阳江-2"),
        Outlet("radio", "阳江电台", freq_mhz=Fraction("91.6")),
        Outlet("radio", "阳江电台", freq_mhz=Fraction("89.5")),
    )


def test_the_drill_of_yangjiang_sounds_from_02_29_to_02_44_utc() -> None:
    drill = library.drill("yangjiang-2023")
    assert drill.first_utc == dt.datetime(2023, 10, 29, 2, 29, tzinfo=dt.UTC)
    assert [firing.end_s for firing in drill.schedule()] == [180, 540, 900]


# --- finding by id ---


@pytest.mark.parametrize(
    ("find", "kind", "name", "nearest"),
    [
        (library.signal, "signal", "cn-airraid", "cn-air-raid"),
        (library.voice, "voice", "motr", "motor"),
        (library.drill, "drill", "yangjang-2023", "yangjiang-2023"),
        (library.template, "template", "cn-gaps-3mins", "cn-gaps-3min"),
        (library.find_sound, "signal or drill", "tw-emergancy", "tw-emergency"),
        (library.find_sound, "signal or drill", "yangjang-2023", "yangjiang-2023"),
        (library.find_plan, "template or drill", "cn-two-round", "cn-two-rounds"),
        (library.signal, "signal", "CN-AIR-RAID", "cn-air-raid"),
    ],
)
def test_an_unknown_id_is_told_the_nearest(
    find: Callable[[str], object], kind: str, name: str, nearest: str
) -> None:
    with pytest.raises(
        UnknownName, match=f"^no {kind} is called '{name}'; did you mean '{nearest}'\\?$"
    ) as caught:
        find(name)
    assert (caught.value.kind, caught.value.name, caught.value.nearest) == (kind, name, nearest)


def test_a_voice_is_no_sound_of_its_own() -> None:
    with pytest.raises(UnknownName, match="no signal or drill is called 'electronic'"):
        library.find_sound("electronic")


def test_the_library_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert library.patterns_folder().is_absolute()
    assert library.find_sound("cn-air-raid") == library.signal("cn-air-raid")
    assert library.find_plan("cn-gaps-3min").id == "cn-gaps-3min"


# --- finding by path ---


def mine(folder: Path, *ids: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(MINE + "".join(SIGNAL.format(id=one) for one in ids), encoding="utf-8")
    return path


def test_a_file_with_one_signal_is_that_signal(tmp_path: Path) -> None:
    sound = library.find_sound(str(mine(tmp_path, "xx-a")))
    assert isinstance(sound, Signal)
    assert (sound.id, sound.names) == ("xx-a", Text((("en", "A"),)))


def test_a_file_with_several_signals_asks_for_one(tmp_path: Path) -> None:
    path = mine(tmp_path, "xx-a", "xx-b")
    with pytest.raises(Misuse, match=r"holds 2 signals; name one of them: .*#xx-a, .*#xx-b$"):
        library.find_sound(str(path))
    sound = library.find_sound(f"{path}#xx-b")
    assert sound.id == "xx-b"


def test_an_unknown_signal_of_a_file_is_told_the_nearest_there(tmp_path: Path) -> None:
    path = mine(tmp_path, "xx-first", "xx-other")
    with pytest.raises(
        UnknownName, match="no signal is called 'xx-frist'; did you mean 'xx-first'"
    ):
        library.find_sound(f"{path}#xx-frist")


def test_a_file_is_found_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine(tmp_path, "xx-a", "xx-b")
    monkeypatch.chdir(tmp_path)
    assert library.find_sound("mine.toml#xx-a").id == "xx-a"
    assert library.find_sound("./mine.toml#xx-b").id == "xx-b"


def test_a_folder_and_a_file_may_have_a_hash_in_their_name(tmp_path: Path) -> None:
    folder = tmp_path / "room #1"
    folder.mkdir()
    path = mine(folder, "xx-a", "xx-b", name="test#2.toml")
    assert library.find_sound(f"{path}#xx-b").id == "xx-b"
    with pytest.raises(Misuse, match="holds 2 signals"):
        library.find_sound(str(path))


def test_a_file_may_hold_a_drill(tmp_path: Path) -> None:
    path = tmp_path / "drill.toml"
    path.write_text(DRILL, encoding="utf-8")
    sound = library.find_sound(str(path))
    assert isinstance(sound, Drill)
    assert sound == library.find_plan(str(path))
    assert sound.firings[0].signal == library.signal("cn-air-raid")


def test_a_file_may_hold_a_template(tmp_path: Path) -> None:
    path = tmp_path / "template.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert library.find_plan(str(path)).id == "my-template"
    with pytest.raises(InvalidFile, match=r"found neither \[drill\] nor \[\[signal\]\]; allowed: "):
        library.find_sound(str(path))


def test_a_file_may_hold_a_voice(tmp_path: Path) -> None:
    source = library.patterns_folder() / "voices" / "tone.toml"
    path = tmp_path / "mine.toml"
    path.write_text(source.read_text(encoding="utf-8").replace('"tone"', '"mine"'), "utf-8")
    assert library.voice(str(path)).id == "mine"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"nowhere\.toml: found no such file"):
        library.find_sound(str(tmp_path / "nowhere.toml"))
    with pytest.raises(InvalidFile, match=r"nowhere\.toml: found no such file"):
        library.find_sound(str(tmp_path / "nowhere.toml#xx-a"))


def test_every_country_with_signals_or_tests_has_a_name_in_chinese_and_english() -> None:
    for code in {system.country for system in library.systems()}:
        assert {"zh", "en"} <= library.country(code).as_dict().keys(), code


def test_a_country_that_is_not_in_the_list_is_called_by_its_code() -> None:
    assert library.country("XX") == Text.plain("XX")


def test_every_signal_and_test_is_worded_in_chinese_and_english() -> None:
    for system in library.systems():
        texts = [system.names]
        for signal in system.signals:
            texts += [text for text in (signal.names, signal.meaning, signal.action) if text]
        for test in system.tests:
            texts += [test.what, *(step.label for step in test.steps if step.label)]
        for text in texts:
            assert {"zh", "en"} <= text.as_dict().keys(), text


def test_every_signal_says_what_it_is_about() -> None:
    assert [signal.id for signal in library.signals() if not signal.about] == []
