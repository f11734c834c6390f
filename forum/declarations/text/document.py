"""The workspace: one Yjs document for each text that is drafted (docs/decisions/005), read and checked here.

A map from the uid of a paragraph to its kind, its place, its words and a few facts. Every reader can push any bytes, so
nothing of it is believed before `faults` has found nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, Map, Text

from forum.declarations.text import places, runs
from forum.declarations.text.clauses import KINDS, Clauselike
from forum.declarations.text.runs import Run, Runs
from forum.kit.i18n import _

ROOT = "clauses"
TITLE = "title"
UID = re.compile(r"[0-9a-f]{16}")
PLACE = re.compile(rf"[0-9A-Za-z]{{1,{2 * places.LONGEST}}}")
LINK = re.compile(r"(https?://|/(?!/))[^\s\"<>\\]{0,500}")
WORDS = ("kind", "place", "joined", "origin", "added_by", "removed_by")  # facts that are words
FLAGS = ("alternative", "removed")
MOST_CHARACTERS = 20_000  # of one paragraph
MOST_PARAGRAPHS = 5_000


@dataclass(frozen=True)
class Paragraph:
    uid: str
    kind: str
    place: str = ""
    runs: Runs = ()
    alternative: bool = False
    removed: bool = False
    joined: str = ""  # the paragraph that it was joined to when it went
    origin: str = ""  # the paragraph that it was split from
    added_by: str = ""  # the suggestion that it is
    removed_by: str = ""  # the suggestion that it go

    @property
    def text(self) -> str:
        """The words as they stand."""
        return runs.plain(self.runs)

    @property
    def suggestions(self) -> frozenset[str]:
        own = {identity for identity in (self.added_by, self.removed_by) if identity}
        return runs.suggestions(self.runs) | own


@dataclass(frozen=True)
class Fault:
    """What is wrong with a paragraph; `uid` is empty where it is the whole document."""

    uid: str
    sentence: str


@dataclass(frozen=True)
class Draft:
    """A document that was read: its title, every paragraph by uid, the removed ones among them."""

    title: str
    paragraphs: Mapping[str, Paragraph]

    @property
    def order(self) -> list[Paragraph]:
        """As the editor shows them: what is suggested is there, what was removed is not."""
        return [p for p in _sorted(self.paragraphs.values()) if not p.removed]

    @property
    def standing(self) -> list[Paragraph]:
        """The text with all suggestions rejected."""
        return [p for p in self.order if not p.added_by]

    @property
    def suggestions(self) -> frozenset[str]:
        """Ids of what is suggested and not decided."""
        return frozenset(identity for p in self.order for identity in p.suggestions) | self.title_suggestions

    @property
    def title_suggestions(self) -> frozenset[str]:
        return self.paragraphs[TITLE].suggestions if TITLE in self.paragraphs else frozenset()


def opened(updates: Iterable[bytes]) -> Doc[Any]:
    """The document that these updates make, in the order of the log."""
    document: Doc[Any] = Doc(allow_multithreading=True)
    for update in updates:
        document.apply_update(update)
    return document


def seeded(title: str, clauses: Iterable[Clauselike]) -> Doc[Any]:
    """A new workspace with the words that stand."""
    document: Doc[Any] = Doc(allow_multithreading=True)
    text = list(clauses)
    with document.transaction():
        root = paragraphs(document)
        root[TITLE] = Map({"kind": TITLE, "place": "", "text": Text(title)})
        for clause, place in zip(text, places.spread(len(text)), strict=True):
            add(root, clause.uid, clause.kind, place, runs.from_json(getattr(clause, "runs", ()), clause.text))
            if getattr(clause, "alternative", False):
                root[clause.uid]["alternative"] = True
    return document


def paragraphs(document: Doc[Any]) -> Map[Any]:
    return document.get(ROOT, type=Map)


def add(root: Map[Any], uid: str, kind: str, place: str, words: Iterable[Run]) -> None:
    """In the caller's transaction."""
    root[uid] = Map({"kind": kind, "place": place, "text": Text()})
    write(root[uid]["text"], 0, words)


def write(text: Text, at: int, words: Iterable[Run]) -> int:
    """Insert runs at a byte of the text; the byte after them. Marks of the neighbours are not taken over."""
    for run in words:
        given: dict[str, Any] = {"em": None, "link": None, "ins": None, "del": None} | runs.marks(run)
        if run.citation:
            text.insert_embed(at, {"citation": run.citation}, given)
            at += 1
        else:
            text.insert(at, run.text, given)
            at += len(run.text.encode())
    return at


def read(document: Doc[Any]) -> Draft:
    """What can be read of it; what cannot be is left out, and `faults` names it."""
    return _read(document)[0]


def faults(document: Doc[Any]) -> list[Fault]:
    """Everything that does not belong into a declaration; empty for a valid document."""
    return _read(document)[1]


def read_one(uid: str, kept: Any) -> Paragraph:
    """One paragraph. Raises ValueError with a sentence."""
    if not isinstance(kept, Map):
        raise ValueError(_("It is no paragraph."))
    facts = {name: kept[name] for name in kept if name != "text"}
    unknown = set(facts) - set(WORDS) - set(FLAGS)
    words = kept.get("text")
    if unknown or not isinstance(words, Text):
        raise ValueError(_("It holds something that is no part of a paragraph."))
    if not all(isinstance(facts.get(name, ""), str) for name in WORDS):
        raise ValueError(_("A fact about it is no word."))
    if not all(facts.get(name, False) in (True, False) for name in FLAGS):
        raise ValueError(_("A fact about it is neither yes nor no."))
    _check_facts(uid, facts)
    return Paragraph(uid=uid, runs=_words(words), **{name: value for name, value in facts.items() if value})


def _check_facts(uid: str, facts: dict[str, Any]) -> None:
    kind = facts.get("kind", "")
    if uid == TITLE:
        if kind != TITLE or set(facts) - {"kind", "place"}:
            raise ValueError(_("The title is not written as a title."))
        return
    if not UID.fullmatch(uid) or kind not in KINDS:
        raise ValueError(_("This kind of paragraph is not known."))
    if not PLACE.fullmatch(facts.get("place", "")) or facts["place"].endswith(places.DIGITS[0]):
        raise ValueError(_("Its place in the text cannot be read."))
    for name in ("joined", "origin", "added_by", "removed_by"):
        if facts.get(name) and not UID.fullmatch(facts[name]):
            raise ValueError(_("It names a paragraph or a suggestion that cannot be."))


def _words(text: Text) -> Runs:
    try:
        found = runs.from_diff(text.diff())
    except ValueError as error:
        raise ValueError(_("Its text holds something that is neither words nor a citation.")) from error
    visible = sum(1 if run.citation else len(run.text.encode()) for run in found)
    if visible != len(text):
        raise ValueError(_("Its text holds something that nobody sees."))
    if sum(len(run.text) for run in found) > MOST_CHARACTERS:
        raise ValueError(_("It is longer than %(most)s characters.", most=MOST_CHARACTERS))
    for run in found:
        if run.link and not LINK.fullmatch(run.link):
            raise ValueError(_("A link leads neither to a page of this forum nor to the web."))
        if not all(UID.fullmatch(identity) for identity in (run.ins, run.cut) if identity):
            raise ValueError(_("It names a paragraph or a suggestion that cannot be."))
    return found


def _read(document: Doc[Any]) -> tuple[Draft, list[Fault]]:
    found: dict[str, Paragraph] = {}
    wrong: list[Fault] = []
    strangers = [name for name in document if name != ROOT]
    root = paragraphs(document)
    if strangers or len(root) > MOST_PARAGRAPHS:
        wrong.append(Fault("", _("The document holds something that is no part of a declaration.")))
    for uid, kept in root.items():
        try:
            found[uid] = read_one(uid, kept)
        except ValueError as error:
            wrong.append(Fault(uid, str(error)))
    if TITLE not in found:
        wrong.append(Fault(TITLE, _("The text has no title.")))
    title = found[TITLE].text if TITLE in found else ""
    return Draft(title, found), wrong


def _sorted(found: Iterable[Paragraph]) -> list[Paragraph]:
    return sorted((p for p in found if p.uid != TITLE), key=lambda p: (p.place, p.uid))
