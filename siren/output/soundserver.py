"""Watches where a sound server puts our stream, and ends it when that is another device.

PulseAudio, and PipeWire with its pulse server, move the streams of a device that has gone to
whichever device they prefer; frames go on counting, and a siren would sound out of another
loudspeaker. No way to forbid that can be reached through ALSA, so the move is undone: the
server is told to end the stream. It is not muted: servers remember a mute, and would mute the
program's next stream too.

A daemon thread holds the connection, so that a stalled server holds up that thread alone.
"""

from __future__ import annotations

import ctypes
import os
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWER_S: Final = 0.3
"""A sound server that does not answer for so long is taken as stalled."""

WAIT_S: Final = 0.01
"""Between two looks at whether our stream has been opened."""

WATCH_S: Final = 0.1
"""Between two looks at whether anybody still wants to know; events are seen at once."""

GONE_LOOKS: Final = 30
"""After an underrun ALSA's plug-in ends the stream and makes another, some milliseconds later; a
stream that has no successor after so many looks is gone."""

NO_ANSWER: Final = "the sound server does not answer"
SERVER_GONE: Final = "the sound server is gone"
MOVED: Final = "the sound server moved the stream"
STREAM_GONE: Final = "the device is gone, and the stream with it"

_watched: set[int] = set()  # streams of this process that some watch has taken for its own

_PROCESS: Final = "application.process.id"
_NOWHERE: Final = 2**32 - 1  # the index of no device: PipeWire has not yet linked the stream


class StreamWatch:
    """Watches one stream of this process, from before it is opened until it is closed.

    Make it with :meth:`before_opening`, open and start the stream, then call :meth:`opened`.
    A stream that no server plays (an ALSA ``hw:`` device) is never found and never in trouble.

    Attributes
    ----------
    trouble
        What is wrong, in a few words; None while all is well or nothing is known to be wrong.
        It passes when the fault does, except that a moved or ended stream, and a server that
        went, are final: open another stream and make another watch. Any thread may read it.
    sink_name
        The server's name of the device that plays the stream; None where no server does.
    """

    def __init__(self, on_move: Callable[[], None] | None) -> None:
        self.trouble: str | None = None
        self.sink_name: str | None = None
        self._on_move = on_move
        self._index: int | None = None
        self._sink: int | None = None
        self._others: set[int] = set()
        self._missing_looks = 0
        self._has_news = True
        self._connected = False
        self._ready, self._started, self._seen = Event(), Event(), Event()
        self._closed = False

    @classmethod
    def before_opening(cls, on_move: Callable[[], None] | None = None) -> StreamWatch | None:
        """Connect to the sound server and note what streams this process has already.

        Takes at most 0.3 s, and once as long as pulsectl takes to load. A server that is there
        but does not answer in time is a trouble.

        Parameters
        ----------
        on_move
            Called once, in a thread of the watch, as soon as the stream has been moved to
            another device and ended there.

        Returns
        -------
        StreamWatch | None
            None where there is no server, or no library to ask it with.
        """
        try:
            import pulsectl
        except (ImportError, OSError):  # libpulse is missing
            return None
        watch = cls(on_move)
        pulse = pulsectl.Pulse("siren", connect=False)
        Thread(target=watch._run, args=(pulse,), name="stream watch", daemon=True).start()
        if not watch._ready.wait(ANSWER_S):
            watch.close()
            watch.trouble = NO_ANSWER
            return watch
        return watch if watch._connected else None

    def opened(self) -> None:
        """Find the stream that has just been started; takes at most 0.3 s."""
        if self._closed or self.trouble:
            return
        self._started.set()
        if not self._seen.wait(ANSWER_S):
            self.trouble = NO_ANSWER

    def close(self) -> None:
        """Stop watching; returns at once, the connection goes soon after."""
        self._closed = True

    # --- all below runs in the thread ---

    def _run(self, pulse: Any) -> None:
        try:
            pulse.connect()
            self._connected = True
            self._listen(pulse)
            self._others = {stream.index for stream in _own_streams(pulse)}
            self._ready.set()
            while not self._closed:
                self._wait(pulse)
                if self._started.is_set() and not self._closed:
                    self._look(pulse)
        except Exception:  # pulsectl's errors have three roots; each ends the watch
            self.trouble = SERVER_GONE
        finally:
            self._ready.set()
            self._seen.set()
            self._forget()
            pulse.close()

    def _listen(self, pulse: Any) -> None:
        from pulsectl import PulseLoopStop

        def note(_event: object) -> None:
            self._has_news = True  # an event may come while an answer is awaited
            raise PulseLoopStop

        pulse.event_callback_set(note)
        pulse.event_mask_set("sink", "sink_input")

    def _wait(self, pulse: Any) -> None:
        """Return when the server has news, when the stream has been opened, or soon."""
        if not self._has_news or not self._started.is_set():
            is_calm = self._seen.is_set() and not self._missing_looks
            pulse.event_listen(WATCH_S if is_calm else WAIT_S)

    def _look(self, pulse: Any) -> None:
        if not self._has_news and not self._missing_looks:
            return
        self._has_news = False
        if self._index is None:
            self._find(pulse)
        if self._index is not None:
            self._check(pulse, self._index)
        elif self._missing_looks > GONE_LOOKS:
            self._closed, self.trouble = True, STREAM_GONE
        self._seen.set()

    def _find(self, pulse: Any) -> None:
        """Take the stream that is ours; ALSA's plug-in may make one, drop it, make another."""
        taken = self._others | _watched
        new = [int(stream.index) for stream in _own_streams(pulse) if stream.index not in taken]
        if new:
            self._index, self._missing_looks = max(new), 0
            _watched.add(self._index)
        elif self._missing_looks:
            self._missing_looks += 1

    def _forget(self) -> None:
        if self._index is not None:
            _watched.discard(self._index)
        self._index = None

    def _check(self, pulse: Any, index: int) -> None:
        from pulsectl import PulseIndexError

        try:
            stream = pulse.sink_input_info(index)
            if self._sink is not None and stream.sink != self._sink:
                self._end(pulse, stream)
            elif stream.sink != _NOWHERE:
                sink = pulse.sink_info(stream.sink)
                self._sink, self.sink_name = sink.index, sink.name
                self.trouble = trouble_of(stream, sink)
        except PulseIndexError:
            self._forget()
            self._missing_looks = 1

    def _end(self, pulse: Any, stream: Any) -> None:
        """End a stream that was moved, and only then see to where it went."""
        self.trouble = MOVED  # before the stream ends, lest somebody find it ended by itself
        _kill(pulse, stream.index)
        self._closed = True
        self.trouble = f"{MOVED} to {_name_of(pulse, stream.sink)}"
        if self._on_move:
            self._on_move()


def trouble_of(stream: Any, sink: Any) -> str | None:
    """Return why a stream cannot be heard on its device; None where it can.

    Parameters
    ----------
    stream, sink
        As pulsectl describes a sink input and a sink.
    """
    if sink.state == "suspended":
        return "the device is suspended"
    for what, thing in (("device", sink), ("stream", stream)):
        if thing.mute:
            return f"the {what} is muted"
        if not any(thing.volume.values):
            return f"the volume of the {what} is zero"
    return None


def _own_streams(pulse: Any) -> list[Any]:
    """Return the sink inputs of this process; some servers tell whose they are by client only."""
    process = str(os.getpid())
    clients = {client.index: client.proplist.get(_PROCESS) for client in pulse.client_list()}
    return [
        stream
        for stream in pulse.sink_input_list()
        if process in (stream.proplist.get(_PROCESS), clients.get(stream.client))
    ]


def _name_of(pulse: Any, sink: int) -> str:
    from pulsectl import PulseIndexError

    try:
        return repr(pulse.sink_info(sink).name)
    except PulseIndexError:
        return "another device"


def _kill(pulse: Any, index: int) -> None:
    """Tell the server to end a stream, which pulsectl itself cannot do; else to mute it."""
    try:
        library = ctypes.CDLL("libpulse.so.0")  # loaded already; this is the same one
        library.pa_context_kill_sink_input.restype = ctypes.c_void_p
        done = library.pa_context_kill_sink_input(
            pulse._ctx, ctypes.c_uint32(index), ctypes.c_void_p(), ctypes.c_void_p()
        )
        if done:  # libpulse ends the process when it is given none
            library.pa_operation_unref(ctypes.c_void_p(done))
    except (OSError, AttributeError):
        pulse.sink_input_mute(index, True)
    pulse.server_info()  # an answer to this means that the command before it has been carried out
