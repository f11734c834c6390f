"""Who says what of a text is agreed."""

from collections.abc import Sequence

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import of_lead_or_bureau
from forum.declarations.text import agreement
from forum.declarations.text.clauses import HEADING, Clauselike, number
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models.declaration import Stage

MARKED = (Stage.DRAFTING, Stage.CONSULTATION)


def can_mark(dossier: Dossier, actor: Actor) -> Verdict:
    """The lead city or the Bureau, while the words can still change."""
    if dossier.stage not in MARKED:
        return refuse(_("What is agreed is marked while the text is drafted and consulted on."))
    return of_lead_or_bureau(dossier, actor)


def can_be(dossier: Dossier, chosen: Sequence[Clauselike], state: str) -> Verdict:
    """Whether these paragraphs can be in that state."""
    if not chosen or any(clause.kind == HEADING for clause in chosen):
        return refuse(_("No paragraph was chosen."), _("Mark at least one of them; headings are not agreed on."))
    if state not in (agreement.AGREED, agreement.REFERENDUM):
        return ALLOWED
    held = {clause.uid for clause in chosen if agreement.brackets(clause.text)}
    if not held:
        return ALLOWED
    named = ", ".join(n.number or _("preamble") for n in number(dossier.clauses) if n.uid in held)
    return refuse(
        _("Words in square brackets are not agreed: %(paragraphs)s.", paragraphs=named),
        _("Take the brackets out of the text first, or leave these paragraphs out."),
    )
