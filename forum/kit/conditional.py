"""Pages that have not changed since a reader saw them are not sent again (RFC 9110, ETag and 304)."""

import hashlib

from flask import Flask, Response, request

from forum.kit.identity import current_actor


def bind(app: Flask) -> None:
    app.after_request(_tag)


def _tag(response: Response) -> Response:
    """Only for readers without an account: a signed-in page holds tokens that differ each time."""
    actor = current_actor()
    if request.method != "GET" or response.status_code != 200 or response.mimetype != "text/html":
        return response
    response.vary.update(("Cookie", "Accept-Language"))
    if actor is None or not actor.signed_in:
        response.set_etag(hashlib.sha1(response.get_data(), usedforsecurity=False).hexdigest(), weak=True)
        response.make_conditional(request)
    return response
