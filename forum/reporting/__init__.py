"""What became of it: the chain, the public tracker, numbers with one definition each, and reports."""

from flask import Flask


def register(app: Flask) -> None:
    """Nothing yet."""
