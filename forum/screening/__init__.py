"""The desk on which the secretariat screens: one queue with its views, the page of review, and what surrounds them."""

from flask import Flask

from forum.kit import panels
from forum.recommendations import keeping
from forum.screening import views
from forum.screening.views import publishing
from forum.screening.views.bulk import after, before
from forum.screening.views.review import checks_open


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("review", 10, "publishing", publishing.panel)
    panels.register("act", 10, "screening", checks_open)
    keeping.register(before, after)
