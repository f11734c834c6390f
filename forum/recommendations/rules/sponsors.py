"""What the cities do that ask: write, invite, agree, submit, answer, withdraw, and report afterwards."""

from dataclasses import dataclass

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _, _n
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from forum.recommendations.case import Case
from forum.recommendations.rules.readers import BEFORE_FORWARDING, EDITABLE
from forum.recommendations.rules.review import edits
from models.mandate import Role


def can_begin(actor: Actor) -> Verdict:
    if verdict := may_act(actor):
        if actor.speaks_for_city and actor.mandate and actor.mandate.city and actor.mandate.city.accredited_at:
            return ALLOWED
        return refuse(_("Only accredited cities make recommendations."), _("Act under the mandate of a city to begin one."))
    return verdict


def of_lead_city(case: Case, actor: Actor) -> Verdict:
    """Any mandate of the lead sponsor: its delegates prepare the text."""
    if not (verdict := may_act(actor)):
        return verdict
    if actor.speaks_for_city and actor.city_id == case.row.lead_city_id:
        return ALLOWED
    return refuse(_("Only the lead sponsor does this."), _lead_remedy(case))


def leads(case: Case, actor: Actor) -> Verdict:
    """Mayor or deputy of the lead sponsor."""
    if not (verdict := of_lead_city(case, actor)):
        return verdict
    if actor.leads_city:
        return ALLOWED
    return refuse(
        _("A mayor or deputy mayor does this; a delegate prepares it."),
        _("Ask the mayor of %(city)s.", city=case.row.lead_city.name),
    )


def can_edit(case: Case, actor: Actor) -> Verdict:
    if case.stage not in EDITABLE:
        return refuse(
            _("The text can be changed in draft, and after it was returned."), _("Withdraw it to begin again, if you must.")
        )
    return of_lead_city(case, actor)


def can_submit(case: Case, actor: Actor) -> Verdict:
    return first_refusal(leads(case, actor), complete(case))


@dataclass(frozen=True)
class Check:
    """One line of what a submission needs: whether it is there, in words; `needed` ones stop the submission."""

    words: str
    there: bool
    needed: bool = True


def checklist(case: Case) -> list[Check]:
    waiting = [sponsor.city.name for sponsor in case.sponsors if sponsor not in case.agreed and sponsor is not case.lead]
    cited = len(case.evidence)
    return [
        Check(_("The text says what is asked and why."), bool(case.row.asked.strip() and case.row.why.strip())),
        Check(
            _n("It rests on one piece of evidence.", "It rests on %(num)s pieces of evidence.", cited)
            if cited
            else _("It rests on no clause, experience or indicator yet."),
            bool(cited),
        ),
        *_thresholds(case),
        Check(
            _("Still to agree: %(cities)s. They may do so until it is forwarded.", cities=", ".join(waiting))
            if waiting
            else _("Every city that was asked has agreed."),
            not waiting,
            needed=False,
        ),
    ]


def complete(case: Case) -> Verdict:
    if not case.evidence:
        return refuse(
            _("A recommendation rests on at least one clause, experience or indicator."), _("Add evidence, then submit it.")
        )
    return enough_sponsors(case)


def enough_sponsors(case: Case) -> Verdict:
    """Some bodies ask for several cities behind a recommendation; the lead is one of them."""
    for check in _thresholds(case):
        if not check.there:
            again = _("Ask those again that agreed to an earlier wording.") if case.to_ask_again else ""
            remedy = _("Invite more cities, or ask the secretariat, which keeps this number.")
            return refuse(check.words, f"{again} {remedy}".strip())
    return ALLOWED


def _thresholds(case: Case) -> list[Check]:
    """One line for each body that asks for more than the lead."""
    have = len(case.agreed)
    return [
        Check(
            _(
                "%(body)s asks for %(needed)s cities behind a recommendation; %(have)s agreed to this wording.",
                body=body.name,
                needed=body.sponsor_threshold,
                have=have,
            ),
            have >= body.sponsor_threshold,
        )
        for body in (addressee.body for addressee in case.addressees)
        if body.sponsor_threshold > 1
    ]


def can_resubmit(case: Case, actor: Actor) -> Verdict:
    if not (verdict := first_refusal(leads(case, actor), complete(case))):
        return verdict
    if case.open_points:
        numbers = ", ".join(str(point.number) for point in case.open_points)
        return refuse(
            _("Not every point is answered yet: %(numbers)s.", numbers=numbers), _("Answer each, then submit it again.")
        )
    return ALLOWED


def can_withdraw(case: Case, actor: Actor) -> Verdict:
    return leads(case, actor)


def can_invite(case: Case, actor: Actor) -> Verdict:
    return can_edit(case, actor)


def can_agree(case: Case, actor: Actor) -> Verdict:
    """A city that was asked may join until the recommendation leaves the forum; after a new wording it agrees again."""
    if case.stage not in BEFORE_FORWARDING:
        return refuse(_("Sponsors join before the recommendation is forwarded."))
    if not (verdict := may_act(actor)):
        return verdict
    sponsor = case.sponsor(actor.city_id) if actor.speaks_for_city else None
    if sponsor is None:
        return refuse(_("Your city was not invited to sponsor this."), _lead_remedy(case))
    if sponsor.state == "agreed" and sponsor.edit == case.row.edit:
        return refuse(_("Your city sponsors this already."))
    if not actor.leads_city:
        return refuse(_("A mayor or deputy mayor agrees for the city."), _("Ask your mayor."))
    return ALLOWED


def can_leave(case: Case, actor: Actor) -> Verdict:
    if case.stage not in BEFORE_FORWARDING:
        return refuse(_("Sponsors leave before the recommendation is forwarded."))
    if not (verdict := may_act(actor)):
        return verdict
    if actor.city_id == case.row.lead_city_id:
        return refuse(_("The lead sponsor cannot leave."), _("Withdraw the recommendation instead."))
    if not actor.leads_city or case.sponsor(actor.city_id) is None:
        return refuse(_("Only the mayor or deputy mayor of a sponsor city takes it off the list."))
    return ALLOWED


def can_report(case: Case, actor: Actor) -> Verdict:
    """Sponsor cities, members of the bodies that were asked, and the secretariat."""
    if not (verdict := may_act(actor)):
        return verdict
    sponsor = case.sponsor(actor.city_id) if actor.speaks_for_city else None
    asked = {path.body_id for path in case.paths if path.forwarded_at}
    sits_there = actor.acts_as(Role.STATE) and actor.mandate is not None and actor.mandate.body_id in asked
    if (sponsor and sponsor.state == "agreed") or sits_there or edits(case, actor):
        return ALLOWED
    return refuse(
        _("Sponsor cities, members of the body and the secretariat report progress."), _("Ask one of the sponsors.")
    )


def _lead_remedy(case: Case) -> str:
    return _("%(city)s leads this recommendation.", city=case.row.lead_city.name)
