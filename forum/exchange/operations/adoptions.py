""" "We did this too", and what came of it a year later."""

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import queries, rules
from forum.exchange.operations.challenges import who
from forum.kit import clock, markdown
from forum.kit.i18n import _
from forum.kit.verdict import refuse, require
from models import Adoption, Challenge, Experience
from models.base import db


def adopt(actor: Actor, experience: Experience, text: str, challenge: Challenge | None = None) -> Adoption:
    """A city took up an experience, perhaps as the answer to a challenge of its own; shown on both cities' pages."""
    require(rules.can_adopt(experience, actor, {one.city_id for one in queries.adoptions(experience.id)}))
    if challenge is not None and challenge.city_id != actor.city_id:
        require(refuse(_("The challenge must be your own city's."), _("Choose one of yours, or none.")))
    row = Adoption(experience_id=experience.id, challenge_id=challenge.id if challenge else None, at=clock.now())
    row.city_id, row.person_id, row.mandate_id = who(actor)
    row.text, row.html = text, markdown.render(text)
    db.session.add(row)
    experience.adoption_count += 1
    if challenge is not None:
        challenge.adoption_count += 1
    db.session.flush()
    subject = ("contribution", experience.id)
    ledger.record("experience.adopted", actor, subject, experience.title, public=True, adoption_id=row.id)
    return row


def tell_outcome(actor: Actor, adoption: Adoption, text: str) -> None:
    """A year later the adopting city tells what came of it; its experience must be loaded."""
    require(rules.can_tell_outcome(adoption, actor))
    adoption.outcome, adoption.outcome_html, adoption.outcome_at = text, markdown.render(text), clock.now()
    title, subject = adoption.experience.title, ("contribution", adoption.experience_id)
    ledger.record("experience.outcome_told", actor, subject, title, public=True, adoption_id=adoption.id)
