"""Which words a comment can hang on, and who settles a talk."""

from forum.accounts.actor import Actor, may_act
from forum.declarations.dossier import Dossier
from forum.declarations.text import anchors
from forum.declarations.text.clauses import Clauselike
from forum.kit.i18n import _, _n
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Comment
from models.declaration import Stage

LONGEST = 500  # characters of a quote


def stands(clause: Clauselike, quote: str, at: int | None = None) -> Verdict:
    """A quote names its words if it stands once, or if the reader pointed at the place where it stands."""
    if not any(character.isalnum() for character in quote):
        return refuse(_("Choose the words that you comment on."), _("At least one word of the paragraph."))
    if len(quote) > LONGEST:
        return refuse(_("A quote has at most %(most)s characters.", most=LONGEST), _("Choose fewer words."))
    if at is not None and at >= 0 and clause.text.startswith(quote, at):
        return ALLOWED
    times = anchors.count(clause.text, quote)
    if times == 1:
        return ALLOWED
    if not times:
        return refuse(_("These words do not stand in the paragraph."), _("Copy them from it, letter by letter."))
    sentence = _n(
        "These words stand %(num)s time in the paragraph.", "These words stand %(num)s times in the paragraph.", times
    )
    return refuse(sentence, _("Take some of the words beside them too, so that they stand once."))


def can_settle(dossier: Dossier, actor: Actor, comment: Comment, resolved: bool = True) -> Verdict:
    """Who began a talk closes it and opens it again, and so do the drafting group and the Bureau."""
    if not (verdict := may_act(actor)):
        return verdict
    if dossier.stage == Stage.CLOSED:
        return refuse(_("The declaration is closed; its talks stay as they are."))
    if comment.thread_id != comment.id or comment.state != "shown":
        return refuse(_("Only a talk that everybody sees is settled, and as a whole."))
    drafts = actor.speaks_for_city and actor.city_id in dossier.group
    if drafts or actor.is_bureau or actor.person_id == comment.person_id:
        return ALLOWED
    return refuse(_("Only who began a talk and the drafting group settle it."), _("Answer it instead."))
