"""The secretariat's work: screening, the second pen, moderation, mandates, and mail that does not go out."""

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor, title_of
from forum.accounts.queries import mandates as mandate_queries
from forum.accounts.queries import recovery as recovery_queries
from forum.accounts.rules import recovery as recovery_rules
from forum.cities import rules as city_rules
from forum.cities.queries import accreditation
from forum.desk.tasks import SOON, USUAL, Task, end_of
from forum.kit import clock
from forum.kit.i18n import _, _n
from forum.moderation import queries as moderation_queries
from forum.recommendations.queries import follow_up
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from forum.screening.queries import queue
from models import BodySession, Forwarding, OutboxMail, Path, Recommendation
from models.base import db
from models.recommendation import Stage

MOST = 25


def screening(actor: Actor) -> list[Task]:
    """Six statements: mine with their due dates, unassigned, to forward, whose session is over, and to review."""
    mine = queue.listing(actor, "mine", None).items
    dues = queue.assignments([row.id for row in mine])
    tasks = [
        _review(actor, row, _("Yours to screen."), _("Screen"), "screening.review", SOON, end_of(dues[row.id].due_on))
        for row in mine
        if row.id in dues
    ]
    unassigned, ready = queue.listing(actor, "unassigned", None).items, queue.listing(actor, "to-forward", None).items
    tasks += [_review(actor, row, _("Submitted; nobody screens it yet."), _("Assign"), "assignment") for row in unassigned]
    tasks += [
        _review(actor, row, _("Cleared by the Bureau."), _("Prepare the forwarding"), "consideration.forwarding")
        for row in ready
    ]
    return tasks + _after_the_session(actor) + _to_review(actor)


def second_pen(actor: Actor) -> list[Task]:
    """Three statements: cities and recommendations that another person proposed or prepared."""
    statement = (
        select(Recommendation, Forwarding)
        .join(Forwarding, Forwarding.recommendation_id == Recommendation.id)
        .where(Forwarding.state == "prepared", Forwarding.prepared_by_id != actor.person_id, impartial(actor))
        .options(*HEADS)
        .order_by(Forwarding.id)
        .limit(MOST)
    )
    tasks = [_confirm(actor, row, prepared) for row, prepared in db.session.execute(statement)]
    return tasks + [
        Task(_("Accreditation of %(city)s", city=one.city.name), _("Proposed by %(name)s.", name=one.proposed_by.name),
             _("Confirm or refuse"), "cities.proposal", {"identity": one.id}, rank=USUAL, since=one.proposed_at,
             mandate_id=actor.mandate_id)
        for one in accreditation.waiting()
        if city_rules.can_decide(one, actor)
    ]  # fmt: skip


def moderation(actor: Actor) -> list[Task]:
    """One statement: how many of each kind wait, one line for each."""
    counts = moderation_queries.counts(actor)
    flags, held, appeals = (counts.get(kind, 0) for kind in ("flags", "held", "appeals"))
    lines = (
        (flags, _n("%(num)s flagged text", "%(num)s flagged texts", flags), _("Readers flagged them."), _("Judge"), ""),
        (held, _n("%(num)s first comment", "%(num)s first comments", held),
         _("First comments of observers are held."), _("Approve or refuse"), "held"),
        (appeals, _n("%(num)s appeal", "%(num)s appeals", appeals),
         _("Against the decisions of others."), _("Decide"), "appeals"),
    )  # fmt: skip
    return [
        Task(title, why, act, "moderation.queue", {"view": view} if view else {}, mandate_id=actor.mandate_id)
        for count, title, why, act, view in lines
        if count
    ]


def mandates(actor: Actor) -> list[Task]:
    """One statement: the oldest mandates that nobody has verified; never one's own."""
    return [
        Task(f"{mandate.person.name}, {title_of(mandate)}", _("Nothing can be done under a mandate without verification."),
             _("Verify"), "accounts.mandate", {"identity": mandate.id}, since=mandate.created_at,
             mandate_id=actor.mandate_id)
        for mandate in mandate_queries.waiting(None).items
        if mandate.person_id != actor.person_id
    ]  # fmt: skip


def recoveries(actor: Actor) -> list[Task]:
    """One statement: lost second factors that wait for a second person, and those whose waiting period is over."""
    asked = _("%(name)s asks to remove the second factor.")
    return [
        Task(_("Lost second factor of %(name)s", name=row.person.name),
             _("The waiting period is over.") if row.ready_at else asked % {"name": row.asked_by.name},
             _("Remove it or stop it") if row.ready_at else _("Agree or stop it"),
             "accounts.recovery", {"identity": row.person_id}, rank=SOON, since=row.ready_at or row.asked_at,
             mandate_id=actor.mandate_id)
        for row in recovery_queries.waiting()
        if (recovery_rules.can_finish(actor, row) if row.ready_at else recovery_rules.can_agree(actor, row))
    ]  # fmt: skip


def mail(actor: Actor) -> list[Task]:
    """One statement: mail that failed, letters that are held for reading, and decisions that are kept."""
    of = OutboxMail.state
    failed, held, kept = db.session.execute(
        select(
            select(func.count(OutboxMail.id)).where(of == "failed").scalar_subquery(),
            select(func.count(OutboxMail.id)).where(of == "held").scalar_subquery(),
            select(func.count()).select_from(Recommendation).where(Recommendation.decided != "", impartial(actor))
            .scalar_subquery(),
        )
    ).one()  # fmt: skip
    title = _n("%(num)s mail that could not be sent", "%(num)s mails that could not be sent", failed)
    task = Task(title, _("The mail server refused them."), _("Open the outbox"), "notifications.outbox", rank=SOON,
                mandate_id=actor.mandate_id)  # fmt: skip
    tasks = [task] if failed else []
    if held:
        title = _n("%(num)s letter is held for reading", "%(num)s letters are held for reading", held)
        why = _("It leaves when somebody has read it.") if held == 1 else _("They leave when somebody has read them.")
        tasks.append(Task(title, why, _("Read the letters"), "screening.decisions", mandate_id=actor.mandate_id))
    if kept:
        title = _n("%(num)s decision is kept", "%(num)s decisions are kept", kept)
        why = _("Nobody outside the desk knows of it.") if kept == 1 else _("Nobody outside the desk knows of them.")
        tasks.append(Task(title, why, _("Publish"), "screening.decisions", mandate_id=actor.mandate_id))
    return tasks


def _after_the_session(actor: Actor) -> list[Task]:
    """Before a body whose session is over, or considered without its answer entered."""
    over = and_(Path.stage == "forwarded", BodySession.ends_on < clock.today())
    statement = (
        select(Recommendation, Path, BodySession.name)
        .join(Path, Path.recommendation_id == Recommendation.id)
        .outerjoin(BodySession, BodySession.id == Path.session_id)
        .where(or_(over, Path.stage == "considered"), Recommendation.stage != Stage.CLOSED, impartial(actor))
        .options(joinedload(Path.body))
        .order_by(Path.id)
        .limit(MOST)
    )
    return [_of_a_path(actor, row, path, session) for row, path, session in db.session.execute(statement)]


def _to_review(actor: Actor) -> list[Task]:
    """Follow-ups whose day of review has come, or a milestone of which has passed its day."""
    today = clock.today()
    statement = select(Recommendation).where(follow_up.to_review(today), impartial(actor)).options(*HEADS)
    return [
        Task(row.title, _("The day of its review has come.") if row.review_on and row.review_on <= today
             else _("A milestone has passed its day."), _("Look at it again"), "recommendations.recommendation",
             {"identity": row.id, "_anchor": "follow-up"}, end_of(row.review_on), USUAL, None, actor.mandate_id)
        for row in db.session.scalars(statement.order_by(Recommendation.id).limit(MOST))
    ]  # fmt: skip


def _of_a_path(actor: Actor, row: Recommendation, path: Path, session: str) -> Task:
    to_consider = path.stage == "forwarded"
    why = (
        _("%(session)s of %(body)s is over.", session=session, body=path.body.name)
        if to_consider
        else _("%(body)s considered it.", body=path.body.name)
    )
    act = _("Record the consideration") if to_consider else _("Enter the answer")
    values = {"identity": row.id, "path_id": path.id}
    page = f"consideration.{'consideration' if to_consider else 'answer'}"
    return Task(row.title, why, act, page, values, mandate_id=actor.mandate_id)


def _confirm(actor: Actor, row: Recommendation, prepared: Forwarding) -> Task:
    forward = prepared.kind == "forward"
    why = _("The forwarding waits for a second person.") if forward else _("Not to forward waits for a second person.")
    page = "forwarding_confirmation" if forward else "non_forwarding_confirmation"
    return Task(row.title, why, _("Confirm or send back"), f"recommendations.{page}", {"identity": row.id}, rank=SOON,
                since=prepared.prepared_at, mandate_id=actor.mandate_id)  # fmt: skip


def _review(actor: Actor, row: Recommendation, why: str, act: str, page: str, rank: int = USUAL, due: object = None) -> Task:
    return Task(row.title, why, act, page if "." in page else f"recommendations.{page}", {"identity": row.id}, due, rank,  # type: ignore[arg-type]
                row.submitted_at, actor.mandate_id)  # fmt: skip
