"""The words that texts are tagged with: themes, Sustainable Development Goals, San Marino principles, U4SSC indicators."""

from forum.exchange.vocabulary.facets import FACETS, PRINCIPLES, THEMES, goal, goals, indicator_groups, indicators, label
from forum.exchange.vocabulary.languages import LANGUAGES
from forum.exchange.vocabulary.sections import FIELDS, SECTIONS, TITLES

__all__ = [
    "FACETS",
    "FIELDS",
    "LANGUAGES",
    "PRINCIPLES",
    "SECTIONS",
    "THEMES",
    "TITLES",
    "goal",
    "goals",
    "indicator_groups",
    "indicators",
    "label",
]
