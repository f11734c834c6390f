"""The pages of what happens to signatures after they were made: objecting, keeping or not, "this was not me"."""

import pytest
from sqlalchemy import func, select

from forum.declarations.operations import contesting, requesting
from forum.declarations.operations.entering import digest_of
from forum.declarations.queries import contests as reading
from forum.declarations.queries import declarations
from forum.kit import clock
from models import Objection, SignatureContest, SigningRequest
from tests import signatures
from tests.counting import count_statements
from tests.declarations.conftest import issue
from tests.factories import Make

SECOND = "Requests the Committee to take a note."


@pytest.fixture
def signed(people, write, session):
    dossier = write("open", signed=True)
    signatures.sign(dossier, people.other_mayor, "We plant.", "Not in winter.", [dossier.clauses[-1].uid])
    session.commit()
    return dossier


@pytest.fixture
def corrected(people, signed, session):
    issue(signed, people.chair, "editorial", "A typing error.", {signed.clauses[-1].uid: SECOND})
    session.commit()
    return signed


def test_a_correction_says_until_when_it_is_open_and_who_may_object(client, people, corrected):
    base = f"/declarations/{corrected.id}"
    html = client.page(base)
    assert "correction open to objection until" in html and "Signed version 1; version 2 corrects its wording." in html
    assert "Given to version 1; a correction has changed the words of this paragraph since." in html
    assert "correction open to objection until" in client.page(f"{base}/versions")
    assert "correction open to objection until" in client.page(f"{base}/versions/2")
    html = client.sign_in(people.other_mayor).page(f"{base}/versions/2/objection")
    assert "<ins> a</ins>" in html and "A typing error." in html and "Object for Tampere" in html
    assert "Object to the correction" in client.page(base)
    html = client.sign_in(people.group_mayor).page(f"{base}/versions/2/objection", 409)
    assert "Only cities whose signature stands under this text object" in html and "Object for" not in html
    assert client.get(f"{base}/versions/1/objection").status_code == 404


def test_objecting_by_page(client, people, corrected, session):
    path = f"/declarations/{corrected.id}/versions/2/objection"
    client.sign_in(people.other_mayor)
    assert client.post(path, data={"reason": " "}).status_code == 422
    assert session.scalar(select(func.count(Objection.id))) == 0
    done = client.post(path, data={"reason": "It asks for something else.", "idempotency_key": "1"})
    assert done.status_code == 303 and done.location == f"/declarations/{corrected.id}"
    html = client.page(f"/declarations/{corrected.id}")
    assert "Version 1 stands." in html and "open to objection until" not in html and "take note." in html
    second = client.sign_in(people.lead_mayor).post(path, data={"reason": "Me too.", "idempotency_key": "2"})
    assert second.status_code == 409 and "A signatory has objected to this correction" in second.get_data(as_text=True)
    for page, status in ((f"/declarations/{corrected.id}/versions/2", 200), (path, 409)):
        html = client.page(page, status)
        assert "objected on" in html and "It asks for something else." in html
    assert "a correction to which a signatory objected" in client.page(f"/declarations/{corrected.id}/versions")
    html = client.sign_in(people.chair).page(f"/declarations/{corrected.id}/versions/new")
    assert "It asks for something else." in html and f">{SECOND}</textarea>" in html


@pytest.mark.parametrize(
    ("words", "kind", "sure", "status"),
    [
        ("Requests the Committee to take noet.", "editorial", "", 303),
        ("Requests the Committee to take 2 notes.", "editorial", "", 422),
        ("Requests the Committee to take 2 notes.", "editorial", "y", 303),
        ("Requests the Committee to take 2 notes.", "substantive", "", 303),
        ("Requests the Committee not to take note.", "editorial", "", 422),
    ],
)
def test_the_chair_is_told_what_looks_like_substance(client, people, signed, words, kind, sure, status):
    client.sign_in(people.chair)
    given = {"kind": kind, "note": "Why.", f"text-{signed.clauses[-1].uid}": words, "idempotency_key": "1"}
    answer = client.post(f"/declarations/{signed.id}/versions/new", data=given | ({"sure": sure} if sure else {}))
    assert answer.status_code == status
    if status == 422:
        html = answer.get_data(as_text=True)
        assert "This looks like substance." in html and "touches a number, a name, a duty or a negation" in html


def test_keeping_the_signature_fills_in_what_the_city_said(client, people, signed, session):
    issue(signed, people.chair, "substantive", "Funds are named.", {signed.clauses[-1].uid: "Requests 5 million."})
    session.commit()
    base = f"/declarations/{signed.id}"
    html = client.sign_in(people.other_mayor).page(f"{base}/signature/renewal")
    assert "Your city signed version 1. Version 2 changes its substance" in html and "Keep our signature" in html
    assert "<ins>5 million</ins>" in html and "Funds are named." in html
    assert "The reservation is about words that were changed since: paragraph 2." in html
    html = client.page(f"{base}/signature")
    assert "We plant.</textarea>" in html and "Not in winter.</textarea>" in html
    assert "Keep the signature or not" in client.page("/desk")
    html = client.page(base)
    assert html.count("asked whether it keeps its signature; has not answered yet") == 2, "two cities were asked"
    assert "Keep the signature of your city or not" in html


def test_not_keeping_it_is_an_answer(client, people, signed, session):
    issue(signed, people.chair, "substantive", "Funds are named.", {signed.clauses[-1].uid: "Requests 5 million."})
    session.commit()
    path = f"/declarations/{signed.id}/signature/renewal"
    client.sign_in(people.other_mayor)
    assert client.post(path, data={"reason": ""}).status_code == 422
    assert client.post(path, data={"reason": "No funds.", "idempotency_key": "1"}).status_code == 303
    assert session.scalars(select(SigningRequest.kind)).all() == ["declined"]
    assert "Keep the signature or not" not in client.page("/desk"), "asked once"
    html = client.sign_out().page(f"/declarations/{signed.id}")
    assert "does not keep its signature under this version" in html and "No funds." not in html
    client.sign_in(people.other_mayor)
    signatures.sign(signed, people.other_mayor)
    session.commit()
    html = client.page(f"/declarations/{signed.id}")
    assert "Signed version 1 and keeps its signature under version 2." in html


def test_a_city_that_never_signed_is_not_asked_to_keep(client, people, signed):
    html = client.sign_in(people.group_mayor).page(f"/declarations/{signed.id}/signature/renewal", 409)
    assert "Your city has not signed an earlier version of this text." in html


def test_this_was_not_me_by_page(client, people, signed, session):
    own = signed.signatures[1]
    path = f"/declarations/{signed.id}/signatures/{own.id}/contest"
    assert "/sign-in" in client.get(path).location, "whoever is not signed in signs in first"
    assert "This was not me" not in client.sign_in(people.lead_delegate).page(f"/declarations/{signed.id}")
    assert "This act does not stand in your name." in client.page(path, 409)
    assert client.post(path, data={"reason": "Mine.", "sure": "y"}).status_code == 409
    client.sign_in(people.other_mayor)
    assert path in client.page(f"/declarations/{signed.id}") and path in client.page("/desk")
    assert client.post(path, data={"reason": "On a train."}).status_code == 422
    done = client.post(path, data={"reason": "On a train.", "sure": "y", "idempotency_key": "1"})
    row = session.scalars(select(SignatureContest)).one()
    case = f"/declarations/{signed.id}/contests/{row.id}"
    assert done.status_code == 303 and done.location == case and client.get(path).location == case
    html = client.page(case)
    assert "End all other sessions" in html and "On a train." in html and "Record what was found" not in html
    html = client.sign_out().page(f"/declarations/{signed.id}")
    assert "1 signatory" in html and "Contested" in html and "The secretariat looks into it." in html
    assert "On a train." not in html, "it stands with its entry in the register"
    assert client.sign_in(people.lead_mayor).get(case).status_code == 404


def test_the_secretariat_settles_it_in_two_steps(client, people, signed, session):
    act = reading.act(signed, "signature", signed.signatures[1].id)
    row = contesting.contest(signed, people.other_mayor, act, "On a train.")
    session.commit()
    case = f"/declarations/{signed.id}/contests/{row.id}"
    assert "Look into it" in client.sign_in(people.editor).page("/desk")
    html = client.page(case)
    assert "password and code" in html and "Signed in at that time" in html
    assert client.post(case, data={"finding": "not_theirs"}).status_code == 422
    again = client.post(case, data={"finding": "signed_again", "found": "Heard so.", "idempotency_key": "0"})
    assert again.status_code == 409 and "The holder has not signed again." in again.get_data(as_text=True)
    found = {"finding": "not_theirs", "found": "Called the city hall.", "idempotency_key": "1"}
    assert client.post(case, data=found).status_code == 303
    seen = {"seen": digest_of("not_theirs\nCalled the city hall.")}
    alone = client.post(f"{case}/settlement", data=seen | {"idempotency_key": "2"})
    assert alone.status_code == 409 and "You recorded this yourself." in alone.get_data(as_text=True)
    assert "Confirm what was found" in client.sign_in(people.approver).page("/desk")
    assert "Called the city hall." in client.page(case)
    assert client.post(f"{case}/settlement", data=seen | {"idempotency_key": "3"}).status_code == 303
    assert "settled" in client.page(case) and "Look into it" not in client.page("/desk")
    assert "The secretariat found that it was not theirs." in client.sign_out().page(f"/declarations/{signed.id}")


def test_a_contested_withdrawal_is_marked_on_the_page(client, people, signed, session):
    signed = declarations.get(None, signed.id)
    signatures.withdraw(signed, people.other_mayor)
    act = reading.act(signed, "withdrawal", signed.signatures[1].withdrawal.id)
    contesting.contest(signed, people.other_mayor, act, "Never.")
    session.commit()
    html = client.page(f"/declarations/{signed.id}")
    assert "The withdrawal is contested" in html and "stays withdrawn until the city signs again" in html


def test_a_refusal_is_contested_by_who_refused_only(client, people, signed, session):
    declined = requesting.decline(signed, people.group_mayor, "No funds.")
    session.commit()
    path = f"/declarations/{signed.id}/refusals/{declined.id}/contest"
    assert client.sign_in(people.editor).get(path).status_code == 404
    client.sign_in(people.group_mayor)
    assert path in client.page("/desk") and "Refusal to sign" in client.page(path)
    assert client.post(path, data={"reason": "Not I.", "sure": "y", "idempotency_key": "1"}).status_code == 303
    assert "No funds." not in client.sign_in(people.chair).page(f"/declarations/{signed.id}")


def test_a_noted_withdrawal_is_printed_with_the_signature_and_counts_stay(client, people, signed, session):
    signed = declarations.get(None, signed.id)
    with clock.at(signed.row.signing_ends_at):
        signatures.withdraw(signed, people.other_mayor, "A new council.")
    session.commit()
    html = client.page(f"/declarations/{signed.id}")
    assert "2 signatories" in html and "after signing had ended; the signature stays counted." in html
    assert "A new council." in html and "<h3>Withdrawn</h3>" not in html


def test_reservations_and_explanations_stand_beside_a_frozen_version(client, corrected):
    html = client.page(f"/declarations/{corrected.id}/versions/1")
    assert html.count("Not in winter.") == 1 and "Reservation of Tampere" in html and "Given to version 1" not in html
    assert "Explanations of position" in html and "We plant." in html
    assert "Given to version 1" in client.page(f"/declarations/{corrected.id}/versions/2")


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_cost_the_same_however_many_signed(client, people, write, session, count):
    dossier = write("open", signed=True)
    for _number in range(count):
        signatures.sign(dossier, Make(session).actor("mayor"), "We plant.", "Not now.", [dossier.clauses[-1].uid])
    last = dossier.clauses[-1].uid
    issue(dossier, people.chair, "editorial", "A typing error.", {last: SECOND})
    with clock.at(dossier.version.objections_until):
        issue(dossier, people.chair, "substantive", "Funds.", {last: "Requests money."})
    session.commit()
    costs = {}
    for page in ("", "/versions/2", "/signature/renewal"):
        client.sign_in(people.lead_mayor).page(f"/declarations/{dossier.id}{page}")
        with count_statements() as statements:
            client.page(f"/declarations/{dossier.id}{page}")
        costs[page] = len(statements)
    assert costs == {"": 20, "/versions/2": 10, "/signature/renewal": 8}


def test_the_entry_in_the_register_leads_its_signer_to_contest_it(client, people, signed, session):
    own = signed.signatures[1]
    page, path = f"/register/entries/{own.register_index}", f"/declarations/{signed.id}/signatures/{own.id}/contest"
    assert path not in client.page(page) and path not in client.sign_in(people.lead_mayor).page(page)
    assert path in client.sign_in(people.other_mayor).page(page)
    assert client.post(path, data={"reason": "Not I.", "sure": "y", "idempotency_key": "1"}).status_code == 303
    html = client.page(page)
    assert path not in html and "Contested on" in html
