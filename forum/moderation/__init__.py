"""Moderation: flags, held comments, decisions that name their rule, appeals that another person decides, a public log."""

from flask import Flask

from forum.kit import panels, subjects
from forum.moderation import views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("flag", views.flags_as_subjects)
    subjects.register("decision", views.decisions_as_subjects)
    panels.register("contribution", 90, "moderation", views.contribution_panel)
