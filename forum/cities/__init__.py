"""Cities: accreditation by two persons, the directory with its map, and a page for each."""

from flask import Flask

from forum.cities import activity, names, views
from forum.kit import subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("city", views.as_subjects)
    names.watch()
    activity.watch()
