""" "This was not me": an act in somebody's name is marked at once, counts no more, and the secretariat is called."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts.actor import Actor
from forum.accounts.rules.speaking import speaker
from forum.declarations.dossier import Dossier
from forum.declarations.operations.counting import recount
from forum.declarations.operations.entering import digest_of
from forum.declarations.queries import contests as reading
from forum.declarations.queries.contests import DECLINE, SIGNATURE, Act
from forum.declarations.rules import contesting as rules
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.register.confirmation import BY_SESSION
from forum.register.operations import appending
from models import Signature, SignatureContest, SigningRequest
from models.base import db


def contest(dossier: Dossier, actor: Actor, act: Act, reason: str) -> SignatureContest:
    """A contested signature counts no more; a contested withdrawal is marked, and the signature stays withdrawn until the
    city signs again, since nobody knows who would stand behind it; a contested decline is void. Raises Refused."""
    require(rules.can_contest(actor, act.person_id, act.contest is not None))
    row = SignatureContest(declaration_id=dossier.id, act=act.kind, act_id=act.id, contests=act.index, reason=reason)
    row.city_id, row.person_id, row.mandate_id = act.city_id, act.person_id, act.mandate.id
    row.signature_id, row.at, row.found = act.signature.id if act.signature else None, clock.now(), ""
    try:
        with db.session.begin_nested():
            row.register_index = _enter(dossier, actor, act, reason)
            db.session.add(row)
    except IntegrityError as twice:
        raise Refused(rules.can_contest(actor, act.person_id, True)) from twice
    _mark(dossier, act)
    subject, public = ("declaration", dossier.id), dossier.frozen and act.kind != DECLINE
    data = {"contest_id": row.id, "act": act.kind, "holder_id": act.person_id, "register_index": row.register_index}
    title, city = dossier.row.title, act.city_id
    ledger.record("declaration.act_contested", actor, subject, title, city_id=city, public=public, **data)
    return row


def _enter(dossier: Dossier, actor: Actor, act: Act, reason: str) -> int:
    """In the office in which the act stands, whether or not it is held still."""
    mandate, version = act.mandate, next((v for v in dossier.versions if v.id == act.version_id), None)
    said = appending.statement(
        "contest",
        declaration=dossier.id,
        version=version.number if version else None,
        contests=act.index,
        reason_sha256=digest_of(reason),
        **(speaker(actor.person, mandate) if actor.person else {}),
    )
    return appending.enter(said, BY_SESSION, dossier.id).index


def _mark(dossier: Dossier, act: Act) -> None:
    if act.kind == SIGNATURE and act.signature is not None:
        changed_one(update(Signature).where(Signature.id == act.id).values(standing=False))
        db.session.refresh(act.signature, ["standing", "contest"])
        recount(dossier, [act.city_id])
    elif act.kind == DECLINE:
        void = update(SigningRequest).where(SigningRequest.id == act.id, SigningRequest.void_at.is_(None))
        changed_one(void.values(void_at=clock.now()))
        db.session.refresh(act.row, ["void_at"])


def propose(dossier: Dossier, actor: Actor, row: SignatureContest, finding: str, found: str) -> None:
    """The first of two members of the secretariat records what was found; whoever corrects it becomes the first."""
    require(rules.can_propose(actor, row.person_id, row.settled_at is not None))
    require(rules.finding_fits(finding, reading.signed_again(row) is not None))
    values = {"finding": finding, "found": found, "proposed_by_id": actor.person_id}
    _change(row, row.proposed_by_id, **values)
    _record(dossier, actor, "contest_looked_into", row)


def settle(dossier: Dossier, actor: Actor, row: SignatureContest, seen: str) -> None:
    """The second of them confirms what they read: the finding and the words of the first."""
    require(rules.can_settle(actor, row.person_id, row.proposed_by_id, row.settled_at is not None))
    require(rules.finding_fits(row.finding, reading.signed_again(row) is not None))
    if seen != digest_of(f"{row.finding}\n{row.found}"):
        raise Refused(_changed())
    _change(row, row.proposed_by_id, settled_by_id=actor.person_id, settled_at=clock.now())
    _record(dossier, actor, "contest_settled", row)


def _change(row: SignatureContest, seen: int | None, **values: object) -> None:
    mine = SignatureContest.id == row.id, SignatureContest.settled_at.is_(None)
    by = SignatureContest.proposed_by_id.is_(None) if seen is None else SignatureContest.proposed_by_id == seen
    if not changed_one(update(SignatureContest).where(*mine, by).values(**values)):
        raise Refused(_changed())
    db.session.refresh(row)


def _changed() -> rules.Verdict:
    return refuse(_("Somebody else recorded something meanwhile."), _("Read it, then decide."))


def _record(dossier: Dossier, actor: Actor, verb: str, row: SignatureContest) -> None:
    """Who looks into it is the secretariat's affair; what it came to is told where the act itself is public."""
    public = verb == "contest_settled" and dossier.frozen and row.act != DECLINE
    data = {"contest_id": row.id, "act": row.act, "holder_id": row.person_id, "finding": row.finding}
    subject, title = ("declaration", dossier.id), dossier.row.title
    ledger.record(f"declaration.{verb}", actor, subject, title, city_id=row.city_id, public=public, **data)
