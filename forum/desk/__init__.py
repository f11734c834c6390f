"""The front page, and what sets a forum up: the demo and a real installation."""

from flask import Flask

from forum.desk import views
from forum.desk.styleguide import views as styleguide
from forum.kit import panels


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("city", 90, "newest acts", views.feeds.city_panel)
    if app.config["FORUM_MODE"] == "demo":
        panels.register("door", 10, "demo accounts", views.door_panel)
    styleguide.register(app)
