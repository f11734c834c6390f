"""A lost second factor: two of the staff, a waiting period, a person who hears of each step and can stop it."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.accounts import passwords
from forum.accounts.actor import Actor
from forum.accounts.operations import passkeys, recovery, second_factor
from forum.accounts.queries import passkeys as key_queries
from forum.accounts.queries import recovery as queries
from forum.accounts.rules import recovery as rules
from forum.accounts.sessions import find_session, load_actor, open_session
from forum.desk.queries.waiting import waiting as desk
from forum.kit import clock, site
from forum.kit.verdict import Refused
from forum.notifications import audiences
from models import FactorRecovery, LedgerEvent, OutboxMail, Person, RegisterEntry, Role
from tests.accounts.conftest import PASSWORD
from tests.softkey import SoftKey

WHY = "We spoke by video; she held her passport beside her face."
HOURS = 72


@pytest.fixture(autouse=True)
def defaults_again():
    yield
    site.forget()


@pytest.fixture
def staff(make):
    """The one who asks, the one who agrees, and the others."""
    roles = {"editor": Role.EDITOR, "approver": Role.APPROVER, "admin": Role.ADMIN, "second": Role.APPROVER}
    return {name: make.actor(role) for name, role in roles.items()}


@pytest.fixture
def locked_out(mayor, session):
    """The mayor has a second factor and a passkey, and has lost the devices."""
    person = session.get(Person, mayor.person_id)
    row = second_factor.begin(person)
    row.confirmed_at = clock.now()
    second_factor.new_recovery_codes(person.id)
    made = SoftKey().create(passkeys.registration_options(mayor), "http://localhost:8000")
    key = passkeys.register(mayor, made, "Telephone")
    passkeys.enrol(mayor, key, key_queries.mandate(mayor.mandate_id))
    session.commit()
    return person


@pytest.fixture
def asked(staff, locked_out):
    return recovery.ask(staff["editor"], locked_out, WHY)


@pytest.fixture
def agreed(staff, asked):
    recovery.agree(staff["approver"], asked)
    return asked


def later(**span):
    return clock.at(clock.now() + dt.timedelta(**span))


def mails(session, person):
    rows = session.scalars(select(OutboxMail).filter_by(template="recovery", recipient=person.email).order_by(OutboxMail.id))
    return [row.data["what"] for row in rows]


SCENES = {
    # who asks, in what state the account is: the sentence
    ("editor", "factor"): "",
    ("approver", "factor"): "",
    ("admin", "factor"): "",
    ("mayor", "factor"): "Only the secretariat helps with a lost second factor.",
    ("chair", "factor"): "Only the secretariat helps with a lost second factor.",
    ("observer", "factor"): "Only the secretariat helps with a lost second factor.",
    ("nobody", "factor"): "You are not signed in.",
    ("viewer", "factor"): "You are viewing the site as somebody else and cannot act.",
    ("no mandate", "factor"): "You hold no mandate in force today.",
    ("self", "factor"): "Nobody recovers their own account.",
    ("editor", "none"): "This account has no second factor: the password alone opens it.",
    ("editor", "closed"): "This account is closed.",
    ("editor", "asked"): "A recovery is under way already.",
}


@pytest.mark.parametrize(("who", "scene"), SCENES)
def test_who_asks(make, staff, who, scene):
    person = make.person()
    other = staff["editor"]
    actors = {
        "mayor": lambda: make.actor(Role.MAYOR),
        "chair": lambda: make.actor(Role.CHAIR),
        "observer": lambda: make.actor(Role.OBSERVER),
        "nobody": Actor,
        "viewer": lambda: Actor(other.person, other.mandate, other.mandates, read_only=True),
        "no mandate": lambda: load_actor(make.person().id),
    }
    actor = staff[who] if who in staff else actors.get(who, lambda: other)()
    if who == "self":
        person = actor.person
    if scene == "closed":
        person.closed_at = clock.now()
    assert rules.can_ask(actor, person, scene != "none", scene == "asked").sentence == SCENES[who, scene]


@pytest.mark.parametrize("reason", ["", "by video", "x" * 19, "x" * 501])
def test_a_reason_says_how_it_was_checked(staff, locked_out, session, reason):
    with pytest.raises(Refused) as found:
        recovery.ask(staff["editor"], locked_out, reason)
    assert found.value.verdict.sentence == "Between 20 and 500 characters."
    assert mails(session, locked_out) == []


AGREEING = {
    ("approver", "asked"): "",
    ("admin", "asked"): "",
    ("editor", "asked"): "Only an approver or an administrator agrees to this.",
    ("asker", "asked"): "Nobody agrees to what they asked for themselves.",
    ("self", "asked"): "Nobody recovers their own account.",
    ("mayor", "asked"): "Only the secretariat helps with a lost second factor.",
    ("approver", "waiting"): "Somebody has agreed already.",
    ("approver", "ready"): "Somebody has agreed already.",
    ("approver", "done"): "This was done on",
    ("approver", "stopped"): "This was stopped on",
    ("approver", "lapsed"): "This has lapsed: nothing came of it for two weeks. Ask anew.",
}
FINISHING = {
    ("editor", "ready"): "",
    ("approver", "ready"): "",
    ("asker", "ready"): "",
    ("self", "ready"): "Nobody recovers their own account.",
    ("mayor", "ready"): "Only the secretariat helps with a lost second factor.",
    ("editor", "asked"): "Nobody has agreed yet.",
    ("editor", "waiting"): "The person can still stop it, until",
    ("editor", "done"): "This was done on",
    ("editor", "stopped"): "This was stopped on",
    ("editor", "lapsed"): "This has lapsed: nothing came of it for two weeks. Ask anew.",
}
STOPPING = {
    ("person", "asked"): "",
    ("person", "waiting"): "",
    ("person", "ready"): "",
    ("editor", "asked"): "",
    ("asker", "waiting"): "",
    ("mayor", "asked"): "Only the secretariat helps with a lost second factor.",
    ("nobody", "asked"): "You are not signed in.",
    ("person", "done"): "This was done on",
    ("person", "stopped"): "This was stopped on",
    ("person", "lapsed"): "This has lapsed: nothing came of it for two weeks. Ask anew.",
}
TABLES = [(rules.can_agree, *key, AGREEING[key]) for key in AGREEING]
TABLES += [(rules.can_finish, *key, FINISHING[key]) for key in FINISHING]
TABLES += [(rules.can_stop, *key, STOPPING[key]) for key in STOPPING]


@pytest.mark.parametrize(("rule", "who", "state", "sentence"), TABLES)
def test_who_does_what_in_which_state(make, staff, rule, who, state, sentence):
    now, day = clock.now(), dt.timedelta(days=1)
    asker = make.actor(Role.APPROVER)
    person = make.actor(Role.ADMIN) if who == "self" else make.actor(Role.MAYOR)
    row = FactorRecovery(person_id=person.person_id, asked_by_id=asker.person_id, asked_at=now - day, reason=WHY)
    if state in ("waiting", "ready", "done"):
        row.agreed_by_id, row.agreed_at = staff["second"].person_id, now - day
        row.ready_at = now + day if state == "waiting" else now
    if state == "done":
        row.done_at = now
    if state == "stopped":
        row.stopped_at = now
    if state == "lapsed":
        row.asked_at = now - rules.LAPSES
    assert rules.state_of(row) == state
    actors = {"asker": asker, "self": person, "person": person, "mayor": make.actor(Role.MAYOR), "nobody": Actor()}
    assert rule(staff.get(who) or actors[who], row).sentence.startswith(sentence)
    assert bool(rule(staff.get(who) or actors[who], row)) is (sentence == "")


def test_from_the_loss_to_a_new_password(session, staff, locked_out, asked, mailbox):
    """End to end, with the clock moved."""
    person, here = locked_out, open_session(locked_out, "a browser that was left open")
    recovery.agree(staff["approver"], asked)
    assert asked.ready_at - asked.agreed_at == dt.timedelta(hours=HOURS)
    for hours in (0, HOURS - 1):
        with later(hours=hours), pytest.raises(Refused, match="The person can still stop it"):
            recovery.finish(staff["editor"], asked)
    with later(hours=HOURS, seconds=1):
        recovery.finish(staff["editor"], asked)
        assert second_factor.started(person.id) is None and second_factor.recovery_codes_left(person.id) == 0
        assert key_queries.of_person(person.id) == [] and passkeys.usable_for(1) == []
        assert session.scalar(select(func.count(RegisterEntry.index)).filter_by(kind="revoke")) == 1
        assert find_session(here) is None
        assert not passwords.matches(person, PASSWORD), "whoever knew the password gets in no more"
        assert mails(session, person) == ["asked", "agreed", "done"]
        assert mailbox("reset").startswith("/password/")
        with pytest.raises(Refused, match="This was done on"):
            recovery.finish(staff["admin"], asked)


def test_all_of_the_staff_and_the_person_hear_of_each_step(session, staff, locked_out, agreed):
    with later(hours=HOURS + 1):
        recovery.finish(staff["editor"], agreed)
    events = session.scalars(select(LedgerEvent).filter(LedgerEvent.verb.startswith("person.recovery"))).all()
    assert [event.verb for event in events] == ["person.recovery_asked", "person.recovery_agreed", "person.recovery_done"]
    everybody = {actor.person_id for actor in staff.values()} | {locked_out.id}
    for event in events:
        told = {person_id: asks for person_id, _why, asks in audiences.of(event)}
        assert set(told) >= everybody - {event.person_id}
    asks = {person_id for person_id, _why, asked in audiences.of(events[0]) if asked}
    assert asks == {staff[name].person_id for name in ("approver", "admin", "second")}


def test_the_installation_grants_the_hours(staff, asked):
    site.save({"recovery_hours": 24})
    recovery.agree(staff["admin"], asked)
    assert asked.ready_at - asked.agreed_at == dt.timedelta(hours=24)


def test_the_person_stops_it_by_the_mail(client, session, agreed, locked_out, mailbox, staff):
    session.commit()
    path = mailbox("recovery")
    assert path.startswith("/recovery/")
    assert "Keep your second factor" in client.page(path)
    assert queries.under_way(locked_out.id), "reading changes nothing"
    assert client.post(path).location == "/sign-in"
    assert "Your second factor stays." in client.page("/sign-in")
    client.page(path, 410)
    assert client.post(path).status_code == 410
    assert mails(session, locked_out)[-1] == "stopped"
    row = session.get(FactorRecovery, agreed.id, populate_existing=True)
    assert row.stopped_at and row.stopped_by_id == locked_out.id
    with later(hours=HOURS + 1), pytest.raises(Refused, match="This was stopped on"):
        recovery.finish(staff["editor"], row)


def test_coming_in_with_the_second_factor_stops_it(client, session, agreed, locked_out):
    code = second_factor.new_recovery_codes(locked_out.id)[0]
    session.commit()
    client.post("/sign-in", data={"email": locked_out.email, "password": PASSWORD})
    assert queries.under_way(locked_out.id), "the password alone does not"
    assert client.post("/sign-in/code", data={"code": code}).status_code == 303
    assert queries.under_way(locked_out.id) is None
    assert "the removal that was asked for is stopped" in client.page("/settings")


def test_who_is_in_stops_it_in_the_settings(client, mayor, session, agreed):
    client.sign_in(mayor)
    assert "Otherwise it can be done from" in client.page("/settings/second-factor")
    assert client.post("/settings/recovery/stop").status_code == 303
    assert "because they were lost" not in client.page("/settings/second-factor")
    assert client.post("/settings/recovery/stop").status_code == 404


def test_what_nobody_wants_any_more_lapses(session, staff, asked, locked_out):
    with later(days=14, seconds=1):
        assert queries.under_way(locked_out.id) is None and queries.waiting() == []
        fresh = recovery.ask(staff["approver"], locked_out, WHY)
        recovery.agree(staff["second"], fresh)
    with later(days=14 + 3 + 15):
        assert rules.state_of(fresh) == "lapsed"


def test_of_two_steps_at_one_moment_the_second_is_told(session, staff, asked):
    """What stood in hand had been overtaken: the row in the database decides."""
    from sqlalchemy import update

    change = update(FactorRecovery).values(stopped_at=clock.now()).execution_options(synchronize_session=False)
    session.execute(change)
    with pytest.raises(Refused, match="Somebody else decided on this a moment ago"):
        recovery.agree(staff["approver"], asked)


def test_the_desk_says_whose_turn_it_is(session, staff, asked):
    def named(who):
        return [task.act for task in desk(load_actor(staff[who].person_id)) if task.endpoint == "accounts.recovery"]

    assert [named(who) for who in ("editor", "approver", "admin")] == [[], ["Agree or stop it"], ["Agree or stop it"]]
    recovery.agree(staff["approver"], asked)
    assert [named(who) for who in ("editor", "approver", "admin")] == [[], [], []]
    with later(hours=HOURS + 1):
        assert [named(who) for who in ("editor", "approver", "admin")] == [["Remove it or stop it"]] * 3


def test_the_page_of_the_secretariat(client, session, staff, locked_out):
    """Each step by its button, with the sentence where it cannot be pressed."""
    path = f"/people/{locked_out.id}/recovery"
    client.sign_in(staff["editor"])
    assert path in client.page(f"/people/{locked_out.id}")
    assert client.post(path, data={"reason": "short"}).status_code == 422
    assert client.post(path, data={"reason": WHY}).location == path
    row = queries.under_way(locked_out.id)
    html = client.page(path)
    assert WHY in html and "Only an approver or an administrator agrees to this." in html
    assert client.post(f"/recoveries/{row.id}/agreement").status_code == 409
    client.sign_in(staff["approver"])
    assert "I have checked it too: agree" in client.page(path)
    assert client.post(f"/recoveries/{row.id}/agreement").location == path
    assert "The person can still stop it, until" in client.page(path)
    assert client.post(f"/recoveries/{row.id}/completion").status_code == 409
    with later(hours=HOURS + 1):
        client.sign_in(staff["admin"])
        client.page(path)
        assert client.post(f"/recoveries/{row.id}/completion").location == path
        assert "This account has no second factor" in client.page(path)


def test_staff_stop_it_too(client, session, staff, asked, locked_out):
    session.commit()
    client.sign_in(staff["second"])
    assert client.post(f"/recoveries/{asked.id}/stop").status_code == 303
    assert queries.under_way(locked_out.id) is None
    assert client.post("/recoveries/999999/stop").status_code == 404
    client.page("/people/999999/recovery", 404)
