"""Search over everything that a reader may see: one index behind `write()` and `find()`, FTS5 or tsvector."""

from flask import Flask

from forum.ledger import listen
from forum.search import operations, views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    listen("", operations.keep)
