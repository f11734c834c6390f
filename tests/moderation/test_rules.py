"""Who may flag, decide, appeal and decide on an appeal: tables, with the sentence."""

import pytest

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.moderation import operations, rules
from forum.moderation.texts import Text
from models import Appeal, AppealDecision, ModerationDecision, Role

STAFF = (Role.EDITOR, Role.APPROVER, Role.ADMIN)
NOT_STAFF = [role for role in Role if role not in STAFF]


def text(state="shown", author_id=0, city_id=None):
    return Text("comment", 1, state, "Title", "/", author_id, city_id, "Somebody", "Words", "<p>Words</p>", None)


@pytest.mark.parametrize("role", list(Role))
def test_every_reader_flags(make, role):
    assert rules.can_flag(text(), make.actor(role), flagged=False)


@pytest.mark.parametrize(
    ("who", "state", "flagged", "sentence"),
    [
        ("nobody", "shown", False, "You are not signed in."),
        ("viewer", "shown", False, "You are viewing the site as somebody else and cannot act."),
        ("ended", "shown", False, ""),
        ("author", "shown", False, "This is your own text."),
        ("reader", "shown", True, "You flagged this already."),
        ("reader", "hidden", False, "This is not shown any more."),
        ("reader", "withdrawn", False, "This is not shown any more."),
        ("reader", "held", False, "This is not shown any more."),
    ],
)
def test_who_may_not_flag(make, who, state, flagged, sentence):
    reader = make.actor(Role.DELEGATE)
    actors = {
        "nobody": Actor(),
        "viewer": Actor(reader.person, reader.mandate, reader.mandates, read_only=True),
        "ended": Actor(reader.person),
        "author": reader,
        "reader": reader,
    }
    verdict = rules.can_flag(text(state, author_id=reader.person_id if who == "author" else 0), actors[who], flagged)
    assert (bool(verdict), verdict.sentence) == (not sentence, sentence)


SHOWN, HELD = "This text is shown.", "This text waits for approval."
HIDDEN, WITHDRAWN = "This text is hidden already.", "Its author withdrew this text."


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize(
    ("state", "sentences"),
    [
        ("shown", {"hide": "", "keep": "", "approve": SHOWN, "refuse": SHOWN, "restore": SHOWN}),
        ("held", {"hide": HELD, "keep": "", "approve": "", "refuse": "", "restore": HELD}),
        ("hidden", {"hide": HIDDEN, "keep": "", "approve": HIDDEN, "refuse": HIDDEN, "restore": ""}),
        (
            "withdrawn",
            {"hide": WITHDRAWN, "keep": "", "approve": WITHDRAWN, "refuse": WITHDRAWN, "restore": WITHDRAWN},
        ),
    ],
)
def test_what_staff_may_decide(make, role, state, sentences):
    actor = make.actor(role)
    assert {act: rules.can_decide(text(state), actor, act).sentence for act in sentences} == sentences


@pytest.mark.parametrize("role", NOT_STAFF)
def test_nobody_else_decides(make, role):
    verdict = rules.can_decide(text(), make.actor(role), "hide")
    assert (verdict.sentence, verdict.remedy) == ("Only the secretariat moderates.", "")


def test_nobody_decides_on_their_own_text_or_city(make):
    city = make.city()
    editor = make.actor(Role.EDITOR)
    make.mandate(editor.person, Role.DELEGATE, city)
    both = load_actor(editor.person_id, editor.mandate_id)
    verdict = rules.can_decide(text(city_id=city.id), both, "hide")
    assert verdict.sentence == "You hold a mandate of the city that wrote this."
    assert verdict.remedy == "Another member of the secretariat decides."
    assert rules.can_decide(text(author_id=both.person_id), both, "hide").sentence == "This is your own text."
    as_delegate = load_actor(editor.person_id, both.mandates[-1].id)
    assert rules.can_decide(text(), as_delegate, "hide").remedy == "Act under your mandate in the secretariat."


def test_an_appeal_that_waits_is_not_overtaken(make):
    verdict = rules.can_decide(text("hidden"), make.actor(Role.EDITOR), "restore", appealed=True)
    assert verdict.sentence == "An appeal about this waits."


@pytest.mark.parametrize(
    ("act", "own", "state", "appealed", "sentence"),
    [
        ("hide", True, "hidden", False, ""),
        ("refuse", True, "hidden", False, ""),
        ("keep", True, "shown", False, "This decision left the text as it was."),
        ("hide", False, "hidden", False, "Only the author of the text appeals."),
        ("hide", True, "hidden", True, "You appealed against this already."),
        ("hide", True, "shown", False, "The text is not hidden any more."),
        ("hide", True, "withdrawn", False, "The text is not hidden any more."),
    ],
)
def test_who_may_appeal(make, act, own, state, appealed, sentence):
    author = make.actor(Role.DELEGATE)
    decision = ModerationDecision(act=act, author_id=author.person_id if own else 0)
    decision.appeal = Appeal() if appealed else None
    verdict = rules.can_appeal(decision, text(state), Actor(author.person))  # also without a mandate
    assert verdict.sentence == sentence


@pytest.mark.parametrize(
    ("who", "decided", "sentence", "remedy"),
    [
        ("other", False, "", ""),
        ("first", False, "You made the first decision.", "Another member of the secretariat decides on the appeal."),
        ("author", False, "This is your own text.", "Another member of the secretariat decides."),
        ("mayor", False, "Only the secretariat moderates.", ""),
        ("other", True, "This appeal was decided.", "There is no second appeal."),
    ],
)
def test_another_person_decides_on_the_appeal(make, who, decided, sentence, remedy):
    people = {"first": make.actor(Role.EDITOR), "other": make.actor(Role.EDITOR), "author": make.actor(Role.APPROVER)}
    people["mayor"] = make.actor(Role.MAYOR)
    decision = ModerationDecision(act="hide", author_id=people["author"].person_id, decided_by_id=people["first"].person_id)
    appeal = Appeal(outcome=AppealDecision() if decided else None)
    verdict = rules.can_decide_appeal(appeal, decision, people[who])
    assert (verdict.sentence, verdict.remedy) == (sentence, remedy)


def test_the_operations_ask_the_rules(app, case, text_of):
    from forum.kit.verdict import Refused

    with app.test_request_context(), pytest.raises(Refused):
        operations.decide(case.reader, text_of("comment", case.comment), "hide", "attack", "Why")
