"""What happens between the migration and the first page: the demo on an empty database, or a check of a real one."""

import os
import sys
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import func, select

from forum.accounts import operations as accounts
from forum.declarations.operations import catching_up
from forum.desk import demo
from forum.kit import clock, site
from forum.kit.config import ConfigurationError
from forum.kit.database import transaction
from forum.register import starting
from forum.search import operations as search
from models import MandateVerification, Passkey, Person, Role, Setting
from models.base import db


def prepare(app: Flask, accept_shorter_register: bool = False) -> None:
    """Load the demo into an empty demo database; refuse demo accounts in a real forum, and a register that forgot."""
    with app.app_context():
        is_demo = db.session.get(Setting, "demo") is not None
        empty = db.session.scalar(select(Person.id).limit(1)) is None
        site.load()
        _fix_host(app.config["FORUM_URL"])
        if app.config["FORUM_MODE"] == "production" and is_demo:
            raise ConfigurationError("This database holds demo accounts. Give FORUM_DATABASE an empty one.")
        starting.check(app.config["FORUM_MODE"] == "demo", accept_shorter_register)
        if app.config["FORUM_MODE"] == "demo" and empty:
            with app.test_request_context(), transaction():
                demo.load()
        catching_up.enter_what_is_missing()
        search.fill_if_empty()


def greet(app: Flask) -> None:
    if app.config["FORUM_MODE"] == "demo":
        print(f"\nThe forum is at {app.config['FORUM_URL']}\n\nDemo accounts, all with the password “{demo.PASSWORD}”:")
        for email, _name, words in demo.ACCOUNTS:
            print(f"  {email:<28}{words}")
        print(flush=True)


def init(app: Flask, chosen: Any) -> int:
    """Set a real forum up on an empty database: its choices, the first administrator, and a link that works once."""
    answers = _ask(app, chosen)
    with app.app_context(), transaction() as session:
        if session.scalar(select(Person.id).limit(1)) is not None:
            raise ConfigurationError("This database is not empty, so it has been set up before.")
        site.save(answers | site.place_of(answers["address"]))
        person = Person(name="Administrator", email=answers["administrator"].lower(), created_at=clock.now())
        session.add(person)
        session.flush()
        mandate = accounts.add_mandate(
            None, person, role=Role.ADMIN, office="Administrator", organisation="Secretariat", evidence="forum init"
        )
        session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=person.id, verified_at=clock.now()))
        token = accounts.mint_link("invitation", person)
    print(
        f"Open this address once to set name and password; it works for two weeks:\n{answers['address']}/invitation/{token}"
    )
    return 0


def _ask(app: Flask, chosen: Any) -> dict[str, str]:
    """From the options, else from the environment, else from whoever sits at the terminal."""
    asked = {
        "name": ("Name of the forum", ""),
        "address": ("Its public address", app.config["FORUM_URL"]),
        "sender": ("Sender of mail", app.config["MAIL_SENDER"]),
        "administrator": ("Email address of the first administrator", os.environ.get("FORUM_ADMINISTRATOR", "")),
    }
    answers = {name: getattr(chosen, name, None) or _answer(*question) for name, question in asked.items()}
    problems = [f"--{name} is missing." for name, given in answers.items() if not given]
    problems += [f"--{name} is no email address." for name in ("sender", "administrator") if "@" not in answers[name]]
    if answers["address"].rstrip("/") != app.config["FORUM_URL"]:
        problems.append(
            f"--address differs from FORUM_URL, which is {app.config['FORUM_URL']}; links are made from the latter."
        )
    if problems:
        raise ConfigurationError("The forum cannot be set up:\n" + "\n".join(f"  - {line}" for line in problems))
    return answers | {"address": answers["address"].rstrip("/"), "contact": answers["sender"]}


def _answer(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default


def _fix_host(address: str) -> None:
    """Passkeys work at one host for good; while nobody has one, the forum may still move."""
    fixed, host = site.value("rp_id"), urlsplit(address).hostname
    keys = db.session.scalar(select(func.count(Passkey.id))) or 0
    db.session.rollback()
    if fixed and fixed != host and keys:
        raise ConfigurationError(
            f"This forum was set up for {fixed}, where its {keys} passkeys work, and FORUM_URL says {host}. "
            f"Set FORUM_URL to {site.origins()[0]} again: at another host no key would work and nobody could sign with one."
        )
    place = site.place_of(address)
    if any(site.value(name) != kept for name, kept in place.items()):
        with transaction():
            site.save(place)
