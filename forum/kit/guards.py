"""Decorators for views: who must be signed in before anything else is looked at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort

from forum.kit.identity import current_actor


class SignInNeeded(Exception):
    """A stranger at a page for people with an account; the edge leads to the sign-in page and back."""


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_actor().signed_in:
            raise SignInNeeded
        return view(*args, **kwargs)

    guarded.guard = "signed-in"  # type: ignore[attr-defined]
    return guarded


def staff_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """For others the page does not exist."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        actor = current_actor()
        if not actor.signed_in:
            raise SignInNeeded
        if not actor.is_staff:
            abort(404)
        return view(*args, **kwargs)

    guarded.guard = "staff"  # type: ignore[attr-defined]
    return guarded
