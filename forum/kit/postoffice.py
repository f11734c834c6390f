"""Handing letters to the mail server of the settings, over one connection for a batch."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from flask import current_app

from forum.kit import clock, site
from forum.kit.i18n import _
from forum.kit.mail import Letter
from models import OutboxMail

SECONDS = 20
IMPLICIT_TLS = 465
Deliver = Callable[[EmailMessage], object]


def sends() -> bool:
    """The demo never lets mail out; a real forum has a server in its settings."""
    return current_app.config["FORUM_MODE"] != "demo" and bool(current_app.config["MAIL_SERVER"])


@contextmanager
def connection() -> Iterator[Deliver]:
    """What delivers one message; raises OSError or SMTPException where the server cannot be reached."""
    if not sends():
        yield lambda _message: None
        return
    host, port = current_app.config["MAIL_SERVER"], current_app.config["MAIL_PORT"]
    tls = ssl.create_default_context()
    if port == IMPLICIT_TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=tls)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    with server:
        if current_app.config["MAIL_USER"]:
            if port != IMPLICIT_TLS:
                server.starttls(context=tls)
            server.login(current_app.config["MAIL_USER"], current_app.config["MAIL_PASSWORD"])
        yield server.send_message


def message(row: OutboxMail, letter: Letter) -> EmailMessage:
    """Text and HTML; a fixed Message-ID, so that a mail sent twice is seen once; one-click unsubscribe after RFC 8058."""
    made = EmailMessage()
    made["Subject"] = letter.subject
    sender = site.value("sender") or current_app.config["MAIL_SENDER"]
    made["From"] = formataddr((site.value("name") or _("Forum of Cities"), sender))
    made["To"] = row.recipient
    made["Message-ID"] = row.message_id
    made["Date"] = format_datetime(clock.now())
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = row.language
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made
