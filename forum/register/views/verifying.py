"""The page on which a browser checks a bundle or a register by itself, and the program that does the same without one."""

from flask import Blueprint, Response, request

from forum.kit.assets import STATIC
from forum.kit.templating import render
from forum.register.views.verifying_words import words

blueprint = Blueprint("verifying", __name__)
PROGRAM = STATIC / "verify" / "verify.py"


@blueprint.get("/verify")
def page():
    return render("register/verify.html", words=words())


@blueprint.get("/verify.py")
def program():
    """Under an address that stays; each bundle has it too."""
    response = Response(PROGRAM.read_bytes(), mimetype="text/x-python")
    response.headers["Content-Disposition"] = 'attachment; filename="verify.py"'
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
