"""Answers of bodies are found by where the report says them and by their words; what is internal is in no index."""

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.bodies.operations.bodies import Facts, edit_body
from forum.consideration.operations import answer as answering
from forum.consideration.operations import room as rooms
from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.kit import clock
from forum.recommendations.operations import drafting, forwarding
from forum.recommendations.queries import find
from forum.screening.operations import publishing
from forum.search import documents, operations, queries
from models import Ask, Role, SearchDocument
from tests.consideration.test_room import room  # noqa: F401
from tests.counting import count_statements
from tests.recommendations.conftest import INTERNAL, body, experience, people, write  # noqa: F401

SYMBOL = "HSP/HA.2/Res.3"
STRANGER = Actor()


@pytest.fixture(autouse=True)
def inside_a_request(app, session):
    with app.test_request_context():
        yield


@pytest.fixture
def asked(write, make, people):  # noqa: F811
    """Two asks, considered by their body."""

    def made(stage="considered"):
        case = write(stage)
        ask = {"number": 2, "verb": "fund", "text": "pergolas at kindergartens.", "html": "<p>To fund pergolas.</p>"}
        make.add(Ask(recommendation_id=case.id, of_whom="the treasuries of members", **ask))
        return find(None, case.id)

    return made


def dispose(case, people, symbol=SYMBOL, lines=()):  # noqa: F811
    given = [dataclasses.replace(line, ask_id=ask.id) for line, ask in zip(lines, case.asks, strict=False)]
    answering.dispose(case, case.paths[0], people.editor, BodyAnswer(symbol, clock.today(), given))


LINES = (
    AskAnswer("welcomed", paragraph="paragraph 14 bis", text="Welcomes the initiative on shade, with gratitude."),
    AskAnswer("not-taken-up", paragraph="paragraph 15", reason="Financing lies with another organ."),
)


def found(words, actor=STRANGER):
    operations.settle()
    result = queries.find(actor, words, {"kind": "recommendation"})
    return [] if result.any_word else [hit.document.thing_id for hit in result.hits]


@pytest.mark.parametrize(
    "words",
    [
        SYMBOL,
        f"“{SYMBOL}”",
        f"{SYMBOL}, paragraph 14 bis",
        "hsp/ha.2/res.3",
        "gratitude initiative",
        '"with gratitude"',
        "financing organ",
        "welcomed",
        '"did not take up"',
        "Committee on Urban Affairs welcomed",
        "pergola kindergarten",
        "treasuries",
    ],
)
def test_an_answer_is_found_by_everybody(asked, people, words):  # noqa: F811
    case = asked()
    before = found(words)
    dispose(case, people, lines=LINES)
    assert found(words) == [case.id]
    assert before == ([case.id] if words in ("pergola kindergarten", "treasuries") else [])


@pytest.mark.parametrize("other", ["HSP/HA.2/Res.31", "HSP/HA.3/Res.2", "HA.2/HSP/Res.3", "HSP/HA.2/Dec.3"])
def test_a_symbol_is_found_as_a_whole(asked, people, other):  # noqa: F811
    dispose(asked(), people, lines=LINES)
    assert found(SYMBOL) and found(other) == []


SYMBOLS = [
    "A/79/L.5/Rev.1",
    "ECE/HBP/2026/1",
    "E/2026/55-E/HLPF/2026/2",
    "CCPR/C/GC/37",
    "UNEP/EA.6/Res.12",
    "A/RES/78/160 B",
]


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_symbols_of_any_make_are_found_in_texts_of_any_language(asked, people, symbol, language):  # noqa: F811
    case = asked()
    case.row.language = language
    dispose(case, people, symbol, LINES)
    assert found(symbol) == [case.id] == found(f"«{symbol}»")
    assert "<mark>" in queries.find(STRANGER, symbol).hits[0].snippet


def test_a_corrected_answer_takes_the_place_of_the_first(asked, people):  # noqa: F811
    case = asked()
    dispose(case, people, lines=LINES)
    lines = [
        AskAnswer("endorsed", ask.id, paragraph="paragraph 9", text="Endorses it with enthusiasm.") for ask in case.asks
    ]
    right = BodyAnswer("HSP/HA.2/Res.4", clock.today(), lines)
    answering.correct(find(None, case.id), case.paths[0], people.editor, right, "The wrong resolution was read.")
    assert found("HSP/HA.2/Res.4") == [case.id] == found("enthusiasm endorsed")
    assert found(SYMBOL) == [] == found("gratitude") == found("financing")


def test_an_answer_is_found_by_the_new_name_of_its_body(asked, people, make):  # noqa: F811
    dispose(case := asked(), people, lines=LINES)
    secretariat = make.actor(Role.ADMIN)
    edit_body(secretariat, case.paths[0].body, Facts("Committee on Dwellings"))
    assert found('"Dwellings welcomed"') == [case.id]
    assert found('"Urban Affairs welcomed"') == []


def test_an_ask_that_is_written_later_is_found(write, people, body):  # noqa: F811
    case = write("draft")
    words = drafting.Words.plain(case.row.title, "To **develop** guidance on shade.", "Streets are hot.", body)
    later = dataclasses.replace(words, asks=(*words.asks, dataclasses.replace(words.asks[0], text="To count pergolas.")))
    assert found("pergolas", people.lead_mayor) == []
    drafting.edit(case, people.lead_delegate, later, case.row.edit)
    assert found("pergolas", people.lead_mayor) == [case.id]
    assert found("pergolas") == [], "a draft is for those who may read it"


def test_nothing_of_the_desk_or_the_room_is_in_the_index(room, people, write, session):  # noqa: F811
    """A position, a question, its answer and a wording; notes of the desk, points, decisions that wait."""
    due = clock.today() + dt.timedelta(days=5)
    rooms.state(room.south, room.members["south"], room.path, room.row, "support", "Our capital xylophone agrees.")
    question = rooms.ask(room.south, room.members["south"], room.path, room.row, "What does a xylophone cost?", due)
    rooms.answer(room.case, people.lead_mayor, question, "A xylophone costs little.")
    suggested = "To develop xylophones."
    rooms.suggest(room.south, room.members["south"], room.path, room.row, room.case.asks[0], suggested, "It plays.")
    write("returned", "Shade in every park")
    waiting = write("cleared", "Shade in every yard")
    forwarding.prepare_not_forwarding(waiting, people.editor, "A xylophone is no shade.")
    kept = write("screening", "Shade in every port")
    publishing.keep_acceptance(kept, people.editor, "Xylophones aside, it may pass.")
    operations.settle()
    operations.reindex()
    secret = ("xylophone", "Name the figure", "Name the year", *INTERNAL)
    held = [f"{row.title} {row.text} {row.stems}".lower() for row in session.scalars(select(SearchDocument))]
    assert len([text for text in held if "shade in every" in text]) >= 4
    for words in secret:
        assert not [text for text in held if words.lower() in text], words
    for actor in (people.editor, people.approver, people.lead_mayor, room.south, STRANGER):
        assert found("xylophone", actor) == []


def test_an_index_written_anew_holds_the_same_answers(asked, people, session):  # noqa: F811
    case = asked()
    dispose(case, people, lines=LINES)
    operations.settle()

    def held():
        row = session.scalar(select(SearchDocument).filter_by(kind="recommendation", thing_id=case.id))
        return row.text, row.stems

    before = held()
    assert before[0].index("develop") < before[0].index("fund pergolas") < before[0].index(SYMBOL)
    operations.reindex()
    session.expire_all()
    assert held() == before


def test_many_are_read_in_two_statements_more(asked, people):  # noqa: F811
    """However many recommendations are written anew at once."""
    cases = [asked() for _number in range(3)]
    for case in cases:
        dispose(case, people, lines=LINES)
    operations.settle()

    def statements(some):
        with count_statements() as counted:
            assert len(list(documents.load("recommendation", [case.id for case in some]))) == len(some)
        return len(counted)

    assert statements(cases[:1]) == statements(cases) == 3
