"""A thread: order, pages, what each viewer sees of it, and what it costs."""

import pytest
from flask import render_template_string

from forum.accounts.actor import Actor
from forum.discussion import operations, queries
from models import Role
from tests.counting import count_statements


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("forum.discussion.rules.PER_MINUTE", 1000)


def draw(app, actor, thread):
    with app.test_request_context():
        return render_template_string("{% include 'discussion/_thread.html' %}", thread=thread, actor=actor)


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_costs_two_statements_signed_in_and_one_for_strangers(app, make, subject, say, mayor, number):
    for _n in range(number):
        say(mayor)
    reader = make.actor(Role.DELEGATE)
    with count_statements() as seen:
        draw(app, reader, queries.thread(reader, subject))
    assert len(seen) == 2, seen
    with count_statements() as seen:
        draw(app, Actor(), queries.thread(Actor(), subject))
    assert len(seen) == 1, seen


def test_answers_stand_under_what_they_answer(subject, say, mayor):
    first, second = say(mayor, "First"), say(mayor, "Second")
    answer = say(mayor, "To the first", parent=first)
    deeper = say(mayor, "To the answer", parent=answer)
    order = [entry.id for entry in queries.thread(mayor, subject).entries]
    assert order == [first.id, answer.id, deeper.id, second.id]
    assert [entry.reply for entry in queries.thread(mayor, subject).entries] == [False, True, True, False]
    newest = [entry.id for entry in queries.thread(mayor, subject, "newest").entries]
    assert newest == [second.id, first.id, answer.id, deeper.id]


@pytest.mark.parametrize("begin", [None, "newest"])
def test_pages_follow_each_other_without_gap(subject, say, mayor, begin):
    roots = [say(mayor) for _n in range(15)]
    rows = roots + [say(mayor, parent=root) for root in roots for _n in range(2)]
    seen, token = [], begin
    while True:
        page = queries.thread(mayor, subject, token)
        assert len(page.entries) <= 20
        seen += [entry.id for entry in page.entries]
        if not (token := page.next_token):
            break
    assert sorted(seen) == sorted(row.id for row in rows) and len(seen) == 45


def test_a_permalink_leads_to_the_page_where_the_comment_stands(client, subject, say, mayor):
    rows = [say(mayor, f"Number {n}") for n in range(45)]
    for index in (0, 19, 20, 44):
        response = client.get(f"/comments/{rows[index].id}")
        place = response.location
        assert place.endswith(f"#comment-{rows[index].id}")
        token = place.split("comments=")[1].split("#")[0] if "comments=" in place else None
        assert rows[index].id in [entry.id for entry in queries.thread(mayor, subject, token).entries]


def test_a_made_up_token_begins_at_the_beginning(subject, say, mayor):
    row = say(mayor)
    for token in ("x", "o.", "o.1", "n.9999999999999999999999.1", "o.a.b"):
        assert [entry.id for entry in queries.thread(mayor, subject, token).entries] == [row.id]


def test_what_each_sees_of_a_held_and_a_hidden_comment(app, make, subject, say, mayor):
    observer, editor, other = make.actor(Role.OBSERVER), make.actor(Role.EDITOR), make.actor(Role.DELEGATE)
    held, hidden = say(observer, "Held words"), say(mayor, "Hidden words")
    operations.hide(hidden)
    for actor, sees_held, sees_hidden in (
        (Actor(), False, False), (other, False, False), (observer, True, False), (mayor, False, True), (editor, True, True),
    ):  # fmt: skip
        html = draw(app, actor, queries.thread(actor, subject))
        assert ("Held words" in html, "Hidden words" in html) == (sees_held, sees_hidden)
        assert (f"comment-{held.id}" in html, f"comment-{hidden.id}" in html) == (sees_held, sees_hidden)


def test_the_place_of_a_hidden_comment_stays_while_it_has_answers(app, make, subject, say, mayor):
    other = make.actor(Role.DELEGATE)
    row = say(mayor, "Hidden words")
    say(other, "An answer", parent=row)
    operations.hide(row)
    html = draw(app, other, queries.thread(other, subject))
    assert "Hidden words" not in html and mayor.person.name not in html
    assert "Hidden by the secretariat." in html and "An answer" in html
