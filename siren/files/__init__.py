"""TOML files -> the domain: every fault of a file at once, each with place and remedy."""
