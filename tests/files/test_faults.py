"""What is wrong in a file is said in Chinese too, whatever it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from siren import library
from siren.errors import InvalidFile
from siren.files.device_settings import parse_device_settings
from siren.files.document import MAX_FILE_BYTES, read_document
from siren.files.drills import parse_drill, parse_template
from siren.files.systems import parse_system
from siren.files.voices import parse_voice
from tests.shelves import SIGNAL, SYSTEM, TEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from siren.errors import Fault
    from siren.files.table import Table

CHINESE = re.compile("[\u4e00-\u9fff]")

AS_IT_IS = re.compile(r"""["'\[{].*|[-\d.:T]+|true|xx-a.*|only .*""")
"""What stands in a file, shown as it stands there."""

GOOD = SYSTEM.format(id="xx") + SIGNAL.format(id="xx-a") + TEST.format(id="xx-t", signal="xx-a")

PATTERNS = [
    *("3", "[3]", '[{ tone = "x" }]', '[{ tone = "steady", on_s = 0 }]', "[]"),
    *(f'[{{ tone = "steady", on_s = 9, {key} }}]' for key in ("hz = 0", "hz = []", 'hz = "x"')),
    '[{ tone = "steady", on_s = { nominal = 1, min = 2 }, repeat = 1.5, off_s = 1 }]',
    '[{ tone = "steady", on_s = 1, repeat = 2, repeat_for_s = 5 }]',
    '[{ tone = "steady", on_s = 1234567890.1234567 }]',
    '[{ tone = "wail", on_s = 9, rise_s = 0, fall_s = 0, hz_low = 9, hz_high = 8 }]',
    '[{ tone = "hi-lo", on_s = 9, high_s = 1, low_s = 1, hz_low = 9, hz_high = [10, 11] }]',
    '[{ tone = "hi-lo", on_s = 9, high_s = "1", low_s = 1, hz_low = 9 }]',
    '[{ tone = "ramp-up", on_s = 9 }]',
    "[{ group = [{ pause_s = 0 }] }]",
    '[{ tone = "silence", on_s = 9 }]',
]
KEYS = [
    *('about = ["x"]', 'about = "x"', "sources = []", "well_known = 1", "replays = 3", "odd = 1"),
    *('note = ""', 'note = "\\u0007"', 'names = { english = "x" }', "disagreements = [3]"),
    *("stated_total_s = 1", "trailing_pause = true", 'status = "x"', 'id = "X x"', "names = 3"),
]
RULES = [
    *("FREQ=X", "FREQ=YEARLY;BYMONTH=13;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=MONTHLY"),
    *("FREQ=MONTHLY;BYDAY=X", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=x", "FREQ=WEEKLY;BYDAY=MO;WKST=FR"),
    *("FREQ=WEEKLY;FREQ=WEEKLY", "BYDAY=MO", "X=1", "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2"),
    *("FREQ=WEEKLY;BYDAY=MO;INTERVAL=0", "FREQ=WEEKLY;BYDAY=MO;COUNT=2"),
    *("FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=1", "FREQ=DAILY;BYSETPOS=1"),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
]
TIMES = [
    *("at = 12:00:01", 'at = "12"', "at = 12:00:00\nuntil = 2020-01-01\nsince = 2021-01-01"),
    *('at = "open"\nholidays = "x"', 'at = 12:00:00\nother_timezones = ["x"]', "at = 12:00:00.5"),
    *("at = 12:00:00\nexceptions = [2026-10-08]", 'at = 12:00:00\nseen = ["x"]'),
    *("at = 12:00:00\nseen = 3", "at = 12:00:00\ndates = [2020-01-01]\nsince = 2021-01-01"),
    *("at = 12:00:00\nmoved = [{ from = 1 }]",),
]
STEPS = ['[{ signal = "xx-b", at = 12:00:00 }]', '[{ signal = "X" }]', "[3]", '[{ label = "x" }]']
OTHERS = ["[sistem]\n", "k = 1\n", "[system]\nall_clear = 'x'\ncountry = 'X'\n", "[signal]\n"]
NO_TOML = ["k = 05", "k = a", "k = 12:00", "k = 2020-1-1", "k = 3 s", "k! = 3", "k = [", "k=1\nk=1"]


def spoilt() -> Iterable[str]:
    old = '[{ tone = "steady", on_s = 60 }]'
    yield from (GOOD.replace(old, pattern) for pattern in PATTERNS)
    yield from (GOOD.replace(f"pattern = {old}", f"pattern = {old}\n{key}") for key in KEYS[:12])
    yield from (GOOD.replace('names = "Alert"', key) for key in KEYS[12:])
    yield from (GOOD.replace("FREQ=MONTHLY;BYDAY=1WE", rule) for rule in RULES)
    yield from (GOOD.replace("at = 12:00:00\nsteps", f"{at}\nsteps") for at in TIMES)
    yield from (GOOD.replace('[{ signal = "xx-a", at = 12:00:00 }]', steps) for steps in STEPS)
    yield from OTHERS
    yield from NO_TOML
    yield from ("a = 1 #" + "x" * MAX_FILE_BYTES, "a = " + "9" * 5000, "a = " + "[" * 9999)


HEAD = '[drill]\nid = "x"\ntitle = "X"\ntimezone = "UTC"\ndate = 2026-03-29\n'
FIRING = '[[firing]]\nsignal = "cn-air-raid"\nat = {at}\n'
ONE, TWO = FIRING.format(at="10:00:00"), FIRING.format(at="10:01:00")
OUTLET = '[[outlet]]\nkind = "tv"\nname = "TV"\n'
DRILLS = [
    *(HEAD, HEAD + ONE + TWO, HEAD + ONE + "rounds = 2\n", HEAD + ONE + "round_gap_s = 2\n"),
    *(HEAD + FIRING.format(at=at) for at in ("2026-03-30T10:00:00", "3", '"10:00"')),
    HEAD.replace("UTC", "Europe/Berlin") + FIRING.format(at="02:30:00"),
    *(HEAD + ONE.replace("cn-air-raid", name) for name in ("cn-air-rade", "X x")),
    *(HEAD + ONE + OUTLET + line for line in ("channels = [1]", "channels = 3", "lead_s = -1")),
    *(HEAD + ONE + OUTLET + f'device = "a"\n{line}' for line in ("channels = [99]", 'file = "x"')),
    *(HEAD + ONE + OUTLET + line for line in ('file = "x"', 'lead_method = "x"', "freq_mhz = 0")),
    HEAD + ONE + f'{OUTLET}device = "a"\n{OUTLET}device = "a"\nlead_s = 2',
    HEAD + ONE + f'{OUTLET}device = "a"\n{OUTLET}device = "a"\nchannels = [2]',
    HEAD + ONE + SIGNAL.format(id="cn-air-raid").replace("sources", "country = 'CN'\nsources"),
]
TEMPLATE = '[template]\nid = "x"\ntitle = "X"\ntimezone = "UTC"\n[[firing]]\n'
TEMPLATES = [TEMPLATE + 'signal = "cn-air-raid"\ngap_s = 3\n', TEMPLATE + "gap_s = -1"]
DEVICES = ["[[device]]\noffset_s = 9", '[[device]]\nname = "a"\noffset_s = "x"\nmethod = 3']
VOICES = [
    '[voice]\nkind = "motor"\nports = 3\nrpm = 0\n[spectrum]\nsource = "port"\nlowpass_hz = 0',
    '[voice]\nkind = "gated"\nramp_s = 0\npitch_hz = 0\nlow_ratio = 2',
]


def a_drill(document: Table) -> object:
    return parse_drill(document, library.signal)


def a_template(document: Table) -> object:
    return parse_template(document, library.signal)


@pytest.mark.parametrize(
    ("parse", "texts", "least"),
    [
        (parse_system, list(spoilt()), 110),
        (a_drill, DRILLS, 20),
        (a_template, TEMPLATES, 3),
        (parse_device_settings, DEVICES, 5),
        (parse_voice, VOICES, 10),
    ],
    ids=["signals", "drill", "template", "devices", "voice"],
)
def test_whatever_is_wrong_is_said_in_chinese(
    tmp_path: Path, parse: Callable[[Table], Any], texts: list[str], least: int
) -> None:
    noted = [fault for text in texts for fault in faults(tmp_path / "x.toml", text, parse)]
    assert len(noted) >= least
    for fault in noted:
        assert CHINESE.search(fault.allowed.said_in("zh")), fault
        found_zh = fault.found.said_in("zh")
        assert CHINESE.search(found_zh) or AS_IT_IS.fullmatch(found_zh), fault


def faults(path: Path, text: str, parse: Callable[[Table], Any]) -> tuple[Fault, ...]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"found .*; allowed: ") as caught:
        parse(read_document(path))
    return caught.value.faults
