"""The least program that click can make: what any command line of its kind costs to start."""

import click


@click.command()
def hello() -> None:
    """Say hello."""
    click.echo("hello")


if __name__ == "__main__":
    hello()
