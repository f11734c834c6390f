"""A recommendation before the bodies: its paths, the rooms of their members, their answers, and the follow-up."""

from flask import Flask

from forum.consideration import views
from forum.consideration.operations import returning, room
from forum.consideration.views import follow_panels, room_answers
from forum.consideration.views import panels as parts
from forum.kit import jobs, panels


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    jobs.every(300, "follow-ups that return to the desk", returning.remind)
    panels.register("recommendation-acts", 10, "paths", parts.acts)
    panels.register("recommendation-acts", 20, "questions", room_answers.panel)
    jobs.every(900, "remind of questions of bodies", room.remind)
    panels.register("recommendation-asked", 10, "answers", parts.asked)
    panels.register("recommendation-afterwards", 10, "paths", parts.paths)
    panels.register("recommendation-afterwards", 20, "follow-up", follow_panels.follow_up)
    panels.register("contribution", 65, "undertakings", follow_panels.contribution)
