"""What pages about recommendations call, of this feature and of those above it: names of stages and addresses."""

from typing import Any

from forum.kit.templating import link
from forum.kit.workflow import Offer
from forum.recommendations.case import Case, reference
from forum.recommendations.workflow import FLOW, LABELS, meaning
from models import Evidence
from models.recommendation import Stage

NOUNS: dict[str, str] = {}  # the noun in the address of each move, as the pages of moves say it


def address(row: Any) -> str:
    return link("recommendations.recommendation", identity=row.id)


def move_url(name: str, identity: int) -> str:
    """Where a move is made; the forwarding has its page in a feature above."""
    if name == "prepare_forwarding":
        return link("consideration.forwarding", identity=identity)
    return link(f"recommendations.{endpoint(NOUNS[name])}", identity=identity)


def offered(case: Case, actor: Any) -> list[Offer]:
    """The moves that have a page here; those of single paths are drawn by the feature that has their pages."""
    return [offer for offer in FLOW.offers(case, actor) if offer.move.name in NOUNS]


def endpoint(noun: str) -> str:
    return noun.replace("/", "_").replace("-", "_")


def evidence_url(cited: Evidence) -> str:
    if cited.experience_id:
        return link("exchange.show", many="experiences", identity=cited.experience_id)
    return f"{link('declarations.declaration', identity=cited.declaration_id)}#clause-{cited.clause_uid}"


def stage_name(stage: str) -> str:
    return str(LABELS[Stage(stage)])


def vocabulary() -> dict[str, Any]:
    """What the templates of recommendations call."""
    return {
        "stage_name": stage_name,
        "stage_meaning": meaning,
        "reference": reference,
        "address": address,
    }
