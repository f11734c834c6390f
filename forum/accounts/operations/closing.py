"""Closing an account, and the job that erases what has outlived its period."""

from sqlalchemy import delete, or_

from forum import ledger
from forum.accounts.actor import Actor
from forum.accounts.operations import passkeys
from forum.accounts.operations.mandates import end_mandate
from forum.accounts.personal import ERASED, RETENTION, Kept, table_of, tables_about_people
from forum.accounts.queries.mandates import of_person
from forum.accounts.queries.passkeys import ever as of_person_ever
from forum.accounts.queries.people import has_published
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.i18n import _
from models import Person
from models.base import db


def close_account(actor: Actor, person: Person) -> None:
    """Mandates end, personal data goes; published acts keep name, office and city, as was said before the first of them."""
    published = has_published(person.id)
    passkeys.remove_all(person.id, "closed")
    for key in of_person_ever(person.id):
        key.name = ""
    for mandate in of_person(person.id):
        if not mandate.ended_at and not (mandate.ends_on and mandate.ends_on < clock.today()):
            end_mandate(actor, mandate, _("The account was closed."))
        if not published:
            mandate.evidence = ""
    db.session.flush()
    ledger.record("person.closed", actor, ("person", person.id), person.name if published else _("Closed account"))
    _erase_rows(person.id)
    person.email, person.password_hash = f"closed-{person.id}@account.invalid", ""
    person.name = person.name if published else _("Closed account")
    person.closed_at, person.digest, person.unread = clock.now(), "off", 0
    db.session.flush()


def _erase_rows(person_id: int) -> None:
    columns = tables_about_people()
    for name in sorted(ERASED):
        table = table_of(name)
        mine = [c for c in columns[name] if c in ("person_id", "recipient_id")]
        db.session.execute(delete(table).where(or_(*[table.c[column] == person_id for column in mine])))
    handled = table_of("handled_form")
    db.session.execute(delete(handled).where(handled.c.person_id == person_id))


def erase_old() -> None:
    """The job."""
    for kept in RETENTION:
        with transaction() as session:
            session.execute(_outlived(kept))


def _outlived(kept: Kept):
    table = table_of(kept.table)
    statement = delete(table).where(table.c[kept.column] < clock.now() - kept.period)
    return statement.where(table.c[kept.only].is_not(None)) if kept.only else statement
