"""Which files are sealed with a drill: its own, its signals', its voice's."""

from __future__ import annotations

from pathlib import Path

import pytest

from siren import library
from siren.cli.orders import Request, lay_out
from tests.cli.drills import DRILL, HORN_OUTLET, fast_clock, outlet, written

pytestmark = pytest.mark.usefixtures("folders", "loudspeakers")

SHELF = library.patterns_folder()


def sealed(what: str, voice: str = "tone") -> list[Path]:
    outlay = lay_out(what, Request("run", voice, -6.0, "horn"), fast_clock())
    return [file.path for file in outlay.orders[0].seal.files]


@pytest.fixture
def town(tmp_path: Path) -> str:
    return written(tmp_path)


def test_the_drill_its_signals_and_its_voice(town: str) -> None:
    assert sealed(town) == [
        Path(town),
        SHELF / "signals" / "cn-civil-air-defence.toml",
        SHELF / "voices" / "tone.toml",
    ]


def test_of_a_drill_that_is_shipped_the_shipped_file() -> None:
    assert sealed("yangjiang-2023")[0] == SHELF / "drills" / "yangjiang-2023.toml"


def test_a_voice_of_ones_own(town: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text((SHELF / "voices" / "tone.toml").read_text())
    assert sealed(town, str(own))[-1] == own


def test_a_drill_named_from_where_one_stands_by_its_whole_path(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sealed("./town.toml")[0] == Path(town)


def test_every_destination_has_the_same(tmp_path: Path) -> None:
    text = DRILL + HORN_OUTLET + outlet("Web", f'file = "{tmp_path / "web.wav"}"')
    request = Request("run", "tone", -6.0)
    first, second = lay_out(written(tmp_path, text), request, fast_clock()).orders
    assert first.seal == second.seal
    assert first.seal.broken() is None
