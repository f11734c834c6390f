"""Posting and revising: who may, what is kept, and what a page costs."""

import pytest
from sqlalchemy import func, select

from forum.exchange import operations, rules
from models import Experience, LedgerEvent, Revision, Role
from tests.counting import count_statements
from tests.exchange.conftest import FIELDS, FORM, TAGS

LONG = FIELDS | {name: "Words of a city that did something and tells it. " * 12 for name in ("problem", "action", "result")}


def post(client, fields, **more):
    return client.post("/experiences/new", data=fields | {"idempotency_key": "k1"} | more)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.MAYOR, ""),
        (Role.DEPUTY, ""),
        (Role.DELEGATE, ""),
        (Role.OBSERVER, "Only those who speak for a city post here."),
        (Role.STATE, "Only those who speak for a city post here."),
        (Role.EDITOR, "Only those who speak for a city post here."),
        (Role.APPROVER, "Only those who speak for a city post here."),
        (Role.BUREAU, "Only those who speak for a city post here."),
        (Role.CHAIR, "Only those who speak for a city post here."),
        (Role.ADMIN, "Only those who speak for a city post here."),
    ],
)
def test_who_may_post(make, role, sentence):
    verdict = rules.can_contribute(make.actor(role))
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


def test_a_stranger_is_asked_to_sign_in_and_finds_the_words_again(client, mayor):
    response = post(client, FORM)
    assert response.status_code == 303
    back = response.location.split("next=")[1]
    client.sign_in(mayor)
    html = client.get(back.replace("%3F", "?").replace("%3D", "=")).get_data(as_text=True)
    assert "Begin with the school yard." in html


def test_a_mayor_posts_and_everybody_reads(client, mayor):
    client.sign_in(mayor)
    response = post(client, FORM)
    assert response.status_code == 303
    html = client.sign_out().page(response.location)
    assert "<strong>squares</strong>" in html and mayor.mandate.city.name in html


def test_every_empty_section_gets_a_sentence_and_the_words_stay(client, mayor, session):
    response = post(client.sign_in(mayor), FORM | {"limits": " ", "cost": ""})
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Begin with the school yard." in html
    assert "Write something under “Limits”; no section is left empty." in html
    assert session.scalar(select(func.count(Experience.id))) == 0


def test_sending_twice_makes_one(client, mayor, session):
    client.sign_in(mayor)
    first, second = post(client, FORM), post(client, FORM)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert session.scalar(select(func.count(Experience.id))) == 1


def test_a_revision_keeps_the_earlier_text(client, mayor, session):
    row = operations.publish(mayor, "experience", mayor.mandate.city, FIELDS, {})
    client.sign_in(mayor)
    path = f"/experiences/{row.id}/edit"
    changed = FORM | {"title": "Squares against floods", "seen": "1"}
    assert client.post(path, data=changed | {"idempotency_key": "a"}).status_code == 303
    stale = client.post(path, data=changed | {"lessons": "My own words.", "idempotency_key": "b"})
    html = stale.get_data(as_text=True)
    assert stale.status_code == 409
    assert "My own words." in html and "Somebody saved another revision meanwhile." in html
    titles = session.scalars(select(Revision.fields).order_by(Revision.number)).all()
    assert [fields["title"] for fields in titles] == ["Squares that hold the rain", "Squares against floods"]
    verbs = session.scalars(select(LedgerEvent.verb).order_by(LedgerEvent.id)).all()
    assert verbs == ["experience.published", "experience.edited"]
    assert "Revision 2" in client.page(f"/experiences/{row.id}/history")


def test_another_city_cannot_revise(make, client, mayor):
    row = operations.publish(mayor, "experience", mayor.mandate.city, FIELDS, {})
    client.sign_in(make.actor(Role.MAYOR))
    response = client.post(f"/experiences/{row.id}/edit", data=FIELDS | {"seen": "1"})
    assert response.status_code == 409
    assert "Only the city that posted this revises it." in response.get_data(as_text=True)


def test_what_is_hidden_is_not_found(client, mayor, session):
    row = operations.publish(mayor, "experience", mayor.mandate.city, FIELDS, {})
    row.state = "hidden"
    session.commit()
    client.page(f"/experiences/{row.id}", 404)
    client.page("/experiences/999999", 404)
    client.page(f"/challenges/{row.id}", 404)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_however_long(client, mayor, rows):
    for _number in range(rows):
        operations.publish(mayor, "experience", mayor.mandate.city, FIELDS, {"theme": ["green"]})
    with count_statements() as seen:
        html = client.page("/experiences?theme=green")
    assert len(seen) == 2, seen
    assert ("Next page" in html) is (rows > 25)


def test_pages_follow_each_other_without_gap(client, mayor):
    ids = [operations.publish(mayor, "experience", mayor.mandate.city, FIELDS, {}).id for _n in range(30)]
    html = client.page("/experiences")
    following = html.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    both = html + client.page(following)
    assert all(f'"/experiences/{identity}"' in both for identity in ids)


def test_a_full_page_signed_in_costs_seven_statements_and_ten_kilobytes(client, make, mayor, other, session):
    """Twenty comments, an adoption, related texts; what rests on it is asked for in one, and two where something does."""
    import gzip

    from forum.discussion import operations as discussion
    from forum.exchange.views import as_subjects

    row = operations.publish(mayor, "experience", mayor.mandate.city, LONG, TAGS)
    for _number in range(5):
        operations.publish(other, "experience", other.mandate.city, FIELDS, TAGS)
    operations.adopt(other, row, "We did this too.")
    subject = as_subjects(None, [row.id])[row.id]
    for _number in range(20):
        talker = make.actor(Role.DELEGATE)
        discussion.post(talker, subject, "A comment of **some** length, as people write them. " * 4)
    path = f"/experiences/{row.id}"
    client.sign_in(make.actor(Role.MAYOR))
    session.expunge_all()
    client.page(path)
    with count_statements() as seen:
        html = client.page(path)
    assert len(seen) == 7, seen  # session, text, comments, own reactions, what stands around and rests on it, undertakings
    assert html.count('<article class="comment') == 20 and "We did this too." in html and "Related" in html
    assert len(gzip.compress(html.encode(), 6)) <= 10_240


def test_an_empty_list_says_so(client):
    assert "Nothing here yet" in client.page("/challenges")
