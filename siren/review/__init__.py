"""Whether a file of signals may stand in the library: every fault of it, and what is odd."""
