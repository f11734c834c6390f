"""Decisions are kept while nobody outside the desk knows of them, and let out together: all that were chosen, or none."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from forum import ledger
from forum.accounts.actor import may_act
from forum.accounts.sessions import load_actor
from forum.kit import clock, mail
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, Verdict, refuse, require
from forum.recommendations import fields
from forum.recommendations.case import FORWARD, Case
from forum.recommendations.operations import forwarding, screening
from forum.recommendations.operations.record import record
from forum.recommendations.operations.returning import PointWords
from forum.recommendations.queries.queue import review
from forum.recommendations.workflow import judge, too_late
from forum.screening.queries import publishing as reading
from forum.screening.queries.publishing import ACCEPT, RETURN, Item
from forum.screening.rules.publishing import can_drop, can_let_go, can_publish, keeper_stands
from models import OutboxMail, PendingDecision, Publication, Recommendation
from models.base import db

MOST_POINTS = 50


def keep_acceptance(case: Case, actor: Any, note: str = "") -> PendingDecision:
    return _keep(case, actor, PendingDecision(kind=ACCEPT, note=note, points=[]))


def keep_return(
    case: Case, actor: Any, points: Sequence[tuple[str, str]], answer_due_on: dt.date | None = None
) -> PendingDecision:
    """`points` are (field, words); the field is empty where a point is about the whole."""
    if not 0 < len(points) <= MOST_POINTS:
        raise Refused(refuse(_("A return has between 1 and 50 numbered points."), _("Write one point a line.")))
    given = [{"field": field, "text": text} for field, text in points]
    return _keep(case, actor, PendingDecision(kind=RETURN, note="", points=given, answer_due_on=answer_due_on))


def drop(decision: PendingDecision, case: Case, actor: Any) -> None:
    """As if it had never been kept; only the ledger of the desk knows."""
    require(can_drop(case, actor))
    _settle(decision, "dropped", None)
    case.row.decided = ""
    db.session.flush()
    record(case, "decision_dropped", actor, kind=decision.kind)


def publish(actor: Any, chosen: Sequence[str]) -> Publication:
    """What was chosen, by key, in one transaction; the letters about it are held until somebody has read them."""
    require(may_act(actor))
    chosen = list(dict.fromkeys(chosen))
    if not chosen:
        raise Refused(refuse(_("Nothing was chosen."), _("Choose at least one decision.")))
    if len(chosen) > reading.MOST:
        raise Refused(refuse(_("At most 200 decisions are published together."), _("Choose fewer of them.")))
    items = {item.key: item for item in reading.to_publish(actor, chosen)}
    if gone := [key for key in chosen if key not in items]:
        raise Refused(_late(len(gone)))
    publication = Publication(
        published_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
        count=len(chosen),
        recommendation_ids=sorted({items[key].row.id for key in chosen}),
    )
    db.session.add(publication)
    db.session.flush()
    with mail.holding(publication.id):
        for item in sorted((items[key] for key in chosen), key=lambda item: item.row.id):
            try:
                _carry_out(item, actor, publication)
            except Refused as refused:
                said = _("%(title)s: %(sentence)s", title=item.row.title, sentence=refused.verdict.sentence)
                raise Refused(refuse(said, _("Nothing was published. Leave this one out, or mend it."))) from refused
    _record(publication, actor, "published", count=publication.count)
    _note_sent(publication, actor)  # at once where nobody is written to
    return publication


def let_go(publication: Publication, actor: Any, mails: Sequence[int]) -> int:
    """Send held letters; each leaves once, whoever else lets it go at this moment."""
    require(can_let_go(actor))
    due = _held(publication, mails).values(state="waiting", due_at=clock.now())
    count = len(list(db.session.scalars(due.returning(OutboxMail.id))))
    if not count:
        raise Refused(refuse(_("No letter was held any more."), _("Reload the page to see what became of them.")))
    _record(publication, actor, "letters_released", count=count)
    _note_sent(publication, actor)
    return count


def retain(publication: Publication, actor: Any, mail_id: int, reason: str) -> None:
    """One letter does not leave; its reader finds the decision in the inbox and on the page."""
    require(can_let_go(actor))
    change = _held(publication, [mail_id]).values(state="dropped", sent_at=clock.now(), last_error=reason[:500])
    if not changed_one(change):
        raise Refused(not_held())
    _record(publication, actor, "letter_retained", mail_id=mail_id)
    _note_sent(publication, actor)


def not_held() -> Verdict:
    return refuse(_("This letter is not held any more."), _("Reload the page to see what became of it."))


def _keep(case: Case, actor: Any, decision: PendingDecision) -> PendingDecision:
    require(judge(case, decision.kind, actor))
    row = case.row
    as_seen = update(Recommendation).where(Recommendation.id == row.id, Recommendation.turn == row.turn)
    if not changed_one(as_seen.values(decided=decision.kind, turn=row.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(row, ["decided", "turn"])
    decision.recommendation_id, decision.state, decision.prepared_at = case.id, "waiting", clock.now()
    decision.prepared_by_id, decision.mandate_id = actor.person_id, actor.mandate_id
    db.session.add(decision)
    db.session.flush()
    record(case, "decision_kept", actor, kind=decision.kind)
    return decision


def _carry_out(item: Item, actor: Any, publication: Publication) -> None:
    case = review(actor, item.row.id)
    if case is None:
        raise Refused(too_late())
    require(can_publish(case, actor, item))
    if item.decision is None:
        confirm = forwarding.confirm_forwarding if item.kind == FORWARD else forwarding.confirm_not_forwarding
        return confirm(case, actor)
    require(keeper_stands(case, load_actor(item.decision.prepared_by_id)))
    _settle(item.decision, "published", publication.id)
    case.publishing, case.row.decided = True, ""
    if item.kind == ACCEPT:
        return screening.accept(case, actor, item.decision.note)
    known = fields.in_order(case)  # of an ask that was taken out since, the point is about the whole
    points = [
        PointWords(point["text"], point["field"] if point["field"] in known else fields.WHOLE)
        for point in item.decision.points
    ]
    return screening.return_with_points(case, actor, points, item.decision.answer_due_on)


def _settle(decision: PendingDecision, state: str, publication_id: int | None) -> None:
    as_seen = update(PendingDecision).where(PendingDecision.id == decision.id, PendingDecision.state == "waiting")
    if not changed_one(as_seen.values(state=state, publication_id=publication_id)):
        raise Refused(too_late())
    db.session.refresh(decision, ["state", "publication_id"])


def _held(publication: Publication, mails: Sequence[int]) -> Any:
    statement = update(OutboxMail).where(OutboxMail.publication_id == publication.id, OutboxMail.state == "held")
    return statement.where(OutboxMail.id.in_(mails)).execution_options(synchronize_session=False)


def _note_sent(publication: Publication, actor: Any) -> None:
    held = select(func.count()).where(OutboxMail.publication_id == publication.id, OutboxMail.state == "held")
    if not db.session.scalar(held):
        publication.sent_at, publication.sent_by_id = clock.now(), actor.person_id
    db.session.flush()


def _record(publication: Publication, actor: Any, what: str, **data: Any) -> None:
    title = _("Publication %(number)s", number=publication.id)
    ledger.record(f"publication.{what}", actor, ("publication", publication.id), title, **data)


def _late(count: int) -> Verdict:
    return refuse(
        _("One of them was published or changed a moment ago.")
        if count == 1
        else _("Some of them were published or changed a moment ago."),
        _("Nothing was published. Look at the list again."),
    )
