"""The rig as tests use it: the server, its sinks and streams, their faults, and who listens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.rig.monitor import Monitor
from tests.rig.server import TIED_TO_US, Server, null_sink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Stream(NamedTuple):
    """Something that plays, as the server sees it."""

    number: int
    sink: str
    muted: bool
    process_id: int


class Rig(Server):
    """The server with its two sinks ``rig`` (silent until played to) and ``other`` (default)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._altered = False
        self._recorders: list[Monitor] = []

    # --- listening ---

    @contextmanager
    def monitor(self, sink: str = "rig", *, channels: int = 1) -> Iterator[Monitor]:
        """Record what a sink puts out, while the block runs."""
        with Monitor(sink, self.environment, channels=channels) as recorder:
            self._recorders.append(recorder)
            try:
                yield recorder
            finally:
                self._recorders.remove(recorder)

    # --- faults of the server ---

    def kill(self) -> None:
        """End the server at once, as by ``kill -9``; :meth:`start` begins it anew."""
        self._altered = True
        super().kill()

    def freeze(self) -> None:
        """Stop the server's process where it is: devices stall, connections stay."""
        self._altered = True
        super().freeze()

    def restore(self) -> None:
        """Begin anew, if a test altered anything."""
        if self._altered:
            self.kill()
            self.start()
            self._altered = False

    # --- sinks ---

    def add_sink(self, name: str, *, channels: int = 2) -> None:
        """Add a sink, or one again that was removed; its device is ``siren_<name>``."""
        self._alter("load-module", *null_sink(name, channels).split())
        self.define_pcm(name)

    def remove_sink(self, name: str) -> None:
        """Unload a sink, as if it were unplugged; its recorders end.

        They would otherwise go over to the default sink and record that.
        """
        for recorder in self._recorders:
            if recorder.sink == name:
                recorder.end()
        [module] = [sink["owner_module"] for sink in self._listed("sinks") if sink["name"] == name]
        self._alter("unload-module", str(module))

    def suspend(self, sink: str) -> None:
        """Suspend a sink: it takes nothing more, and its players stall."""
        self._alter("suspend-sink", sink, "1")

    def resume(self, sink: str) -> None:
        """Let a suspended sink go on."""
        self._alter("suspend-sink", sink, "0")

    def mute(self, sink: str) -> None:
        """Mute a sink: it takes every frame and puts out silence."""
        self._alter("set-sink-mute", sink, "1")

    def unmute(self, sink: str) -> None:
        """Undo :meth:`mute`."""
        self._alter("set-sink-mute", sink, "0")

    # --- streams ---

    def streams(self) -> list[Stream]:
        """Return what plays now, on whatever sink."""
        sinks = {sink["index"]: str(sink["name"]) for sink in self._listed("sinks")}
        return [
            Stream(
                number=found["index"],
                sink=sinks.get(found["sink"], "none"),
                muted=found["mute"],
                process_id=int(found["properties"].get("application.process.id", 0)),
            )
            for found in self._listed("sink-inputs")
        ]

    def wait_for_stream(self, sink: str = "rig", *, within_s: float = 10.0) -> Stream:
        """Wait until something plays on a sink; RuntimeError where nothing does."""
        deadline_s = time.monotonic() + within_s
        while time.monotonic() < deadline_s:
            for stream in self.streams():
                if stream.sink == sink:
                    return stream
            time.sleep(0.02)
        raise RuntimeError(f"nothing plays on {sink}; playing: {self.streams()}")

    def move_stream(self, stream: Stream, sink: str) -> None:
        """Move a stream to another sink, as a user does in a mixer."""
        self._alter("move-sink-input", str(stream.number), sink)

    def mute_stream(self, stream: Stream) -> None:
        """Mute one stream: its frames are taken and not heard."""
        self._alter("set-sink-input-mute", str(stream.number), "1")

    def unmute_stream(self, stream: Stream) -> None:
        """Undo :meth:`mute_stream`."""
        self._alter("set-sink-input-mute", str(stream.number), "0")

    # --- the machine ---

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Keep every core of this machine busy, while the block runs."""
        command = [*TIED_TO_US, sys.executable, "-S", "-c", "while True: pass"]
        burners = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
        try:
            yield
        finally:
            for burner in burners:
                burner.kill()
                burner.wait()

    def pactl(self, *arguments: str) -> str:
        """Ask the server, and return its answer."""
        done = subprocess.run(
            ["pactl", *arguments],
            env=self.environment | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        if done.returncode:
            self.check()
            raise RuntimeError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def _alter(self, *arguments: str) -> None:
        self._altered = True
        self.pactl(*arguments)

    def _listed(self, kind: str) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = json.loads(self.pactl("--format=json", "list", kind))
        return listed
