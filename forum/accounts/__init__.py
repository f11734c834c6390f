"""People: how they get in, which mandates they hold, and under which one they act."""

from flask import Flask

from forum.accounts import views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
