"""The front page, and what sets a forum up: the demo and a real installation."""

from flask import Flask

from forum.desk import views
from forum.desk.styleguide import views as styleguide


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    styleguide.register(app)
