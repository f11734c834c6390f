"""Cities: the directory of those that are accredited, and a page for each."""

from flask import Flask

from forum.cities import views
from forum.kit import subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("city", views.as_subjects)
