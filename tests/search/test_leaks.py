"""Not visible means not found, not counted and not guessed: every role, kind and stage."""

import pytest

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.discussion import operations as discussion
from forum.exchange import operations as exchange
from forum.kit import subjects
from forum.search import documents, operations, queries
from models import Role, SearchDocument
from models.declaration import Stage as DeclarationStage
from tests.declarations.conftest import group_of_people, writer
from tests.exchange.test_contributions import FIELDS
from tests.recommendations.conftest import PATHS, body, experience, people, write  # noqa: F401

# Who finds a declaration, besides those whom DECISIONS.md lets read everything: secretariat and Bureau.
GROUP = {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate"}
CITIES = GROUP | {"other_mayor", "other_delegate"}
ALWAYS = {"editor", "approver", "vice_chair", "chair"}
EVERYBODY = CITIES | ALWAYS | {"unaccredited_mayor", "observer", "state", "stranger"}
DECLARATIONS = {
    "drafting": GROUP | ALWAYS,
    "consultation": CITIES | ALWAYS,
    "silence": CITIES | ALWAYS,
    "open": EVERYBODY,
    "adopted": EVERYBODY,
    "closed": EVERYBODY,
}


@pytest.fixture(autouse=True)
def inside_a_request(app, session):
    with app.test_request_context():
        yield


def found(actor, words, kind):
    operations.settle()
    result = queries.find(actor, words, {"kind": kind})
    assert result.total == len(result.hits), "what is not shown is not counted"
    counted = dict(result.facets.get("kind", [])).get(kind, 0)
    assert counted == len(result.hits), "nor in a facet"
    return {hit.document.thing_id for hit in result.hits}


def everybody(group):
    actors = {name: value for name, value in vars(group).items() if isinstance(value, Actor)}
    return actors | {"stranger": Actor()}


@pytest.mark.parametrize("stage", list(DeclarationStage))
def test_declarations(make, stage):
    group = group_of_people(make)
    dossier = writer(group)(stage)
    names = {name for name, actor in everybody(group).items() if dossier.id in found(actor, "trees", "declaration")}
    assert names == DECLARATIONS[stage]


@pytest.mark.parametrize("stage", [stage for stage in DeclarationStage if stage != "closed"])
def test_what_is_said_about_a_declaration(make, stage):
    group = group_of_people(make)
    dossier = writer(group)(stage)
    subject = subjects.find("declaration", dossier.id, None)
    comment = discussion.post(group.lead_mayor, subject, "The lighthouse stands.")
    for name, actor in everybody(group).items():
        visible = subjects.find("comment", comment.id, actor) is not None
        assert (comment.id in found(actor, "lighthouse", "comment")) == visible == (name in DECLARATIONS[stage]), name


@pytest.mark.parametrize("stage", list(PATHS))
def test_recommendations(people, write, stage):  # noqa: F811
    case = write(stage)
    for name, actor in everybody(people).items():
        visible = subjects.find("recommendation", case.id, actor) is not None
        assert (case.id in found(actor, "shade street", "recommendation")) == (visible and stage != "withdrawn"), name


def test_a_stranger_finds_no_recommendation_before_it_is_forwarded(people, write):  # noqa: F811
    for stage in PATHS:
        case = write(stage)
        public = stage in ("forwarded", "considered", "disposition", "follow-up", "closed")
        assert (case.id in found(Actor(), "shade", "recommendation")) == public, stage


def test_hidden_and_withdrawn_texts_leave_and_come_back(make, session):
    author = make.actor(Role.MAYOR)
    row = exchange.publish(author, "experience", author.mandate.city, FIELDS | {"title": "Lighthouse"}, {})
    comment = discussion.post(author, subjects.find("contribution", row.id, None), "A lighthouse indeed.")
    reader = make.actor(Role.OBSERVER)
    assert found(reader, "lighthouse", "experience") and found(reader, "lighthouse", "comment")
    row.state = "hidden"
    operations.write("experience", [row.id])
    assert not queries.find(reader, "lighthouse").hits, "its comments go with it"
    row.state = "published"
    operations.write("experience", [row.id])
    assert found(reader, "lighthouse", "experience") and found(reader, "lighthouse", "comment")
    discussion.withdraw(
        load_actor(author.person_id, author.mandate_id), comment, subjects.find("contribution", row.id, None)
    )
    assert not found(reader, "lighthouse", "comment")


def test_what_the_index_holds_too_much_is_not_shown(make, session):
    """The second look: a row that nobody removed."""
    author = make.actor(Role.MAYOR)
    row = exchange.publish(author, "experience", author.mandate.city, FIELDS | {"title": "Lighthouse"}, {})
    operations.settle()
    row.state = "hidden"
    session.flush()
    result = queries.find(make.actor(Role.OBSERVER), "lighthouse")
    assert result.hits == [] and result.total == 0


def test_spellings_and_suggestions_tell_nothing_that_is_hidden(make):
    group = group_of_people(make)
    writer(group)("drafting")
    operations.settle()
    assert queries.find(group.observer, "streeet").spellings == []
    assert queries.suggest(group.observer, "tre") == []
    assert [row.title for row in queries.suggest(group.lead_mayor, "every tre")] == ["Trees for every street"]


def test_a_rebuilt_index_holds_the_same(make, session):
    group = group_of_people(make)
    for stage in ("drafting", "open"):
        dossier = writer(group)(stage)
        discussion.post(group.lead_mayor, subjects.find("declaration", dossier.id, None), "Words.")

    def held():
        names = [column.name for column in SearchDocument.__table__.columns if column.name != "id"]
        rows = session.query(SearchDocument).where(SearchDocument.kind != "city")
        return sorted(tuple(str(getattr(row, name)) for name in names) for row in rows)

    operations.settle()
    before = held()
    operations.reindex()
    session.expire_all()
    assert held() == before and before
    assert len(queries.find(group.lead_mayor, "trees street", {"kind": "declaration"}).hits) == 2
    assert documents.kinds()[0] == "comment"
