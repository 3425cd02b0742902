from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siren.errors import Fault, InvalidFile
from siren.files.allowed import MISSING, SECONDS, TEXT
from siren.files.document import MAX_FILE_BYTES, read_document, read_text
from siren.text import same

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.files.table import Table


def table(text: str) -> Table:
    return read_text(text, "x.toml")


def fault_of(text: str, read: Callable[[Table], object]) -> tuple[str, str]:
    """Return what the one fault that `read` notes was found to be, and what is allowed."""
    top = table(text)
    read(top)
    [fault] = top.faults.found
    assert (fault.file, fault.key) == ("x.toml", "k")
    return fault.found.english, fault.advice.english


# --- the file ---


def test_a_fault_is_one_sentence_with_file_key_found_and_allowed() -> None:
    fault = Fault("cn.toml", "signal[cn-air-raid].names", MISSING, TEXT, "name")
    assert fault.text.english == (
        "cn.toml: signal[cn-air-raid].names: found nothing; allowed: text; did you mean 'name'?"
    )
    assert fault.text.said_in("zh") == (
        "cn.toml: signal[cn-air-raid].names：现为 无；应为：文字；是否指 'name'？"
    )
    fault = Fault("cn.toml", "", same("UTF-16"), same("UTF-8"))
    assert fault.text.english == "cn.toml: found UTF-16; allowed: UTF-8"


def test_a_file_is_named_by_its_last_part(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("k = 5", encoding="utf-8")
    top = read_document(tmp_path / "mine.toml")
    top.close()
    with pytest.raises(InvalidFile, match=r"^mine\.toml: k: found an unknown key; allowed: only"):
        top.faults.raise_if_any()


def test_a_missing_file_is_named_in_full(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"here\.toml: found no such file.*; allowed: a file"):
        read_document(tmp_path / "here.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="allowed: a file that can be read"):
        read_document(tmp_path)


def test_text_that_is_not_utf_8_is_refused_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes('k = "警报"'.encode("gbk"))
    with pytest.raises(InvalidFile, match=r"^gbk\.toml: byte 5: found no UTF-8; allowed: TOML"):
        read_document(tmp_path / "gbk.toml")


@pytest.mark.parametrize("text", ["x." * 60_000 + "x = 1", f"[{'x.' * 60_000}x]"])
def test_a_key_of_endless_parts_is_refused_at_once(text: str) -> None:
    with pytest.raises(InvalidFile, match="found tables nested too deep"):
        table(text)


def test_a_device_is_read_no_further_than_a_file_may_be_long() -> None:
    with pytest.raises(InvalidFile, match="found more than 200000 bytes"):
        read_document(Path("/dev/zero"))


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xef\xbb\xbfk = 1")
    assert read_document(tmp_path / "x.toml").content == {"k": 1}


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "huge.toml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    with pytest.raises(InvalidFile, match="found more than 200000 bytes; allowed: less"):
        read_document(tmp_path / "huge.toml")


@pytest.mark.parametrize("text", ["k = ", "[a\n", "k = 2023-02-30", 'k = "\\q"'])
def test_broken_toml_is_refused_with_the_place_and_the_line(text: str) -> None:
    reason = rf"\(.*\(at (line 1|end).+\)\)(: {re.escape(text.strip())})?"
    with pytest.raises(InvalidFile, match=rf"^x\.toml: (line 1: )?found no TOML {reason}; all"):
        table(text)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("at = 12:00", "a time with seconds: 12:00:00"),
        ("steps = [{ at = 12:00, signal = 'x' }]", "a time with seconds: 12:00:00"),
        ("names = Alert", 'text in quotes: "..."; true and false without'),
        ("since = 2024-1-5", "a date such as 2023-10-29"),
        ("on_s = 007", "a number without a 0 before it"),
        ("on_s = 180 s", "a number alone: the key's name says its unit"),
    ],
)
def test_what_is_often_wrong_with_a_line_is_said(line: str, hint: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        table(f"first = 1\n{line}\n")
    [fault] = caught.value.faults
    assert (fault.key, fault.allowed.english) == ("line 2", hint)
    assert fault.found.english.endswith(f": {line}")


def test_a_key_that_stands_twice_is_no_toml() -> None:
    with pytest.raises(InvalidFile, match="allowed: every key once in its table"):
        table("k = 1\nk = 2")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_called_so(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.toml").write_bytes('names = "Alert"'.encode(encoding))
    with pytest.raises(InvalidFile, match="found UTF-16; allowed: TOML text in UTF-8: save it"):
        read_document(tmp_path / "x.toml")


def test_one_nul_is_no_utf_16(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b'names = "Al\0ert"')
    with pytest.raises(InvalidFile, match="found no TOML"):
        read_document(tmp_path / "x.toml")


@pytest.mark.parametrize("number", ["9" * 5000, "1e9999999999999999999"])
def test_a_number_that_no_parser_reads_is_refused(number: str) -> None:
    with pytest.raises(InvalidFile, match="found a number too long to read; allowed: at most 15"):
        table(f"k = {number}")


def test_tables_without_end_are_refused() -> None:
    with pytest.raises(InvalidFile, match="found tables nested too deep; allowed: a few levels"):
        table("k = " + "[" * 20_000 + "]" * 20_000)


# --- keys ---


@pytest.mark.parametrize(
    ("written", "hint"),
    [("on", "on_s"), ("on_ms", "on_s"), ("of_s", "off_s"), ("On_s", "on_s")],
)
def test_an_unknown_key_is_told_the_nearest(written: str, hint: str) -> None:
    top = table(f"{written} = 5")
    top.expect("on_s", "off_s", "repeat")
    top.close()
    assert [fault.text.english for fault in top.faults.found] == [
        f"x.toml: {written}: found an unknown key; allowed: only off_s, on_s, repeat; "
        f"did you mean '{hint}'?"
    ]


def test_a_key_like_no_other_gets_no_hint() -> None:
    top = table("quux = 5")
    top.expect("on_s")
    top.close()
    assert [fault.advice.english for fault in top.faults.found] == ["only on_s"]


def test_a_key_says_its_whole_path() -> None:
    top = table('[[signal]]\nid = "x-a"\n[[signal.pattern]]\n[signal.pattern.on_s]\nmin = "x"')
    (signal,) = top.tables("signal")
    (element,) = signal.tables("pattern")
    on_s = element.table("on_s")
    assert on_s is not None
    on_s.number("min")
    assert [fault.key for fault in top.faults.found] == ["signal[x-a].pattern[0].on_s.min"]


# --- numbers ---


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("27.5", Fraction(55, 2)),
        ("0.1", Fraction(1, 10)),
        ("1_000", Fraction(1000)),
        ("1e2", Fraction(100)),
        ("0.123456789012345", Fraction(123456789012345, 10**15)),
    ],
)
def test_numbers_keep_their_decimal_digits(digits: str, number: Fraction) -> None:
    top = table(f"k = {digits}")
    assert top.number("k") == number
    assert not top.faults.found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("true", "true"),
        ('"5"', "'5'"),
        ("[5]", "[5]"),
        ("{ min = 2.5, max = 3 }", "{ min = 2.5, max = 3 }"),
        ("10:29:00", "10:29:00"),
        ("nan", "NaN"),
        ("inf", "Infinity"),
        ("-inf", "-Infinity"),
        ("1e999", "1E+999"),
        ("1e-999", "1E-999"),
        ("0.1234567890123456", "0.1234567890123456"),
        ("1234567890123456", "1234567890123456"),
        ("0x" + "f" * 5000, "a number of more than 60 digits"),
        ("0." + "3" * 80, "0." + "3" * 55 + "..."),
        ("0", "0"),
        ("-1.5", "-1.5"),
        ("100.01", "100.01"),
    ],
)
def test_what_is_no_number_within_bounds_is_shown_as_it_stands(value: str, found: str) -> None:
    shown, allowed = fault_of(
        f"k = {value}", lambda top: top.number("k", above=0, most=100, what=SECONDS)
    )
    assert shown == found
    assert allowed.startswith("seconds above 0 and at most 100")


def test_a_number_with_too_many_digits_is_told_how_many() -> None:
    _, allowed = fault_of("k = 1e999", lambda top: top.number("k"))
    assert allowed == "a number, of at most 15 digits"


def test_a_missing_number_is_a_fault_where_it_is_required() -> None:
    assert fault_of("", lambda top: top.number("k", what=same("Hz"))) == ("nothing", "Hz")
    top = table("")
    assert top.number("k", required=False) is None
    assert not top.faults.found


@pytest.mark.parametrize("value", ["0", "101", "2.5", "true", '"3"'])
def test_a_count_is_a_whole_number_from_one(value: str) -> None:
    found, allowed = fault_of(f"k = {value}", lambda top: top.count("k", most=100))
    assert found == value.replace('"', "'")
    assert "a whole number" in allowed


# --- other kinds ---


@pytest.mark.parametrize("value", ["5", "true", '""', '"  "', "[]"])
def test_text_is_not_empty_and_nothing_else(value: str) -> None:
    found, _ = fault_of(f"k = {value}", lambda top: top.text("k"))
    assert found == ("empty text" if value.startswith('"') else value)


def test_a_choice_is_told_the_nearest_and_read_on_as_if_it_were_meant() -> None:
    top = table('k = "hihg"')
    assert top.choice("k", ("low", "medium", "high")) == "high"
    assert [fault.advice.english for fault in top.faults.found] == [
        "one of low, medium, high; did you mean 'high'?"
    ]


@pytest.mark.parametrize("value", ["1", '"true"', "[]"])
def test_a_flag_is_true_or_false(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.flag("k", default=True))
    assert allowed == "true or false"


@pytest.mark.parametrize("value", ['"2023-10-29"', "2023-10-29T10:00:00", "10:00:00", "2023"])
def test_a_date_is_a_date_alone_and_without_quotes(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.date("k"))
    assert allowed == "a date such as 2023-10-29, without quotes"


@pytest.mark.parametrize("value", ["10:29:00.5", "2023-10-29", "2023-10-29T10:29:00Z", '"noon"'])
def test_a_clock_time_is_in_whole_seconds_and_without_quotes(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.clock_time("k"))
    assert allowed == "a local time in whole seconds such as 10:29:00, without quotes"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ('"10:29:00"', "10:29:00"),
        ('"9:05"', "09:05:00"),
        ('"10h30"', "10:30:00"),
        ("12.00", "12:00:00"),
        ("12", "12:00:00"),
        ('"24:00"', None),
        ('"10:60"', None),
    ],
)
def test_a_time_that_is_written_as_text_or_number_is_told_as_toml_has_it(
    value: str, meant: str | None
) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.clock_time("k"))
    assert allowed.endswith(f"without quotes; did you mean '{meant}'?") == (meant is not None)


def test_a_number_in_quotes_is_told_to_lose_them() -> None:
    _, allowed = fault_of('k = "12"', lambda top: top.number("k", what=SECONDS))
    assert allowed == "seconds, without quotes"


def test_dates_and_midnight_are_read() -> None:
    top = table("d = 2023-10-29\nt = 00:00:00\nds = [2024-02-29]")
    assert (top.date("d"), top.clock_time("t")) == (dt.date(2023, 10, 29), dt.time())
    assert top.dates("ds") == (dt.date(2024, 2, 29),)
    assert not top.faults.found


@pytest.mark.parametrize("value", ['["2024-02-29"]', "[2024-02-29T10:00:00]", "2024-02-29", "[1]"])
def test_dates_are_a_list_of_dates(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.dates("k"))
    assert allowed.startswith("a list of dates")


@pytest.mark.parametrize("zone", ["Asia/Peking", "Mars/Base", "../etc/passwd", "Europe", "UTC+8"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    found, allowed = fault_of(f'k = "{zone}"', lambda top: top.timezone("k"))
    assert (found, allowed) == (f"'{zone}'", "an IANA time zone such as Asia/Shanghai")


@pytest.mark.parametrize("value", ["5", "{}", '""', '{ zh = "" }', "{ zh = 5 }", "[]"])
def test_words_are_text_or_a_table_of_texts(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.localised("k"))
    assert allowed.startswith("text, or a table of texts by language")


@pytest.mark.parametrize("tag", ["text", "EN", "english", "z", '"zh_CN"', '""'])
def test_words_stand_under_a_language_tag(tag: str) -> None:
    top = table(f'k = {{ zh = "警报", {tag} = "siren" }}')
    top.localised("k")
    assert [(fault.key, fault.found.english) for fault in top.faults.found] == [
        (f"k.{tag.strip(chr(34))}", "no language")
    ]


def test_words_in_languages_keep_their_order() -> None:
    words = table('k = { zh-Hant = "警報", en = "Siren" }').localised("k")
    assert words is not None
    assert (words.native, words.english, words.both()) == ("警報", "Siren", "警報 · Siren")


def test_words_without_a_language_are_english() -> None:
    words = table('k = "Siren"').localised("k")
    assert words is not None
    assert words.as_dict() == {"en": "Siren"}


@pytest.mark.parametrize("value", ["5", "{}", "[]", '["a", 5]', '["a", ""]'])
def test_required_texts_are_a_list_with_something_in_it(value: str) -> None:
    _, allowed = fault_of(f"k = {value}", lambda top: top.texts("k", required=True))
    assert allowed == "a list of texts, at least one"


@pytest.mark.parametrize(("value", "key"), [("5", "k"), ("[]", "k"), ("[5]", "k[0]")])
def test_tables_are_a_list_of_tables(value: str, key: str) -> None:
    top = table(f"k = {value}")
    assert list(top.tables("k")) == []
    assert [fault.key for fault in top.faults.found] == [key]


def test_a_long_value_is_shown_shortened_on_one_line() -> None:
    found, _ = fault_of(f'k = "line\\n{"x" * 100}"', lambda top: top.number("k"))
    assert found == "'line\\n" + "x" * 50 + "..."


def test_all_faults_are_raised_in_one_error() -> None:
    top = table('a = "x"\nb = 5')
    top.number("a")
    top.text("b")
    with pytest.raises(InvalidFile, match=re.escape("x.toml: a: found 'x'")) as caught:
        top.faults.raise_if_any()
    assert [fault.key for fault in caught.value.faults] == ["a", "b"]
    assert len(str(caught.value).splitlines()) == 2
