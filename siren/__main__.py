"""``python -m siren``: the same as the command ``siren``."""

from siren.cli.main import main

main()
