"""The desk: what waits for each role, in which order, under which mandate, and what it costs."""

import datetime as dt

import pytest

from forum.accounts.sessions import load_actor
from forum.cities.operations import accreditation
from forum.desk.queries.waiting import waiting
from forum.desk.tasks import LATER, SOON, Task, end_of, most_urgent_first
from forum.kit import clock
from models import (
    Adoption,
    Amendment,
    Assignment,
    BodySession,
    Challenge,
    Declaration,
    DraftingCity,
    Experience,
    Follow,
    Forwarding,
    LedgerEvent,
    Mandate,
    ModerationDecision,
    OutboxMail,
    Path,
    Recommendation,
    Role,
    SigningRequest,
    Sponsor,
    Version,
)
from models.declaration import Stage
from models.recommendation import Stage as Step
from tests.counting import count_statements


def days(number):
    return clock.now() + dt.timedelta(days=number)


class Desk:
    """Puts things on somebody's desk."""

    def __init__(self, make):
        self.make = make

    def declaration(self, city, stage=Stage.OPEN, ends=5, title="Declaration on shade", **fields):
        row = self.make.add(
            Declaration(title=title, purpose="", template="mayors", stage=stage, lead_city_id=city.id, created_at=days(-9),
                        signing_ends_at=days(ends), silence_ends_at=days(ends), version_count=1, **fields)
        )  # fmt: skip
        mandate = self.make.mandate(self.make.person(), Role.MAYOR, city)
        self.make.add(DraftingCity(declaration_id=row.id, city_id=city.id, invited_by_id=mandate.id, at=clock.now()))
        return row

    def request(self, row, actor, kind):
        by = {"person_id": actor.person_id, "mandate_id": actor.mandate_id, "at": clock.now()}
        version = self.make.add(
            Version(declaration_id=row.id, number=1, kind="first", canonical="{}", sha256="0" * 64, **by)
        )
        self.make.add(
            SigningRequest(declaration_id=row.id, version_id=version.id, city_id=actor.city_id, kind=kind, note="", **by)
        )

    def recommendation(self, city, stage, title="Shade at every stop", **fields):
        return self.make.add(
            Recommendation(title=title, body_id=self.make.body().id, lead_city_id=city.id, stage=stage,
                           created_at=days(-9), submitted_at=days(-8), **fields)
        )  # fmt: skip


@pytest.fixture
def desk(make):
    return Desk(make)


def acts(actor):
    return [(task.act, task.title) for task in waiting(actor)]


def test_the_most_urgent_first():
    def task(title, **fields):
        return Task(title, "", "", "desk.desk", {"title": title}, **fields)

    rows = [task("later", rank=LATER), task("usual"), task("soon", rank=SOON), task("in nine days", due=days(9)),
            task("tomorrow", due=days(1)), task("waits longest", since=days(-9)), task("waits", since=days(-1))]  # fmt: skip
    order = ["tomorrow", "in nine days", "soon", "waits longest", "waits", "usual", "later"]
    assert [row.title for row in most_urgent_first(rows)] == order


def test_a_day_is_over_at_its_end_in_geneva():
    assert end_of(dt.date(2027, 3, 26)).isoformat() == "2027-03-26T23:59:00+01:00" and end_of(None) is None


@pytest.mark.parametrize(
    ("role", "request_kind", "expected"),
    [
        (Role.MAYOR, None, "Read and sign"),
        (Role.MAYOR, "prepared", "Confirm the signature"),
        (Role.MAYOR, "declined", None),
        (Role.MAYOR, "asked", None),
        (Role.DEPUTY, None, "Read and sign"),
        (Role.DELEGATE, None, "Prepare the signature"),
        (Role.DELEGATE, "prepared", None),
        (Role.DELEGATE, "asked", "Prepare the signature"),
        (Role.OBSERVER, None, None),
        (Role.STATE, None, None),
        (Role.EDITOR, None, None),
        (Role.APPROVER, None, None),
        (Role.BUREAU, None, None),
        (Role.ADMIN, None, None),
    ],
)
def test_what_is_open_for_signature(desk, make, role, request_kind, expected):
    actor = make.actor(role)
    row = desk.declaration(make.city())
    if request_kind:
        desk.request(row, actor, request_kind)
    assert acts(actor) == ([(expected, "Declaration on shade")] if expected else [])


def test_what_is_signed_or_over_waits_for_nobody(desk, make):
    actor = make.actor(Role.MAYOR)
    desk.declaration(make.city(), ends=-1)
    desk.declaration(make.city(), Stage.CLOSED)
    assert acts(actor) == []


def test_silence_and_amendments(desk, make):
    mayor, delegate = make.actor(Role.MAYOR), make.actor(Role.DELEGATE)
    desk.declaration(make.city(), Stage.SILENCE, title="Silent")
    row = desk.declaration(delegate.mandate.city, Stage.CONSULTATION, title="Consulted")
    for number, state in enumerate(("rejected", "open"), 1):
        make.add(
            Amendment(declaration_id=row.id, number=number, clause_uid="a", act="replace", base_text="", text="", reason="",
                      state=state, city_id=mayor.city_id, person_id=mayor.person_id, mandate_id=mayor.mandate_id,
                      at=clock.now())
        )  # fmt: skip
    assert acts(mayor) == [("Read the text", "Silent")]
    (task,) = waiting(delegate)
    assert (task.act, task.values["place"]) == ("Decide the amendment", 2)


def test_recommendations_of_a_city(desk, make):
    mayor, delegate = make.actor(Role.MAYOR), make.actor(Role.DELEGATE)
    own, other = delegate.mandate.city, make.city()
    desk.recommendation(own, Step.RETURNED, "Returned")
    desk.recommendation(own, Step.DRAFT, "Begun")
    desk.recommendation(own, Step.SCREENING, "With the secretariat")
    invited = desk.recommendation(other, Step.DRAFT, "Invited")
    changed = desk.recommendation(other, Step.DRAFT, "Changed", edit=2)
    agreed = desk.recommendation(other, Step.DRAFT, "Agreed")
    for row, state, edit in ((invited, "invited", 0), (changed, "agreed", 1), (agreed, "agreed", 1)):
        make.add(Sponsor(recommendation_id=row.id, city_id=mayor.city_id, person_id=mayor.person_id, edit=edit,
                         mandate_id=mayor.mandate_id, byline="", state=state, at=clock.now()))  # fmt: skip
    assert acts(delegate) == [("Answer the points", "Returned"), ("Continue the draft", "Begun")]
    assert {title for _act, title in acts(mayor)} == {"Invited", "Changed"}


def contribution(make, model, actor, title, **fields):
    return make.add(model(title=title, state="published", city_id=actor.city_id, author_id=actor.person_id,
                          mandate_id=actor.mandate_id, country_iso2="PT", created_at=days(-400), published_at=days(-400),
                          **fields))  # fmt: skip


def test_challenges_to_close_and_outcomes_to_tell(make):
    delegate, other = make.actor(Role.DELEGATE), make.actor(Role.DELEGATE)
    contribution(make, Challenge, delegate, "Answered", answer_count=2)
    contribution(make, Challenge, delegate, "Overdue", needed_by=clock.today() - dt.timedelta(days=2))
    contribution(make, Challenge, delegate, "Fresh", needed_by=clock.today() + dt.timedelta(days=2))
    for title, age in (("Old", 370), ("New", 30)):
        row = contribution(make, Experience, other, title)
        make.add(Adoption(experience_id=row.id, city_id=delegate.city_id, person_id=delegate.person_id,
                          mandate_id=delegate.mandate_id, at=days(-age), text=""))  # fmt: skip
    assert acts(delegate) == [
        ("Close the challenge", "Overdue"), ("Close the challenge", "Answered"), ("Tell the outcome", "Old"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.BUREAU, Role.CHAIR])
def test_the_bureau_clears_and_the_chair_leads_the_procedure(desk, make, role):
    actor, city = make.actor(role), make.city()
    desk.recommendation(city, Step.ACCEPTED, "Accepted")
    desk.declaration(city, Stage.CONSULTATION, title="Consulted")
    desk.declaration(city, Stage.SILENCE, -1, "Unbroken")
    desk.declaration(city, Stage.SILENCE, 1, "Still silent")
    desk.declaration(city, Stage.OPEN, -1, "Signed out", signature_count=3)
    desk.declaration(city, Stage.OPEN, 3, "Signed", signature_count=1)
    desk.declaration(city, Stage.ADOPTED, -1, "Adopted", signature_count=1)
    both = [("Read and clear", "Accepted"), ("Start the silence procedure", "Consulted")]
    chair = [("Open for signature", "Unbroken"), ("Record the adoption", "Signed out"), ("Record the adoption", "Signed"),
             ("Close", "Adopted")]  # fmt: skip
    assert sorted(acts(actor)) == sorted(both + (chair if role == Role.CHAIR else []))


def test_no_member_of_the_bureau_clears_for_their_own_city(desk, make):
    city, person = make.city(), make.person()
    make.mandate(person, Role.MAYOR, city)
    make.mandate(person, Role.BUREAU)
    row = desk.recommendation(city, Step.ACCEPTED)
    make.add(Sponsor(recommendation_id=row.id, city_id=city.id, person_id=person.id, mandate_id=make.mandate(
        person, Role.MAYOR, city).id, byline="", state="agreed", edit=1, at=clock.now()))  # fmt: skip
    assert ("Read and clear", "Shade at every stop") not in acts(load_actor(person.id))


def test_the_work_of_an_editor(desk, make):
    editor, other, city = make.actor(Role.EDITOR), make.actor(Role.EDITOR), make.city()
    desk.recommendation(city, Step.SUBMITTED, "Submitted")
    desk.recommendation(city, Step.CLEARED, "Cleared")
    for title, assignee in (("Mine", editor), ("Theirs", other)):
        due = clock.today() + dt.timedelta(days=2)
        row = desk.recommendation(city, Step.SCREENING, title, assignee_id=assignee.person_id, due_on=due)
        make.add(Assignment(recommendation_id=row.id, assignee_id=assignee.person_id, assigned_by_id=other.person_id,
                            due_on=due, at=clock.now()))  # fmt: skip
    day = clock.today()
    for title, stage, ended in (
        ("Sent", Step.FORWARDED, 2),
        ("Sent ahead", Step.FORWARDED, -9),
        ("Heard", Step.CONSIDERED, 2),
    ):
        row = desk.recommendation(city, stage, title, public_at=clock.now())
        session = make.add(BodySession(body_id=row.body_id, name="Session", starts_on=day - dt.timedelta(days=ended + 1),
                                       ends_on=day - dt.timedelta(days=ended)))  # fmt: skip
        make.add(Path(recommendation_id=row.id, body_id=row.body_id, session_id=session.id, stage=stage))
    make.mandate(make.person("Ana Reis"), Role.MAYOR, city, verified=False)
    found = waiting(editor)
    assert (found[0].act, found[0].title) == ("Screen", "Mine") and found[0].due
    assert sorted((task.act, task.title) for task in found[1:]) == [
        ("Assign", "Submitted"), ("Enter the answer", "Heard"), ("Prepare the forwarding", "Cleared"),
        ("Record the consideration", "Sent"), ("Verify", f"Ana Reis, Mayor of {city.name}"),
    ]  # fmt: skip


def test_the_second_pen_never_finds_its_own_work(desk, make):
    approver, other, city = make.actor(Role.APPROVER), make.actor(Role.APPROVER), make.city()
    for title, kind, by in (("Theirs", "forward", other), ("No", "not-forward", other), ("Own", "forward", approver)):
        row = desk.recommendation(city, Step.CLEARED, title)
        make.add(Forwarding(recommendation_id=row.id, kind=kind, cover_note="", prepared_by_id=by.person_id,
                            prepared_at=clock.now()))  # fmt: skip
    for name, by in (("Braga", other), ("Faro", approver)):
        accreditation.propose(by, accreditation.Candidate(name, "PT", 41.0, -8.0, "r", "A B", "a@b.example", "Mayor"))
    assert sorted(acts(approver)) == [
        ("Confirm or refuse", "Accreditation of Braga"), ("Confirm or send back", "No"), ("Confirm or send back", "Theirs"),
    ]  # fmt: skip
    pages = {task.title: task.endpoint for task in waiting(approver)}
    assert pages["No"] == "recommendations.non_forwarding_confirmation"


def test_mail_that_fails_waits_for_an_administrator(make):
    admin = make.actor(Role.ADMIN)
    assert acts(admin) == []
    make.add(OutboxMail(message_id="<1@forum>", recipient="a@b.example", template="notice", data={}, state="failed",
                        created_at=clock.now(), due_at=clock.now()))  # fmt: skip
    assert acts(admin) == [("Open the outbox", "1 mail that could not be sent")]


def test_an_author_finds_the_decision_about_their_text(make):
    author, staff = make.actor(Role.OBSERVER), make.actor(Role.EDITOR)
    make.add(ModerationDecision(subject_kind="comment", subject_id=1, author_id=author.person_id, act="hide", rule="r",
                                statement="", excerpt="", decided_by_id=staff.person_id, at=clock.now()))  # fmt: skip
    assert acts(author) == [("Read the decision", "A text of yours is hidden")]


def test_a_person_finds_the_work_of_all_their_mandates(client, desk, make, session):
    person, city = make.person(), make.city()
    first, second = make.mandate(person, Role.MAYOR, city), make.mandate(person, Role.CHAIR)
    desk.declaration(make.city(), title="To sign")
    desk.declaration(make.city(), Stage.SILENCE, -1, "To open")
    session.commit()
    client.sign_in(load_actor(person.id, first.id))
    html = client.page("/desk")
    assert "Read and sign" in html and "Open for signature" in html and "As Chair, Secretariat." in html
    answer = client.post("/acting", data={"mandate": str(second.id), "next": "/desk"})
    assert answer.location == "/desk" and f"As Mayor of {city.name}." in client.page("/desk")


def test_an_empty_desk_is_good_and_says_so(client, make, session):
    actor = make.actor(Role.OBSERVER)
    session.commit()
    html = client.sign_in(actor).page("/desk")
    assert "Nothing waits for you" in html and "You follow nothing yet." in html and "Queues" not in html


def test_without_a_mandate_the_desk_says_what_is_missing(client, make, session):
    person = make.person()
    session.commit()
    assert "You hold no mandate in force today." in client.sign_in(load_actor(person.id)).page("/desk")


def test_an_unverified_mandate_is_named_as_what_is_waited_for(client, make, session):
    person = make.person()
    make.mandate(person, Role.MAYOR, make.city("Braga"), verified=False)
    session.commit()
    page = client.sign_in(load_actor(person.id)).page("/desk")
    assert "as Mayor of Braga waits for the secretariat to verify it." in page


def test_what_one_follows_with_its_newest_public_act(client, make, session):
    actor, city = make.actor(Role.OBSERVER), make.city("Braga")
    make.add(Follow(subject_kind="city", subject_id=city.id, person_id=actor.person_id, at=clock.now()))
    for verb, public in (("city.accredited", True), ("city.proposed", False)):
        make.add(LedgerEvent(at=clock.now(), verb=verb, city_id=city.id, subject_kind="city", subject_id=city.id,
                             title="Braga", public=public))  # fmt: skip
    session.commit()
    html = client.sign_in(actor).page("/desk")
    assert "Braga joined the forum" in html and "waits for a second person" not in html


def test_strangers_sign_in_and_land_there(client, make, session):
    from forum.accounts import passwords

    person = make.person()
    make.mandate(person, Role.OBSERVER)
    passwords.set_password(person, "cities speak to nations")
    session.commit()
    assert client.get("/desk").location.startswith("/sign-in?next=")
    signed_in = client.post("/sign-in", data={"email": person.email, "password": "cities speak to nations"})
    assert signed_in.location == "/desk"


COSTS = [(Role.MAYOR, 20), (Role.DELEGATE, 15), (Role.CHAIR, 9), (Role.EDITOR, 22), (Role.APPROVER, 17), (Role.OBSERVER, 7)]


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("role", "statements"), COSTS)
def test_it_costs_the_same_however_much_waits(client, desk, make, session, role, statements, rows):
    actor, other = make.actor(role), make.actor(Role.APPROVER)
    for number in range(rows):
        city = make.city()
        desk.declaration(city)
        desk.declaration(city, Stage.CONSULTATION)
        desk.recommendation(city, Step.ACCEPTED)
        desk.recommendation(city, Step.SUBMITTED)
        row = desk.recommendation(city, Step.SCREENING)
        make.add(Assignment(recommendation_id=row.id, assignee_id=actor.person_id, assigned_by_id=other.person_id,
                            due_on=clock.today(), at=clock.now()))  # fmt: skip
        row = desk.recommendation(city, Step.CLEARED)
        make.add(Forwarding(recommendation_id=row.id, kind="forward", cover_note="", prepared_by_id=other.person_id,
                            prepared_at=clock.now()))  # fmt: skip
        accreditation.propose(
            other, accreditation.Candidate(f"City {number}", "PT", 41.0, -8.0, "r", "A B", "a@b.example", "Mayor")
        )
        make.add(Follow(subject_kind="city", subject_id=city.id, person_id=actor.person_id, at=clock.now()))
    session.commit()
    client.sign_in(actor)
    session.expunge_all()
    with count_statements() as seen:
        client.page("/desk")
    assert len(seen) == statements, "\n".join(seen)


def test_nobody_verifies_their_own_mandate_from_here(make):
    editor = make.actor(Role.EDITOR)
    make.mandate(editor.person, Role.OBSERVER, verified=False)
    assert acts(load_actor(editor.person_id, editor.mandate_id)) == []
    assert isinstance(editor.mandate, Mandate)
