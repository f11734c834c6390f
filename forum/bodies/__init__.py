"""Intergovernmental bodies: their members, their sessions and agendas, and the calendar counted back from a session."""

from flask import Flask


def register(app: Flask) -> None:
    """Nothing yet."""
