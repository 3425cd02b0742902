"""A file appears whole or not at all, and what was there before stays until then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from siren.errors import OutputFailed
from siren.output import aside
from siren.output.aside import written_aside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["nameless", "named"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of writing aside: without a name, and where the system cannot do that."""
    if request.param == "named":
        monkeypatch.setattr(aside, "_open_nameless", lambda folder: None)


@pytest.mark.usefixtures("way")
class TestEitherWay:
    def test_it_appears_at_the_end(self, tmp_path: Path) -> None:
        with written_aside(tmp_path / "x") as descriptor:
            os.write(descriptor, b"new")
            assert not (tmp_path / "x").exists()
        assert (tmp_path / "x").read_bytes() == b"new"
        assert os.listdir(tmp_path) == ["x"]

    def test_an_error_leaves_the_old_file_and_nothing_else(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"old")
        with pytest.raises(KeyError, match="boom"), written_aside(tmp_path / "x") as descriptor:
            os.write(descriptor, b"half")
            raise KeyError("boom")
        assert (tmp_path / "x").read_bytes() == b"old"
        assert os.listdir(tmp_path) == ["x"]

    def test_ctrl_c_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(KeyboardInterrupt, match="now"), written_aside(tmp_path / "x"):
            raise KeyboardInterrupt("now")
        assert os.listdir(tmp_path) == []

    def test_it_replaces_a_file_and_keeps_its_permissions(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"old")
        (tmp_path / "x").chmod(0o640)
        with written_aside(tmp_path / "x") as descriptor:
            os.write(descriptor, b"new")
        assert (tmp_path / "x").read_bytes() == b"new"
        assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_bytes(b"old")
        (tmp_path / "link").symlink_to("real")
        with written_aside(tmp_path / "link") as descriptor:
            os.write(descriptor, b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputFailed, match=r"missing/x: no such file or directory"),
        written_aside(tmp_path / "missing" / "x"),
    ):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a Linux device")
def test_a_full_device_is_one_sentence() -> None:
    from pathlib import Path

    with (
        pytest.raises(OutputFailed, match=r"/dev/full: no space left on device"),
        written_aside(Path("/dev/full")) as descriptor,
    ):
        os.write(descriptor, b"x")


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")
def test_kill_9_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from pathlib import Path\n"
        "from siren.output.aside import written_aside\n"
        "with written_aside(Path(sys.argv[1])) as d:\n"
        "    os.write(d, b'x' * 100000); print('writing', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "x")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    process.stdout.close()
    time.sleep(0.05)
    assert os.listdir(tmp_path) == []
