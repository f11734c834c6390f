"""Lists: facets in the address, numbers that are never wrong, pages without gaps, and what they cost."""

import xml.etree.ElementTree as ET

import pytest

from forum.exchange import operations, queries, standing
from forum.exchange.operations import counts
from forum.exchange.queries import Filters
from models import Role
from tests.counting import count_statements


def numbers(kind="experience", **chosen):
    return {(facet, value): number for facet, value, number in queries.facet_counts(kind, Filters(chosen))}


@pytest.fixture
def several(mayor, other, post_experience):
    post_experience(mayor, title="One", year=2019)
    post_experience(mayor, title="Two", year=2020, tags={"theme": ["green", "housing"], "indicator": ["EN: EN: WS: 1C"]})
    return post_experience(other, title="Three", year=2020, tags={"theme": ["transport"], "sdg": ["11"]})


def test_kept_numbers_equal_counted_ones(several, mayor, other, post_challenge, session):
    first = numbers()
    assert first[("all", "")] == 3 and first[("theme", "green")] == 2 and first[("country", "ES")] == 1
    assert first[("year", "2020")] == 2 and first[("indicator", "EN: EN: WS: 1C")] == 1
    asked = post_challenge(other)
    operations.close(other, asked, "Nothing helped.", [])
    operations.revise(other, several, {"title": "Three again", "year": 2021}, several.saves, {"theme": ["green"]})
    standing.hide(several)
    kept = {kind: numbers(kind) for kind in ("experience", "challenge")}
    counts.recount()
    assert kept == {kind: numbers(kind) for kind in ("experience", "challenge")}
    assert kept["challenge"][("status", "closed")] == 1 and ("status", "open") not in kept["challenge"]
    assert ("country", "ES") not in kept["experience"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", {"One", "Two", "Three"}),
        ("?theme=green", {"One", "Two"}),
        ("?theme=green&year=2020", {"Two"}),
        ("?country=ES", {"Three"}),
        ("?sdg=11", {"One", "Three"}),
        ("?indicator=EN%3A+EN%3A+WS%3A+1C", {"Two"}),
        ("?principle=nature&country=PT", {"One"}),
        ("?theme=nonsense", set()),
        ("?year=nonsense", set()),
        ("?sort=nonsense", {"One", "Two", "Three"}),
        ("?after=nonsense", {"One", "Two", "Three"}),
    ],
)
def test_facets_narrow_the_list(client, several, address, shown):
    html = client.page(f"/experiences{address}")
    assert {title for title in ("One", "Two", "Three") if f">{title}</a>" in html} == shown


def test_numbers_beside_the_facets_are_those_of_the_narrowed_list(several):
    found = numbers(theme="green")
    assert found[("all", "")] == 2 and found[("theme", "housing")] == 1 and ("country", "ES") not in found


def test_what_narrows_can_be_taken_off(client, several):
    html = client.page("/experiences?theme=green&country=PT&sort=adopted")
    assert 'class="chip" href="/experiences?country=PT&amp;sort=adopted"' in html
    assert "Remove this" in html and "2 texts" in html
    empty = client.page("/experiences?theme=green&country=ES")
    assert "Nothing fits" in empty and 'class="chip"' in empty


def test_sorts(client, mayor, make, post_experience):
    rows = [post_experience(mayor, title=f"Text {n}") for n in range(3)]
    operations.adopt(make.actor(Role.MAYOR), rows[0], "We did.")
    rows[1].comment_count = 5

    def order(sort):
        html = client.page(f"/experiences?sort={sort}")
        return sorted(range(3), key=lambda n: html.index(f">Text {n}</a>"))

    assert order("newest") == [2, 1, 0] and order("adopted") == [0, 2, 1] and order("discussed") == [1, 2, 0]


@pytest.mark.parametrize("sort", ["newest", "adopted", "discussed"])
def test_pages_have_no_gap_in_any_order(client, mayor, post_experience, sort):
    for number in range(30):
        row = post_experience(mayor)
        row.comment_count, row.adoption_count = number % 4, number % 3
    html = client.page(f"/experiences?sort={sort}&theme=green")
    following = html.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "theme=green" in following and f"sort={sort}" in following
    second = client.page(following)
    assert html.count('class="card"') == 25 and second.count('class="card"') == 5


@pytest.mark.parametrize("address", ["/experiences", "/experiences?theme=green", "/challenges", "/experiences?sort=adopted"])
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_three_statements_however_long(client, mayor, post_experience, post_challenge, rows, address, session):
    for _number in range(rows):
        post_experience(mayor)
        post_challenge(mayor)
    session.commit()
    client.sign_in(mayor)
    client.page(address)
    with count_statements() as seen:
        client.page(address)
    assert len(seen) == 3, seen  # session, numbers, rows


def test_an_open_and_a_closed_challenge_say_so(client, mayor, post_challenge):
    post_challenge(mayor)
    operations.close(mayor, post_challenge(mayor, title="Done"), "We used nothing.", [])
    assert ">Open<" in client.page("/challenges?status=open") and ">Done<" not in client.page("/challenges?status=open")
    assert ">Done<" in client.page("/challenges?status=closed")


@pytest.mark.parametrize("many", ["experiences", "challenges"])
def test_the_feed_is_atom_and_is_not_sent_twice(client, mayor, post_experience, post_challenge, many):
    post_experience(mayor, title="A & B <script>")
    post_challenge(mayor, title="A & B <script>")
    response = client.get(f"/{many}.atom")
    assert response.mimetype == "application/atom+xml"
    space = "{http://www.w3.org/2005/Atom}"
    entries = ET.fromstring(response.data).findall(f"{space}entry")
    assert [entry.findtext(f"{space}title") for entry in entries] == ["A & B <script>"]
    assert client.get(f"/{many}.atom", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert ET.fromstring(client.get(f"/{many}.atom?theme=housing").data).findall(f"{space}entry") == []


def test_a_list_that_did_not_change_is_not_sent_again(client, several):
    response = client.get("/experiences")
    assert client.get("/experiences", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_drafts_of_a_city_are_seen_by_it_alone(client, mayor, other, make, session):
    row = operations.save_draft(mayor, "experience", mayor.mandate.city, {"title": "Half done"}, {})
    colleague = make.actor(Role.DELEGATE, mayor.mandate.city)
    session.commit()
    assert "Half done" in client.sign_in(colleague).page("/experiences/drafts")
    client.page(f"/experiences/{row.id}/edit")
    assert "Half done" not in client.page("/experiences")
    client.sign_in(other)
    assert "Half done" not in client.page("/experiences/drafts")
    for path in (f"/experiences/{row.id}", f"/experiences/{row.id}/edit", f"/experiences/{row.id}/history"):
        client.page(path, 404)
    client.sign_in(make.actor(Role.EDITOR))
    client.page(f"/experiences/{row.id}", 404)
