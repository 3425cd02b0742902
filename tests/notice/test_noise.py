from __future__ import annotations

import pytest

from siren.notice.noise import cleaned

FULL_LINE = "为增强市民的国防观念，检查警报设施，根据全省的统一安排，市政"


def wrapped(*lines: str) -> str:
    """Return lines under others of one width, so that a full line can be told from a short one."""
    full = [FULL_LINE] * 7
    return "\n".join([*full, "。", *lines])


def last(printed: str) -> str:
    return cleaned(printed).text.rsplit("。\n", 1)[-1]


# --- letters ---


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("１０：００", "10:00"),
        ("10∶00", "10:00"),
        ("1︰30", "1:30"),
        ("10:00—10:03", "10:00-10:03"),
        ("10:00----10:03", "10:00----10:03"),
        ("9:18～9:33", "9:18~9:33"),
        ("9:18∼9:33", "9:18~9:33"),
        ("，。；（）", ",。;()"),
        ("「預先警報」", "“预先警报”"),
        ("二ОО九年", "二OO九年"),
        ("㎒", "MHz"),
        ("①10时", "·10时"),
        ("⒈预先警报", "·预先警报"),
        ("●时间", "·时间"),
        ("防空警報試鳴", "防空警报试鸣"),
    ],
)
def test_letters_of_one_meaning_become_one(printed: str, clean: str) -> None:
    assert cleaned(printed).text == clean


# --- blanks ---


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("防 空 警 报 试 鸣", "防空警报试鸣"),
        ("1 0 : 3 0 — 1 0 : 3 3 ， 响 6 秒 停 6 秒", "10:30-10:33,响6秒停6秒"),
        ("9 时 1 8 分 至 2 1 分", "9时18分至21分"),
        ("2 0 2 3 年 5 月", "2023年5月"),
        ("2023 年 9 月 18 日", "2023年9月18日"),
        ("10 ：00—10：03", "10:00-10:03"),
        ("12: 00分", "12:00分"),
        ("1   预先警报", "1预先警报"),
        ("襄阳晚报　2022年", "襄阳晚报2022年"),
    ],
)
def test_blanks_within_words_and_numbers_go(printed: str, clean: str) -> None:
    assert cleaned(printed).text == clean


@pytest.mark.parametrize(
    "printed", ["12380 962790", "0471 4606110", "10:00 10:19", "7月9日 2023年9月"]
)
def test_two_numbers_in_one_line_stay_apart(printed: str) -> None:
    assert cleaned(f"电话{printed}").text == f"电话{printed}".replace("日 ", "日")


# --- pages ---


@pytest.mark.parametrize(
    "page_line",
    [
        "— 12 —",
        "- 3 -",
        "－７－",
        "· 5 ·",
        "— 1 2 —",
        "第 3 页",
        "第3页 共12页",
        "3 / 12",
        "Page 4 of 9",
    ],
)
def test_the_number_of_a_page_goes(page_line: str) -> None:
    assert cleaned(f"反复1\n{page_line}\n5遍").text == "反复15遍"


@pytest.mark.parametrize("line", ["12", "第3页见附件", "3 / 12 月", "Page 4 预先警报"])
def test_a_line_that_says_more_than_a_page_number_stays(line: str) -> None:
    assert cleaned(f"公告。\n{line}\n完。").text.count("\n") == 2


# --- broken lines ---


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("定于2023年10月2", "9日试鸣", "定于2023年10月29日试鸣"),
        ("定于202", "3年9月18日", "定于2023年9月18日"),
        ("10时1", "3分鸣放", "10时13分鸣放"),
        ("上午9:1", "8至9:33", "上午9:18至9:33"),
        ("停2", "4秒", "停24秒"),
        ("反复1", "5遍", "反复15遍"),
        ("调频101", ".7兆赫", "调频101.7兆赫"),
        ("起始12:00-1", "2:03", "起始12:00-12:03"),
        ("2023", "年9月18日", "2023年9月18日"),
        ("上午10", "时整", "上午10时整"),
    ],
)
def test_a_number_that_was_cut_is_one_again(first: str, second: str, joined: str) -> None:
    assert cleaned(f"{first}\n{second}").text == joined
    assert cleaned(f"{first}\n\n— 12 —\n\n{second}").text == joined


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("公告如下。", "预先警报"),
        ("样城市人民政府", "2023年9月18日"),
        ("信号如下：", "预先警报，鸣36秒"),
        ("时间", "一、预先警报"),
        ("公告", "（一）预先警报"),
        ("附表", "1、预先警报"),
        ("电话962790", "2023年9月18日"),
    ],
)
def test_lines_that_end_or_begin_a_paragraph_stay_apart(first: str, second: str) -> None:
    assert cleaned(f"{first}\n{second}").text.count("\n") == 1


def test_a_full_line_goes_on_in_the_next_one() -> None:
    assert last(
        wrapped("市政府决定在全市范围内统一组织实施一年一度的防空警报试鸣活", "动")
    ).endswith("试鸣活动")


def test_a_short_line_does_not() -> None:
    assert last(wrapped("样城市人民政府", "办公室")) == "样城市人民政府\n办公室"


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    assert cleaned("全市统一，\n分区组织").text == "全市统一,分区组织"


def test_a_signature_at_the_right_stands_alone() -> None:
    full = "市政府决定在全市范围内统一组织实施一年一度的防空警报试鸣活"
    assert last(wrapped(full, " " * 28 + "样城市人民政府")) == f"{full}\n样城市人民政府"


def test_lines_longer_than_any_page_were_ended_by_their_author() -> None:
    long = "请市民" * 25
    assert cleaned("\n".join([long] * 8)).text.count("\n") == 7


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("1.15:00发放", "1、15:00发放"),
        ("1、10时00分", "1、10时00分"),
        ("1.14时35分", "1、14时35分"),
    ],
)
def test_a_list_number_is_told_from_the_time_glued_to_it(printed: str, clean: str) -> None:
    assert cleaned(printed).text == clean


def test_a_decimal_at_the_beginning_of_a_line_is_no_list_number() -> None:
    assert cleaned("2.1公里").text == "2.1公里"


def test_the_number_of_a_row_stays_apart_from_its_time() -> None:
    assert cleaned("1 10:00-10:03 预先警报").text == "1 10:00-10:03预先警报"


def test_a_time_that_was_cut_before_a_comma_of_a_list_is_one_again() -> None:
    assert cleaned("上午9:30至9:\n49、下午15:00").text == "上午9:30至9:49、下午15:00"


def test_a_semicolon_at_the_beginning_of_a_line_goes_on() -> None:
    assert last(
        wrapped("鸣三十六秒，停二十四秒，反复三遍为一个周期，每个周期三分钟", "；共两周期")
    ).endswith("分钟;共两周期")


def test_a_title_above_long_paragraphs_stands_alone() -> None:
    title = "样城市人民政府关于试鸣防空警报的公告"
    item = f"{title}\n{'请市民注意。' * 11}\n样城市人民政府\n2023年9月8日\n"
    assert cleaned(item * 3).text.count(f"{title}\n") == 3


# --- where it was printed ---


def test_every_letter_knows_how_and_on_which_line_it_was_printed() -> None:
    page = cleaned("公告\n\n９ 月 １ ８ 日 上午\n— 3 —\n1︰30")
    start = page.text.index("9月")
    assert page.quote(start, start + 5) == (3, "９月１８日")
    assert page.quote(page.text.index("1:30"), len(page.text)) == (5, "1︰30")
    assert len(page.text) == len(page.printed) == len(page.lines)


def test_words_over_two_lines_are_quoted_from_the_first() -> None:
    page = cleaned("定于2023年10月2\n9日")
    assert page.quote(2, len(page.text)) == (1, "2023年10月29日")


def test_a_letter_that_became_several_is_quoted_once() -> None:
    page = cleaned("调频91.6㎒播出")
    assert page.as_printed(0, len(page.text)) == "调频91.6㎒播出"


@pytest.mark.parametrize("printed", ["", "\n\n", "   \n\t", "— 12 —"])
def test_nothing_stays_of_nothing(printed: str) -> None:
    assert cleaned(printed) == ("", (), ())
