"""The desk on which the secretariat screens: one queue with its views, the page of review, and what surrounds them."""

from flask import Flask

from forum.screening import views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
