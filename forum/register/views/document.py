"""`register.json`: sent in pieces, so that it needs no memory however long it grows, and not again to whoever has it."""

from collections.abc import Iterator

from flask import Response, abort, request, stream_with_context

from forum.kit.canonical import canonical_json
from forum.kit.limits import limited
from forum.register.queries import newest_head
from forum.register.queries.document import contents
from forum.register.views.blueprint import blueprint, head_file
from models import TreeHead
from models.base import db

PIECE = 500  # entries read at once


@blueprint.get("/register.json")
@limited("60/hour")
def register_file():
    head = newest_head()
    if head is None:
        abort(404)
    response = Response(stream_with_context(_pieces(head)), mimetype="application/json")
    response.set_etag(f"{head.size}-{head.root[:32]}")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Disposition"] = f'attachment; filename="register-{head.size}.json"'
    return response.make_conditional(request)


def _pieces(head: TreeHead) -> Iterator[str]:
    """The canonical JSON of `queries.document`, whose first key is "entries"; the tests compare both."""
    rest, size = head_file(head), head.size
    yield '{"entries":['
    for start in range(0, size, PIECE):
        found = contents(start, min(start + PIECE, size))
        db.session.rollback()  # a slow reader holds no transaction
        yield ("," if start else "") + ",".join(found)
    yield "]," + canonical_json(rest)[1:]
