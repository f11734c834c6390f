"""Documents that the forum composes at one moment and keeps: their content, and the files made from it."""

from flask import Flask


def register(app: Flask) -> None:
    """Nothing yet."""
