"""Who begins a declaration, who writes in it, and who may change it by an amendment."""

from dataclasses import dataclass

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import for_city, in_group, of_lead, of_lead_or_bureau
from forum.kit.i18n import _
from forum.kit.templating import exact
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models import City
from models.declaration import Stage

AMENDABLE = (Stage.DRAFTING, Stage.CONSULTATION)


def can_begin(actor: Actor) -> Verdict:
    return for_city(actor)


def can_edit(dossier: Dossier, actor: Actor) -> Verdict:
    """The drafting group writes while the text is drafted; afterwards there are other ways, and the remedy names them."""
    if dossier.stage != Stage.DRAFTING:
        return refuse(_("The text can be edited only while it is drafted."), other_way(dossier))
    return first_refusal(in_group(dossier, actor), not_paused(dossier))


def not_paused(dossier: Dossier) -> Verdict:
    """While the text is closed for editing nobody edits, whoever closed it among them."""
    pause = dossier.pause
    if pause is None:
        return ALLOWED
    said = {"who": pause.person.name, "when": exact(pause.at), "reason": pause.reason}
    return refuse(
        _("%(who)s closed the text for editing on %(when)s: “%(reason)s”", **said),
        _("%(city)s, which leads, or the Bureau opens it again.", city=dossier.row.lead_city.name),
    )


def pauses(dossier: Dossier, actor: Actor) -> Verdict:
    if dossier.pause:
        return refuse(_("The text is closed for editing already."), _("The lead city or the Bureau opens it again."))
    return of_lead_or_bureau(dossier, actor)


def lifts_pause(dossier: Dossier, actor: Actor) -> Verdict:
    if dossier.pause is None:
        return refuse(_("The text is open for editing."), _("The drafting group edits it."))
    return of_lead_or_bureau(dossier, actor)


@dataclass(frozen=True)
class Right:
    """What somebody may do in the live text: edit, suggest or read; empty where they may not see it."""

    name: str
    verdict: Verdict  # why it is not more than that

    @property
    def writes(self) -> bool:
        return self.name in ("edit", "suggest")


def right(dossier: Dossier, actor: Actor) -> Right:
    """Drafting: the group edits. Consultation: every accredited city suggests. All others who see the text read."""
    edit = can_edit(dossier, actor)
    if edit:
        return Right("edit", edit)
    suggest = can_suggest(dossier, actor)
    if suggest:
        return Right("suggest", refuse(_("You suggest changes in this text; the drafting group decides on each of them.")))
    return Right("read", suggest if dossier.stage == Stage.CONSULTATION else edit)


def can_suggest(dossier: Dossier, actor: Actor) -> Verdict:
    """Changes that the drafting group accepts or rejects one by one; the same cities at the same time as amendments."""
    return first_refusal(can_propose(dossier, actor), not_paused(dossier))


def can_decide_suggestions(dossier: Dossier, actor: Actor) -> Verdict:
    """The drafting group, as long as the text may still change."""
    if dossier.stage not in AMENDABLE:
        return refuse(_("Suggestions are decided until the silence procedure begins."), other_way(dossier))
    return first_refusal(in_group(dossier, actor), not_paused(dossier))


def can_invite(dossier: Dossier, actor: Actor) -> Verdict:
    if dossier.frozen:
        return refuse(_("The text is frozen; the drafting group stays as it is."))
    return of_lead(dossier, actor)


def can_invite_city(dossier: Dossier, actor: Actor, city: City) -> Verdict:
    if not (verdict := can_invite(dossier, actor)):
        return verdict
    if not city.accredited_at:
        return refuse(_("%(city)s is not accredited yet.", city=city.name), _("The secretariat accredits cities."))
    if city.id in dossier.group:
        return refuse(_("%(city)s is in the drafting group already.", city=city.name))
    return ALLOWED


def can_propose(dossier: Dossier, actor: Actor) -> Verdict:
    """An amendment: the group while drafting, every accredited city during the consultation."""
    if dossier.stage not in AMENDABLE:
        return refuse(_("Amendments are possible until the silence procedure begins."), other_way(dossier))
    if not (verdict := before_the_bell(dossier)):
        return verdict
    return in_group(dossier, actor) if dossier.stage == Stage.DRAFTING else for_city(actor)


def before_the_bell(dossier: Dossier) -> Verdict:
    """What every city may send during the consultation it sends before its deadline, or begins to send."""
    if not dossier.consultation_is_over:
        return ALLOWED
    when, city = exact(dossier.row.consultation_ends_at), dossier.row.lead_city.name
    return refuse(
        _("The consultation ended on %(when)s; amendments and suggestions are taken until its deadline.", when=when),
        _("%(city)s, which leads, or the Bureau can extend it with a reason. Your words stay on this page.", city=city),
    )


def other_way(dossier: Dossier) -> str:
    if dossier.stage == Stage.CONSULTATION:
        return _("Propose an amendment instead.")
    if dossier.stage == Stage.SILENCE:
        return _("Break the silence with a reason, if your city cannot agree.")
    return _("The chair can issue a new version.")
