"""Merging into one, counting each city once, and taking apart within a day exactly."""

import datetime as dt

import pytest
from sqlalchemy import inspect, select

from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.recommendations.operations import drafting, forwarding, merging, screening, splitting, sponsors, submission
from forum.recommendations.operations.splitting import BOTH, Parting
from forum.recommendations.queries import find
from forum.recommendations.queries.merging import support
from forum.screening.operations import interests, publishing
from models import Ask, Assignment, Evidence, LedgerEvent, Merger, Recommendation, Sponsor
from models.base import db
from models.mandate import Role
from tests.recommendations.conftest import forward
from tests.recommendations.words import to

TEXTS = {
    "en": ("Shade at bus stops", "To develop guidance on shade at bus stops."),
    "fr": ("De l'ombre aux arrêts de bus", "Élaborer des orientations sur l'ombre aux arrêts de bus."),
    "ru": ("Тень на остановках", "Разработать рекомендации о тени на автобусных остановках."),
}


@pytest.fixture
def three(people, make, body, experience):
    """Three of a kind, each of another city and in another language; the first is screened."""
    made = []
    for language, (title, asked) in TEXTS.items():
        mayor = make.actor(Role.MAYOR, make.city(f"City {language}"))
        case = drafting.begin(mayor, drafting.Words.plain(title, asked, "It is hot.", body, language))
        drafting.cite_experience(case, mayor, experience)
        submission.submit(case, mayor)
        made.append((find(None, case.id), mayor))
    screening.assign(made[0][0], people.editor, people.editor.person, clock.today() + dt.timedelta(days=5))
    return made


def state(*ids):
    """Every column of recommendations, their sponsors, assignments and evidence, without the turn, which counts on."""
    db.session.flush()
    db.session.expire_all()
    found = {}
    for model in (Recommendation, Sponsor, Assignment, Evidence):
        key = model.id if model is Recommendation else model.recommendation_id
        for row in db.session.scalars(select(model).where(key.in_(ids)).order_by(model.id)):
            found[model.__name__, row.id] = {
                c.key: getattr(row, c.key) for c in inspect(model).column_attrs if c.key != "turn"
            }
    return found


def test_sponsors_are_asked_to_join_and_each_city_counts_once(people, three):
    (target, _), (french, mayor), (russian, _other) = three
    sponsors_before = [s.city_id for s in target.sponsors]
    merging.merge_all([french, russian], people.editor, target, "All ask the same.")
    found = find(None, target.id)
    came = [s for s in found.sponsors if s.city_id not in sponsors_before]
    assert [(s.state, s.merged_from_id) for s in came] == [("invited", french.id), ("invited", russian.id)]
    assert (len(support(target.id)), len(support(target.id).by_merger)) == (3, 2)
    sponsors.agree(find(mayor, target.id), mayor)
    assert (len(support(target.id)), len(support(target.id).by_merger)) == (3, 1)
    sponsors.leave(find(mayor, target.id), mayor)
    assert len(support(target.id)) == 2, "who was asked and left does not stand behind it"


def test_support_is_counted_through_mergers_of_mergers(people, three):
    (first, _), (second, _), (third, _mayor) = three
    merging.merge(third, people.editor, second.row, "The same.")
    merging.merge(find(None, second.id), people.editor, first.row, "The same.")
    assert (len(support(first.id)), support(first.id).sources) == (3, (second.id, third.id))
    assert merging.judge(find(None, third.id), "unmerge", people.editor).sentence == (
        "The one that it was merged into was merged on since."
    )


def test_a_mayor_of_each_city_is_asked_by_the_act(people, three):
    (target, _), (french, mayor), _russian = three
    merging.merge(french, people.editor, target.row, "The same.")
    event = db.session.scalar(select(LedgerEvent).filter_by(verb="recommendation.took_in", subject_id=target.id))
    assert event.data["invited_city_id"] == [mayor.city_id]


def test_taken_apart_within_a_day_everything_stands_as_before(people, three):
    (target, _), (french, mayor), (russian, _other) = three
    ids = target.id, french.id, russian.id
    screening.assign(french, people.editor, people.editor2.person, clock.today() + dt.timedelta(days=9))
    before = state(*ids)
    merging.merge_all([find(None, french.id), find(None, russian.id)], people.editor, find(None, target.id), "The same.")
    assert state(*ids) != before
    sponsors.agree(find(mayor, target.id), mayor)
    with clock.at(clock.now() + dt.timedelta(hours=23)):
        merging.unmerge(find(None, french.id), people.editor)
        merging.unmerge(find(None, russian.id), people.editor2, "They differ after all.")
    assert state(*ids) == before
    verbs = list(db.session.scalars(select(LedgerEvent.verb).where(LedgerEvent.subject_id == french.id)))
    assert "recommendation.unmerged" in verbs
    assert find(None, french.id).merger is None


def test_a_sponsor_that_had_left_is_asked_again_and_stands_as_left_afterwards(people, three):
    (target, _lead), (french, mayor), _russian = three
    row = Sponsor(recommendation_id=target.id, city_id=mayor.city_id, byline="", reason="We wait.", state="left")
    row.person_id, row.mandate_id, row.at = mayor.person_id, mayor.mandate_id, clock.now()
    db.session.add(row)
    before = state(target.id, french.id)
    merging.merge(french, people.editor, target.row, "The same.")
    assert find(None, target.id).sponsor(mayor.city_id).state == "invited"
    merging.unmerge(find(None, french.id), people.editor)
    assert state(target.id, french.id) == before


def test_a_city_that_another_merger_brings_too_stays(people, three, make):
    (target, _), (french, mayor), (russian, _other) = three
    sponsors_row = Sponsor(recommendation_id=russian.id, city_id=mayor.city_id, byline="", state="agreed", edit=1)
    sponsors_row.person_id, sponsors_row.mandate_id, sponsors_row.at = mayor.person_id, mayor.mandate_id, clock.now()
    db.session.add(sponsors_row)
    before = state(target.id, french.id, russian.id)
    merging.merge_all([french, find(None, russian.id)], people.editor, target, "The same.")
    merging.unmerge(find(None, french.id), people.editor)
    assert find(None, target.id).sponsor(mayor.city_id).merged_from_id == russian.id
    merging.unmerge(find(None, russian.id), people.editor)
    assert state(target.id, french.id, russian.id) == before


def test_a_screener_whose_city_came_stops_and_comes_back(people, three, make):
    (target, _), (french, mayor), _russian = three
    both = make.actor(Role.EDITOR)
    make.mandate(both.person, Role.DELEGATE, mayor.mandate.city)
    screening.assign(target, people.editor, people.editor.person, clock.today())
    target = find(None, target.id)
    target.assignment.assignee_id = target.row.assignee_id = both.person_id
    before = state(target.id, french.id)
    merging.merge(french, people.editor, target.row, "The same.")
    assert find(None, target.id).assignment is None
    merging.unmerge(find(None, french.id), people.editor)
    assert state(target.id, french.id) == before
    merging.merge(find(None, french.id), people.editor, find(None, target.id).row, "The same.")
    screening.accept(find(None, target.id), people.editor)
    merging.unmerge(find(None, french.id), people.editor)
    moved_on = find(None, target.id)
    assert (moved_on.stage, moved_on.assignment, moved_on.row.assignee_id) == ("accepted", None, None)


def test_a_screener_with_an_interest_by_now_does_not_come_back(people, three):
    (target, _), (french, _mayor), _russian = three
    screening.assign(french, people.editor, people.editor2.person, clock.today())
    merging.merge(find(None, french.id), people.editor, target.row, "The same.")
    interests.declare(people.editor2, french.id, None, "I wrote it.")
    merging.unmerge(find(None, french.id), people.editor)
    again = find(None, french.id)
    assert (again.stage, again.assignment, again.row.assignee_id) == ("screening", None, None)


def test_the_turn_counts_on(people, three):
    (target, _), (french, _mayor), _russian = three
    turn = french.row.turn
    merging.merge(french, people.editor, target.row, "The same.")
    merging.unmerge(find(None, french.id), people.editor)
    assert find(None, french.id).row.turn == turn + 2


def test_what_was_split_since_is_not_taken_apart(people, three):
    (target, _lead), (french, mayor), _russian = three
    merging.merge(french, people.editor, target.row, "The same.")
    target = find(None, target.id)
    db.session.add(Ask(recommendation_id=target.id, number=2, verb="", text="To plant.", html="", of_whom=""))
    db.session.flush()
    target = find(None, target.id)
    parting = Parting("Half", frozenset({target.asks[1].id}), {one.id: BOTH for one in target.evidence})
    second = splitting.split(target, people.editor, parting)
    assert find(None, second.id).sponsor(mayor.city_id).merged_from_id == french.id
    assert refusal(lambda: merging.unmerge(find(None, french.id), people.editor)) == (
        "The one that it was merged into was split since."
    )


def refusal(work):
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.verdict.sentence


def test_after_a_day_or_when_the_other_one_left_it_stays(people, three, make):
    (target, _lead), (french, _), (_russian, _mayor) = three
    merging.merge(french, people.editor, target.row, "The same.")
    with clock.at(clock.now() + dt.timedelta(days=1, minutes=1)):
        late = refusal(lambda: merging.unmerge(find(None, french.id), people.editor))
    assert late == "A merger can be taken apart within a day."
    target = find(None, target.id)
    screening.accept(target, people.editor)
    forwarding.clear(target, people.bureau)
    forward(target, people, make)
    gone = refusal(lambda: merging.unmerge(find(None, french.id), people.editor))
    assert gone == "The one that it was merged into has been forwarded since."
    assert support(target.id).by_merger == {french.row.lead_city_id}


def test_nothing_is_taken_apart_under_a_decision_on_the_other_one(people, three, make):
    (target, _lead), (french, _), _russian = three
    merging.merge(french, people.editor, target.row, "The same.")
    decision = publishing.keep_acceptance(find(None, target.id), people.editor)
    kept = refusal(lambda: merging.unmerge(find(None, french.id), people.editor))
    assert kept == "A decision on the one that goes on is kept and not yet published."
    publishing.drop(decision, find(None, target.id), people.editor)
    screening.accept(find(None, target.id), people.editor)
    forwarding.clear(find(None, target.id), people.bureau)
    forwarding.prepare_forwarding(find(None, target.id), people.editor, to(make.body_session(target.row.body)))
    prepared = refusal(lambda: merging.unmerge(find(None, french.id), people.editor))
    assert prepared == "What was prepared for the one that goes on waits for a second person."
    forwarding.send_back(find(None, target.id), people.approver, "Wait.")
    merging.unmerge(find(None, french.id), people.editor)
    assert find(None, french.id).stage == "submitted"


def test_what_is_before_the_body_takes_in_without_asking_anybody_to_join(people, three, write):
    target = write("forwarded")
    (french, _mayor) = three[1]
    before = state(target.id, french.id)
    merging.merge(french, people.editor, target.row, "It is before the body.")
    found = find(None, target.id)
    assert french.row.lead_city_id not in found.asking and french.row.lead_city_id in found.involved
    assert french.row.lead_city_id in support(target.id).by_merger
    merging.unmerge(find(None, french.id), people.editor)
    assert state(target.id, french.id) == before


def test_what_cannot_be_merged_says_why(people, three, write, make):
    (target, _), (french, _), (_russian, _mayor) = three
    other = write("draft")
    elsewhere = drafting.begin(people.other_mayor, drafting.Words.plain("T", "To do.", "W.", make.body("Transport")))
    drafting.cite_experience(elsewhere, people.other_mayor, db.session.get(*_experience(target)))
    submission.submit(elsewhere, people.other_mayor)

    def into(row, actor=people.editor):
        return refusal(lambda: merging.merge(find(None, french.id), actor, row, "The same."))

    assert into(None) == "There is no such recommendation."
    assert into(french.row) == "A recommendation is not merged into itself."
    assert into(other.row) == "It can be merged only into one that is under way."
    assert into(elsewhere.row) == "Both must ask the same body."
    assert into(target.row, people.approver) == "Only an editor of the secretariat does this."
    forwarding.prepare_not_forwarding(target, people.editor, "Outside.")
    assert into(target.row) == "What was prepared for the one that goes on waits for a second person."
    conflicted = load_actor(people.sponsor_editor.person_id, people.sponsor_editor.mandate_id)
    assert into(write("submitted").row, conflicted) == (
        "You have an interest in this recommendation, so you take no part in its review."
    )


def _experience(case):
    from models import Experience

    return Experience, case.evidence[0].experience_id


def test_of_two_that_merge_the_same_one_is_refused(people, three):
    (target, _), (french, _), _russian = three
    twin = find(None, french.id)
    twin.row = type("Seen", (), {})()
    twin.row.__dict__.update(
        {k: getattr(french.row, k) for k in ("id", "stage", "turn", "edit", "lead_city_id", "body_id", "decided")}
    )
    merging.merge(french, people.editor, target.row, "The same.")
    assert refusal(lambda: merging.merge(twin, people.editor2, target.row, "The same.")) == (
        "Somebody else moved this a moment ago."
    )
    assert db.session.query(Merger).count() == 1


def test_old_addresses_lead_on_and_talk_stays_reachable(people, three, client):
    (target, lead), (french, mayor), _russian = three
    client.sign_in(mayor)
    data = {"text": "Nos arrêts sont en plein soleil."}
    client.post(f"/comments/recommendation/{french.id}", data=data)
    client.sign_in(people.editor)
    page = client.page(f"/recommendations/{french.id}/merger?with={target.id}")
    assert TEXTS["ru"][0] in page and page.count("checked") == 2
    data = {"others": [french.id, target.id], "reason": "The same."}
    data |= {f"turn-{row.id}": row.row.turn for row in (french, target)}
    assert client.post(f"/recommendations/{french.id}/merger", data=data).status_code == 422
    answer = client.post(f"/recommendations/{french.id}/merger", data=data | {"target": target.id})
    assert answer.status_code == 303 and answer.headers["Location"].endswith(f"/recommendations/{target.id}")
    assert f"/recommendations/{french.id}#discussion" in client.page(f"/recommendations/{target.id}")
    client.sign_in(mayor)
    old = client.page(f"/recommendations/{french.id}")
    assert TEXTS["en"][0] in old and "Nos arrêts sont en plein soleil." in old
    page = client.page(f"/recommendations/{target.id}")
    assert "2 cities stand behind this, one of them by recommendations merged into it" in page
    client.sign_in(lead)
    moved = client.page(f"/recommendations/{french.id}")
    assert f"/recommendations/{target.id}" in moved and TEXTS["fr"][0] not in moved
    for who in ("other_mayor", "sponsor_editor", "chair"):
        client.sign_in(getattr(people, who))
        assert client.get(f"/recommendations/{french.id}").status_code == (200 if who == "sponsor_editor" else 404)


def test_after_forwarding_everybody_is_led_on(people, three, client, write):
    target = write("forwarded")
    merging.merge(three[1][0], people.editor, target.row, "It is before the body.")
    client.sign_out()
    page = client.page(f"/recommendations/{three[1][0].id}")
    assert target.row.title in page and TEXTS["fr"][0] not in page
    assert "3 cities stand behind this, one of them" in client.page(f"/recommendations/{target.id}")


def test_taken_apart_by_the_page(people, three, client):
    (target, _), (french, _), _russian = three
    merging.merge(french, people.editor, target.row, "The same.")
    client.sign_in(people.editor)
    assert "Take the merger apart" in client.page(f"/recommendations/{french.id}")
    sent = {"reason": "They differ.", "turn": find(None, french.id).row.turn}
    assert client.post(f"/recommendations/{french.id}/merger/end", data=sent).status_code == 303
    assert find(None, french.id).stage == "submitted"
    page = client.page(f"/recommendations/{french.id}")
    assert "The secretariat took the merger apart" in page and "They differ." in page
