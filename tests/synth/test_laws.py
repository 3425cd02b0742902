"""Every law's phase is the integral of its pitch, and its end points are what they should be."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from siren.synth.curves import Coast, Drag, HalfCosine, RunUp, Slip
from siren.synth.laws import Constant, Law, Linear

LAWS: list[tuple[Law, float]] = [
    (Constant(Fraction(500)), 5.0),
    (Linear(300.0, 500.0, 4.0), 4.0),
    (HalfCosine(300.0, 500.0, 4.0), 4.0),
    (Drag(380.0, 66.0, 40.0), 40.0),
    (Coast(480.0, 480.0, 6.0, 0.001), 200.0),
    (RunUp(0.0, 480.0, 6.0, 2.25), 2.5),
    (RunUp(240.0, 480.0, 6.0, 2.25), 1.5),
    (Slip(456.0, 480.0, 0.22), 4.0),
]


@pytest.mark.parametrize(("law", "length_s"), LAWS, ids=lambda value: type(value).__name__)
def test_phase_is_the_integral_of_pitch(law: Law, length_s: float) -> None:
    at_s = np.linspace(0, length_s, 2_000_001)
    hz = law.hz(at_s)
    integral = np.sum((hz[1:] + hz[:-1]) / 2) * (at_s[1] - at_s[0])
    assert law.cycles(np.array([0.0]))[0] == pytest.approx(0, abs=1e-9)
    assert law.cycles(np.array([length_s]))[0] == pytest.approx(integral, abs=1e-5)


def test_glides_start_and_end_at_their_pitches() -> None:
    for law in (Linear(20.0, 380.0, 3.0), HalfCosine(20.0, 380.0, 3.0), Drag(380.0, 20.0, 3.0)):
        ends = law.hz(np.array([0.0, 3.0]))
        assert ends == pytest.approx([law.from_hz, law.to_hz])


def test_under_drag_the_inverse_of_pitch_is_a_straight_line() -> None:
    inverse = 1 / Drag(380.0, 66.0, 40.0).hz(np.linspace(0, 40, 5))
    assert np.diff(inverse, n=2) == pytest.approx([0, 0, 0], abs=1e-12)


def test_a_coasting_rotor_halves_its_speed_in_one_time_constant_and_comes_to_rest() -> None:
    coast = Coast(480.0, 480.0, 6.0, 0.00125)
    assert coast.hz(np.array([6.0]))[0] == pytest.approx(240, rel=0.01)
    assert coast.rest_s == pytest.approx(260, abs=1)  # 4 min 20 s, seen on a real one
    assert coast.hz(np.array([coast.rest_s]))[0] == pytest.approx(0, abs=1e-9)


def test_the_french_decree_is_met_by_its_torque_and_time_constant() -> None:
    """Full speed in 3 s from rest, and in 1 s after 4 s of coasting (order of 23 March 2007)."""
    corner_hz = 0.95 * 380.0
    assert RunUp(0.0, 380.0, 8.4, 3.0).reaches_s(corner_hz) == pytest.approx(3, abs=0.3)
    after_4_s = Coast(380.0, 380.0, 8.4, 0.001).hz(np.array([4.0]))[0]
    assert after_4_s == pytest.approx(258, abs=1)
    assert RunUp(after_4_s, 380.0, 8.4, 3.0).reaches_s(corner_hz) == pytest.approx(1, abs=0.2)


def test_half_a_frame_before_a_very_short_glide_is_no_trouble() -> None:
    drag = Drag(559.0, 75.0, 0.0001)
    before = np.array([-0.5 / 8000])
    assert drag.hz(before)[0] == 559
    assert drag.cycles(before)[0] == 0
