"""The exchange: what cities have done, what they struggle with, and how one answers the other."""

from flask import Flask

from forum.exchange import views
from forum.exchange.operations import uploads
from forum.kit import jobs, panels, subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("contribution", views.as_subjects)
    panels.register("city", 10, "contributions", views.city_panel)
    jobs.every(3600, "erase loose uploads", uploads.erase_loose)
