"""How much of a notice is read: what is larger is none, or means harm."""

MAX_BYTES = 10_000_000
"""Bytes of a file: a notice has a few thousand, a gazette as PDF with pictures a few million."""

MAX_CHARACTERS = 1_000_000
"""Characters of text: a gazette of a year has fewer. What packs more than that into a file means
harm; and what comes after reads every one of them."""

MAX_UNPACKED_BYTES = 64_000_000
"""Of one part of a DOCX: 1 million letters, each in a run of its own, are half as much."""

MAX_MEMORY_BYTES = 1_500_000_000
"""Address space of the process that reads a document (where the system can set a limit)."""

MAX_READING_S = 7.0
"""A document takes a tenth of a second; with 2 s to decode 10 MB, a hostile one ends in 10 s."""
