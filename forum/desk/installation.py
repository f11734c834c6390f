"""What happens between the migration and the first page: the demo on an empty database, or a check of a real one."""

import os
from typing import Any

from flask import Flask
from sqlalchemy import select

from forum.accounts import operations as accounts
from forum.desk import demo
from forum.kit import clock
from forum.kit.config import ConfigurationError
from forum.kit.database import transaction
from forum.search import operations as search
from models import Mandate, MandateVerification, Person, Role, Setting
from models.base import db


def prepare(app: Flask) -> None:
    """Load the demo into an empty demo database; refuse to serve demo accounts as a real forum."""
    with app.app_context():
        is_demo = db.session.get(Setting, "demo") is not None
        empty = db.session.scalar(select(Person.id).limit(1)) is None
        db.session.rollback()
        if app.config["FORUM_MODE"] == "production" and is_demo:
            raise ConfigurationError("This database holds demo accounts. Give FORUM_DATABASE an empty one.")
        if app.config["FORUM_MODE"] == "demo" and empty:
            with app.test_request_context(), transaction():
                demo.load()
        search.fill_if_empty()


def greet(app: Flask) -> None:
    if app.config["FORUM_MODE"] == "demo":
        print(f"\nThe forum is at {app.config['FORUM_URL']}\n\nDemo accounts, all with the password “{demo.PASSWORD}”:")
        for email, _name, words in demo.ACCOUNTS:
            print(f"  {email:<28}{words}")
        print(flush=True)


def init(app: Flask, chosen: Any) -> int:
    """Make the first administrator and print a single-use link; the database must be empty."""
    email = chosen.administrator or os.environ.get("FORUM_ADMINISTRATOR", "")
    if "@" not in email:
        raise ConfigurationError("Say who administers: --administrator name@example.org")
    with app.app_context(), transaction() as session:
        if session.scalar(select(Person.id).limit(1)) is not None:
            raise ConfigurationError("This database is not empty, so it has been set up before.")
        person = Person(name="Administrator", email=email.lower(), created_at=clock.now())
        session.add(person)
        session.flush()
        mandate = Mandate(person_id=person.id, role=Role.ADMIN, office="Administrator", organisation="Secretariat")
        mandate.starts_on, mandate.created_at = clock.today(), clock.now()
        session.add(mandate)
        session.flush()
        session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=person.id, verified_at=clock.now()))
        token = accounts.mint_link("invitation", person)
    print(f"Open this address once to set the password:\n{app.config['FORUM_URL']}/invitation/{token}")
    return 0
