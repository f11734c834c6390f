"""Language and appearance, chosen without an account: two cookies that say nothing about anybody."""

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from forum.kit.security import local_path

LANGUAGES = (("en", "English"), ("fr", "Français"), ("ru", "Русский"))
THEMES = ("light", "dark")  # without the cookie the device decides
YEAR = 365 * 24 * 3600


def bind(app: Flask) -> None:
    app.add_url_rule("/preferences", "preferences", choose)


def choose() -> Response:
    """Set what was asked for and go back. Nothing is stored on the server, so a form without a token may ask."""
    response = redirect(local_path(request.args.get("back")), 303)
    secure = request.is_secure
    language, theme = request.args.get("language"), request.args.get("theme")
    if language in dict(LANGUAGES):
        response.set_cookie("language", language, max_age=YEAR, samesite="Lax", secure=secure, path="/")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=secure, path="/")
    elif theme == "auto":
        response.delete_cookie("theme", path="/")
    return response


def theme() -> str:
    """ "light", "dark", or "auto" where the device decides."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "auto"
