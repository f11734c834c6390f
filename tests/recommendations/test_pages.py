"""Pages of recommendations, as each kind of person sees them."""

import pytest
from sqlalchemy import select

from forum.recommendations.queries import find
from models import Forwarding, Recommendation
from models.base import db
from models.recommendation import Stage
from tests import signatures
from tests.declarations.conftest import issue
from tests.recommendations.conftest import INTERNAL
from tests.recommendations.test_stages import ROLES
from tests.recommendations.test_visibility import BUREAU, SEEN

RETURN = {
    "count": "3", "about-0": "why", "point-0": "Name the figure.", "point-1": "", "about-2": "", "point-2": "Name the year.",
    "answer_due_on": "2100-01-01",
}  # fmt: skip


def sign_in(client, actor):
    return client.sign_in(actor) if actor.signed_in else client.sign_out()


@pytest.mark.parametrize("stage", list(Stage))
def test_everybody_opens_what_they_may_and_nobody_else_learns_of_it(people, write, client, stage):
    """Internal words are in no page but the review."""
    case = write(stage)
    for who in ROLES:
        sign_in(client, getattr(people, who))
        path, visible = f"/recommendations/{case.id}", who in SEEN[stage][0]
        page = client.page(path, 200 if visible else 404)
        listing = client.page("/recommendations")
        assert (path in listing) is visible, who
        for words in INTERNAL[:3] if who in SEEN[stage][2] else INTERNAL:
            assert words not in listing
        if who not in SEEN[stage][2]:
            assert not any(words in page for words in INTERNAL), (stage, who)
            own = people.editor.person.name if who == "editor" else "nobody"
            assert people.editor.person.name not in page.replace(own, ""), (stage, who)
        assert ("Name the figure." in page) is (who in SEEN[stage][1] and bool(case.points)), (stage, who)


def test_the_review_is_for_reviewers(people, write, client):
    case = write("accepted")
    for who in ROLES:
        sign_in(client, getattr(people, who))
        if who == "stranger":
            assert client.get(f"/queue/{case.id}").status_code == 302
            continue
        page = client.page(f"/queue/{case.id}", 200 if who in SEEN["accepted"][2] else 404)
        assert (INTERNAL[0] in page) is (who in SEEN["accepted"][2])
        bureau = client.page("/clearance", 200 if who in BUREAU | {"sponsor_bureau"} else 404)
        assert (case.row.title in bureau) is (who in BUREAU)


def test_begin_edit_and_conflict(people, client, body):
    client.sign_in(people.lead_delegate)
    client.page("/recommendations/new")
    empty = client.post("/recommendations/new", data={"ask-1-text": "To plant."})
    assert empty.status_code == 422
    text = empty.get_data(as_text=True)
    assert "Give it a title." in text and "Say why." in text and "To plant." in text
    fields = {"title": "Shade", "bodies": body.id, "ask-1-text": "To plant.", "why": "Heat.", "language": "en"}
    made = client.post("/recommendations/new", data=fields)
    assert made.status_code == 303
    row = db.session.scalar(select(Recommendation))
    client.page(f"/recommendations/{row.id}/edit")
    assert (
        client.post(f"/recommendations/{row.id}/edit", data=fields | {"seen": "1", "why": "Great heat."}).status_code == 303
    )
    stale = client.post(f"/recommendations/{row.id}/edit", data=fields | {"seen": "1", "why": "Floods."})
    text = stale.get_data(as_text=True)
    assert stale.status_code == 409 and "<del>Great heat</del>" in text and "<ins>Floods</ins>" in text
    client.sign_in(people.other_mayor)
    client.page(f"/recommendations/{row.id}/edit", 404)
    client.sign_in(people.editor)
    assert "Only the lead sponsor does this." in client.page(f"/recommendations/{row.id}/edit", 409)
    assert client.page("/recommendations/new", 409).count("Only accredited cities make recommendations.") == 1


def test_evidence_is_searched_chosen_and_removed(people, client, write, experience, make):
    case = write("draft")
    client.sign_in(people.lead_delegate)
    path = f"/recommendations/{case.id}/evidence"
    assert experience.title in client.page(f"{path}?words=shade+school")
    assert "No published experience has these words." in client.page(f"{path}?words=submarine")
    removed = client.post(f"{path}/{case.evidence[0].id}/removal", data={})
    assert removed.status_code == 303 and find(None, case.id).evidence == []
    client.sign_in(people.lead_mayor)
    page = client.page(f"/recommendations/{case.id}/submission", 409)
    assert "A recommendation rests on at least one clause, experience or indicator." in page
    assert client.post(path, data={"experience": experience.id}).status_code == 303
    assert client.post(path, data={"experience": experience.id}).status_code == 409
    assert client.post(path, data={"experience": 999_999}).status_code == 404
    client.sign_in(people.editor)
    client.page(path, 409)


def test_a_clause_begins_a_recommendation_and_says_when_it_reads_otherwise(people, client, body, make):
    import datetime as dt

    from forum.declarations.operations import beginning, clauses, procedure
    from forum.kit import clock

    start = clock.now() - dt.timedelta(days=40)
    with clock.at(start):
        dossier = beginning.begin(people.lead_mayor, "Trees for every street", "Shade.", "resolution")
        clauses.add_clause(dossier, people.lead_mayor, "preambular", "Recalling the Geneva Declaration of Mayors,", "")
        uid = clauses.add_clause(
            dossier, people.lead_mayor, "operative", "Invites all cities to plant trees.", dossier.clauses[0].uid
        ).uid
        procedure.open_consultation(dossier, people.lead_mayor)
        procedure.start_silence(dossier, people.bureau, clock.now() + dt.timedelta(days=10))
    with clock.at(start + dt.timedelta(days=20)):
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=60))
    client.sign_in(people.lead_delegate)
    new = f"/recommendations/new?declaration={dossier.id}&clause={uid}"
    assert "Invites all cities to plant trees." in client.page(new)
    fields = {"title": "Trees", "bodies": body.id, "ask-1-text": "To plant.", "why": "Heat.", "language": "en"}
    page = client.page(client.post(new, data=fields).location)
    assert "Invites all cities to plant trees." in page and "Open for signature" in page
    row = db.session.scalar(select(Recommendation))
    assert "Operative paragraph 1" in client.page(f"/recommendations/{row.id}/evidence?declaration={dossier.id}")
    signatures.sign(dossier, people.lead_mayor)
    issue(dossier, people.chair, "editorial", "A word.", {uid: "Invites every city to plant trees."})
    assert "Reads otherwise since version 2" in client.page(f"/recommendations/{row.id}")


def test_sponsors_are_asked_agree_and_leave(people, client, write):
    case = write("draft")
    client.sign_in(people.lead_delegate)
    path = f"/recommendations/{case.id}/sponsors"
    assert people.other.name in client.page(path)
    assert client.post(path, data={"city": "Atlantis"}).status_code == 422
    assert client.post(path, data={"city": "almaty"}).status_code == 303
    assert "is on the list already" in client.post(path, data={"city": "Almaty"}).get_data(as_text=True)
    client.sign_in(people.other_mayor)
    assert "Sponsor it for my city" in client.page(f"/recommendations/{case.id}")
    assert client.post(f"/recommendations/{case.id}/sponsorship", data={}).status_code == 303
    assert people.other.id in {s.city_id for s in find(None, case.id).agreed}
    assert client.post(f"/recommendations/{case.id}/sponsorship/end", data={}).status_code == 303
    client.page(f"/recommendations/{case.id}", 404)


def test_submission_gives_a_receipt_whose_number_is_no_symbol(people, client, write):
    import re

    case = write("draft")
    client.sign_in(people.lead_mayor)
    assert "Still to agree: Tampere." in client.page(f"/recommendations/{case.id}/submission")
    sent = client.post(f"/recommendations/{case.id}/submission", data={"turn": case.row.turn})
    receipt = client.page(sent.location)
    assert f"Forum recommendation {case.id} of 20" in receipt
    assert not re.search(r"\b[A-Z]{1,5}/[A-Z0-9./]+\d", re.sub(r"<[^>]+>", " ", receipt))
    assert client.post(f"/recommendations/{case.id}/submission", data={}).status_code == 409


def test_points_are_answered_one_by_one_and_submitted_again(people, client, write):
    case = write("returned")
    first, second = case.points
    client.sign_in(people.lead_delegate)
    path = f"/recommendations/{case.id}/points"
    assert "2 points wait for your answer." in client.page(path)
    data = {f"answer-{first.id}": "1,400 trees.", f"seen-{first.id}": ""}
    assert client.post(path, data=data).status_code == 303
    refused = client.post(path, data=data | {f"answer-{second.id}": "2025.", "then": "resubmit"})
    assert refused.status_code == 409 and "A mayor or deputy mayor does this" in refused.get_data(as_text=True)
    assert "2025." in refused.get_data(as_text=True)
    client.sign_in(people.lead_mayor)
    early = client.post(path, data={f"answer-{first.id}": "1,500.", f"seen-{first.id}": "1,400 trees.", "then": "resubmit"})
    html = early.get_data(as_text=True)
    assert early.status_code == 409 and "Not every point is answered yet: 2." in html and "1,500." in html
    assert f'name="seen-{first.id}" value="1,400 trees."' in html  # what is stored, so that a second try does not collide
    stale = client.post(path, data={f"answer-{first.id}": "900 trees.", f"seen-{first.id}": ""})
    assert stale.status_code == 409
    assert "1,400 trees." in stale.get_data(as_text=True) and "900 trees." in stale.get_data(as_text=True)
    data = {f"answer-{second.id}": "2025.", f"seen-{second.id}": "", "then": "resubmit"}
    assert client.post(path, data=data).status_code == 303
    assert find(None, case.id).stage == "resubmitted"
    client.sign_in(people.other_mayor)
    client.page(path, 404)


ASSIGN = {"due_on": "2199-01-01"}


def to_body(case, session, note):
    body = case.row.body_id
    return {f"session_{body}": session.id, f"cover_note_{body}": note, f"languages_{body}": "en"}


def of_the_ask(case, data):
    """Fields of the only ask have its id in their names."""
    mine = ("verb", "paragraph", "text", "reason")
    return {f"{name}_{case.asks[0].id}" if name in mine else name: value for name, value in data.items()}


def test_the_whole_way_by_the_pages(people, client, write, make):
    """From the draft to the closing, each act by its form, as the person whose act it is."""
    case = write("draft")
    session = make.body_session(case.row.body)
    here = f"/recommendations/{case.id}"
    today = __import__("forum.kit.clock", fromlist=["clock"]).today().isoformat()
    way = [
        ("lead_mayor", "submission", {}, "submitted"),
        ("editor", "assignment", {"assignee": people.editor.person_id} | ASSIGN, "screening"),
        ("editor", "return", RETURN, "returned"),
        ("lead_mayor", "points", None, "resubmitted"),
        ("editor2", "reassignment", {"assignee": people.editor2.person_id} | ASSIGN, "resubmitted"),
        ("editor2", "acceptance", {"note": INTERNAL[1]}, "accepted"),
        ("bureau", "clearance", {"note": ""}, "cleared"),
        ("editor", "forwarding", to_body(case, session, "For its attention."), "cleared"),
        ("approver", "preparation-return", {"note": "Name the item."}, "cleared"),
        ("editor", "forwarding", to_body(case, session, "For item 5."), "cleared"),
        ("approver", "forwarding/confirmation", {"note": INTERNAL[3]}, "forwarded"),
        ("editor", "paths/1/consideration", {"on": today}, "considered"),
        (
            "editor",
            "paths/1/answer",
            {"verb": "took-note", "symbol": "ECE/HBP/2026/1", "paragraph": "27", "decided_on": today},
            "disposition",
        ),
        ("editor", "follow-up", {}, "follow-up"),
        ("sponsor_mayor", "progress", {"percent": 40, "milestone": "Drafted"}, "follow-up"),
        ("editor", "closing", {"note": "Done."}, "closed"),
    ]
    for who, noun, data, stage in way:
        client.sign_in(getattr(people, who))
        found = find(None, case.id)
        if noun.startswith("paths/"):
            noun, data = noun.replace("paths/1", f"paths/{found.paths[0].id}"), of_the_ask(found, data)
        client.page(f"{here}/{noun}")
        if data is None:
            data = {f"answer-{p.id}": "Yes." for p in find(None, case.id).points} | {"then": "resubmit"}
        else:
            data = data | {"turn": found.paths[0].turn if noun.startswith("paths/") else found.row.turn}
        sent = client.post(f"{here}/{noun}", data=data)
        assert sent.status_code == 303, (noun, sent.get_data(as_text=True)[-3000:])
        assert find(None, case.id).stage == stage, noun
        client.page(sent.location)
    client.sign_out()
    page = client.page(here)
    for words in (
        "took note of the recommendation",
        "ECE/HBP/2026/1",
        "For item 5.",
        "Drafted",
        "40 % done",
        "2 cities agreed",
    ):
        assert words in page, words
    assert "Name the item." not in page and "Name the year." not in page


def test_the_other_ends_by_the_pages(people, client, write, make):
    target = write("submitted", "Trees in every street")
    merged, refused, gone = write("screening"), write("screening"), write("accepted")
    client.sign_in(people.editor)
    data = {"others": [merged.id, target.id], "target": target.id, "reason": "Both ask the same."}
    data |= {f"turn-{row.id}": row.row.turn for row in (merged, target)}
    assert client.post(f"/recommendations/{merged.id}/merger", data=data).status_code == 303
    sent = {"reason": "Outside it.", "turn": refused.row.turn}
    assert client.post(f"/recommendations/{refused.id}/non-forwarding", data=sent).status_code == 303
    client.sign_in(people.approver)
    assert "Outside it." in client.page(f"/recommendations/{refused.id}/non-forwarding/confirmation")
    sent = {"note": "", "turn": find(None, refused.id).row.turn}
    assert client.post(f"/recommendations/{refused.id}/non-forwarding/confirmation", data=sent).status_code == 303
    client.sign_in(people.lead_mayor)
    assert client.post(f"/recommendations/{gone.id}/withdrawal", data={"reason": ""}).status_code == 422
    assert client.post(f"/recommendations/{gone.id}/withdrawal", data={"reason": "Next year."}).status_code == 303
    assert "Outside it." in client.page(f"/recommendations/{refused.id}")
    assert target.row.title in client.page(f"/recommendations/{merged.id}")
    client.sign_out()
    for case in (merged, refused, gone):
        client.page(f"/recommendations/{case.id}", 404)


@pytest.mark.parametrize(
    ("verb", "symbol", "day", "sentence"),
    [
        ("took-note", "Forum recommendation 3 of 2026", "2026-01-01", "like a reference of the forum"),
        ("took-note", "12 (2026)", "2026-01-01", "like a reference of the forum"),
        ("took-note", "", "2026-01-01", "Give the symbol of the report."),
        ("loved", "ECE/HBP/2026/1", "2026-01-01", "Not a valid choice"),
        ("took-note", "ECE/HBP/2026/1", "2199-01-01", "This day has not come yet."),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(people, client, write, verb, symbol, day, sentence):
    case = write("considered")
    client.sign_in(people.editor)
    data = {"verb": verb, "symbol": symbol, "decided_on": day, "turn": case.paths[0].turn}
    answer = client.post(f"/recommendations/{case.id}/paths/{case.paths[0].id}/answer", data=of_the_ask(case, data))
    assert answer.status_code == 422 and sentence in answer.get_data(as_text=True)


def test_an_answer_from_before_the_forwarding_is_refused(people, client, write):
    case = write("considered")
    client.sign_in(people.editor)
    data = {"verb": "took-note", "symbol": "ECE/HBP/2026/1", "decided_on": "2020-01-01"} | {"turn": case.paths[0].turn}
    answer = client.post(f"/recommendations/{case.id}/paths/{case.paths[0].id}/answer", data=of_the_ask(case, data))
    assert answer.status_code == 409 and "before the forwarding" in answer.get_data(as_text=True)


def test_a_form_opened_before_somebody_else_moved_it_is_told(people, client, write):
    case = write("screening")
    seen = case.row.turn
    client.sign_in(people.editor2)
    due = {"assignee": people.editor2.person_id} | ASSIGN
    assert client.post(f"/recommendations/{case.id}/reassignment", data=due | {"turn": seen}).status_code == 303
    client.sign_in(people.editor)
    late = client.post(f"/recommendations/{case.id}/return", data=RETURN | {"turn": seen})
    text = late.get_data(as_text=True)
    assert late.status_code == 409 and "Somebody else moved this a moment ago." in text and "Name the year." in text


def test_twenty_equal_forwards_are_one(people, client, write, make):
    case = write("cleared")
    session = make.body_session(case.row.body)
    data = to_body(case, session, "For its attention.") | {"idempotency_key": "one-form", "turn": case.row.turn}
    client.sign_in(people.editor)
    codes = {client.post(f"/recommendations/{case.id}/forwarding", data=data).status_code for _n in range(20)}
    assert codes == {303}
    assert len(list(db.session.scalars(select(Forwarding).filter_by(recommendation_id=case.id)))) == 1


def test_the_queue_shows_its_views_and_goes_on_to_the_next(people, client, write):
    first, second = write("submitted", "First"), write("submitted", "Second")
    client.sign_in(people.editor)
    page = client.page("/queue?view=unassigned")
    assert "First" in page and "Second" in page
    client.page("/queue?view=none", 404)
    client.page(f"/queue/{second.id}?view=unassigned")
    data = {"assignee": people.editor.person_id, "view": "unassigned", "then": "next"} | ASSIGN
    sent = client.post(f"/recommendations/{second.id}/assignment", data=data | {"turn": second.row.turn})
    assert sent.location == f"/queue/next?but={second.id}&view=unassigned"
    sent = client.get(sent.location)
    assert sent.location == f"/queue/{first.id}?view=unassigned"
    sent = client.post(f"/recommendations/{first.id}/assignment", data=data | {"turn": first.row.turn})
    assert client.get(sent.location).location == "/queue?view=unassigned"
    assert "Nothing waits here" in client.page("/queue?view=unassigned")
    assert client.post(f"/queue/{first.id}/notes", data={"text": ""}).status_code == 422
    assert client.post(f"/queue/{first.id}/notes", data={"text": "Ask the lawyer."}).status_code == 303
    assert "Ask the lawyer." in client.page(f"/queue/{first.id}")


def test_an_empty_forum_says_what_to_do(client, people):
    client.sign_out()
    assert "None has been forwarded yet" in client.page("/recommendations")
    assert "None matches" in client.page("/recommendations?stage=closed")
    client.page("/recommendations?after=made-up&stage=nonsense&body=none")


def test_the_body_shows_what_is_before_it_and_staff_enter_sessions(people, client, write, body):
    case = write("disposition")
    hidden = write("screening", "Still secret")
    client.sign_in(people.editor).sign_out()
    assert body.name in client.page("/bodies")
    page = client.page(f"/bodies/{body.slug}")
    assert case.row.title in page and hidden.row.title not in page and "took note" in page
    client.page("/bodies/none", 404)
    client.sign_in(people.editor)
    client.page("/bodies/new")
    assert client.post("/bodies/new", data={"name": ""}).status_code == 422
    trees = {"name": "Committee on Trees", "acronym": "COT", "about": "Trees.", "sponsor_threshold": "1"}
    made = client.post("/bodies/new", data=trees)
    assert made.location == "/bodies/committee-on-trees"
    assert client.post("/bodies/new", data={"name": "Committee on Trees"}).status_code == 422
    days = {"name": "First session", "starts_on": "2199-03-02", "ends_on": "2199-03-01"}
    client.page(f"{made.location}/sessions/new")
    wrong = client.post(f"{made.location}/sessions/new", data=days)
    assert wrong.status_code == 422 and "does not end before it begins" in wrong.get_data(as_text=True)
    assert client.post(f"{made.location}/sessions/new", data=days | {"ends_on": "2199-03-04"}).status_code == 303
    assert "First session" in client.page(made.location)
    client.sign_in(people.lead_mayor)
    assert "Only an editor or an administrator" in client.page("/bodies/new", 409)
    assert client.post("/bodies/new", data={"name": "Mine"}).status_code == 409


def test_feed_and_table_hold_public_ones_only_and_no_formula(people, client, write):
    import csv
    import io

    write("disposition", '=HYPERLINK("http://x")')
    write("screening", "Still secret")
    db.session.commit()
    for actor in (None, people.lead_mayor):
        client.sign_out()
        if actor:
            client.sign_in(actor)
        table = client.get("/recommendations.csv").get_data(as_text=True)
        rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff"))))
        assert len(rows) == 2 and rows[1][1].startswith("'=") and "Still secret" not in table
        feed = client.get("/recommendations.atom").get_data(as_text=True)
        assert "ECE/HBP/2026/1" in feed and "Still secret" not in feed
        __import__("xml.etree.ElementTree").etree.ElementTree.fromstring(feed)


def test_words_that_were_not_sent_come_back(people, client, write):
    case = write("returned")
    point = case.points[0]
    client.sign_in(people.lead_delegate)
    kept = {"key": f"recommendation:{case.id}:points", "fields": {f"answer-{point.id}": ["Half an answer"]}}
    assert client.post("/drafts", json=kept).status_code == 204
    assert "Half an answer" in client.page(f"/recommendations/{case.id}/points")
    kept = {"key": f"recommendation:{case.id}", "fields": {"title": ["Half a title"], "why": ["Half a reason"]}}
    assert client.post("/drafts", json=kept).status_code == 204
    page = client.page(f"/recommendations/{case.id}/edit")
    assert "Half a title" in page and "Half a reason" in page
    client.sign_in(people.lead_mayor)
    assert "Half a title" not in client.page(f"/recommendations/{case.id}/edit")


def test_an_expired_session_brings_the_writer_back_with_the_text(people, client, body):
    client.sign_in(people.lead_delegate).sign_out()
    fields = {
        "title": "Shade",
        "bodies": body.id,
        "ask-1-text": "To plant a hundred trees.",
        "why": "Heat.",
        "language": "en",
    }
    led = client.post("/recommendations/new", data=fields)
    assert led.status_code == 303 and "/sign-in" in led.location
    from urllib.parse import parse_qs, urlsplit

    back = parse_qs(urlsplit(led.location).query)["next"][0]
    client.sign_in(people.lead_delegate)
    assert "To plant a hundred trees." in client.page(back)


LONG, ENDLESS = "9" * 30, "1" * 5000


def test_numbers_that_no_row_has_break_nothing(people, write, client, body):
    case = write("draft")
    here = f"/recommendations/{case.id}"
    client.sign_in(people.lead_delegate)
    for number in (LONG, ENDLESS):
        client.page(f"{here}/evidence?declaration={number}")
        for field in ("experience", "declaration"):
            assert client.post(f"{here}/evidence", data={field: number, "clause": "x"}).status_code == 404
    words = {"title": "Shade", "bodies": [body.id, body.id], "ask-1-text": "Plant.", "why": "Heat.", "language": "en"}
    assert client.post(f"{here}/edit", data=words | {"seen": LONG}).status_code == 409
    assert client.post(f"{here}/edit", data=words | {"seen": str(case.row.edit)}).status_code == 303
    assert client.post("/recommendations/new", data=words).status_code == 303
    assert [row.body_id for row in find(None, case.id).addressees] == [body.id]


def test_long_numbers_in_the_address_of_a_merger(people, write, client):
    case = write("submitted")
    client.sign_in(people.editor)
    client.page(f"/recommendations/{case.id}/merger?with={ENDLESS}&with={LONG}")


def test_whoever_has_points_to_answer_is_led_to_them_first(people, client, write):
    case = write("returned")
    client.sign_in(people.lead_delegate)
    acts = client.page(f"/recommendations/{case.id}").split('<h2 id="acts-title">')[1]
    assert acts.split("<a ")[1].startswith(f'class="button button--primary" href="/recommendations/{case.id}/points">Answer')
    client.sign_in(people.editor)
    assert "Answer the points" not in client.page(f"/recommendations/{case.id}")
