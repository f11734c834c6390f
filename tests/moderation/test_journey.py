"""Flag, hide, appeal, decide, log: through the pages, and who hears of each step."""

import pytest
from sqlalchemy import select

from forum.kit.verdict import Refused
from forum.moderation import operations
from models import (
    Comment,
    Contribution,
    Experience,
    Flag,
    ModerationDecision,
    Notification,
    OutboxMail,
    Role,
    SearchDocument,
)
from tests.counting import count_statements


def flag(client, case, actor=None, kind="comment", row=None, **data):
    row = row or case.comment
    fields = {"rule": "advertising", "note": "It sells pumps."} | data
    return client.sign_in(actor or case.reader).post(f"/moderation/flags/{kind}/{row.id}", data=fields)


def act(client, actor, row, act, kind="comment", **data):
    fields = {"act": act, "rule": "advertising", "statement": "It sells a product."} | data
    return client.sign_in(actor).post(f"/moderation/cases/{kind}/{row.id}", data=fields)


def told(session, verb):
    statement = select(Notification.person_id).join(Notification.event).filter_by(verb=verb)
    return set(session.scalars(statement))


def test_journey_5(client, case, session):
    """A reader flags, staff hide with a rule, the author appeals, another decides, the log shows it without names."""
    client.sign_in(case.reader).page(f"/moderation/flags/comment/{case.comment.id}")
    assert flag(client, case).location == f"/comments/{case.comment.id}"
    assert told(session, "moderation.flagged") == {case.editor.person_id}

    assert "Buy *our* pumps." in client.sign_in(case.editor).page("/moderation")
    assert "Buy <em>our</em> pumps." in client.page(f"/moderation/cases/comment/{case.comment.id}")
    assert "It sells pumps." in client.page(f"/moderation/cases/comment/{case.comment.id}")
    assert act(client, case.editor, case.comment, "hide.next").location == "/moderation"
    decision = session.scalar(select(ModerationDecision))
    assert session.scalar(select(Contribution.comment_count)) == 0
    assert told(session, "moderation.hidden") == {case.author.person_id}
    assert told(session, "moderation.flag_settled") == {case.reader.person_id}

    page = f"/moderation/decisions/{decision.id}"
    assert client.sign_in(case.author).get(f"/moderation/texts/comment/{case.comment.id}").location == page
    html = client.page(page)
    assert "Buy *our* pumps." in html and "Advertising" in html and "It sells a product." in html
    empty = client.post(f"{page}/appeal", data={"appeal-text": " "})
    assert empty.status_code == 422 and "Say why the text should be shown." in empty.get_data(as_text=True)
    assert client.post(f"{page}/appeal", data={"appeal-text": "They are given away."}).status_code == 303
    again = client.post(f"{page}/appeal", data={"appeal-text": "Once more."})
    assert again.status_code == 409 and "You appealed against this already." in again.get_data(as_text=True)
    assert "Once more." in again.get_data(as_text=True)
    assert told(session, "moderation.appealed") == {case.approver.person_id}

    outcome = {"outcome-outcome": "upheld", "outcome-text": "Nothing is sold."}
    html = client.sign_in(case.editor).page(page)
    assert "You made the first decision." in html
    assert client.post(f"{page}/outcome", data=outcome).status_code == 409
    assert "They are given away." in client.sign_in(case.approver).page("/moderation?view=appeals")
    client.page(page)
    assert client.post(f"{page}/outcome", data=outcome).status_code == 303
    assert told(session, "moderation.appeal_decided") == {case.author.person_id, case.editor.person_id}
    session.refresh(case.comment)
    assert case.comment.state == "shown"
    assert session.scalar(select(Contribution.comment_count)) == 1

    log = client.sign_out().page("/moderation/log")
    assert "It sells a product." in log and "Appeal upheld" in log and "Advertising" in log
    for actor in case.people.values():
        assert actor.person.name not in log
    assert "pumps" not in log


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.EDITOR, Role.APPROVER, Role.ADMIN)])
def test_the_queue_is_not_found_by_others(make, client, case, role):
    client.sign_in(make.actor(role))
    for path in ("/moderation", f"/moderation/cases/comment/{case.comment.id}"):
        client.page(path, 404)
    assert act(client, make.actor(role), case.comment, "hide").status_code == 404


def test_a_decision_is_found_only_by_whom_it_concerns(client, case, make, session):
    flag(client, case)
    act(client, case.editor, case.comment, "hide")
    page = f"/moderation/decisions/{session.scalar(select(ModerationDecision.id))}"
    for actor, status in ((case.author, 200), (case.editor, 200), (case.reader, 200), (case.mayor, 404)):
        html = client.sign_in(actor).page(page, status)
        assert ("Buy *our* pumps." in html) is (actor in (case.author, case.editor))
    assert client.sign_out().get(page).status_code == 302


def test_one_flag_for_each_reader_and_one_mail_for_a_case(client, case, session):
    assert flag(client, case).status_code == 303
    again = flag(client, case)
    assert again.status_code == 409 and "You flagged this already." in again.get_data(as_text=True)
    flag(client, case, case.mayor)
    assert len(session.scalars(select(Flag)).all()) == 2
    assert len(session.scalars(select(OutboxMail).filter_by(person_id=case.editor.person_id)).all()) == 1
    assert client.sign_in(case.editor).page("/moderation").count("row__title") == 1


def test_a_flag_needs_a_rule_and_keeps_its_note(client, case):
    response = flag(client, case, rule="", note="Look here.")
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and "Choose the rule that it breaks." in html and "Look here." in html


def test_hiding_needs_a_rule_and_a_statement(client, case):
    flag(client, case)
    response = act(client, case.editor, case.comment, "hide", rule="", statement="")
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Choose the rule that it breaks." in html and "Say in a sentence or two why." in html
    assert act(client, case.editor, case.comment, "keep", rule="", statement="").status_code == 303


def test_two_staff_at_one_moment_one_wins(app, case, text_of, session):
    first, second = text_of("comment", case.comment), text_of("comment", case.comment)
    with app.test_request_context():
        operations.flag(case.reader, first, "attack", "")
        operations.decide(case.editor, first, "keep", "", "Fair criticism.")
        with pytest.raises(Refused) as lost:
            operations.decide(case.approver, second, "keep", "", "")
    assert lost.value.verdict.sentence == "Somebody else decided on this a moment ago."
    with app.test_request_context():
        first, second = text_of("comment", case.comment), text_of("comment", case.comment)
        operations.decide(case.editor, first, "hide", "attack", "Why")
        second.state = "shown"  # as it still was when the other one opened the case
        with pytest.raises(Refused):
            operations.decide(case.approver, second, "hide", "attack", "Why")
    assert len(session.scalars(select(ModerationDecision)).all()) == 2


def test_the_loser_sees_the_case_with_a_sentence_and_keeps_the_words(client, case):
    flag(client, case)
    act(client, case.editor, case.comment, "hide")
    late = act(client, case.approver, case.comment, "hide", statement="My own reason.")
    html = late.get_data(as_text=True)
    assert late.status_code == 409 and "This text is hidden already." in html


def test_undo_is_the_reverse_decision(client, case, session):
    act(client, case.editor, case.comment, "hide")
    assert "Show it again" in client.page(f"/moderation/cases/comment/{case.comment.id}")
    assert act(client, case.editor, case.comment, "restore", rule="", statement="").status_code == 303
    session.refresh(case.comment)
    assert case.comment.state == "shown"
    assert told(session, "moderation.restored") == {case.author.person_id}


def test_a_hidden_text_is_in_no_list_and_no_notice(client, case, session):
    act(client, case.editor, case.comment, "hide")
    for mail in session.scalars(select(OutboxMail)):
        assert "pumps" not in str(mail.data)
    assert client.sign_in(case.mayor).get(f"/comments/{case.comment.id}").status_code == 404
    client.page(f"/comments/{case.comment.id}/history", 404)
    assert "pumps" in client.sign_in(case.author).page(f"/comments/{case.comment.id}/history")
    assert "pumps" in client.sign_in(case.editor).page(f"/comments/{case.comment.id}/history")


def test_a_hidden_text_is_not_found_by_the_search(client, case, session):
    def found():
        return set(session.execute(select(SearchDocument.kind, SearchDocument.thing_id)).all())

    from forum.search import operations as index

    index.write("experience", [case.experience.id])
    both = {("comment", case.comment.id), ("experience", case.experience.id)}
    assert found() == both
    act(client, case.editor, case.comment, "hide")
    assert found() == both - {("comment", case.comment.id)}
    act(client, case.editor, case.comment, "restore", rule="", statement="")
    assert found() == both
    act(client, case.editor, case.experience, "hide", "contribution")
    assert found() == set()
    act(client, case.editor, case.experience, "restore", "contribution", rule="", statement="")
    assert found() == both


def test_a_contribution_is_hidden_in_the_same_way(client, case, session):
    path = f"/experiences/{case.experience.id}"
    assert flag(client, case, kind="contribution", row=case.experience).location == path
    assert act(client, case.editor, case.experience, "hide.next", "contribution").status_code == 303
    assert session.scalar(select(Experience.state)) == "hidden"
    client.sign_out().page(path, 404)
    client.sign_in(case.reader).page(path, 404)
    assert "how to appeal" in client.sign_in(case.mayor).page(path)
    client.sign_in(case.editor).page(path)
    assert case.experience.title not in client.page("/experiences")
    session.refresh(case.mayor.mandate.city)
    assert case.mayor.mandate.city.experience_count == 0
    act(client, case.editor, case.experience, "restore", "contribution", rule="", statement="")
    client.sign_out().page(path)


@pytest.fixture
def newcomer(app, make, case, session):
    """An observer and their first comment, which is held."""
    from forum.discussion import operations as talk

    actor = make.actor(Role.OBSERVER)
    with app.test_request_context():
        row = talk.post(actor, case.subject, "My first words.")
    session.commit()
    return actor, row


def test_a_held_comment_is_approved(client, case, newcomer, session):
    actor, row = newcomer
    assert "My first words." in client.sign_in(case.editor).page("/moderation?view=held")
    client.page(f"/moderation/cases/comment/{row.id}")
    assert act(client, case.editor, row, "approve.next", rule="", statement="").status_code == 303
    session.refresh(row)
    assert row.state == "shown"
    assert told(session, "moderation.approved") == {actor.person_id}
    assert case.mayor.person_id in told(session, "comment.posted")


def test_several_held_comments_are_approved_at_once(client, case, newcomer, session):
    _actor, row = newcomer
    data = {"comment": [row.id, case.comment.id, "x", 999]}
    assert client.sign_in(case.editor).post("/moderation/approvals", data=data).status_code == 303
    session.refresh(row)
    assert row.state == "shown"
    assert len(session.scalars(select(ModerationDecision)).all()) == 1


def test_a_refused_comment_comes_back_by_appeal_and_is_announced_then(client, case, newcomer, session):
    actor, row = newcomer
    act(client, case.editor, row, "refuse")
    assert told(session, "moderation.refused") == {actor.person_id}
    page = f"/moderation/decisions/{session.scalar(select(ModerationDecision.id))}"
    client.sign_in(actor).post(f"{page}/appeal", data={"appeal-text": "It sells nothing."})
    data = {"outcome-outcome": "upheld", "outcome-text": "True."}
    client.sign_in(case.approver).post(f"{page}/outcome", data=data)
    session.refresh(row)
    assert row.state == "shown"
    assert case.mayor.person_id in told(session, "comment.posted")


def test_staff_of_the_authors_city_see_no_case(client, case, make, session):
    both = make.actor(Role.EDITOR)
    make.mandate(both.person, Role.DELEGATE, case.author.mandate.city)
    session.commit()
    flag(client, case)
    assert both.person_id not in told(session, "moderation.flagged")
    assert "No text is flagged." in client.sign_in(both).page("/moderation")
    client.page(f"/moderation/cases/comment/{case.comment.id}", 404)
    assert act(client, both, case.comment, "hide").status_code == 404


@pytest.mark.parametrize(("view", "number"), [("flags", 7), ("held", 6), ("appeals", 3)])
@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_costs_the_same_however_long(app, client, case, make, session, monkeypatch, view, number, rows):
    from forum.discussion import operations as talk

    monkeypatch.setattr("forum.discussion.rules.PER_MINUTE", 1000)
    with app.test_request_context():
        for _n in range(rows):
            who = make.actor(Role.OBSERVER) if view == "held" else case.author
            text = texts_find("comment", talk.post(who, case.subject, "Buy pumps.").id)
            if view == "flags":
                operations.flag(case.reader, text, "advertising", "")
            if view == "appeals":
                decision = operations.decide(case.approver, text, "hide", "advertising", "Why")
                session.refresh(decision, ["appeal"])
                operations.appeal(case.author, decision, "Because.")
    client.sign_in(case.editor)
    session.commit()
    session.expunge_all()
    with count_statements() as seen:
        html = client.page(f"/moderation?view={view}")
    assert len(seen) == number, seen
    assert ("Next page" in html) is (rows > 25)


def test_the_log_costs_one_statement(app, client, case, session):
    act(client, case.editor, case.comment, "hide")
    client.sign_out()
    session.expunge_all()
    with count_statements() as seen:
        client.page("/moderation/log")
    assert len(seen) == 1, seen


def texts_find(kind, identity):
    from forum.moderation import texts

    return texts.find(kind, identity)


def test_hostile_words_are_inert_for_staff(client, case, session):
    from forum.kit import markdown

    row = session.get(Comment, case.comment.id)
    row.text = "<script>alert(1)</script>"
    row.html = markdown.render(row.text)
    session.commit()
    flag(client, case, note="<img src=x onerror=alert(1)>")
    client.sign_in(case.editor)
    html = client.page("/moderation") + client.page(f"/moderation/cases/comment/{case.comment.id}")
    assert "<script>alert" not in html and "<img src=x" not in html
