"""The terms of a recommendation: concepts, stems of its language, and its evidence, each with a weight."""

from collections import Counter
from typing import Any

from forum.exchange import stems
from forum.recommendations.asks import joined
from forum.recommendations.case import Case
from forum.recommendations.likeness.concepts import found_in

MOST_CONCEPTS, MOST_STEMS, LONGEST = 14, 14, 60
CONCEPT, STEM, EVIDENCE = "c", "s", "e"


def terms_of(case: Case) -> dict[str, int]:
    """Term -> thousandths of the text. The title counts three times and the asks twice: they say what is wanted."""
    return terms(
        case.row.language,
        case.row.title,
        joined(case.asks, case.row.language) if case.asks else case.row.asked,
        case.row.why,
    ) | {term: 1000 for one in case.evidence if (term := term_of(one))}


def terms(language: str, title: str, asked: str, why: str = "") -> dict[str, int]:
    """Of words that are not kept yet."""
    concepts = Counter[str]()
    for text, times in ((title, 3), (asked, 2), (why, 1)):
        for concept, count in found_in(language, text).items():
            concepts[concept] += times * min(count, 3)
    whole = sum(concepts.values()) or 1
    found = {f"{CONCEPT}:{name}": 1000 * count // whole for name, count in concepts.most_common(MOST_CONCEPTS)}
    words = list(stems.of_text(language, title, asked))[:MOST_STEMS]
    return found | {f"{STEM}:{language}:{stem}"[:LONGEST]: 1000 // len(words) for stem in words}


def term_of(one: Any) -> str:
    if one.experience_id:
        return f"{EVIDENCE}:x{one.experience_id}"
    if one.clause_uid:
        return f"{EVIDENCE}:c{one.clause_uid}"[:LONGEST]
    return f"{EVIDENCE}:i{one.indicator}"[:LONGEST] if one.indicator else ""
