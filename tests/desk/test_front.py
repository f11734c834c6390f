"""The front page: every section, its empty state, what it may not show, and what it costs."""

import datetime as dt

import pytest

from forum.desk import words
from forum.kit import clock
from models import Declaration, Disposition, Path, Recommendation, Role, Signature, Version
from models.declaration import Stage
from tests.counting import count_statements


def declaration(make, city, stage=Stage.OPEN, days=3, **fields):
    ends = clock.now() + dt.timedelta(days=days, hours=5)
    values = {"title": "Declaration on shade", "template": "mayors", "purpose": ""}
    return make.add(
        Declaration(lead_city_id=city.id, stage=stage, created_at=clock.now(), signing_ends_at=ends, **(values | fields))
    )


def signature(make, row, actor):
    version = make.add(
        Version(declaration_id=row.id, number=row.id, kind="first", canonical="{}", sha256="0" * 64,
                person_id=actor.person_id, mandate_id=actor.mandate_id, at=clock.now())
    )  # fmt: skip
    return make.add(
        Signature(declaration_id=row.id, version_id=version.id, city_id=actor.city_id, person_id=actor.person_id,
                  mandate_id=actor.mandate_id, byline=actor.byline, at=clock.now())
    )  # fmt: skip


def answered(make, city, actor, verb="took-note", public=True, title="Shade at every stop"):
    row = make.add(
        Recommendation(title=title, body_id=make.body().id, lead_city_id=city.id, stage="disposition",
                       created_at=clock.now(), submitted_at=clock.now(), public_at=clock.now() if public else None)
    )  # fmt: skip
    path = make.add(Path(recommendation_id=row.id, body_id=row.body_id, stage="answered"))
    make.add(
        Disposition(recommendation_id=row.id, path_id=path.id, verb=verb, symbol="ECE/HBP/2026/9",
                    paragraph="paragraph 27", text="", decided_on=clock.today(), entered_by_id=actor.person_id,
                    mandate_id=actor.mandate_id, at=clock.now())
    )  # fmt: skip
    return row


def test_an_empty_forum_says_what_will_be_where(client):
    html = client.page("/")
    for sentence in ("Nothing is open for signature", "No answer yet", "No experience yet", "No open challenge",
                     "No city has been accredited yet."):  # fmt: skip
        assert sentence in html


def test_what_is_open_with_days_left_and_signatories(client, make, session):
    mayor = make.actor(Role.MAYOR)
    row = declaration(make, mayor.mandate.city)
    signature(make, row, mayor)
    session.commit()
    html = client.page("/")
    assert "<b>3</b> days left" in html and "1 city has signed: " + mayor.mandate.city.name in html
    assert "<b>1</b><span>declaration</span>" in html and "<b>1</b><span>signature</span>" in html


def test_what_is_drafted_is_seen_only_by_those_who_may(client, make, session):
    mayor, stranger = make.actor(Role.MAYOR), make.actor(Role.MAYOR)
    from models import DraftingCity

    row = declaration(make, mayor.mandate.city, Stage.DRAFTING, title="Not for everybody")
    make.add(DraftingCity(declaration_id=row.id, city_id=mayor.city_id, invited_by_id=mayor.mandate_id, at=clock.now()))
    session.commit()
    assert "Not for everybody" not in client.page("/")
    assert "Not for everybody" not in client.sign_in(stranger).page("/")
    assert "Not for everybody" in client.sign_in(mayor).page("/")


def test_answers_that_came_back_in_one_sentence(client, make, session):
    mayor = make.actor(Role.MAYOR)
    answered(make, mayor.mandate.city, mayor)
    answered(make, mayor.mandate.city, mayor, public=False, title="Hidden from all")
    session.commit()
    html = client.page("/")
    assert "Committee on Urban Affairs took note of <a" in html and "Shade at every stop</a>, asked by" in html
    assert "ECE/HBP/2026/9, paragraph 27" in html and "Hidden from all" not in html


def test_a_title_is_never_markup(client, make, session):
    mayor = make.actor(Role.MAYOR)
    answered(make, mayor.mandate.city, mayor, title="<script>alert(1)</script>")
    session.commit()
    assert "<script>alert" not in client.page("/")


@pytest.mark.parametrize(
    ("others", "sentence"), [(0, "Braga"), (1, "Braga and 1 other city"), (11, "Braga and 11 other cities")]
)
def test_who_asked(app, others, sentence):
    with app.test_request_context():
        assert words.and_others("Braga", others) == sentence


@pytest.mark.parametrize(
    ("days", "hours", "said"), [(9, 3, (9, "days left")), (1, 0, (1, "day left")), (0, 5, (5, "hours left")),
                                (0, 1, (1, "hour left")), (0, 0, (0, "minutes left"))]
)  # fmt: skip
def test_what_is_left(app, days, hours, said):
    with app.test_request_context():
        assert words.left(days, hours) == said


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_on_any_day(client, make, session, rows):
    for _number in range(rows):
        mayor = make.actor(Role.MAYOR)
        signature(make, declaration(make, mayor.mandate.city), mayor)
        answered(make, mayor.mandate.city, mayor)
    session.commit()
    client.sign_in(make.actor(Role.EDITOR))
    with count_statements() as seen:
        client.page("/")
    assert len(seen) == 10, seen  # the session; open, signatories, in work; answers, sponsors; two lists; numbers; cities
