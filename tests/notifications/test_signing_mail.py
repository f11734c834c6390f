"""The mails about a signature: one button to one page, who signed so far, and the head of the register."""

import re

import pytest
from sqlalchemy import select

from forum.declarations.operations import requesting
from forum.kit import mail
from forum.register.queries import newest_head
from models import OutboxMail
from tests import signatures
from tests.declarations.conftest import group_of_people, writer


@pytest.fixture
def people(make):
    return group_of_people(make)


@pytest.fixture
def opened(people, session):
    return writer(people)("open")


def letters_to(session, actor):
    rows = session.scalars(select(OutboxMail).filter_by(person_id=actor.person_id).order_by(OutboxMail.id))
    return [mail.render(row) for row in rows]


def test_the_mail_of_an_opening_leads_to_the_page_by_one_button(session, people, opened, client):
    signatures.sign(opened, people.lead_mayor)
    session.commit()
    letter = letters_to(session, people.other_mayor)[-1]
    assert "Signed so far" in letter.html and "Braga" in letter.text
    buttons = re.findall(r'class="act" href="([^"]+)"', letter.html)
    assert len(buttons) == 1 and f"/declarations/{opened.id}/signature?letter=" in buttons[0]
    assert buttons[0] in letter.text.replace("&amp;", "&")
    path = buttons[0].partition("8000")[2] or buttons[0].split("/", 3)[3]
    assert "Sign for Tampere" not in client.get("/").get_data(as_text=True)
    page = client.get("/" + path.lstrip("/"))
    assert page.status_code == 200 and opened.row.title in page.get_data(as_text=True)
    head = newest_head()
    assert f"{head.size}, {head.root[:16]}" in letter.text and head.root not in letter.text


def test_what_a_delegate_prepared_asks_the_mayor_and_says_nothing_of_the_words(session, people, opened):
    requesting.prepare(opened, people.other_delegate, "Call me.", "With joy.")
    letter = letters_to(session, people.other_mayor)[-1]
    assert "Confirm the signature" in letter.html and "letter=" in letter.text
    assert "With joy." not in letter.html + letter.text
    assert "Confirm the signature, change what was prepared, or decline." in letter.text


def test_a_delegate_who_is_asked_is_led_to_the_preparation(session, people, opened):
    requesting.ask_delegate(opened, people.other_mayor, "What do you think?")
    letter = letters_to(session, people.other_delegate)[-1]
    assert f"/declarations/{opened.id}/signature/preparation" in letter.text and "letter=" not in letter.text


def test_other_mails_have_nothing_of_it(session, people, opened):
    from forum.declarations.operations import procedure
    from forum.kit import clock

    signatures.sign(opened, people.lead_mayor)
    procedure.adopt(opened, people.chair, clock.today(), "Geneva")
    for actor in (people.lead_delegate, people.observer):
        assert all("letter=" not in letter.text for letter in letters_to(session, actor))
