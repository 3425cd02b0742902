"""Figures as people read them."""

from __future__ import annotations

import pytest

from siren.preflight.words import short_time, size, span


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((0, "0 ms"), (0.000312, "0.31 ms"), (0.00999, "10 ms"), (0.0213, "21 ms")),
        *((0.123, "123 ms"), (0.9996, "1000 ms"), (1.234, "1.23 s"), (float("inf"), "inf s")),
    ],
)
def test_small_times(seconds: float, words: str) -> None:
    assert short_time(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0.9, "0 s", "0 秒"),
        (61, "1 min 1 s", "1 分 1 秒"),
        (7260, "2 h 1 min", "2 小时 1 分"),
        (3 * 86_400 + 3600, "3 d 1 h", "3 天 1 小时"),
    ],
)
def test_long_times_have_two_units(seconds: float, en: str, zh: str) -> None:
    words = span(seconds)
    assert (words.said_in("en"), words.said_in("zh")) == (en, zh)


@pytest.mark.parametrize(
    ("count", "words"), [(999, "0.999 kB"), (86_400_000, "86.4 MB"), (12_340_000_000, "12.3 GB")]
)
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words
