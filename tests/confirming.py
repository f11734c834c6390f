"""People who can confirm an act: by a passkey in software, or by password and second factor; and what their page sends."""

import json

import pyotp

from forum.accounts import passwords
from forum.accounts.operations import passkeys, second_factor
from forum.accounts.sessions import load_actor
from forum.kit import clock, site
from tests.softkey import SoftKey

PASSWORD = "a long word of honour"


def origin() -> str:
    return site.origins()[0]


def give_passkey(actor, key: SoftKey | None = None) -> SoftKey:
    """A key on a device of this person, enrolled for the mandate in use."""
    key = key or SoftKey()
    options = passkeys.registration_options(actor)
    row = passkeys.register(actor, json.dumps(key.create(options, origin())), "Telephone")
    passkeys.enrol(actor, row, actor.mandate)
    return key


def give_code(actor) -> pyotp.TOTP:
    """A password and a second factor that makes codes."""
    passwords.set_password(actor.person, PASSWORD)
    row = second_factor.begin(actor.person)
    row.confirmed_at = clock.now()
    return pyotp.TOTP(second_factor.secret_of(row))


def by_code(totp, dossier, **more):
    """The fields of the signing form, confirmed by password and code; a name with None is left out."""
    given = {"password": PASSWORD, "code": totp.at(clock.now()), "seen": dossier.version.manifest_sha256}
    return {name: value for name, value in (given | {"idempotency_key": "k"} | more).items() if value is not None}


def begins(client, dossier, kind="sign", **words):
    """What the server answers to a page that wants to confirm: the challenge, or a refusal."""
    seen = {"seen": dossier.version.manifest_sha256} if kind == "sign" else {}
    return client.post(f"/declarations/{dossier.id}/signature/statement", data={"kind": kind} | seen | words)


def answers(client, dossier, asked, key, path="signature", letter="", **wrong):
    """Sends what the device says to the challenge; `wrong` are arguments of `SoftKey.assert_`."""
    credential = key.assert_(asked["options"], **({"origin": origin()} | wrong))
    return sends(client, dossier, asked["nonce"], credential, path, letter)


def sends(client, dossier, nonce, credential, path="signature", letter=""):
    data = {"nonce": nonce, "credential": json.dumps(credential), "letter": letter}
    return client.post(f"/declarations/{dossier.id}/{path}", data=data)


def signs(client, dossier, key, **words):
    """The whole ceremony."""
    return answers(client, dossier, begins(client, dossier, **words).get_json(), key, letter=words.get("letter", ""))


def again(actor):
    """The same person as the database has them now."""
    return load_actor(actor.person_id, actor.mandate_id)
