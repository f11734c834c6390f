"""The page for writing together: who writes, who reads with the reason, who finds nothing, what works without JavaScript."""

import json
import re

import pytest
from sqlalchemy import select

from forum.declarations.views.drafting_words import counted, editor_words
from forum.kit.i18n import _n
from models import WebSession

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


def test_the_page_says_whose_it_is_and_staff_who_view_as_somebody_keep_nothing(client, people, write, session):
    address = f"/declarations/{write('drafting').id}/drafting"
    client.sign_in(people.lead_delegate)
    own = client.get(address)
    assert own.headers["X-Forum-Person"] == str(people.lead_delegate.person_id)
    assert settings_of(own.text)["keeps"] is True
    client.sign_in(people.editor)
    staff = people.editor.person_id
    row = session.scalars(select(WebSession).filter_by(person_id=staff, ended_at=None)).one()
    row.viewing_as_id, row.viewing_reason = people.lead_delegate.person_id, "Their page looks wrong."
    session.commit()
    viewed = client.get(address)
    assert viewed.status_code == 200 and "X-Forum-Person" not in viewed.headers
    assert settings_of(viewed.text)["keeps"] is False


def test_who_is_asked_to_sign_in_takes_kept_pages_off_the_device(client):
    assert "forget-pages" in client.page("/sign-in")


def test_phrases_with_numbers_have_the_forms_of_the_language(app):
    with app.test_request_context():
        assert counted(lambda n: _n("%(num)s change", "%(num)s changes", n)) == {
            "one": "{num} change", "few": "{num} changes", "many": "{num} changes", "other": "{num} changes",
        }  # fmt: skip
        for words in editor_words().values():
            assert all("{num}" in form for form in words.values()) if isinstance(words, dict) else words
