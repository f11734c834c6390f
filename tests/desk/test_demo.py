"""The demo loads into an empty database, and no page of it is empty."""

import pytest
from sqlalchemy import select

from forum.accounts import passwords
from forum.accounts.operations import find_by_email
from forum.desk import demo
from models import City, Declaration, LedgerEvent, Recommendation, declaration, recommendation


@pytest.fixture
def loaded(app, session):
    with app.test_request_context():
        demo.load()


def test_the_front_page_of_an_empty_forum(client):
    html = client.page("/")
    assert "No experience yet" in html and "No open challenge" in html


def test_the_demo_is_full(loaded, client):
    html = client.page("/")
    assert "Green retention as standard practice" in html and "No experience yet" not in html
    assert client.page("/cities").count('class="dot"') > 50
    assert "Next page" in client.page("/experiences")
    assert "Porto Claro" in client.page("/cities/porto-claro")
    assert "Ana Reis" in client.page("/cities/porto-claro")


def test_every_demo_account_opens_with_the_printed_password(loaded):
    for email, _name, _words in demo.ACCOUNTS:
        assert passwords.matches(find_by_email(email), demo.PASSWORD)


def test_a_declaration_and_a_recommendation_stand_at_each_stage(loaded, session):
    assert set(session.scalars(select(Declaration.stage))) == set(declaration.Stage)
    assert set(session.scalars(select(Recommendation.stage))) == set(recommendation.Stage)


def test_acts_belong_to_invented_cities_and_stand_in_the_order_of_time(loaded, session):
    leads = select(City.invented).join(Declaration, Declaration.lead_city_id == City.id)
    assert set(session.scalars(leads)) == {True}
    moments = list(session.scalars(select(LedgerEvent.at).order_by(LedgerEvent.id)))
    assert moments == sorted(moments) and len(moments) > 250
