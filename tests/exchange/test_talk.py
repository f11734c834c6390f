"""A challenge from the question to what was used, adoptions with their outcome, and asking to be put in touch."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.exchange import operations, queries, rules
from forum.kit import clock
from forum.kit.verdict import Refused
from models import Adoption, Answer, ContactRequest, LedgerEvent, Notification, Role

ONLY_CITIES = "Only those who speak for a city post here."
STRANGERS = [Role.OBSERVER, Role.STATE, Role.EDITOR, Role.APPROVER, Role.BUREAU, Role.CHAIR, Role.ADMIN]
CITIES = [Role.MAYOR, Role.DEPUTY, Role.DELEGATE]


@pytest.fixture
def asked(mayor, post_challenge):
    return post_challenge(mayor)


@pytest.fixture
def shared(other, post_experience):
    return post_experience(other, title="Squares of Drymouth")


def sentence(verdict):
    return verdict.sentence


@pytest.mark.parametrize("role", [*CITIES, *STRANGERS])
@pytest.mark.parametrize("closed", [False, True])
def test_who_may_answer(make, asked, role, closed):
    asked.closed = closed
    verdict = rules.can_answer(asked, make.actor(role))
    expected = ONLY_CITIES if role in STRANGERS else ("This challenge is closed." if closed else "")
    assert sentence(verdict) == expected and (bool(verdict) or verdict.remedy)


@pytest.mark.parametrize("role", CITIES)
@pytest.mark.parametrize("closed", [False, True])
def test_the_asking_city_closes_and_does_not_answer(make, mayor, asked, role, closed):
    asked.closed = closed
    actor = make.actor(role, mayor.mandate.city)
    assert sentence(rules.can_answer(asked, actor)) == "A city does not answer its own challenge."
    assert sentence(rules.can_close(asked, actor)) == ("This challenge is closed already." if closed else "")


@pytest.mark.parametrize("role", [*CITIES, *STRANGERS])
def test_nobody_else_closes(make, asked, role):
    expected = ONLY_CITIES if role in STRANGERS else "Only the city that asked closes this challenge."
    assert sentence(rules.can_close(asked, make.actor(role))) == expected


@pytest.mark.parametrize("role", [*CITIES, *STRANGERS])
@pytest.mark.parametrize("state", ["published", "draft", "hidden"])
def test_who_may_say_we_did_this_too(make, shared, role, state):
    shared.state = state
    verdict = rules.can_adopt(shared, make.actor(role), set())
    expected = ONLY_CITIES if role in STRANGERS else ("" if state == "published" else "This text is not published.")
    assert sentence(verdict) == expected


def test_a_city_adopts_once_and_never_its_own(make, mayor, other, shared):
    assert sentence(rules.can_adopt(shared, other, set())) == "This is your own city's experience."
    operations.adopt(mayor, shared, "We did.")
    with pytest.raises(Refused) as refused:
        operations.adopt(make.actor(Role.DELEGATE, mayor.mandate.city), shared, "We did again.")
    assert refused.value.verdict.sentence == "Your city has said that it did this too."


@pytest.mark.parametrize(
    ("days", "told", "expected"),
    [
        (0, False, "What came of it is told a year later, from "),
        (364, False, "What came of it is told a year later, from "),
        (365, False, ""),
        (800, False, ""),
        (800, True, "What came of it was told already."),
    ],
)
def test_when_the_outcome_is_told(mayor, other, shared, days, told, expected):
    adoption = operations.adopt(mayor, shared, "We did.")
    adoption.outcome_at = clock.now() if told else None
    with clock.at(clock.now() + dt.timedelta(days=days, hours=1)):
        verdict = rules.can_tell_outcome(adoption, mayor)
        assert verdict.sentence.startswith(expected) and bool(verdict) is (not expected)
        theirs = rules.can_tell_outcome(adoption, other)
        assert theirs.sentence == "Only the city that did this too tells what came of it."


def test_an_answer_is_ones_own_published_experience_and_given_once(make, mayor, other, asked, shared, post_experience):
    third = make.actor(Role.MAYOR)
    for experience in (shared, post_experience(mayor)):
        with pytest.raises(Refused) as refused:
            operations.answer(third, asked, "Look at this.", experience)
        assert refused.value.verdict.sentence == "A city answers with its own published experiences."
    operations.answer(other, asked, "Look at this.", shared)
    with pytest.raises(Refused) as refused:
        operations.answer(other, asked, "Look again.", shared)
    assert refused.value.verdict.sentence == "This experience was already given as an answer."
    operations.answer(other, asked, "We offer a visit.")
    assert asked.answer_count == 2


def test_from_the_question_to_the_outcome(client, make, mayor, other, shared, session):
    client.sign_in(mayor)
    form = {
        "title": "Who keeps rain on squares?", "summary": "We look for examples.", "situation": "Flooded cellars.",
        "asked": "Squares that fill with rainwater.", "tried": "Pipes.", "constraints": "Old facades.", "budget": "None.",
        "needed_by": "2027-03-31", "theme": "green", "sdg": "11", "language": "en", "idempotency_key": "ask",
    }  # fmt: skip
    page = client.post("/challenges/new", data=form).location
    html = client.page(page)
    assert "Experiences that may answer this" in html and "Squares of Drymouth" in html
    assert "same theme: Greener cities" in html and "same goal: 11" in html
    client.sign_in(other)
    assert "Answer with this" in client.page(page)
    data = {"experience": shared.id, "text": "It works in **rain**.", "idempotency_key": "answer"}
    for _twice in range(2):
        back = client.post(f"{page}/answers", data=data)
        assert back.status_code == 303 and "#answer-" in back.location
    answer = session.scalars(select(Answer)).one()
    assert session.scalar(select(func.count(Notification.id)).filter_by(person_id=mayor.person_id)) >= 1
    client.sign_in(mayor)
    html = client.page(f"{page}/closure")
    assert "Drymouth: Squares of Drymouth" in html
    closing = {"used": answer.id, "text": "We build two squares.", "idempotency_key": "close"}
    assert client.post(f"{page}/closure", data=closing).status_code == 303
    html = client.page(page)
    assert "Closed" in html and "We build two squares." in html and "Used" in html
    mine = f"/experiences/{shared.id}/adoptions"
    asking = int(page.rsplit("/", 1)[1])
    adopting = {"challenge": asking, "text": "Two squares since May.", "idempotency_key": "adopt"}
    back = client.post(mine, data=adopting)
    assert back.status_code == 303
    for path in (back.location.split("#")[0], page, f"/cities/{mayor.mandate.city.slug}"):
        html = client.page(path)
        assert "Squares of Drymouth" in html
    assert "Two squares since May." in client.page(page)
    adoption = session.scalars(select(Adoption)).one()
    assert client.get(f"/adoptions/{adoption.id}/outcome").status_code == 409
    adoption.at = clock.now() - dt.timedelta(days=400)
    session.commit()
    assert "Tell what came of it" in client.page(f"/experiences/{shared.id}")
    told = client.post(f"/adoptions/{adoption.id}/outcome", data={"text": "Dry cellars.", "idempotency_key": "told"})
    assert told.status_code == 303
    assert "Dry cellars." in client.page(f"/experiences/{shared.id}") and "Dry cellars." in client.page(page)
    verbs = session.scalars(select(LedgerEvent.verb).order_by(LedgerEvent.id)).all()
    assert verbs[-5:] == [
        "challenge.published", "challenge.answered", "challenge.closed", "experience.adopted", "experience.outcome_told",
    ]  # fmt: skip


def test_those_whose_answers_were_used_hear_of_it(mayor, other, asked, shared, session):
    answer = operations.answer(other, asked, "Look.", shared)
    operations.close(mayor, asked, "Used.", [answer.id])
    event = session.scalars(select(LedgerEvent).filter_by(verb="challenge.closed")).one()
    assert session.scalars(select(Notification.reason).filter_by(event_id=event.id, person_id=other.person_id)).all()


def test_answers_of_another_challenge_are_not_used(mayor, other, asked, shared, post_challenge):
    answer = operations.answer(other, post_challenge(mayor), "Look.", shared)
    with pytest.raises(Refused) as refused:
        operations.close(mayor, asked, "Used.", [answer.id])
    assert refused.value.verdict.sentence == "One of these answers does not belong to this challenge."


def test_an_answer_whose_experience_is_hidden_keeps_its_words_only(client, other, asked, shared, session):
    operations.answer(other, asked, "These words stay.", shared)
    shared.state = "hidden"
    session.commit()
    html = client.page(f"/challenges/{asked.id}")
    assert "These words stay." in html and "Squares of Drymouth" not in html


@pytest.mark.parametrize(
    ("path", "field", "words"),
    [
        ("/challenges/{asked}/answers", "text", "Say in a few words why this may help."),
        ("/experiences/{shared}/adoptions", "text", "Say what your city did; other cities read it beside the experience."),
        ("/experiences/{shared}/contact", "agreed", "Without your address the city cannot answer you."),
    ],
)
def test_every_small_form_refuses_with_a_sentence_and_keeps_what_was_typed(client, make, asked, shared, path, field, words):
    client.sign_in(make.actor(Role.MAYOR))
    path = path.format(asked=asked.id, shared=shared.id)
    client.page(path)
    data = {"text": "My own words.", "idempotency_key": "a"} | ({"text": ""} if field == "text" else {})
    response = client.post(path, data=data)
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and words in html
    assert field == "text" or "My own words." in html


def test_closing_without_words_is_refused(client, mayor, asked):
    response = client.sign_in(mayor).post(f"/challenges/{asked.id}/closure", data={"idempotency_key": "a"})
    assert response.status_code == 422
    assert "Say what you used, or why nothing helped." in response.get_data(as_text=True)


def test_who_may_not_is_told_why_and_the_words_stay(client, mayor, other, asked, shared):
    client.sign_in(mayor)
    response = client.post(f"/challenges/{asked.id}/answers", data={"text": "To myself.", "idempotency_key": "a"})
    html = response.get_data(as_text=True)
    assert response.status_code == 409 and "A city does not answer its own challenge." in html and "To myself." in html
    client.sign_in(other)
    response = client.post(f"/experiences/{shared.id}/adoptions", data={"text": "Ours.", "idempotency_key": "b"})
    assert response.status_code == 409 and "This is your own city&#39;s experience." in response.get_data(as_text=True)
    assert client.get(f"/challenges/{asked.id}/closure").status_code == 409


def test_asking_to_be_put_in_touch(client, make, mayor, other, shared, session):
    shared.contact = "Rita, Water Office, 12 34"
    session.commit()
    path = f"/experiences/{shared.id}"
    assert "Water Office" not in client.page(path) and "Water Office" not in client.sign_in(mayor).page(path)
    data = {"text": "How deep are they?", "agreed": "y", "idempotency_key": "a"}
    assert client.post(f"{path}/contact", data=data).status_code == 303
    again = client.post(f"{path}/contact", data=data | {"idempotency_key": "b"})
    assert again.status_code == 409
    assert "You have asked to be put in touch; the city has your address." in again.get_data(as_text=True)
    client.page(f"{path}/contacts", 404)
    assert session.scalar(select(func.count(ContactRequest.id))) == 1
    client.sign_in(other)
    assert "Water Office" in client.page(path)
    html = client.page(f"{path}/contacts")
    assert mayor.person.email in html and "How deep are they?" in html
    assert "This is your own city&#39;s experience." in client.page(f"{path}/contact", 409)
    event = session.scalars(select(LedgerEvent).filter_by(verb="experience.contact_requested")).one()
    assert not event.public


def test_what_may_not_be_seen_cannot_be_answered_adopted_or_asked_about(client, make, mayor, asked, shared, session):
    asked.state = shared.state = "hidden"
    adoption = Adoption(experience_id=shared.id, city_id=mayor.city_id, person_id=mayor.person_id, at=clock.now())
    adoption.mandate_id, adoption.text = mayor.mandate_id, "x"
    session.add(adoption)
    session.commit()
    client.sign_in(make.actor(Role.MAYOR))
    for path in (
        f"/challenges/{asked.id}/answers",
        f"/challenges/{asked.id}/closure",
        f"/experiences/{shared.id}/adoptions",
        f"/experiences/{shared.id}/contact",
        f"/adoptions/{adoption.id}/outcome",
    ):
        assert client.get(path).status_code == 404, path
        assert client.post(path, data={"text": "x"}).status_code == 404, path


def test_reasons_name_what_two_texts_share(app, mayor, make, post_experience, post_challenge):
    near = make.actor(Role.MAYOR, make.city("Nearby", country="ES", population=150_000))
    post_experience(near, title="Aqueducts feed the fountains", summary="Aqueducts and fountains.")
    post_experience(near, title="Unlike in everything", problem="x", action="x", result="x", tags={"theme": ["housing"]})
    for number in range(12):
        post_experience(make.actor(Role.MAYOR, make.city(population=None)), title=f"Filler {number}", tags={})
    asked = post_challenge(mayor, title="Which aqueducts feed fountains?")
    with app.test_request_context():
        found = queries.alike(asked, "en", 6, "experience")
    best = found[0]
    assert best.title == "Aqueducts feed the fountains"
    told = "; ".join(best.reasons)
    assert (
        "same theme: Greener cities" in told
        and "same goals: 11, 13" in told
        and "same principle: Respect for nature" in told
    )
    assert "both speak of aqueducts" in told and "fountains" in told
    assert "both cities of 100,000 to 200,000 inhabitants" in told and "Spain and Portugal are neighbours" in told
    assert "Unlike in everything" not in [one.title for one in found]
