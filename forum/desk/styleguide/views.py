"""The style guide's page."""

from flask import Flask

from forum.desk.styleguide import samples
from forum.kit.templating import render


def register(app: Flask) -> None:
    app.add_url_rule("/styleguide", "desk.styleguide", show)


def show() -> str:
    return render("styleguide/index.html", **samples.everything())
