"""Cues are the pattern's edges, counted from where the file begins."""

from __future__ import annotations

from siren import library, timeline
from siren.output.cues import cues_of
from tests.synth.sounds import timeline_of


def test_every_edge_is_a_cue() -> None:
    unrolled = timeline_of(
        '{ tone = "steady", on_s = 6, off_s = 6, repeat = 2 }', trailing_pause=True
    )
    cues = cues_of(unrolled, 8000, range(24 * 8000))
    assert [(cue.frame, cue.label) for cue in cues] == [
        (0, "test steady"),
        (48_000, "test off"),
        (96_000, "test steady"),
        (144_000, "test off"),
    ]


def test_touching_tones_share_a_cue_that_names_the_new_one() -> None:
    cues = cues_of(timeline.of_signal(library.signal("fr-test")), 1000, range(101_000))
    assert [(cue.frame, cue.label) for cue in cues[:3]] == [
        (0, "fr-test ramp-up"),
        (3000, "fr-test steady"),
        (13_000, "fr-test ramp-down"),
    ]
    assert cues[-1].label == "fr-test off"


def test_a_cut_file_counts_from_its_own_start() -> None:
    unrolled = timeline_of(
        '{ tone = "steady", on_s = 6, off_s = 6, repeat = 2 }', trailing_pause=True
    )
    cues = cues_of(unrolled, 1000, range(5000, 13_000))
    assert [(cue.frame, cue.label) for cue in cues] == [(1000, "test off"), (7000, "test steady")]
