"""Contents without a database: a text of any paragraphs, with signatures in every state."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

from forum.declarations.exports.authors import Author, Authors
from forum.declarations.exports.events import Adoption, Event
from forum.declarations.exports.marking import MarkedText, between
from forum.declarations.exports.shape import Content, Edition, Head, Note, Paragraph, Parallel
from forum.declarations.exports.signed import Signatory, count, reservations_of
from forum.declarations.text import frozen
from forum.declarations.text.comparing import Lineage
from forum.declarations.text.languages import language as known
from forum.declarations.text.pieces import Notes, Piece, pieces

START = dt.datetime(2026, 10, 5, 9, 30, tzinfo=dt.UTC)
TEXT = (
    ("heading", "Preamble"),
    ("preambular", "Recalling the Geneva Declaration of Mayors,"),
    ("preambular", "Noting with concern the heat,"),
    ("heading", "Actions"),
    ("operative", "Invites all cities to plant trees:"),
    ("sub", "Along streets;"),
    ("sub", "In schoolyards:"),
    ("subsub", "In the shade;"),
    ("subsub", "In the sun;"),
    ("operative", "Invites all cities to plant hedges;", "alternative"),
    ("operative", "Requests the Committee to take note."),
)
FRENCH = dict(enumerate((
    "Préambule", "Rappelant la Déclaration de Genève,", "Notant avec préoccupation la chaleur,", "Mesures",
    "Invite toutes les villes à planter des arbres :", "Le long des rues ;", "Dans les cours d'école :", "À l'ombre ;",
    "Au soleil ;", "Invite toutes les villes à planter des haies ;", "Prie le Comité d'en prendre note.",
)))  # fmt: skip


def rows(text):
    """(kind, words or runs, "alternative") as what a text is frozen from."""
    found = []
    for place, (kind, words, *rest) in enumerate(text):
        runs = [] if isinstance(words, str) else words
        plain = words if isinstance(words, str) else "".join(one for one, _marks in runs if isinstance(one, str))
        found.append(SimpleNamespace(uid=f"{place:016x}", kind=kind, text=plain, runs=runs, alternative=bool(rest)))
    return found


def signatory(city="Braga", country="Portugal", code="PT", **given):
    values = {
        "byline": f"Ana Reis, Mayor of {city}", "holder": "Ana Reis", "office": "Mayor", "role": "mayor", "delegation": "",
        "method": "passkey", "at": START + dt.timedelta(days=2), "version": 1, "sha256": "b" * 64, "remark": "",
        "reservation": "", "reserved": (), "register_index": 7, "state": "counted",
    }  # fmt: skip
    return Signatory(city, country, code, **(values | given))


SIGNED = (
    signatory(remark="We have begun.", reservation="Not in winter.", reserved=((f"{4:016x}", "1"),)),
    signatory("Lviv", "Ukraine", "UA", holder="Oles Deputy", role="deputy", delegation="2026-10-01/2026-12-31"),
    signatory("Tampere", "Finland", "FI", method="password+totp", state="noted", ended_at=START, reason="A new council."),
    signatory("Gent", "Belgium", "BE", state="withdrawn", ended_at=START + dt.timedelta(days=3), reason="By mistake."),
    signatory("Zug", "Switzerland", "CH", state="contested", ended_at=START + dt.timedelta(days=3), reason="Not me."),
)


def content(text=TEXT, signed=SIGNED, translations=None, language="en", authentic="en", **given):
    """`translations` are words by place for each other language."""
    found, title = rows(text), given.pop("title", "Trees for every street")
    clauses = frozen.read(frozen.freeze(title, authentic, "resolution", found))
    canonical = frozen.freeze(title, authentic, "resolution", found)
    notes = Notes()
    paragraphs = [
        Paragraph(c.uid, c.kind, c.number, c.mark, c.text, tuple(pieces(c, "resolution", notes)), c.alternative, authentic)
        for c in clauses
    ]
    languages = [_parallel(authentic, title, canonical, {c.uid: c.text for c in clauses}, True)]
    for code, words in (translations or {}).items():
        texts = {f"{place:016x}": text for place, text in words.items()}
        pairs = [(c, texts[c.uid]) for c in clauses if c.uid in texts]
        spelt = frozen.parallel(f"[{code}] {title}", code, "resolution", pairs)
        languages.append(_parallel(code, f"[{code}] {title}", spelt, texts, len(texts) == len(clauses)))
    here = next(one for one in languages if one.code == language)
    values = {
        "declaration": 12, "reference": "Declaration 12, version 1", "forum": "Forum of Cities", "title": here.title,
        "purpose": "Shade for all.", "template": "resolution", "language": here.code, "direction": here.direction,
        "authentic_language": authentic, "complete": here.complete, "sha256": here.sha256, "canonical": here.canonical,
        "edition": Edition(1, "first", "", START, languages[0].sha256, "c" * 64), "stage": "adopted",
        "opened_at": START, "signing_ends_at": START + dt.timedelta(days=60),
        "adoption": Adoption(dt.date(2026, 10, 20), "Geneva", "Clara Chair, Chair of the Bureau"), "closed_at": None,
        "events": (Event("frozen", START.date(), START, 1), Event("opened", START.date(), START),
                   Event("adopted", dt.date(2026, 10, 20), START + dt.timedelta(days=15))),
        "lead_city": "Braga", "cities": ("Braga", "Lviv"), "languages": tuple(languages),
        "paragraphs": tuple(_translated(one, here, authentic) for one in paragraphs),
        "notes": tuple(Note(n, t, f"What {t} says", "https://forum.example/x") for n, t in enumerate(notes.targets, 1)),
        "signatories": tuple(signed), "reservations": reservations_of(signed), "counts": count(signed),
        "head": Head(40, "d" * 64, int(START.timestamp()), "e" * 16), "page": "https://forum.example/declarations/12",
        "address": "https://forum.example/declarations/12/versions/1",
        "canonical_address": "https://forum.example/declarations/12/versions/1.json", "invented": False,
        "licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "notice": "This is not an official document system of the United Nations.", "demonstration": "",
        "made_at": START + dt.timedelta(days=30),
    }  # fmt: skip
    return Content(**(values | given))


def _parallel(code, title, canonical, texts, complete):
    spelt = known(code)
    digest = frozen.digest(canonical)
    return Parallel(code, spelt.name, spelt.direction, title, texts, complete, complete, digest, canonical)


def _translated(one, here, authentic):
    if here.code == authentic:
        return one
    missing = one.uid not in here.texts
    words = one.text if missing else here.texts[one.uid]
    shown = one.pieces if missing else (Piece(words), *(piece for piece in one.pieces if piece.note))
    return replace(one, text=words, pieces=shown, language=authentic if missing else here.code, missing=missing)


def against(older, newer, by="Lviv", lineage=None):
    """(the content of the newer text, it marked against the older); paragraphs are (uid, kind, words or runs, …)."""
    texts = []
    for text in (older, newer):
        found = rows([row[1:] for row in text])
        for one, (uid, *_rest) in zip(found, text, strict=True):
            one.uid = uid
        texts.append(found)
    spelt = [frozen.freeze(f"Trees for {n} streets", "en", "resolution", found) for n, found in enumerate(texts, 1)]
    marked, targets = between(*spelt, Authors(Author(by, START)), lineage or Lineage())
    notes = tuple(Note(n, target, f"What {target} says") for n, target in enumerate(targets, 1))
    made = content([row[1:] for row in newer], signed=(), title="Trees for 2 streets")
    named = tuple(replace(one, uid=row[0]) for one, row in zip(made.paragraphs, newer, strict=True))
    return replace(made, paragraphs=named), MarkedText(marked, notes, 1)


OLDER = (
    ("p", "preambular", "Recalling the Geneva Declaration of Mayors,"),
    ("a", "operative", "Invites all cities to plant trees:"),
    ("b", "sub", "Along streets;"),
    ("c", "operative", "Urges all cities to wait;"),
    ("d", "operative", "Requests the Committee to take note."),
)
NEWER = (
    ("p", "preambular", "Recalling the Geneva Declaration of Mayors,"),
    ("d", "operative", "Requests the Committee to take due note."),
    ("a", "operative", [["Invites ", {}], ["all big", {"em": True}], [" cities to plant oaks:", {}],
                        [{"citation": "indicator:EC.1"}, {}]]),
    ("n", "sub", "In schoolyards;"),
    ("b", "sub", "Along streets;"),
)  # fmt: skip
