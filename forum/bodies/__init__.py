"""Intergovernmental bodies: their members, their sessions and agendas, and the calendar counted back from a session."""

from flask import Flask

from forum.bodies import views
from forum.kit import subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("body", views.bodies.as_subjects)
