"""Before anything is armed: every precondition with its figure, and what to do about it."""
