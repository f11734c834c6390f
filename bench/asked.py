"""The corpus of recommendations for measuring: `load(app, 20_000)` writes them in bulk, with about ten events each.

Tracker, chain and queue are measured with it: nine of ten have been forwarded, the others are in review. Experiences
and cities are those of `forum/desk/corpus.py`, which must be there before.
"""

import datetime as dt
import random
from itertools import pairwise
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select

from forum.desk.corpus import WORDS, Author, known_authors
from forum.exchange.vocabulary import THEMES
from forum.kit import clock
from forum.kit.database import transaction
from forum.recommendations.words import VERBS
from forum.reporting.operations import counting
from models import (
    Ask,
    Body,
    Disposition,
    Evidence,
    Experience,
    FollowUpReport,
    LedgerEvent,
    Path,
    Recommendation,
    RecommendationMove,
    RecommendationTheme,
    Sponsor,
    Undertaking,
)
from models.base import db

BATCH = 1000
WAY = (
    "draft",
    "submitted",
    "screening",
    "accepted",
    "cleared",
    "forwarded",
    "considered",
    "disposition",
    "follow-up",
    "closed",
)
MOVES = ("submit", "assign", "accept", "clear", "confirm_forwarding", "consider", "dispose", "begin_follow_up", "close")
EVENTS = ("submitted", "assigned", "accepted", "cleared", "forwarded", "considered", "disposed", "follow_up_begun", "closed")
IN_REVIEW = 0.1  # of all


def load(app: Flask, recommendations: int) -> None:
    """The same number makes the same corpus."""
    chance, begin = random.Random(recommendations), clock.now() - dt.timedelta(days=3000)
    with app.app_context():
        with transaction():
            bodies = _bodies()
            authors = known_authors()
            first = int(db.session.scalar(select(func.max(Recommendation.id))) or 0) + 1
            experiences = list(db.session.scalars(select(Experience.id).order_by(Experience.id.desc()).limit(1000)))
        for start in range(first, first + recommendations, BATCH):
            rows: dict[Any, list[dict[str, Any]]] = {}
            for number in range(start, min(start + BATCH, first + recommendations)):
                _write(rows, chance, number, begin, authors, bodies, experiences)
            with transaction() as session:
                for model, values in rows.items():
                    session.execute(insert(model), values)
        counting.count_if_changed()


def _bodies() -> list[int]:
    """Eight invented bodies."""
    for number in range(8):
        if db.session.scalar(select(Body.id).filter_by(slug=f"sample-body-{number}")) is None:
            db.session.add(Body(slug=f"sample-body-{number}", name=f"Sample Committee {number + 1}", invented=True))
    db.session.flush()
    return list(db.session.scalars(select(Body.id).where(Body.slug.like("sample-body-%")).order_by(Body.id)))


def _write(
    rows: dict[Any, list[dict[str, Any]]],
    chance: random.Random,
    number: int,
    begin: dt.datetime,
    authors: list[Author],
    bodies: list[int],
    experiences: list[int],
) -> None:
    """One recommendation with all that hangs on it."""
    lead, other = chance.sample(authors, 2)
    reached = chance.randint(1, 4) if chance.random() < IN_REVIEW else chance.randint(5, 9)
    at = begin + dt.timedelta(hours=number * 3)
    moments = [at + dt.timedelta(days=day) for day in sorted(chance.sample(range(1, 400), 9))]
    body, title = chance.choice(bodies), f"Sample {number}: {' '.join(chance.choices(WORDS, k=6))}"
    public = moments[4] if reached > 4 else None
    text = " ".join(chance.choices(WORDS, k=30))

    def put(model: Any, **values: Any) -> None:
        rows.setdefault(model, []).append(values)

    put(
        Recommendation, id=number, title=title, asked=text, asked_html=f"<p>{text}</p>", why=text, why_html=f"<p>{text}</p>",
        costs="", costs_html="", language="en", body_id=body, stage=WAY[reached], lead_city_id=lead.city_id, invented=True,
        edit=1, turn=reached, created_at=at, submitted_at=moments[0], public_at=public, comment_count=0, prepared="",
        year=moments[0].year, assignee_id=lead.person_id if reached == 2 else None,
        due_on=moments[2].date() if reached == 2 else None,
    )  # fmt: skip
    put(Ask, recommendation_id=number, number=1, verb="to-develop", text=text, html=f"<p>{text}</p>", of_whom="")
    for city in (lead, other):
        put(Sponsor, recommendation_id=number, city_id=city.city_id, person_id=city.person_id, mandate_id=city.mandate_id,
            byline=city.byline, state="agreed", reason="", edit=1, at=at)  # fmt: skip
    for theme in chance.sample(list(THEMES), 2):
        put(RecommendationTheme, recommendation_id=number, theme=theme)
    put(Evidence, recommendation_id=number, kind="experience", experience_id=chance.choice(experiences), indicator="",
        label="Sample", quote="", note="")  # fmt: skip
    who = {"person_id": lead.person_id, "mandate_id": lead.mandate_id}
    for step, (source, target) in enumerate(pairwise(WAY[: reached + 1])):
        spent = int((moments[step] - (moments[step - 1] if step else at)).total_seconds())
        put(RecommendationMove, recommendation_id=number, move=MOVES[step], source=source, target=target, at=moments[step],
            note="", internal=False, seconds=spent, **who)  # fmt: skip
        put(LedgerEvent, at=moments[step], verb=f"recommendation.{EVENTS[step]}", subject_kind="recommendation",
            subject_id=number, title=title, public=step > 3, data={}, city_id=lead.city_id, **who)  # fmt: skip
    for extra in range(10 - reached):
        put(LedgerEvent, at=at + dt.timedelta(minutes=extra), verb="recommendation.edited", subject_kind="recommendation",
            subject_id=number, title=title, public=False, data={}, city_id=lead.city_id, **who)  # fmt: skip
    if public:
        _answer(put, chance, number, reached, moments, body, other, who, experiences)


def _answer(
    put: Any, chance: random.Random, number: int, reached: int, moments: list[Any], body: int, other: Author,
    who: dict[str, int], experiences: list[int],
) -> None:  # fmt: skip
    """Its path; path and recommendation share the number."""
    stage = ("forwarded", "considered", "answered")[min(reached - 5, 2)]
    days = [moment.date() for moment in moments]
    put(Path, id=number, recommendation_id=number, body_id=body, stage=stage, turn=1, cover_note="", languages="en",
        forwarded_at=moments[4], considered_on=days[5] if reached > 5 else None,
        answered_on=days[6] if reached > 6 else None)  # fmt: skip
    if reached > 6:
        put(Disposition, recommendation_id=number, path_id=number, verb=chance.choice(list(VERBS)),
            symbol=f"SAMPLE/{number}", paragraph="12", url="", text="", reason="", decided_on=days[6],
            entered_by_id=who["person_id"], mandate_id=who["mandate_id"], at=moments[6])  # fmt: skip
    if reached > 7:
        put(FollowUpReport, recommendation_id=number, percent=chance.choice([10, 40, 70, 100]), milestone="", text="",
            html="", reported_on=days[8], byline="", at=moments[8], **who)  # fmt: skip
        put(Undertaking, recommendation_id=number, city_id=other.city_id, experience_id=chance.choice(experiences),
            text="", byline=other.byline, at=moments[8], person_id=other.person_id,
            mandate_id=other.mandate_id)  # fmt: skip
