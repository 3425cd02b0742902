"""The faults of a file in Chinese: what stands there, and what may.

A fault is English, whoever reads it; of the sentences that come most, each has its Chinese here.
One that has none is shown as it is.
"""

from __future__ import annotations

import re

_RANGE, _RANGE_ZH = r"\(or a table of nominal, min, max\)", "秒数（或含 nominal、min、max 的表）"

_ZH = (
    (r"nothing", r"无"),
    (r"an unknown key", r"未知的键"),
    (r"an unknown table", r"未知的表"),
    (r"an unknown key above all tables", r"各表之前的未知键"),
    (r"empty text", r"空文字"),
    (r"UTF-16", r"UTF-16 编码"),
    (r"no UTF-8", r"不是 UTF-8 编码"),
    (r"no TOML (\(.*?\))(: .*)?", r"不是合法的 TOML \1\2"),
    (r"words in (.*)", r"只有 \1 的文字"),
    (r"(.*), taken by (\S+)", r"\1，已被 \2 占用"),
    (r"(.*), a signal of (\S+)", r"\1，属于 \2 的信号"),
    (r"(\S+ s), but the pattern takes (\S+ s)", r"\1，而按 pattern 计为 \2"),
    (r"('.*') in ('.*')", r"\2 中的 \1"),
    (r"a start (\S+) before (\S+) ends", r"在 \2 结束前 \1 开始"),
    (r"no time", r"未写时间"),
    (r"one of (.*)", r"以下之一：\1"),
    (r"only (.*)", r"仅限 \1"),
    (r"text", r"文字"),
    (r"true or false(: .*)?", r"true 或 false（末尾的停顿是否计入）"),
    (r"text, or a table of texts by language such as (.*)", r"文字，或按语言列出的文字，如 \1"),
    (r"a list of tables, at least one", r"表的列表，至少一项"),
    (r"a list of tables: (.*)", r"表的列表：\1"),
    (r"a list of texts, at least one(: .*)?", r"文字的列表，至少一项\1"),
    (r"a list of texts(: .*)?", r"文字的列表\1"),
    (r"a list of dates without quotes", r"日期的列表，不加引号"),
    (r"a date such as (\S+?)(, without quotes)?", r"日期，如 \1，不加引号"),
    (r"a local time in whole seconds such as (\S+), without quotes", r"时:分:秒，如 \1，不加引号"),
    (r"a time with seconds: (.*)", r"时间须写到秒：\1"),
    (r"a number alone: the key's name says its unit", r"只写数字；单位已在键名中"),
    (r"text in quotes: \"...\"; true and false without", r'文字须加引号："..."；true、false 不加'),
    (r"every key once in its table", r"同一表内每个键只写一次"),
    (r"TOML text in UTF-8: save it again with that encoding", r"UTF-8 编码的 TOML；请另存为 UTF-8"),
    (r"TOML text in UTF-8", r"UTF-8 编码的 TOML"),
    (r"TOML 1\.0", r"合法的 TOML 1.0"),
    (rf"seconds {_RANGE} above 0 and at most (\d+)", rf"{_RANGE_ZH}，大于 0，至多 \1"),
    (rf"seconds {_RANGE} at least 0 and at most (\d+)", rf"{_RANGE_ZH}，0 至 \1"),
    (rf"seconds {_RANGE}", _RANGE_ZH),
    (r"seconds above 0(?: and at most \d+)?", r"秒数，大于 0"),
    (r"seconds at least 0 and at most (\d+)", r"秒数，0 至 \1"),
    (r"seconds", r"秒数"),
    (r"nothing: the pattern does not end in an off_s", r"不写：pattern 不以 off_s 结尾"),
    (r"a whole number at least (\S+) and at most (\S+)", r"\1 至 \2 的整数"),
    (r"an IANA time zone such as (\S+)", r"IANA 时区，如 \1"),
    (r"an ISO 3166 code such as (\S+)", r"ISO 3166 代码，如 \1"),
    (r"at least one source: a web address", r"至少一个出处：网址"),
    (r"lower-case words joined by hyphens", r"小写字母与数字，以连字符相连"),
    (r"a known signal", r"已知的信号"),
    (r"a signal of (\S+)", r"\1 的信号"),
    (r"the length of the pattern", r"与 pattern 的时长一致"),
    (r"the time of the first signal, (\S+)", r"与第一个信号的时间一致：\1"),
    (r"a time after the signal before it", r"在前一信号结束之后"),
    (r"days that the rule gives; the nearest is (\S+), an? \w+", r"规则所给的日期；最近的是 \1"),
    (r"days that the rule gives", r"规则所给的日期"),
    (r"an id that no other file has", r"其他文件未用的编号"),
    (r"an id that is used once", r"只用一次的编号"),
    (r"an id that begins with the country: (\S+)", r"以国家或地区代码开头的编号：\1"),
    (r"(\S+), as the file is called", r"\1，与文件名一致"),
    (r"English words too: (.*)", r"还须有英文：\1"),
    (r"a pause: (.*)", r"停顿：\1"),
)


def in_chinese(words: str) -> str:
    """Return what a fault says, in Chinese where there is some."""
    head, quoted, _ = words.partition(", without quotes")
    for english, chinese in _ZH:
        if match := re.fullmatch(english, words):
            return match.expand(chinese)
        if quoted and (match := re.fullmatch(english, head)):
            return f"{match.expand(chinese)}，不加引号"
    return words
