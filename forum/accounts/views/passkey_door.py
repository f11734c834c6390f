"""In with a passkey: the device and what unlocks it are two factors, so nothing more is asked."""

from flask import redirect, request

from forum.accounts.forms.door import SignInForm
from forum.accounts.forms.passkeys import CredentialForm
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations import passkeys as acts
from forum.accounts.views.blueprint import blueprint, enter
from forum.accounts.views.door import draw_door
from forum.accounts.views.proving import as_json
from forum.kit.security import local_path
from forum.kit.verdict import Refused

HERE = "/sign-in/passkey"


def _device() -> str:
    """What is tried: the key that answered, as the browser names it."""
    return request.form.get("credential", "")[:200]


@blueprint.post(f"{HERE}/options")
@by_address("30/minute;300/hour")
def sign_in_options():
    return as_json(acts.sign_in_options)


@blueprint.post(HERE)
@by_address("20/minute;100/hour")
@by_account("10/15minute", _device)
def sign_in_with_passkey():
    form = CredentialForm()
    try:
        person = acts.sign_in(form.credential.data or "")
    except Refused as refused:
        return draw_door(SignInForm(formdata=None, next=form.next.data), refused.verdict.line), 422
    return enter(redirect(local_path(form.next.data, "/desk"), 303), person)
