"""Which of its dates is the day of the test, and on which day the notice was issued.

Comes in: every date of a notice. Goes out: one day, or why a person must say which.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.dates import dates, day_of
from siren.notice.page import sentence_at
from siren.notice.reading import Conflict
from siren.text import phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from siren.notice.dates import DateMention
    from siren.notice.page import Page

WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_ZH = "一二三四五六日"

SIGNATURE_AT_MOST = 45
"""A paragraph with a date and without a sentence, so short, is a signature."""

NEXT_YEAR_AFTER_DAYS = 120
"""A day without a year that lies so long before the signature is meant for the next year."""

_TESTS = re.compile(r"试鸣|鸣放|鸣响|拉响|试响|发放|施放|试放|演习|演练|警报|默哀")
_LEADS = re.compile(r"(?:定于|定于|将于|将于|拟于|订于|于|于|在|时间(?:定在|定于|定为|为|是|:)?|日期:?|日:|时间(?:为|:)?|选定|改为|改于|改在|改到|[:、,(]|上午)$")
_NEW = re.compile(r"(?:改为|改于|改在|改到|调整为|调整至|调整到|推迟至|推迟到|延期至|延期到|延至|顺延至|改期至|改至|移至|变更为)(?:了)?(?:[^。;\n\d]{0,6})$")
_OLD = re.compile(r"(?:原定|原计划|原拟|原定于|原公告|原安排|原先|去年|上次|上年)(?:于|在|的)?(?:[^。;\n\d]{0,6})$")
_OTHER = re.compile(
    r"检测|检修|调试|测试|巡检|维护|提前到|提前至|短信|施行|起施行|印发|通过|会议|培训|发布会|举办|报送|报名|上报|前完成|期间|截至|截止|建成|成立|开学|讲座|停水|停电|禁止|禁飞|封闭|绕行|提前告知|发给|出版|原载|消防演练|疏散演练"
)
_DECIDES = re.compile(r"定于|将于|拟于|决定|订于|定在|将在|组织.{0,12}试鸣")
_SINCE = re.compile(r"(?:自|从|截至|至|到|以来)$")
_FEAST = re.compile(r"^(?:[^。;,\n\d]{0,3})(?:是|为|系|即|恰逢|乃)[^。;\n]{0,24}?(?:日|纪念|周年|节)")
_META = re.compile(r"来源|发布时间|发布日期|发布于|更新时间|浏览|阅读|点击|编辑|责编|记者|字号|日报|晚报|时报|\d{2}版")
_TITLE_YEAR = re.compile(r"(20\d\d)年?(?:度)?")
_DOCUMENT_YEAR = re.compile(r"[〔\[(【](20\d\d)[〕\])】]")


class Day(NamedTuple):
    """The day of a test, and the day on which it was announced.

    Attributes
    ----------
    date
        None where the notice does not fix it; then, or when they contradict, `conflicts` say why.
    candidates
        The days to choose from.
    issued
        The date of its signature.
    """

    date: dt.date | None
    candidates: tuple[dt.date, ...]
    issued: dt.date | None
    year_derived: bool
    conflicts: tuple[Conflict, ...]
    mentions: tuple[DateMention, ...]
    signature: DateMention | None
    is_yearly_only: bool
    is_moved: bool


def day_of_test(page: Page, title_end: int) -> Day:
    """Return the day of the test that a notice announces."""
    text = page.text
    found = dates(text)
    signature = _signature(text, found)
    meta = [mention for mention in found if _is_meta(text, mention)]
    body = [mention for mention in found if mention is not signature and mention not in meta]
    body = [mention for mention in body if not _is_signature_like(text, mention)]
    issued = signature.date if signature else None
    scores = {mention: _score(text, mention) for mention in body}
    named = [mention for mention in body if _is_candidate(mention)]
    is_moved = any(_NEW.search(text, max(0, mention.start - 14), mention.start) for mention in named)
    groups = _groups(named, scores, issued)
    conflicts: list[Conflict] = []
    lost = [m for m in body if m.is_damaged and scores[m] > 0]
    if lost:
        conflicts.append(_conflict(page, lost, "date", "a date has lost its units, and nobody can say which day it is", "日期缺少单位，无法确定是哪一天"))
    best = _best(groups, scores)
    if best is None:
        yearly = any(mention.is_yearly for mention in body)
        if not lost:
            conflicts.append(Conflict("date", phrase("the notice says no date of the test", "公告没有写明试鸣日期")))
        return Day(None, (), issued, False, tuple(conflicts), (), signature, yearly, is_moved)
    rivals = _rivals(best, groups, scores)
    if rivals:
        everyone = [m for md in (best, *rivals) for m in groups[md]]
        conflicts.append(_conflict(page, everyone, "date", "two days are named for the test", "试鸣日期有两个"))
    mentions = groups[best]
    years = sorted({m.year for m in mentions if m.year is not None})
    fallback = _fallback_year(text, title_end, best, mentions, issued, meta)
    date, candidates = _placed(page, best, mentions, years, fallback, conflicts)
    if date is not None and issued is not None and date < issued:
        conflicts.append(_conflict(page, mentions, "date", f"the notice is dated {issued}, after the test on {date}", f"公告落款 {issued}，晚于试鸣日期 {date}"))
    if rivals:
        candidates = _rival_days(groups, [best, *rivals], years, fallback)
        date = None
    if lost:
        date = None
    return Day(
        date, tuple(candidates), issued, not years and date is not None, tuple(conflicts), tuple(mentions), signature, False, is_moved
    )


# --- the signature ---


def _paragraph(text: str, mention: DateMention) -> str:
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return text[start : len(text) if end < 0 else end]


def _signature(text: str, found: Sequence[DateMention]) -> DateMention | None:
    """Return the date that stands under the notice."""
    for mention in reversed(found):
        if _is_signature_like(text, mention) and not _is_meta(text, mention):
            return mention
    return None


def _is_signature_like(text: str, mention: DateMention) -> bool:
    """Return whether a date stands alone, or behind who signs."""
    paragraph = _paragraph(text, mention)
    if mention.year is None and not mention.is_damaged:
        return False
    after = text[mention.end : mention.end + 2]
    ends = not after or after[0] in "\n" or (after[0] in ")印发" and after[1:] in ("", "\n"))
    body = re.search(r"[。;!?]|试鸣|鸣放|鸣响|时间|定于|将于|:", paragraph.removesuffix("。"))
    return ends and len(paragraph) <= SIGNATURE_AT_MOST and not (body and "(" != paragraph[:1])


def _is_meta(text: str, mention: DateMention) -> bool:
    """Return whether a date is that of a newspaper or of a web page."""
    paragraph = _paragraph(text, mention)
    return len(paragraph) <= 60 and bool(_META.search(paragraph)) and not re.search("试鸣|鸣放|定于", paragraph)


# --- the day ---


def _is_candidate(mention: DateMention) -> bool:
    return (
        mention.month is not None or mention.same_month
    ) and mention.day is not None and not (mention.is_yearly or mention.is_damaged or mention.until)


def _score(text: str, mention: DateMention) -> int:
    """Return how much speaks for a date being that of the test."""
    start, end = sentence_at(text, mention.start)
    sentence = text[start:end]
    score = 0
    if re.match(r"(?:\(?北京时间\)?|[,、:(]|当天|当日|上午|下午|中午|夜|晚|早|凌晨){0,3}\d{1,2}\s?[:时点.]", text[mention.end : mention.end + 16]):
        score += 3
    if _LEADS.search(text, max(0, mention.start - 6), mention.start):
        score += 2
    if _TESTS.search(sentence):
        score += 2
    clause_start = max(start, text.rfind(",", start, mention.start) + 1)
    clause_end = text.find(",", mention.end, end)
    clause = text[clause_start : clause_end if clause_end >= 0 else end]
    if _is_other(sentence, clause):
        score -= 5
    if _FEAST.match(text[mention.end : mention.end + 32]):
        score += 1 if re.search(r"当天|当日|同日|是日", text) else -1
    if re.match(r"(?:\([^)]*\))?(?:[\d:时点分]+)?(?:以前|之前|前)(?!后)", text[mention.end : mention.end + 20]):
        score -= 6
    if _SINCE.search(text, max(0, mention.start - 3), mention.start):
        score -= 4
    if _NEW.search(text, max(0, mention.start - 14), mention.start):
        score += 6
    if _OLD.search(text, max(0, mention.start - 12), mention.start):
        score -= 10
    return score


def _is_other(sentence: str, clause: str) -> bool:
    """Return whether a date is that of something else that is announced along with the test."""
    if not _OTHER.search(sentence):
        return False
    if not _DECIDES.search(sentence) and _OTHER.search(sentence):
        return not re.search(r"试鸣|鸣放|鸣响|拉响", clause) or bool(_OTHER.search(clause))
    return bool(_OTHER.search(clause)) and not re.search(r"试鸣|鸣放|鸣响|拉响", clause)


def _groups(
    named: Sequence[DateMention], scores: dict[DateMention, int], issued: dt.date | None
) -> dict[tuple[int, int], list[DateMention]]:
    """Return the dates by month and day."""
    groups: dict[tuple[int, int], list[DateMention]] = {}
    for mention in named:
        month = mention.month or (issued.month if issued else None)
        if month is not None and mention.day is not None and scores[mention] > -4:
            if mention.year is not None and issued is not None and mention.year < issued.year - 1:
                continue  # history: 1937年7月7日
            groups.setdefault((month, mention.day), []).append(mention)
    return groups


def _best(
    groups: dict[tuple[int, int], list[DateMention]], scores: dict[DateMention, int]
) -> tuple[int, int] | None:
    if not groups:
        return None
    tops = {md: max(scores[m] for m in mentions) for md, mentions in groups.items()}
    best = max(tops, key=lambda md: tops[md])
    is_only_feast = tops[best] >= -1 and sum(top >= -1 for top in tops.values()) == 1
    return best if tops[best] > 0 or is_only_feast else None


def _rivals(
    best: tuple[int, int],
    groups: dict[tuple[int, int], list[DateMention]],
    scores: dict[DateMention, int],
) -> list[tuple[int, int]]:
    """Return other days for which as much speaks."""
    top = max(scores[m] for m in groups[best])
    return [
        md
        for md, mentions in groups.items()
        if md != best and max(scores[m] for m in mentions) >= min(5, top) 
    ] if top < 9 else []


def _fallback_year(
    text: str,
    title_end: int,
    best: tuple[int, int],
    mentions: Sequence[DateMention],
    issued: dt.date | None,
    meta: Sequence[DateMention],
) -> int | None:
    """Return the year of a day that is printed without one."""
    if issued is not None:
        day = day_of(issued.year, *best)
        late = day is not None and (issued - day).days > NEXT_YEAR_AFTER_DAYS
        return issued.year + 1 if late else issued.year
    title = _TITLE_YEAR.search(text[:title_end])
    if title:
        return int(title[1])
    weekdays = {m.weekday for m in mentions if m.weekday is not None}
    hints = [int(m[1]) for m in _DOCUMENT_YEAR.finditer(text[: title_end + 40])]
    hints += [m.year for m in meta if m.year is not None]
    for year in hints:
        day = day_of(year, *best)
        if day is not None and day.weekday() in weekdays:
            return year
    return None


def _placed(
    page: Page,
    best: tuple[int, int],
    mentions: Sequence[DateMention],
    years: list[int],
    fallback: int | None,
    conflicts: list[Conflict],
) -> tuple[dt.date | None, list[dt.date]]:
    """Return the day, and the days to choose from where that is not one."""
    weekdays = {m.weekday for m in mentions if m.weekday is not None}
    month, number = best
    if len(years) > 1:
        days = [day for year in years if (day := day_of(year, *best))]
        conflicts.append(_conflict(page, mentions, "date", f"two years are named for the same day: {', '.join(map(str, years))}", f"同一日期有两个年份：{'、'.join(map(str, years))}"))
        return None, sorted(days, key=lambda day: day.weekday() not in weekdays)
    year = years[0] if years else fallback
    if year is None:
        conflicts.append(_conflict(page, mentions, "date", f"no year is printed for {month}-{number}, and no signature tells it", f"{month}月{number}日没有年份，也没有落款可以推断"))
        return None, []
    day = day_of(year, *best)
    if day is None:
        conflicts.append(_conflict(page, mentions, "date", f"there is no day {year}-{month:02}-{number:02}", f"{year}年{month}月{number}日不存在"))
        return None, []
    wrong = [m for m in mentions if m.weekday is not None and m.weekday != day.weekday()]
    if not wrong:
        return day, []
    said = wrong[0].weekday or 0
    conflicts.append(
        _conflict(
            page, wrong, "date",
            f"{day} is a {WEEKDAYS_EN[day.weekday()]}, the notice says {WEEKDAYS_EN[said]}",
            f"{day} 是星期{WEEKDAYS_ZH[day.weekday()]}，公告写的是星期{WEEKDAYS_ZH[said]}",
        )
    )
    return day, _with_weekday(day, said)


def _with_weekday(day: dt.date, weekday: int) -> list[dt.date]:
    """Return the printed day, and the nearest one of the printed weekday."""
    import datetime as dt

    shift = (weekday - day.weekday() + 3) % 7 - 3
    return [day, day + dt.timedelta(days=shift)]


def _rival_days(
    groups: dict[tuple[int, int], list[DateMention]],
    rivals: list[tuple[int, int]],
    years: list[int],
    fallback: int | None,
) -> list[dt.date]:
    days = [
        day_of(next((m.year for m in groups[md] if m.year), years[0] if years else fallback), *md)
        for md in rivals
    ]
    return [day for day in days if day is not None]


def _conflict(
    page: Page, mentions: Sequence[DateMention], about: str, en: str, zh: str
) -> Conflict:
    quotes = tuple(page.quote(m.start, m.end) for m in mentions[:4])
    return Conflict(about, phrase(en, zh), quotes)
