"""What sources call a tone, where the format has another name for it."""

from __future__ import annotations

USED_FOR = {
    **dict.fromkeys(("continuous", "constant", "long", "flat", "tone"), "steady"),
    **dict.fromkeys(("intermittent", "interrupted", "pulse", "pulsating", "beep"), "pulsed"),
    **dict.fromkeys(
        ("siren", "rising-falling", "rising-and-falling", "undulating", "fluctuating", "modulated"),
        "wail",
    ),
    **dict.fromkeys(("sweep", "howl", "howling", "wailing", "up-down"), "wail"),
    **dict.fromkeys(("yelp", "trill"), "warble"),
    **dict.fromkeys(("two-tone", "twotone", "hilo", "alternating", "dual"), "hi-lo"),
    **dict.fromkeys(("horn", "airhorn", "fog-horn"), "foghorn"),
    **dict.fromkeys(("bell", "gong"), "chime"),
    **dict.fromkeys(("shot", "cannon", "maroon", "explosion"), "bang"),
    **dict.fromkeys(("rising", "run-up", "spin-up"), "ramp-up"),
    **dict.fromkeys(("falling", "run-down", "coast-down"), "ramp-down"),
}
"""What sources call a tone that has another name here."""

SILENT = {"pause", "silence", "off", "none", "voice", "message", "speech"}
"""What is written for a tone and is none."""


def plain_word(said: str) -> str:
    """Return a word as it stands here: ``Rising and falling tone`` is ``rising-and-falling``."""
    word = "-".join(said.lower().replace("_", " ").split())
    return word if word in USED_FOR else word.removesuffix("-tone").removesuffix("-signal")
