"""Proposing a city, and confirming or refusing it by a second person."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts.actor import Actor
from forum.cities import rules
from forum.cities.operations.inviting import invite_office
from forum.cities.queries import accreditation as queries
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.text import slug_of
from forum.kit.verdict import Refused, refuse, require
from models import AccreditationDecision, AccreditationProposal, City
from models.base import db


@dataclass(frozen=True)
class Candidate:
    """A city as it is proposed: where it lies, why it, and whom to write to."""

    name: str
    country_iso2: str
    latitude: float
    longitude: float
    reason: str
    contact_name: str
    contact_email: str
    office: str
    population: int | None = None
    population_source: str = ""
    time_zone: str = "UTC"


def propose(actor: Actor, candidate: Candidate) -> AccreditationProposal:
    """The first pen. A city that was refused before may be proposed again."""
    require(rules.can_propose(actor))
    city = queries.city_at(candidate.name, candidate.country_iso2, candidate.latitude, candidate.longitude)
    require(rules.is_new(city, queries.waiting_for(city)))
    city = city or _add_city(candidate)
    proposal = AccreditationProposal(
        city_id=city.id,
        city=city,
        proposed_by_id=actor.person_id,
        proposed_at=clock.now(),
        reason=candidate.reason,
        contact_name=candidate.contact_name,
        contact_email=candidate.contact_email.strip().lower(),
        office=candidate.office,
    )
    try:
        with db.session.begin_nested():
            db.session.add(proposal)
    except IntegrityError:  # somebody proposed the same city at the same moment
        raise Refused(rules.is_new(city, proposal)) from None
    ledger.record("city.proposed", actor, ("city", city.id), city.name, city_id=city.id, proposal_id=proposal.id)
    return proposal


def confirm(actor: Actor, proposal: AccreditationProposal, note: str = "") -> None:
    """The second pen: the city joins, and the mayor's office is invited by mail."""
    _decide(actor, proposal, "confirmed", note)
    city = proposal.city
    city.accredited_at = clock.now()
    db.session.flush()
    ledger.record(
        "city.accredited",
        actor,
        ("city", city.id),
        city.name,
        city_id=city.id,
        public=True,
        proposed_by_id=proposal.proposed_by_id,
    )
    invite_office(actor, proposal)


def refuse_city(actor: Actor, proposal: AccreditationProposal, reason: str) -> None:
    if not reason.strip():
        raise Refused(refuse(_("A refusal needs its reason."), _("Write in a sentence or two why.")))
    _decide(actor, proposal, "refused", reason)
    city = proposal.city
    ledger.record(
        "city.refused", actor, ("city", city.id), city.name, city_id=city.id, proposed_by_id=proposal.proposed_by_id
    )


def _decide(actor: Actor, proposal: AccreditationProposal, outcome: str, reason: str) -> None:
    """By compare-and-set: of two who decide at one moment one wins, and the other is told."""
    require(rules.can_decide(proposal, actor))
    as_seen = update(AccreditationProposal).where(
        AccreditationProposal.id == proposal.id, AccreditationProposal.state == "waiting"
    )
    if not changed_one(as_seen.values(state=outcome)):
        raise Refused(refuse(_("Somebody else decided this a moment ago."), _("Reload the page to see what.")))
    db.session.refresh(proposal, ["state"])
    proposal.decision = AccreditationDecision(
        proposal_id=proposal.id,
        decided_by_id=actor.person_id,
        decided_at=clock.now(),
        outcome=outcome,
        reason=reason.strip(),
    )
    db.session.flush()


def _add_city(candidate: Candidate) -> City:
    city = City(
        slug=_free_slug(candidate),
        name=candidate.name,
        country_iso2=candidate.country_iso2,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        population=candidate.population,
        population_source=candidate.population_source,
        time_zone=candidate.time_zone,
        created_at=clock.now(),
    )
    db.session.add(city)
    db.session.flush()
    return city


def _free_slug(candidate: Candidate) -> str:
    """ "braga", or "braga-pt", or "braga-pt-2"."""
    slug = slug_of(candidate.name)[:60]
    longer = f"{slug}-{candidate.country_iso2.lower()}"
    taken = queries.slugs_like(slug)
    numbered = (f"{longer}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, longer, *numbered) if one not in taken)
