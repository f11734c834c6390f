"""One recommendation becomes two: some of its asks go on under a number of their own."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import asks as asking
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, record
from forum.recommendations.queries.interests import EVER, origins
from forum.recommendations.queries.recommendations import case_of
from forum.recommendations.workflow import judge
from models import (
    Addressee,
    Ask,
    Assignment,
    DeclaredInterest,
    Evidence,
    Recommendation,
    RecommendationMove,
    RecommendationTheme,
    SplitOrigin,
    Sponsor,
)
from models.base import db

STAYS, GOES, BOTH = "stays", "goes", "both"


@dataclass(frozen=True)
class Parting:
    """What the second one is called and gets; evidence by id, where it is not said it stays."""

    title: str
    asks: frozenset[int]
    evidence: dict[int, str] = field(default_factory=dict)
    reason: str = ""


def split(case: Case, actor: Any, parting: Parting) -> Case:
    """Both keep the stage, the screener and the sponsors, who are asked again: neither text is the one they agreed to."""
    require(judge(case, "split", actor))
    _check(case, parting)
    second = _second(case, parting)
    stage = str(case.stage)
    act(case, "split", actor, "split", parting.reason, to=stage, second_id=second.id, asked_city_ids=_agreed(case))
    _part_asks(case, second, parting.asks)
    _part_evidence(case, second, parting.evidence)
    _copy(case, second, actor)
    case.row.edit += 1
    _say_anew(case.row, [ask for ask in case.asks if ask.id not in parting.asks])
    case.asks = [ask for ask in case.asks if ask.id not in parting.asks]
    db.session.add(
        RecommendationMove(
            recommendation_id=second.id,
            move="split",
            source=stage,
            target=stage,
            person_id=actor.person_id,
            mandate_id=actor.mandate_id,
            at=clock.now(),
            note=parting.reason,
        )
    )
    db.session.flush()
    made = case_of(second)
    record(made, "split_off", actor, first_id=case.id, asked_city_ids=_agreed(made))
    return made


def _check(case: Case, parting: Parting) -> None:
    if not parting.asks or not parting.asks < {ask.id for ask in case.asks}:
        raise Refused(
            refuse(_("Each of the two asks something."), _("Choose at least one ask for the second, and leave one."))
        )
    where = [parting.evidence.get(one.id, STAYS) for one in case.evidence]
    if not any(place in (STAYS, BOTH) for place in where) or not any(place in (GOES, BOTH) for place in where):
        raise Refused(
            refuse(
                _("Each of the two rests on at least one clause or experience."),
                _("Say of evidence that holds for both that it goes to both."),
            )
        )


def _second(case: Case, parting: Parting) -> Recommendation:
    row = case.row
    copied = ("why", "why_html", "costs", "costs_html", "language", "body_id", "lead_city_id", "invented", "submitted_at")
    second = Recommendation(
        title=parting.title,
        stage=case.stage,
        edit=1,
        created_at=clock.now(),
        split_from_id=row.id,
        **{name: getattr(row, name) for name in (*copied, "year", "assignee_id", "due_on")},
    )
    _say_anew(second, [ask for ask in case.asks if ask.id in parting.asks])
    db.session.add(second)
    db.session.flush()
    return second


def _say_anew(row: Recommendation, asks: list[Ask]) -> None:
    row.asked = asking.joined(asks, row.language)
    row.asked_html = render(row.asked)


def _agreed(case: Case) -> list[int]:
    """Cities whose mayors are asked again."""
    return [sponsor.city_id for sponsor in case.sponsors if sponsor.state == "agreed"]


def _part_asks(case: Case, second: Recommendation, chosen: frozenset[int]) -> None:
    for place, ask in enumerate(case.asks):
        ask.number = -1 - place  # out of the way: two never share a number, not even in between
    db.session.flush()
    for row, some in (
        (second, [ask for ask in case.asks if ask.id in chosen]),
        (case.row, [ask for ask in case.asks if ask.id not in chosen]),
    ):
        for number, ask in enumerate(some, 1):
            ask.recommendation_id, ask.number = row.id, number
    db.session.flush()


def _part_evidence(case: Case, second: Recommendation, places: dict[int, str]) -> None:
    columns = [column.key for column in Evidence.__table__.columns if column.key not in ("id", "recommendation_id")]
    for one in list(case.evidence):
        place = places.get(one.id, STAYS)
        if place == GOES:
            one.recommendation_id = second.id
            case.evidence.remove(one)
        elif place == BOTH:
            db.session.add(Evidence(recommendation_id=second.id, **{key: getattr(one, key) for key in columns}))
    db.session.flush()


def _copy(case: Case, second: Recommendation, actor: Any) -> None:
    """Bodies, themes, sponsors (who agreed to other words), the screener, and who has an interest."""
    merged = select(origins([case.id]).c.id)
    for origin in sorted(set(db.session.scalars(merged)) - {case.id}):
        db.session.add(SplitOrigin(recommendation_id=second.id, origin_id=origin))
    for one in case.addressees:
        db.session.add(Addressee(recommendation_id=second.id, body_id=one.body_id, position=one.position))
    themes = db.session.scalars(select(RecommendationTheme.theme).filter_by(recommendation_id=case.id))
    for theme in list(themes):
        db.session.add(RecommendationTheme(recommendation_id=second.id, theme=theme))
    signed = ("city_id", "person_id", "mandate_id", "byline", "state", "reason", "agreed_once", "at", "merged_from_id")
    sponsors = select(Sponsor).where(Sponsor.recommendation_id == case.id, EVER).order_by(Sponsor.id)
    for sponsor in db.session.scalars(sponsors):
        db.session.add(Sponsor(recommendation_id=second.id, **{key: getattr(sponsor, key) for key in signed}))
    declared = ("person_id", "reason", "at", "ended_at")
    interests = select(DeclaredInterest).filter_by(recommendation_id=case.id).order_by(DeclaredInterest.id)
    for held in db.session.scalars(interests):
        db.session.add(DeclaredInterest(recommendation_id=second.id, **{key: getattr(held, key) for key in declared}))
    if screened := case.assignment:
        db.session.add(
            Assignment(
                recommendation_id=second.id,
                assignee_id=screened.assignee_id,
                assigned_by_id=actor.person_id,
                due_on=screened.due_on,
                at=clock.now(),
            )
        )
