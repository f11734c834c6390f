"""Who hears of an act, and why: one row a verb. The first reason that fits a person is the one they are given."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from forum.kit import clock, subjects
from models import (
    Declaration,
    DraftingCity,
    Evidence,
    Experience,
    Follow,
    LedgerEvent,
    Mandate,
    MandateVerification,
    Recommendation,
    Role,
    Signature,
    Sponsor,
)
from models.base import db
from models.mandate import BUREAU_ROLES, CITY_ROLES

Rows = Iterable[tuple[int, str]]  # (person id, reason)
MAYORS = (Role.MAYOR, Role.DEPUTY)


@dataclass(frozen=True)
class Audience:
    """`asks`: those of whom the act asks something; they get a mail at once. `told`: the others."""

    asks: tuple[Callable[[LedgerEvent], Rows], ...] = ()
    told: tuple[Callable[[LedgerEvent], Rows], ...] = ()


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


def in_force() -> Select[tuple[int]]:
    """People with a mandate that holds today."""
    day = clock.today()
    return (
        select(Mandate.person_id)
        .join(MandateVerification, MandateVerification.mandate_id == Mandate.id)
        .where(Mandate.starts_on <= day, Mandate.ends_on.is_(None) | (Mandate.ends_on >= day), Mandate.ended_at.is_(None))
        .distinct()
    )


def holding(reason: str, *roles: str, but: str = "") -> Callable[[LedgerEvent], Rows]:
    """Everybody with one of these roles, except who has a conflict of interest with a recommendation.

    `but`: the key in the event under which one person stands who is left out.
    """

    def source(event: LedgerEvent) -> Rows:
        statement = in_force().where(Mandate.role.in_(roles))
        if event.subject_kind == "recommendation":
            cities = select(Sponsor.city_id).where(Sponsor.recommendation_id == event.subject_id, Sponsor.state != "left")
            conflicted = in_force().where(Mandate.city_id.in_(cities))
            statement = statement.where(Mandate.person_id.not_in(conflicted))
        left_out = event.data.get(but)
        return [(person_id, reason) for person_id in db.session.scalars(statement) if person_id != left_out]

    return source


def people_of(cities: Select[tuple[int]], reason: str, roles: tuple[str, ...] = CITY_ROLES) -> Rows:
    statement = in_force().where(Mandate.city_id.in_(cities), Mandate.role.in_(roles))
    return [(person_id, reason) for person_id in db.session.scalars(statement)]


def followers(event: LedgerEvent) -> Rows:
    statement = select(Follow.person_id).filter_by(subject_kind=event.subject_kind, subject_id=event.subject_id, muted=False)
    return [(person_id, "follower") for person_id in db.session.scalars(statement)]


def city_followers(event: LedgerEvent) -> Rows:
    """Who follows the city that acted."""
    statement = select(Follow.person_id).filter_by(subject_kind="city", subject_id=event.city_id or 0, muted=False)
    return [(person_id, "city") for person_id in db.session.scalars(statement)]


def author(event: LedgerEvent) -> Rows:
    subject = subjects.find(event.subject_kind, event.subject_id, None)
    return [(subject.author_id, "author")] if subject and subject.author_id else []


def named(key: str, reason: str) -> Callable[[LedgerEvent], Rows]:
    """People whose ids the event carries."""

    def source(event: LedgerEvent) -> Rows:
        value = event.data.get(key) or []
        return [(person_id, reason) for person_id in (value if isinstance(value, list) else [value])]

    return source


def named_cities(key: str, reason: str, roles: tuple[str, ...] = CITY_ROLES) -> Callable[[LedgerEvent], Rows]:
    def source(event: LedgerEvent) -> Rows:
        value = event.data.get(key) or []
        ids = value if isinstance(value, list) else [value]
        statement = in_force().where(Mandate.city_id.in_(ids), Mandate.role.in_(roles))
        return [(person_id, reason) for person_id in db.session.scalars(statement)] if ids else []

    return source


def group_of(*roles: str) -> Callable[[LedgerEvent], Rows]:
    return lambda event: people_of(select(DraftingCity.city_id).filter_by(declaration_id=event.subject_id), "group", roles)


group, group_mayors = group_of(*CITY_ROLES), group_of(*MAYORS)


def lead(event: LedgerEvent) -> Rows:
    model = Declaration if event.subject_kind == "declaration" else Recommendation
    return people_of(select(model.lead_city_id).where(model.id == event.subject_id), "lead")


def own(*roles: str) -> Callable[[LedgerEvent], Rows]:
    return lambda event: people_of(select(Mandate.city_id).where(Mandate.id == (event.mandate_id or 0)), "city", roles)


def signatories(event: LedgerEvent) -> Rows:
    statement = select(Signature.person_id).filter_by(declaration_id=event.subject_id, standing=True)
    return [(person_id, "signatory") for person_id in db.session.scalars(statement)]


def all_mayors(event: LedgerEvent) -> Rows:
    return [(person_id, "city") for person_id in db.session.scalars(in_force().where(Mandate.role.in_(MAYORS)))]


def sponsors(event: LedgerEvent) -> Rows:
    """Cities that sponsor it or are asked to; with those whose own recommendation was merged into it."""
    merged = select(Recommendation.id).filter_by(merged_into_id=event.subject_id)
    held = or_(Sponsor.recommendation_id == event.subject_id, Sponsor.recommendation_id.in_(merged) & event.public)
    return people_of(select(Sponsor.city_id).where(held, Sponsor.state != "left"), "sponsor")


def screener(event: LedgerEvent) -> Rows:
    """Who screens it, unless their city has a part in it by now; without one, the editors."""
    named_one = [row for row in named("assignee_id", "staff")(event) if row[0] is not None]
    impartial = {person_id for person_id, _reason in EDITORS(event)}
    return [row for row in named_one if row[0] in impartial] or EDITORS(event)


def evidence_authors(event: LedgerEvent) -> Rows:
    """Those who wrote the experiences that a recommendation rests on."""
    cited = select(Evidence.experience_id).filter_by(recommendation_id=event.subject_id)
    statement = select(Experience.author_id).where(Experience.id.in_(cited))
    return [(person_id, "evidence") for person_id in db.session.scalars(statement)]


def evidence_signatories(event: LedgerEvent) -> Rows:
    """Those who signed the declaration that a recommendation rests on."""
    cited = select(Evidence.declaration_id).filter_by(recommendation_id=event.subject_id)
    statement = select(Signature.person_id).where(Signature.declaration_id.in_(cited), Signature.standing)
    return [(person_id, "signatory") for person_id in db.session.scalars(statement)]


EDITORS = holding("staff", Role.EDITOR)
APPROVERS = holding("staff", Role.APPROVER)
BUREAU = holding("bureau", *BUREAU_ROLES)
PARTIES = Audience(told=(group, signatories, followers))
SPONSORED = Audience(told=(sponsors, followers))
PUBLIC_STEP = Audience(told=(sponsors, evidence_signatories, evidence_authors, followers))

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
    "declaration.amendment_proposed": Audience(asks=(lead,), told=(followers,)),
    "declaration.amendment_accepted": Audience(told=(named("proposer_id", "author"), group, followers)),
    "declaration.amendment_rejected": Audience(told=(named("proposer_id", "author"), followers)),
    "declaration.consultation_opened": Audience(asks=(group,), told=(all_mayors, followers)),
    "declaration.silence_started": Audience(asks=(group_mayors, all_mayors), told=(followers,)),
    "declaration.silence_broken": Audience(asks=(lead,), told=(group, followers, BUREAU)),
    "declaration.silence_ended": Audience(asks=(holding("bureau", Role.CHAIR),), told=(group, followers)),
    "declaration.drafting_resumed": PARTIES,
    "declaration.opened": Audience(asks=(group_mayors, all_mayors), told=(group, followers)),
    "declaration.signature_prepared": Audience(asks=(own(*MAYORS),)),
    "declaration.delegate_asked": Audience(asks=(own(Role.DELEGATE),)),
    "declaration.declined": Audience(told=(own(*CITY_ROLES), lead, BUREAU)),
    "declaration.signed": Audience(told=(lead, followers)),
    "declaration.signature_withdrawn": Audience(told=(lead, followers, BUREAU)),
    "declaration.adopted": PARTIES,
    "declaration.closed": PARTIES,
    "declaration.version_issued": Audience(asks=(signatories,), told=(group, followers)),
    "recommendation.sponsor_invited": Audience(asks=(named_cities("invited_city_id", "sponsor", MAYORS),)),
    "recommendation.sponsor_agreed": Audience(told=(lead,)),
    "recommendation.sponsor_left": Audience(told=(lead,)),
    "recommendation.submitted": Audience(asks=(EDITORS,), told=(sponsors, followers)),
    "recommendation.assigned": Audience(asks=(named("assignee_id", "staff"),)),
    "recommendation.returned": Audience(asks=(lead,), told=(sponsors, followers)),
    "recommendation.resubmitted": Audience(asks=(screener,), told=(sponsors, followers)),
    "recommendation.accepted": Audience(asks=(BUREAU,), told=(sponsors, followers)),
    "recommendation.cleared": Audience(asks=(EDITORS,), told=(sponsors, followers)),
    "recommendation.forwarding_prepared": Audience(asks=(APPROVERS,)),
    "recommendation.not_forwarding_prepared": Audience(asks=(APPROVERS,)),
    "recommendation.preparation_sent_back": Audience(asks=(named("prepared_by_id", "staff"),)),
    "recommendation.forwarded": PUBLIC_STEP,
    "recommendation.not_forwarded": SPONSORED,
    "recommendation.considered": PUBLIC_STEP,
    "recommendation.disposed": PUBLIC_STEP,
    "recommendation.follow_up_begun": PUBLIC_STEP,
    "recommendation.progress_reported": PUBLIC_STEP,
    "recommendation.closed": PUBLIC_STEP,
    "recommendation.merged": SPONSORED,
    "recommendation.withdrawn": SPONSORED,
    "city.proposed": Audience(asks=(APPROVERS,)),
    "city.accredited": Audience(told=(named("proposed_by_id", "staff"), EDITORS)),
    "city.refused": Audience(asks=(named("proposed_by_id", "staff"),)),
    "mandate.added": Audience(asks=(EDITORS,)),
    "mandate.verified": Audience(told=(named("holder_id", "author"),)),
    "mandate.ended": Audience(told=(named("holder_id", "author"),)),
    "moderation.flagged": Audience(asks=(EDITORS,)),
    "moderation.hidden": Audience(asks=(named("author_id", "author"),)),
    "moderation.refused": Audience(asks=(named("author_id", "author"),)),
    "moderation.approved": Audience(told=(named("author_id", "author"),)),
    "moderation.restored": Audience(told=(named("author_id", "author"),)),
    "moderation.flag_settled": Audience(told=(named("flagger_ids", "flagger"),)),
    "moderation.appealed": Audience(asks=(holding("staff", Role.EDITOR, Role.APPROVER, but="decided_by_id"),)),
    "moderation.appeal_decided": Audience(told=(named("author_id", "author"), named("decided_by_id", "staff"))),
}
