"""Which files of a version there can be, each with the one spelling by which forms and rows name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from forum.declarations.dossier import Dossier
from forum.declarations.exports import CLEAN, FORMATS, MARKED, PARALLEL, Format
from forum.declarations.exports.content import languages_of
from forum.declarations.exports.pdf import MOST_BESIDE
from forum.declarations.exports.shape import Parallel
from models import Version

LONG = 40_000  # characters of canonical JSON; a text of 3,300 words has fewer
MANY = 100  # signatures
KEPT = ("pdf",)  # made once and kept, however short: a seal has the moment in which it was made
UNFINISHED = "~"  # after a language that was not complete when the file was made


@dataclass(frozen=True)
class Wanted:
    """One file: a format, clean or marked against an older version or with languages side by side."""

    format: str
    variant: str = CLEAN
    languages: tuple[str, ...] = ()
    against: int | None = None

    @property
    def key(self) -> str:
        """pdf:clean:en, pdf:marked-1:en, pdf:parallel:en,fr, csv:clean:"""
        return f"{self.format}:{self.row_variant}:{','.join(self.languages)}"

    @property
    def row_variant(self) -> str:
        return f"{self.variant}-{self.against}" if self.against else self.variant

    @property
    def form(self) -> Format:
        return FORMATS[self.format]


def offered(dossier: Dossier, version: Version, languages: Sequence[Parallel]) -> list[Wanted]:
    """Every file that there can be of a version, the plainest of each format first."""
    codes = [one.code for one in languages]
    older = [one.number for one in reversed(dossier.versions) if one.number < version.number]
    return [wanted for name in FORMATS for wanted in _of_format(name, codes, older)]


def plain(dossier: Dossier, version: Version) -> list[Wanted]:
    """Clean files, in each language that was signed: what the evidence of a declaration holds."""
    languages = [one for one in languages_of(dossier, version) if one.signed]
    return [one for one in offered(dossier, version, languages) if one.variant == CLEAN]


def find(all_of_them: Sequence[Wanted], key: str) -> Wanted | None:
    return next((one for one in all_of_them if one.key == key), None)


def languages_key(wanted: Wanted, languages: Sequence[Parallel]) -> str:
    """As a row keeps them: a translation that was completed later makes another file."""
    complete = {one.code: one.complete for one in languages}
    return ",".join(code if complete[code] else code + UNFINISHED for code in wanted.languages)


def at_once(wanted: Wanted, dossier: Dossier, version: Version) -> bool:
    """Whether a request can wait for it; else a job makes it."""
    return wanted.format not in KEPT and (not wanted.form.slow or is_short(dossier, version))


def is_short(dossier: Dossier, version: Version) -> bool:
    return len(version.canonical) < LONG and len(dossier.signatures) < MANY


def _of_format(name: str, codes: Sequence[str], older: Sequence[int]) -> Iterator[Wanted]:
    form = FORMATS[name]
    if not form.by_language:
        yield Wanted(name)
        return
    yield from (Wanted(name, CLEAN, (code,)) for code in codes)
    if MARKED in form.variants:
        yield from (Wanted(name, MARKED, (codes[0],), number) for number in older)
    if PARALLEL in form.variants:
        for count in range(1, min(MOST_BESIDE, len(codes))):
            yield from (Wanted(name, PARALLEL, (codes[0], *others)) for others in combinations(codes[1:], count))
