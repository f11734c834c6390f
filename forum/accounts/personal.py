"""What the forum keeps about a person, table by table: whether it goes with the account, and after how long anyway.

The privacy page, the download, the closing of an account and the job that erases are all made from here, and a test fails
where a new table names a person and nobody has said what becomes of it.
"""

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, or_, select

from forum.kit.i18n import _l
from models import Base, Person
from models.base import db

SECRETS = {"password_hash", "token_hash", "secret", "code_hash", "access_version", "last_step"}
# Who somebody is to the one who reads: other people's rows are not theirs to download.
ERASED = {
    "web_session", "one_time_link", "authenticator", "recovery_code", "draft", "notification", "outbox_mail", "follow",
    "invitation", "contact_request", "passkey_challenge", "signing_intent", "review_undo",
}  # fmt: skip
NEVER_DOWNLOADED = {"review_note", "queue_tag", "checklist_tick", "pending_decision", "review_undo"}


@dataclass(frozen=True)
class Kept:
    """A kind of data with a period: `column` says from when the period runs."""

    label: Any
    table: str
    column: str
    period: dt.timedelta
    only: str = ""  # a column that must be filled for the row to go


RETENTION = (
    Kept(_l("Forms kept while somebody signs in again"), "kept_form", "created_at", dt.timedelta(days=1)),
    Kept(_l("Drafts of what was typed and not sent"), "draft", "saved_at", dt.timedelta(days=30)),
    Kept(_l("Sessions, with the browser's name, after their last use"), "web_session", "seen_at", dt.timedelta(days=30)),
    Kept(_l("Mailed links, used or expired"), "one_time_link", "expires_at", dt.timedelta(days=30)),
    Kept(_l("What a device was asked to sign"), "passkey_challenge", "created_at", dt.timedelta(days=1)),
    Kept(_l("Signatures that were begun and not confirmed"), "signing_intent", "created_at", dt.timedelta(days=30)),
    Kept(_l("How things stood before acts of the desk"), "review_undo", "expires_at", dt.timedelta(days=1)),
    Kept(_l("Keys of forms that were sent"), "handled_form", "created_at", dt.timedelta(days=30)),
    Kept(_l("Mails that were sent"), "outbox_mail", "sent_at", dt.timedelta(days=90), only="sent_at"),
    Kept(_l("Requests to be put in touch"), "contact_request", "at", dt.timedelta(days=365)),
    Kept(_l("Notices that were read"), "notification", "read_at", dt.timedelta(days=365), only="read_at"),
)


def tables_about_people() -> dict[str, list[str]]:
    """Every table with the columns that name a person."""
    found: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "person":
                found.setdefault(table.name, []).append(key.parent.name)
    return found


def download(person: Person) -> dict[str, Any]:
    """Everything that names the person, without secrets."""
    table = Person.__table__
    answer: dict[str, Any] = {"person": _rows(table, table.c.id == person.id)}
    for name, columns in tables_about_people().items():
        table = Base.metadata.tables[name]
        if name not in NEVER_DOWNLOADED:
            rows = _rows(table, or_(*[table.c[column] == person.id for column in columns]))
            if rows:
                answer[name] = rows
    return answer


def _rows(table: Any, condition: Any) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if column.name not in SECRETS]
    found = db.session.execute(select(*columns).where(condition).order_by(*table.primary_key.columns))
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def table_of(name: str) -> Table:
    return Base.metadata.tables[name]
