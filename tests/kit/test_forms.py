"""What every form does with signs that nothing can hold, days that no calendar has and numbers that no row has."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from forum.kit.forms import Form, day, line, obey, stripped, words
from forum.kit.numbers import number
from forum.kit.verdict import refuse
from forum.recommendations.writing import rows_of

HOSTILE = "\x0bTrees\x00 and\x1f shade\ufffe\uffff\ud800\x85"


class Every(Form):
    title = line("Title")
    text = words("Text")
    on = day("Day", "Give the day.")


def test_signs_that_break_pages_feeds_and_pdf_are_dropped_and_lines_kept():
    assert stripped(HOSTILE) == "Trees and shade"
    assert stripped("One\r\n\tTwo\n") == "One\r\n\tTwo"
    assert stripped(None) == ""
    rows = rows_of({"ask-1-text": HOSTILE, "ask-1-of_whom": HOSTILE})
    assert (rows[0].text, rows[0].of_whom) == ("Trees and shade", "Trees and shade")


@pytest.mark.parametrize(
    ("written", "good"),
    [("1945-01-01", True), ("2199-12-31", True), ("1944-12-31", False), ("2200-01-01", False), ("0001-01-01", False),
     ("9999-12-31", False)],
)  # fmt: skip
def test_days_of_this_age_only(app, written, good):
    with app.test_request_context("/", method="POST"):
        form = Every(formdata=MultiDict({"on": written, "title": "\u202eTrees\u2066", "text": HOSTILE}))
        form.validate()
        assert (form.title.data, form.text.data) == ("Trees", "Trees and shade")
        assert form.on.data == (dt.date.fromisoformat(written) if good else None)
        assert form.on.errors == ([] if good else ["Check the day."])


def test_numbers_are_those_that_a_row_can_have():
    assert [number(text) for text in ("0", "7", "999999999")] == [0, 7, 999_999_999]
    assert [number(text) for text in (None, "", "-1", "1e3", "٣", "²", "9" * 10, "1" * 5000)] == [None] * 8


class Asking(Form):
    name = line("Name", "Give a name.")
    text = words("Text", "Say why.", "", lambda _form, field: obey(refuse("Not so.", "Say it otherwise.")))


def test_blanks_are_no_words_and_a_rule_speaks_beside_its_field(app):
    with app.test_request_context("/", method="POST"):
        form = Asking(formdata=MultiDict({"name": " ", "text": "\n \u00a0"}))
        form.validate()
        assert (form.name.errors, form.text.errors) == (["Give a name."], ["Say why."])
        form = Asking(formdata=MultiDict({"name": "Aalto", "text": "So."}))
        form.validate()
        assert (form.name.errors, form.text.errors) == ([], ["Not so. Say it otherwise."])
