"""Reading the exchange: lists with facets, one text, its answers and adoptions, what is like it, its history and files."""

from forum.exchange.queries.around import around
from forum.exchange.queries.contributions import (
    drafts_of,
    get,
    of_city,
    own_experiences,
    page_of,
    published,
    revisions,
    visible_to,
)
from forum.exchange.queries.files import get_upload, uploads
from forum.exchange.queries.listing import Filters, facet_counts, listing
from forum.exchange.queries.related import Alike, alike
from forum.exchange.queries.talk import (
    adoption,
    adoptions,
    adoptions_for,
    adoptions_of_city,
    answers,
    answers_and_uses,
    closure,
    contact_requests,
    has_asked,
    open_challenges,
)

__all__ = [
    "Alike",
    "Filters",
    "adoption",
    "adoptions",
    "adoptions_for",
    "adoptions_of_city",
    "alike",
    "answers",
    "answers_and_uses",
    "around",
    "closure",
    "contact_requests",
    "drafts_of",
    "facet_counts",
    "get",
    "get_upload",
    "has_asked",
    "listing",
    "of_city",
    "open_challenges",
    "own_experiences",
    "page_of",
    "published",
    "revisions",
    "uploads",
    "visible_to",
]
