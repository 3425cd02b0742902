"""Time and safety: whether, when and where a drill sounds, and the proof that it did."""
