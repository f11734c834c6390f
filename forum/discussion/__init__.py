"""Talk about anything: comments in threads, mentions, reactions, and following."""

from flask import Flask

from forum.discussion import views
from forum.kit import subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals["draw_comments"] = views.draw
    subjects.register("comment", views.as_subjects)
