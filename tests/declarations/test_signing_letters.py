"""From the mail: the word in its address names a mandate and gives no right; the key decides, and no session is made."""

import datetime as dt
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from forum.accounts.operations import mandates
from forum.declarations import letters
from forum.declarations.operations import requesting
from forum.kit import clock
from models import Role, Signature, WebSession
from tests.confirming import answers, begins, give_passkey, signs


@pytest.fixture
def scene(people, write, session):
    dossier = write("open")
    key = give_passkey(people.other_mayor)
    session.commit()
    word = word_of(dossier, people.other_mayor)
    return SimpleNamespace(dossier=dossier, key=key, mayor=people.other_mayor, people=people, word=word)


def word_of(dossier, actor):
    return letters.signing_path(dossier.id, actor.mandate_id, dossier.row.signing_ends_at).partition("letter=")[2]


def signed(session):
    return session.scalar(select(func.count(Signature.id)))


def test_the_key_is_the_authentication_and_no_session_is_made(client, scene, session):
    before = session.scalar(select(func.count(WebSession.id)))
    html = client.page(f"/declarations/{scene.dossier.id}/signature?letter={scene.word}")
    assert (
        "Recalling" in html and "Along streets;" in html and "Sign for Tampere" in html and scene.mayor.person.name in html
    )
    assert "name=&#34;password&#34;" not in html and 'name="password"' not in html and "Set up a passkey" not in html
    response = signs(client, scene.dossier, scene.key, letter=scene.word)
    assert response.status_code == 200, response.get_json()
    assert session.scalar(select(Signature)).person_id == scene.mayor.person_id
    assert session.scalar(select(func.count(WebSession.id))) == before and client.get_cookie("forum") is None
    html = client.page(response.get_json()["location"])
    assert "Signed for Tampere. The signature is stored." in html and "Withdraw the signature" not in html
    assert "/sign-in" in client.get("/desk").location


def test_the_word_alone_is_worth_nothing(client, scene, session):
    path = f"/declarations/{scene.dossier.id}/signature"
    data = {"letter": scene.word, "seen": scene.dossier.version.manifest_sha256, "password": "x", "code": "1"}
    for where in (path, f"{path}/withdrawal", f"{path}/refusal", f"{path}/question"):
        assert "/sign-in" in client.post(where, data=data | {"reason": "No.", "note": "x"}).location
    assert client.get(f"{path}/withdrawal?letter={scene.word}").status_code == 302
    taken = client.post(f"{path}/statement", data={"letter": scene.word, "kind": "withdraw", "reason": "No."})
    assert "/sign-in" in taken.location and signed(session) == 0


def test_a_key_of_another_mandate_is_refused(client, scene, session):
    other = give_passkey(scene.people.group_mayor)
    session.commit()
    asked = begins(client, scene.dossier, letter=scene.word).get_json()
    response = answers(client, scene.dossier, asked, other, letter=scene.word)
    assert response.status_code == 409 and signed(session) == 0
    theirs = word_of(scene.dossier, scene.people.group_mayor)
    response = answers(client, scene.dossier, asked, scene.key, letter=theirs)
    assert response.status_code == 409 and signed(session) == 0


def test_words_that_nobody_signed_that_are_for_another_text_or_too_old(client, scene, session, write):
    path = f"/declarations/{scene.dossier.id}/signature?letter="
    for word in ("", "x", scene.word[:-2], scene.word + "a"):
        assert "/sign-in" in client.get(path + word).location
    other = write("open")
    session.commit()
    assert "/sign-in" in client.get(f"/declarations/{other.id}/signature?letter={scene.word}").location
    with clock.at(scene.dossier.row.signing_ends_at):
        assert "/sign-in" in client.get(path + scene.word).location


def test_a_mandate_that_has_ended_says_so(client, scene, session, make):
    asked = begins(client, scene.dossier, letter=scene.word).get_json()
    mandates.end_mandate(make.actor(Role.ADMIN), scene.mayor.mandate)
    session.commit()
    html = client.page(f"/declarations/{scene.dossier.id}/signature?letter={scene.word}", 409)
    assert "The mandate to which this mail was sent has ended." in html and "data-passkey" not in html
    for response in (
        begins(client, scene.dossier, letter=scene.word),
        answers(client, scene.dossier, asked, scene.key, letter=scene.word),
    ):
        assert response.status_code == 409 and "has ended" in response.get_json()["sentence"]
    assert signed(session) == 0


def test_what_was_prepared_is_for_a_session_only(client, scene, session):
    uid = scene.dossier.clauses[1].uid
    requesting.prepare(scene.dossier, scene.people.other_delegate, "Call me.", "With joy.", "Not in winter.", [uid])
    session.commit()
    path = f"/declarations/{scene.dossier.id}/signature?letter={scene.word}"
    html = client.page(path)
    assert not any(
        words in html for words in ("Call me.", "With joy.", "Not in winter.", scene.people.other_delegate.person.name)
    )
    assert "Continue with your passkey" in html and "/sign-in?next=" in html
    html = client.sign_in(scene.mayor).page(path)
    assert all(words in html for words in ("Call me.", "With joy.", "Not in winter.")) and "Continue with" not in html


def test_a_letter_chooses_among_the_mandates_of_who_is_signed_in(client, scene, session, make):
    second = make.mandate(scene.mayor.person, Role.MAYOR, make.city("Vaasa", country="FI"))
    session.commit()
    client.sign_in(scene.mayor)
    ends = scene.dossier.row.signing_ends_at
    assert "Sign for Tampere" in client.page(f"/declarations/{scene.dossier.id}/signature")
    path = letters.signing_path(scene.dossier.id, second.id, ends)
    assert "Sign for Vaasa" in client.page(path) or "Mayor of Vaasa" in client.page(path)
    theirs = letters.signing_path(scene.dossier.id, scene.people.group_mayor.mandate_id, ends)
    assert "Tampere" in client.page(theirs) and "Lviv" not in client.page(theirs)


def test_a_text_that_is_not_open_is_nothing_to_a_letter(client, people, write, session):
    draft = write("drafting")
    session.commit()
    ends = clock.now() + dt.timedelta(days=1)
    assert client.get(letters.signing_path(draft.id, people.other_mayor.mandate_id, ends)).status_code == 404
