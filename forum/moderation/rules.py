"""Who may flag, decide, appeal, and decide on an appeal: never the same person twice, never on one's own city."""

from forum.accounts.actor import Actor, may_act
from forum.discussion.rules import can_follow
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from forum.moderation.texts import Text
from forum.moderation.words import AGAINST
from models import Appeal, ModerationDecision
from models.mandate import STAFF_ROLES


def can_flag(text: Text, actor: Actor, flagged: bool) -> Verdict:
    """Every reader with an account; once for each text."""
    if not (allowed := can_follow(actor)):
        return allowed
    if text.author_id == actor.person_id:
        return refuse(_("This is your own text."), _("You can change it or take it back."))
    if flagged:
        return refuse(_("You flagged this already."), _("The secretariat tells you what it decided."))
    if text.state != "shown":
        return refuse(_("This is not shown any more."))
    return ALLOWED


def can_moderate(text: Text, actor: Actor) -> Verdict:
    """The secretariat, without a conflict of interest."""
    return first_refusal(may_act(actor), _is_staff(actor), no_conflict(text.author_id, text.city_id, actor))


def can_decide(text: Text, actor: Actor, act: str, appealed: bool = False) -> Verdict:
    """`act` is hide, keep, approve, refuse or restore; `appealed`: an appeal about the text waits for its decision."""
    if not (allowed := can_moderate(text, actor)):
        return allowed
    sources = {"hide": ("shown",), "approve": ("held",), "refuse": ("held",), "restore": ("hidden",)}
    if text.state not in sources.get(act, (text.state,)):
        return _wrong_state(text.state)
    if act == "restore" and appealed:
        return refuse(_("An appeal about this waits."), _("Whoever decides on the appeal can bring the text back."))
    return ALLOWED


def no_conflict(author_id: int | None, city_id: int | None, actor: Actor) -> Verdict:
    another = _("Another member of the secretariat decides.")
    if author_id is not None and author_id == actor.person_id:
        return refuse(_("This is your own text."), another)
    if city_id is not None and city_id in own_cities(actor):
        return refuse(_("You hold a mandate of the city that wrote this."), another)
    return ALLOWED


def own_cities(actor: Actor) -> frozenset[int]:
    """Every city of which the person holds a mandate, in whatever role."""
    return frozenset(m.city_id for m in actor.mandates if m.city_id)


def can_appeal(decision: ModerationDecision, text: Text | None, actor: Actor) -> Verdict:
    """The author, once, while the text is hidden; no mandate is needed to appeal."""
    if not (allowed := can_follow(actor)):
        return allowed
    if decision.author_id != actor.person_id:
        return refuse(_("Only the author of the text appeals."))
    if decision.act not in AGAINST:
        return refuse(_("This decision left the text as it was."))
    if decision.appeal is not None:
        return refuse(_("You appealed against this already."), _("Another member of the secretariat decides on it."))
    if text is None or text.state != "hidden":
        return refuse(_("The text is not hidden any more."))
    return ALLOWED


def can_decide_appeal(appeal: Appeal, decision: ModerationDecision, actor: Actor) -> Verdict:
    """Staff, but neither the one who decided first nor anybody with a conflict of interest."""
    standing = first_refusal(may_act(actor), _is_staff(actor), no_conflict(decision.author_id, decision.city_id, actor))
    if not standing:
        return standing
    if decision.decided_by_id == actor.person_id:
        return refuse(_("You made the first decision."), _("Another member of the secretariat decides on the appeal."))
    if appeal.outcome is not None:
        return refuse(_("This appeal was decided."), _("There is no second appeal."))
    return ALLOWED


def may_read(decision: ModerationDecision, actor: Actor) -> bool:
    """The decision with the text: its author, and the secretariat."""
    return actor.is_staff or (actor.signed_in and decision.author_id == actor.person_id)


def _is_staff(actor: Actor) -> Verdict:
    if actor.acts_as(*STAFF_ROLES):
        return ALLOWED
    remedy = _("Act under your mandate in the secretariat.") if actor.is_staff else ""
    return refuse(_("Only the secretariat moderates."), remedy)


def _wrong_state(state: str) -> Verdict:
    sentences = {
        "shown": _("This text is shown."),
        "held": _("This text waits for approval."),
        "hidden": _("This text is hidden already."),
        "withdrawn": _("Its author withdrew this text."),
    }
    return refuse(sentences[state], _("Reload the page to see what can be done now."))
