"""When each signal sounds and for how long: what is printed, and what follows by arithmetic.

Nothing is guessed. An end is start + length; a length is cycle times count; times follow from a
window only if lengths and stated gaps fill it to the second. Whatever does not add up is said.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.reading import Conflict, SignalRead, Window, day_time
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.nation import Nation
    from siren.notice.page import Page, Quote
    from siren.notice.statements import Statement
    from siren.units import Seconds

APART = 40
"""Words about a sound that stand so many letters apart belong to two places of the notice."""

SINGLE_AT_MOST_S = 600


class Timetable(NamedTuple):
    """The signals in order of sounding, what lies between them, and what does not add up."""

    signals: tuple[SignalRead, ...]
    windows: tuple[Window, ...]
    gap_s: tuple[Seconds, ...] | None
    derived: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[object, ...] = ()


def timetable(
    page: Page,
    told: Sequence[Statement],
    common: Sequence[Phrase],
    windows: tuple[Window, ...],
    nation: Nation,
) -> Timetable:
    """Return when each signal sounds and for how long."""
    return _Solver(page, common, windows, nation).solved(told)


class _Solver:
    """One notice; collects what contradicts."""

    def __init__(
        self,
        page: Page,
        common: Sequence[Phrase],
        windows: tuple[Window, ...],
        nation: Nation,
    ) -> None:
        self.page, self.common, self.windows = page, common, windows
        self.nation = nation
        self.conflicts: list[Conflict] = []
        self.derived: list[str] = []

    def solved(self, told: Sequence[Statement]) -> Timetable:
        signals = [self._sound(statement) for statement in told]
        signals = self._placed(told, signals)
        self._end_the_window(signals)
        signals = self._fill_the_window(signals)
        signals = [self._ended(signal) for signal in signals]
        self._end_the_window(signals)
        if all(signal.start_s is not None for signal in signals):
            signals.sort(key=lambda signal: signal.start_s or 0)
        self._check(signals)
        gap_s = self._gaps(signals)
        return Timetable(tuple(signals), self.windows, gap_s, tuple(self.derived), tuple(self.conflicts))

    # --- how it sounds ---

    def _sound(self, statement: Statement) -> SignalRead:
        """Return a signal's cycle, count and length, from wherever the notice says them."""
        name = statement.names[0]
        quotes = tuple(self.page.quote(word.start, word.end) for word in statement.words)
        read = SignalRead(
            self.page.as_printed(name.start, name.end), name.kind, quotes=quotes, is_disaster=name.is_disaster
        )
        for run in _runs(self.page.text, statement.words):
            read = self._with_run(read, run)
        if statement.round_gap_s is not None:
            read = read._replace(round_gap_s=statement.round_gap_s)
        each = [word.seconds[0] for word in self.common if word.says == "each"]
        if read.duration_s is None and each:
            read = read._replace(duration_s=each[0])
        rounds = [word for word in self.common if word.says == "rounds" and word.count]
        if read.rounds == 1 and rounds:
            read = read._replace(rounds=rounds[0].count or 1)
        if read.continuous and read.duration_s is not None:
            return read._replace(cycle=((read.duration_s, Fraction(0)),), repeats=1)
        return self._counted(read, quotes)

    def _with_run(self, read: SignalRead, run: list[Phrase]) -> SignalRead:
        """Return a signal with what one place says of its sound."""
        tones = _pairs(run)
        has_cycle = bool(tones or read.cycle)
        counts = [word.count for word in run if word.says == "repeats" and word.count]
        if len(counts) > 1:
            counts = [count for count in counts if count != 1] or counts
        lengths = [word.seconds[0] for word in run if word.says == "length"]
        steady = [word for word in run if word.says == "continuous"]
        if has_cycle:
            lengths += [word.seconds[0] for word in steady if word.seconds]
        rounds = [word.count for word in run if word.says == "rounds" and word.count]
        if steady and not has_cycle:
            lengths = [word.seconds[0] for word in steady if word.seconds] + lengths
            read = read._replace(continuous=True)
        if read.kind == "all-clear" and lengths and not has_cycle and not counts:
            read = read._replace(continuous=True)
        read = self._set(read, "cycle", tones or None, run)
        if not read.continuous or has_cycle:
            read = self._set(read, "repeats", counts[0] if counts else None, run)
        read = self._set(read, "duration_s", lengths[0] if lengths else None, run)
        if len(set(lengths)) > 1 and not (rounds and len(set(lengths)) == 2):
            self._contradict("signals", read.name, "two lengths", "时长有两种", _quotes(self.page, run))
        if rounds and rounds[0] > 1:
            read = read._replace(rounds=rounds[0])
        return read._replace(continuous=read.continuous and not read.cycle)

    def _set(self, read: SignalRead, key: str, value: object, run: list[Phrase]) -> SignalRead:
        """Return a signal with a field; where it had another value, that is a contradiction."""
        known = getattr(read, key)
        if value is None or value == known:
            return read
        if known:
            self._contradict("signals", read.name, f"{_WORDS_EN[key]} is printed in two ways", f"{_WORDS_ZH[key]}有两种写法", _quotes(self.page, run))
            return read
        return read._replace(**{key: value})

    def _counted(self, read: SignalRead, quotes: tuple[Quote, ...]) -> SignalRead:
        """Return a signal whose cycle, count and length agree, each from the other two."""
        cycle_s = read.cycle_s
        if cycle_s is None or not cycle_s:
            return read
        pause_s = read.cycle[-1][1]
        if read.repeats is not None:
            full_s = read.repeats * cycle_s
            if read.duration_s is None:
                counted = self.nation.last_gap_counted
                return read._replace(last_gap_counted=counted).forced(
                    duration_s=full_s if counted else full_s - pause_s
                )
            if read.duration_s == full_s:
                return read
            if read.duration_s == full_s - pause_s:
                return read._replace(last_gap_counted=False)
            if read.rounds > 1 and read.round_gap_s is not None and read.duration_s == read.rounds * full_s + (read.rounds - 1) * read.round_gap_s:
                return read._replace(duration_s=None).forced(duration_s=full_s)
            self._contradict(
                "signals", read.name,
                f"{read.repeats} times {decimal_text(cycle_s)} s is {decimal_text(full_s)} s, but {decimal_text(read.duration_s)} s is printed",
                f"{read.repeats} 遍 × {decimal_text(cycle_s)} 秒 = {decimal_text(full_s)} 秒，但写的是 {decimal_text(read.duration_s)} 秒",
                quotes,
            )
            return read
        if read.duration_s is None:
            return read
        for length_s, counted in ((read.duration_s, True), (read.duration_s + pause_s, False)):
            if length_s % cycle_s == 0:
                return read._replace(last_gap_counted=counted).forced(repeats=int(length_s // cycle_s))
        self._contradict(
            "signals", read.name,
            f"{decimal_text(read.duration_s)} s is no whole number of cycles of {decimal_text(cycle_s)} s",
            f"{decimal_text(read.duration_s)} 秒不是 {decimal_text(cycle_s)} 秒周期的整数倍",
            quotes,
        )
        return read

    # --- when ---

    def _placed(self, told: Sequence[Statement], signals: list[SignalRead]) -> list[SignalRead]:
        """Return the signals with the times printed beside them; several where it sounds again."""
        times = [_spans(statement) for statement in told]
        counts = {len(spans) for spans in times if spans}
        if len(counts) == 1 and max(counts) > 1 and all(times):
            number = max(counts)
            events = [
                self._at(signal, spans[turn])
                for turn in range(number)
                for signal, spans in zip(signals, times, strict=True)
            ]
            return sorted(events, key=lambda event: event.start_s or 0)
        placed = []
        for statement, signal, spans in zip(told, signals, times, strict=True):
            if len(spans) > 1:
                quotes = tuple(self.page.quote(t.start, t.end) for t in statement.times)
                self._contradict("signals", signal.name, "several times are printed", "写有多个时间", quotes)
            placed.append(self._at(signal, spans[0]) if spans else signal)
            if any(time.is_rough for time in statement.times):
                quotes = tuple(self.page.quote(t.start, t.end) for t in statement.times if t.is_rough)
                self._contradict("signals", signal.name, "the time is only approximate", "时间只是大约", quotes)
        return placed

    def _at(self, signal: SignalRead, span: tuple[int, int | None]) -> SignalRead:
        return signal._replace(start_s=span[0], end_s=span[1])

    def _ended(self, signal: SignalRead) -> SignalRead:
        """Return a signal with its end, or with the length that its times leave it."""
        if signal.start_s is None:
            return signal
        total_s = signal.total_s
        if signal.end_s is None:
            if total_s is None:
                return signal
            return signal.forced(end_s=signal.start_s + int(total_s))
        lasts_s = signal.end_s - signal.start_s
        if total_s is not None and total_s != lasts_s:
            if signal.last_gap_counted and signal.cycle and lasts_s == total_s - signal.cycle[-1][1]:
                return signal._replace(last_gap_counted=False, duration_s=None).forced(duration_s=Fraction(lasts_s))
            self._contradict(
                "signals", signal.name,
                f"lasts {decimal_text(total_s)} s, but stands from {day_time(signal.start_s)} to {day_time(signal.end_s)}, {lasts_s} s",
                f"时长 {decimal_text(total_s)} 秒，但时间为 {day_time(signal.start_s)} 至 {day_time(signal.end_s)}，共 {lasts_s} 秒",
                signal.quotes,
            )
            return signal
        if signal.duration_s is None and signal.rounds == 1 and lasts_s > 0:
            signal = signal.forced(duration_s=Fraction(lasts_s))
            if signal.continuous:
                return signal._replace(cycle=((Fraction(lasts_s), Fraction(0)),), repeats=1)
            return self._counted(signal, signal.quotes)
        if signal.rounds > 1 and signal.round_gap_s is None and signal.duration_s is not None:
            rest_s = lasts_s - signal.rounds * signal.duration_s
            if rest_s >= 0 and rest_s % (signal.rounds - 1) == 0:
                return signal.forced(round_gap_s=Fraction(rest_s) / (signal.rounds - 1))
        return signal

    def _fill_the_window(self, signals: list[SignalRead]) -> list[SignalRead]:
        """Return the signals placed in the window, if they fill it to the second."""
        if not signals or any(s.start_s is not None for s in signals) or len(self.windows) != 1:
            return signals
        window = self.windows[0]
        if len(signals) == 1 and self._sets() == 1:
            return [self._alone(signals[0], window)]
        series = signals * self._sets()
        lengths = [signal.total_s for signal in series]
        if window.end_s is None or any(length is None for length in lengths):
            return signals
        room_s = window.end_s - window.start_s
        known = [length for length in lengths if length is not None]
        gaps = self._stated_gaps(len(series))
        for trial, means in _trials(known, gaps):
            if sum(known) + sum(trial) == room_s:
                if means == "start to start":
                    self.derived.append("gap_s")
                return _in_row(series, known, trial, window.start_s)
        least_s = sum(known) + sum(gaps)
        if least_s > room_s:
            self.conflicts.append(
                Conflict(
                    "window",
                    phrase(
                        f"the signals need {decimal_text(Fraction(least_s))} s, the window has {room_s} s",
                        f"各信号共需 {decimal_text(Fraction(least_s))} 秒，试鸣时段只有 {room_s} 秒",
                    ),
                )
            )
        return signals

    def _alone(self, signal: SignalRead, window: Window) -> SignalRead:
        """Return the only signal of a test, which begins when the test does."""
        total_s = signal.total_s
        if window.end_s is None:
            return signal._replace(start_s=window.start_s) if total_s is not None else signal
        lasts_s = window.end_s - window.start_s
        if total_s is None and lasts_s <= SINGLE_AT_MOST_S and signal.rounds == 1:
            return signal._replace(start_s=window.start_s, end_s=window.end_s)
        if total_s == lasts_s:
            return signal._replace(start_s=window.start_s, end_s=window.end_s)
        if total_s is not None and total_s > lasts_s:
            self._contradict("window", signal.name, f"lasts {decimal_text(total_s)} s, longer than the window", f"时长 {decimal_text(total_s)} 秒，超过试鸣时段", signal.quotes)
        return signal

    def _sets(self) -> int:
        counts = [word.count for word in self.common if word.says == "sets" and word.count]
        return counts[0] if counts else 1

    def _stated_gaps(self, count: int) -> tuple[Seconds, ...]:
        """Return the silences between signals, as far as the notice states each of them."""
        stated = [word.seconds for word in self.common if word.says == "gap"]
        single = [seconds[0] for seconds in stated if len(seconds) == 1]
        if not single or count < 2:
            return ()
        if len(set(single)) == 1:
            return (single[0],) * (count - 1)
        return tuple(single) if len(single) == count - 1 else ()

    def _end_the_window(self, signals: list[SignalRead]) -> None:
        """Fill in the window, or its end, from the total or from the last signal."""
        whole = [word.seconds[0] for word in self.common if word.says == "whole"]
        if len(self.windows) == 1 and self.windows[0].end_s is None and whole:
            start_s = self.windows[0].start_s
            self.windows = (Window(start_s, start_s + int(whole[0])),)
            self.derived.append("window.end")
        if not signals or any(signal.end_s is None or signal.start_s is None for signal in signals):
            return
        first_s = min(signal.start_s for signal in signals if signal.start_s is not None)
        last_s = max(signal.end_s for signal in signals if signal.end_s is not None)
        if not self.windows:
            self.windows = (Window(first_s, last_s),)
            self.derived.append("window")
        elif len(self.windows) == 1 and self.windows[0].end_s is None:
            self.windows = (Window(self.windows[0].start_s, last_s),)
            self.derived.append("window.end")

    # --- what does not add up ---

    def _check_whole(self, signals: list[SignalRead]) -> None:
        """Compare the printed length of the whole test with its window and its signals."""
        whole = [word for word in self.common if word.says == "whole"]
        if not whole or len(self.windows) != 1 or self.windows[0].end_s is None:
            return
        lengths = [signal.total_s for signal in signals]
        known = [length for length in lengths if length is not None]
        sums = {Fraction(length) for length in lengths if length is not None}
        sums |= {Fraction(self.windows[0].end_s - self.windows[0].start_s)}
        if known and len(known) == len(lengths):
            sums |= {sum(known, Fraction(0)), sum(known, Fraction(0)) + sum(self._stated_gaps(len(known)))}
        timed = [signal for signal in signals if signal.start_s is not None and signal.end_s is not None]
        if timed:
            sums.add(Fraction((timed[-1].end_s or 0) - (timed[0].start_s or 0)))
        if not any(word.seconds[0] in sums for word in whole):
            word = whole[0]
            said_s = decimal_text(word.seconds[0])
            self.conflicts.append(
                Conflict(
                    "window",
                    phrase(f"{said_s} s is printed for the whole test, which fits neither its window nor its signals", f"写明全程 {said_s} 秒，与试鸣时段和各信号都不符"),
                    (self.page.quote(word.start, word.end),),
                )
            )

    def _check(self, signals: list[SignalRead]) -> None:
        self._check_whole(signals)
        timed = [s for s in signals if s.start_s is not None and s.end_s is not None]
        for signal in timed:
            if (signal.end_s or 0) <= (signal.start_s or 0):
                self._contradict("signals", signal.name, "ends before it starts", "结束早于开始", signal.quotes)
        for before, after in zip(timed, timed[1:], strict=False):
            if (after.start_s or 0) < (before.end_s or 0):
                self._contradict("signals", after.name, f"starts before {before.name} ends", f"在{before.name}结束之前开始", after.quotes)
        if not timed or len(self.windows) != 1:
            return
        window = self.windows[0]
        first, last = timed[0], timed[-1]
        if (first.start_s or 0) < window.start_s or ("window.end" in self.derived and first.start_s != window.start_s):
            self._contradict("window", first.name, f"starts at {day_time(first.start_s or 0)}, the test at {day_time(window.start_s)}", f"{day_time(first.start_s or 0)} 开始，而试鸣 {day_time(window.start_s)} 开始", first.quotes)
        if window.end_s is not None and (last.end_s or 0) > window.end_s and not (self.nation.may_end_late and last.start_s == window.end_s):
            self._contradict("window", last.name, f"ends at {day_time(last.end_s or 0)}, past the end of the test at {day_time(window.end_s)}", f"{day_time(last.end_s or 0)} 结束，超过试鸣结束时间 {day_time(window.end_s)}", last.quotes)

    def _gaps(self, signals: list[SignalRead]) -> tuple[Seconds, ...] | None:
        """Return the silences between the signals, from their times or as stated."""
        if len(signals) < 2:
            return None
        stated = self._stated_gaps(len(signals))
        if all(signal.start_s is not None and signal.end_s is not None for signal in signals):
            real = tuple(
                Fraction((after.start_s or 0) - (before.end_s or 0))
                for before, after in zip(signals, signals[1:], strict=False)
            )
            if real != stated:
                self.derived.append("gap_s")
            return real
        return stated or None

    def _contradict(
        self, about: str, name: str, en: str, zh: str, quotes: tuple[Quote, ...]
    ) -> None:
        said = phrase(f"{name}: {en}", f"{name}：{zh}")
        if all(said != conflict.said for conflict in self.conflicts):
            self.conflicts.append(Conflict(about, said, quotes))


_WORDS_EN = {"cycle": "its cycle", "repeats": "its count", "duration_s": "its length"}
_WORDS_ZH = {"cycle": "周期", "repeats": "遍数", "duration_s": "时长"}


def _runs(text: str, words: Sequence[Phrase]) -> list[list[Phrase]]:
    """Return what is said of a sound by the place where it is said."""
    runs: list[list[Phrase]] = []
    for word in sorted(words):
        if runs:
            between = text[runs[-1][-1].end : word.start]
            again = word.says == "cycle" and any(w.says in ("repeats", "length") for w in runs[-1])
            if len(between) <= APART and "\n\n" not in between and not again:
                runs[-1].append(word)
                continue
        runs.append([word])
    return runs


def _pairs(run: Sequence[Phrase]) -> tuple[tuple[Seconds, Seconds], ...]:
    """Return the tones and pauses of a cycle, in turn."""
    flat = [seconds for word in run if word.says == "cycle" for seconds in word.seconds]
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _quotes(page: Page, run: Sequence[Phrase]) -> tuple[Quote, ...]:
    return tuple(page.quote(word.start, word.end) for word in run)


def _spans(statement: Statement) -> list[tuple[int, int | None]]:
    """Return when a signal sounds, each stretch once."""
    spans: list[tuple[int, int | None]] = []
    for time in statement.times:
        span = (time.from_s, time.to_s)
        known = [other[0] for other in spans]
        if time.from_s not in known:
            spans.append(span)
        elif time.to_s is not None:
            at = known.index(time.from_s)
            if spans[at][1] is None:
                spans[at] = span
            elif spans[at] != span:
                spans.append(span)
    if len(spans) == 1 and spans[0][1] is None and statement.ends:
        spans = [(spans[0][0], statement.ends[0].from_s)]
    return spans


def _trials(
    lengths: list[Seconds], gaps: tuple[Seconds, ...]
) -> list[tuple[tuple[Seconds, ...], str]]:
    """Return the silences that may be meant: as stated; from start to start; none at all."""
    if not gaps:
        return [((Fraction(0),) * (len(lengths) - 1), "none")]
    from_start = tuple(gap - length for gap, length in zip(gaps, lengths, strict=False))
    trials = [(gaps, "stated")]
    if all(gap > 0 for gap in from_start):
        trials.append((from_start, "start to start"))
    return trials


def _in_row(
    series: list[SignalRead],
    lengths: list[Seconds],
    gaps: Sequence[Seconds],
    start_s: int,
) -> list[SignalRead]:
    """Return signals one after the other."""
    placed, at_s = [], Fraction(start_s)
    for signal, length_s, gap_s in zip(series, lengths, [*gaps, Fraction(0)], strict=True):
        placed.append(signal.forced(start_s=int(at_s), end_s=int(at_s + length_s)))
        at_s += length_s + gap_s
    return placed
