"""A form that keeps what is typed: what its page offers with JavaScript and without."""

import pytest

from forum.kit import drafts
from models import Role

KEY = "new:experience"


@pytest.fixture
def mayor(make, session):
    actor = make.actor(Role.MAYOR)
    session.commit()
    return actor


def test_the_form_names_its_draft_and_its_person(client, mayor):
    html = client.sign_in(mayor).page("/experiences/new")
    assert f'data-draft="{KEY}"' in html and f'data-person="{mayor.person_id}"' in html
    assert "data-refused" not in html and "Discard them" in html


def test_without_javascript_the_words_are_back_and_can_be_discarded(client, mayor, session):
    client.sign_in(mayor)
    drafts.save(mayor.person_id, KEY, {"title": ["Half a title"], "theme": ["green"], "sources-0-title": ["A report"]})
    session.commit()
    html = client.page("/experiences/new")
    assert "Half a title" in html and "A report" in html
    assert "Your unsent words are back" in html
    back = client.post("/drafts/discard", data={"draft_key": KEY, "back": "/experiences/new"})
    assert back.status_code == 303 and back.location == "/experiences/new"
    assert "Half a title" not in client.page("/experiences/new")


def test_a_refused_form_keeps_its_words_and_its_draft(client, mayor, session):
    client.sign_in(mayor)
    drafts.save(mayor.person_id, KEY, {"title": ["Half a title"]})
    session.commit()
    response = client.post("/experiences/new", data={"title": "Half a title", "draft_key": KEY, "idempotency_key": "a"})
    assert response.status_code == 422
    assert "data-refused" in response.get_data(as_text=True)
    assert drafts.find(mayor.person_id, KEY) is not None


def test_nobody_is_led_away_by_discarding(client, mayor):
    client.sign_in(mayor)
    for target in ("https://evil.example/", "//evil.example/", "\\\\evil.example"):
        assert client.post("/drafts/discard", data={"draft_key": KEY, "back": target}).location == "/"
