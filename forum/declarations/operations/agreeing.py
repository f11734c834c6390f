"""Saying of paragraphs that they are agreed, agreed ad referendum, bracketed, or open again."""

from collections.abc import Sequence

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record
from forum.declarations.operations.workspace import topic
from forum.declarations.rules import agreeing as rules
from forum.declarations.text import agreement
from forum.kit import bus, clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Clause, ClauseAgreement
from models.base import db

MOST_TOLD = 20  # paragraphs that are named to those who write; of more, that something changed


def mark(dossier: Dossier, actor: Actor, chosen: Sequence[Clause], state: str) -> None:
    """It is said of the words that stand now; other words are open until somebody says it of them."""
    require(rules.can_mark(dossier, actor))
    if state not in agreement.STATES:
        raise Refused(refuse(_("Choose what you say of these paragraphs.")))
    require(rules.can_be(dossier, chosen, state))
    who = {"person_id": actor.person_id, "mandate_id": actor.mandate_id, "at": clock.now()}
    for clause in chosen:
        db.session.add(ClauseAgreement(declaration_id=dossier.id, uid=clause.uid, state=state, text=clause.text, **who))
    db.session.flush()
    record(dossier, "agreement_marked", actor, state=state, uids=[clause.uid for clause in chosen])
    for clause in chosen[:MOST_TOLD]:
        bus.publish_after_commit(topic(dossier.id), {"what": "agreement", "uid": clause.uid})
