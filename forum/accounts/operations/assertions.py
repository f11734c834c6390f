"""What a device has signed: read strictly, checked against what was asked, and refused with the sentence that helps."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from forum import ledger
from forum.accounts.operations import challenges
from forum.accounts.queries import passkeys as queries
from forum.accounts.rules import passkeys as rules
from forum.kit import clock, mail, site
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.register.spelling import b64url, from_b64url
from models import Passkey, Person
from models.base import db

PARTS = ("clientDataJSON", "authenticatorData", "signature")
LONGEST = 8192  # letters of an answer; real ones have fewer than 2,000
PRESENT, VERIFIED = 0x01, 0x04
MINUTE = 60_000


@dataclass(frozen=True)
class Asserted:
    """A person, by a key: what goes into the register as it was signed."""

    passkey: Passkey
    key_id: str
    assertion: dict[str, str]


def options(challenge: bytes, passkeys: list[Passkey]) -> dict[str, Any]:
    """For `navigator.credentials.get`; without passkeys the device offers those that it holds for this forum."""
    known = [
        {"type": "public-key", "id": key.credential_id} | ({"transports": key.transports} if key.transports else {})
        for key in passkeys
    ]
    return {
        "challenge": b64url(challenge),
        "rpId": site.rp_id(),
        "allowCredentials": known,
        "userVerification": "required",
        "timeout": MINUTE,
    }


def assertion_options(mandate_id: int, challenge: bytes) -> dict[str, Any]:
    """What is to be signed under a mandate, asked of the keys that are enrolled for it."""
    return options(challenge, queries.usable_for(mandate_id))


def verify(mandate_id: int, credential: str | dict[str, Any], challenge: bytes) -> Asserted:
    """An act under a mandate: by a key that is enrolled for it, over exactly this challenge. Raises Refused."""
    read = _read(credential)
    mandate, passkey = queries.mandate(mandate_id), queries.by_credential(read["id"])
    if mandate is None:
        raise Refused(refuse(_("This mandate is not in force."), _("The secretariat verifies mandates.")))
    require(rules.counts_for(passkey, mandate, queries.enrolment(passkey.id, mandate_id) if passkey else None))
    assert passkey is not None
    return _checked(passkey, read, challenge)


def sign_in_options() -> dict[str, Any]:
    return options(challenges.make(challenges.SIGN_IN), [])


def sign_in(credential: str | dict[str, Any]) -> Person:
    """Whoever holds the device and unlocked it: that is two factors. Raises Refused."""
    read = _read(credential)
    passkey = queries.by_credential(read["id"])
    person = db.session.get(Person, passkey.person_id) if passkey else None
    if passkey is None or person is None or passkey.removed_at or person.closed_at:
        sentence = _("No account here is opened by that key.")
        raise Refused(refuse(sentence, _("Sign in with your password, and see your passkeys in the settings.")))
    challenges.spend(challenges.SIGN_IN, read["challenge"])
    _checked(passkey, read, from_b64url(read["challenge"]))
    return person


def confirm_options(person_id: int) -> dict[str, Any]:
    return options(challenges.make(challenges.CONFIRM, person_id), queries.of_person(person_id))


def confirm(person_id: int, credential: str | dict[str, Any]) -> None:
    """That the person is there now, with one of their keys. Raises Refused."""
    read = _read(credential)
    passkey = queries.by_credential(read["id"])
    if passkey is None or passkey.person_id != person_id or passkey.removed_at:
        raise Refused(refuse(_("This passkey is not yours."), _("Use one of those in the list, or your password.")))
    challenges.spend(challenges.CONFIRM, read["challenge"], person_id)
    _checked(passkey, read, from_b64url(read["challenge"]))


def _read(credential: str | dict[str, Any]) -> dict[str, str]:
    """Id, challenge, origin and the three parts, each in the one exact spelling. Raises Refused."""
    try:
        if isinstance(credential, str) and len(credential) > LONGEST:
            raise ValueError("too long")
        given: Any = json.loads(credential) if isinstance(credential, str) else credential
        answer = {name: str(given["response"][name]) for name in PARTS}
        said = json.loads(from_b64url(answer["clientDataJSON"]))
        answer |= {"id": str(given["id"]), "foreign": "yes" if said.get("crossOrigin") else ""}
        answer |= {name: str(said[name]) for name in ("challenge", "origin", "type")}
        for name in ("id", "challenge", "authenticatorData", "signature"):
            from_b64url(answer[name])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(refuse(_("The answer of the device cannot be read."), _("Try again."))) from None
    return answer


def _checked(passkey: Passkey, read: dict[str, str], challenge: bytes) -> Asserted:
    """Origin, what was asked, who was there, the signature; then the key's last use and its counter are noted."""
    data = from_b64url(read["authenticatorData"])
    if read["origin"] not in site.origins() or read["foreign"]:
        remedy = _("Open the forum at %(address)s and try again.", address=site.origins()[-1])
        raise Refused(refuse(_("The device answered for another address."), remedy))
    if data[:32] != hashlib.sha256(site.rp_id().encode()).digest():
        raise Refused(refuse(_("The device answered for another site."), _("Use a key of this forum.")))
    if read["type"] != "webauthn.get" or read["challenge"] != b64url(challenge):
        sentence = _("The device signed something else than what was asked.")
        raise Refused(refuse(sentence, _("Load the page again and confirm once more.")))
    flags = data[32] if len(data) > 32 else 0
    if not flags & PRESENT or not flags & VERIFIED:
        sentence = _("The device did not check that it was you.")
        raise Refused(refuse(sentence, _("Unlock it with finger, face or code when it asks.")))
    _note_use(passkey, _verified_count(passkey, read, challenge))
    return Asserted(passkey, passkey.credential_id, {name: read[name] for name in PARTS})


def _verified_count(passkey: Passkey, read: dict[str, str], challenge: bytes) -> int:
    """The library has the last word on the signature. A counter is no reason for it to refuse: see `_note_use`."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    response = {name: read[name] for name in PARTS}
    try:
        found = verify_authentication_response(
            credential={"id": read["id"], "rawId": read["id"], "type": "public-key", "response": response},
            expected_challenge=challenge,
            expected_rp_id=site.rp_id(),
            expected_origin=site.origins(),
            credential_public_key=from_b64url(passkey.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError):
        raise Refused(refuse(_("The signature of the device is not right."), _("Try again, or use another key."))) from None
    return found.new_sign_count


def _note_use(passkey: Passkey, count: int) -> None:
    """A counter that does not grow may mean a copy of the key: said to the person and to staff, never a refusal alone."""
    fell = passkey.sign_count > 0 and count <= passkey.sign_count
    passkey.last_used_at = clock.now()
    if fell:
        passkey.counter_fell_at = clock.now()
        person = db.session.get_one(Person, passkey.person_id)
        mail.queue(person.email, "security", {"what": "passkey_counter_fell", "name": passkey.name}, person, person.language)
        ledger.record("person.passkey_counter_fell", None, ("person", person.id), person.name, holder_id=person.id)
    passkey.sign_count = count
    db.session.flush()
