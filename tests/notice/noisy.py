"""What printing and extraction do to a notice; nothing that leaves a person in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE_LINES = ("— 12 —", "- 3 -", "－ 7 －", "第 3 页", "第 2 页 共 5 页", "3 / 12", "— 1 0 1 —")

FULL_WIDTH = str.maketrans("0123456789:-,()", "０１２３４５６７８９：－，（）")

SIGNED_AT_MOST = 24
"""A line so short, at the end and with no full stop, is a signature."""

NEVER_FIRST = "，。；、：）”！？,;:)"
"""No printer begins a line with these."""

WIDTHS = st.integers(32, 45)
"""Letters in a line; titles are shorter, so that a person sees which line is full."""

UNRELATED = (
    """样城市广播电视台关于发射机检修的公告
定于2023年9月18日8:30至9:10停播91.6兆赫、FM101.7两套节目。检修时试送单音信号，每次不超过3分钟。
样城市广播电视台
2023年9月11日""",
    """样城市教育局关于开展秋季应急疏散演练的通知
各学校在9月20日至9月28日间自选一天演练，以电铃为号：鸣30秒停10秒，反复3遍为避险，连续鸣1分钟为撤离。
样城市教育局
2023年9月6日""",
    """样城市气象局关于调整预警广播时段的公告
自2024年10月1日起，气象广播（99.3兆赫）每日10:30、15:30各增播一次，发布雷电、冰雹警报时每次3分钟，间隔10分钟。
样城市气象局
2024年9月3日""",
    """样城市人民政府关于和平路等道路更名的批复
市民政局：同意将城北片区长2.1公里的规划五路更名为海达北路，请于30日内更换路牌。
样城市人民政府
2022年8月11日""",
    """样城市公安局关于整治机动车鸣笛的通告
自2025年9月15日0时起，建成区机动车全天禁鸣，违者罚款100元，记1分。警车、消防车除外。举报电话：0763-6622119。
样城市公安局
2025年9月8日""",
    """样城市应急管理局关于防汛演练情况的通报
7月9日上午10时，江洲镇组织了撤离演练，10时05分拉响手摇警报，鸣6秒、停6秒，持续1分钟。请各地于9月18日前上报整改情况。
样城市应急管理局
2021年8月18日""",
)
"""Other items of a gazette, with days, times, figures and sirens that are nobody's business."""


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a page that is so many letters wide: it breaks words and numbers too."""
    return [line for paragraph in text.splitlines() for line in _broken(paragraph, width)]


def _broken(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for letter in paragraph:
        if len(lines[-1]) >= width and letter not in NEVER_FIRST:
            lines.append("")
        lines[-1] += letter
    return lines


def _spaced_out(line: str) -> str:
    return " ".join(line)


def _signed(lines: Sequence[str]) -> list[str]:
    """Return the lines, those of the signature at the right."""
    kept = list(lines)
    for at in range(len(kept) - 1, max(len(kept) - 3, 0), -1):
        if len(kept[at]) > SIGNED_AT_MOST or kept[at].endswith("。"):
            break
        kept[at] = " " * 28 + kept[at]
    return kept


@st.composite
def printed(draw: st.DrawFn, text: str) -> str:
    """Draw what a page printer and a text extractor make of a notice."""
    lines = wrapped(text, draw(WIDTHS))
    marks = draw(st.lists(st.sampled_from("-swp"), min_size=len(lines), max_size=len(lines)))
    changes: dict[str, Callable[[str], str]] = {
        "-": str,
        "s": _spaced_out,
        "w": lambda line: line.translate(FULL_WIDTH),
        "p": str,
    }
    lines = [changes[mark](line) for mark, line in zip(marks, lines, strict=True)]
    lines = _signed(lines) if draw(st.booleans()) else lines
    between = "\n\n" if draw(st.booleans()) else "\n"
    pages = [
        f"{line}\n{draw(st.sampled_from(PAGE_LINES))}" if mark == "p" else line
        for mark, line in zip(marks, lines, strict=True)
    ]
    return between.join(pages)


@st.composite
def in_a_gazette(draw: st.DrawFn, text: str) -> str:
    """Draw a printed page of a gazette on which a notice stands between other items."""
    others = draw(st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=4, unique=True))
    at = draw(st.integers(0, len(others)))
    return draw(printed("\n\n".join([*others[:at], text, *others[at:]])))
