"""Mail waits in the outbox as template and data; the words, and any secret link, are made when it is sent."""

import secrets
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from flask import current_app

from forum.kit import clock, site, templating
from models import OutboxMail, Person
from models.base import db

Minter = Callable[[OutboxMail], dict[str, Any]]
_minters: dict[str, Minter] = {}


def register_minter(template: str, minter: Minter) -> None:
    """`minter(row)` gives what only the sent mail may hold: a fresh link, or the words of an event."""
    _minters[template] = minter


def queue(
    recipient: str, template: str, data: dict[str, Any], person: Person | None = None, language: str = "en"
) -> OutboxMail:
    """Put a mail into the outbox, in the transaction of the act that causes it."""
    row = OutboxMail(
        message_id=f"<{secrets.token_hex(16)}@forum>",
        person_id=person.id if person else None,
        recipient=recipient,
        language=language,
        template=template,
        data=data,
        created_at=clock.now(),
        due_at=clock.now(),
    )
    db.session.add(row)
    return row


def render(row: OutboxMail) -> tuple[str, str]:
    """(subject, text); the template's first line is the subject."""
    minted = _minters[row.template](row) if row.template in _minters else {}
    words = templating.render(f"mail/{row.template}.txt", **(row.data | minted), site=current_app.config["FORUM_URL"])
    subject, _blank, text = words.partition("\n")
    return subject.strip(), text.strip() + "\n"


def send(row: OutboxMail) -> None:
    """Hand the mail to the server from the settings; the demo and the tests keep it in the outbox instead."""
    if current_app.config["FORUM_MODE"] != "production":
        return
    subject, text = render(row)
    message = EmailMessage()
    message["Subject"], message["To"], message["Message-ID"] = subject, row.recipient, row.message_id
    message["From"] = site.value("sender") or current_app.config["MAIL_SENDER"]
    message.set_content(text)
    with smtplib.SMTP(current_app.config["MAIL_SERVER"], current_app.config["MAIL_PORT"], timeout=20) as server:
        if current_app.config["MAIL_USER"]:
            server.starttls()
            server.login(current_app.config["MAIL_USER"], current_app.config["MAIL_PASSWORD"])
        server.send_message(message)
