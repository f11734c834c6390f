"""What is measured: a hundred editors with sessions, a small draft, and one of 2,000 clauses and 50,000 edits."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycrdt import Doc

from app import create_app
from forum.__main__ import migrate
from forum.accounts.sessions import load_actor, open_session
from forum.declarations.operations import beginning, clauses, workspace
from forum.declarations.operations.workspace import Write
from forum.declarations.text import document
from forum.kit import clock
from forum.kit.database import transaction
from models import City, DraftingClient, Mandate, MandateVerification, Person
from models.base import db
from models.mandate import Role

EDITORS, CLAUSES, EDITS, IN_THE_LOG = 100, 2000, 50_000, 2000


@dataclass(frozen=True)
class Corpus:
    small: int
    large: int
    cookies: list[str]
    update: bytes  # the large text as one update, for the other servers


def load(folder: Path) -> Corpus:
    app = create_app({"RATELIMIT_ENABLED": False})
    migrate(None, app)  # type: ignore[arg-type]
    with app.app_context():
        with transaction():
            people = _people()
            cookies = [open_session(db.session.get_one(Person, person), "bench", mandate) for person, mandate in people]
            small = _declaration(people[0], 20)
            large, doc = _large(people)
        with transaction():
            workspace.project(large)
        db.session.remove()
    return Corpus(small, large, cookies, doc.get_update())


def _people() -> list[tuple[int, int]]:
    stamp = clock.now()
    city = City(name="Benchton", slug="benchton", country_iso2="PT", latitude=41.5, longitude=-8.4, population=190_000)
    city.created_at = city.accredited_at = stamp
    db.session.add(city)
    db.session.flush()
    found = []
    for number in range(EDITORS):
        person = Person(name=f"Editor {number}", email=f"e{number}@bench.example", created_at=stamp)
        db.session.add(person)
        db.session.flush()
        mandate = Mandate(person_id=person.id, role=Role.MAYOR if not number else Role.DELEGATE, city_id=city.id)
        mandate.office, mandate.organisation, mandate.created_at, mandate.starts_on = "Delegate", "", stamp, clock.today()
        db.session.add(mandate)
        db.session.flush()
        db.session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=person.id, verified_at=stamp))
        found.append((person.id, mandate.id))
    db.session.flush()
    return found


def _declaration(person: tuple[int, int], count: int) -> int:
    actor = load_actor(*person)
    dossier = beginning.begin(actor, "Trees for every street", "Shade.", "resolution")
    after = ""
    for _number in range(count):
        after = clauses.add_clause(dossier, actor, "operative", "Requests all cities to plant trees.", after).uid
    return dossier.id


def _large(people: list[tuple[int, int]]) -> tuple[int, Doc[Any]]:
    """Fifty people typed it letter by letter; the newest edits stand in the log, the others in its snapshot."""
    identity = _declaration(people[0], 1)
    opened = workspace.open(identity)
    before = opened.doc.get_state()
    root = document.paragraphs(opened.doc)
    with opened.doc.transaction():
        from forum.declarations.text import places
        from forum.declarations.text.runs import Run

        for number, place in enumerate(places.spread(CLAUSES - 1)):
            document.add(root, f"{number:016x}", "operative", place, [Run("Requests all cities to plant trees. ")])
    workspace.append(identity, [Write(opened.doc.get_update(before), *people[0])])
    uids, chance, log, mine = [uid for uid in root if uid != "title"], random.Random(1), [], EDITS // 50
    for number in range(50):
        doc: Doc[Any] = Doc(client_id=1000 + number)
        doc.apply_update(opened.doc.get_update())
        person, mandate = people[number]
        db.session.add(DraftingClient(declaration_id=identity, client=1000 + number, person_id=person, mandate_id=mandate))
        for edit in range(mine):
            state = doc.get_state()
            text = document.paragraphs(doc)[chance.choice(uids)]["text"]
            text.insert(chance.randrange(30), chance.choice("abcdefgh "))
            if (number == 49 and edit >= mine - IN_THE_LOG) or number >= 48:
                log.append((doc.get_update(state), person, mandate))
        opened.doc.apply_update(doc.get_update(opened.doc.get_state()))
        if number == 47:
            _snapshot(identity, opened.doc)
    workspace.append(identity, [Write(data, person, mandate) for data, person, mandate in log[-IN_THE_LOG:]])
    return identity, opened.doc


def _snapshot(identity: int, doc: Doc[Any]) -> None:
    from models import DraftingText, DraftingUpdate

    kept = db.session.get_one(DraftingText, identity)
    kept.snapshot = doc.get_update()
    kept.snapshot_upto = db.session.scalar(db.select(db.func.max(DraftingUpdate.id))) or 0
    db.session.flush()
