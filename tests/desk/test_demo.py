"""The demo loads into an empty database, and no page of it is empty. Loaded once for all of these tests."""

import pytest
from sqlalchemy import func, select

from app import create_app
from forum.accounts import passwords
from forum.accounts.queries.people import find_by_email
from forum.desk import demo
from forum.kit.database import transaction
from models import (
    Adoption,
    Appeal,
    City,
    Comment,
    Declaration,
    Extension,
    LedgerEvent,
    Mandate,
    Paper,
    Recommendation,
    ReturnPoint,
    ReturnRound,
    WordingProposal,
    declaration,
    recommendation,
)
from models.base import Base, db
from tests.client import Browser
from tests.journeys.screenshots import PAGES, TITLE


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite3'}"
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address, "WTF_CSRF_ENABLED": False})
    app.test_client_class = Browser
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with app.test_request_context(), transaction():
            demo.load()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_no_page_is_empty(loaded):
    client = loaded.test_client()
    assert client.page("/cities").count("Porto Claro") > 0
    assert "Next page" in client.page("/experiences")
    assert "Ana Reis" in client.page("/cities/porto-claro")
    for path in ("/", "/experiences", "/challenges", "/declarations", "/recommendations", "/moderation/log"):
        assert 'class="empty' not in client.page(path), path


def test_rows_that_the_screenshots_name_are_there_once(loaded):
    named = {found for shot in PAGES for found in TITLE.findall(shot.path)}
    for kind, title in named:
        model = {"declaration": Declaration, "recommendation": Recommendation}[kind]
        assert db.session.scalar(select(func.count()).select_from(model).filter_by(title=title)) == 1, title
    assert {kind for kind, _title in named} == {"declaration", "recommendation"}


def test_every_account_opens_with_the_printed_password(loaded):
    for email, _name, _words in demo.ACCOUNTS:
        assert passwords.matches(find_by_email(email), demo.PASSWORD)


def test_a_declaration_and_a_recommendation_stand_at_each_stage(loaded):
    assert set(db.session.scalars(select(Declaration.stage))) == set(declaration.Stage)
    assert set(db.session.scalars(select(Recommendation.stage))) == set(recommendation.Stage)


def test_a_session_has_a_dossier_and_an_addendum_to_it(loaded):
    found = db.session.execute(select(Paper.kind, Paper.public, Paper.about_id).order_by(Paper.id)).all()
    assert [(kind, public) for kind, public, _about in found] == [("dossier", True), ("addendum", True), ("report", True)]
    assert len(db.session.scalar(select(Paper).filter_by(kind="addendum")).content["entries"]) >= 1


def test_acts_belong_to_invented_cities_and_stand_in_the_order_of_time(loaded):
    leads = select(City.invented).join(Declaration, Declaration.lead_city_id == City.id)
    assert set(db.session.scalars(leads)) == {True}
    moments = list(db.session.scalars(select(LedgerEvent.at).order_by(LedgerEvent.id)))
    assert moments == sorted(moments) and len(moments) > 250


def test_there_is_something_of_everything(loaded):
    def count(model, *conditions):
        return db.session.scalar(select(func.count()).select_from(model).where(*conditions))

    assert count(City) >= 60
    assert count(Mandate, Mandate.ends_on.is_not(None)) >= 3
    assert count(Adoption) >= 3 and count(Appeal) >= 2
    assert count(ReturnPoint, ReturnPoint.answer != "") >= 1 and count(WordingProposal) >= 1
    assert (
        count(Extension, Extension.state == "asked") >= 1 and count(ReturnRound, ReturnRound.answer_due_on.is_not(None)) >= 2
    )
    assert set(db.session.scalars(select(Comment.state))) == {"shown", "held", "hidden"}
