"""The pages of bodies: what everybody reads, what the secretariat enters, and who else may not."""

import datetime as dt

import pytest
from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.bodies import rules
from forum.bodies.operations import bodies as keeping
from forum.bodies.operations import members, sessions
from forum.bodies.queries import bodies as reading
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.notifications import audiences
from models import AgendaItem, Body, BodyMember, BodySession, LedgerEvent, Path, Role
from tests.counting import count_statements

WHO = "Only an editor or an administrator enters bodies and sessions."
KEEPERS = {
    Role.EDITOR: "", Role.ADMIN: "", Role.APPROVER: WHO, Role.BUREAU: WHO, Role.CHAIR: WHO, Role.MAYOR: WHO,
    Role.DEPUTY: WHO, Role.DELEGATE: WHO, Role.STATE: WHO, Role.OBSERVER: WHO,
}  # fmt: skip


@pytest.fixture
def editor(make):
    return make.actor(Role.EDITOR)


@pytest.fixture
def meeting(body, session_of, in_days):
    return session_of(body, in_days(200))


def events(session, verb):
    return list(session.scalars(select(LedgerEvent).filter_by(verb=verb)))


@pytest.mark.parametrize(("role", "sentence"), KEEPERS.items(), ids=str)
def test_who_keeps_bodies(make, role, sentence):
    verdict = rules.can_keep(make.actor(role))
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


def test_strangers_and_those_whose_mandate_ended_keep_nothing(make):
    assert rules.can_keep(Actor()).sentence == "You are not signed in."
    editor = make.actor(Role.EDITOR)
    editor.mandate.ended_at = clock.now()
    make.session.flush()
    assert rules.can_keep(editor).sentence == "You hold no mandate in force today."


@pytest.mark.parametrize("path", ["/bodies/new", "/bodies/{0}/edit", "/bodies/{0}/members/new", "/bodies/{0}/sessions/new"])
def test_others_read_why_they_cannot(make, client, body, path):
    client.sign_in(make.actor(Role.MAYOR))
    assert WHO in client.page(path.format(body.slug), 409)


def test_a_body_is_entered_and_stands_under_its_parent(client, editor, session):
    client.sign_in(editor)
    form = {"name": "Main Committee", "parent": "0", "sponsor_threshold": "1"}
    assert client.post("/bodies/new", data=form).location.endswith("/bodies/main-committee")
    parent = session.scalar(select(Body).filter_by(slug="main-committee"))
    form = {"name": "Working Party", "parent": str(parent.id), "sponsor_threshold": "3"}
    assert client.post("/bodies/new", data=form).status_code == 303
    assert "A body of this name is entered already." in client.post("/bodies/new", data=form).get_data(as_text=True)
    page = client.page("/bodies/working-party")
    assert "Main Committee" in page and "3 cities" in page
    assert "Working Party" in client.page("/bodies/main-committee")
    [root] = reading.tree(reading.bodies())
    assert root.body.name == "Main Committee" and [node.body.name for node in root.children] == ["Working Party"]


def test_no_body_reports_to_itself_however_long_the_way(make, client, editor, session):
    top, middle, below = (make.body(name) for name in ("Top", "Middle", "Below"))
    middle.parent_id, below.parent_id = top.id, middle.id
    session.flush()
    with pytest.raises(Refused, match="does not report to itself"):
        keeping.edit_body(editor, top, keeping.Facts("Top", parent_id=below.id))
    client.sign_in(editor)
    form = {"name": "Top", "parent": str(below.id), "sponsor_threshold": "1"}
    response = client.post(f"/bodies/{top.slug}/edit", data=form)
    assert response.status_code == 422 and "does not report to itself" in response.get_data(as_text=True)


def test_a_body_keeps_its_address_under_another_name(client, editor, body, session):
    client.sign_in(editor)
    form = {"name": "Committee on Roads", "parent": "0", "sponsor_threshold": "2", "about": "Roads."}
    assert client.post(f"/bodies/{body.slug}/edit", data=form).status_code == 303
    assert "Committee on Roads" in client.page(f"/bodies/{body.slug}")
    assert [event.verb for event in events(session, "body.edited")] == ["body.edited"]


def test_members_by_kind_and_who_speaks_for_them(client, editor, body, seats, make):
    stranger = make.actor(Role.STATE, body_id=body.id, organisation="Nobody entered", office="Delegate")
    page = client.page(f"/bodies/{body.slug}")
    assert page.index("Delegation north") < page.index("Delegation south") < page.index("Delegation watcher")
    assert seats.south.person.name not in page  # names of people are for those who sit there
    client.sign_in(seats.north)
    assert seats.south.person.name in client.page(f"/bodies/{body.slug}")
    client.sign_in(editor)
    assert f"{stranger.person.name} (Nobody entered)" in client.page(f"/bodies/{body.slug}")


def test_a_member_is_entered_changed_and_ended(client, editor, body, session, in_days):
    client.sign_in(editor)
    form = {"name": "Delegation west", "kind": "vice-chair", "country_iso2": ""}
    assert client.post(f"/bodies/{body.slug}/members/new", data=form).status_code == 303
    again = client.post(f"/bodies/{body.slug}/members/new", data=form | {"name": "delegation WEST"})
    assert again.status_code == 422 and "has a member of this name already" in again.get_data(as_text=True)
    row = session.scalar(select(BodyMember).filter_by(name="Delegation west"))
    wrong = form | {"since": str(in_days(0)), "until": str(in_days(-1))}
    page = client.post(f"/bodies/{body.slug}/members/{row.id}", data=wrong)
    assert page.status_code == 422 and "does not end before it begins" in page.get_data(as_text=True)
    assert client.post(f"/bodies/{body.slug}/members/{row.id}", data=form | {"until": str(in_days(-1))}).status_code == 303
    assert "Until earlier" in client.page(f"/bodies/{body.slug}")
    assert client.get(f"/bodies/{body.slug}/members/{row.id + 99}").status_code == 404


def test_a_session_is_entered_with_its_calendar(client, editor, body, session):
    client.sign_in(editor)
    form = {"name": "Eighty-ninth session", "place": "Geneva", "starts_on": "2027-03-29", "ends_on": "2027-03-31"}
    page = client.post(f"/bodies/{body.slug}/sessions/new", data=form | {"ends_on": "2027-03-28"})
    assert page.status_code == 422 and "does not end before it begins" in page.get_data(as_text=True)
    page = client.post(f"/bodies/{body.slug}/sessions/new", data=form | {"documents_due_on": "2027-03-30"})
    assert page.status_code == 422 and "are due before it begins" in page.get_data(as_text=True)
    response = client.post(f"/bodies/{body.slug}/sessions/new", data=form)
    client.sign_out()
    page = client.page(response.location)
    for words in ("Mon 18 Jan 2027, 23:59 Geneva", "Mon 8 Mar 2027, 23:59 Geneva",
                  "Wed 14 Apr 2027, 23:59 Geneva", "At most 3,300 words."):  # fmt: skip
        assert words in page
    assert client.get(response.location.replace(body.slug, make_other(session).slug)).status_code == 404


def make_other(session):
    row = Body(name="Another", slug="another")
    session.add(row)
    session.commit()
    return row


def test_those_before_a_session_hear_when_it_moves_and_not_when_its_room_changes(
    editor, body, meeting, seats, make, session
):
    facts = sessions.Facts(meeting.name, "Room 7", (meeting.starts_on, meeting.ends_on))
    sessions.edit_session(editor, body, meeting, facts)
    assert events(session, "body.session_moved") == []
    week = dt.timedelta(days=7)
    facts = sessions.Facts(meeting.name, "Room 7", (meeting.starts_on + week, meeting.ends_on + week))
    sessions.edit_session(editor, body, meeting, facts)
    [moved] = events(session, "body.session_moved")
    people = {person for person, _reason, _asks in audiences.of(moved)}
    assert people == {seats.north.person_id, seats.south.person_id, seats.watcher.person_id}


def agenda_of(session, meeting):
    session.expire_all()
    return [row.title for row in session.scalars(select(AgendaItem).filter_by(session_id=meeting.id).order_by("position"))]


def test_an_agenda_is_entered_ordered_and_shortened(client, editor, body, meeting, session):
    client.sign_in(editor)
    page = f"/bodies/{body.slug}/sessions/{meeting.id}/agenda"
    for number, title in (("1", "Opening"), ("2", "Cities"), ("3", "Closing")):
        assert client.post(page, data={"number": number, "title": title}).status_code == 303
    opening, cities, closing = session.scalars(select(AgendaItem).order_by(AgendaItem.position))
    client.post(f"{page}/{closing.id}/up")
    assert agenda_of(session, meeting) == ["Opening", "Closing", "Cities"]
    client.post(f"{page}/{opening.id}/up")
    client.post(f"{page}/{cities.id}/down")
    assert agenda_of(session, meeting) == ["Opening", "Closing", "Cities"]
    client.post(f"{page}/{cities.id}", data={"number": "2 (a)", "title": "Cities and towns"})
    client.post(f"{page}/{closing.id}/removal")
    assert agenda_of(session, meeting) == ["Opening", "Cities and towns"]
    assert "2 (a)" in client.page(f"/bodies/{body.slug}/sessions/{meeting.id}")
    assert client.post(page, data={"number": "", "title": ""}).status_code == 422
    assert client.get(f"{page}/{closing.id}").status_code == 404


def test_an_item_under_which_something_stands_is_not_removed(client, editor, body, meeting, session, make):
    item = make.add(AgendaItem(session_id=meeting.id, position=1, number="4", title="Cities"))
    with_it = make.add(Path(recommendation_id=recommended(make, body), body_id=body.id, agenda_item_id=item.id))
    client.sign_in(editor)
    response = client.post(f"/bodies/{body.slug}/sessions/{meeting.id}/agenda/{item.id}/removal")
    assert response.status_code == 409 and "Recommendations stand under this item." in response.get_data(as_text=True)
    assert session.get(Path, with_it.id).agenda_item_id == item.id


def recommended(make, body):
    from models import Recommendation

    return make.add(
        Recommendation(title="T", asked="To plant.", why="W", body_id=body.id, lead_city_id=make.city().id,
                       created_at=clock.now())
    ).id  # fmt: skip


SEATED = [("north", ""), ("south", ""),
          ("watcher", "Observers of a body read; they state no position and ask nothing.")]  # fmt: skip


@pytest.mark.parametrize(("who", "sentence"), SEATED)
def test_who_speaks_on_a_body(seats, who, sentence):
    verdict = rules.may_speak(getattr(seats, who), seats.members[who])
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


OTHERS = [role for role in Role if role != Role.STATE]


@pytest.mark.parametrize("role", OTHERS, ids=str)
def test_nobody_else_speaks_on_a_body(make, seats, role):
    actor = (
        make.actor(role, organisation=seats.members["south"].name)
        if role not in ("mayor", "deputy", "delegate")
        else (make.actor(role))
    )
    assert rules.may_speak(actor, seats.members["south"]).sentence == "Only members of the body do this."
    assert not rules.holds_seat(actor, seats.members["south"])


def test_a_seat_is_one_on_this_body_under_this_name_while_both_last(make, seats, body, in_days, session):
    other = make.actor(Role.STATE, body_id=make.body("Another").id, organisation="Delegation south", office="D")
    assert not rules.holds_seat(other, seats.members["south"])
    assert not rules.may_speak(seats.north, seats.members["south"])
    seats.members["south"].until = in_days(-1)
    assert not rules.may_speak(seats.south, seats.members["south"])
    with clock.at(clock.now() - dt.timedelta(days=1)):
        assert rules.may_speak(seats.south, seats.members["south"])


def test_a_mandate_that_ended_speaks_no_more_in_the_minute_after(seats, session):
    seats.south.mandate.ended_at = clock.now()
    session.flush()
    assert not rules.may_speak(seats.south, seats.members["south"])
    assert load_actor(seats.south.person_id, seats.south.mandate_id).mandate is None


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_pages_cost(client, make, editor, session_of, in_days, session, rows):
    body = make.body("First")
    for number in range(rows):
        meeting = session_of(body, in_days(10 + number))
        make.add(BodyMember(body_id=body.id, name=f"Delegation {number}"))
        make.add(AgendaItem(session_id=meeting.id, position=1, number="1", title="Opening"))
        make.body(f"Body {number}").parent_id = body.id
    address = f"/bodies/{body.slug}/sessions/{session.scalar(select(BodySession.id).limit(1))}"
    client.sign_in(editor)
    for path, statements in ((f"/bodies/{body.slug}", 9), ("/bodies", 4), (address, 10)):
        session.expunge_all()
        with count_statements() as seen:
            client.page(path)
        assert len(seen) == statements, (path, "\n".join(s[:100] for s in seen))


def test_operations_refuse_who_may_not(make, body):
    mayor = make.actor(Role.MAYOR)
    with pytest.raises(Refused, match=WHO):
        members.add_member(mayor, body, members.Facts("Delegation east"))
    with pytest.raises(Refused, match=WHO):
        keeping.add_body(mayor, keeping.Facts("New"))


@pytest.mark.parametrize("far", ["0001-01-01", "1944-12-31", "2200-01-01", "9999-12-31"])
def test_days_that_no_calendar_can_count_from_are_refused(client, session, body, editor, far):
    day = dt.date.fromisoformat(far)
    for verdict in (
        rules.good_days(day, day),
        rules.good_documents_day(dt.date(2199, 1, 1), day),
        rules.good_documents_day(day, None),
        rules.good_term(None, day),
    ):
        assert not verdict
    client.sign_in(editor)
    page = client.post(f"/bodies/{body.slug}/sessions/new", data={"name": "Far", "starts_on": far, "ends_on": far})
    assert page.status_code == 422 and "Check the day." in page.get_data(as_text=True)
    assert session.scalar(select(BodySession)) is None
