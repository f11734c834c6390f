"""The tracker: public rows only, counts that equal rows, medians that are exact, and a price that does not grow."""

import csv
import datetime as dt
import io
import random
from itertools import pairwise
from statistics import median

import pytest

from forum.consideration.operations import answer, follow_up
from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.kit import clock
from forum.recommendations.operations import follow_up as beginning
from forum.recommendations.queries import find
from forum.reporting.operations import counting
from forum.reporting.queries import kept, tracker
from forum.reporting.queries.times import STEPS, medians, spent
from forum.reporting.queries.tracker import Choice
from forum.reporting.views.tracker import in_words
from models import Ask, LedgerEvent, RecommendationMove
from models.recommendation import Stage
from tests.counting import count_statements
from tests.recommendations.conftest import INTERNAL
from tests.reporting.made import forum


def public(made):
    return {row.id: row for row in made.recommendation if row.public_at and row.stage != Stage.MERGED}


def held(made, row, facet, bodies):
    """The values that a recommendation has under a facet, read from the rows in Python."""
    if facet == "stage":
        return {str(row.stage)}
    if facet == "year":
        return {str(row.year)}
    if facet == "country":
        return {"PT"}
    if facet == "body":
        return {bodies[path.body_id] for path in made.path if path.recommendation_id == row.id}
    if facet == "theme":
        return {one.theme for one in made.recommendation_theme if one.recommendation_id == row.id}
    return {one.verb for one in made.disposition if one.recommendation_id == row.id}


def all_rows(choice):
    found, after = [], None
    while True:
        page = tracker.rows(choice, after)
        found += [row.id for row in page.items]
        after = page.next_token
        if after is None:
            return found


@pytest.mark.parametrize("counted", [False, True], ids=["now", "by the job"])
def test_each_count_is_the_rows_behind_it(make, session, client, counted):
    made = forum(make, 11)
    if counted:
        counting.count(session)
    session.commit()
    rows, bodies = public(made), {body.id: body.slug for body in made.bodies}
    dice = random.Random(3)
    choices = [Choice()]
    for facet in tracker.FACETS:
        values = sorted(set().union(*(held(made, row, facet, bodies) for row in rows.values())))
        choices += [Choice(**{facet: value}) for value in values]
        choices += [Choice(**{facet: dice.choice(values), "stage": "closed", "city": made.mayors[0].mandate.city.slug})]
    for choice in choices:
        sponsored = {
            one.recommendation_id for one in made.sponsor if one.state == "agreed" and one.city_id == made.mayors[0].city_id
        }
        fit = {
            key
            for key, row in rows.items()
            if all(v in held(made, row, f, bodies) for f, v in choice.chosen.items() if f != "city")
            and (not choice.city or key in sponsored)
        }
        found = all_rows(choice)
        assert len(found) == len(set(found)) and set(found) == fit, choice
        facets = kept.figures(choice).facets
        for facet, value in choice.chosen.items():
            if facet != "city":
                assert facets[facet].get(value, 0) == len(fit), (choice, facet)
    assert sum(kept.figures(Choice()).facets["stage"].values()) == len(rows)


def test_medians_are_exact_and_what_is_missing_is_no_zero(make, session):
    made = forum(make, 12, size=10)
    dice, who = random.Random(5), {"person_id": made.mayors[0].person_id, "mandate_id": made.mayors[0].mandate_id}
    way = [
        "submitted",
        "screening",
        "returned",
        "resubmitted",
        "accepted",
        "cleared",
        "forwarded",
        "considered",
        "disposition",
    ]
    spans = {step: [] for step in STEPS}
    rows = [made.chance.recommendation(Stage.DISPOSITION) for _n in range(9)]
    hidden = made.chance.recommendation(Stage.CLEARED)
    for number, row in enumerate([*rows, hidden]):
        moves = [(source, target, dice.randint(1, 10**7)) for source, target in pairwise(way)]
        if number == 0:
            moves[1] = (*moves[1][:2], None)
        for source, target, seconds in moves:
            make.add(
                RecommendationMove(recommendation_id=row.id, move="x", source=source, target=target, seconds=seconds,
                                   at=clock.now(), **who)
            )  # fmt: skip
        for step, (stages, _end) in STEPS.items():
            parts = [seconds for source, _target, seconds in moves if source in stages]
            if None not in parts and row is not hidden:
                spans[step].append(sum(parts))
    found = medians()
    assert found == {step: {"seconds": median(values), "rows": len(values)} for step, values in spans.items()}
    assert found["screening"]["rows"] == 8 and found["answer"]["rows"] == 9


def test_a_step_that_is_not_over_has_no_time():
    assert spent([]) == {}
    assert spent([("submitted", "screening", 5), ("screening", "accepted", 7)]) == {"screening": 12}
    assert spent([("submitted", "screening", None), ("screening", "accepted", 7)]) == {}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 hour"), (7200, "2 hours"), (172_800, "2 days"), (172_801, "3 days"), (18_489_600, "214 days")],
)
def test_times_in_words(app, seconds, words):
    with app.test_request_context():
        assert in_words(seconds) == words


def test_the_job_counts_once_for_each_thing_that_happens(make, session):
    forum(make, 13, size=3)
    session.commit()
    assert counting.count_if_changed() and not counting.count_if_changed()
    make.add(
        LedgerEvent(verb="recommendation.forwarded", subject_kind="recommendation", subject_id=1, at=clock.now(), title="x")
    )
    session.commit()
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        assert counting.count_if_changed()
        assert kept.figures(Choice()).at == clock.now()


def test_hidden_ones_are_nowhere_and_merged_ones_counted_once(client, make, session, people, write):
    shown = write("disposition", "Shade for all")
    write("screening", "Still secret")
    merged = write("merged", "Merged away")
    session.commit()
    for actor in (people.stranger, people.lead_mayor, people.editor):
        client.sign_in(actor) if actor.signed_in else client.sign_out()
        for path in ("/tracker", "/tracker.csv", "/tracker.json"):
            text = client.get(path).get_data(as_text=True)
            assert "Shade for all" in text, path
            assert not any(words in text for words in ("Still secret", "Merged away", "Trees in every street")), path
    assert all_rows(Choice()) == [shown.id] and merged.row.stage == "merged"


def test_files_have_stable_names_and_no_formulas(client, session, write, people):
    write("disposition", "=HYPERLINK(1)")
    write("forwarded", "No answer yet")
    session.commit()
    entries = client.get("/tracker.json").json["recommendations"]
    assert client.get("/tracker.json").json["next"] is None
    assert list(entries[0]) == sorted(entries[0]) and {
        "id", "reference", "title", "language", "stage", "lead_city", "country", "cities", "themes", "year",
        "submitted_on", "forwarded_on", "asks", "bodies", "follow_up", "url",
    } == set(entries[0])  # fmt: skip
    answer = next(entry for entry in entries if entry["stage"] == "disposition")["bodies"][0]["answers"][0]
    assert answer["verb"] == "took-note" and answer["symbol"] == "ECE/HBP/2026/1"
    assert next(entry for entry in entries if entry["stage"] == "forwarded")["bodies"][0]["answers"] == []
    table = list(csv.DictReader(io.StringIO(client.get("/tracker.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert {row["title"] for row in table} == {"'=HYPERLINK(1)", "No answer yet"}
    assert {row["verb"] for row in table} == {"took-note", ""}
    only = client.get("/tracker.json?verb=took-note").json["recommendations"]
    assert [entry["stage"] for entry in only] == ["disposition"]


def test_programs_read_ask_by_ask_what_was_answered_and_how_far_it_came(client, session, write, people, make):
    """Two asks with an answer each, a corrected one left out; a report, milestones; nothing internal."""
    case = write("considered")
    make.add(Ask(recommendation_id=case.id, number=2, verb="fund", text="pergolas.", html="", of_whom="the secretariat"))
    case = find(None, case.id)
    first, second = (ask.id for ask in case.asks)
    lines = [AskAnswer("took-note", first), AskAnswer("took-note", second)]
    answer.dispose(case, case.paths[0], people.editor, BodyAnswer("A/1", clock.today(), lines))
    lines = [
        AskAnswer("not-taken-up", second, "paragraph 15", "Did not take it up.", "Others pay."),
        AskAnswer("welcomed", first, "paragraph 14", "Welcomes it."),
    ]
    right = BodyAnswer("HSP/HA.2/Res.3", clock.today(), lines, "https://undocs.org/HSP/HA.2/Res.3")
    answer.correct(find(None, case.id), case.paths[0], people.editor, right, "Misread.")
    beginning.begin_follow_up(find(None, case.id), people.editor)
    case = find(None, case.id)
    milestone = follow_up.set_milestone(case, people.editor, "Half of the streets", clock.today())
    follow_up.report_progress(case, people.editor, 40, "", "Under way.", milestone, True)
    follow_up.set_milestone(case, people.editor, "All of the streets", None)
    session.commit()
    with count_statements() as seen:
        (entry,) = client.get("/tracker.json").json["recommendations"]
    assert len(seen) == 6, "rows, sponsors, themes, asks, ways with answers, what came after"
    assert [(one["number"], one["verb"], one["of_whom"]) for one in entry["asks"]][1] == (2, "fund", "the secretariat")
    shared = {"symbol": right.symbol, "url": right.url, "decided_on": clock.today().isoformat()}
    assert entry["bodies"][0]["answers"] == [
        {"ask": 1, "verb": "welcomed", "paragraph": "paragraph 14", "text": "Welcomes it.", "reason": ""} | shared,
        {"ask": 2, "verb": "not-taken-up", "paragraph": "paragraph 15", "text": "Did not take it up.",
         "reason": "Others pay."} | shared,
    ]  # fmt: skip
    assert entry["follow_up"] == {
        "percent": 40, "reported_on": clock.today().isoformat(), "review_on": None, "cities_acting": [],
        "milestones": [{"text": "Half of the streets", "reached_on": clock.today().isoformat()},
                       {"text": "All of the streets", "reached_on": None}],
    }  # fmt: skip
    said = client.get("/tracker.json").get_data(as_text=True) + client.get("/tracker.csv").get_data(as_text=True)
    assert not [words for words in INTERNAL if words in said]
    table = csv.DictReader(io.StringIO(client.get("/tracker.csv").get_data(as_text=True).lstrip("\ufeff")))
    assert [(row["ask"], row["verb"]) for row in table] == [("1", "welcomed"), ("2", "not-taken-up")]


@pytest.mark.parametrize("query", ["stage=draft", "year=x", "year=99999", "verb=%00", "body=nowhere", "city=x", "after=x"])
def test_an_address_that_somebody_made_up_is_a_page(client, session, query):
    client.page(f"/tracker?{query}")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_six_statements(client, session, make, rows):
    """Rows, their ways and answers, sponsors, the moment of the figures, names of bodies, numbers."""
    made = forum(make, 14, size=1)
    for _number in range(rows):
        made.chance.recommendation(Stage.CLOSED)
    counting.count(session)
    session.commit()
    client.page("/tracker")
    with count_statements() as seen:
        page = client.page("/tracker")
    assert len(seen) == 6, "\n".join(seen)
    assert ("Next page" in page) is (rows == 30)


def test_long_tables_come_in_parts_without_the_long_texts(client, session, people, write, monkeypatch):
    from forum.kit import tables
    from forum.recommendations.views import feeds
    from forum.reporting.views import tracker as views
    from tests.counting import count_statements

    titles = {f"Number {number}" for number in range(3)}
    for title in titles:
        write("forwarded", title)
    session.commit()
    monkeypatch.setattr(tables, "PIECE", 50)
    monkeypatch.setattr(feeds, "BATCH", 1)
    monkeypatch.setattr(views, "BATCH", 1)
    for path, name in (("/tracker.csv", "title"), ("/recommendations.csv", "Title")):
        with count_statements() as seen:
            parts = [part.decode() for part in client.get(path, buffered=False).iter_encoded()]
        table = list(csv.DictReader(io.StringIO("".join(parts).lstrip("\ufeff"))))
        assert len(parts) > 2 and {row[name] for row in table} == titles, path
        assert not any("why_html" in statement or "asked_html" in statement for statement in seen)
