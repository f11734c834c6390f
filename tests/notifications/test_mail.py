"""Mail over a real SMTP connection: what it says, its headers, and that each notice goes out once whatever breaks."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from forum import ledger
from forum.kit import clock, mail, postoffice
from forum.notifications import delivery, tickets
from models import Follow, OutboxMail, Person
from tests.notifications.mailbox import mail_server
from tests.services import free_port


@pytest.fixture
def asked(session, author, subject, make):
    """A mayor of whom something is asked: her experience's contact. The mail waits."""
    author.person.language, author.person.time_zone = "en", "Asia/Almaty"
    reader = make.actor("mayor")
    ledger.record("experience.contact_requested", reader, ("contribution", subject.id), subject.title)
    session.commit()
    return author


def waiting(session):
    return session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()


def test_a_mail_says_what_is_asked_of_whom_and_why(app, session, asked, subject):
    with mail_server(app) as box:
        assert delivery.drain() == 1
    letter = box.letters[0]
    assert letter["To"] == asked.person.email
    assert letter["Subject"].endswith(f"asks to be put in touch about {subject.title}")
    assert letter["Message-ID"] == waiting(session)[0].message_id and letter["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        words = letter.get_body((kind,)).get_content()
        assert "Answer whether you want to be put in touch." in words
        assert asked.title in words and "because you wrote it" in words
        assert f"http://localhost:8000{subject.url}" in words and "/muting/" in words
    page = letter.get_body(("html",)).get_content()
    assert 'style="' in page and "<script" not in page and "src=" not in page


def test_one_click_unsubscribe(app, session, client, asked):
    with mail_server(app) as box:
        delivery.drain()
    letter = box.letters[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://localhost:8000(/unsubscribe/[^>]+)>", letter["List-Unsubscribe"])[1]
    assert "Stop the mail" in client.page(address)
    assert session.get(Person, asked.person_id).notices == "at-once"  # looking changes nothing
    posted = client.post(address, data={"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert posted.status_code == 200
    session.expire_all()
    assert session.get(Person, asked.person_id).notices == "off"


def test_it_needs_no_token_of_a_form(app, session, client, asked):
    """The mail program has no session and no CSRF token."""
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        address = tickets.unsubscribe_url(asked.person_id, "digest").removeprefix("http://localhost:8000")
        assert client.post(address).status_code == 200
        session.expire_all()
        assert session.get(Person, asked.person_id).digest == "off"
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("token", ["x", "WzEsICJkaWdlc3QiXQ.AAAA", ""])
def test_a_made_up_ticket_is_nothing(client, token):
    assert client.post(f"/unsubscribe/{token}").status_code == 404
    assert client.get(f"/muting/{token}").status_code == 404


def test_a_ticket_for_one_purpose_is_worth_nothing_for_another(client, asked, subject):
    token = tickets.mute_url(asked.person_id, subject.kind, subject.id).rsplit("/", 1)[1]
    assert client.post(f"/unsubscribe/{token}").status_code == 404


def test_muting_from_a_mail(session, client, reader, subject):
    path = tickets.mute_url(reader.person_id, subject.kind, subject.id).removeprefix("http://localhost:8000")
    assert subject.title in client.page(path)
    assert client.post(path, data={}).status_code == 200
    assert session.scalar(select(Follow.muted).filter_by(person_id=reader.person_id)) is True


def test_who_stopped_the_mail_still_finds_it_in_the_inbox(session, author, subject, make):
    author.person.notices = "off"
    session.flush()
    ledger.record("experience.contact_requested", make.actor("mayor"), ("contribution", subject.id), subject.title)
    assert waiting(session) == []
    assert session.get(Person, author.person_id).unread == 1


def test_a_mail_about_talk_quotes_it_and_leads_to_it(session, say, reader):
    comment = say(f"What does @[{reader.person.name}] think?")
    ledger.record(
        "comment.edited", None, (comment.subject_kind, comment.subject_id), "Rain", comment_id=comment.id, public=True,
        mentioned=[reader.person_id],
    )  # fmt: skip
    letter = mail.render(session.scalars(select(OutboxMail).filter_by(person_id=reader.person_id)).first())
    assert f"http://localhost:8000/comments/{comment.id}" in letter.text and "think?" in letter.text


def test_line_breaks_in_a_title_stay_out_of_the_headers(app, session, author, subject, make):
    title = "Clean air\r\nBcc: everybody@example.org\x1f"
    ledger.record("experience.contact_requested", make.actor("mayor"), ("contribution", subject.id), title)
    session.commit()
    with mail_server(app) as box:
        assert delivery.drain() == 1
    assert box.letters[0]["Bcc"] is None
    assert "Clean air Bcc: everybody@example.org" in box.letters[0]["Subject"]


def test_a_dead_server_is_tried_again_with_longer_pauses(app, session, asked):
    port = free_port()
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=port)
    begin, pauses = clock.now(), []
    with clock.at(begin):
        assert delivery.drain() == 0
    for _attempt in range(4):
        session.expire_all()
        row = waiting(session)[0]
        pauses.append(row.due_at - begin)
        begin = row.due_at
        with clock.at(begin):
            assert delivery.drain() == 0
    assert pauses == [dt.timedelta(minutes=2**n) for n in (1, 2, 3, 4)]
    session.expire_all()
    row = waiting(session)[0]
    assert row.state == "waiting" and row.attempts == 5 and "Refused" in row.last_error
    with clock.at(row.due_at), mail_server(app, port) as box:
        assert delivery.drain() == 1
        assert delivery.drain() == 0
    assert len(box.letters) == 1


def test_a_kill_between_lease_and_sending_sends_once(app, session, asked):
    leased = delivery._lease()  # here the process ends
    with mail_server(app) as box:
        assert leased and delivery.drain() == 0
        with clock.at(clock.now() + delivery.LEASE + dt.timedelta(seconds=1)):
            assert delivery.drain() == 1
            assert delivery.drain() == 0
    assert len(box.letters) == 1


def test_a_kill_after_sending_repeats_the_message_id(app, session, asked, monkeypatch):
    """The server has it, the database does not know: the second one is recognised by its Message-ID."""
    with mail_server(app) as box:
        with monkeypatch.context() as broken:
            broken.setattr(delivery, "_settle", lambda *_args: None)
            delivery.drain()
        with clock.at(clock.now() + delivery.LEASE + dt.timedelta(seconds=1)):
            delivery.drain()
    assert len({letter["Message-ID"] for letter in box.letters}) == 1


def test_an_address_that_does_not_exist_is_given_up(app, session, asked):
    with mail_server(app) as box:
        box.refuses.add(asked.person.email)
        assert delivery.drain() == 0
    row = waiting(session)[0]
    session.refresh(row)
    assert row.state == "failed" and "550" in row.last_error


def test_what_may_not_be_read_any_more_is_not_mailed(app, session, reader, subject, experience, make):
    ledger.record(
        "comment.posted", make.actor("mayor"), ("contribution", subject.id), subject.title, mentioned=[reader.person_id]
    )
    experience.state = "hidden"
    session.commit()
    with mail_server(app) as box:
        delivery.drain()
    rows = [row for row in waiting(session) if row.person_id == reader.person_id]
    session.refresh(rows[0])
    assert rows[0].state == "dropped" and not [one for one in box.letters if one["To"] == reader.person.email]


def test_one_mail_that_cannot_be_worded_stops_no_other(app, session, asked):
    mail.queue("a@example.org", "no-such-template", {})
    session.commit()
    with mail_server(app) as box:
        assert delivery.drain() == 1
    assert len(box.letters) == 1


def test_the_demo_sends_nothing(app, session, asked, monkeypatch):
    monkeypatch.setitem(app.config, "FORUM_MODE", "demo")
    monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
    assert not postoffice.sends()
    assert delivery.drain() == 1 and waiting(session)[0].state == "sent"


def test_a_mail_speaks_its_readers_language_and_time(session, author, subject, make):
    author.person.language = "fr"
    ends = (clock.now() + dt.timedelta(days=3)).isoformat()
    ledger.record(
        "experience.contact_requested", make.actor("mayor"), ("contribution", subject.id), subject.title, ends_at=ends
    )
    author.person.time_zone = "Asia/Almaty"
    session.flush()
    letter = mail.render(waiting(session)[-1])
    assert 'lang="fr"' in letter.html and "Almaty" in letter.text
