"""Texts that ask the same in three languages are found to be alike; nobody learns by it of what they may not know."""

import pytest

from forum.recommendations.likeness import alike
from forum.recommendations.likeness.concepts import found_in, names
from forum.recommendations.likeness.terms import terms
from forum.recommendations.operations import drafting, submission
from forum.recommendations.queries import find
from models import RecommendationTerm
from models.base import db
from tests.counting import count_statements

KIND = {
    "en": ("Shade in every schoolyard", "to develop guidance on shade and trees in schools", "Heat keeps children indoors."),
    "fr": (
        "De l'ombre dans les cours d'école",
        "élaborer des orientations sur l'ombre et les arbres dans les écoles",
        "La chaleur retient les enfants à l'intérieur.",
    ),
    "ru": (
        "Тень в каждом школьном дворе",
        "разработать руководство по тени и деревьям в школах",
        "Жара держит детей в помещении.",
    ),
}
OTHER = {
    "en": ("Loans at the State's own rate", "to examine how cities can borrow for trams", "Interest is high."),
    "fr": ("Des pistes cyclables plus sûres", "inviter les États à financer le vélo", "Les accidents augmentent."),
    "ru": ("Цены на билеты", "собрать данные о тарифах на автобус", "Проезд дорожает."),
}


def shared(one, other):
    mine, theirs = (terms(language, *words) for language, words in (one, other))
    return {term for term in mine if term in theirs and term.startswith("c:")}


@pytest.mark.parametrize(("one", "other"), [("en", "fr"), ("en", "ru"), ("fr", "ru")])
def test_the_same_in_two_languages_shares_its_concepts(one, other):
    same = shared((one, KIND[one]), (other, KIND[other]))
    assert {"c:shade", "c:tree", "c:school", "c:heat", "c:child", "c:guidance"} <= same
    for language, words in OTHER.items():
        assert len(shared((one, KIND[one]), (language, words))) <= 1, (one, language)


@pytest.mark.parametrize(
    ("language", "text", "concept", "not_that"),
    [
        ("en", "public transport at night", "public_transport", "transport"),
        ("fr", "les transports en commun la nuit", "public_transport", "transport"),
        ("ru", "общественным транспортом ночью", "public_transport", "transport"),
        ("en", "renewable energy", "renewable", "energy"),
        ("fr", "des espaces publics sûrs", "square", "safety"),
        ("ru", "питьевую воду", "water", ""),
        ("en", "the housing of tenants", "housing", ""),
        ("fr", "SUR LES LOYERS", "rent", "safety"),
    ],
)
def test_phrases_and_endings(language, text, concept, not_that):
    found = found_in(language, text)
    assert concept in found and not_that not in found


def test_every_concept_has_a_name_in_each_language():
    assert len(names("en")) >= 150
    for language in ("en", "fr", "ru"):
        assert set(names(language)) == set(names("en")) and all(names(language).values())


@pytest.fixture
def three(people, body, experience):
    """One asked in English by Braga, one in French by Lviv, one in Russian by Almaty; and one of another kind."""

    def made(actor, language, words):
        case = drafting.begin(actor, drafting.Words.plain(*words, body, language))
        drafting.cite_experience(case, actor, experience)
        submission.submit(find(None, case.id), actor)
        return find(None, case.id)

    mayors = (people.lead_mayor, people.sponsor_mayor, people.other_mayor)
    made(people.asked_mayor, "fr", OTHER["fr"])
    return {language: made(actor, language, KIND[language]) for actor, language in zip(mayors, KIND, strict=True)}


def test_the_secretariat_finds_all_three(people, three):
    for language, case in three.items():
        found = alike(people.editor, case)
        others = {three[other].id for other in KIND if other != language}
        assert [one.row.id for one in found[:2]] == sorted(others, reverse=True) or {
            one.row.id for one in found[:2]
        } == others
        assert all(one.strong and "shade" in one.concepts and one.evidence for one in found[:2])
        assert "ombre" in found[0].names("fr")


def test_cities_find_only_what_is_public_or_their_own(people, three):
    assert [one.row.id for one in alike(people.lead_mayor, three["en"])] == []
    assert [one.row.id for one in alike(people.sponsor_mayor, three["en"])] == [three["fr"].id]
    three["ru"].row.public_at = three["ru"].row.submitted_at
    db.session.flush()
    assert [one.row.id for one in alike(people.lead_mayor, three["en"])] == [three["ru"].id]


def test_reviewers_with_an_interest_find_nothing_of_their_city(people, three):
    seen = {one.row.id for one in alike(people.sponsor_editor, three["en"])}
    assert three["fr"].id not in seen and three["ru"].id in seen


def test_drafts_are_nobodys_but_their_authors(people, three, body):
    draft = drafting.begin(people.asked_mayor, drafting.Words.plain(*KIND["en"], body))
    assert draft.id not in {one.row.id for one in alike(people.editor, three["en"], 20)}
    assert draft.id in {one.row.id for one in alike(people.asked_mayor, terms("en", *KIND["en"]), 20)}


def test_terms_follow_the_text_and_the_evidence(people, body, experience):
    case = drafting.begin(people.lead_mayor, drafting.Words.plain(*KIND["en"], body))

    def kept():
        rows = db.session.query(RecommendationTerm.term).filter_by(recommendation_id=case.id)
        return {term for (term,) in rows}

    assert "c:shade" in kept()
    drafting.edit(case, people.lead_mayor, drafting.Words.plain(*OTHER["en"], body), case.row.edit)
    assert "c:shade" not in kept() and "c:loan" in kept()
    cited = drafting.cite_experience(case, people.lead_mayor, experience)
    assert f"e:x{experience.id}" in kept()
    drafting.remove_evidence(case, people.lead_mayor, cited)
    assert f"e:x{experience.id}" not in kept()


def test_it_costs_four_statements(people, three):
    with count_statements() as seen:
        assert alike(people.editor, three["en"], 5)
    assert len(seen) == 4, "\n".join(seen)
