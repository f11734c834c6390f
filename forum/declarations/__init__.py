"""Declarations of cities: typed clauses, amendments, procedure, frozen versions and the signatures under them."""

from flask import Flask

from forum import ledger
from forum.declarations import following, in_your_name, views
from forum.declarations.operations import anchoring, deadlines, exporting, procedure, registering, voiding
from forum.declarations.views import lists
from forum.declarations.views import panels as parts
from forum.declarations.views.subjects import amendments_as_subjects
from forum.kit import jobs, mail, panels, subjects
from forum.register import following as register_following


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    subjects.register("declaration", lists.as_subjects)
    subjects.register("amendment", amendments_as_subjects)
    panels.register("city", 50, "declarations", parts.city)
    jobs.every(30, "deadlines of declarations", procedure.note_deadlines)
    following.register(anchoring.follow)
    register_following.register(registering.follow)
    jobs.every(30, "reminders of deadlines", deadlines.remind)
    jobs.every(60, "prepared signatures of mandates that ended", voiding.void_ended)
    ledger.listen("mandate.ended", voiding.hear)
    ledger.listen("declaration.", in_your_name.tell)
    mail.register_words(in_your_name.TEMPLATE, in_your_name.words)
    jobs.every(2, "exports of declarations", exporting.maker.make_waiting)
    jobs.every(60, "exports for the evidence of declarations", exporting.keep_ready)
    jobs.every(3600, "old exports of declarations", exporting.tidy)
