"""The faults of a file in Chinese: what stands there, and what may.

A fault is English, whoever reads it; of the sentences that come most, each has its Chinese here.
One that has none is shown as it is.
"""

from __future__ import annotations

import re

_RANGE, _RANGE_ZH = r"\(or a table of nominal, min, max\)", "秒数（或含 nominal、min、max 的表）"

_RULE, _RULE_ZH = r"an RFC 5545 rule such as (\S+?)", "RFC 5545 规则，如"

_ZH = (
    (r"nothing", r"无"),
    (r"text with control characters", r"含控制字符的文字"),
    (r"an empty list", r"空列表"),
    (r"tables nested too deep", r"表的嵌套过深"),
    (r"a number too long to read", r"位数过多的数"),
    (r"more than (\d+) bytes", r"超过 \1 字节"),
    (r"no rule", r"未写规则"),
    (r"no language", r"不是语言代码"),
    (r"times that go back", r"时间先后颠倒"),
    (r"(.*), which never gives a date", r"\1，推算不出任何日期"),
    (r"(\d{4}-\d\d-\d\d), a \w+", r"\1"),
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
    (rf"one of (.*), in {_RULE}", rf"以下之一：\1（{_RULE_ZH} \2）"),
    (r"one of (at \(.*) and (after_s) \(.*\)", r"以下之一：\1；\2（距试鸣开始的秒数）"),
    (r"one of repeat and repeat_for_s", r"repeat 与 repeat_for_s 只写其一"),
    (r"one of (.*)", r"以下之一：\1"),
    (_RULE, rf"{_RULE_ZH} \1"),
    (rf"{_RULE}; its parts: (.*)", rf"{_RULE_ZH} \1；各部分为：\2"),
    (rf"a number from 1 to 99, in {_RULE}", rf"1 至 99 的数（{_RULE_ZH} \1）"),
    (rf"months from 1 to 12, such as (\S+), in {_RULE}", rf"月份 1 至 12，如 \1（{_RULE_ZH} \2）"),
    (rf"days of the month, .*, in {_RULE}", rf"日 1 至 31，-1 为最后一日（{_RULE_ZH} \1）"),
    (rf"weekdays (.*), such as .*, in {_RULE}", rf"星期 \1，前面可写第几个（{_RULE_ZH} \2）"),
    (rf"places such as 1, .*, in {_RULE}", rf"第几个，如 1，-1 为最后一个（{_RULE_ZH} \1）"),
    (rf"MO or SU, in {_RULE}", rf"MO 或 SU（{_RULE_ZH} \1）"),
    (rf"(\S+) once, in {_RULE}", rf"\1 只写一次（{_RULE_ZH} \2）"),
    (rf"FREQ first, as in {_RULE}", rf"FREQ 写在最前（{_RULE_ZH} \1）"),
    (r"(\S+)(?: or (\S+))? in a (\S+) rule: which day\?", r"\3 规则须写明哪一天：\1 \2"),
    (r"a rule without UNTIL and COUNT: .*", r"规则中不写 UNTIL 和 COUNT；末日写在 until"),
    (r"a rule without INTERVAL, or the key since, .*", r"规则中不写 INTERVAL，或写明起算日 since"),
    (r"a WEEKLY rule without BYMONTHDAY", r"WEEKLY 规则中不写 BYMONTHDAY"),
    (r"BYSETPOS only with BYDAY or BYMONTHDAY", r"BYSETPOS 须与 BYDAY 或 BYMONTHDAY 同用"),
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
    (r"a table", r"表"),
    (r"a list of tables", r"表的列表"),
    (r"a list of dates", r"日期的列表"),
    (r"words out of (.*)", r"从下列词中选取：\1"),
    (r"tags such as (.*)", r"语言代码，如 \1"),
    (r"a few levels", r"至多几层"),
    (r"less", r"更小的文件"),
    (r"at most (\d+) digits", r"至多 \1 位数字"),
    (r"at most (\d+)( s)?", r"至多 \1\2"),
    (r"a file that can be read", r"可以读取的文件"),
    (r"a web address", r"网址"),
    (r"a whole number", r"整数"),
    (r"a number without a 0 before it", r"数字前面不加 0"),
    (r"a key of letters, digits, _ and -", r"由字母、数字、_ 和 - 组成的键"),
    (r"a pitch in Hz above 0 and at most (\d+)", r"音高（Hz），大于 0，至多 \1"),
    (r"a pitch in Hz above 0 and at most (\d+), or .*", r"音高（Hz），大于 0，至多 \1；或其列表"),
    (r"pitches in Hz, since (\S+) and (\S+) go together", r"音高（Hz）；\1 与 \2 须同时写"),
    (r"pitches in Hz, with (\S+)", r"音高（Hz），与 \1 同时写"),
    (r"a pitch below (\S+)", r"低于 \1 的音高"),
    (r"(\d+), as many as (\S+) has", r"\1 个，与 \2 相同"),
    (r"a sweep that takes time", r"时长不为 0 的升降"),
    (r"elements that take time", r"时长不为 0 的内容"),
    (r"between min and max", r"介于 min 与 max 之间"),
    (r"the id of a signal", r"信号的编号"),
    (r"the id of a signal of this file", r"本文件中信号的编号"),
    (r"steps in the order of their times", r"各步骤按时间先后排列"),
    (r"a date not before since", r"不早于 since 的日期"),
    (r"days from since to until", r"since 至 until 之间的日期"),
    (r"nothing, where no rule says the days", r"不写：没有规则推算日期"),
    (r"what was chosen where no source says .*", r"说明在出处未限定最长时长时取了何值"),
    (r"at = (\S+), as the test has it, in its first signal", r"首个信号的 at = \1，与试鸣一致"),
)

_ALSO = (
    (r", without quotes", r"，不加引号"),
    (r", of at most (\d+) digits", r"，至多 \2 位数字"),
)
"""What may follow."""


def in_chinese(words: str) -> str:
    """Return what a fault says, in Chinese where there is some."""
    for english, chinese in _ZH:
        if match := re.fullmatch(english, words):
            return match.expand(chinese)
    for english, chinese in _ALSO:
        if match := re.fullmatch(f"(.+){english}", words):
            return in_chinese(match[1]) + match.expand(chinese)
    return words
