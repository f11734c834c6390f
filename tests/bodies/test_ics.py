"""The calendar file, read by a program that reads what calendars send."""

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.bodies import ics
from forum.kit import clock

CHANGED = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
NAME = "Session; on “streets”, squares\\paths\nand a second line"


def event(**fields):
    return ics.Event("session-1@forum.example", **({"title": "T", "changed": CHANGED} | fields))


def read(*events):
    found = icalendar.Calendar.from_ical(ics.calendar("Sessions", "forum.example", events))
    return found.walk("VEVENT")


def test_whole_days_end_on_the_day_after_the_last():
    [one] = read(event(days=(dt.date(2027, 3, 29), dt.date(2027, 3, 31))))
    assert one.decoded("dtstart") == dt.date(2027, 3, 29) and one.decoded("dtend") == dt.date(2027, 4, 1)
    assert one["uid"] == "session-1@forum.example" and one.decoded("dtstamp") == CHANGED


@pytest.mark.parametrize(("day", "hour"), [(dt.date(2026, 10, 24), 21), (dt.date(2026, 10, 25), 22)])
def test_a_deadline_is_a_moment_in_utc_on_both_sides_of_the_change_of_clocks(day, hour):
    [one] = read(event(at=clock.end_of(day)))
    assert one.decoded("dtstart") == dt.datetime(day.year, day.month, day.day, hour, 59, tzinfo=dt.UTC)
    assert "dtend" not in one


def test_text_keeps_its_signs():
    [one] = read(event(title=NAME, place="Geneva, Palais; room 7", text="a,b;c\\d", at=CHANGED))
    assert (one["summary"], one["location"], one["description"]) == (NAME, "Geneva, Palais; room 7", "a,b;c\\d")


@given(st.text(max_size=300))
def test_any_title_survives_and_no_line_is_too_long(title):
    file = ics.calendar("S", "forum.example", [event(title=title, at=CHANGED)])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert file.count(b"BEGIN:VEVENT") == len(icalendar.Calendar.from_ical(file).walk("VEVENT")) == 1
    kept = "".join(c for c in title.replace("\r\n", "\n") if c in "\n\t" or ord(c) >= 32)
    unfolded = file.decode().replace("\r\n ", "")
    assert f"SUMMARY:{ics.escaped(kept)}\r\n" in unfolded


def test_nothing_in_an_address_ends_a_line():
    file = ics.calendar("S", "forum.example\r\nX-EVIL:1", [event(at=CHANGED, url="https://x/\r\nX-EVIL:1")])
    assert b"\r\nX-EVIL" not in file


@pytest.fixture
def two(make, session_of, in_days):
    bodies = [make.body("Committee on Streets"), make.body("Working Party on Squares")]
    return [(body, session_of(body, in_days(100), place="Geneva", changed_at=CHANGED)) for body in bodies]


def test_the_feed_of_one_body_and_of_all(client, two, session):
    (body, row), (_other, _row) = two
    response = client.get(f"/bodies/{body.slug}.ics")
    assert response.content_type == "text/calendar; charset=utf-8"
    uids = [str(one["uid"]) for one in icalendar.Calendar.from_ical(response.data).walk("VEVENT")]
    assert uids == [f"session-{row.id}{kind}@localhost" for kind in ("", "-pre-session", "-in-session", "-post-session")]
    assert len(icalendar.Calendar.from_ical(client.get("/bodies.ics").data).walk("VEVENT")) == 8
    again = client.get("/bodies.ics", headers={"If-None-Match": client.get("/bodies.ics").headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/bodies/no-such-body.ics").status_code == 404


def test_identifiers_stay_when_a_session_moves(client, two, session):
    body, row = two[0]
    before = client.get(f"/bodies/{body.slug}.ics").data
    row.starts_on, row.ends_on = row.starts_on + dt.timedelta(days=7), row.ends_on + dt.timedelta(days=7)
    row.changed_at = CHANGED + dt.timedelta(days=1)
    session.commit()
    after = client.get(f"/bodies/{body.slug}.ics").data
    one, other = (icalendar.Calendar.from_ical(file).walk("VEVENT") for file in (before, after))
    assert [e["uid"] for e in one] == [e["uid"] for e in other]
    assert other[0].decoded("dtstart") - one[0].decoded("dtstart") == dt.timedelta(days=7)
    assert all(e.decoded("dtstamp") == CHANGED + dt.timedelta(days=1) for e in other)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_feed_costs_one_statement(client, make, session_of, in_days, session, rows):
    from tests.counting import count_statements

    for number in range(rows):
        session_of(make.body(f"Body {number}"), in_days(30))
    session.commit()
    session.expunge_all()
    with count_statements() as seen:
        client.get("/bodies.ics")
    assert len([s for s in seen if "FROM body" in s]) == 1, seen
