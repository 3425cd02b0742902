"""A timeline for the eye: in the terminal, and as SVG."""
