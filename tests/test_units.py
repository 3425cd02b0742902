from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.units import clock_text, decimal_text, exact_s, frame_at, gain_of_db, plain_number

RATES_HZ = st.sampled_from([8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
TIMES_S = st.fractions(min_value=0, max_value=10_000_000)


# --- frames ---


@pytest.mark.parametrize(
    ("frames", "nearest"),
    [("0", 0), ("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", 0), ("7", 7)],
)
def test_a_frame_is_the_nearest_and_a_half_goes_up(frames: str, nearest: int) -> None:
    assert frame_at(Fraction(frames) / 44_100, 44_100) == nearest


def test_a_half_frame_goes_up_even_after_thirty_million_years() -> None:
    whole = 10**15 * 44_100
    assert frame_at(Fraction(2 * whole + 1, 2 * 44_100), 44_100) == whole + 1
    assert frame_at(Fraction(2 * whole + 1, 2 * 44_100) - Fraction(1, 10**9), 44_100) == whole


def test_thirds_of_a_second_do_not_drift_at_a_rate_that_three_does_not_divide() -> None:
    edges = [frame_at(Fraction(third, 3), 8_000) for third in range(541)]
    assert edges[-1] == 180 * 8_000
    assert edges[:5] == [0, 2667, 5333, 8000, 10667]


@given(TIMES_S, RATES_HZ)
def test_a_frame_is_off_by_half_a_frame_at_most(time_s: Fraction, rate_hz: int) -> None:
    half = Fraction(1, 2 * rate_hz)
    assert -half < Fraction(frame_at(time_s, rate_hz), rate_hz) - time_s <= half


@given(TIMES_S, TIMES_S, RATES_HZ)
def test_a_later_time_is_never_an_earlier_frame(one: Fraction, other: Fraction, rate: int) -> None:
    earlier, later = sorted([one, other])
    assert frame_at(earlier, rate) <= frame_at(later, rate)


# --- seconds ---


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("27.5", Fraction(55, 2)),
        (" 36 ", Fraction(36)),
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("-2", Fraction(-2)),
        (6, Fraction(6)),
        (Decimal("3.75"), Fraction(15, 4)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_seconds_are_exact(value: int | Decimal | Fraction | str, seconds: Fraction) -> None:
    assert exact_s(value) == seconds


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", ".", "nan", "inf", "-inf", "1e3", "1/3", "1_000", "0x10", "6 s", "1,5", "six"),
        *("9" * 5000, Decimal("NaN"), Decimal("Infinity")),
    ],
)
def test_what_is_no_plain_decimal_number_is_no_time(value: Decimal | str) -> None:
    with pytest.raises(ValueError, match="is not a number of seconds"):
        exact_s(value)


# --- as people write them ---


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ("0", "0:00"),
        ("6", "0:06"),
        ("27.5", "0:27.5"),
        ("180", "3:00"),
        ("59.999", "0:59.999"),
        ("59.9999999", "1:00"),
        ("3599", "59:59"),
        ("3723.5", "1:02:03.5"),
        ("604800", "168:00:00"),
    ],
)
def test_a_duration_reads_like_a_clock(seconds: str, text: str) -> None:
    assert clock_text(Fraction(seconds)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("36", "36"), ("600", "600"), ("27.50", "27.5"), ("0.000001", "0.000001"), ("0.1", "0.1")],
)
def test_decimal_digits_have_no_trailing_zeros(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text


def test_a_third_is_shown_to_the_millionth() -> None:
    assert decimal_text(Fraction(1, 3)) == "0.333333"


@given(st.decimals(min_value=0, max_value=604_800, places=6))
def test_up_to_six_decimals_are_shown_as_they_are(value: Decimal) -> None:
    assert Fraction(decimal_text(Fraction(value))) == Fraction(value)


@pytest.mark.parametrize(("value", "number"), [(Fraction(36), 36), (Fraction(55, 2), 27.5)])
def test_a_plain_number_is_an_int_where_it_is_whole(value: Fraction, number: float) -> None:
    plain = plain_number(value)
    assert plain == number
    assert type(plain) is type(number)


@pytest.mark.parametrize(("level_db", "gain"), [(0.0, 1.0), (-20.0, 0.1), (-6.0206, 0.5)])
def test_a_level_in_db_is_an_amplitude_ratio(level_db: float, gain: float) -> None:
    assert gain_of_db(level_db) == pytest.approx(gain, rel=1e-6)
