"""Who hears of an act, and why: one row a verb. The first reason that fits a person is the one they are given."""

from collections.abc import Iterator
from dataclasses import dataclass

from forum.notifications.sources import (
    APPROVERS,
    BUREAU,
    EDITORS,
    MAYORS,
    Source,
    all_mayors,
    author,
    body_chairs,
    body_members,
    city_followers,
    evidence_authors,
    evidence_signatories,
    followers,
    group,
    group_mayors,
    holding,
    lead,
    lead_mayors,
    named,
    named_cities,
    of_city,
    own,
    proposers,
    screener,
    session_sponsors,
    signatories,
    sponsors,
    the_screener,
)
from models import LedgerEvent, Role
from models.mandate import CITY_ROLES, STAFF_ROLES


@dataclass(frozen=True)
class Audience:
    """`asks`: those of whom the act asks something; they get a mail at once. `told`: the others."""

    asks: tuple[Source, ...] = ()
    told: tuple[Source, ...] = ()


def of(event: LedgerEvent) -> Iterator[tuple[int, str, bool]]:
    """(person, reason, asks) for everybody but the one who acted."""
    audience = TABLE.get(event.verb)
    if audience is None:
        return
    seen = {event.person_id, None}
    for sources, asks in ((audience.asks, True), (audience.told, False)):
        for source in sources:
            for person_id, reason in source(event):
                if person_id not in seen:
                    seen.add(person_id)
                    yield person_id, reason, asks


ALL_STAFF = holding("staff", *STAFF_ROLES, but="holder_id")
SECOND_PEN = holding("staff", Role.APPROVER, Role.ADMIN, but="holder_id")
REWORDED = (named_cities("lead_city_id", "lead"), named_cities("sponsor_city_ids", "sponsor"), followers)
STAFF = holding("staff", *STAFF_ROLES)
ASKED_AGAIN = named_cities("asked_city_ids", "signatory", MAYORS)  # cities whose signature it is about
PARTIES = Audience(told=(group, signatories, followers))
SPONSORED = Audience(told=(sponsors, followers))
PUBLIC_STEP = Audience(told=(sponsors, evidence_signatories, evidence_authors, followers))
INVITED = named_cities("invited_city_id", "sponsor", MAYORS)
SPLIT = Audience(asks=(named_cities("asked_city_ids", "sponsor", MAYORS),), told=(sponsors, followers))

TABLE: dict[str, Audience] = {
    "experience.published": Audience(told=(city_followers,)),
    "experience.edited": Audience(told=(followers,)),
    "experience.adopted": Audience(told=(author, followers)),
    "experience.outcome_told": Audience(told=(author, followers)),
    "experience.contact_requested": Audience(asks=(author,)),
    "challenge.published": Audience(told=(city_followers,)),
    "challenge.answered": Audience(asks=(author,), told=(followers,)),
    "challenge.closed": Audience(told=(named("helpers", "helper"), followers)),
    "comment.posted": Audience(
        asks=(named("mentioned", "mentioned"), named_cities("mentioned_cities", "mentioned")),
        told=(named("parent_author_id", "reply"), author, followers),
    ),
    "comment.edited": Audience(asks=(named("mentioned", "mentioned"), named_cities("mentioned_cities", "mentioned"))),
    "comment.held": Audience(asks=(EDITORS,)),
    "declaration.city_invited": Audience(asks=(named_cities("invited_city_id", "group"),)),
    "declaration.observer_invited": Audience(asks=(named("invited_person_id", "invited"),)),
    "declaration.delegate_asked": Audience(asks=(own(Role.DELEGATE),)),
    "declaration.amendment_proposed": Audience(asks=(lead,), told=(followers,)),
    "declaration.amendment_accepted": Audience(told=(named("proposer_id", "author"), group, followers)),
    "declaration.amendment_sponsored": Audience(told=(followers,)),
    "declaration.amendment_withdrawn": Audience(told=(lead, followers)),
    "declaration.amendment_rejected": Audience(told=(named("proposer_id", "author"), followers)),
    "declaration.consolidated": Audience(told=(group, followers)),
    "amendment.sponsors_asked": Audience(asks=(named_cities("asked_city_ids", "asked"),)),
    "amendment.sponsor_declined": Audience(told=(named("proposer_id", "author"), named_cities("proposer_city_id", "city"))),
    "amendment.collided": Audience(asks=(named_cities("proposer_city_id", "proposes"),), told=(followers,)),
    "amendment.rewritten": Audience(told=REWORDED),
    "amendment.kept": Audience(told=REWORDED),
    "declaration.suggestion_accepted": Audience(told=(named("proposer_id", "author"),)),
    "declaration.suggestion_rejected": Audience(told=(named("proposer_id", "author"),)),
    "declaration.consultation_opened": Audience(asks=(group,), told=(all_mayors, followers)),
    "declaration.talk_resolved": Audience(told=(named("author_id", "author"),)),
    "declaration.talk_reopened": Audience(told=(named("author_id", "author"),)),
    "declaration.agreement_marked": Audience(told=(group,)),
    "declaration.deadline_moved": Audience(asks=(group,), told=(all_mayors, followers)),
    "declaration.consultation_closing": Audience(asks=(group_mayors, all_mayors), told=(followers,)),
    "declaration.consultation_ended": Audience(asks=(lead, BUREAU), told=(group, followers)),
    "declaration.silence_closing": Audience(asks=(group_mayors, all_mayors), told=(followers,)),
    "declaration.silence_started": Audience(asks=(group_mayors, all_mayors), told=(followers,)),
    "declaration.silence_broken": Audience(asks=(lead,), told=(group, all_mayors, followers, BUREAU)),
    "declaration.silence_ended": Audience(asks=(holding("bureau", Role.CHAIR),), told=(group, followers)),
    "declaration.drafting_resumed": PARTIES,
    "declaration.unfrozen": Audience(asks=(group,), told=(all_mayors, followers)),
    "declaration.drafting_paused": PARTIES,
    "declaration.pause_lifted": PARTIES,
    "declaration.opened": Audience(asks=(group_mayors, all_mayors), told=(group, followers)),
    "declaration.signature_prepared": Audience(asks=(own(*MAYORS),)),
    "declaration.preparation_taken_back": Audience(told=(own(*MAYORS),)),
    "declaration.preparation_voided": Audience(asks=(of_city(*CITY_ROLES),)),
    "declaration.declined": Audience(told=(own(*CITY_ROLES), lead, BUREAU)),
    "declaration.signed": Audience(told=(lead, followers)),
    "declaration.signature_withdrawn": Audience(told=(lead, followers, BUREAU)),
    "declaration.withdrawal_noted": Audience(told=(lead, followers, BUREAU)),
    "declaration.adopted": PARTIES,
    "declaration.closed": PARTIES,
    "declaration.translation_finished": Audience(told=(group, followers)),
    "declaration.version_issued": Audience(asks=(ASKED_AGAIN,), told=(signatories, group, followers)),
    "declaration.corrected": Audience(asks=(ASKED_AGAIN,), told=(signatories, group, followers)),
    "declaration.correction_objected": Audience(
        asks=(holding("bureau", Role.CHAIR), ASKED_AGAIN), told=(signatories, group, followers)
    ),
    "declaration.signing_closing": Audience(asks=(ASKED_AGAIN,)),
    "declaration.act_contested": Audience(asks=(STAFF,), told=(lead, BUREAU)),
    "declaration.contest_looked_into": Audience(told=(STAFF,)),
    "declaration.contest_settled": Audience(told=(named("holder_id", "holder"), lead, BUREAU)),
    "body.position_stated": Audience(told=(body_chairs,)),
    "body.wording_suggested": Audience(told=(body_chairs,)),
    "recommendation.question_asked": Audience(asks=(lead,)),
    "recommendation.question_due": Audience(asks=(lead,)),
    "recommendation.question_answered": Audience(told=(named("asker_id", "asker"),)),
    "body.session_moved": Audience(told=(session_sponsors, body_members)),
    "recommendation.sponsor_invited": Audience(asks=(INVITED,)),
    "recommendation.sponsor_agreed": Audience(told=(lead,)),
    "recommendation.sponsor_left": Audience(told=(lead,)),
    "recommendation.joining_asked": Audience(asks=(lead,)),
    "recommendation.joining_accepted": Audience(told=(named_cities("asked_city_id", "asked"), sponsors)),
    "recommendation.joining_declined": Audience(told=(named_cities("asked_city_id", "asked"),)),
    "recommendation.submitted": Audience(asks=(EDITORS,), told=(sponsors, followers)),
    "recommendation.assigned": Audience(asks=(named("assignee_id", "staff"),)),
    "recommendation.returned": Audience(asks=(lead,), told=(sponsors, followers)),
    "recommendation.resubmitted": Audience(asks=(screener,), told=(sponsors, followers)),
    "recommendation.answer_due": Audience(asks=(lead,)),
    "recommendation.extension_asked": Audience(asks=(screener,)),
    "recommendation.extension_granted": Audience(asks=(lead,), told=(sponsors,)),
    "recommendation.extension_refused": Audience(asks=(lead,), told=(sponsors,)),
    "recommendation.screening_overdue": Audience(asks=(the_screener,)),
    "recommendation.wording_proposed": Audience(asks=(lead_mayors,), told=(lead,)),
    "recommendation.wording_answered": Audience(told=(proposers, the_screener)),
    "recommendation.accepted": Audience(asks=(BUREAU,), told=(sponsors, followers)),
    "recommendation.cleared": Audience(asks=(EDITORS,), told=(sponsors, followers)),
    "recommendation.forwarding_prepared": Audience(asks=(APPROVERS,)),
    "recommendation.not_forwarding_prepared": Audience(asks=(APPROVERS,)),
    "recommendation.preparation_sent_back": Audience(asks=(named("prepared_by_id", "staff"),)),
    "recommendation.preparation_taken_back": Audience(told=(APPROVERS,)),
    "recommendation.act_taken_back": Audience(told=(named("assignee_id", "staff"),)),
    "recommendation.note_mentioned": Audience(asks=(named("colleagues", "staff"),)),
    "recommendation.forwarded": PUBLIC_STEP,
    "recommendation.not_forwarded": SPONSORED,
    "recommendation.considered": PUBLIC_STEP,
    "recommendation.disposed": PUBLIC_STEP,
    "recommendation.deferred": PUBLIC_STEP,
    "recommendation.referred": PUBLIC_STEP,
    "recommendation.referral_taken_back": PUBLIC_STEP,
    "recommendation.answer_corrected": PUBLIC_STEP,
    "recommendation.follow_up_begun": PUBLIC_STEP,
    "recommendation.progress_reported": PUBLIC_STEP,
    "recommendation.milestone_set": PUBLIC_STEP,
    "recommendation.undertaken": PUBLIC_STEP,
    "recommendation.review_due": Audience(asks=(EDITORS,)),
    "recommendation.closed": PUBLIC_STEP,
    "recommendation.merged": SPONSORED,
    "recommendation.unmerged": SPONSORED,
    "recommendation.took_in": Audience(asks=(INVITED,), told=(sponsors, followers)),
    "recommendation.gave_back": SPONSORED,
    "recommendation.split": SPLIT,
    "recommendation.split_off": SPLIT,
    "recommendation.withdrawn": SPONSORED,
    "paper.composed": Audience(asks=(APPROVERS,)),
    "paper.published": Audience(told=(body_members,)),
    "city.proposed": Audience(asks=(APPROVERS,)),
    "city.accredited": Audience(told=(named("proposed_by_id", "staff"), EDITORS)),
    "city.refused": Audience(asks=(named("proposed_by_id", "staff"),)),
    "mandate.added": Audience(asks=(EDITORS,)),
    "mandate.verified": Audience(told=(named("holder_id", "author"),)),
    "mandate.ended": Audience(told=(named("holder_id", "author"),)),
    "person.passkey_counter_fell": Audience(asks=(ALL_STAFF,), told=(named("holder_id", "self"),)),
    "person.recovery_asked": Audience(asks=(SECOND_PEN,), told=(ALL_STAFF, named("holder_id", "self"))),
    "person.recovery_agreed": Audience(told=(ALL_STAFF, named("holder_id", "self"))),
    "person.recovery_stopped": Audience(told=(ALL_STAFF, named("holder_id", "self"))),
    "person.recovery_done": Audience(told=(ALL_STAFF, named("holder_id", "self"))),
    "moderation.flagged": Audience(asks=(EDITORS,)),
    "moderation.hidden": Audience(asks=(named("author_id", "author"),)),
    "moderation.refused": Audience(asks=(named("author_id", "author"),)),
    "moderation.approved": Audience(told=(named("author_id", "author"),)),
    "moderation.restored": Audience(told=(named("author_id", "author"),)),
    "moderation.flag_settled": Audience(told=(named("flagger_ids", "flagger"),)),
    "moderation.appealed": Audience(asks=(holding("staff", Role.EDITOR, Role.APPROVER, but="decided_by_id"),)),
    "moderation.appeal_decided": Audience(told=(named("author_id", "author"), named("decided_by_id", "staff"))),
}
