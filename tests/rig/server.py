"""A PulseAudio server of our own: its files, its process, and what clients must know.

It needs no D-Bus, no systemd, no hardware and no rights, and leaves nothing outside its folder.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 48_000

# norewinds: a null sink that can be rewound renders two seconds at a time, so nothing is paced;
# one that cannot renders 50 ms, and 5 ms while a recorder asks for that.
NULL_SINK = f"module-null-sink rate={RATE_HZ} format=float32le norewinds=1"

CHANNEL_MAPS = {
    2: "front-left,front-right",
    4: "front-left,front-right,rear-left,rear-right",
}
"""As ALSA has them: a server that thinks otherwise mixes one channel into another."""


def null_sink(name: str, channels: int = 2) -> str:
    """Return the module that is a sink, with its arguments."""
    return f"{NULL_SINK} channels={channels} channel_map={CHANNEL_MAPS[channels]} sink_name={name}"


# `other` is where the server puts a stream that has lost its sink: there it is caught.
SINKS = ("rig", "other")
DEFAULT_SINK = "other"

# Whatever ends the tests, even `kill -9`, ends what they started.
TIED_TO_US = ("setpriv", "--pdeathsig", "KILL")


class ServerDied(RuntimeError):
    """The sound server ended by itself: what was tried with it proves nothing."""


_LISTENS_WITHIN_S = 20.0
_PREFIXES = ("PULSE_", "ALSA_")


class Server:
    """The server, and the folder it lives in.

    Parameters
    ----------
    folder
        Empty, and the server's own; its path short enough for a socket (100 bytes).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._socket = folder / "native"
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._pcms: list[str] = []

    @property
    def variables(self) -> dict[str, str]:
        """What leads a program's sound here, and to no other server, card or home folder."""
        return {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_RUNTIME_PATH": str(self.folder / "run"),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_CLIENTCONFIG": os.devnull,
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    @property
    def environment(self) -> dict[str, str]:
        """The environment for a program that shall sound here."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(_PREFIXES)}
        return kept | self.variables

    def start(self) -> None:
        """Start the server, as if for the first time; return when it listens."""
        for name in ("home", "run", "state"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        self._socket.unlink(missing_ok=True)
        script = self.folder / "rig.pa"
        script.write_text(self._script())
        self._pcms.clear()
        for sink in SINKS:
            self.define_pcm(sink)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*TIED_TO_US, "pulseaudio", "-n", f"--file={script}", *_OPTIONS],
                env=self._daemon_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for pytest; it ends the server at its end
            )
        self._wait_until_it_listens(self._process)

    def kill(self) -> None:
        """End the server at once, also a frozen one; clients lose their connection."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Stop the server's process where it is: devices stall, connections stay."""
        self._signal(signal.SIGSTOP)

    def check(self) -> None:
        """Raise ServerDied if the server ended although nobody ended it."""
        if self._process is not None and self._process.poll() is not None:
            last = self._log.read_text()[-2000:]
            raise ServerDied(f"PulseAudio ended with {self._process.returncode}:\n{last}")

    def thaw(self) -> None:
        """Let a frozen server go on."""
        self._signal(signal.SIGCONT)

    def define_pcm(self, sink: str) -> None:
        """Make an ALSA device ``siren_<sink>`` that plays to `sink` alone.

        The file stands for itself and includes nothing of the system's: so no test can find,
        let alone sound on, a card of this machine.
        """
        if sink not in self._pcms:
            self._pcms.append(sink)
        lines = [f"pcm.siren_{name} {{ type pulse device {name} }}" for name in self._pcms]
        lines += [f"{kind}.{name} {{ type pulse }}" for kind in _KINDS for name in _GENERAL]
        (self.folder / "asound.conf").write_text("\n".join(lines) + "\n")

    def _script(self) -> str:
        """The protocol comes last: once the socket is there, so are the sinks."""
        lines = [f"load-module {null_sink(sink)}" for sink in SINKS]
        lines += [f"set-default-sink {DEFAULT_SINK}"]
        lines += [f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}"]
        return "\n".join(lines) + "\n"

    def _daemon_environment(self) -> dict[str, str]:
        """Nothing of the user's; a session's D-Bus would tell of another sound server."""
        return self.variables | {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "PULSE_CONFIG": os.devnull,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }

    def _wait_until_it_listens(self, process: subprocess.Popen[bytes]) -> None:
        deadline_s = time.monotonic() + _LISTENS_WITHIN_S
        while not self._listens():
            if process.poll() is not None or time.monotonic() > deadline_s:
                self.kill()
                raise RuntimeError(f"PulseAudio did not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.01)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def _signal(self, number: int) -> None:
        if self._process is None:
            raise RuntimeError("the server is not running")
        self._process.send_signal(number)


_OPTIONS = (
    "--daemonize=no",
    "--exit-idle-time=-1",
    "--use-pid-file=no",
    "--realtime=no",
    "--high-priority=no",
    "--log-target=stderr",
)
_KINDS = ("pcm", "ctl")
_GENERAL = ("pulse", "default")
