"""Every number: its count is the rows that its page lists, and both are what the definition says."""

import datetime as dt

import pytest
from sqlalchemy import select

from forum.kit import clock
from forum.reporting.numbers import ALWAYS, NUMBERS, Period, counts, get, of_all_time, period_in
from forum.reporting.numbers.asked import TAKEN_UP
from models import City
from models.base import db
from models.recommendation import Stage
from tests.counting import count_statements
from tests.reporting.made import forum


def days(moment):
    return moment.astimezone(clock.FORUM_ZONE).date() if isinstance(moment, dt.datetime) else moment


def expected(made):
    """Each number counted again in Python: key -> [(what counts once, its day)]."""
    asked = {row.id: row for row in made.recommendation if row.public_at and row.stage != Stage.MERGED}
    answers = [row for row in made.disposition if row.recommendation_id in asked]
    acts = [row for row in made.undertaking if row.recommendation_id in asked and row.withdrawn_at is None]
    published = {row.id for row in made.experience if row.state == "published"}
    public = {row.id: row for row in made.declaration if row.stage in ("open", "adopted", "closed")}
    newest = {row.recommendation_id: row for row in made.follow_up_report}
    answered = {row.recommendation_id for row in answers}
    found = {
        "cities": [(row.id, row.accredited_at) for row in db.session.scalars(select(City)) if row.accredited_at],
        "experiences": [(row.id, row.published_at) for row in made.experience if row.state == "published"],
        "challenges": [],
        "declarations": [(row.id, row.created_at) for row in public.values()],
        "adopted": [(row.declaration_id, row.at) for row in made.stage_change if row.declaration_id in public],
        "signatures": [(row.id, row.at) for row in made.signature if row.declaration_id in public],
        "signatories": [(row.city_id, row.at) for row in made.signature if row.declaration_id in public],
        "cities-asked": [
            (row.city_id, asked[row.recommendation_id].public_at)
            for row in made.sponsor
            if row.state == "agreed" and row.recommendation_id in asked
        ],
        "submitted": [(row.id, row.submitted_at) for row in asked.values()],
        "forwarded": [(row.id, row.public_at) for row in asked.values()],
        "considered": [(row.recommendation_id, row.considered_on) for row in made.path if row.considered_on],
        "answered": [(row.recommendation_id, row.decided_on) for row in answers],
        "waiting": [(row.id, row.public_at) for row in asked.values() if row.id not in answered],
        "taken-up": [(row.recommendation_id, row.decided_on) for row in answers if row.verb in TAKEN_UP],
        "follow-up": [
            (row.recommendation_id, row.at)
            for row in made.recommendation_move
            if asked[row.recommendation_id].stage == Stage.FOLLOW_UP
        ],
        "implemented": [(key, row.reported_on) for key, row in newest.items() if row.percent == 100],
        "undertakings": [(row.id, row.at) for row in acts],
        "cities-acting": [(row.city_id, row.at) for row in acts],
        "new-experiences": [(row.experience_id, row.at) for row in acts if row.experience_id in published],
        "themes": [
            (row.theme, asked[row.recommendation_id].public_at)
            for row in made.recommendation_theme
            if row.recommendation_id in asked
        ],
    }
    for key in (key for key in NUMBERS if key.startswith("answered-")):
        verb = key.removeprefix("answered-")
        found[key] = [(row.recommendation_id, row.decided_on) for row in answers if row.verb == verb]
    return found


def listed(client, url):
    """How many rows the pages list, from the first to the last."""
    rows = 0
    while url:
        page = client.page(url)
        rows += page.count("<li><h3>")
        url = page.split('class="pager__next" rel="next" href="')[1].split('"')[0] if "pager__next" in page else ""
        url = url.replace("&amp;", "&")
    return rows


@pytest.mark.parametrize("seed", [1, 2])
def test_each_number_is_what_its_definition_says_and_what_its_page_lists(client, make, session, seed):
    made = forum(make, seed)
    session.commit()
    today = clock.today()
    lately = Period(today - dt.timedelta(days=200), today - dt.timedelta(days=50))
    rows = expected(made)
    assert set(rows) == set(NUMBERS)
    for period in (ALWAYS, lately):
        found = counts(NUMBERS, period)
        for key, entries in rows.items():
            inside = {
                identity
                for identity, day in entries
                if (not period.first or days(day) >= period.first) and (not period.last or days(day) <= period.last)
            }
            assert get(key).count(period) == found[key] == len(inside), (key, period)
            assert listed(client, get(key).rows_url(period)) == len(inside), (key, period)
    assert of_all_time(*NUMBERS) == counts(NUMBERS)
    assert sum(map(bool, counts(NUMBERS).values())) > 25  # chance leaves hardly any without a row


def test_what_was_merged_counts_once_only(client, make, session):
    made = forum(make, 3, size=2)
    before = counts(("submitted", "forwarded", "answered"))
    row = made.chance.recommendation(Stage.DISPOSITION)
    assert counts(("submitted", "forwarded", "answered")) == {key: count + 1 for key, count in before.items()}
    row.stage = Stage.MERGED
    session.flush()
    assert counts(("submitted", "forwarded", "answered")) == before


def test_every_number_says_what_it_counts_and_where_its_rows_are(client, session):
    page = client.page("/numbers")
    for number in NUMBERS.values():
        assert f'href="{number.rows_url(ALWAYS)}"' in page
        assert str(number.definition) in page.replace("&#39;", "'"), number.key
        assert f'popovertarget="what-{number.key}" aria-describedby="what-{number.key}"' in page
        assert f'<span popover class="what__words" id="what-{number.key}">' in page
    assert page.count("popovertarget=") == len(NUMBERS)
    client.page("/numbers/nothing", 404)


@pytest.mark.parametrize(
    ("arguments", "period"),
    [
        ({}, ALWAYS),
        ({"from": "2026-01-01"}, Period(dt.date(2026, 1, 1))),
        ({"from": "x", "to": "2026-02-30"}, ALWAYS),
        ({"from": "0001-01-01", "to": "9999-12-31"}, ALWAYS),
    ],
)
def test_a_period_that_is_none_is_left_out(client, arguments, period):
    assert period_in(arguments) == period
    client.get("/numbers", query_string=arguments)


@pytest.mark.parametrize("size", [1, 30])
def test_the_pages_cost_one_and_two_statements(client, make, session, size):
    forum(make, 5, size)
    session.commit()
    client.page("/numbers")
    with count_statements() as seen:
        client.page("/numbers")
    assert len(seen) == 1, seen
    with count_statements() as seen:
        client.page("/numbers/forwarded")
    assert len(seen) == 2, seen
