"""The demo loads into an empty database, and no page of it is empty."""

import pytest

from forum.accounts import passwords
from forum.accounts.operations import find_by_email
from forum.desk import demo


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
    assert client.page("/cities").count('class="card"') == 60
    assert "Next page" in client.page("/experiences")
    assert "Porto Claro" in client.page("/cities/porto-claro")
    assert "Ana Reis" in client.page("/cities/porto-claro")


def test_every_demo_account_opens_with_the_printed_password(loaded):
    for email, _name, _words in demo.ACCOUNTS:
        assert passwords.matches(find_by_email(email), demo.PASSWORD)
