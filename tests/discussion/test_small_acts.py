"""Reacting, following, muting."""

import pytest
from sqlalchemy import func, select

from forum.discussion import operations, queries
from models import Comment, Follow, Notification, Reaction, Role


def test_a_reaction_is_set_counted_and_taken_back(client, make, subject, say, mayor, session):
    row, reader = say(mayor), make.actor(Role.OBSERVER)
    client.sign_in(reader)
    for _twice in range(2):
        response = client.post("/reactions/comments", data={"reaction": f"{row.id}.useful"})
        assert response.status_code == 303 and response.location.endswith(f"#comment-{row.id}")
    client.sign_in(mayor).post("/reactions/comments", data={"reaction": f"{row.id}.useful"})
    session.refresh(row)
    assert row.reactions == {"useful": 2}
    assert queries.thread(reader, subject).entries[0].mine == {"useful"}
    client.sign_in(reader).post("/reactions/comments", data={"reaction": f"{row.id}.-useful"})
    session.refresh(row)
    assert row.reactions == {"useful": 1}
    assert session.scalar(select(func.count(Reaction.id))) == 1


def test_a_contribution_takes_reactions_too(client, make, experience, mayor, session):
    path = f"/reactions/contributions/{experience.id}"
    assert client.sign_in(mayor).post(path, data={"reaction": "did_this"}).location == f"/experiences/{experience.id}"
    session.refresh(experience)
    assert experience.reactions == {"did_this": 1}


@pytest.mark.parametrize("sent", ["", "x", "1", "1.love", "0.useful", "99999999999999999999.useful", "-1.useful"])
def test_what_is_no_reaction_is_not_found(client, say, mayor, sent):
    say(mayor)
    assert client.sign_in(mayor).post("/reactions/comments", data={"reaction": sent}).status_code == 404


def test_follow_mute_and_neither(client, make, experience, subject, say, mayor, session):
    reader = make.actor(Role.DELEGATE)
    client.sign_in(reader)
    for act, state in (("follow", "following"), ("mute", "muted"), ("follow", "following"), ("unfollow", "none")):
        assert client.post(f"/follows/contribution/{experience.id}", data={"act": act}).status_code == 303
        assert queries.following(reader, "contribution", experience.id).state == state
        assert queries.thread(reader, subject).follow.state == state
    assert client.post(f"/follows/contribution/{experience.id}", data={"act": "x"}).status_code == 404
    assert client.post("/follows/person/1").status_code == 404
    assert client.post(f"/follows/city/{mayor.city_id}").location == f"/cities/{mayor.mandate.city.slug}"


def test_who_mutes_hears_nothing_even_as_the_author(app, make, subject, say, mayor, session):
    with app.test_request_context():
        operations.mute(mayor, subject)
    say(make.actor(Role.DELEGATE))
    assert session.scalar(select(func.count(Notification.id)).filter_by(person_id=mayor.person_id)) == 0
    say(mayor)
    assert session.scalar(select(Follow.muted).filter_by(person_id=mayor.person_id)) is True


def test_what_i_follow(app, make, subject, experience, mayor, session):
    reader = make.actor(Role.DELEGATE)
    with app.test_request_context():
        operations.follow(reader, subject)
        assert [(one.title, muted) for one, muted in queries.followed_by(reader)] == [(experience.title, False)]
        experience.state = "hidden"
        session.flush()
        assert queries.followed_by(reader) == []


def test_an_answer_cannot_be_drawn_for_another_reader(client, say, mayor, make, session):
    """What is kept of a drawn comment holds everything that it depends on."""
    row = say(mayor)
    client.sign_in(mayor)
    session.get(Comment, row.id)
    assert queries.thread(mayor, _subject(row)).entries[0].own
    assert not queries.thread(make.actor(Role.DELEGATE), _subject(row)).entries[0].own


def _subject(row):
    from forum.kit.subjects import Subject

    return Subject(row.subject_kind, row.subject_id, "Title", "/")
