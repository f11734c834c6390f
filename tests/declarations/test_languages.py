"""Parallel texts: exactly what was touched is behind, who translates when, conflicts, freezing, right-to-left."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.operations import clauses, languages, procedure
from forum.declarations.queries import languages as queries
from forum.declarations.rules import languages as rules
from forum.declarations.text import parallel
from forum.declarations.text.clauses import number
from forum.kit import clock
from forum.kit.verdict import Conflict, Refused
from models import ParallelClause
from tests.counting import count_statements
from tests.declarations.test_stages import ACTORS

FRENCH = ("Rappelant la Déclaration de Genève,", "Invite toutes les villes à planter des arbres :",
          "Le long des rues ;", "Prie le Comité d'en prendre note.")  # fmt: skip


@dataclass
class C:
    uid: str
    text: str
    kind: str = "operative"


@dataclass
class Row:
    uid: str
    text: str
    source: str


EDITS = st.lists(
    st.tuples(st.sampled_from(["edit", "remove", "add", "move", "kind", "undo", "translate"]), st.integers(0, 30)),
    max_size=30,
)


@given(st.integers(0, 6), EDITS)
def test_exactly_the_affected_paragraphs_are_behind(count, edits):
    """A model beside it remembers what each translation was made from; moves, kinds and undone edits touch nothing."""
    text = [C(f"u{n}", f"Invites {n};") for n in range(count)]
    rows = {c.uid: Row(c.uid, "…", c.text) for c in text}
    expected = {c.uid: "current" for c in text}
    for step, (act, pick) in enumerate(edits):
        one = text[pick % len(text)] if text else None
        if act == "add":
            text.insert(pick % (len(text) + 1), C(f"n{step}", f"Urges {step};"))
            expected[f"n{step}"] = "missing"
        elif one is None:
            continue
        elif act == "edit":
            one.text = f"Urges {step} more;"
            expected[one.uid] = "behind" if one.uid in rows else "missing"
        elif act == "undo" and one.uid in rows:
            one.text, expected[one.uid] = rows[one.uid].source, "current"
        elif act == "translate":
            rows[one.uid], expected[one.uid] = Row(one.uid, "…", one.text), "current"
        elif act == "remove":
            text.remove(one)
        elif act == "move":
            text.remove(one)
            text.insert(pick % (len(text) + 1), one)
        elif act == "kind":
            one.kind = "sub" if one.kind == "operative" else "operative"
    pairs = parallel.align("", number(text), rows.values())[1:]
    assert [(p.uid, p.state) for p in pairs] == [(c.uid, expected[c.uid]) for c in text]
    counted = parallel.progress(pairs)
    assert counted.total == len(text)
    assert counted.behind == sum(1 for c in text if expected[c.uid] == "behind")
    assert counted.translated == sum(1 for c in text if expected[c.uid] != "missing")
    for pair in pairs:
        assert bool(pair.since) == (pair.state == "behind")


def test_a_difference_shows_what_changed_since():
    (_title, pair) = parallel.align("", number([C("a", "Invites all cities;")]), [Row("a", "…", "Invites cities;")])
    assert pair.since == [("same", "Invites"), ("added", " all"), ("same", " cities;")]


WHO = {
    "drafting": {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate"},
    "consultation": {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate"},
    "silence": set(),
    "open": {"editor"},
    "adopted": {"editor"},
    "closed": {"editor"},
}
REFUSED = {
    ("drafting", "other_mayor"): "Only the drafting group translates the text while it is written.",
    ("drafting", "editor"): "Only the drafting group translates the text while it is written.",
    (
        "silence",
        "lead_mayor",
    ): "The cities judge the text as it stands; no language of it changes during the silence procedure.",
    ("open", "lead_mayor"): "The text is frozen; only the secretariat finishes its translations.",
    ("open", "approver"): "The text is frozen; only the secretariat finishes its translations.",
    ("open", "stranger"): "You are not signed in.",
}


@pytest.mark.parametrize("stage", list(WHO))
def test_who_translates_at_each_stage(app, people, write, stage):
    from tests.declarations.test_pages import who

    dossier = write(stage)
    with app.test_request_context():
        told = {name: rules.can_translate(dossier, who(people, name)) for name in (*ACTORS, "stranger")}
    assert {name for name, verdict in told.items() if verdict} == WHO[stage]
    for (at, name), sentence in REFUSED.items():
        if at == stage:
            assert told[name].sentence == sentence


def render(dossier, actor, into, uid, words, seen=0):
    text = next((c.text for c in dossier.clauses if c.uid == uid), dossier.row.title)
    return languages.write(dossier, actor, into, uid, words, seen, languages.digest(text))


def french(dossier, actor, count=5):
    into = languages.begin(dossier, actor, "fr")
    words = ["Des arbres pour chaque rue", *FRENCH]
    for uid, one in list(zip(["title", *(c.uid for c in dossier.clauses)], words, strict=True))[:count]:
        render(dossier, actor, into, uid, one)
    return into


def states(dossier, into):
    return [p.state for p in languages.pairs(dossier, queries.newest([into])[into.id])]


def test_an_edit_of_the_authentic_text_marks_its_paragraph_alone(people, write, session):
    dossier = write("drafting")
    into = french(dossier, people.group_mayor)
    assert states(dossier, into) == ["current"] * 5
    clauses.change_clause(dossier, people.lead_mayor, dossier.clauses[1], "operative", "Urges all cities to plant trees:", 1)
    clauses.move_clause(dossier, people.lead_mayor, dossier.clauses[3], -1)
    clauses.add_clause(dossier, people.lead_mayor, "operative", "Ends.", dossier.clauses[-1].uid)
    clauses.remove_clause(dossier, people.lead_mayor, dossier.clauses[0], 1)
    assert states(dossier, into) == ["current", "behind", "current", "current", "missing"]


def test_a_paragraph_translated_while_it_changed_is_kept_and_behind(people, write, session):
    dossier = write("drafting")
    into, clause = languages.begin(dossier, people.group_mayor, "fr"), dossier.clauses[1]
    seen = languages.digest(clause.text)
    clauses.change_clause(dossier, people.lead_mayor, clause, "operative", "Urges all cities to plant trees:", 1)
    row = languages.write(dossier, people.group_mayor, into, clause.uid, FRENCH[1], 0, seen)
    assert row.source == "Invites all cities to plant trees:" and row.text == FRENCH[1]
    assert states(dossier, into)[2] == "behind"


def test_of_two_who_save_one_paragraph_the_second_reads_both(people, write, session):
    dossier = write("drafting")
    into, uid = french(dossier, people.group_mayor, 2), dossier.clauses[0].uid
    render(dossier, people.lead_mayor, into, uid, "Mes mots,", 1)
    with pytest.raises(Conflict) as conflict:
        render(dossier, people.group_mayor, into, uid, "Les miens,", 1)
    assert (conflict.value.theirs, conflict.value.mine) == ("Mes mots,", "Les miens,")
    with pytest.raises(Conflict):
        render(dossier, people.group_mayor, into, uid, "Les miens,", 0)
    with pytest.raises(Refused):
        render(dossier, people.group_mayor, into, uid, "Des mots\u202e,", 2)
    assert [row.text for row in queries.history(into.id, uid)] == ["Mes mots,", FRENCH[0]]
    assert session.query(ParallelClause).filter_by(uid=uid, newest=True).count() == 1


def test_a_complete_translation_is_frozen_with_the_version(client, people, write, session):
    dossier = write("drafting")
    french(dossier, people.group_mayor)
    languages.begin(dossier, people.group_mayor, "ar")
    opened(dossier, people)
    session.commit()
    kept = queries.frozen_texts(dossier.id)
    assert kept[1, "fr"].complete and not kept[1, "ar"].complete
    answer = client.get(f"/declarations/{dossier.id}/versions/1/fr.json")
    text = json.loads(answer.get_data())
    assert text["language"] == "fr" and text["title"] == "Des arbres pour chaque rue"
    assert [c["text"] for c in text["clauses"]] == list(FRENCH)
    assert [c["number"] for c in text["clauses"]] == ["", "1", "1 (a)", "2"]
    assert client.get(f"/declarations/{dossier.id}/versions/1/de.json").status_code == 404
    assert kept[1, "fr"].sha256 in client.page(f"/declarations/{dossier.id}/languages")


def test_the_secretariat_finishes_a_translation_of_a_frozen_text(people, write, session):
    dossier = write("drafting")
    into = french(dossier, people.group_mayor, 4)
    opened(dossier, people)
    assert not queries.frozen_texts(dossier.id)[1, "fr"].complete
    uid = dossier.clauses[-1].uid
    with pytest.raises(Refused):
        render(dossier, people.group_mayor, into, uid, FRENCH[3])
    render(dossier, people.editor, into, uid, FRENCH[3])
    assert queries.frozen_texts(dossier.id)[1, "fr"].complete
    with pytest.raises(Refused) as refused:
        render(dossier, people.editor, into, uid, "Autre chose.", 1)
    assert refused.value.verdict.sentence == "This translation is complete and frozen with the version."


def opened(dossier, people):
    import datetime as dt

    procedure.open_consultation(dossier, people.lead_mayor)
    procedure.start_silence(dossier, people.vice_chair, clock.now() + dt.timedelta(days=10))
    with clock.at(clock.now() + dt.timedelta(days=11)):
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=60))


def test_translating_by_page(client, people, write, session):
    dossier = write("drafting")
    session.commit()
    base, uid = f"/declarations/{dossier.id}/languages", dossier.clauses[0].uid
    client.sign_in(people.group_delegate)
    assert client.post(base, data={"language": "en"}).status_code == 422
    assert client.post(base, data={"language": "fr", "idempotency_key": "1"}).location == f"{base}/fr"
    html = client.page(f"{base}/fr")
    assert "0 of 5 paragraphs are translated" in html and "not translated yet" in html
    html = client.page(f"{base}/fr/clauses/{uid}")
    against = html.split('name="against"')[1].split('value="')[1].split('"')[0]
    given = {"text": FRENCH[0], "seen": "0", "against": against}
    assert client.post(f"{base}/fr/clauses/{uid}", data=given | {"text": " "}).status_code == 422
    sent = client.post(f"{base}/fr/clauses/{uid}", data=given | {"then": "next", "idempotency_key": "2"})
    assert sent.location.endswith(f"/clauses/{dossier.clauses[1].uid}")
    stale = client.post(f"{base}/fr/clauses/{uid}", data=given | {"text": "Autre,", "idempotency_key": "3"})
    html = stale.get_data(as_text=True)
    assert stale.status_code == 409 and "Somebody else saved this meanwhile." in html and "Autre," in html
    clauses.change_clause(dossier, people.lead_mayor, dossier.clauses[0], "preambular", "Recalling the Charter,", 1)
    session.commit()
    html = client.page(f"{base}/fr")
    assert "1 of 5 paragraphs are translated, 1 is behind the authentic words" in html and "<ins>Charter</ins>" in html
    html = client.page(f"/declarations/{dossier.id}?language=fr")
    assert FRENCH[0] in html and "behind the authentic words" in html and 'lang="fr" dir="ltr"' in html
    client.page(f"/declarations/{dossier.id}?language=ru", 404)
    client.page(f"{base}/ru", 404)
    client.page(f"{base}/fr/clauses/nothing", 404)
    client.sign_in(people.editor)
    assert "Only the drafting group translates" in client.page(f"{base}/fr/clauses/{uid}", 409)


def test_right_to_left_languages_are_set_so(client, people, write, session):
    dossier = write("drafting")
    into = languages.begin(dossier, people.group_mayor, "ar")
    render(dossier, people.group_mayor, into, "title", "أشجار لكل شارع")
    session.commit()
    client.sign_in(people.group_mayor)
    assert 'lang="ar" dir="rtl"' in client.page(f"/declarations/{dossier.id}?language=ar")
    assert 'dir="rtl"' in client.page(f"/declarations/{dossier.id}/languages/ar/clauses/title")


@pytest.mark.parametrize("count", [1, 60])
def test_a_long_text_costs_the_same(client, people, write, session, count):
    dossier = write("drafting")
    into = french(dossier, people.group_mayor)
    after = dossier.clauses[-1].uid
    for place in range(count):
        after = clauses.insert(dossier, people.lead_mayor, "operative", f"Invites {place};", after, "added").uid
        render(dossier, people.group_mayor, into, after, f"Invite {place} ;")
    session.commit()
    client.sign_in(people.group_mayor)
    for path in (f"/declarations/{dossier.id}/languages/fr", f"/declarations/{dossier.id}/languages"):
        client.page(path)
        with count_statements() as seen:
            client.page(path)
        assert len(seen) == 10, "\n".join(seen)
