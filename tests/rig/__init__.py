"""A sound card in software, for tests: what a player puts out can be heard to the sample.

One private PulseAudio server per test session, with two sinks that sound nowhere. PortAudio
plays to them through ALSA; a recorder takes what comes out, with the time of each sample.
How it is used stands in docs/testing.md.
"""
