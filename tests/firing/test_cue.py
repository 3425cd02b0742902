"""A cue: which frame belongs to which moment, and what was heard, lost and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.firing.cue import Cue

RATE_HZ = 8000


def cue(**changes: Any) -> Cue:
    """Return a cue of frames 8000 to 24000 (two seconds) at 100 s."""
    usual: dict[str, Any] = {
        "first_frame": 8000,
        "end_frame": 24_000,
        "until_frame": 32_000,
        "at_s": 100.0,
        "rate_hz": RATE_HZ,
        "reached_frame": 8000,
    }
    return Cue(**(usual | changes))


@pytest.mark.parametrize(("at_s", "frame"), [(100.0, 8000), (99.5, 4000), (101.25, 18_000)])
def test_every_moment_has_its_frame(at_s: float, frame: float) -> None:
    assert cue().place_of(at_s) == frame
    assert cue().time_of(frame) == at_s


@given(st.floats(0, 1000))
def test_frame_and_moment_are_each_others_inverse(at_s: float) -> None:
    assert cue().time_of(cue().place_of(at_s)) == pytest.approx(at_s, abs=1e-9)


def test_a_cue_that_has_not_sounded_has_no_onset() -> None:
    assert cue().onset_error_s is None
    assert cue(onset_s=100.25).onset_error_s == 0.25


def test_what_was_reached_and_not_lost_was_played() -> None:
    assert cue().frames == 0
    assert cue(reached_frame=20_000).frames == 12_000
    assert cue(reached_frame=20_000, lost_frames=2000).frames == 10_000


def test_what_sounds_after_the_pattern_does_not_count() -> None:
    assert cue(reached_frame=31_000).frames == 16_000


def test_what_is_skipped_is_lost() -> None:
    joined = cue()
    joined.skip_to(12_000)
    assert (joined.lost_frames, joined.reached_frame, joined.frames) == (4000, 12_000, 0)


def test_only_frames_of_the_pattern_can_be_lost() -> None:
    joined = cue(reached_frame=23_000)
    joined.skip_to(30_000)
    assert (joined.lost_frames, joined.reached_frame) == (1000, 30_000)


def test_nothing_is_skipped_backwards() -> None:
    joined = cue(reached_frame=20_000)
    joined.skip_to(9000)
    assert (joined.lost_frames, joined.reached_frame) == (0, 20_000)


def test_what_was_handed_over_and_not_heard_is_taken_back() -> None:
    playing = cue(reached_frame=20_000, began=True, onset_s=100.0)
    playing.cut(101.0)
    assert (playing.reached_frame, playing.frames, playing.began) == (16_000, 8000, True)


def test_what_fell_silent_before_its_first_sample_was_heard_has_not_begun() -> None:
    """Else it would be joined by the limit for a resumption, though nobody heard any of it."""
    playing = cue(reached_frame=8800, began=True, onset_s=100.0)
    playing.cut(99.95)
    assert (playing.began, playing.onset_s, playing.frames) == (False, None, 0)


def test_what_was_joined_late_and_not_heard_has_not_begun_and_nothing_is_lost_yet() -> None:
    playing = cue()
    playing.skip_to(16_000)
    playing.began, playing.onset_s, playing.reached_frame = True, 101.0, 16_800
    playing.cut(100.95)
    assert not playing.began
    assert (playing.reached_frame, playing.lost_frames) == (8000, 0)


def test_a_cut_after_the_end_takes_nothing_back() -> None:
    playing = cue(reached_frame=24_000, began=True)
    playing.cut(200.0)
    assert playing.reached_frame == 24_000


@given(st.lists(st.integers(0, 40_000), max_size=8))
def test_played_and_lost_never_exceed_the_pattern(frames: list[int]) -> None:
    playing = cue()
    for frame in frames:
        playing.skip_to(frame)
        playing.reached_frame = max(playing.reached_frame, min(frame + 100, 32_000))
        assert 0 <= playing.frames <= 16_000
        assert 0 <= playing.lost_frames <= 16_000
