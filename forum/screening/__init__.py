"""The desk on which the secretariat screens: one queue with its views, the page of review, and what surrounds them."""

from flask import Flask

from forum.kit import panels
from forum.screening import views
from forum.screening.views import publishing


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("review", 10, "publishing", publishing.panel)
