"""The desk on which the secretariat screens recommendations."""

from flask import Flask


def register(app: Flask) -> None:
    """Nothing yet."""
