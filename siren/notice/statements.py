"""Which words of a notice speak of which signal.

Comes in: names, times and phrases, each with its place. Goes out: one :class:`Statement` for each
signal, and what is said of all of them, to :mod:`siren.notice.timetable`.

A time stands before its name (``10:00 预先警报``) or behind it (``预先警报 10:00``); a notice does it
one way throughout, and where both would fit, its first signal decides. What is said of the sound
follows the name, or is joined to it by 为. Tables that extraction took apart list all names first
and all cycles after; then the first cycle belongs to the first name, if there are as many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.cycles import phrases
from siren.notice.names import names
from siren.notice.times import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.names import NameMention
    from siren.notice.times import TimeMention
    from siren.units import Seconds

SOUND_WORDS = frozenset({"cycle", "repeats", "length", "continuous", "rounds"})
"""What is said of one signal; the rest is said of all."""

WHOLE_FROM_S = 600
"""A length of ten minutes or more is that of the test: no signal is known that lasts so long."""

CELL_AT_MOST = 20
"""A paragraph so short may be the cell of a table."""

_LEADS = re.compile(
    r"(?:起|开始|准时|[,:、“\"'《(\s]|试鸣|鸣放|鸣响|试放|试播|发放|发放|施放|拉响|播放|发布|进行|鸣|响|为|是|第[一二三四五](?:次|个|种|阶段|段|轮)?"
    r"|的|发|首先|先|再|然后|接着|末了|最后|依次|信号|音响|阶段|实施|安排|一、|二、|三、|四、|组织|\d、)*"
)
"""What may stand between a time and the name that it belongs to."""

_FOLLOWS = re.compile(
    r"(?:[”\"')》(:,,、\s“]|信号|警报|时间|时段|鸣放|试鸣|鸣响|发放|起止|为|于|是|在|自|从|定|音响|拉响|每次|约|预计|当日|\d{1,4}年|\d{1,2}月|\d{1,2}日)*"
)
"""What may stand between a name and the time that belongs to it."""

_MAKES = re.compile(r"[)）]?[,]?(?:则)?(?:为|是|即|即为|表示|代表|称为)[“\"《]?")
"""What stands between a cycle and the name that it makes."""

_ENDS = re.compile(r"[^。;,\n\d]{0,6}(?:结束|止|终止|完毕|停止)")
_UNTIL = re.compile(r"(?:至|到|于)$")


@dataclass(slots=True)
class Statement:
    """All that a notice says of one signal.

    Attributes
    ----------
    names
        Where its name stands; the first that more is said of comes first.
    times
        When it sounds, as far as the notice says so beside its name.
    ends
        Moments at which it ends.
    words
        How it sounds.
    """

    names: list[NameMention]
    times: list[TimeMention] = field(default_factory=list)
    ends: list[TimeMention] = field(default_factory=list)
    words: list[Phrase] = field(default_factory=list)
    round_gap_s: Seconds | None = None

    @property
    def row(self) -> int:
        """What tells it from other signals: its row in the table of names."""
        return self.names[0].row

    @property
    def says_nothing(self) -> bool:
        """Whether it is but a name."""
        return not (self.times or self.words)


class Statements(NamedTuple):
    """What a notice says of each signal, of all of them, and the times that belong to none."""

    signals: tuple[Statement, ...]
    common: tuple[Phrase, ...]
    free_times: tuple[TimeMention, ...]


def statements(text: str) -> Statements:
    """Return what a notice says of its signals, in the order in which they are named."""
    mentions, moments, words = names(text), list(times(text)), _outside(phrases(text), times(text))
    told = [Statement([name]) for name in mentions if not name.is_in_list]
    free = _give_times(text, told, mentions, moments)
    free += _take_windows(told)
    common = _give_words(text, told, mentions, words)
    merged = _merged(told, [name for name in mentions if name.is_in_list])
    common = _give_columns(merged, common)
    free = _give_time_column(text, merged, free)
    return Statements(tuple(merged), tuple(common), tuple(sorted(free)))


def _outside(found: Sequence[Phrase], moments: Sequence[TimeMention]) -> list[Phrase]:
    """Return phrases that are not part of a time of day."""
    return [
        phrase
        for phrase in found
        if not any(time.start < phrase.end - 1 and phrase.start < time.end for time in moments)
    ]


# --- times ---


def _give_times(
    text: str, told: list[Statement], mentions: Sequence[NameMention], moments: list[TimeMention]
) -> list[TimeMention]:
    """Give each time to its signal; return those that belong to none."""
    before = {at: _time_before(text, statement, moments, mentions) for at, statement in enumerate(told)}
    after = {at: _times_after(text, at, told, mentions, moments) for at in range(len(told))}
    leads = _stands_before(told, before, after)
    taken: set[TimeMention] = set()
    for at, statement in enumerate(told):
        led = before[at]
        if led is not None and led not in taken and (leads or not after[at]) and not (
            not leads and at and led in after[at - 1]
        ):
            statement.times.append(led)
            taken.add(led)
        next_led = before.get(at + 1) if leads else None
        for time in after[at]:
            if time is next_led or time in taken:
                continue
            taken.add(time)
            is_end = statement.times and time.to_s is None and (
                _ENDS.match(text, time.end) or _UNTIL.search(text, time.start - 2, time.start)
            )
            (statement.ends if is_end else statement.times).append(time)
    _give_lists(text, told, mentions, moments, taken)
    return [time for time in moments if time not in taken]


def _take_windows(told: list[Statement]) -> list[TimeMention]:
    """Take back the time of the whole test: 试鸣防灾警报,时间为10:00-10:14, and more exactly below."""
    freed = []
    for statement in told:
        for time in list(statement.times):
            if time.to_s is not None and any(
                _holds(time, other)
                for rival in told
                if rival is not statement and rival.row == statement.row
                for other in rival.times
            ):
                statement.times.remove(time)
                freed.append(time)
    return freed


def _holds(time: TimeMention, other: TimeMention) -> bool:
    """Return whether a stretch holds a shorter one, and more."""
    if time.to_s is None or other.to_s is None:
        return False
    return time.from_s <= other.from_s and other.to_s <= time.to_s and time[2:4] != other[2:4]


def _stands_before(
    told: list[Statement],
    before: dict[int, TimeMention | None],
    after: dict[int, list[TimeMention]],
) -> bool:
    """Return whether this notice puts the time before the name."""
    for at in range(len(told)):
        if before[at] is not None:
            return True
        if after[at]:
            return False
    return True


def _time_before(
    text: str, statement: Statement, moments: list[TimeMention], mentions: Sequence[NameMention]
) -> TimeMention | None:
    """Return the time that leads to a name."""
    name = statement.names[0]
    near = [time for time in moments if time.end <= name.start]
    if not near:
        return None
    last = near[-1]
    if any(last.end <= other.start < name.start for other in mentions):
        return None
    return last if _LEADS.fullmatch(text, last.end, name.start) else None


def _times_after(
    text: str,
    at: int,
    told: list[Statement],
    mentions: Sequence[NameMention],
    moments: list[TimeMention],
) -> list[TimeMention]:
    """Return the times that stand behind a name, up to the next name."""
    name = told[at].names[0]
    until = min((other.start for other in mentions if other.start > name.start), default=len(text))
    inside = [time for time in moments if name.end <= time.start < until]
    kept: list[TimeMention] = []
    for time in inside:
        between = text[name.end : time.start]
        direct = _FOLLOWS.fullmatch(between) is not None
        same = "\n" not in between and len(between) <= 80
        cells = all(len(cell) <= CELL_AT_MOST and "。" not in cell for cell in between.split("\n"))
        if direct or same and (kept or "。" not in between) or (cells and len(between) <= 60 and not kept):
            kept.append(time)
    return kept


_EACH = re.compile(r"[,、和及与]|分别|依次|分|各|试鸣|鸣放|鸣响|发放|拉响|[“”\"]")


def _give_lists(
    text: str,
    told: list[Statement],
    mentions: Sequence[NameMention],
    moments: list[TimeMention],
    taken: set[TimeMention],
) -> None:
    """Give times in a row to names in a row: 10:00、10:08、10:16分别鸣放预先、空袭、解除警报."""
    for run in _runs(text, mentions):
        row: list[TimeMention] = []
        for time in moments:
            if time not in taken and time.end <= run[0].start:
                if row and not re.fullmatch(r"[,、和及与\s]*", text[row[-1].end : time.start]):
                    row = []
                row.append(time)
        if len(row) == len(run) > 1 and re.fullmatch(
            r"(?:[,、“\"\s]|分别|依次|各|试鸣|鸣放|鸣响|发放|拉响|鸣|响|为)*", text[row[-1].end : run[0].start]
        ):
            for time, name in zip(row, run, strict=True):
                told.append(Statement([name], [time]))
                taken.add(time)


def _runs(text: str, mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    """Return the lists of names."""
    runs: list[list[NameMention]] = []
    for name in mentions:
        if not name.is_in_list:
            continue
        if runs and "。" not in text[runs[-1][-1].end : name.start] and name.start - runs[-1][-1].end < 8:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


# --- words ---


def _give_words(
    text: str, told: list[Statement], mentions: Sequence[NameMention], words: list[Phrase]
) -> list[Phrase]:
    """Give what is said of a sound to its signal; return what is said of all of them."""
    common: list[Phrase] = []
    for at, phrase in enumerate(words):
        if phrase.says in ("repeats", "rounds") and phrase.count == 1:
            continue  # 各鸣放一次
        owner = _made(text, told, mentions, words, at) or _named_before(text, told, mentions, phrase)
        if phrase.says == "gap" and owner is not None and _ends_with_rounds(owner, phrase):
            owner.round_gap_s = phrase.seconds[0]
        elif (
            phrase.says not in SOUND_WORDS
            or owner is None
            or (phrase.says == "length" and phrase.seconds[0] >= WHOLE_FROM_S)
        ):
            is_whole = phrase.says == "length" and phrase.seconds[0] >= WHOLE_FROM_S
            common.append(phrase._replace(says="whole") if is_whole else phrase)
        else:
            owner.words.append(phrase)
    return common


def _ends_with_rounds(owner: Statement, gap: Phrase) -> bool:
    """Return whether a gap is that between the rounds of a signal."""
    last = owner.words[-1] if owner.words else None
    return last is not None and last.says == "rounds" and (last.count or 0) > 1 and gap.start - last.end < 12


def _made(
    text: str,
    told: list[Statement],
    mentions: Sequence[NameMention],
    words: list[Phrase],
    at: int,
) -> Statement | None:
    """Return the signal that a cycle makes: 鸣36秒、停24秒,反复3遍,为预先警报."""
    following = next((s for s in told if s.names[0].start >= words[at].end), None)
    if following is None:
        return None
    name = following.names[0]
    if any(words[at].end <= other.start < name.start for other in mentions):
        return None
    last = [word for word in words[at:] if word.end <= name.start][-1]
    between = text[words[at].end : name.start]
    if "\n" in between or "。" in between or not _MAKES.fullmatch(text, last.end, name.start):
        return None
    return following


def _named_before(
    text: str, told: list[Statement], mentions: Sequence[NameMention], phrase: Phrase
) -> Statement | None:
    """Return the signal whose name stands before some words, in its paragraph or its cells."""
    before = [statement for statement in told if statement.names[0].end <= phrase.start]
    if not before:
        return None
    statement = max(before, key=lambda found: found.names[0].start)
    name = statement.names[0]
    if any(name.end <= other.start < phrase.start for other in mentions):
        return None
    between = text[name.end : phrase.start]
    if "\n" not in between:
        return statement
    cells = all(len(cell) <= CELL_AT_MOST and "。" not in cell for cell in between.split("\n")[:-1])
    has_cycle = any(word.says in ("cycle", "continuous") for word in statement.words)
    return statement if cells and (not has_cycle or phrase.says in ("repeats", "length")) else None


# --- signals ---


def _merged(told: list[Statement], listed: list[NameMention]) -> list[Statement]:
    """Return one statement for each signal: its times and its cycle may stand in two places."""
    heard = [statement.names[0] for statement in told if not statement.says_nothing]
    everyone = sorted([*listed, *heard]) or sorted(statement.names[0] for statement in told)
    rows = list(dict.fromkeys(name.row for name in everyone))
    return [_one(row, told, listed) for row in rows]


def _one(row: int, told: list[Statement], listed: list[NameMention]) -> Statement:
    own = sorted(
        (statement for statement in told if statement.row == row),
        key=lambda statement: (not statement.times, statement.says_nothing, statement.names[0]),
    )
    return Statement(
        [*(own_name for statement in own for own_name in statement.names)]
        + [name for name in listed if name.row == row],
        [time for statement in own for time in statement.times],
        [time for statement in own for time in statement.ends],
        [word for statement in own for word in statement.words],
        next((s.round_gap_s for s in own if s.round_gap_s is not None), None),
    )


def _give_columns(signals: list[Statement], common: list[Phrase]) -> list[Phrase]:
    """Give the cycles of a column to the names of another, if there are as many; so for lengths."""
    silent = [signal for signal in signals if not signal.words]
    heads = [phrase.start for phrase in common if phrase.says in ("cycle", "continuous")]
    if not heads or len(heads) != len(silent):
        return common
    rest: list[Phrase] = []
    lengths = [phrase for phrase in common if phrase.says == "length" and phrase.start > heads[-1]]
    is_column = len(lengths) == len(silent)
    for phrase in common:
        column = sum(start <= phrase.start for start in heads) - 1
        if is_column and phrase in lengths:
            silent[lengths.index(phrase)].words.append(phrase)
        elif phrase.says in SOUND_WORDS and column >= 0:
            silent[column].words.append(phrase)
        else:
            rest.append(phrase)
    return rest


def _give_time_column(
    text: str, signals: list[Statement], free: list[TimeMention]
) -> list[TimeMention]:
    """Give the times of a column to the names of another, if there are as many."""
    if len(signals) < 2 or any(signal.times for signal in signals):
        return free
    for at in range(len(free) - len(signals) + 1):
        column = free[at : at + len(signals)]
        apart = [text[a.end : b.start] for a, b in pairwise(column)]
        if all(re.fullmatch(r"\s", between) for between in apart):
            for signal, time in zip(signals, column, strict=True):
                signal.times.append(time)
            return [time for time in free if time not in column]
    return free
