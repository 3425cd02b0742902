"""Air-raid siren signals: exact patterns, real siren voices, drills to the sample.

The road from data to sound, one folder or file a step::

    patterns/*.toml -> files -> pattern, drill -> timeline -> synth -> output
"""

__version__ = "0.1.0"
