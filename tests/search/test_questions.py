"""Whatever is typed is understood as something: no text makes the page or either engine fail."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forum.accounts.actor import Actor
from forum.exchange import operations as exchange
from forum.search import operations, queries, words
from forum.search.question import as_fts, as_tsquery, understand
from forum.search.snippets import marked, snippet
from models import Role
from tests.counting import count_statements
from tests.exchange.test_contributions import FIELDS

SYNTAX = [
    '"',
    "'",
    "*",
    "(",
    ")",
    " AND ",
    " OR ",
    " NOT ",
    "NEAR(",
    "^",
    ":",
    "-",
    "+",
    "&",
    "|",
    "!",
    "<->",
    "\\",
    "title_stems:",
    ":A",
    "«",
    "“",
]
TYPED = st.lists(st.one_of(st.sampled_from(SYNTAX), st.text(max_size=8)), max_size=12).map("".join)


@pytest.fixture(autouse=True)
def inside_a_request(app, session):
    with app.test_request_context():
        yield


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TYPED, after=st.text(max_size=12))
@example(text="\0", after="\0")
@example(text='"', after="W10")
@example(text="⑴ ½ ﬁne ŉ İ ß", after="")
@example(text="-" * 300, after="")
@example(text="a " * 400, after="")
def test_every_text_can_be_asked(session, text, after):
    queries.find(Actor(), text, {"kind": text[:9]}, after)
    queries.suggest(Actor(), text)


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", '"', "'); drop table search_document; --", "título:*", "%00", "a" * 5000, "🏙️", "\ud800"]
)
def test_every_address_is_a_page(client, text):
    from urllib.parse import quote

    client.page("/search?q=" + quote(text, errors="replace") + "&kind=x&country=%00&after=%F0")
    assert client.get("/search/suggest?q=" + quote(text, errors="replace")).status_code == 200


@given(text=st.text(max_size=300), asked=st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_snippet_is_the_text_and_marks_and_nothing_else(text, asked):
    forms = understand(asked).forms
    for drawn in (snippet(text, forms), marked(text, forms)):
        assert "<" not in drawn.replace("<mark>", "").replace("</mark>", "")
        assert drawn.count("<mark>") == drawn.count("</mark>")


@given(st.text(max_size=200))
def test_plain_is_as_long_as_the_text(text):
    text = words.composed(text)
    assert len(words.plain(text)) == len(text)


def test_what_reaches_the_engines_is_ours():
    question = understand('cities -"old town" "green \'roof\'" NEAR(x')
    assert as_fts(question) == ('(("citi" OR "cit") AND ("green roof") AND ("near x")) NOT (("old town"))')
    assert as_tsquery(question, mark=":A").startswith("((('citi':A) | ('cit':A)) & (('green':A <-> 'roof':A))")


def test_facets_count_and_narrow(make, client):
    for country, title in (("PT", "Lighthouse one"), ("PT", "Lighthouse two"), ("FI", "Lighthouse three")):
        actor = make.actor(Role.MAYOR, make.city(country=country))
        exchange.publish(actor, "experience", actor.mandate.city, FIELDS | {"title": title}, {})
    operations.settle()
    result = queries.find(Actor(), "lighthouse")
    assert dict(result.facets["country"]) == {"PT": 2, "FI": 1}
    narrowed = queries.find(Actor(), "lighthouse", {"country": "PT"})
    assert narrowed.total == 2 and dict(narrowed.facets["country"]) == {"PT": 2, "FI": 1}
    html = client.page("/search?q=lighthouse&country=PT")
    assert "2 results." in html and html.count('aria-current="true"') == 1


def test_pages_hold_each_hit_once(make):
    actor = make.actor(Role.MAYOR)
    for number in range(60):
        exchange.publish(actor, "experience", actor.mandate.city, FIELDS | {"title": f"Lighthouse {number}"}, {})
    operations.settle()
    seen, after = [], None
    while True:
        result = queries.find(Actor(), "lighthouse", {"kind": "experience"}, after)
        seen += [hit.document.thing_id for hit in result.hits]
        after = result.next_token
        if not after:
            break
    assert len(seen) == len(set(seen)) == 60 and result.total == 60


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_page_costs(make, client, session, rows):
    actor = make.actor(Role.MAYOR)
    for number in range(rows):
        exchange.publish(actor, "experience", actor.mandate.city, FIELDS | {"title": f"Lighthouse {number}"}, {})
    session.commit()
    client.page("/search?q=lighthouse")
    with count_statements() as seen:
        html = client.page("/search?q=lighthouse&kind=experience")
    assert html.count('class="hit"') == min(rows, 25)
    assert len(seen) == 4  # the hits, those in titles, the documents, the second look


def test_nothing_found_says_what_else(make, client):
    actor = make.actor(Role.MAYOR)
    exchange.publish(actor, "experience", actor.mandate.city, FIELDS | {"title": "Lighthouse"}, {})
    operations.settle()
    html = client.page("/search?q=lihgthouse")
    assert "Nothing that you may see has these words" in html and "q=lighthouse" in html
    assert "These have some of them." in client.page("/search?q=lighthouse+zeppelin")
