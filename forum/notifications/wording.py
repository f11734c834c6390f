"""What an act is called when people are told of it; %(who)s is a byline, %(title)s the thing."""

from typing import Any

from forum.kit.i18n import _, _l
from models import LedgerEvent

SENTENCES: dict[str, Any] = {
    "experience.published": _l("%(who)s posted an experience: %(title)s"),
    "experience.edited": _l("%(who)s revised the experience %(title)s"),
    "experience.adopted": _l("%(who)s did this too: %(title)s"),
    "experience.outcome_told": _l("%(who)s told what came of adopting %(title)s"),
    "experience.contact_requested": _l("%(who)s asks to be put in touch about %(title)s"),
    "challenge.published": _l("%(who)s posted a challenge: %(title)s"),
    "challenge.edited": _l("%(who)s revised the challenge %(title)s"),
    "challenge.answered": _l("%(who)s answered the challenge %(title)s"),
    "challenge.closed": _l("%(who)s closed the challenge %(title)s and said what was used"),
    "comment.posted": _l("%(who)s commented on %(title)s"),
    "comment.edited": _l("%(who)s mentioned you or your city in a comment on %(title)s"),
    "comment.held": _l("A first comment on %(title)s waits for approval"),
    "declaration.begun": _l("%(who)s began the declaration %(title)s"),
    "declaration.city_invited": _l("%(who)s invites your city to draft %(title)s"),
    "declaration.amendment_proposed": _l("%(who)s proposes an amendment to %(title)s"),
    "declaration.amendment_accepted": _l("An amendment to %(title)s was accepted"),
    "declaration.amendment_rejected": _l("An amendment to %(title)s was rejected"),
    "declaration.amendment_sponsored": _l("%(who)s sponsors your amendment to %(title)s"),
    "declaration.observer_invited": _l("%(who)s invites you to read %(title)s"),
    "declaration.consultation_opened": _l("%(title)s is open for consultation"),
    "declaration.silence_started": _l("The silence procedure on %(title)s has begun"),
    "declaration.silence_broken": _l("%(who)s broke the silence on %(title)s"),
    "declaration.silence_ended": _l("Nobody broke the silence on %(title)s"),
    "declaration.drafting_resumed": _l("%(title)s went back to drafting"),
    "declaration.opened": _l("%(title)s is open for signature"),
    "declaration.signature_prepared": _l("%(who)s prepared your signature of %(title)s"),
    "declaration.delegate_asked": _l("%(who)s passes %(title)s to you: read it and prepare the signature"),
    "declaration.signed": _l("%(who)s signed %(title)s"),
    "declaration.declined": _l("%(who)s declined to sign %(title)s"),
    "declaration.signature_withdrawn": _l("%(who)s withdrew the signature of %(title)s"),
    "declaration.adopted": _l("%(title)s was adopted"),
    "declaration.closed": _l("%(title)s is closed"),
    "declaration.version_issued": _l("A new version of %(title)s was issued"),
    "recommendation.begun": _l("%(who)s began the recommendation %(title)s"),
    "recommendation.sponsor_invited": _l("%(who)s invites your city to sponsor %(title)s"),
    "recommendation.sponsor_agreed": _l("%(who)s sponsors %(title)s"),
    "recommendation.sponsor_left": _l("%(who)s is no longer a sponsor of %(title)s"),
    "recommendation.submitted": _l("%(who)s submitted the recommendation %(title)s"),
    "recommendation.assigned": _l("%(title)s is yours to screen"),
    "recommendation.returned": _l("%(title)s was returned with numbered points"),
    "recommendation.resubmitted": _l("%(title)s was submitted again with answers"),
    "recommendation.accepted": _l("The secretariat accepted %(title)s"),
    "recommendation.cleared": _l("The Bureau cleared %(title)s"),
    "recommendation.forwarding_prepared": _l("The forwarding of %(title)s waits for a second person"),
    "recommendation.not_forwarding_prepared": _l("Not to forward %(title)s waits for a second person"),
    "recommendation.preparation_sent_back": _l("What you prepared for %(title)s was sent back to you"),
    "recommendation.forwarded": _l("%(title)s was forwarded to the body"),
    "recommendation.not_forwarded": _l("%(title)s will not be forwarded"),
    "recommendation.considered": _l("The body considered %(title)s"),
    "recommendation.disposed": _l("The body answered %(title)s"),
    "recommendation.follow_up_begun": _l("The follow-up of %(title)s has begun"),
    "recommendation.progress_reported": _l("%(who)s reported progress on %(title)s"),
    "recommendation.closed": _l("%(title)s is closed"),
    "recommendation.merged": _l("%(title)s was merged into another recommendation"),
    "recommendation.withdrawn": _l("%(who)s withdrew %(title)s"),
    "city.proposed": _l("The accreditation of %(title)s waits for a second person"),
    "city.refused": _l("The accreditation of %(title)s was refused; see the reason"),
    "city.accredited": _l("%(title)s joined the forum"),
    "mandate.added": _l("A mandate waits to be verified: %(title)s"),
    "mandate.verified": _l("Your mandate was verified: %(title)s"),
    "mandate.ended": _l("Your mandate has ended: %(title)s"),
    "moderation.flagged": _l("A reader flagged a text in %(title)s"),
    "moderation.hidden": _l("Your text in %(title)s was hidden; see the rule and how to appeal"),
    "moderation.refused": _l("Your comment on %(title)s was not approved; see the rule and how to appeal"),
    "moderation.approved": _l("Your comment on %(title)s is shown"),
    "moderation.restored": _l("Your text in %(title)s is shown again"),
    "moderation.flag_settled": _l("The secretariat decided on what you flagged in %(title)s"),
    "moderation.appealed": _l("An appeal about %(title)s waits for another person's decision"),
    "moderation.appeal_decided": _l("The appeal about %(title)s was decided"),
}

REASONS: dict[str, Any] = {
    "follower": _l("because you follow this"),
    "city": _l("because of your city"),
    "author": _l("because you wrote it"),
    "mentioned": _l("because you or your city were mentioned"),
    "flagger": _l("because you flagged it"),
    "reply": _l("because it answers your comment"),
    "group": _l("because your city is in the drafting group"),
    "lead": _l("because your city leads"),
    "sponsor": _l("because your city is a sponsor"),
    "signatory": _l("because you signed"),
    "evidence": _l("because it rests on your experience"),
    "helper": _l("because your city's answer was used"),
    "observer": _l("because you were invited to read it"),
    "staff": _l("because you work in the secretariat"),
    "bureau": _l("because you sit on the Bureau"),
}


def sentence(event: LedgerEvent, who: str | None = None) -> str:
    """The act in one sentence; `event.person` and its mandate must be loaded unless `who` is given."""
    template = SENTENCES.get(event.verb)
    if template is None:
        return event.title
    return str(template) % {"who": who or byline(event), "title": event.title}


def byline(event: LedgerEvent) -> str:
    return event.city.name if event.city else (event.person.name if event.person else _("The forum"))


def reason(key: str) -> str:
    return str(REASONS.get(key, ""))
