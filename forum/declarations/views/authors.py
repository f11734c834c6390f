"""Who wrote which words of a text: each run of words with its writer, in the colour and the underline of their city."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from forum.accounts.actor import title_of
from forum.declarations.queries import parts
from forum.declarations.text import authorship
from forum.declarations.text.clauses import Numbered, letters
from forum.declarations.text.comparing import Lineage
from forum.declarations.views.blueprint import blueprint, insider_or_404, vocabulary
from forum.declarations.views.sheet import text_of
from forum.kit.i18n import _
from forum.kit.templating import exact, render
from models import ClauseEdit

PATTERNS = 8  # as many as there are tones; more cities begin again, their letters do not


@dataclass(frozen=True)
class Written:
    """A run of words: `mark` is the letter of its city, `told` who wrote it and when."""

    lead: str  # the blank before the words
    text: str
    mark: str
    pattern: int
    told: str


@dataclass(frozen=True)
class Holder:
    """A city, or another holder, in the legend."""

    name: str
    mark: str
    pattern: int
    words: int


@blueprint.get("/declarations/<int:identity>/authors")
def authors(identity: int):
    """For those who may read how the text came about."""
    dossier = insider_or_404(identity)
    found = authorship.blame(parts.written(identity), Lineage.of(parts.related(identity)))
    text = [(clause, authorship.of_text(clause.text, found.get(clause.uid))) for clause in text_of(dossier)]
    holders = _holders(text)
    lines = [(clause, [_written(run, holders) for run in authorship.runs(words)], _shares(words)) for clause, words in text]
    return render("declarations/authors.html", dossier=dossier, lines=lines, holders=holders.values(), **vocabulary())


def _holders(text: list[tuple[Numbered, authorship.Blame]]) -> dict[str, Holder]:
    """Who holds how many words, the largest share first."""
    counted = Counter(_holder(author) for _clause, words in text for _piece, author in words)
    ranked = enumerate(counted.most_common(), 1)
    return {name: Holder(name, letters(n).upper(), (n - 1) % PATTERNS + 1, words) for n, (name, words) in ranked}


def _written(run: authorship.Run, holders: dict[str, Holder]) -> Written:
    holder = holders[_holder(run.author)]
    words = run.text.lstrip()
    return Written(run.text[: len(run.text) - len(words)], words, holder.mark, holder.pattern, _told(run.author))


def _shares(words: authorship.Blame) -> list[tuple[str, int]]:
    """(who, how many words) of one paragraph."""
    return Counter(_name(author) for _piece, author in words).most_common()


def _source(edit: ClauseEdit) -> Any:
    """Whose words they are: of an accepted amendment, those of its proposer."""
    return edit.amendment or edit


def _holder(edit: ClauseEdit | None) -> str:
    if edit is None:
        return _("not recorded")
    mandate = _source(edit).mandate
    return str(mandate.city.name if mandate.city else mandate.organisation or mandate.office)


def _name(edit: ClauseEdit | None) -> str:
    if edit is None:
        return _("not recorded")
    source = _source(edit)
    return f"{source.person.name}, {title_of(source.mandate)}"


def _told(edit: ClauseEdit | None) -> str:
    if edit is None:
        return _name(edit)
    told = _("%(who)s, %(when)s", who=_name(edit), when=exact(edit.at))
    return _("%(told)s, by an amendment", told=told) if edit.amendment else told
