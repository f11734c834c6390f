"""A session with what was forwarded to it, put there as rows: how it came there is tested elsewhere."""

import datetime as dt
from types import SimpleNamespace

import pytest

from forum.kit import clock
from forum.kit.markdown import render
from forum.papers.operations import composing, keeping
from forum.papers.queries import forwarded as forwarded_queries
from models import AgendaItem, Ask, Evidence, Path, Recommendation, RecommendationTheme, Sponsor
from models.mandate import Role

WHEN = dt.datetime(2026, 10, 5, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def staff(make):
    return SimpleNamespace(editor=make.actor(Role.EDITOR), approver=make.actor(Role.APPROVER), mayor=make.actor(Role.MAYOR))


@pytest.fixture
def meeting(make):
    """A session of a body with two items, entered in another order than they stand in."""
    found = make.body_session(make.body())
    late = make.add(AgendaItem(session_id=found.id, position=2, number="4 (b)", title="Greener streets"))
    early = make.add(AgendaItem(session_id=found.id, position=1, number="3", title="Housing"))
    return SimpleNamespace(session=forwarded_queries.session(found.id), early=early, late=late)


@pytest.fixture
def forwarded(make, staff, meeting):
    """forwarded(title, item, ...) puts one before the session."""

    def made(title, item=None, asks=("To **develop** guidance.",), stage="forwarded", cities=1, public=True, **fields):
        lead = make.city()
        values = {"why": "Streets are hot.", "costs": "", "stage": stage, "language": "en"} | fields
        row = make.add(
            Recommendation(
                title=title, asked="\n".join(asks), asked_html="", body_id=meeting.session.body_id, lead_city_id=lead.id,
                created_at=WHEN, submitted_at=WHEN, public_at=WHEN if public else None, edit=1,
                why_html=render(values["why"]), costs_html=render(values["costs"]), **values,
            )
        )  # fmt: skip
        for number, words in enumerate(asks, 1):
            make.add(Ask(recommendation_id=row.id, number=number, text=words, html=render(words), of_whom="member States"))
        for city in [lead, *(make.city(country="FI") for _other in range(cities - 1))]:
            make.add(
                Sponsor(recommendation_id=row.id, city_id=city.id, person_id=staff.mayor.person_id, edit=1, byline="",
                        mandate_id=staff.mayor.mandate_id, state="agreed", reason="", at=WHEN)
            )  # fmt: skip
        make.add(RecommendationTheme(recommendation_id=row.id, theme="housing"))
        make.add(Evidence(recommendation_id=row.id, kind="indicator", label="Trees per head", quote="1,400", note=""))
        path = make.add(
            Path(recommendation_id=row.id, body_id=meeting.session.body_id, session_id=meeting.session.id,
                 agenda_item_id=item.id if item else None, stage="forwarded" if public else "prepared", turn=1,
                 cover_note="For its attention.", languages="en fr", forwarded_at=WHEN if public else None)
        )  # fmt: skip
        return SimpleNamespace(row=row, path=path, lead=lead)

    return made


@pytest.fixture
def three(forwarded, meeting):
    """Forwarded in the order: under no item, the later item, the earlier one."""
    return [
        forwarded("Other things", None),
        forwarded("Shade in every street", meeting.late, cities=3),
        forwarded(
            "Homes for all",
            meeting.early,
            ("To **collect** numbers.", "To publish\n\n- rents\n- prices"),
            costs="Two posts.",
        ),
    ]


@pytest.fixture
def composed(three, staff, meeting):
    with clock.at(WHEN + dt.timedelta(days=2)):
        return composing.compose_dossier(staff.editor, meeting.session)


@pytest.fixture
def published(composed, staff):
    keeping.publish(staff.approver, composed)
    return composed
