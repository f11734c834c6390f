"""A recommendation before the bodies: its paths, the rooms of their members, their answers, and the follow-up."""

from flask import Flask

from forum.consideration import views
from forum.consideration.operations import room
from forum.consideration.views import panels as parts
from forum.consideration.views import room_answers
from forum.kit import jobs, panels


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("recommendation-acts", 10, "paths", parts.acts)
    panels.register("recommendation-acts", 20, "questions", room_answers.panel)
    jobs.every(900, "remind of questions of bodies", room.remind)
