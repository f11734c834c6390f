"""What an act asks of those whom it asks something, by when, and in which of their mandates."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor, title_of
from forum.kit.i18n import _l
from models import Assignment, Declaration, LedgerEvent
from models.base import db
from models.mandate import BUREAU_ROLES, CITY_ROLES, STAFF_ROLES, Role

ASKED: dict[str, Any] = {
    "experience.contact_requested": _l("Answer whether you want to be put in touch."),
    "challenge.answered": _l("Read the answer and say later what you used."),
    "comment.posted": _l("Read what was said and answer where you can."),
    "comment.edited": _l("Read what was said and answer where you can."),
    "comment.held": _l("Approve the comment or refuse it with a rule."),
    "declaration.city_invited": _l("Join the drafting: read the text, comment and propose wording."),
    "declaration.observer_invited": _l("Read the text and comment on it while the consultation lasts."),
    "declaration.delegate_asked": _l("Read the text and prepare what you are asked for."),
    "declaration.amendment_proposed": _l("Accept the amendment or reject it."),
    "amendment.sponsors_asked": _l("Read the amendment and sponsor it for your city, or decline."),
    "amendment.collided": _l("Write the amendment anew, keep it as it is, or withdraw it."),
    "declaration.consultation_opened": _l("Read the text, comment on it and propose amendments."),
    "declaration.deadline_moved": _l("Note the new deadline; it stands on the page of the declaration."),
    "declaration.consultation_closing": _l("Propose amendments before the deadline, if your city has any."),
    "declaration.consultation_ended": _l(
        "Decide the open amendments, extend the consultation, or start the silence procedure."
    ),
    "declaration.silence_closing": _l("Do nothing if your city agrees. Break the silence, with a reason, if it does not."),
    "declaration.unfrozen": _l("Read the reason and go on with the text."),
    "declaration.silence_started": _l("Do nothing if your city agrees. Break the silence, with a reason, if it does not."),
    "declaration.silence_broken": _l("Read the reason and go on with the text."),
    "declaration.silence_ended": _l("Open the declaration for signature."),
    "declaration.opened": _l("Sign for your city, decline, or pass it to a delegate."),
    "declaration.signature_prepared": _l("Confirm the signature, change what was prepared, or decline."),
    "declaration.preparation_voided": _l("Prepare it anew, or sign without it."),
    "declaration.version_issued": _l("Read what changed; keep your signature by signing anew, or say that you do not."),
    "declaration.corrected": _l(
        "Read the difference. Do nothing if you agree; object, with a reason, if it is more than wording."
    ),
    "declaration.correction_objected": _l(
        "Chair: read the reason; you can issue the change as one of substance. "
        "Cities that signed the corrected words: sign the version that stands."
    ),
    "declaration.signing_closing": _l("Keep your signature by signing anew, or say that you do not."),
    "declaration.act_contested": _l("Call the holder on a number that you knew before, and record what you find."),
    "recommendation.sponsor_invited": _l("Agree to sponsor this wording, or leave it."),
    "paper.composed": _l("Read it, and publish it for everybody."),
    "recommendation.took_in": _l("Agree to sponsor it for your city, or decline."),
    "recommendation.split": _l("Read what it asks now, and agree to it again."),
    "recommendation.split_off": _l("Read what it asks, and agree to it."),
    "recommendation.joining_asked": _l("Take the city in or decline, on the page of the sponsors."),
    "recommendation.submitted": _l("Assign it to somebody who screens it."),
    "recommendation.assigned": _l("Screen it: return it with numbered points, or accept it."),
    "recommendation.returned": _l("Answer each point and submit it again."),
    "recommendation.resubmitted": _l("Read the answers and decide."),
    "recommendation.answer_due": _l("Answer each point and submit it again, or ask for more time."),
    "recommendation.extension_asked": _l("Grant more time, perhaps until another day, or refuse it with a note."),
    "recommendation.extension_granted": _l("Note the new day; answer each point by then."),
    "recommendation.extension_refused": _l("Read the note; the day that was set holds."),
    "recommendation.screening_overdue": _l("Screen it: return it with numbered points, or accept it."),
    "recommendation.wording_proposed": _l("Read what would change, and accept it or refuse it with a word."),
    "recommendation.accepted": _l("Clear it for forwarding."),
    "recommendation.cleared": _l("Prepare the forwarding with a cover note."),
    "recommendation.forwarding_prepared": _l("Confirm the forwarding as a second person, or send it back."),
    "recommendation.not_forwarding_prepared": _l("Confirm as a second person that it is not forwarded, or send it back."),
    "recommendation.review_due": _l("Look at the milestones, ask those who report, and set the next day or close it."),
    "recommendation.note_mentioned": _l("Read the note on the page of the review."),
    "recommendation.preparation_sent_back": _l("Look at it again: the second person did not confirm."),
    "recommendation.question_asked": _l("Answer the member of the body; it reads your answer before it decides."),
    "recommendation.question_due": _l("Answer the member of the body; it reads your answer before it decides."),
    "city.proposed": _l("Confirm the accreditation as a second person, or refuse it."),
    "city.refused": _l("Read the reason; you can propose the city again with what was missing."),
    "person.passkey_counter_fell": _l("Ask the person whether they have one device or two; there may be a copy of the key."),
    "person.recovery_asked": _l("Check who it is by a way of your own, and agree or stop it."),
    "mandate.added": _l("Look at the evidence and verify the mandate."),
    "moderation.flagged": _l("Look at the text and decide."),
    "moderation.hidden": _l("Read the rule and the reason. You can appeal."),
    "moderation.refused": _l("Read the rule and the reason. You can appeal."),
    "moderation.appealed": _l("Decide on the appeal, unless you made the first decision."),
}
SIGNED_UNTIL = (
    "declaration.signature_prepared", "declaration.version_issued", "declaration.delegate_asked",
    "declaration.preparation_voided",
)  # fmt: skip
FOR_ROLES = {
    "staff": STAFF_ROLES,
    "bureau": BUREAU_ROLES,
    "group": CITY_ROLES,
    "lead": CITY_ROLES,
    "sponsor": CITY_ROLES,
    "member": (Role.STATE,),
    "asker": (Role.STATE,),
    "city": (Role.MAYOR, Role.DEPUTY),
}


def asked(event: LedgerEvent) -> str:
    return str(ASKED.get(event.verb, ""))


def due(event: LedgerEvent) -> dt.datetime | dt.date | None:
    """By when; None where nothing is set or it has passed through another act meanwhile."""
    if written := event.data.get("ends_at"):
        return dt.datetime.fromisoformat(written)
    if written := event.data.get("due_on"):
        return dt.date.fromisoformat(written)
    if event.verb in ("recommendation.assigned", "recommendation.resubmitted"):
        held = select(Assignment.due_on).filter_by(recommendation_id=event.subject_id)
        return db.session.scalar(held.where(Assignment.ended_at.is_(None)).limit(1))
    if event.verb in SIGNED_UNTIL:
        return db.session.scalar(select(Declaration.signing_ends_at).filter_by(id=event.subject_id))
    return None


def addressed_as(actor: Actor, reason: str) -> str:
    """The mandate that the act is about: "Mayor of Braga"; the first where several fit."""
    roles = FOR_ROLES.get(reason, ())
    fitting = [mandate for mandate in actor.mandates if mandate.role in roles] or list(actor.mandates)
    return title_of(fitting[0]) if fitting else ""
