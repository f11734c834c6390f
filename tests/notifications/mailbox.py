"""A mail server of our own on loopback that keeps what it gets, and can be told to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.services import free_port


class Mailbox:
    """What aiosmtpd calls; `refuses` holds addresses that do not exist."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses: set[str] = set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def mail_server(app, port: int | None = None) -> Iterator[Mailbox]:
    """The settings point to it while it runs."""
    box, port = Mailbox(), port or free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
        app.config.update(MAIL_SERVER="", MAIL_PORT=25)
