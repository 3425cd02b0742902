"""What was asked on the command line, and what is armed of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from siren.cli.orders import BEGINS_IN_S, Outlay, Request, lay_out
from siren.clock import FastClock
from siren.errors import Misuse, Refused, UnknownName
from siren.firing.rules import Limits
from siren.output.paced import PacedSink
from siren.output.speaker import Speaker
from tests.cli.drills import DRILL, FIRST_UTC, HORN, HORN_OUTLET, ShiftedClock, outlet, written

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.devices import Device

pytestmark = pytest.mark.usefixtures("folders")

CLOCK = ShiftedClock(FIRST_UTC - timedelta(hours=1))


def laid_out(
    what: str,
    mode: str = "run",
    *,
    device: str | None = None,
    output: str | None = None,
    clock: ShiftedClock | FastClock = CLOCK,
) -> Outlay:
    return lay_out(what, Request(mode, "tone", -6.0, device, output), clock)


@pytest.fixture
def town(tmp_path: Path) -> str:
    return written(tmp_path, DRILL + HORN_OUTLET)


def settings(folder: Path, name: str, offset_s: float) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "devices.toml").write_text(
        f'[[device]]\nname = "{name}"\noffset_s = {offset_s}\n'
        'measured = 2026-10-01\nmethod = "mic"\n'
    )


@pytest.mark.usefixtures("loudspeakers")
class TestADrillOnADevice:
    def test_the_drills_outlet_names_it_and_its_lead(self, town: str) -> None:
        outlay = laid_out(town)
        assert outlay.feeds[0].device == HORN
        assert outlay.orders[0].device == "horn"
        assert outlay.orders[0].plan.ahead_s == 1.5
        assert isinstance(outlay.orders[0].make_sink(0.0), Speaker)

    def test_the_option_goes_before_the_outlet(self, town: str) -> None:
        outlay = laid_out(town, device="hall")
        assert (outlay.orders[0].device, outlay.orders[0].plan.ahead_s) == ("hall", 0.0)
        assert outlay.orders[0].plan.rate_hz == 44_100

    @pytest.mark.parametrize("name", ["horn", "horn, ALSA"])
    def test_lead_and_offset_are_those_of_the_device_however_it_is_named(
        self, town: str, tmp_path: Path, name: str
    ) -> None:
        settings(tmp_path, name, 0.125)
        for asked in ("horn", "horn, ALSA"):
            assert laid_out(town, device=asked).orders[0].plan.ahead_s == 1.625

    def test_of_two_devices_of_one_name_each_has_its_own_offset(
        self, town: str, tmp_path: Path, loudspeakers: list[Device]
    ) -> None:
        loudspeakers.append(HORN._replace(host_api="OSS", index=5))
        settings(tmp_path, "horn, OSS", 0.125)
        assert laid_out(town, device="horn, OSS").orders[0].plan.ahead_s == 1.625
        assert laid_out(town, device="horn, ALSA").orders[0].plan.ahead_s == 1.5

    def test_it_keeps_the_drills_times_whenever_it_is_armed(self, town: str) -> None:
        outlay = laid_out(town)
        later = ShiftedClock(FIRST_UTC - timedelta(minutes=5))
        assert outlay.orders_now(later) == outlay.orders
        assert outlay.orders[0].plan.firings[0].start_utc == FIRST_UTC

    def test_it_may_go_on_after_a_crash(self, town: str) -> None:
        assert laid_out(town).orders[0].can_go_on


@pytest.mark.usefixtures("loudspeakers")
class TestWhatBeginsSoon:
    @pytest.mark.parametrize(("mode", "soon_s"), list(BEGINS_IN_S.items()))
    def test_it_begins_so_long_after_it_is_armed_not_after_the_command(
        self, town: str, mode: str, soon_s: float
    ) -> None:
        outlay = laid_out(town, mode, device="horn")
        assert outlay.begins_in_s == soon_s
        much_later = ShiftedClock(FIRST_UTC + timedelta(days=3))
        first_utc = outlay.orders_now(much_later)[0].plan.firings[0].start_utc
        wait_s = (first_utc - much_later.utc_now()).total_seconds()
        # A whole second, and the feed begins 1.5 s earlier.
        assert soon_s + 1.5 - 0.1 < wait_s <= soon_s + 1.5 + 1
        assert first_utc.microsecond == 0

    def test_the_gaps_of_the_drill_stay(self, town: str) -> None:
        first, second = laid_out(town, "rehearsal", device="horn").orders[0].plan.firings
        assert second.start_utc - first.start_utc == timedelta(minutes=5)

    def test_a_signal_is_played_by_its_id(self) -> None:
        outlay = laid_out("cn-all-clear", "play", device="horn")
        assert [f.signal for f in outlay.orders[0].plan.firings] == ["cn-all-clear"]
        assert not outlay.orders[0].can_go_on

    def test_default_is_called_by_its_name(self) -> None:
        assert laid_out("cn-all-clear", "play", device="default").orders[0].device == "hall"


class TestWhereNothingIsHeard:
    def test_a_dry_run_takes_no_device_though_the_drill_names_one(self, town: str) -> None:
        outlay = laid_out(town, "dry-run", device="horn")
        assert outlay.devices == []
        assert outlay.orders[0].device == "silence (town-2026, dry-run)"
        assert (outlay.orders[0].plan.ahead_s, outlay.orders[0].plan.rate_hz) == (1.5, 48_000)
        assert isinstance(outlay.orders[0].make_sink(0.0), PacedSink)

    def test_nor_does_a_rehearsal_unless_it_is_named(self, town: str) -> None:
        outlay = laid_out(town, "rehearsal")
        assert outlay.orders[0].device == "silence (town-2026, rehearsal)"

    def test_a_file_is_called_by_its_whole_path(self, town: str, tmp_path: Path) -> None:
        path = str(tmp_path / "x.wav")
        outlay = laid_out(town, "rehearsal", output=path)
        assert outlay.orders[0].device == f"file {path}"
        assert not outlay.orders[0].can_go_on

    def test_a_fast_rehearsal_begins_as_soon_in_real_time(self, town: str) -> None:
        clock = FastClock(CLOCK, 100)
        first_utc = laid_out(town, "rehearsal", clock=clock).orders[0].plan.firings[0].start_utc
        wait_s = (first_utc - clock.utc_now()).total_seconds()
        assert 0 < wait_s <= 100 * BEGINS_IN_S["rehearsal"] + 1

    def test_a_fast_rehearsal_may_be_as_late_as_any_other_in_real_time(self, town: str) -> None:
        assert laid_out(town, "rehearsal").orders[0].limits == Limits()
        fast = laid_out(town, "rehearsal", clock=FastClock(CLOCK, 100)).orders[0].limits
        assert fast == Limits(late_s=100 * Limits().late_s, resume_s=100 * Limits().resume_s)

    def test_what_was_announced_is_what_is_armed(self, town: str) -> None:
        outlay = laid_out(town, "rehearsal")
        assert outlay.orders_now(ShiftedClock(FIRST_UTC + timedelta(days=3))) is outlay.orders


@pytest.mark.usefixtures("loudspeakers")
class TestSeveralOutlets:
    @pytest.fixture
    def fed(self, tmp_path: Path) -> str:
        """Sirens and television on one card, radio on another, a stream into a file."""
        outlets = [
            outlet("Sirens", 'device = "horn"\nchannels = [1]'),
            outlet("TV", 'device = "horn"\nchannels = [2]', 2),
            outlet("Radio", 'device = "hall"', 3.5),
            outlet("Web", f'file = "{tmp_path / "web.wav"}"', 0.5),
        ]
        return written(tmp_path, DRILL + "".join(outlets))

    def test_each_is_an_order_of_its_own_with_its_own_lead(self, fed: str) -> None:
        outlay = laid_out(fed)
        assert [order.plan.ahead_s for order in outlay.orders] == [0, 2, 3.5, 0.5]
        assert [order.destination.channels for order in outlay.orders] == [(1,), (2,), (), ()]
        assert [order.destination.title for order in outlay.orders] == [
            "Sirens",
            "TV",
            "Radio",
            "Web",
        ]

    def test_all_are_heard_at_one_time(self, fed: str) -> None:
        for order in laid_out(fed).orders:
            assert order.plan.firings[0].start_utc == FIRST_UTC

    def test_each_has_a_place_and_those_on_one_device_share_its_lock(
        self, fed: str, tmp_path: Path
    ) -> None:
        orders = laid_out(fed).orders
        web = f"file {tmp_path / 'web.wav'}"
        assert [o.place for o in orders] == ["horn, channel 1", "horn, channel 2", "hall", web]
        assert [o.device for o in orders] == ["horn", "horn", "hall", web]

    def test_the_sound_is_computed_once_for_every_rate(self, fed: str) -> None:
        horn, again, hall, web = (order.plan for order in laid_out(fed).orders)
        assert (horn.rate_hz, hall.rate_hz, web.rate_hz) == (48_000, 44_100, 48_000)
        assert horn.sound is again.sound is web.sound
        assert hall.sound is not horn.sound
        assert hall.hash != horn.hash == again.hash

    def test_only_the_file_cannot_be_taken_up_after_a_crash(self, fed: str) -> None:
        assert [order.can_go_on for order in laid_out(fed).orders] == [True, True, True, False]

    def test_devices_are_named_once(self, fed: str) -> None:
        assert laid_out(fed).devices == ["horn", "hall"]

    def test_a_device_that_is_asked_for_is_the_only_one(self, fed: str) -> None:
        outlay = laid_out(fed, device="horn")
        assert [o.place for o in outlay.orders] == ["horn, channel 1", "horn, channel 2"]
        assert [o.plan.ahead_s for o in outlay.orders] == [0, 2]

    def test_a_dry_run_has_the_same_destinations_in_silence(self, fed: str) -> None:
        real, dry = laid_out(fed), laid_out(fed, "dry-run")
        assert [o.destination for o in dry.orders] == [o.destination for o in real.orders]
        assert [o.plan.ahead_s for o in dry.orders] == [o.plan.ahead_s for o in real.orders]
        assert len({order.place for order in dry.orders}) == 4
        assert dry.devices == []
        for order in dry.orders:
            assert isinstance(order.make_sink(0.0), PacedSink)
            assert order.is_silent

    def test_a_dry_run_locks_no_device_and_itself_once(self, fed: str) -> None:
        locked = {order.device for order in laid_out(fed, "dry-run").orders}
        assert locked == {"silence (town-2026, dry-run)"}

    @pytest.mark.parametrize("mode", ["rehearsal", "all-clear"])
    def test_what_begins_soon_begins_everywhere_at_one_time_after_the_longest_lead(
        self, fed: str, mode: str
    ) -> None:
        outlay = laid_out(fed, mode, device="horn" if mode == "rehearsal" else None)
        longest_s = max(order.plan.ahead_s for order in outlay.orders)
        later = ShiftedClock(FIRST_UTC + timedelta(days=3))
        starts = {order.plan.firings[0].start_utc for order in outlay.orders_now(later)}
        [first_utc] = starts
        wait_s = (first_utc - later.utc_now()).total_seconds()
        assert BEGINS_IN_S[mode] + longest_s - 0.1 < wait_s <= BEGINS_IN_S[mode] + longest_s + 1

    def test_a_drill_that_only_feeds_files_is_asked_for_all_the_same(self, tmp_path: Path) -> None:
        path = written(tmp_path, DRILL + outlet("Web", f'file = "{tmp_path / "web.wav"}"'))
        assert laid_out(path).is_asked_for
        assert not laid_out(path, "dry-run").is_asked_for


class TestTheSound:
    def test_the_hash_changes_with_all_that_is_heard(self, town: str, tmp_path: Path) -> None:
        def hashed(text: str = DRILL, voice: str = "tone", level_db: float = -6.0) -> str:
            path = written(tmp_path, text, "one.toml")
            return lay_out(path, Request("dry-run", voice, level_db), CLOCK).orders[0].plan.hash

        hashes = {
            hashed(),
            hashed(voice="electronic"),
            hashed(level_db=-7.0),
            hashed(DRILL.replace("10:34:00", "10:34:01")),
            hashed(DRILL.replace("cn-all-clear", "cn-air-raid")),
        }
        assert len(hashes) == 5
        assert hashed() in hashes

    def test_an_unknown_voice_is_refused(self, town: str) -> None:
        with pytest.raises(UnknownName, match="no voice is called 'horn'"):
            lay_out(town, Request("dry-run", "horn", -6.0), CLOCK)


@pytest.mark.usefixtures("loudspeakers")
def test_a_signal_is_no_drill() -> None:
    with pytest.raises(Misuse, match=r"cn-air-raid is no drill but a signal; to hear it: siren p"):
        laid_out("cn-air-raid", device="horn")


@pytest.mark.usefixtures("loudspeakers")
def test_no_device_is_taken_unasked(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"no device is named.*There are: 'horn', 'hall'\. Without"):
        laid_out(written(tmp_path))
