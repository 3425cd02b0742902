"""A planned test in the words of a notice: each part is drawn from several ways of saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tests.notice.planned import Planned, Sounding

DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"


def in_words(number: int) -> str:
    """Return a number under a hundred as it is written in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones] if ones else "零"
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def year_in_words(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


class Clock(NamedTuple):
    """One way of writing times of day, the same throughout a notice."""

    at: Callable[[int, int], str]
    to: str
    leaves_hour_out: bool = False

    def moment(self, at_s: int) -> str:
        return self.at(*divmod(at_s // 60, 60))

    def stretch(self, from_s: int, to_s: int) -> str:
        if self.leaves_hour_out and from_s // 3600 == to_s // 3600:
            return f"{self.moment(from_s)}{self.to}{to_s // 60 % 60}分"
        return f"{self.moment(from_s)}{self.to}{self.moment(to_s)}"


CLOCKS = (
    Clock(lambda h, m: f"{h}:{m:02}", "-"),
    Clock(lambda h, m: f"{h:02}：{m:02}", "—"),
    Clock(lambda h, m: f"{h}∶{m:02}", "至"),
    Clock(lambda h, m: f"{h}︰{m:02}", "——"),
    Clock(lambda h, m: f"{h}:{m:02}", "----"),
    Clock(lambda h, m: f"{h}时{m:02}分", "至"),
    Clock(lambda h, m: f"{h}时{m:02}分", "至", leaves_hour_out=True),
    Clock(lambda h, m: f"{h}点{m}分", "～"),
    Clock(lambda h, m: f"{h}时整" if not m else f"{h}时{m}分", "到"),
    Clock(lambda h, m: f"{in_words(h)}时{in_words(m)}分" if m else f"{in_words(h)}时", "至"),
    Clock(lambda h, m: f"{'上午' if h < 12 else '下午'}{h if h < 13 else h - 12}:{m:02}", "至"),
    Clock(lambda h, m: f"{'上午' if h < 12 else '下午'}{h}时{m:02}分", "—"),
)


def _weekday(day: dt.date) -> str:
    return WEEKDAYS[day.weekday()]


DATES: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}日（星期{_weekday(day)}）",
    lambda day: f"{day.year}年{day.month}月{day.day}日(周{_weekday(day)})",
    lambda day: f"{day.month}月{day.day}日（星期{_weekday(day)}）",
    lambda day: (
        f"{year_in_words(day.year)}年{in_words(day.month)}月{in_words(day.day)}日"
        f"（星期{_weekday(day)}）"
    ),
    lambda day: f"{day.month}月{day.day}日",
)

SIGNATURES: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{year_in_words(day.year)}年{in_words(day.month)}月{in_words(day.day)}日",
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: f"{day.year}-{day.month:02}-{day.day:02}",
)

STEADY: tuple[Callable[[int], str], ...] = (
    lambda s: f"连续鸣放{s // 60}分钟",
    lambda s: f"长鸣{s // 60}分钟",
    lambda s: f"一长声，持续{s // 60}分钟",
    lambda s: f"连续鸣{s}秒",
    lambda s: f"连续鸣响，时间{in_words(s // 60)}分钟",
)

BROKEN: tuple[Callable[[int, int, int], str], ...] = (
    lambda on, off, n: f"鸣{on}秒、停{off}秒，反复{n}遍，时间{n * (on + off) // 60}分钟",
    lambda on, off, n: f"响{on}秒，停{off}秒，重复{n}次为一个周期，持续{n * (on + off) // 60}分钟",
    lambda on, off, n: f"鸣响时间{on}秒，停止时间{off}秒，反复{n}次",
    lambda on, off, n: f"共{n * (on + off)}秒，分{n}次断续发放，每次响{on}秒，停{off}秒",
    lambda on, off, n: (
        f"鸣{in_words(on)}秒，停{in_words(off)}秒，反复{in_words(n)}遍，"
        f"历时{in_words(n * (on + off) // 60)}分钟"
    ),
    lambda on, off, n: f"鸣{on}秒停{off}秒，持续{n * (on + off) // 60}分钟",
    lambda on, off, n: f"{on}秒响{off}秒停，共{n}遍",
)

BULLETS = ("{}、", "{}.", "（{}）", "")

ROWS: tuple[Callable[[str, str, str], str], ...] = (
    lambda when, name, sounds: f"{when}，{name}，{sounds}",
    lambda when, name, sounds: f"{when} {name} {sounds}",
    lambda when, name, sounds: f"{when}，鸣放{name}：{sounds}",
    lambda when, name, sounds: f"{name}（{when}），{sounds}",
    lambda when, name, sounds: f"{name}：{when}，{sounds}",
    lambda when, name, sounds: f"{when}为{name}，{sounds}",
)

OPENINGS = (
    "市政府定于{date}{window}在全市范围试鸣防空警报，安排如下：",
    "为增强市民国防观念，经市政府批准，{date}{window}在城区组织防空警报试鸣，信号如下：",
    "按照全省统一部署，我市将于{date}{window}鸣放防空警报。具体为：",
)

CLOSINGS = (
    "届时请市民不要惊慌，保持正常的工作和生活秩序。",
    "城区38台固定警报器同时鸣响，广播（FM91.6兆赫）同步播出。咨询电话：0763-6622119。",
    "对没有响的警报点，可拨打962790反映。",
)


class Wording(NamedTuple):
    """One draw of how everything is said; what is said of a signal is said of all alike."""

    opening: str
    date: Callable[[dt.date], str]
    signed: Callable[[dt.date], str]
    clock: Clock
    bullet: str
    row: Callable[[str, str, str], str]
    broken: Callable[[int, int, int], str]
    steady: Callable[[int], str]
    closing: str
    layout: Callable[[Wording, Planned], list[str]]
    says_ends: bool

    def sounds(self, signal: Sounding) -> str:
        if signal.is_steady:
            return self.steady(signal.on_s)
        return self.broken(signal.on_s, signal.off_s, signal.repeats)

    def when(self, signal: Sounding) -> str:
        if self.says_ends:
            return self.clock.stretch(signal.start_s, signal.end_s)
        return self.clock.moment(signal.start_s)

    def head(self, plan: Planned) -> str:
        window = self.clock.stretch(plan.start_s, plan.end_s)
        return self.opening.format(date=self.date(plan.date), window=window)

    def notice(self, plan: Planned) -> str:
        """Return a plan as a notice."""
        return "\n".join(
            [
                "样城市人民政府关于试鸣防空警报的通告",
                self.head(plan),
                *self.layout(self, plan),
                self.closing,
                "样城市人民政府",
                self.signed(plan.issued),
            ]
        )


def in_rows(wording: Wording, plan: Planned) -> list[str]:
    """Each signal with its time and its sound on a line."""
    return [
        wording.bullet.format(number)
        + wording.row(wording.when(signal), signal.name, wording.sounds(signal))
        + "；"
        for number, signal in enumerate(plan.signals, start=1)
    ]


def in_one_sentence(wording: Wording, plan: Planned) -> list[str]:
    told = [f"{wording.when(s)}为{s.name}（{wording.sounds(s)}）" for s in plan.signals]
    return ["，".join(told) + "。"]


def in_two_lists(wording: Wording, plan: Planned) -> list[str]:
    """The times first, then how each signal sounds."""
    times = "，".join(f"{wording.when(s)}鸣放{s.name}" for s in plan.signals)
    return [f"{times}。", "信号规定：", *(f"{s.name}：{wording.sounds(s)}。" for s in plan.signals)]


def without_times(wording: Wording, plan: Planned) -> list[str]:
    """The signals in order, and the silence between them."""
    gap_s = plan.signals[1].start_s - plan.signals[0].end_s
    rows = [f"{signal.name}：{wording.sounds(signal)}；" for signal in plan.signals]
    return ["信号依次为：", *rows, f"每两种信号之间间隔{gap_s // 60}分钟。"]


LAYOUTS = (in_rows, in_rows, in_one_sentence, in_two_lists)


def _reads_well(wording: Wording) -> bool:
    """Leave out a list number before a time in words, 1.八时: its time is not seen yet."""
    return wording.bullet != "{}." or "八" not in wording.clock.moment(8 * 3600)


def wordings(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Wording]:
    """Draw how a notice says everything; parts of it may be given."""
    parts: dict[str, st.SearchStrategy[Any]] = {
        "opening": st.sampled_from(OPENINGS),
        "date": st.sampled_from(DATES),
        "signed": st.sampled_from(SIGNATURES),
        "clock": st.sampled_from(CLOCKS),
        "bullet": st.sampled_from(BULLETS),
        "row": st.sampled_from(ROWS),
        "broken": st.sampled_from(BROKEN),
        "steady": st.sampled_from(STEADY),
        "closing": st.sampled_from(CLOSINGS),
        "layout": st.sampled_from(LAYOUTS),
        "says_ends": st.booleans(),
    }
    return st.builds(Wording, **{**parts, **fixed}).filter(_reads_well)
