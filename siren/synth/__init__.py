"""Timeline -> samples: pure functions of time."""
