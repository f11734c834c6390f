"""The page for writing together: who writes, who reads with the reason, who finds nothing, what works without JavaScript."""

import json
import re

import pytest

from forum.declarations.views.drafting_words import counted, editor_words
from forum.kit.i18n import _n

RIGHTS = {
    ("drafting", "lead_mayor"): ("edit", ""),
    ("drafting", "group_delegate"): ("edit", ""),
    ("drafting", "editor"): ("read", "Only accredited cities do this."),
    ("drafting", "chair"): ("read", "Only accredited cities do this."),
    ("consultation", "other_delegate"): (
        "suggest",
        "You suggest changes in this text; the drafting group decides on each of them.",
    ),
    ("consultation", "group_mayor"): (
        "suggest",
        "You suggest changes in this text; the drafting group decides on each of them.",
    ),
    ("silence", "lead_mayor"): ("read", "The text can be edited only while it is drafted."),
    ("open", "group_mayor"): ("read", "The text can be edited only while it is drafted."),
}


def settings_of(page) -> dict:
    return json.loads(re.search(r'id="drafting-settings">(.*?)</script>', page, re.S)[1])


@pytest.mark.parametrize(("stage", "name"), RIGHTS, ids=lambda value: value)
def test_who_writes_and_who_reads_with_the_reason(client, people, write, stage, name):
    dossier, (right, sentence) = write(stage), RIGHTS[stage, name]
    client.sign_in(getattr(people, name))
    page = client.page(f"/declarations/{dossier.id}/drafting")
    settings = settings_of(page)
    assert (settings["right"], settings["sentence"]) == (right, sentence)
    assert ("You read this text" in page) == (right == "read")
    assert not sentence or right == "suggest" or sentence in page


@pytest.mark.parametrize("name", ["other_mayor", "observer"])
def test_a_text_that_one_may_not_know_of_has_no_page(client, people, write, name):
    client.sign_in(getattr(people, name))
    assert client.get(f"/declarations/{write('drafting').id}/drafting").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, write):
    answer = client.get(f"/declarations/{write('open').id}/drafting")
    assert answer.status_code == 302 and "/sign-in" in answer.location


def test_without_javascript_every_paragraph_has_its_form(client, people, write):
    dossier = write("drafting")
    client.sign_in(people.group_delegate)
    plain = re.findall(r"<noscript>(.*?)</noscript>", client.page(f"/declarations/{dossier.id}/drafting"), re.S)
    for clause in dossier.clauses:
        assert f"/declarations/{dossier.id}/clauses/{clause.uid}/edit" in plain[1]
    assert "needs JavaScript" in plain[0]


def test_the_worker_looks_after_the_addresses_of_declarations(client):
    answer = client.get("/declarations/drafting-worker.js")
    assert answer.mimetype == "text/javascript" and answer.headers["Cache-Control"] == "no-cache"
    assert b"caches.open" in answer.data


def test_phrases_with_numbers_have_the_forms_of_the_language(app):
    with app.test_request_context():
        assert counted(lambda n: _n("%(num)s change", "%(num)s changes", n)) == {
            "one": "{num} change", "few": "{num} changes", "many": "{num} changes", "other": "{num} changes",
        }  # fmt: skip
        for words in editor_words().values():
            assert all("{num}" in form for form in words.values()) if isinstance(words, dict) else words
