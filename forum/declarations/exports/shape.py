"""What every export of a version prints, as data: no two formats can differ in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from forum.declarations.exports.events import Adoption, Event
from forum.declarations.exports.signed import Counts, Signatory
from forum.declarations.text.pieces import Piece


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the text; in a translation that lacks it, with the authentic words and their language."""

    uid: str
    kind: str  # heading | preambular | operative | sub | subsub
    number: str  # how it is cited: "3 (a)"; empty where it has none
    mark: str  # what hangs in the margin: "3.", "(a)"
    text: str
    pieces: tuple[Piece, ...]  # the words with emphasis, links and numbers of notes
    alternative: bool = False  # 3 bis
    language: str = ""
    missing: bool = False  # not translated

    @property
    def notes(self) -> tuple[int, ...]:
        return tuple(piece.note for piece in self.pieces if piece.note)


@dataclass(frozen=True)
class Note:
    """A footnote with the words that are printed for it."""

    number: int
    target: str  # "contribution:5", "clause:<uid>", "indicator:EC.1"
    label: str
    url: str = ""


@dataclass(frozen=True)
class Parallel:
    """The text in one language. `signed`: its hash stands in the manifest that signatures cover."""

    code: str
    name: str
    direction: str
    title: str
    texts: Mapping[str, str]  # words by uid
    complete: bool
    signed: bool
    sha256: str
    canonical: str


@dataclass(frozen=True)
class Edition:
    """The version, and what became of it."""

    number: int
    kind: str  # first | editorial | substantive
    note: str
    frozen_at: dt.datetime
    sha256: str  # of the authentic canonical text
    manifest_sha256: str  # of all languages that are signed together; empty before there were manifests
    superseded_by: int | None = None  # a newer version
    objected_at: dt.datetime | None = None  # a correction that a signatory objected to


@dataclass(frozen=True)
class Head:
    """The head of the register that an export was made under."""

    size: int
    root: str
    time: int
    key: str


@dataclass(frozen=True)
class Content:
    declaration: int
    reference: str  # in words: never the symbol of a document
    forum: str
    title: str
    purpose: str
    template: str
    language: str
    direction: str
    authentic_language: str
    complete: bool  # every paragraph stands in `language`
    sha256: str  # of the canonical text in `language`
    canonical: str
    edition: Edition
    stage: str
    opened_at: dt.datetime | None
    signing_ends_at: dt.datetime | None
    adoption: Adoption | None
    closed_at: dt.datetime | None
    events: tuple[Event, ...]
    lead_city: str
    cities: tuple[str, ...]  # that drafted, the lead among them
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    languages: tuple[Parallel, ...]  # all of them, the authentic one first
    signatories: tuple[Signatory, ...]  # every signature ever made; `counts` says which count
    reservations: Mapping[str, tuple[Signatory, ...]]  # by uid; "" for those on the whole text
    counts: Counts
    head: Head | None
    page: str  # addresses that stay
    address: str  # of this version
    canonical_address: str
    invented: bool
    licence: str
    licence_url: str
    notice: str  # that this is no official document system
    demonstration: str  # what marks an invented text; empty elsewhere
    made_at: dt.datetime

    @property
    def is_authentic(self) -> bool:
        return self.language == self.authentic_language

    @property
    def counted(self) -> tuple[Signatory, ...]:
        return tuple(one for one in self.signatories if one.counts)
