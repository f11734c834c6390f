"""Documents that the forum composes at one moment and keeps: their content, and the files made from it."""

from flask import Flask

from forum.kit import jobs, panels, subjects
from forum.papers import views
from forum.papers.operations import files
from forum.papers.views import pages
from forum.papers.views import panels as parts


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("paper", pages.as_subjects)
    panels.register("session", 40, "papers", parts.session)
    jobs.every(2, "files of papers", files.maker.make_waiting)
