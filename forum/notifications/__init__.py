"""Tells people what concerns them: listens to the ledger, fills inboxes, and lets mail go out through the outbox."""

from flask import Flask

from forum.kit import jobs
from forum.ledger import listen
from forum.notifications import delivery, digests, letters, operations, views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    letters.register()
    listen("", operations.notify)
    jobs.every(5, "outbox", delivery.drain)
    jobs.every(900, "digests", digests.send_due)
