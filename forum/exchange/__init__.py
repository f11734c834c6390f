"""The exchange: what cities have done, and what they struggle with."""

from flask import Flask

from forum.exchange import views
from forum.kit import panels, subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("contribution", views.as_subjects)
    panels.register("city", 10, "contributions", views.city_panel)
