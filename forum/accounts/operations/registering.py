"""A device makes a key for this forum: what it is asked for, and how its answer is read."""

import hashlib
import json
from typing import Any

from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts import names
from forum.accounts.actor import Actor
from forum.accounts.operations import challenges
from forum.accounts.operations.assertions import LONGEST, MINUTE
from forum.accounts.queries import passkeys as queries
from forum.accounts.rules import passkeys as rules
from forum.kit import clock, mail, site
from forum.kit.i18n import _
from forum.kit.verdict import Refused, Verdict, refuse, require
from forum.register.spelling import b64url, from_b64url
from models import Passkey, Person
from models.base import db

ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256
LONGEST_ID = 300  # bytes of a key's own name; real ones have 16 to 130
TRANSPORTS = ("internal", "hybrid", "usb", "nfc", "ble", "smart-card")


def registration_options(actor: Actor) -> dict[str, Any]:
    """For `navigator.credentials.create`: a key that stays on the device and asks for finger, face or code."""
    require(rules.can_register(actor, queries.how_many(actor.person_id or 0)))
    person = db.session.get_one(Person, actor.person_id)
    known = [{"type": "public-key", "id": key.credential_id} for key in queries.of_person(person.id)]
    return {
        "rp": {"id": site.rp_id(), "name": site.value("name") or _("Forum of Cities")},
        "user": {"id": b64url(_handle(person.id)), "name": person.email, "displayName": person.name},
        "challenge": b64url(challenges.make(challenges.REGISTER, person.id)),
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in ALGORITHMS],
        "timeout": MINUTE,
        "excludeCredentials": known,
        "authenticatorSelection": {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"},
        "attestation": "none",
    }


def register(actor: Actor, credential: str | dict[str, Any], name: str) -> Passkey:
    """The device has made a key for what was asked a moment ago. Raises Refused."""
    person_id = actor.person_id or 0
    require(rules.can_register(actor, queries.how_many(person_id)))
    name = named(name)
    answer, challenge = _made(credential)
    challenges.spend(challenges.REGISTER, challenge, person_id)
    found = _verified(answer, challenge)
    if len(found.credential_id) > LONGEST_ID:
        raise Refused(unusable())
    told = answer["response"].get("transports")
    row = Passkey(person_id=person_id, credential_id=b64url(found.credential_id), name=name, created_at=clock.now())
    row.public_key, row.sign_count = b64url(found.credential_public_key), found.sign_count
    row.transports = [one for one in TRANSPORTS if one in told] if isinstance(told, list) else []
    row.backed_up = found.credential_backed_up
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(refuse(_("This key is registered already."), _("Look for it in the list."))) from None
    tell(actor, person_id, "person.passkey_added", row)
    return row


def tell(actor: Actor, person_id: int, verb: str, passkey: Passkey) -> None:
    """By mail whatever the person chose about mail: a stranger with the password would not want them to know."""
    person = db.session.get_one(Person, person_id)
    mail.queue(
        person.email, "security", {"what": verb.removeprefix("person."), "name": passkey.name}, person, person.language
    )
    ledger.record(verb, actor, ("person", person_id), person.name, name=passkey.name)


def named(name: str) -> str:
    name = names.cleaned(name)
    require(names.acceptable_key_name(name))
    return name


def _handle(person_id: int) -> bytes:
    """What the device keeps beside the key: the same for all keys of a person, and nothing that names them elsewhere."""
    return hashlib.sha256(f"{site.rp_id()}/person/{person_id}".encode()).digest()


def _made(credential: str | dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The answer and the challenge in it. Raises Refused, also where it came from another address."""
    try:
        if isinstance(credential, str) and len(credential) > LONGEST:
            raise ValueError("too long")
        answer: dict[str, Any] = json.loads(credential) if isinstance(credential, str) else credential
        said = json.loads(from_b64url(answer["response"]["clientDataJSON"]))
        challenge, origin = str(said["challenge"]), str(said["origin"])
        from_b64url(challenge)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(refuse(_("The answer of the device cannot be read."), _("Try again."))) from None
    if origin not in site.origins() or said.get("crossOrigin"):
        remedy = _("Open the forum at %(address)s and try again.", address=site.origins()[-1])
        raise Refused(refuse(_("The device answered for another address."), remedy))
    return answer, challenge


def _verified(answer: dict[str, Any], challenge: str) -> Any:
    from webauthn import verify_registration_response
    from webauthn.helpers.cose import COSEAlgorithmIdentifier
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return verify_registration_response(
            credential=answer,
            expected_challenge=from_b64url(challenge),
            expected_rp_id=site.rp_id(),
            expected_origin=site.origins(),
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(number) for number in ALGORITHMS],
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        raise Refused(unusable()) from None


def unusable() -> Verdict:
    sentence = _("The device made no key that can be used here.")
    return refuse(sentence, _("Take one that unlocks by finger, face or code, such as your telephone."))
