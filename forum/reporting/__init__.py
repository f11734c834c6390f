"""What became of it: the chain, the public tracker, numbers with one definition each, and reports."""

from flask import Flask

from forum.reporting import views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
