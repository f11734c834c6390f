"""The room of a body: who may do what, what is kept, who is told, and who reads nothing of it."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.consideration.operations import room as operations
from forum.consideration.rules import room as rules
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.notifications import audiences
from models import Ask, BodyMember, BodyQuestion, LedgerEvent, Notification, Position, Role, WordingSuggestion
from tests.counting import count_statements
from tests.recommendations.conftest import body, experience, people, write  # noqa: F401

NOT_MEMBER = "Only members of the body do this."
OBSERVER = "Observers of a body read; they state no position and ask nothing."
OVER = "You hold no mandate in force today."


@pytest.fixture
def room(make, write, people, body):  # noqa: F811
    """One recommendation before the body, four members of it with their people, and others."""
    case = write("forwarded")
    kinds = {"chair": "chair", "south": "member", "east": "member", "watcher": "observer"}
    found = SimpleNamespace(case=case, row=case.row, path=case.paths[0], body=body, members={}, people=people)
    for key, kind in kinds.items():
        found.members[key] = make.add(BodyMember(body_id=body.id, name=f"Delegation {key}", kind=kind))
        actor = make.actor(Role.STATE, body_id=body.id, organisation=f"Delegation {key}", office="Delegate")
        setattr(found, key, actor)
    other = make.body("Another committee")
    make.add(BodyMember(body_id=other.id, name="Delegation south"))
    found.elsewhere = make.actor(Role.STATE, body_id=other.id, organisation="Delegation south", office="Delegate")
    found.nobody = make.actor(Role.STATE, body_id=body.id, organisation="Nobody entered", office="Delegate")
    found.page = f"/bodies/{body.slug}/room/{found.path.id}"
    return found


def state(room, who="south", stance="support", text=""):
    return operations.state(getattr(room, who), room.members[who], room.path, room.row, stance, text)


def ask(room, days=5, who="south"):
    due = clock.today() + dt.timedelta(days=days)
    return operations.ask(getattr(room, who), room.members[who], room.path, room.row, "At what cost?", due)


def of_lead(room):
    """Everybody with a mandate of the city that leads it, in the secretariat or not."""
    found = room.people
    return {found.lead_mayor.person_id, found.lead_delegate.person_id, found.sponsor_approver.person_id}


def told(session, verb):
    event = session.scalar(select(LedgerEvent).filter_by(verb=verb).order_by(LedgerEvent.id.desc()))
    assert event is not None and not event.public
    return {person_id for person_id, _reason, _asks in audiences.of(event)}


# Role x act: one row for each who, one rule for position, question and suggestion, one for the answer, and two of reading.
SPEAKS = {
    "chair": "", "south": "", "east": "", "watcher": OBSERVER, "elsewhere": NOT_MEMBER, "nobody": NOT_MEMBER,
    "lead_mayor": NOT_MEMBER, "sponsor_mayor": NOT_MEMBER, "other_mayor": NOT_MEMBER, "editor": NOT_MEMBER,
    "approver": NOT_MEMBER, "bureau": NOT_MEMBER, "observer": NOT_MEMBER, "state": NOT_MEMBER,
    "stranger": "You are not signed in.",
}  # fmt: skip
LEADS = "Only the lead sponsor does this."
ANSWERS = dict.fromkeys(SPEAKS, LEADS) | {"lead_mayor": "", "lead_delegate": "", "stranger": "You are not signed in."}
ENTERS = {"chair", "south", "east", "watcher", "editor", "approver"}
TABLE = {"chair", "editor", "approver"}


def actor_of(room, who):
    return getattr(room, who, None) or getattr(room.people, who)


@pytest.mark.parametrize(("who", "sentence"), SPEAKS.items(), ids=str)
def test_who_speaks_in_the_room(room, who, sentence):
    seat = room.members.get(who) or reading_seat(room, who)
    verdict = rules.can_speak(actor_of(room, who), seat, room.path)
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


def reading_seat(room, who):
    """The worst case: somebody brings a seat that is not theirs."""
    return room.members["south"]


@pytest.mark.parametrize(("who", "sentence"), ANSWERS.items(), ids=str)
def test_who_answers_a_question(room, who, sentence):
    verdict = rules.can_answer(room.case, actor_of(room, who), ask(room))
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


def test_who_enters_and_who_sees_the_whole_table(room, client):
    pages = (f"/bodies/{room.body.slug}/room", room.page, f"/bodies/{room.body.slug}/room/table")
    names = [name for name in (*SPEAKS, "sponsor_editor", "sponsor_approver", "lead_delegate") if name != "stranger"]
    for name in names:
        client.sign_in(actor_of(room, name))
        found = [client.get(page).status_code for page in pages]
        staff = name in ("sponsor_editor", "sponsor_approver")  # they enter, and this recommendation is not there for them
        expected = [200 if name in ENTERS or staff else 404, 200 if name in ENTERS else 404,
                    200 if name in TABLE or staff else 404]  # fmt: skip
        assert found == expected, name
    client.sign_out()
    assert [client.get(page).status_code for page in pages] == [302, 302, 302]


def test_a_person_with_an_interest_reads_nothing_of_the_room(room, client, make):
    state(room, "south", "cannot-support", "Said in confidence")
    for name in ("sponsor_editor", "sponsor_approver"):
        client.sign_in(getattr(room.people, name))
        for page in (f"/bodies/{room.body.slug}/room", f"/bodies/{room.body.slug}/room/table"):
            assert room.row.title not in client.page(page) and "confidence" not in client.page(page)
    make.mandate(room.east.person, Role.DELEGATE, room.people.second)
    east = load_actor(room.east.person_id, room.east.mandate_id)
    client.sign_in(east)
    assert client.get(room.page).status_code == 404
    assert room.row.title not in client.page(f"/bodies/{room.body.slug}/room")


def test_a_mandate_that_ended_does_nothing_in_the_minute_after(room, client, session):
    assert rules.can_speak(room.south, room.members["south"], room.path)
    client.sign_in(room.south)
    room.south.mandate.ended_at = clock.now()
    session.commit()
    assert rules.can_speak(room.south, room.members["south"], room.path).sentence == OVER
    assert client.post(f"{room.page}/position", data={"stance": "support"}).status_code == 404
    assert session.scalar(select(Position)) is None
    with pytest.raises(Refused, match="no mandate in force"):
        state(room)


def test_a_position_replaces_the_older_which_is_kept(room, client, session):
    client.sign_in(room.south)
    assert client.post(f"{room.page}/position", data={"stance": "support"}).status_code == 303
    bad = client.post(f"{room.page}/position", data={"stance": "cannot-support", "text": " "})
    assert bad.status_code == 422 and "Say in words what you comment on" in bad.get_data(as_text=True)
    form = {"stance": "cannot-support", "text": "It costs too much."}
    assert client.post(f"{room.page}/position", data=form).status_code == 303
    first, second = session.scalars(select(Position).order_by(Position.id))
    assert (first.stance, second.stance, second.superseded_at) == ("support", "cannot-support", None)
    assert first.superseded_at is not None
    page = client.page(room.page)
    assert "It costs too much." in page and "Earlier positions" in page and "Change our position" in page
    client.sign_in(room.watcher)
    assert "It costs too much." in client.page(room.page) and OBSERVER in client.page(room.page)
    assert client.post(f"{room.page}/position", data=form).status_code == 409


def test_saying_the_same_again_changes_nothing(room, session):
    assert state(room, text="Fine.") is state(room, text="Fine.")
    assert len(list(session.scalars(select(Position)))) == 1


def test_nothing_is_said_after_the_body_has_answered(room):
    room.path.stage = "answered"
    with pytest.raises(Refused, match="The body has answered it"):
        state(room)
    with pytest.raises(Refused, match="The body has answered it"):
        ask(room)


def test_a_question_is_asked_reminded_of_once_and_answered_once(room, client, session):
    lead = of_lead(room)
    client.sign_in(room.south)
    due = clock.today() + dt.timedelta(days=3)
    late = client.post(f"{room.page}/questions", data={"text": "When?", "due_on": str(clock.today())})
    assert late.status_code == 422 and "at least until tomorrow" in late.get_data(as_text=True)
    assert client.post(f"{room.page}/questions", data={"text": "At what cost?", "due_on": str(due)}).status_code == 303
    assert told(session, "recommendation.question_asked") == lead
    for days in (1, 2, 2, 4):
        with clock.at(clock.now() + dt.timedelta(days=days)):
            operations.remind()
    reminders = list(session.scalars(select(LedgerEvent).filter_by(verb="recommendation.question_due")))
    assert len(reminders) == 1 and told(session, "recommendation.question_due") == lead
    question = session.scalar(select(BodyQuestion))
    page = f"/recommendations/{room.row.id}/questions"
    client.sign_in(room.people.sponsor_mayor)
    assert "At what cost?" in client.page(page)
    assert client.post(f"{page}/{question.id}", data={"text": "Little."}).status_code == 409
    client.sign_in(room.people.lead_delegate)
    assert "waits for an answer" in client.page(f"/recommendations/{room.row.id}")
    assert client.post(f"{page}/{question.id}", data={"text": ""}).status_code == 422
    assert client.post(f"{page}/{question.id}", data={"text": "Forty a tree."}).status_code == 303
    assert told(session, "recommendation.question_answered") == {room.south.person_id}
    assert client.post(f"{page}/{question.id}", data={"text": "Fifty."}).status_code == 409
    session.expire_all()
    assert session.scalar(select(BodyQuestion)).answer == "Forty a tree."
    client.sign_in(room.watcher)
    assert "Forty a tree." in client.page(room.page)


def test_each_one_is_told_once_of_a_question(room, session):
    ask(room)
    event = select(LedgerEvent.id).filter_by(verb="recommendation.question_asked")
    rows = session.execute(select(Notification.person_id, Notification.asks).where(Notification.event_id.in_(event))).all()
    assert sorted(rows) == sorted((person_id, True) for person_id in of_lead(room))


def test_wording_is_suggested_as_a_difference_and_withdrawn_by_its_member(room, client, session):
    ask_id, text = room.case.asks[0].id, room.case.asks[0].text
    client.sign_in(room.south)
    same = client.post(f"{room.page}/suggestions", data={"ask": str(ask_id), "text": text})
    assert same.status_code == 409 and "These are the words as they stand." in same.get_data(as_text=True)
    form = {"ask": str(ask_id), "text": f"{text} In the south.", "reason": "Clearer."}
    assert client.post(f"{room.page}/suggestions", data=form).status_code == 303
    made = session.scalar(select(WordingSuggestion))
    assert "<ins> In the south.</ins>" in client.page(room.page) or "<ins>" in client.page(room.page)
    client.sign_in(room.east)
    assert client.post(f"{room.page}/suggestions/{made.id}/withdrawal").status_code == 409
    client.sign_in(room.south)
    assert client.post(f"{room.page}/suggestions/{made.id}/withdrawal").status_code == 303
    assert "withdrawn" in client.page(room.page)
    session.expire_all()
    assert room.case.asks[0].text == text


PUBLIC = ("/recommendations/{0}", "/bodies/{1}", "/recommendations.csv", "/recommendations.atom", "/feed.atom",
          "/bodies/{1}/sessions/{2}", "/", "/search?q=confidence")  # fmt: skip


@pytest.mark.parametrize("reader", ["stranger", "lead_mayor", "sponsor_mayor", "other_mayor", "sponsor_editor", "elsewhere"])
def test_nobody_outside_reads_a_position_or_a_suggestion(room, client, session, reader):
    state(room, "south", "cannot-support", "Said in confidence")
    operations.suggest(room.east, room.members["east"], room.path, room.row, room.case.asks[0], "Words in confidence")
    session.commit()
    if reader != "stranger":
        client.sign_in(actor_of(room, reader))
    for page in (*PUBLIC, "/desk", "/inbox", "/recommendations/{0}/questions"):
        path = page.format(room.row.id, room.body.slug, room.path.session_id)
        response = client.get(path)
        words = response.get_data(as_text=True)
        if path.startswith("/search"):
            words = words.split("<main", 1)[-1].replace("confidence</", "").replace('"confidence"', "")
            assert "in confidence" not in words, path
            continue
        assert "in confidence" not in words and "stated a position" not in words, path


def test_a_question_is_for_the_sponsors_and_not_for_the_public(room, client):
    ask(room)
    page = f"/recommendations/{room.row.id}"
    for reader in (None, room.people.other_mayor, room.elsewhere, room.people.observer):
        client.sign_out() if reader is None else client.sign_in(reader)
        assert (
            "At what cost?" not in client.page(page) and "question" not in client.page(page).lower().split("<main")[1][:2000]
        )
        assert client.get(f"{page}/questions").status_code in (302, 404)


def test_the_chair_hears_of_positions_unless_it_has_an_interest(room, session, make):
    state(room, "south")
    assert told(session, "body.position_stated") == {room.chair.person_id}
    make.mandate(room.chair.person, Role.MAYOR, room.people.lead)
    assert told(session, "body.position_stated") == set()


def test_the_table_says_each_position_in_words(room, client):
    state(room, "south", "support-with-comments", "Mind the cost.")
    ask(room, who="east")
    client.sign_in(room.chair)
    page = client.page(f"/bodies/{room.body.slug}/room/table")
    assert "Supports it, with comments" in page and "has said nothing" in page and "one open question" in page
    assert "Delegation watcher" not in page  # observers state none
    assert page.index("Delegation chair") < page.index("Delegation east") < page.index("Delegation south")


def test_the_queue_narrows_down(room, client, write, people, session):  # noqa: F811
    second = write("considered", "The second")
    state(room, "south")
    ask(room, who="south")
    client.sign_in(room.south)
    page = f"/bodies/{room.body.slug}/room"
    everything, mine, unanswered = client.page(page), client.page(f"{page}?show=mine"), client.page(f"{page}?show=open")
    assert room.row.title in everything and "The second" in everything
    assert room.row.title not in mine and "The second" in mine
    assert room.row.title in unanswered and "The second" not in unanswered
    of_session = client.page(f"{page}?session={second.paths[0].session_id}")
    assert "The second" in of_session and room.row.title not in of_session
    assert "Nothing here" in client.page(f"{page}?session=999999")
    for wrong in ("x", "٣", "9" * 30):
        assert client.get(f"{page}?session={wrong}&show=nothing").status_code == 200


def test_the_desk_brings_members_and_the_lead_city_there(room, client):
    client.sign_in(room.south)
    assert "Read and state a position" in client.page("/desk")
    state(room, "south")
    assert "Read and state a position" not in client.page("/desk")
    ask(room)
    client.sign_in(room.people.lead_mayor)
    assert f"/recommendations/{room.row.id}/questions/" in client.page("/desk")
    client.sign_in(room.watcher)
    assert "Read and state a position" not in client.page("/desk")


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("reader", "page", "statements"), [("south", "", 10), ("south", "/{0}", 11), ("editor", "/table", 8)]
)
def test_what_the_room_costs(room, write, client, session, make, reader, page, statements, rows):  # noqa: F811
    for number in range(rows - 1):
        case = write("forwarded", f"Number {number}")
        operations.state(room.south, room.members["south"], case.paths[0], case.row, "support", "")
        make.add(BodyMember(body_id=room.body.id, name=f"Delegation {number}"))
    state(room)
    ask(room)
    address = f"/bodies/{room.body.slug}/room" + page.format(room.path.id)
    client.sign_in(actor_of(room, reader))
    session.expunge_all()
    with count_statements() as seen:
        client.page(address)
    assert len(seen) == statements, "\n".join(s[:110] for s in seen)


def test_strangers_have_no_seat(room):
    assert not rules.enters(Actor(), []) and not rules.presides(Actor(), [])


def test_a_suggestion_begins_with_the_ask_that_was_chosen(room, client, make):
    first = make.add(Ask(recommendation_id=room.row.id, number=2, verb="", text="To count trees.", html="", of_whom=""))
    client.sign_in(room.south)
    page = client.page(room.page)
    assert f'href="{room.page}?ask=2#suggestions"' in page and "To count trees.</textarea>" not in page
    page = client.page(f"{room.page}?ask=2")
    assert f'<option selected value="{first.id}">' in page and "To count trees.</textarea>" in page
    assert f'action="{room.page}/suggestions?ask=2"' in page
    for unknown in ("3", "x", ""):
        assert "To count trees.</textarea>" not in client.page(f"{room.page}?ask={unknown}")


def test_words_of_the_room_are_kept_while_they_are_typed(room, client, session):
    client.sign_in(room.south)
    page = client.page(room.page)
    keys = re.findall(r'data-draft="([^"]+)"', page)
    assert [key.split(":")[2] for key in keys] == ["question", "suggestion"]
    due = str(clock.today() + dt.timedelta(days=5))
    for key, fields in zip(keys, ({"text": ["How much?"], "due_on": [due]}, {"text": ["To plant."]}), strict=True):
        assert client.post("/drafts", json={"key": key, "fields": fields}).status_code == 204
    page = client.page(room.page)
    assert "How much?</textarea>" in page and "To plant.</textarea>" in page
    assert page.count("Your unsent words are back; they were kept on the server") == 2
    sent = {"text": "How much?", "due_on": due, "draft_key": keys[0], "idempotency_key": "one-question"}
    asked = client.post(f"{room.page}/questions", data=sent)
    assert asked.status_code == 303
    page = client.page(room.page)
    assert "How much?</textarea>" not in page and "To plant.</textarea>" in page
    refused = client.post(f"{room.page}/questions", data={"text": "", "due_on": due, "draft_key": keys[0]})
    assert refused.status_code == 422 and "To plant.</textarea>" not in refused.get_data(as_text=True)
    client.sign_in(room.east)
    assert "To plant." not in client.page(room.page)
