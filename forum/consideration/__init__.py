"""A recommendation before the bodies: its paths, the rooms of their members, their answers, and the follow-up."""

from flask import Flask

from forum.consideration import views
from forum.consideration.views import panels as parts
from forum.kit import panels


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("recommendation-acts", 10, "paths", parts.acts)
