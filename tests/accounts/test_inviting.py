"""An invitation: a mandate to verify, a mail whose link works once, and a person who lands signed in."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.accounts import operations, passwords
from forum.accounts.sessions import load_actor
from forum.kit import clock, mail
from forum.kit.verdict import Refused
from models import Invitation, LedgerEvent, OutboxMail, Person, Role

PASSWORD = "rain in the square"


def invited(make, **fields):
    mayor = make.actor(Role.MAYOR, make.city("Braga"))
    values = {"role": Role.DELEGATE, "office": "Focal point", "city_id": mayor.city_id, "evidence": "Letter 12/2026"}
    mandate = operations.invite(mayor, "Jo@Braga.example", "Jo Weber", **(values | fields))
    return mayor, mandate


def link_in(session) -> str:
    """The path in the newest mail, which is made when the mail is put into words."""
    row = session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc())).first()
    text = mail.render(row).text
    return next(line for line in text.splitlines() if line.startswith("http")).removeprefix("http://localhost:8000")


def test_the_whole_way(make, client, session):
    mayor, mandate = invited(make)
    assert mandate.person.email == "jo@braga.example"
    path = link_in(session)
    session.commit()
    html = client.page(path)
    assert f"{mayor.person.name} invites you to the Forum of Cities as Focal point of Braga." in html
    assert "waits for the secretariat to verify it" in html
    response = client.post(path, data={"name": "Jo  Weber", "password": PASSWORD})
    assert (response.status_code, response.location) == (303, "/")
    assert "Your account is open." in client.page("/inbox"), "signed in"
    assert client.get(path).status_code == 410
    assert client.post(path, data={"name": "Jo", "password": PASSWORD}).status_code == 410


def test_no_secret_waits_in_the_outbox(make, session):
    invited(make)
    row = session.scalars(select(OutboxMail).filter_by(template="invitation")).one()
    assert set(row.data) == {"invitation_id"}


def test_what_is_refused_is_kept(make, client, session):
    invited(make)
    path = link_in(session)
    session.commit()
    response = client.post(path, data={"name": "Jo Wеber", "password": PASSWORD})  # a Cyrillic letter
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and "mixes letters of two scripts" in html and "Jo Wеber" in html
    short = client.post(path, data={"name": "Jo Weber", "password": "short"}).get_data(as_text=True)
    assert "A password has at least 12 characters." in short


def test_an_account_is_not_taken_over_by_an_invitation(make, client, session):
    """The mail invites, but only the password that the person has opens the door."""
    known = make.person("Jo Weber", password_hash="x")
    passwords.set_password(known, PASSWORD)
    mayor = make.actor(Role.MAYOR)
    operations.invite(mayor, known.email, "Jo W", role=Role.DELEGATE, office="Focal point", city_id=mayor.city_id)
    path = link_in(session)
    session.commit()
    assert "You have an account already." in client.page(path)
    response = client.post(path, data={"name": "Somebody", "password": "another long one"})
    assert response.location == "/sign-in"
    assert session.get(Person, known.id).name == "Jo Weber"
    assert passwords.matches(session.get(Person, known.id), PASSWORD)
    assert client.get("/inbox").status_code == 302


def test_a_link_of_one_kind_does_not_do_another_thing(make, client, session):
    person = make.person()
    reset, invitation = operations.mint_link("reset", person), operations.mint_link("invitation", person)
    session.commit()
    assert client.get(f"/invitation/{reset}").status_code == 410
    assert client.get(f"/password/{invitation}").status_code == 410


def test_a_new_mail_replaces_the_old_link(make, client, session):
    invited(make)
    first, second = link_in(session), link_in(session)
    session.commit()
    assert first != second
    assert client.post(first, data={"name": "Jo Weber", "password": PASSWORD}).status_code == 303
    assert client.get(second).status_code == 410, "one use spends all"


def test_inviting_again_ends_the_link_of_before(make, client, session):
    _mayor, mandate = invited(make)
    first = link_in(session)
    operations.send_invitation(None, mandate.person, mandate)
    session.commit()
    assert client.get(first).status_code == 410
    assert client.get(link_in(session)).status_code == 200


def test_an_invitation_expires(make, client, session):
    invited(make)
    path = link_in(session)
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=15)):
        assert client.get(path).status_code == 410


def test_who_forgot_before_joining_is_invited_again(make, client, session):
    invited(make)
    session.commit()
    client.post("/password/forgotten", data={"email": "jo@braga.example"})
    count = select(func.count(OutboxMail.id)).filter_by(template="invitation", recipient="jo@braga.example")
    assert session.scalar(count) == 2


def test_the_ledger_and_staff_hear_of_it(make, session):
    editor = make.actor(Role.EDITOR)
    _mayor, mandate = invited(make)
    verbs = set(session.scalars(select(LedgerEvent.verb)))
    assert {"mandate.added", "person.invited"} <= verbs
    assert session.get(Person, editor.person_id).unread == 1
    operations.verify_mandate(editor, mandate)
    assert load_actor(mandate.person_id).title == "Focal point of Braga"


def test_the_forum_itself_invites(make, session):
    """The demo and the accreditation of a city use the same operation."""
    city = make.city("Lviv")
    mandate = operations.invite(
        None, "office@lviv.example", "Oksana Melnyk", role=Role.MAYOR, office="Mayor", city_id=city.id
    )
    row = session.scalars(select(Invitation)).one()
    assert (row.mandate_id, row.invited_by_id, mandate.city.name) == (mandate.id, None, "Lviv")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": Role.MAYOR}, "A mayor adds deputies and delegates of their own city only."),
        ({"role": Role.EDITOR}, "A mayor adds deputies and delegates of their own city only."),
        ({"role": Role.DEPUTY}, "A deputy stands in until a date."),
        ({"office": ""}, "Enter the office as it is called there."),
        ({"ends_on": clock.today() - dt.timedelta(days=1)}, "The last day is before the first."),
    ],
)
def test_what_a_mayor_cannot_do(make, fields, sentence):
    with pytest.raises(Refused) as refused:
        invited(make, **fields)
    assert refused.value.verdict.sentence == sentence


def test_the_mail_says_who_invites_as_what_also_where_its_link_is_not_shown(session, make):
    mayor, mandate = invited(make)
    row = session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc())).first()
    session.commit()
    session.expire_all()
    for mint in (True, False):
        text = mail.render(row, mint=mint).text
        assert f"{mayor.person.name} invites you to the Forum of Cities as {mandate.office} of Braga." in text
