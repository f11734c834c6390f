"""People: how they get in, which mandates they hold, and under which one they act."""

from flask import Flask

from forum.accounts import views
from forum.accounts.operations.inviting import mint_invitation
from forum.accounts.operations.links import mint_reset
from forum.kit import mail


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    mail.register_minter("invitation", mint_invitation)
    mail.register_minter("reset", mint_reset)
