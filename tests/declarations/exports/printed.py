"""Contents of exports made by hand: as many paragraphs, languages and signatories as a test wants."""

import datetime as dt
from dataclasses import dataclass, field, replace

from forum.declarations.exports import shape
from forum.declarations.exports.signed import Signatory, count, reservations_of
from forum.declarations.text.clauses import number
from forum.declarations.text.pieces import Notes, pieces

WHEN = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
TREES = (
    ("preambular", "Recalling the Geneva Declaration of Mayors,"),
    ("preambular", "Convinced that shade is a right and not a gift,"),
    ("heading", "What cities do"),
    ("operative", "Invites all cities to plant trees:"),
    ("sub", "Along streets that are wider than twelve metres:"),
    ("subsub", "on both sides where the sun comes from the south;"),
    ("subsub", "on one side elsewhere;"),
    ("sub", "In the yards of schools and hospitals;"),
    ("operative", "Requests the Committee to take note of what cities planted."),
    ("heading", "What comes next"),
    ("operative", "Decides to meet again in two years."),
)


@dataclass
class Words:
    uid: str
    kind: str
    text: str
    runs: list = field(default_factory=list)


def signatory(city="Braga", country="Portugal", **fields) -> Signatory:
    values = {
        "city": city, "country": country, "country_code": country[:2].upper(), "byline": f"Ana Reis, Mayor of {city}",
        "holder": "Ana Reis", "office": f"Mayor of {city}", "role": "mayor", "delegation": "", "method": "passkey",
        "at": WHEN, "version": 1, "sha256": "3f" * 32, "remark": "", "reservation": "", "reserved": (), "register_index": 12,
        "state": "counted",
    }  # fmt: skip
    return Signatory(**values | fields)


def content(words=TREES, language="en", signatories=(), title="Trees for every street", **fields) -> shape.Content:
    """A version 1 that is open for signature; paragraphs have the uids c0, c1, …"""
    clauses = [one if isinstance(one, Words) else Words(f"c{place}", *one) for place, one in enumerate(words)]
    notes = Notes()
    paragraphs = tuple(
        shape.Paragraph(c.uid, c.kind, c.number, c.mark, c.text, tuple(pieces(c, "resolution", notes)), language=language)
        for c in number(clauses)
    )
    spoken = (
        shape.Parallel(language, language, "ltr", title, {c.uid: c.text for c in clauses}, True, True, "3f" * 32, "{}"),
    )
    labels = tuple(shape.Note(n, t, f"What {t} says", "https://forum.example/x") for n, t in enumerate(notes.targets, 1))
    made = shape.Content(
        declaration=12, reference="Declaration 12, version 1", forum="Forum of Cities", title=title,
        purpose="Shade for all.", template="resolution", language=language, direction="ltr", authentic_language="en",
        complete=True, sha256="3f" * 32, canonical="{}", edition=shape.Edition(1, "first", "", WHEN, "3f" * 32, "8a" * 32),
        stage="open", opened_at=WHEN, signing_ends_at=WHEN + dt.timedelta(days=30), adoption=None, closed_at=None, events=(),
        lead_city="Braga", cities=("Braga", "Lviv"), paragraphs=paragraphs, notes=labels, languages=spoken,
        signatories=tuple(signatories), reservations=reservations_of(signatories), counts=count(signatories),
        head=shape.Head(128, "9bc1" * 16, int(WHEN.timestamp()), "ab" * 8), page="https://forum.example/declarations/12",
        address="https://forum.example/declarations/12/versions/1",
        canonical_address="https://forum.example/declarations/12/versions/1.json", invented=False, licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        notice="This is not an official document system of the United Nations.", demonstration="", made_at=WHEN,
    )  # fmt: skip
    return replace(made, **fields)
