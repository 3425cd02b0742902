"""Who else plays on a device of a sound server."""

from __future__ import annotations

import os

PROCESS = "application.process.id"
NAMES = ("application.name", "application.process.binary", "media.name")

ANSWER_S = 0.5
"""A sound server that does not answer for so long is not waited for."""


def neighbours(sink_name: str) -> list[str] | None:
    """Return the names of other programs that play on a sink; None where nobody can be asked.

    Takes half a second at most; a sink that the server does not know has no neighbours.
    """
    from siren.output.bounded import TookTooLong, bounded

    try:
        return bounded(lambda: _asked(sink_name), ANSWER_S)
    except TookTooLong:
        return None
    except Exception:  # libpulse is missing; pulsectl's own errors have three roots
        return None


def _asked(sink_name: str) -> list[str]:
    import pulsectl

    with pulsectl.Pulse("siren") as pulse:
        sinks = {sink.index for sink in pulse.sink_list() if sink.name == sink_name}
        clients = {client.index: client.proplist for client in pulse.client_list()}
        return [
            _name({**clients.get(stream.client, {}), **stream.proplist})
            for stream in pulse.sink_input_list()
            if stream.sink in sinks
            and str(os.getpid())
            not in (
                stream.proplist.get(PROCESS),
                clients.get(stream.client, {}).get(PROCESS),
            )
        ]


def _name(properties: dict[str, str]) -> str:
    """Return what a program is called, and its process."""
    name = next((properties[key] for key in NAMES if properties.get(key)), "a program")
    process = properties.get(PROCESS)
    return f"{name} (process {process})" if process else name
