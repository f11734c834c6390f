"""The calendar counted from a session, what it says of a text, and the nights in which clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from forum.bodies.calendar import calendar_of, passed
from forum.bodies.rules import fit
from forum.kit import clock, site
from forum.kit.templating import exact, reading_in
from models import BodySession

DAY = dt.timedelta(days=1)


def session(starts: dt.date, ends: dt.date | None = None, due: dt.date | None = None) -> BodySession:
    return BodySession(name="S", place="", starts_on=starts, ends_on=ends or starts + 2 * DAY, documents_due_on=due)


def test_ten_three_and_two_weeks(app):
    found = calendar_of(session(dt.date(2027, 3, 29), dt.date(2027, 3, 31)))
    assert (found.pre_session, found.in_session) == (dt.date(2027, 1, 18), dt.date(2027, 3, 8))
    assert (found.post_session, found.words, found.said) == (dt.date(2027, 4, 14), 3300, False)


def test_all_four_are_settings(app):
    site._hold({"pre_session_weeks": "8", "in_session_weeks": "1", "in_session_words": "900", "post_session_weeks": "0"})
    found = calendar_of(session(dt.date(2027, 3, 29), dt.date(2027, 3, 31)))
    assert (found.pre_session, found.in_session) == (dt.date(2027, 2, 1), dt.date(2027, 3, 22))
    assert (found.post_session, found.words) == (dt.date(2027, 3, 31), 900)


def test_the_day_that_the_body_names_goes_before_the_counted_one(app):
    found = calendar_of(session(dt.date(2027, 3, 29), due=dt.date(2027, 2, 1)))
    assert found.said and found.pre_session == dt.date(2027, 2, 1) and found.in_session == dt.date(2027, 3, 8)


def test_a_late_day_of_the_body_leaves_no_room_for_short_documents(app):
    found = calendar_of(session(dt.date(2027, 3, 29), due=dt.date(2027, 3, 20)))
    assert found.in_session is None and found.last == dt.date(2027, 3, 20)
    assert [kind for kind, _moment in found.rows] == ["pre-session", "post-session"]


# The last minute of a day in Geneva, in UTC, on both sides of each change of clocks.
CLOCKS = [
    (dt.date(2026, 10, 24), "2026-10-24T21:59:00+00:00"),  # summer time
    (dt.date(2026, 10, 25), "2026-10-25T22:59:00+00:00"),  # the day of twenty-five hours
    (dt.date(2027, 3, 27), "2027-03-27T22:59:00+00:00"),
    (dt.date(2027, 3, 28), "2027-03-28T21:59:00+00:00"),  # the day of twenty-three hours
]


@pytest.mark.parametrize(("day", "moment"), CLOCKS, ids=str)
def test_a_deadline_is_the_last_minute_of_its_day_whatever_the_clocks_did(app, day, moment):
    last = dt.datetime.fromisoformat(moment)
    assert clock.end_of(day) == last
    assert not passed(day, last) and not passed(day, last + dt.timedelta(seconds=59))
    assert passed(day, last + dt.timedelta(minutes=1))


@pytest.mark.parametrize(("day", "_moment"), CLOCKS, ids=str)
def test_weeks_are_counted_in_days_and_not_in_hours(app, day, _moment):
    """Ten weeks before the session, across one change of clocks or two, is the same weekday at 23:59 in Geneva."""
    due = calendar_of(session(day + dt.timedelta(weeks=10))).rows[0][1]
    assert due.astimezone(clock.FORUM_ZONE).replace(tzinfo=None) == dt.datetime.combine(day, dt.time(23, 59))


READERS = [
    ("America/New_York", dt.date(2026, 10, 24), "Sat 24 Oct 2026, 23:59 Geneva (17:59 New York)"),
    ("America/New_York", dt.date(2026, 10, 25), "Sun 25 Oct 2026, 23:59 Geneva (18:59 New York)"),  # a week before theirs
    ("America/New_York", dt.date(2026, 11, 1), "Sun 1 Nov 2026, 23:59 Geneva (17:59 New York)"),
    ("Asia/Almaty", dt.date(2026, 10, 24), "Sat 24 Oct 2026, 23:59 Geneva (Sun 25 Oct, 02:59 Almaty)"),
    ("Asia/Almaty", dt.date(2026, 10, 25), "Sun 25 Oct 2026, 23:59 Geneva (Mon 26 Oct, 03:59 Almaty)"),
    ("Europe/Zurich", dt.date(2026, 10, 25), "Sun 25 Oct 2026, 23:59 Geneva"),
]


@pytest.mark.parametrize(("zone", "day", "words"), READERS, ids=str)
def test_the_reader_sees_it_in_their_own_zone_with_the_day_where_it_is_another(app, zone, day, words):
    with app.test_request_context(), reading_in(ZoneInfo(zone)):
        assert exact(clock.end_of(day)) == words


STARTS = dt.date(2027, 3, 29)
PRE, IN = clock.end_of(dt.date(2027, 1, 18)), clock.end_of(dt.date(2027, 3, 8))
MINUTE = dt.timedelta(minutes=1)
FITS = [
    (PRE, 9000, "pre-session", "It can still be a pre-session document.", PRE),
    (PRE + MINUTE, 3300, "in-session",
     "It can only be an in-session document now. It has 3300 of at most 3300 words.", IN),
    (PRE + MINUTE, 3301, "too-long", "In-session documents have at most 3300 words, and it has 3301.", IN),
    (IN, 10, "in-session", "It can only be an in-session document now. It has 10 of at most 3300 words.", IN),
    (IN + MINUTE, 10, "late", "It can no longer be before this session.", None),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "words", "kind", "sentence", "until"), FITS)
def test_what_a_text_can_still_be(app, moment, words, kind, sentence, until):
    found = fit(session(STARTS), words, moment)
    assert (found.kind, found.sentence, found.until) == (kind, sentence, until)
    assert found.makes_it is (kind in ("pre-session", "in-session"))


def test_a_text_that_is_too_long_hears_by_how_much(app):
    found = fit(session(STARTS), 3400, PRE + MINUTE)
    assert found.remedy == "Make it shorter by 100 words, or choose a later session."
    assert fit(session(STARTS), 3301, PRE + MINUTE).remedy.startswith("Make it shorter by one word")


SENT = [
    (PRE, "It came in time as a pre-session document."),
    (PRE + MINUTE, "It came as an in-session document. It has 10 of at most 3300 words."),
    (IN + MINUTE, "It came too late for this session."),
]


@pytest.mark.parametrize(("moment", "sentence"), SENT)
def test_what_was_sent_keeps_what_it_was(app, moment, sentence):
    found = fit(session(STARTS), 10, moment, sent=True)
    assert (found.sentence, found.until, found.remedy) == (sentence, None, "")
