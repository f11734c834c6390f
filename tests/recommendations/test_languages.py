"""The same recommendation in other languages: who writes them, what is shown, and what is behind."""

import pytest

from forum.recommendations import rules
from forum.recommendations.operations import drafting
from forum.recommendations.operations.languages import TextWords, say
from forum.recommendations.queries import find
from forum.recommendations.queries.languages import text_in
from models.recommendation import Stage
from tests.recommendations.test_stages import LEAD_ONLY, NOBODY, ROLES

BEFORE = {"draft", "submitted", "screening", "returned", "resubmitted", "accepted", "cleared"}


@pytest.mark.parametrize("stage", list(Stage))
def test_the_lead_writes_other_languages_until_it_is_forwarded(people, write, stage):
    case = find(None, write(stage).id)
    for who in ROLES:
        wanted = "Other languages are written before the recommendation is forwarded."
        if stage in BEFORE:
            wanted = "" if who in ("lead_mayor", "lead_delegate") else NOBODY if who == "stranger" else LEAD_ONLY
        assert rules.can_translate(case, getattr(people, who)).sentence == wanted, who


def test_a_language_is_written_shown_and_marked_as_behind(people, client, write):
    case = write("draft")
    client.sign_in(people.lead_delegate)
    path, ask = f"/recommendations/{case.id}/languages/fr", case.asks[0].id
    client.page(f"/recommendations/{case.id}/languages/en", 404)
    client.page(f"/recommendations/{case.id}/languages/xx", 404)
    sent = {"title": "De l'ombre", "why": "Les rues sont chaudes.", f"ask-{ask}": ""}
    refused = client.post(path, data=sent)
    assert refused.status_code == 422 and "Say this ask." in refused.get_data(as_text=True)
    assert "Les rues sont chaudes." in refused.get_data(as_text=True)
    sent[f"ask-{ask}"] = "Élaborer des conseils sur l'ombre"
    saved = client.post(path, data=sent)
    assert saved.status_code == 303
    page = client.page(saved.location)
    assert "Élaborer des conseils" in page and "Les rues sont chaudes." in page and "earlier wording" not in page
    assert "Élaborer" not in client.page(f"/recommendations/{case.id}")
    body = case.row.body
    drafting.edit(find(None, case.id), people.lead_delegate, drafting.Words.plain("T", "a", "w", body), case.row.edit)
    page = client.page(saved.location)
    assert "This says an earlier wording in another language." in page and "Read it as written" in page
    assert "The recommendation was changed since" in client.page(path)


def test_two_who_write_one_language_do_not_overwrite_each_other(people, client, write):
    case = write("draft")
    ask = case.asks[0].id
    row = say(case, people.lead_mayor, "ru", TextWords("Тень", {ask: "Разработать"}, "Жарко"))
    client.sign_in(people.lead_delegate)
    path = f"/recommendations/{case.id}/languages/ru"
    sent = {"title": "Тень в городе", "why": "Жарко", f"ask-{ask}": "Разработать", "seen": "2020-01-01T00:00:00"}
    refused = client.post(path, data=sent)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 409 and "Somebody else saved another text" in text and "Тень в городе" in text
    assert client.post(path, data=sent | {"seen": row.at.isoformat()}).status_code == 303
    assert text_in(case.id, "ru").title == "Тень в городе"
