"""A recommendation before the bodies: its paths, the rooms of their members, their answers, and the follow-up."""

from flask import Flask


def register(app: Flask) -> None:
    """Nothing yet."""
