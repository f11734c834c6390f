"""Talk about anything: comments in threads, mentions, reactions, and following."""

from flask import Flask

from forum.discussion import views
from forum.discussion.views.following import city_panel
from forum.kit import panels, subjects


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals["draw_comments"] = views.draw
    subjects.register("comment", views.as_subjects)
    panels.register("city-acts", 10, "follow", city_panel)
