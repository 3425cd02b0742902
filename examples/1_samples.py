"""A signal as samples in memory: any stretch, without what came before it."""

from __future__ import annotations

from siren import library, timeline
from siren.synth.compose import compose

signal = library.signal("cn-air-raid")
sound = compose(timeline.of_signal(signal), library.voice("motor"), rate_hz=48_000)

one_second = sound.block(first_frame=24 * 48_000, frames=48_000)
print(f"{signal.names.both()}: {sound.frames} frames; one second from 0:24 on:")
print(f"{one_second.dtype}, {one_second.shape}, peak {abs(one_second).max():.3f}")
