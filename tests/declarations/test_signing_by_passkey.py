"""The ceremony: the server builds the statement, the device signs it; anything else is refused with a sentence."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from forum.accounts import passwords
from forum.accounts.operations import mandates, passkeys, viewing
from forum.accounts.sessions import load_actor
from forum.declarations.operations import intents
from forum.kit import clock
from forum.register.queries import entries_of
from models import RegisterEntry, Role, Signature, SigningIntent, WebSession
from tests import signatures
from tests.confirming import PASSWORD, answers, begins, by_code, give_code, give_passkey, origin, sends, signs
from tests.declarations.conftest import issue
from tests.softkey import SoftKey


@pytest.fixture
def scene(people, write, session):
    dossier = write("open")
    key = give_passkey(people.other_mayor)
    session.commit()
    return SimpleNamespace(dossier=dossier, key=key, mayor=people.other_mayor, people=people)


def signed(session):
    return session.scalar(select(func.count(Signature.id)))


def refused(response, sentence, session, status=409):
    said = response.get_json()
    assert response.status_code == status and sentence in f"{said['sentence']} {said['remedy']}", said
    assert signed(session) == 0 and session.scalar(select(func.count(RegisterEntry.index)).filter_by(kind="sign")) == 0


def test_a_signature_is_the_assertion_over_the_statement_that_the_server_built(client, scene, session):
    client.sign_in(scene.mayor)
    uid = scene.dossier.clauses[1].uid
    response = signs(client, scene.dossier, scene.key, remark="With joy.", reservation="Not in winter.", reserved=[uid])
    assert response.status_code == 200, response.get_json()
    row = session.scalar(select(Signature))
    assert (row.method, row.key_id, row.reserved_clauses) == ("passkey", scene.key.id, [uid])
    entry = json.loads(entries_of(scene.dossier.id)[-1].content)
    assert entry["index"] == row.register_index and entry["method"] == "passkey" and entry["key_id"] == scene.key.id
    said = entry["statement"]
    assert said["kind"] == "sign-with-reservation" and said["text_sha256"] == scene.dossier.version.manifest_sha256
    assert (
        said["holder"] == scene.mayor.person.name
        and said["city"] == "Tampere (FI)"
        and said["mandate"] == scene.mayor.mandate_id
    )
    html = client.page(response.get_json()["location"])
    assert "Signed for Tampere. The signature is stored." in html and "Confirmed by a passkey of the signatory" in html


def test_the_page_does_not_say_signed_before_it_is(client, scene, session):
    html = client.sign_in(scene.mayor).page(f"/declarations/{scene.dossier.id}/signature")
    assert "Waiting for your device" in html and "Checking" in html and 'data-behaviour="sign"' in html
    assert "The signature is stored" not in html and "Signed for" not in html
    begins(client, scene.dossier)
    assert "Signed for" not in client.page(f"/declarations/{scene.dossier.id}/signature") and signed(session) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"uv": False},
        {"up": False},
        {"origin": "https://forum.example.evil"},
        {"rp_id": "evil.example"},
        {"challenge": b"\0" * 32},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_the_device_says_must_be_about_this(client, scene, session, wrong):
    client.sign_in(scene.mayor)
    asked = begins(client, scene.dossier).get_json()
    response = answers(client, scene.dossier, asked, scene.key, **wrong)
    assert response.status_code == 409 and response.get_json()["sentence"] and signed(session) == 0
    assert answers(client, scene.dossier, asked, scene.key).status_code == 200, "the right one still counts"


def test_a_key_of_nobody_of_another_person_and_of_another_mandate(client, scene, session, make):
    other = give_passkey(scene.people.group_mayor)
    mandate = make.mandate(scene.mayor.person, Role.MAYOR, make.city("Vaasa", country="FI"))
    client.sign_in(scene.mayor)
    for key in (SoftKey(), other):
        assert answers(client, scene.dossier, begins(client, scene.dossier).get_json(), key).status_code == 409
    client.sign_in(load_actor(scene.mayor.person_id, mandate.id))
    assert "the site attests" not in client.page(f"/declarations/{scene.dossier.id}/signature")
    asked = begins(client, scene.dossier)
    if asked.status_code == 200:
        assert answers(client, scene.dossier, asked.get_json(), scene.key).status_code == 409
    assert signed(session) == 0


def test_an_assertion_serves_once_and_for_its_own_statement(client, scene, session):
    client.sign_in(scene.mayor)
    first, second = (begins(client, scene.dossier, remark=words).get_json() for words in ("One.", "Two."))
    credential = scene.key.assert_(first["options"], origin=origin())
    assert sends(client, scene.dossier, second["nonce"], credential).status_code == 409
    assert signed(session) == 0
    assert sends(client, scene.dossier, first["nonce"], credential).status_code == 200
    again = sends(client, scene.dossier, first["nonce"], credential)
    assert again.status_code == 409 and "Your city has signed this version." in again.get_json()["sentence"]
    client.sign_in(scene.mayor)
    taken = begins(client, scene.dossier, kind="withdraw", reason="The council voted no.").get_json()
    assert answers(client, scene.dossier, taken, scene.key, "signature/withdrawal").status_code == 200
    replayed = sends(client, scene.dossier, first["nonce"], credential)
    assert replayed.status_code == 409 and "This was confirmed already." in replayed.get_json()["sentence"]
    assert signed(session) == 1, "the one that was withdrawn"


def test_an_assertion_over_a_withdrawal_signs_nothing_and_the_reverse(client, scene, session):
    client.sign_in(scene.mayor)
    assert signs(client, scene.dossier, scene.key).status_code == 200
    asked = begins(client, scene.dossier, kind="withdraw", reason="No.").get_json()
    credential = scene.key.assert_(asked["options"], origin=origin())
    assert sends(client, scene.dossier, asked["nonce"], credential).status_code == 409
    assert sends(client, scene.dossier, asked["nonce"], credential, "signature/withdrawal").status_code == 200
    row = session.scalar(select(Signature))
    session.refresh(row)
    assert not row.standing and entries_of(scene.dossier.id)[-1].kind == "withdraw"


def test_a_statement_lives_ten_minutes(client, scene, session):
    client.sign_in(scene.mayor)
    asked = begins(client, scene.dossier).get_json()
    with clock.at(clock.now() + dt.timedelta(minutes=10, seconds=1)):
        response = answers(client, scene.dossier, asked, scene.key)
        refused(response, "More than ten minutes passed before this was confirmed.", session)
    assert answers(client, scene.dossier, asked, scene.key).status_code == 200


def test_another_text_under_the_open_page_keeps_every_word_and_shows_what_changed(client, scene, session):
    client.sign_in(scene.mayor)
    signatures.sign(scene.dossier, scene.people.lead_mayor)
    dossier, seen = scene.dossier, scene.dossier.version.manifest_sha256
    asked = begins(client, dossier, remark="With joy.").get_json()
    words = {dossier.clauses[-1].uid: "Requests the Committee to act."}
    issue(dossier, scene.people.chair, "substantive", "More than a note.", words, clock.now() + dt.timedelta(days=90))
    session.commit()
    late = answers(client, dossier, asked, scene.key)
    assert late.status_code == 409 and late.get_json()["kind"] == "changed"
    assert "The text was changed while you were reading." in late.get_json()["sentence"] and signed(session) == 1
    early = client.post(f"/declarations/{dossier.id}/signature/statement", data={"seen": seen, "remark": "With joy."})
    assert early.status_code == 409 and early.get_json()["kind"] == "changed"
    page = client.post(
        f"/declarations/{dossier.id}/signature", data={"again": "changed", "seen": seen, "remark": "With joy."}
    )
    html = page.get_data(as_text=True)
    assert page.status_code == 409 and "What changed since version 1" in html and "<ins>act</ins>" in html
    assert "With joy." in html and dossier.version.manifest_sha256 in html and seen not in html


def test_signing_ends_to_the_second(client, scene, session):
    client.sign_in(scene.mayor)
    ends = scene.dossier.row.signing_ends_at
    with clock.at(ends - dt.timedelta(seconds=5)):
        client.sign_in(scene.mayor)
        asked = begins(client, scene.dossier).get_json()
    with clock.at(ends):
        refused(answers(client, scene.dossier, asked, scene.key), "Signing ended at the deadline.", session)
        refused(begins(client, scene.dossier), "Signing ended at the deadline.", session)
    with clock.at(ends - dt.timedelta(seconds=1)):
        assert answers(client, scene.dossier, asked, scene.key).status_code == 200


def test_what_began_before_the_deadline_counts(app, client, scene, session, monkeypatch):
    """A slow line is no disadvantage: the moment at which the request began is asked, not the one at which it is read."""
    ends = scene.dossier.row.signing_ends_at
    with clock.at(ends - dt.timedelta(minutes=1)):
        client.sign_in(scene.mayor)
        asked = begins(client, scene.dossier).get_json()
    credential = scene.key.assert_(asked["options"], origin=origin())
    data = {"nonce": asked["nonce"], "credential": json.dumps(credential)}
    began = {"forum.began": ends - dt.timedelta(seconds=1)}
    with clock.at(ends + dt.timedelta(seconds=40)):
        path = f"/declarations/{scene.dossier.id}/signature"
        assert client.post(path, data=data, environ_base={"asgi.scope": began}).status_code == 200


def test_a_mandate_that_ended_a_minute_ago_signs_nothing(client, scene, session, make):
    client.sign_in(scene.mayor)
    asked = begins(client, scene.dossier).get_json()
    mandates.end_mandate(make.actor(Role.ADMIN), scene.mayor.mandate)
    session.commit()
    with clock.at(clock.now() + dt.timedelta(minutes=1)):
        refused(answers(client, scene.dossier, asked, scene.key), "You hold no mandate in force today.", session)
        refused(begins(client, scene.dossier), "You hold no mandate in force today.", session)


def test_a_mandate_whose_last_day_has_passed(client, scene, session):
    last = clock.today() + dt.timedelta(days=1)
    scene.mayor.mandate.ends_on = last
    session.commit()
    before_midnight = dt.datetime.combine(last, dt.time(23, 59), clock.FORUM_ZONE)
    with clock.at(before_midnight):
        client.sign_in(scene.mayor)
        asked = begins(client, scene.dossier).get_json()
    with clock.at(before_midnight + dt.timedelta(minutes=2)):
        refused(answers(client, scene.dossier, asked, scene.key), "You hold no mandate in force today.", session)


def test_a_deputy_signs_within_the_delegation_only(client, scene, session, make):
    first, last = clock.today() - dt.timedelta(days=1), clock.today() + dt.timedelta(days=2)
    deputy = make.actor(Role.DEPUTY, scene.people.third, starts_on=first, ends_on=last)
    key = give_passkey(deputy)
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=4)):
        refused(begins(client.sign_in(deputy), scene.dossier), "You hold no mandate in force today.", session)
    html = client.sign_in(deputy).page(f"/declarations/{scene.dossier.id}/signature")
    assert "Under a delegation of authority from" in html
    response = signs(client, scene.dossier, key)
    assert response.status_code == 200
    assert session.scalar(select(Signature)).delegation == f"{first}/{last}"
    assert "Under a delegation of authority from" in client.page(response.get_json()["location"])


def test_a_delegate_never_signs(client, scene, session):
    key = SoftKey()
    client.sign_in(scene.people.other_delegate)
    refused(begins(client, scene.dossier), "Only a mayor or deputy mayor signs for a city.", session)
    mine = intents.to_sign(scene.dossier, scene.mayor, scene.dossier.version.manifest_sha256)
    credential = key.assert_(challenge=b"\0" * 32, origin=origin())
    refused(sends(client, scene.dossier, mine.nonce, credential), "Only a mayor or deputy mayor signs for a city.", session)


def test_nobody_signs_while_viewing_as_somebody(client, scene, session, make):
    admin = make.actor(Role.ADMIN)
    client.sign_in(admin)
    row = session.scalars(select(WebSession).filter_by(person_id=admin.person_id).order_by(WebSession.id.desc())).first()
    viewing.view_as(admin, row, scene.mayor.person, "Reported that signing fails.")
    session.commit()
    page = client.get(f"/declarations/{scene.dossier.id}/signature").get_data(as_text=True)
    assert "You are viewing the site as somebody else and cannot act." in page and "data-passkey" not in page
    assert begins(client, scene.dossier).status_code == 409
    assert session.scalar(select(func.count(SigningIntent.id))) == 0 and signed(session) == 0


def test_two_devices_at_once_one_wins_and_the_other_hears(client, app, scene, session):
    second = give_passkey(scene.mayor)
    session.commit()
    client.sign_in(scene.mayor)
    one, two = begins(client, scene.dossier).get_json(), begins(client, scene.dossier).get_json()
    assert answers(client, scene.dossier, one, scene.key).status_code == 200
    late = answers(client, scene.dossier, two, second)
    assert late.status_code == 409 and late.get_json()["sentence"] == "Your city has signed this version."
    assert signed(session) == 1


def test_nothing_is_signed_without_the_ceremony(client, scene, session):
    client.sign_in(scene.mayor)
    path = f"/declarations/{scene.dossier.id}/signature"
    for data in ({}, {"nonce": "x", "credential": "{}"}, {"nonce": "x", "credential": "not json"}, {"signed": "yes"}):
        assert client.post(path, data=data).status_code in (409, 422)
    assert client.post(path, json={"seen": scene.dossier.version.manifest_sha256}).status_code in (409, 422)
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405
    asked = begins(client, scene.dossier).get_json()
    assert sends(client, scene.dossier, asked["nonce"], {"id": scene.key.id}).status_code == 409
    assert signed(session) == 0


def test_what_was_begun_by_another_mandate_is_not_confirmed(client, scene, session):
    give_passkey(scene.people.lead_mayor)
    asked = begins(client.sign_in(scene.people.lead_mayor), scene.dossier).get_json()
    client.sign_in(scene.mayor)
    refused(answers(client, scene.dossier, asked, scene.key), "This was begun by somebody else", session)


def test_neither_passkey_nor_second_factor(client, scene, session):
    client.sign_in(scene.people.lead_mayor)
    path = f"/declarations/{scene.dossier.id}/signature"
    html = client.page(path)
    assert "To sign, this forum must be sure that it is you." in html and "data-passkey" not in html
    assert f"next=/declarations/{scene.dossier.id}/signature" in html.replace("%2F", "/")
    response = client.post(path, data={"seen": scene.dossier.version.manifest_sha256, "password": "x", "remark": "Kept."})
    html = response.get_data(as_text=True)
    assert response.status_code == 409 and "A password alone does not sign for a city." in html and "Kept." in html
    assert signed(session) == 0


def test_by_code_the_site_attests(client, scene, session):
    totp = give_code(scene.people.lead_mayor)
    session.commit()
    client.sign_in(scene.people.lead_mayor)
    path = f"/declarations/{scene.dossier.id}/signature"
    assert client.post(path, data=by_code(totp, scene.dossier)).status_code == 303
    row = session.scalar(select(Signature))
    entry = json.loads(entries_of(scene.dossier.id)[-1].content)
    assert row.method == entry["method"] == "password+totp" and "assertion" not in entry
    assert "attested by the site" in client.page(path)


def test_who_sets_up_a_key_on_the_way_comes_back_to_the_text(client, scene, session):
    mayor, path = scene.people.lead_mayor, f"/declarations/{scene.dossier.id}/signature"
    key, options = SoftKey(), passkeys.registration_options(mayor)
    row = passkeys.register(mayor, json.dumps(key.create(options, origin())), "Telephone")
    passwords.set_password(mayor.person, PASSWORD)
    session.commit()
    client.sign_in(mayor)
    html = client.page(path)
    assert f"/settings/passkeys?next={path}" in html.replace("%2F", "/")
    client.page(f"/settings/passkeys?next={path}")
    enrolment = f"/settings/passkeys/{row.id}/enrolment/{mayor.mandate_id}"
    assert client.post(enrolment).location.startswith("/settings/confirmation"), "a borrowed session makes nothing public"
    client.post("/settings/confirmation", data={"password": PASSWORD})
    assert client.post(enrolment).location == path
    assert "data-passkey" in client.page(path)
    client.get("/settings/passkeys?next=https://evil.example/")
    assert signs(client, scene.dossier, key).status_code == 200
