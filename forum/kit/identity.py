"""Who is acting in this request; the accounts feature puts the actor there, views read it."""

from typing import Any

from flask import g, has_request_context


def current_actor() -> Any:
    """The `Actor` of this request (accounts/actor.py), signed in or not."""
    return g.actor if has_request_context() and "actor" in g else None
