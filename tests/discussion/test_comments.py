"""Writing, changing, taking back: who may, what is kept, and who hears of it."""

import pytest
from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.discussion import operations, queries, rules
from forum.kit.verdict import Refused
from models import Comment, Contribution, Follow, LedgerEvent, Mention, Notification, Role

ALL = [role.value for role in Role]


def send(client, experience, text="Words of a comment.", key="k", **more):
    data = {"text": text, "idempotency_key": key} | more
    return client.post(f"/comments/contribution/{experience.id}", data=data)


def reasons(session, verb):
    statement = select(Notification.person_id, Notification.reason).join(Notification.event).filter_by(verb=verb)
    return {person: reason for person, reason in session.execute(statement)}


@pytest.mark.parametrize("role", ALL)
def test_everybody_with_a_mandate_comments(make, subject, role):
    assert rules.can_comment(subject, make.actor(role))


CLOSED = ("This no longer takes comments.", "What was said stays readable.")


@pytest.mark.parametrize(
    ("who", "is_open", "sentence", "remedy"),
    [
        ("mayor", True, "", ""),
        ("mayor", False, *CLOSED),
        ("nobody", True, "You are not signed in.", "Sign in to do this."),
        ("ended", True, "You hold no mandate in force today.", "The secretariat verifies mandates."),
        ("viewer", True, "You are viewing the site as somebody else and cannot act.", "End the view to act as yourself."),
    ],
)
def test_who_may_not_comment(make, subject, who, is_open, sentence, remedy):
    from dataclasses import replace

    mayor = make.actor(Role.MAYOR)
    actors = {
        "mayor": mayor,
        "nobody": Actor(),
        "ended": Actor(mayor.person),
        "viewer": Actor(mayor.person, mayor.mandate, mayor.mandates, read_only=True),
    }
    verdict = rules.can_comment(replace(subject, open_for_comments=is_open), actors[who])
    assert (verdict.sentence, verdict.remedy) == (sentence, remedy)


OTHERS = "Only its author changes a comment."
GONE = "This comment was withdrawn."
HID = "The secretariat hid this comment."


@pytest.mark.parametrize(
    ("state", "own", "is_open", "edit", "withdraw"),
    [
        ("shown", True, True, "", ""),
        ("held", True, True, "", ""),
        ("hidden", True, True, HID, HID),
        ("withdrawn", True, True, GONE, GONE),
        ("shown", True, False, CLOSED[0], ""),
        ("shown", False, True, OTHERS, OTHERS),
        ("hidden", False, True, OTHERS, OTHERS),
    ],
)
def test_who_may_change_and_withdraw(make, subject, say, mayor, state, own, is_open, edit, withdraw):
    from dataclasses import replace

    row = say(mayor)
    row.state = state
    actor = mayor if own else make.actor(Role.EDITOR)
    assert rules.can_edit(row, replace(subject, open_for_comments=is_open), actor).sentence == edit
    assert rules.can_withdraw(row, actor).sentence == withdraw


def test_posting_counts_follows_and_tells(client, make, experience, mayor, session):
    other = make.actor(Role.DELEGATE)
    response = send(client.sign_in(other), experience, "I **like** this.")
    row = session.scalar(select(Comment))
    assert response.status_code == 303
    assert response.location == f"/experiences/{experience.id}#comment-{row.id}"
    assert (row.state, row.byline, row.city_id) == ("shown", other.byline, other.city_id)
    assert "<strong>like</strong>" in row.html
    assert session.scalar(select(Contribution.comment_count)) == 1
    assert session.scalar(select(Follow.person_id)) == other.person_id
    assert reasons(session, "comment.posted") == {mayor.person_id: "author"}


def test_sending_twice_makes_one(client, experience, mayor, session):
    first, second = send(client.sign_in(mayor), experience), send(client, experience)
    assert first.location == second.location
    assert session.scalar(select(func.count(Comment.id))) == 1


def test_an_answer_tells_whom_it_answers(client, make, experience, say, session):
    asker, other = make.actor(Role.DELEGATE), make.actor(Role.MAYOR)
    row = say(asker)
    html = client.sign_in(other).page(f"/comments/{row.id}/answer")
    assert asker.byline in html and "Answer a comment" in html
    send(client, experience, "An answer", parent=str(row.id))
    answer = session.scalar(select(Comment).filter_by(parent_id=row.id))
    assert answer.thread_id == row.id
    assert reasons(session, "comment.posted")[asker.person_id] == "reply"
    session.refresh(row)
    assert row.answer_count == 1


def test_an_answer_to_something_elsewhere_is_not_found(client, make, experience, say, mayor):
    row = say(mayor)
    row.subject_id = 999
    assert send(client.sign_in(mayor), experience, parent=str(row.id)).status_code == 404
    assert send(client, experience, parent="99999").status_code == 404


@pytest.mark.parametrize(("text", "sentence"), [(" ", "Write something first."), ("a" * 20_001, "A comment has at most")])
def test_a_refused_form_keeps_the_words(client, experience, mayor, text, sentence):
    response = send(client.sign_in(mayor), experience, text)
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and sentence in html and text.strip() in html


def test_a_preview_writes_nothing(client, experience, mayor, session):
    html = send(client.sign_in(mayor), experience, "I **like** this.", preview="1").get_data(as_text=True)
    assert "<strong>like</strong>" in html and "I **like** this." in html
    assert session.scalar(select(func.count(Comment.id))) == 0


def test_closed_meanwhile_is_refused_and_the_words_stay(client, experience, mayor, monkeypatch):
    monkeypatch.setattr(rules, "is_open", lambda _subject: rules.refuse(*CLOSED))
    response = send(client.sign_in(mayor), experience, "Words that stay")
    html = response.get_data(as_text=True)
    assert response.status_code == 409 and CLOSED[0] in html and "Words that stay" in html


def test_what_is_hidden_takes_no_comment(client, make, experience, session):
    experience.state = "hidden"
    session.commit()
    assert send(client.sign_in(make.actor(Role.DELEGATE)), experience).status_code == 404
    assert client.get(f"/comments/contribution/{experience.id}").status_code == 404
    assert client.post("/comments/city/1", data={"text": "x"}).status_code == 404


def test_the_eleventh_in_a_minute_waits_and_keeps_its_words(client, experience, mayor, session):
    client.sign_in(mayor)
    for number in range(10):
        assert send(client, experience, key=f"k{number}").status_code == 303
    response = send(client, experience, "The eleventh", key="k11")
    html = response.get_data(as_text=True)
    assert response.status_code == 429 and response.headers["Retry-After"] == "60"
    assert "You wrote 10 comments in the last minute." in html and "The eleventh" in html
    assert session.scalar(select(func.count(Comment.id))) == 10


def test_a_stranger_comes_back_to_the_words(client, experience, mayor):
    response = send(client, experience, "Kept words", form_url=f"/comments/contribution/{experience.id}")
    assert response.status_code == 303
    back = response.location.split("next=")[1].replace("%3F", "?").replace("%3D", "=")
    assert "Kept words" in client.sign_in(mayor).page(back)


def test_an_edit_is_marked_and_the_earlier_text_stays(client, make, experience, say, mayor, session):
    row = say(mayor, "First words")
    form = client.sign_in(mayor).page(f"/comments/{row.id}/edit")
    seen = form.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert client.post(f"/comments/{row.id}/edit", data={"text": "Second words", "seen": seen}).status_code == 303
    session.refresh(row)
    assert row.edited_at is not None and "Second words" in row.html
    history = client.sign_out().page(f"/comments/{row.id}/history")
    assert "First words" in history and "Second words" in history
    stale = client.sign_in(mayor).post(f"/comments/{row.id}/edit", data={"text": "Third words", "seen": seen})
    html = stale.get_data(as_text=True)
    assert stale.status_code == 409 and "Second words" in html and "Third words" in html
    assert client.sign_in(make.actor(Role.EDITOR)).post(f"/comments/{row.id}/edit", data={"text": "x"}).status_code == 409


def test_withdrawing_leaves_the_place(app, client, make, subject, say, mayor, session):
    row = say(mayor, "Regretted words")
    client.sign_in(mayor).page(f"/comments/{row.id}/withdrawal")
    assert client.post(f"/comments/{row.id}/withdrawal").status_code == 303
    session.refresh(row)
    entry = queries.thread(Actor(), subject).entries[0]
    assert (entry.state, entry.readable) == ("withdrawn", False)
    assert not queries.thread(mayor, subject).entries[0].readable
    assert session.scalar(select(Contribution.comment_count)) == 0
    client.sign_out().page(f"/comments/{row.id}/history", 404)


def test_a_first_comment_of_an_observer_waits(app, client, make, experience, say, subject, session):
    observer, editor = make.actor(Role.OBSERVER), make.actor(Role.EDITOR)
    send(client.sign_in(observer), experience)
    row = session.scalar(select(Comment))
    assert row.state == "held"
    assert session.scalar(select(Contribution.comment_count)) == 0
    assert reasons(session, "comment.held") == {editor.person_id: "staff"}
    assert client.sign_out().get(f"/comments/{row.id}").status_code == 404
    with app.test_request_context():
        operations.release(row)
    assert reasons(session, "comment.posted") == {experience.author_id: "author"}
    event = session.scalar(select(LedgerEvent).filter_by(verb="comment.posted"))
    assert event.person_id == observer.person_id
    assert say(observer).state == "shown"
    with pytest.raises(Refused):
        operations.release(row)


@pytest.fixture
def named(make):
    person = make.person("Ana Reis")
    make.mandate(person, Role.MAYOR, make.city("Braga Nova", slug="braga-nova"))
    return person


def test_a_mention_links_and_tells(say, mayor, named, session):
    row = say(mayor, "Thanks, @Ana Reis, and @braga-nova; not `@Ana Reis`, nor me@braga-nova.")
    assert row.html.count('<strong class="mention">@Ana Reis</strong>') == 1
    assert row.html.count('<a class="mention" href="/cities/braga-nova">@Braga Nova</a>') == 1
    assert [m.person_id for m in session.scalars(select(Mention).where(Mention.person_id.is_not(None)))] == [named.id]
    assert reasons(session, "comment.posted") == {named.id: "mentioned"}


def test_who_may_not_see_the_thing_is_not_mentioned(say, mayor, named, experience, session):
    experience.state = "hidden"  # now only its own city sees it
    session.flush()
    row = say(mayor, "Thanks, @Ana Reis.")
    assert "mention" not in row.html
    assert session.scalar(select(func.count(Mention.id))) == 0
    assert reasons(session, "comment.posted") == {}


def test_an_edit_tells_only_the_newly_mentioned(app, say, subject, mayor, make, named, session):
    from forum.discussion.operations.changing import seen_mark

    row = say(mayor, "Thanks, @Ana Reis.")
    other = make.person("Jonas Weber")
    make.mandate(other, Role.DELEGATE, make.city())
    with app.test_request_context():
        operations.edit(mayor, row, subject, "Thanks, @Ana Reis and @Jonas Weber.", seen_mark(row))
    assert reasons(session, "comment.edited") == {other.id: "mentioned"}


def test_the_search_behind_the_at_sign(client, experience, mayor, named, session):
    client.sign_in(mayor)
    found = client.get(f"/mentions/contribution/{experience.id}?q=ana").get_json()
    assert found == [{"insert": "Ana Reis", "name": "Ana Reis", "detail": "Mayor of Braga Nova"}]
    assert client.get(f"/mentions/contribution/{experience.id}?q=brag").get_json()[0]["insert"] == "braga-nova"
    assert client.get(f"/mentions/contribution/{experience.id}?q=a").get_json() == []
    experience.state = "hidden"
    session.commit()
    assert client.get(f"/mentions/contribution/{experience.id}?q=ana").get_json() == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "<a href='#' onclick='alert(1)'>x</a>",
        "@<b onmouseover=alert(1)>",
    ],
)
def test_hostile_words_are_inert(app, subject, say, make, session, hostile):
    from flask import render_template_string

    actor = make.actor(Role.MAYOR, office=hostile)
    actor.person.name = hostile
    say(actor, hostile, clause_uid=None, quote=hostile)
    with app.test_request_context():
        html = render_template_string(
            "{% include 'discussion/_thread.html' %}", thread=queries.thread(Actor(), subject), actor=Actor()
        )
    lower = html.lower()
    assert "<script" not in lower and "<svg" not in lower and 'href="javascript' not in lower
    assert not any(bad in lower for bad in ("<img src=x", "<b on", "onclick='alert(1)'>"))
