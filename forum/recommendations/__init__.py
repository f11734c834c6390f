"""Recommendations of cities to an intergovernmental body, from the draft to what the body answered."""

from flask import Flask

from forum.kit import jobs, mail, panels, subjects
from forum.recommendations import receipts, views
from forum.recommendations.likeness.keeping import catch_up
from forum.recommendations.operations import reminding
from forum.recommendations.views import pages
from forum.recommendations.views import panels as parts
from forum.recommendations.views.returned import returned


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("recommendation", pages.as_subjects)
    panels.register("contribution", 70, "begin", parts.begin)
    panels.register("review", 10, "return", returned)
    jobs.every(30, "reminders of answers and screenings", reminding.remind)
    panels.register("body", 60, "recommendations", parts.body)
    panels.register("session", 40, "recommendations", parts.session)
    panels.register("review", 40, "sessions", parts.review)
    panels.register("review", 40, "alike", parts.alike_in_review)
    mail.register_words(receipts.TEMPLATE, receipts.words)
    jobs.every(3600, "keep what recommendations are alike by", catch_up)
