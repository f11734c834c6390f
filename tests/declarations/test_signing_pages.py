"""Signing by page: nothing is signed before it is stored, nothing typed is lost, and one city signs once."""

import datetime as dt
import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from forum.declarations.operations import procedure
from forum.declarations.queries import declarations as reading
from forum.kit import clock
from models import LedgerEvent, Signature
from tests import services, signatures
from tests.confirming import PASSWORD, by_code, give_code
from tests.declarations.conftest import issue
from tests.declarations.together import guess, sign_at_once


@pytest.fixture
def opened(people, write, session):
    """The mayor of Tampere has a password and a second factor; `codes` is what makes the codes of it."""
    dossier = write("open")
    opened = SimpleNamespace(codes=give_code(people.other_mayor), path=f"/declarations/{dossier.id}/signature")
    opened.dossier, opened.id = dossier, dossier.id
    session.commit()
    return opened


def fields(opened, **more):
    return by_code(opened.codes, opened.dossier, **more)


def count(session):
    return session.scalar(select(func.count(Signature.id)))


def test_a_mayor_signs_with_a_statement_and_a_reservation(client, people, opened, session):
    client.sign_in(people.other_mayor)
    uid = opened.dossier.clauses[1].uid
    html = client.page(opened.path)
    assert opened.dossier.version.sha256 in html and "Sign for Tampere" in html and "Signed for Tampere" not in html
    assert "the public register holds your name, your office and your city" in html, "said before the first act"
    assert "not a qualified electronic signature under eIDAS" in html
    words = {"remark": "With joy.", "reservation": "Not in the old town.", "reserved": [uid]}
    response = client.post(opened.path, data=fields(opened, **words))
    assert response.status_code == 303 and response.location == opened.path
    html = client.page(opened.path)
    assert "Signed for Tampere. The signature is stored." in html and "attested by the site" in html
    html = client.page(f"/declarations/{opened.id}")
    assert html.count("Not in the old town.") == 2, "beside the paragraph and with the signature"
    assert "With joy." in html and "1 signatory" in html


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"password": "not it at all"}, 422, "This is not your password. Nothing was signed."),
        ({"password": ""}, 422, "Enter your password to confirm."),
        ({"code": ""}, 422, "Enter the code of your second factor."),
        ({"code": "000000"}, 422, "This code is not right, or it was used before."),
        ({"reservation": ""}, 422, "A reservation needs words and the paragraphs that it is about."),
        ({"reserved": []}, 422, "A reservation needs words and the paragraphs that it is about."),
        ({"seen": "0" * 64}, 409, "The text was changed while you were reading."),
        ({"seen": ""}, 409, "The text was changed while you were reading."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, people, opened, session, wrong, status, sentence):
    client.sign_in(people.other_mayor)
    words = {"remark": "With joy.", "reservation": "Not in winter.", "reserved": [opened.dossier.clauses[1].uid]}
    response = client.post(opened.path, data=fields(opened, **(words | wrong)))
    html = response.get_data(as_text=True)
    assert response.status_code == status and sentence in html
    assert "With joy." in html and ("Not in winter." in html or "reservation" in wrong)
    assert PASSWORD not in html and "Signed for" not in html
    assert count(session) == 0


def test_a_code_serves_once(client, people, opened, session):
    client.sign_in(people.other_mayor)
    again = fields(opened)
    assert client.post(opened.path, data=again).status_code == 303
    used = {"password": PASSWORD, "code": again["code"], "reason": "No."}
    response = client.post(f"{opened.path}/withdrawal", data=used)
    assert response.status_code == 422 and "it was used before" in response.get_data(as_text=True)
    assert count(session) == 1


def test_signed_already_closed_and_withdrawn(client, people, opened, session):
    client.sign_in(people.other_mayor)
    base = opened.path
    assert client.post(base, data=fields(opened)).status_code == 303
    again = client.post(base, data=fields(opened, idempotency_key="other"))
    assert again.status_code == 409 and "Your city has signed this version." in again.get_data(as_text=True)
    assert client.post(f"{base}/withdrawal", data={"reason": ""}).status_code == 422
    html = client.page(f"{base}/withdrawal")
    assert "Withdraw the signature" in html and "Signed for Tampere" in html
    with clock.at(clock.now() + dt.timedelta(minutes=2)):
        taken = fields(opened, reason="The council voted no.", idempotency_key="w")
        assert client.post(f"{base}/withdrawal", data=taken).status_code == 303
    html = client.page(f"/declarations/{opened.id}")
    assert "The council voted no." in html and "0 signatories" in html
    assert client.post(f"{base}/withdrawal", data={"reason": "Twice."}).status_code == 409
    assert client.get(f"{base}/withdrawal").status_code == 409
    with clock.at(clock.now() + dt.timedelta(days=100)):
        client.sign_in(people.other_mayor)
        late = client.post(base, data=fields(opened, idempotency_key="late"))
        assert late.status_code == 409 and "Signing ended at the deadline." in late.get_data(as_text=True)
    assert count(session) == 1


def test_equal_forms_are_one_signature(client, people, opened, session):
    client.sign_in(people.other_mayor)
    same = fields(opened)
    answers = [client.post(opened.path, data=same) for _number in range(20)]
    assert {a.status_code for a in answers} == {303} and len({a.location for a in answers}) == 1
    assert count(session) == 1


def test_guessing_a_password_is_slowed(tmp_path):
    codes = guess(f"sqlite:///{tmp_path / 'guess.sqlite3'}", 32)
    assert codes[0] == 422 and codes[-1] == 429


def test_declining_and_handing_over_stay_inside_the_city(client, people, opened, session):
    base = f"/declarations/{opened.id}"
    client.sign_in(people.other_mayor)
    assert client.post(f"{base}/signature/question", data={"note": "Ask the lawyers."}).status_code == 303
    assert "Ask the lawyers." in client.sign_in(people.other_delegate).page(base)
    assert client.post(f"{base}/signature/preparation", data={"note": "They agree."}).status_code == 303
    assert "They agree." in client.sign_in(people.other_mayor).page(f"{base}/signature")
    assert client.post(f"{base}/signature/refusal", data={"reason": "No funds."}).status_code == 303
    for name in ("group_mayor", "observer"):
        html = client.sign_in(getattr(people, name)).page(base)
        assert not any(words in html for words in ("Ask the lawyers.", "They agree.", "No funds."))
    for name in ("lead_mayor", "chair", "editor"):
        html = client.sign_in(getattr(people, name)).page(base)
        assert "No funds." in html and "Ask the lawyers." not in html
    verbs = ["declaration.delegate_asked", "declaration.signature_prepared", "declaration.declined"]
    events = session.scalars(select(LedgerEvent).where(LedgerEvent.verb.in_(verbs)).order_by(LedgerEvent.id)).all()
    assert [event.verb for event in events] == verbs and not any(event.public for event in events)
    assert client.sign_in(people.other_mayor).post(f"{base}/signature", data=fields(opened)).status_code == 303


def test_a_new_substance_shows_what_changed_since_the_city_signed(client, people, opened, session):
    signatures.sign(opened.dossier, people.other_mayor)
    words = {opened.dossier.clauses[-1].uid: "Requests the Committee to act."}
    issue(opened.dossier, people.chair, "substantive", "More than a note.", words, clock.now() + dt.timedelta(days=90))
    session.commit()
    html = client.sign_in(people.other_mayor).page(f"/declarations/{opened.id}/signature")
    assert "What changed since version 1" in html and "<ins>act</ins>" in html and "More than a note." in html
    assert "Signed an earlier text" in client.page(f"/declarations/{opened.id}")


def test_the_public_record(client, people, opened, session):
    opened.dossier.row.invented = True
    people.other_mayor.person.name = "=cmd()"
    row = signatures.sign(opened.dossier, people.other_mayor)
    signatures.sign(opened.dossier, people.lead_mayor)
    signatures.withdraw(opened.dossier, people.lead_mayor, "-1 reason")
    procedure.adopt(opened.dossier, people.chair, clock.today(), "Lviv")
    session.commit()
    base = f"/declarations/{opened.id}"
    response = client.get(base)
    assert response.headers["X-Robots-Tag"] == "noindex" and "in Lviv" in response.get_data(as_text=True)
    table = client.get(f"{base}/signatures.csv").get_data(as_text=True)
    assert "'=cmd()" in table and "'-1 reason" in table and row.version.sha256 in table
    data = client.get(f"{base}.json").get_json()
    assert data["signature_count"] == 1 and [s["counts"] for s in data["signatures"]] == ["yes", "no"]
    feed = client.get(f"{base}/feed.atom").get_data(as_text=True)
    assert feed.count("<entry>") == 5 and "Opened for signature" in feed and "A signature was withdrawn" in feed
    from xml.etree import ElementTree

    assert ElementTree.fromstring(feed).tag.endswith("feed")
    canonical = client.get(f"{base}/versions/1.json").get_data()
    import hashlib

    assert hashlib.sha256(canonical).hexdigest() == opened.dossier.version.sha256
    by_country = client.page(f"{base}?order=date&country=FI")
    assert "1 signatory" in by_country


def test_signatures_in_two_orders_and_by_country(client, people, opened, session):
    for days, mayor in ((3, people.other_mayor), (2, people.group_mayor), (1, people.lead_mayor)):
        with clock.at(clock.now() - dt.timedelta(days=days)):
            signatures.sign(opened.dossier, mayor)
    session.commit()
    base = f"/declarations/{opened.id}"

    def shown(path):
        html = client.page(path).split('class="signers"')[1].split("</ol>")[0]
        return [
            name for place, name in sorted((html.find(f">{n}</a>"), n) for n in ("Braga", "Lviv", "Tampere")) if place > 0
        ]

    assert shown(base) == ["Braga", "Lviv", "Tampere"]
    assert shown(f"{base}?order=date") == ["Tampere", "Lviv", "Braga"]
    assert shown(f"{base}?country=UA") == ["Lviv"]


def test_threads_at_one_moment_make_one_signature(tmp_path):
    """On a database of their own, with real commits, through the whole application."""
    codes, rows, counted, entries = sign_at_once(f"sqlite:///{tmp_path / 'together.sqlite3'}", 8)
    assert rows == counted == entries == 1
    assert codes.count(200) == 1 and set(codes) <= {200, 409, 503}
    assert threading.active_count() < 20


@pytest.mark.postgres
def test_threads_at_one_moment_make_one_signature_on_postgres():
    with services.postgres() as uri:
        codes, rows, counted, entries = sign_at_once(uri, 8)
    assert rows == counted == entries == 1
    assert codes.count(200) == 1 and set(codes) <= {200, 409}


def test_an_act_holds_the_declaration(people, opened):
    assert reading.get(None, opened.id, hold=True).id == opened.id


def test_a_deputy_signs_under_a_delegation_with_a_last_day(make, people, opened):
    """A row of before there were dates: its signature would name no delegation, and no verifier would take it."""
    from forum.declarations.rules.signing import leads_city
    from models import Role

    assert leads_city(make.actor(Role.DEPUTY, people.third))
    refused = leads_city(make.actor(Role.DEPUTY, people.third, ends_on=None))
    assert refused.sentence == "This mandate has no last day, and a deputy signs under a delegation that has one."
