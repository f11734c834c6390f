"""Between the page and the device: the statement goes out as a challenge, and what comes back is checked first."""

from typing import Any

from flask import request

from forum.accounts.operations import passkeys
from forum.accounts.operations.identity_check import confirm_identity
from forum.declarations.dossier import Dossier
from forum.declarations.forms.signing import ConfirmedForm
from forum.declarations.operations import intents
from forum.declarations.views.signer import Signer
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.verdict import Conflict, Refused, Verdict
from forum.register import spelling
from forum.register.confirmation import BY_CODE, PASSKEY, Confirmation
from models import SigningIntent

Told = tuple[dict[str, Any], int]


def account() -> str:
    """Whose attempts are counted: the person's, or those by one mail."""
    return str(current_actor().person_id or request.values.get("letter", ""))


def asks_for_device() -> bool:
    """Whether the page's script sends this, with what the device answered."""
    return "credential" in request.form


def challenge(intent: SigningIntent, signer: Signer) -> dict[str, Any]:
    """What the script hands to the device: the statement's own digest."""
    digest = spelling.challenge(intents.statement_of(intent))
    return {"nonce": intent.nonce, "options": passkeys.assertion_options(signer.actor.mandate_id or 0, digest)}


def by_device(dossier: Dossier, signer: Signer) -> tuple[SigningIntent, Confirmation]:
    """The statement that was begun here under this mandate, and the verified assertion over it. Raises Refused."""
    intent = intents.find(request.form.get("nonce", ""), dossier, signer.actor)
    digest = spelling.challenge(intents.statement_of(intent))
    asserted = passkeys.verify(signer.actor.mandate_id or 0, request.form["credential"], digest)
    return intent, Confirmation(PASSKEY, asserted.key_id, asserted.assertion)


def by_code(signer: Signer, form: ConfirmedForm) -> Confirmation | None:
    """Password and second factor, where there is a session; what is wrong is put beside its field."""
    if signer.actor.person is None:
        return None
    proof = confirm_identity(signer.actor.person, form.password.data or "", form.code.data or "")
    if not proof:
        form.refuse(proof.field, " ".join([proof.sentence, _("Nothing was signed.")]))
        return None
    return BY_CODE


def told(refused: Refused | Verdict) -> Told:
    """A refusal for the page's script."""
    verdict = refused.verdict if isinstance(refused, Refused) else refused
    kind = "changed" if isinstance(refused, Conflict) else "refused"
    return {"kind": kind, "sentence": verdict.sentence, "remedy": verdict.remedy}, 409


def told_of(form: ConfirmedForm) -> Told:
    """The first thing that is wrong in a form."""
    sentence = next(str(errors[0]) for errors in form.errors.values() if errors)
    return {"kind": "refused", "sentence": sentence, "remedy": ""}, 422
