"""What is found, in three languages, with what marks, and in which order."""

import pytest

from forum.accounts.sessions import load_actor
from forum.exchange import operations as exchange
from forum.search import operations, queries
from models import Role, SearchDocument
from tests.exchange.test_contributions import FIELDS


@pytest.fixture(autouse=True)
def inside_a_request(app, session):
    with app.test_request_context():
        yield


@pytest.fixture
def publish(make):
    def _publish(title, text="", language="en", **more):
        actor = make.actor(Role.MAYOR)
        fields = FIELDS | {"title": title, "problem": text, "language": language} | more
        row = exchange.publish(actor, "experience", actor.mandate.city, fields, {})
        operations.settle()
        return row

    return _publish


def titles(found):
    return [hit.document.title for hit in found.hits]


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "Policies for flooded cities", "city policy flood"),
        ("en", "Policies for flooded cities", "CITIES"),
        ("fr", "L'électricité des écoles", "electricite ecole"),
        ("fr", "L'électricité des écoles", "Électricités"),
        ("fr", "L’arrosage des forêts", "foret"),
        ("ru", "Зелёные школы в городах", "зеленая школа"),
        ("ru", "Зелёные школы в городах", "город"),
        ("en", "The streets of Genève and İstanbul", "geneve istanbul"),
        ("en", "CO2 in 2025", "co2 2025"),
    ],
)
def test_accents_case_and_endings_do_not_matter(publish, make, language, text, asked):
    publish("Title", text, language)
    found = queries.find(make.actor(Role.OBSERVER), asked)
    assert len(found.hits) == 1 and "<mark>" in found.hits[0].snippet


def test_title_matches_come_first(publish, make):
    publish("Gardens on roofs", "Nothing else.")
    publish("Something else", "gardens gardens gardens gardens")
    assert titles(queries.find(make.actor(Role.OBSERVER), "garden")) == ["Gardens on roofs", "Something else"]


def test_phrases_and_words_that_must_not_occur(publish, make):
    publish("One", "the river bank is green")
    publish("Two", "the bank of the green river")
    actor = make.actor(Role.OBSERVER)
    assert titles(queries.find(actor, '"river bank"')) == ["One"]
    assert set(titles(queries.find(actor, "river"))) == {"One", "Two"}
    assert titles(queries.find(actor, 'river -"river bank"')) == ["Two"]


def test_marks_are_the_only_markup(publish, make):
    publish("A <b>bold</b> title", "before <script>alert(1)</script> lighthouse & after")
    hit = queries.find(make.actor(Role.OBSERVER), "lighthouse bold").hits[0]
    assert "<mark>lighthouse</mark> &amp; after" in hit.snippet and "<script" not in hit.snippet
    assert hit.title == "A &lt;b&gt;<mark>bold</mark>&lt;/b&gt; title"


def test_the_index_follows_a_revision(publish, make, session):
    row = publish("Old title", "cellar")
    actor = make.actor(Role.OBSERVER)
    author = load_actor(row.author_id, row.mandate_id)
    exchange.revise(author, row, FIELDS | {"title": "New title", "problem": "attic"}, row.revision)
    operations.settle()
    assert titles(queries.find(actor, "attic")) == ["New title"]
    assert not queries.find(actor, "cellar").hits
    assert session.query(SearchDocument).filter_by(kind="experience").count() == 1
