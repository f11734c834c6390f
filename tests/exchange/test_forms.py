"""The two templates: every field refuses with a sentence and keeps what was typed; the preview saves nothing."""

import pytest
from sqlalchemy import func, select

from forum.exchange import vocabulary
from forum.kit import drafts
from models import Contribution, Draft
from tests.exchange.conftest import FORM

CHALLENGE_FORM = {
    "title": "Rain?", "summary": "S", "situation": "Rain", "asked": "An example", "tried": "Pipes", "constraints": "Law",
    "budget": "None", "needed_by": "2027-03-31", "theme": ["green"], "language": "en",
}  # fmt: skip
EMPTY = "”; no section is left empty."


def refused(client, many, data):
    response = client.post(f"/{many}/new", data=data | {"idempotency_key": "a"})
    assert response.status_code == 422
    return response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give it a title."),
        ("title", "x" * 201, "This has at most 200 characters."),
        ("summary", " ", "Say it in one sentence."),
        ("summary", "x" * 501, "This has at most 500 characters."),
        *[(name, "", EMPTY) for name in vocabulary.SECTIONS["experience"]],
        ("problem", "x" * 100_001, "This section is longer than 100,000 characters."),
        ("theme", [], "Choose at least one theme."),
        ("year", "", "Say in which year it began."),
        ("year", "soon", "A year has four digits, such as 2019."),
        ("ended_year", "2018", "It ended before it began; one of the two years is wrong."),
        ("ended_year", "99", "A year has four digits, such as 2019."),
        ("contact", "", "Say who answers questions; only your own city sees it."),
        ("figure", "19 hectares", "Say what the figure counts."),
        ("figure", "x" * 41, "This has at most 40 characters."),
        ("results-0-label", "Squares", "Row 1 needs what was counted and the figure."),
        ("results-0-value", "19", "Row 1 needs what was counted and the figure."),
        ("sources-0-title", "A report", "Source 1 needs a title and an address."),
    ],
)
def test_each_field_of_an_experience_refuses_in_words(client, mayor, field, value, sentence):
    html = refused(client.sign_in(mayor), "experiences", FORM | {field: value})
    assert sentence in html and "There is a problem" in html
    kept = FORM["lessons"] if field != "lessons" else FORM["limits"]
    assert kept in html
    if isinstance(value, str) and value.strip() and len(value) < 50:
        assert value in html


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"label": "Squares", "value": "19"}, "Row 1 needs who measured it; “the city” is an answer."),
        (
            {"label": "Squares", "value": "19", "measured_by": "City", "baseline_year": "long ago"},
            "The baseline year of row 1 is a year, such as 2019.",
        ),
    ],
)
def test_a_figure_says_who_measured_it_and_since_when(client, mayor, rows, sentence):
    data = FORM | {f"results-0-{name}": value for name, value in rows.items()}
    assert sentence in refused(client.sign_in(mayor), "experiences", data)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x.example", "https://"]
)
def test_a_source_has_an_address_of_the_web(client, mayor, address):
    data = FORM | {"sources-0-title": "A report", "sources-0-url": address}
    html = refused(client.sign_in(mayor), "experiences", data)
    assert "The address of source 1 begins with https:// or http://." in html


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        *[(name, "", EMPTY) for name in vocabulary.SECTIONS["challenge"]],
        ("budget", "", "Say what could be spent."),
        ("needed_by", "", "Say until when an answer helps."),
        ("needed_by", "31.3.2027", "Write the date as year, month, day: 2027-03-31."),
        ("theme", [], "Choose at least one theme."),
    ],
)
def test_each_field_of_a_challenge_refuses_in_words(client, mayor, field, value, sentence):
    html = refused(client.sign_in(mayor), "challenges", CHALLENGE_FORM | {field: value})
    assert sentence in html and "Rain?" in html


def test_a_whole_template_is_shown_whole(client, mayor):
    data = FORM | {
        "results-0-label": "Squares", "results-0-value": "19", "results-0-unit": "pieces", "results-0-baseline_year": "2015",
        "results-0-measured_by": "Water board", "sources-0-title": "The report", "sources-0-url": "https://city.example/r",
        "figure": "19 hectares", "figure_label": "squares that hold rain", "ended_year": "2024", "language": "pt",
        "sdg": ["11", "13"], "principle": ["nature"], "indicator": ["EN: EN: WS: 1C"],
    }  # fmt: skip
    client.sign_in(mayor)
    page = client.post("/experiences/new", data=data | {"idempotency_key": "a"}).location
    html = client.sign_out().page(page)
    for words in (
        "Squares", "pieces", "2015", "Water board", "The report", "https://city.example/r", "19 hectares", "2019–2024",
        "Português", 'lang="pt"', "Goal 13: Climate action", "Respect for nature", "Drinking Water Quality",
        "<strong>squares</strong>", "Ask to be put in touch", "Flag",
    ):  # fmt: skip
        assert words in html or words in ("Ask to be put in touch", "Flag"), words
    assert "Ana Reis" not in html


def test_the_preview_shows_the_text_and_saves_nothing(client, mayor, session):
    client.sign_in(mayor)
    data = FORM | {"preview": "show", "idempotency_key": "a", "lessons": ""}
    response = client.post("/experiences/new", data=data)
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "Preview: nothing is saved yet" in html and "<strong>squares</strong>" in html and "Still empty" in html
    assert session.scalar(select(func.count(Contribution.id))) == 0
    assert client.post("/experiences/new", data=FORM | {"idempotency_key": "a"}).status_code == 303


def test_a_row_is_added_without_javascript(client, mayor):
    client.sign_in(mayor)
    data = FORM | {"preview": "rows", "results-0-label": "Squares", "results-0-value": "19"}
    html = client.post("/experiences/new", data=data).get_data(as_text=True)
    assert 'name="results-1-label"' in html and 'value="Squares"' in html


def test_the_editor_asks_for_a_preview(client, mayor):
    client.sign_in(mayor)
    response = client.post("/preview", data={"text": "**bold** <script>alert(1)</script>"})
    assert response.get_data(as_text=True).strip().startswith("<p><strong>bold</strong>")
    assert "<script" not in response.get_data(as_text=True)


def test_a_published_text_takes_its_draft_with_it(client, mayor, session):
    client.sign_in(mayor)
    drafts.save(mayor.person_id, "new:experience", {"title": ["Half"]})
    session.commit()
    data = FORM | {"draft_key": "new:experience", "idempotency_key": "a"}
    assert client.post("/experiences/new", data=data).status_code == 303
    assert session.scalar(select(func.count(Draft.id))) == 0


def test_an_expired_session_brings_every_word_back(client, mayor):
    data = FORM | {"results-0-label": "Squares", "sdg": ["11"], "files_listed": "1", "idempotency_key": "a"}
    response = client.post("/challenges/new", data=data)
    assert response.status_code == 303 and "/sign-in" in response.location
    response = client.post("/experiences/new", data=data)
    back = response.location.split("next=")[1].replace("%3F", "?").replace("%3D", "=").replace("%2F", "/")
    html = client.sign_in(mayor).page(back)
    for words in (FORM["lessons"], 'value="Squares"', FORM["summary"]):
        assert words in html
    assert html.count(" checked") >= 2


def test_keys_of_the_vocabulary_are_those_of_the_data():
    import csv

    from forum.kit.config import ROOT

    with (ROOT / "data" / "san_marino_principles.csv").open(encoding="utf-8") as file:
        assert list(vocabulary.PRINCIPLES) == [row["key"] for row in csv.DictReader(file)]
    assert len(vocabulary.indicators()) == 91 and len(vocabulary.goals()) == 17 and len(vocabulary.THEMES) == 7


def test_neighbours_are_mutual_and_member_states():
    from forum.cities import countries
    from forum.exchange.neighbours import neighbours

    for country, others in neighbours().items():
        assert country in countries.names()
        assert all(country in neighbours().get(one, ()) for one in others), country
