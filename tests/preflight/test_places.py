"""Whether destinations are there, and as the drill wants them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from siren.destination import Destination
from siren.errors import DeviceNotFound, DeviceRefused, NoSoundSystem
from siren.preflight.check import Check, State
from siren.preflight.places import Place, bytes_of, file_check, find_place, no_destination
from tests.preflight.stand_ins import HALL, HORN

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.devices import Device


def formatted(device: Device, highest: int) -> tuple[int, int]:
    return device.rate_hz, max(2, highest)


def looked_up(destination: Destination) -> tuple[list[Check], Place | None]:
    return find_place(destination, lambda name: {"horn": HORN, "hall": HALL}[name], formatted)


class TestDevice:
    def test_one_that_is_there_is_green_with_its_format(self) -> None:
        lines, place = looked_up(Destination("horn"))
        assert [(line.name, line.state, line.of) for line in lines] == [
            ("device", State.GREEN, "horn"),
            ("format", State.GREEN, "horn"),
        ]
        assert lines[1].value.english == "8000 Hz, 2 channels"
        assert place == Place(Destination("horn"), HORN, 8000, 2)

    def test_channels_that_it_has_are_named(self) -> None:
        lines, place = looked_up(Destination("hall", (3, 4)))
        assert lines[1].value.english == "8000 Hz, channels 3+4 of 4"
        assert lines[1].of == "hall, channels 3+4"
        assert place is not None
        assert place.channels == 4

    def test_a_channel_that_it_has_not_is_red(self) -> None:
        lines, place = looked_up(Destination("horn", (2, 3)))
        assert [line.state for line in lines] == [State.GREEN, State.RED]
        assert lines[1].value.english == "channel 3 is to be fed, and it has 2"
        assert place is None

    def test_a_name_that_is_nearly_right_is_red_and_shows_the_nearest(self) -> None:
        def find(name: str) -> Device:
            raise DeviceNotFound(name, ["horn", "hall"])

        [line], place = find_place(Destination("hron"), find, formatted)
        assert (line.name, line.state, place) == ("device", State.RED, None)
        assert "did you mean 'horn'?" in line.value.said_in("en")
        assert "是否指 'horn'？" in line.value.said_in("zh")
        assert not line.can_be_allowed

    def test_without_a_sound_system_it_is_red_with_the_way_out(self) -> None:
        def find(name: str) -> Device:
            raise NoSoundSystem("the PortAudio library is missing")

        [line], _ = find_place(Destination("horn"), find, formatted)
        assert (line.state, line.value.english) == (State.RED, "the PortAudio library is missing")

    def test_a_rate_that_it_does_not_take_is_red(self) -> None:
        def refuse(device: Device, highest: int) -> tuple[int, int]:
            raise DeviceRefused("the device 'horn' does not take 48000 Hz")

        lines, place = find_place(Destination("horn"), lambda _: HORN, refuse)
        assert [line.state for line in lines] == [State.GREEN, State.RED]
        assert place is None

    def test_with_no_destination_it_is_red_and_lists_what_there_is(self) -> None:
        line = no_destination(["horn", "hall"])
        assert (line.name, line.state, line.of) == ("device", State.RED, None)
        assert line.action is not None
        assert "there are: 'horn', 'hall'" in line.action.english


class TestFile:
    def test_one_that_can_be_made_is_green(self, tmp_path: Path) -> None:
        line = checked(tmp_path / "tv.wav")
        assert (line.name, line.state) == ("file", State.GREEN)
        assert line.value.english == "can be written, 86.4 MB"

    def test_one_that_would_be_replaced_is_a_remark(self, tmp_path: Path) -> None:
        (tmp_path / "tv.wav").write_bytes(b"old")
        line = checked(tmp_path / "tv.wav")
        assert line.state is State.AMBER
        assert "will be replaced" in line.value.english

    def test_of_a_pipe_nobody_knows_who_reads_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "tv.wav")
        assert checked(tmp_path / "tv.wav").state is State.AMBER

    def test_without_its_folder_it_is_red(self, tmp_path: Path) -> None:
        line = checked(tmp_path / "none" / "tv.wav")
        assert line.state is State.RED
        assert f"there is no folder {tmp_path}/none" in line.value.english

    def test_a_folder_in_its_place_is_red(self, tmp_path: Path) -> None:
        (tmp_path / "tv.wav").mkdir()
        assert checked(tmp_path / "tv.wav").value.english == "is a folder"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written_to_is_red(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        assert checked(tmp_path / "tv.wav").state is State.RED

    def test_without_room_for_the_sound_it_is_red(self, tmp_path: Path) -> None:
        line = checked(tmp_path / "tv.wav", free_bytes=86_399_999)
        assert line.state is State.RED
        assert line.value.english == "needs 86.4 MB, and 86.4 MB are free"


def checked(path: Path, *, free_bytes: int = 10**9) -> Check:
    sound_bytes = bytes_of(15 * 60 * 48_000)
    return file_check(Destination(file=str(path)), sound_bytes, lambda _: free_bytes)
