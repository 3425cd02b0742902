"""When each frame of a stream is heard, from what the sound card says of each block.

Comes in: for every block the time of the callback and the card's own account of it. Goes out:
the time of any frame on our monotonic clock, and how far the card's rate is off.

The card's clock may be the wall clock, a monotonic one or none, depending on the backend, and
it may be stepped. So only a difference of it is used: how long after "now" the block will be
heard. What the callback adds by coming late is found by comparing callbacks, and taken off.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from siren.output.sink import Heard

CREDIBLE_LAG_S = 0.020
"""A callback that seems later than this says nothing; the card's clock may have been stepped."""

STEP_S = 0.25
"""A jump of the card's clock against ours by more than this begins its calibration anew."""

LAG_BLOCKS = 100
"""A callback is compared with so many before it."""

POINT_BLOCKS = 25
"""So many blocks make one point: their median. A quarter of a second in blocks of 10 ms."""

KEPT_POINTS = 480
"""The line goes through so many points: two minutes."""

FEWEST_POINTS = 8
"""With fewer points no slope is tried."""

SETTLED_BLOCKS = 8
"""So many blocks are enough to place a first frame."""

BREAK_S = 0.005
"""Points that lie off the line by more than this, one after another, begin a new line."""

BREAK_POINTS = 3

MAX_DRIFT = 500e-6
"""No quartz is further off; more is noise."""

WANDER_S = 0.0005
"""How far a sound server's account of its delay wanders (measured: 0.2 to 0.6 ms)."""

FIRST_UNSURE_S = 0.0015
"""How far it may be off at first: PulseAudio's own filter takes ten seconds to settle."""

USUAL_DRIFT = 100e-6
"""How far a card's quartz may well be off."""

SETTLED_AFTER_S = 20.0
"""After so long, what a card says is off by no more than it wanders."""


class Pace:
    """The line that best fits what a card says of its blocks.

    Parameters
    ----------
    rate_hz
        The nominal rate.
    settling_s
        So long after its first block a card's account is not used: it fills its buffer first.
    """

    def __init__(self, rate_hz: int, settling_s: float) -> None:
        self._rate_hz, self._settling_s = rate_hz, settling_s
        self._first_s: float | None = None
        self._lags: deque[float] = deque(maxlen=LAG_BLOCKS)
        self._recent: list[tuple[int, float]] = []
        self._points: deque[tuple[float, float]] = deque(maxlen=KEPT_POINTS)
        self._off_line = 0
        self._origin_s: float | None = None
        self._is_settled = False
        self._drift = 0.0

    def doubt(self, *, has_stood_still: bool) -> None:
        """Begin anew: the card has run dry, and what it said of its time may be over.

        Parameters
        ----------
        has_stood_still
            Whether the old line is wrong for certain; else it holds until the new one is known.
        """
        self._first_s, self._is_settled = None, False
        self._off_line = 0
        self._recent.clear()
        self._points.clear()
        if has_stood_still:
            self._origin_s = None

    def observe(self, frame: int, now_s: float, card_s: float, heard_s: float) -> None:
        """Take in a block.

        Parameters
        ----------
        frame
            Its first frame, counted from the start of the stream.
        now_s
            Our monotonic time in the callback.
        card_s, heard_s
            By the card's clock: the time now, and when the block's first frame will be heard.
        """
        if self._first_s is None:
            self._first_s = now_s
        lag_s = self._lag_s(now_s - card_s)
        if now_s - self._first_s < self._settling_s or lag_s > CREDIBLE_LAG_S:
            return
        start_s = now_s - lag_s + (heard_s - card_s) - frame / self._rate_hz
        self._recent.append((frame, start_s))
        if not self._is_settled and len(self._recent) == SETTLED_BLOCKS:
            per_frame_s = self._drift / self._rate_hz
            self._origin_s = median(start - at * per_frame_s for at, start in self._recent)
            self._is_settled = True
        if len(self._recent) == POINT_BLOCKS:
            middle = (self._recent[0][0] + frame) / 2
            self._add_point(middle, median(start for _, start in self._recent))
            self._recent.clear()

    def heard(self, frame: int) -> Heard | None:
        """Return when a frame is heard; None: not known yet."""
        if self._origin_s is None:
            return None
        at_s = self._origin_s + frame / self._rate_hz * (1 + self._drift)
        return Heard(at_s, self._drift, self._unsure_s, self._is_settled)

    @property
    def _unsure_s(self) -> float:
        """How far off the line may be; nothing, once the card is seen to drift."""
        span_s = self._span_s
        if abs(self._drift) * span_s > 2 * WANDER_S:
            return 0.0
        return max(WANDER_S, FIRST_UNSURE_S * (1 - span_s / SETTLED_AFTER_S))

    @property
    def _span_s(self) -> float:
        """How long the line is."""
        if len(self._points) < 2:
            return 0.0
        return (self._points[-1][0] - self._points[0][0]) / self._rate_hz

    def _lag_s(self, offset_s: float) -> float:
        """Return how late a callback came, as far as the others tell."""
        if self._lags and abs(offset_s - self._lags[-1]) > STEP_S:
            self._lags.clear()
        self._lags.append(offset_s)
        return offset_s - min(self._lags)

    def _add_point(self, frame: float, start_s: float) -> None:
        if self._points and abs(start_s - self._line_at(frame)) > BREAK_S:
            self._off_line += 1
            if self._off_line < BREAK_POINTS:
                return
            self._points.clear()
        self._off_line = 0
        self._points.append((frame, start_s))
        self._fit()

    def _line_at(self, frame: float) -> float:
        return (self._origin_s or 0.0) + frame / self._rate_hz * self._drift

    def _fit(self) -> None:
        """Fit a line: the median of slopes, and of origins (after Theil and Sen).

        A short line says little of the slope, since what a card says wanders; so the slope is
        believed as far as it stands out from that.
        """
        points = list(self._points)
        if len(points) >= FEWEST_POINTS:
            half = len(points) // 2
            slopes = [
                (late[1] - early[1]) / (late[0] - early[0])
                for early, late in zip(points, points[half:], strict=False)
            ]
            said = self._span_s**3 / 12  # of one point a second: the sum of squared distances
            believed = said / (said + (WANDER_S / USUAL_DRIFT) ** 2)
            drift = believed * median(slopes) * self._rate_hz
            self._drift = max(-MAX_DRIFT, min(MAX_DRIFT, drift))
        per_frame_s = self._drift / self._rate_hz
        self._origin_s = median(start_s - frame * per_frame_s for frame, start_s in points)
