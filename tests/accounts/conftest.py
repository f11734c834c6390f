"""People with passwords, and a mailbox that shows what a sent mail would hold."""

import re

import pytest
from sqlalchemy import select

from forum.accounts import passwords
from forum.kit import mail
from models import OutboxMail, Role

PASSWORD = "rain in the square"


@pytest.fixture
def mayor(make, session):
    actor = make.actor(Role.MAYOR, make.city("Braga"))
    passwords.set_password(actor.person, PASSWORD)
    session.commit()
    return actor


@pytest.fixture
def mailbox(session):
    """`mailbox("reset")` gives the path of the link in the newest mail of that kind."""

    def path(template: str) -> str:
        statement = select(OutboxMail).filter_by(template=template).order_by(OutboxMail.id.desc())
        text = mail.render(session.scalars(statement).first()).text
        session.commit()
        return re.search(r"https?://[^/\s]+(/\S*)", text)[1]

    return path
