"""Comments on words: which words can be named, how they are followed through every way of writing, and settling a talk."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from forum.declarations.operations import anchoring, clauses, nexting, procedure, workspace
from forum.declarations.queries import declarations as reading
from forum.declarations.queries.talks import talks
from forum.declarations.rules import talking
from forum.declarations.text import clauses as text
from forum.declarations.text import document, editing
from forum.declarations.text.nexting import drafts
from forum.declarations.views.lists import subject_of
from forum.declarations.views.talks import gone, pieces
from forum.kit import clock
from forum.kit.verdict import Refused
from models import Clause, Comment
from tests.declarations.test_stages import ACTORS

WORDS = "Invites all cities to plant trees along streets, and mayors to count trees;"


@pytest.fixture
def draft(people, write):
    dossier = write("drafting")
    row = dossier.clauses[1]
    clauses.change_clause(dossier, people.lead_mayor, row, "operative", WORDS, row.edit)
    return dossier


@pytest.fixture
def comment(people, draft):
    """comment("plant trees") hangs on these words of the second paragraph; gives its number."""

    def made(quote, at=None):
        row = next(c for c in draft.clauses if quote in c.text)
        subject = subject_of(draft, people.group_mayor)
        return anchoring.comment_on(draft, people.group_mayor, subject, row, quote, at, "Who pays?").id

    return made


def said(dossier, identity):
    """(uid, the words at its place now), or the sentence that says that they are gone."""
    talk = talks(dossier.id)[identity]
    if talk.gone_at:
        return gone(reading.get(None, dossier.id), talk)
    words = {c.uid: c.text for c in reading.get(None, dossier.id).clauses}
    return talk.uid, words[talk.uid][talk.start : talk.end]


def rewrite(dossier, actor, row, words):
    clauses.change_clause(dossier, actor, row, row.kind, words, row.edit)


def live(dossier, actor, work):
    """An edit as the editor makes it: letter by letter in the workspace; the rows follow later."""
    opened = workspace.open(dossier.id).doc
    before = opened.get_state()
    with opened.transaction():
        work(opened)
    data = opened.get_update(before)
    workspace.append(dossier.id, [workspace.Write(data, actor.person_id, actor.mandate_id)])
    clauses.catch_up(dossier)


@pytest.mark.parametrize(
    ("quote", "at", "sentence"),
    [
        ("plant trees", None, ""),
        ("trees", 28, ""),
        ("trees", 69, ""),
        ("trees", None, "These words stand 2 times in the paragraph."),
        ("trees", 5, "These words stand 2 times in the paragraph."),
        ("plant trees", 900, ""),
        ("oaks", 3, "These words do not stand in the paragraph."),
        (" , ", None, "Choose the words that you comment on."),
        ("x" * 501, None, "A quote has at most 500 characters."),
    ],
)
def test_which_words_can_be_named(quote, at, sentence):
    assert talking.stands(SimpleNamespace(text=WORDS, uid="a", kind="operative"), quote, at).sentence == sentence


def test_a_comment_follows_its_words_through_forms_and_moves(people, draft, comment):
    identity, row = comment("plant trees"), draft.clauses[1]
    rewrite(draft, people.lead_mayor, row, f"Urges towns and villages, {WORDS[8:]}")
    assert said(draft, identity) == (row.uid, "plant trees")
    clauses.move_clause(draft, people.lead_mayor, row, 1)
    assert said(draft, identity) == (row.uid, "plant trees")
    row = next(c for c in draft.clauses if c.uid == row.uid)
    rewrite(draft, people.lead_mayor, row, "Urges all to count trees;")
    sentence = said(draft, identity)
    assert sentence.startswith("Text removed on ") and sentence.endswith(f" by {people.lead_mayor.person.name}.")


def test_a_twin_is_never_taken_for_the_words(people, draft, comment):
    first, second = comment("trees", 28), comment("trees", 69)
    row = draft.clauses[1]
    rewrite(draft, people.lead_mayor, row, "Invites mayors to count trees;")
    assert "removed" in said(draft, first)
    assert said(draft, second) == (row.uid, "trees")  # known by what stands around it, which its twin never had
    rewrite(draft, people.lead_mayor, row, "Invites cities to plant trees, and mayors to weigh trees;")
    assert "removed" in said(draft, second)


def test_live_edits_are_followed_to_the_letter(people, draft, comment):
    row = draft.clauses[1]
    first, second = comment("trees", 28), comment("trees", 69)

    def work(opened):
        words = document.paragraphs(opened)[row.uid]["text"]
        words.insert(0, "Деревья: ")
        at = str(words).encode().index(b"trees")
        del words[at : at + 6]

    live(draft, people.lead_delegate, work)
    assert "removed" in said(draft, first)
    assert said(draft, second) == (row.uid, "trees")
    assert talks(draft.id)[second].start == 72


def split(dossier, actor, row, at):
    uid = text.new_uid()

    def work(opened):
        words = document.paragraphs(opened)[row.uid]["text"]
        order = [c.uid for c in dossier.clauses]
        editing.insert(opened, uid, row.kind, row.text[at:], text.place_after(order, uid, row.uid))
        document.paragraphs(opened)[uid]["origin"] = row.uid
        del words[len(row.text[:at].encode()) : len(words)]

    live(dossier, actor, work)
    return uid


def test_words_are_followed_through_a_split_and_a_join(people, draft, comment, session):
    row = draft.clauses[1]
    stays, goes = comment("plant trees"), comment("count trees")
    uid = split(draft, people.lead_delegate, row, WORDS.index("and mayors"))
    assert said(draft, stays) == (row.uid, "plant trees")
    assert said(draft, goes) == (uid, "count trees")
    session.expire_all()
    assert session.get(Comment, goes).clause_uid == uid

    def join(opened):
        second = document.paragraphs(opened)[uid]
        words = document.paragraphs(opened)[row.uid]["text"]
        words += str(second["text"])
        editing.remove(opened, uid, joined=row.uid)

    live(draft, people.lead_delegate, join)
    assert said(draft, goes) == (row.uid, "count trees")


def test_a_paragraph_that_goes_takes_the_words_along_and_brings_them_back(people, draft, comment):
    identity, row = comment("plant trees"), draft.clauses[1]
    clauses.remove_clause(draft, people.lead_mayor, row, row.edit)
    assert "removed" in said(draft, identity)
    taken_out = reading.db.session.get(Clause, row.id)
    clauses.bring_back(draft, people.lead_mayor, [taken_out])
    assert said(draft, identity) == (row.uid, "plant trees")


def test_words_that_went_before_a_version_are_named_with_it(people, draft, comment):
    identity, row = comment("plant trees"), draft.clauses[1]
    rewrite(draft, people.lead_mayor, row, "Urges all to count.")
    procedure.open_consultation(draft, people.lead_mayor)
    procedure.start_silence(draft, people.chair, clock.now() + clock.LATEST)
    with clock.at(draft.row.silence_ends_at):
        procedure.open_signature(draft, people.chair, clock.now() + clock.LATEST)
    assert said(draft, identity) == "Text removed in version 1."


def said_anew(dossier, words):
    """The text with other words in its last paragraph."""
    *before, last = drafts(dossier.clauses)
    return [*before, replace(last, text=words)]


def test_a_comment_on_a_frozen_text_says_in_which_version_its_words_went(people, write, make):
    dossier = write("open", signed=True)
    subject, last = subject_of(dossier, people.other_mayor), dossier.clauses[-1]
    args = (dossier, people.other_mayor, subject, last, "to take note", None, "Only to take note?")
    identity = anchoring.comment_on(*args).id
    nexting.issue(dossier, people.chair, "editorial", "Typo.", said_anew(dossier, "Requests the Committee, to take note."))
    assert said(dossier, identity) == (last.uid, "to take note")
    with clock.at(dossier.version.objections_until):
        nexting.issue(dossier, people.chair, "substantive", "Funds.", said_anew(dossier, "Requests the Committee to pay."))
    assert said(dossier, identity) == "Text removed in version 3."


def test_who_settles_a_talk(people, draft, comment, session):
    row = session.get(Comment, comment("plant trees"))
    allowed = {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate", "vice_chair", "chair"}
    for who in ACTORS:
        verdict = talking.can_settle(draft, getattr(people, who), row)
        assert bool(verdict) is (who in allowed), who
        if who == "other_mayor":
            assert verdict.sentence == "Only who began a talk and the drafting group settle it."
    answer = SimpleNamespace(thread_id=row.id, id=row.id + 1, state="shown", person_id=0)
    assert "as a whole" in talking.can_settle(draft, people.lead_mayor, answer).sentence


def test_a_paragraph_is_cut_where_talks_begin_and_end():
    row = SimpleNamespace(uid="a", kind="operative", text="Invites all cities to act.")
    talk = [SimpleNamespace(id=1, start=4, end=11), SimpleNamespace(id=2, start=8, end=18)]
    cut = pieces(row, "Invites", talk)
    assert [(p.text, p.opening, p.talks) for p in cut] == [
        ("Invi", True, ()), ("tes", True, (1,)), (" ", False, (1,)), ("all", False, (1, 2)), (" cities", False, (2,)),
        (" to act.", False, ()),
    ]  # fmt: skip


def test_words_are_commented_on_by_page(client, people, draft, session):
    row = draft.clauses[1]
    session.commit()
    base = f"/declarations/{draft.id}"
    path = f"{base}/clauses/{row.uid}/comments/new"
    client.sign_in(people.group_mayor)
    assert f'href="{path}"' in client.page(f"{base}/clauses/{row.uid}")
    assert ">plant trees</textarea>" in re.sub(r">\s+", ">", client.page(f"{path}?quote=plant+trees&at=22"))
    twice = client.post(path, data={"quote": "trees", "text": "Which?"})
    html = twice.get_data(as_text=True)
    assert twice.status_code == 422 and "These words stand 2 times in the paragraph." in html and "Which?" in html
    assert client.post(path, data={"quote": "oaks", "text": "Which?"}).status_code == 422
    assert client.post(path, data={"quote": "plant trees", "text": " "}).status_code == 422
    looked = client.post(path, data={"quote": "plant trees", "text": "**Which?**", "preview": "1"})
    assert looked.status_code == 200 and "<strong>Which?</strong>" in looked.get_data(as_text=True)
    sent = client.post(path, data={"quote": "trees", "at": "28", "text": "Which?", "idempotency_key": "a"})
    assert sent.status_code == 303
    identity = int(sent.location.rsplit("-", 1)[1])
    html = client.page(f"{base}/clauses/{row.uid}")
    assert f'<mark class="quoted"><a href="#comment-{identity}">trees</a></mark> along' in html
    assert "<q>trees</q>" in client.page(base)
    client.post(f"{base}/talks/{identity}/resolution", data={"idempotency_key": "b"})
    html = client.page(f"{base}/clauses/{row.uid}")
    assert "Resolved by" in html and "Open again" in html and '<mark class="quoted">' not in html
    assert f"comment-{identity}" not in client.page(f"{base}?talks=open")
    client.sign_in(people.lead_mayor)
    client.post(f"{base}/talks/{identity}/reopening", data={"idempotency_key": "c"})
    assert f"comment-{identity}" in client.page(f"{base}?talks=open")
    assert client.post(f"{base}/talks/{identity + 9}/resolution").status_code == 404
    client.sign_in(people.other_mayor)
    assert client.get(path).status_code == 404
    rewrite(reading.get(None, draft.id), people.lead_mayor, session.get(Clause, row.id), "Urges all to count.")
    session.commit()
    client.sign_in(people.group_mayor)
    assert re.search(r"trees <small class=\"comment__gone\">Text removed on .* by ", client.page(base))


def test_what_is_hidden_or_was_said_before_leaves_no_mark(client, people, draft, comment, session):
    """A mark or a quote beside the text would tell of a comment that this reader may not read."""
    hidden, before = comment("plant trees"), comment("count trees")
    session.get(Comment, hidden).state = "held"
    row = draft.clauses[1]
    procedure.open_consultation(draft, people.lead_mayor)
    procedure.start_silence(draft, people.chair, clock.now() + clock.LATEST)
    assert set(talks(draft.id)) == {before}
    with clock.at(draft.row.silence_ends_at):
        procedure.open_signature(draft, people.chair, clock.now() + clock.LATEST)
        session.commit()
        client.sign_in(people.other_mayor)
        assert '<mark class="quoted">' in client.page(f"/declarations/{draft.id}/clauses/{row.uid}")
        client.sign_in(people.observer)
        for path in (f"/declarations/{draft.id}/clauses/{row.uid}", f"/declarations/{draft.id}"):
            html = client.page(path)
            assert '<mark class="quoted">' not in html and "<q>count trees</q>" not in html


def test_a_refused_comment_names_the_rule(people, draft):
    with pytest.raises(Refused, match="These words do not stand"):
        anchoring.comment_on(
            draft, people.group_mayor, subject_of(draft, people.group_mayor), draft.clauses[1], "oaks", None, "Why?"
        )
