"""The server's half of autosave: whose words are kept, for how long, and what is never kept."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.kit import clock, drafts
from models import Draft, Role

KEY = "comment:contribution:7"


@pytest.fixture
def delegate(make, session):
    actor = make.actor(Role.DELEGATE)
    session.commit()
    return actor


def send(client, fields, key=KEY):
    return client.post("/drafts", json={"key": key, "fields": fields})


def test_words_are_kept_and_the_newest_hold(client, delegate, session):
    client.sign_in(delegate)
    assert send(client, {"text": ["One"]}).status_code == 204
    assert send(client, {"text": ["One two"], "tags": ["a", "b"]}).status_code == 204
    row = drafts.find(delegate.person_id, KEY)
    assert row.fields == {"text": ["One two"], "tags": ["a", "b"]}
    assert session.scalar(select(func.count(Draft.id))) == 1


def test_everybody_has_their_own(client, make, delegate):
    other = make.actor(Role.DELEGATE, delegate.mandate.city)
    send(client.sign_in(delegate), {"text": ["Mine"]})
    assert drafts.find(other.person_id, KEY) is None
    assert drafts.find(None, KEY) is None


def test_secrets_are_never_kept(client, delegate):
    client.sign_in(delegate)
    secret = {"password": ["x"], "new_password": ["x"], "csrf_token": ["x"], "code": ["123456"], "text": ["kept"]}
    assert send(client, secret).status_code == 204
    assert drafts.find(delegate.person_id, KEY).fields == {"text": ["kept"]}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (None, 400),
        ([], 400),
        ({"key": KEY}, 400),
        ({"key": 7, "fields": {}}, 400),
        ({"key": "", "fields": {}}, 400),
        ({"key": "k" * 121, "fields": {}}, 400),
        ({"key": KEY, "fields": {"text": "no list"}}, 400),
        ({"key": KEY, "fields": {"text": [7]}}, 400),
        ({"key": KEY, "fields": {"text": ["x" * 1_000_001]}}, 413),
        ({"key": KEY, "fields": {f"f{n}": ["x"] for n in range(501)}}, 413),
    ],
)
def test_what_is_no_form_is_refused(client, delegate, sent, status):
    assert client.sign_in(delegate).post("/drafts", json=sent).status_code == status


def test_a_stranger_keeps_nothing(client, session):
    assert send(client, {"text": ["x"]}).status_code == 303
    assert session.scalar(select(func.count(Draft.id))) == 0


def test_staff_who_view_the_site_as_a_person_see_and_change_no_draft(app, delegate):
    drafts.save(delegate.person_id, KEY, {"text": ["Mine"]})
    viewing = Actor(delegate.person, delegate.mandate, delegate.mandates, read_only=True, viewer=delegate.person)
    with app.test_request_context():
        from flask import g

        g.actor = viewing
        assert drafts.person() is None


def test_a_draft_is_gone_after_thirty_days(delegate, session):
    drafts.save(delegate.person_id, KEY, {"text": ["Old"]})
    with clock.at(clock.now() + dt.timedelta(days=29)):
        drafts.erase_old()
        assert drafts.find(delegate.person_id, KEY) is not None
    with clock.at(clock.now() + dt.timedelta(days=31)):
        assert drafts.find(delegate.person_id, KEY) is None
        drafts.erase_old()
    assert session.scalar(select(func.count(Draft.id))) == 0


def test_whether_a_form_was_handled(client, delegate, session):
    from models import HandledForm

    session.add(HandledForm(person_id=delegate.person_id, key="done", location="/", created_at=clock.now()))
    session.commit()
    client.sign_in(delegate)
    assert client.get("/drafts/sent/done").json == {"sent": True}
    assert client.get("/drafts/sent/other").json == {"sent": False}


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=12), st.lists(st.text(max_size=40), max_size=3), max_size=6))
def test_any_words_come_back_as_they_were(fields):
    kept = {name: values for name, values in fields.items() if name not in drafts.NOT_KEPT and "password" not in name}
    assert drafts._judged({"key": KEY, "fields": fields}) == (KEY, kept)
