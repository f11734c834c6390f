"""The screen on which the lead city decides on all amendments: choices kept, read along, applied at once."""

import pytest

from forum.accounts.sessions import load_actor
from forum.declarations.operations import amendments, clauses, colliding, consolidating, deciding
from forum.declarations.queries import amendments as reading
from forum.declarations.queries import board as tables
from forum.declarations.queries import consolidations, declarations, parts
from forum.kit.verdict import Conflict, Refused
from forum.ledger.queries import history
from models.mandate import Role
from tests.counting import count_statements

URGES, OAKS = "Urges all cities to plant trees:", "Invites all cities to plant oaks:"


@pytest.fixture
def table(people, write, session):
    """Four amendments: two that go together, one that collides with the first, and a new paragraph."""
    dossier = write("consultation")
    clause = dossier.clauses[1]
    amendments.propose(dossier, people.group_mayor, clause, "replace", URGES, "Stronger.")
    amendments.propose(dossier, people.other_mayor, clause, "replace", OAKS, "Shade.")
    amendments.propose(dossier, people.other_delegate, clause, "replace", "Asks all cities to plant trees:", "Softer.")
    amendments.propose(dossier, people.other_mayor, clause, "insert", "Invites schools to help;", "Hands.")
    return dossier


def sent(dossier, uid, own="", key="1", **choices):
    """The form of the page with these choices: amendment 1 as `a1`, its reason as `r1`."""
    data = {"idempotency_key": key, f"own-{uid}": own, f"ownseen-{uid}": dossier.clauses[1].edit}
    for row in reading.amendments(dossier.id):
        data[f"seen-{row.number}"] = row.edit
        data[f"choice-{row.number}"] = choices.get(f"a{row.number}", "leave")
        data[f"reason-{row.number}"] = choices.get(f"r{row.number}", "")
    return data


def texts(dossier):
    return [clause.text for clause in declarations.get(None, dossier.id).clauses]


def fingerprint(html):
    return html.split('name="seen" value="')[1].split('"')[0]


def test_choices_are_kept_read_again_and_applied_in_one_act(client, table, people, session):
    base, uid = f"/declarations/{table.id}/consolidation", table.clauses[1].uid
    client.sign_in(people.lead_delegate)
    html = client.page(base)
    assert "Nothing is chosen yet." in html and "On the same words as amendment 3." in html
    data = sent(table, uid, a1="accept", a2="accept", a3="reject", r3="The first is clearer.", a4="accept")
    assert client.post(base, data=data).location == base
    client.sign_in(people.lead_mayor)
    html = client.page(base)
    assert (
        "Saved on the server" in html and "3 accepted, 1 rejected, 0 left open" in html and "The first is clearer." in html
    )
    assert f"Chosen by {people.lead_delegate.person.name}" in html
    assert texts(table)[1] == "Invites all cities to plant trees:", "nothing counts before it is applied"
    review = client.page(f"{base}/review")
    assert "<ins>Urges</ins>" in review and "Invites schools to help;" in review
    applied = client.post(f"{base}/application", data={"seen": fingerprint(review), "idempotency_key": "2"})
    assert applied.location == f"/declarations/{table.id}/amendments"
    assert texts(table)[1:4] == ["Urges all cities to plant oaks:", "Along streets;", "Invites schools to help;"]
    rows = reading.amendments(table.id)
    assert [row.state for row in rows] == ["accepted", "accepted", "rejected", "accepted"]
    assert {row.decision.person_id for row in rows} == {people.lead_mayor.person_id}
    verbs = [event.verb for event in history("declaration", table.id)]
    assert (verbs.count("declaration.amendment_accepted"), verbs.count("declaration.amendment_rejected")) == (3, 1)
    assert verbs.count("declaration.consolidated") == 1
    authors = {edit.text: edit.amendment.number for edit in parts.edits(uid) if edit.amendment}
    assert set(authors.values()) == {1, 2}
    assert "No amendment waits" in client.page(base)


def test_what_meets_is_said_and_nothing_of_it_is_applied(client, table, people, session):
    base, uid = f"/declarations/{table.id}/consolidation", table.clauses[1].uid
    client.sign_in(people.lead_mayor)
    client.post(base, data=sent(table, uid, a1="accept", a3="accept", a2="reject") | {"then": "review"})
    html = client.page(f"{base}/review")
    assert "Amendments 1 and 3 change the same words" in html and "Give a reason for rejecting amendment 2" in html
    assert "Apply these decisions" not in html
    answer = client.post(f"{base}/application", data={"seen": fingerprint(html), "idempotency_key": "2"})
    assert answer.status_code == 409 and {row.state for row in reading.amendments(table.id)} == {"open"}
    own = sent(table, uid, own="Calls upon all cities to plant trees:", key="3", a1="accept", a3="accept")
    client.post(base, data=own)
    html = client.page(f"{base}/review")
    assert client.post(f"{base}/application", data={"seen": fingerprint(html), "idempotency_key": "4"}).status_code == 303
    assert texts(table)[1] == "Calls upon all cities to plant trees:"
    assert [row.state for row in reading.amendments(table.id)] == ["accepted", "open", "accepted", "open"]
    newest = parts.edits(uid)[0]
    assert (newest.person_id, newest.amendment_id) == (people.lead_mayor.person_id, None)


def test_one_paragraph_is_saved_as_it_is_chosen_and_shows_what_it_becomes(client, table, people, session):
    base, uid = f"/declarations/{table.id}/consolidation", table.clauses[1].uid
    client.sign_in(people.lead_mayor)
    path = f"{base}/clauses/{uid}"
    answer = client.post(path, data={"choice-2": "accept", "seen-2": "1", "reason-2": ""})
    assert answer.status_code == 200 and "oaks</ins>" in answer.get_data(as_text=True)
    answer = client.post(path, data={"choice-1": "accept", "seen-1": "1"})
    assert "Urges</ins>" in answer.get_data(as_text=True) and "oaks</ins>" in answer.get_data(as_text=True)
    assert client.post(f"{base}/clauses/nowhere", data={}).status_code == 404
    assert client.post(path, data={"choice-1": "perhaps", "seen-1": "1"}).status_code == 409
    client.sign_in(people.group_mayor)
    refused = client.post(path, data={"choice-1": "reject", "seen-1": "1"})
    assert refused.status_code == 409 and "Only the lead city does this." in refused.get_data(as_text=True)


def test_what_changed_meanwhile_is_shown_and_not_overwritten(client, table, people, session):
    base, uid = f"/declarations/{table.id}/consolidation", table.clauses[1].uid
    client.sign_in(people.lead_mayor)
    client.post(base, data=sent(table, uid, own="Our own words:", a1="accept"))
    review = client.page(f"{base}/review")
    dossier, (target, oaks, *_others) = declarations.get(None, table.id), reading.amendments(table.id)
    lead = load_actor(people.lead_delegate.person_id, people.lead_delegate.mandate_id)
    second = load_actor(people.group_mayor.person_id, people.group_mayor.mandate_id)
    sub = amendments.amend(dossier, second, target, "Urges most cities to plant trees:", "Fewer.")
    deciding.accept(dossier, lead, sub)
    deciding.accept(dossier, lead, oaks)
    session.commit()
    answer = client.post(f"{base}/application", data={"seen": fingerprint(review), "idempotency_key": "2"})
    assert answer.status_code == 409 and "Something was changed since you read this page." in answer.get_data(as_text=True)
    html = client.page(f"{base}/review")
    assert "Amendment 1 was worded anew after you chose." in html
    assert "The paragraph was changed after its own words were written here." in html
    assert "Our own words:" in client.page(base), "what was written stays"
    assert "Apply these decisions" not in html


def test_read_along_by_a_link_until_it_is_ended(client, table, people, make, session):
    base, first = f"/declarations/{table.id}/consolidation", reading.amendments(table.id)[0]
    amendments.amend(table, people.other_mayor, first, "Urges all cities to plant ten trees:", "Countable.")
    client.sign_in(people.lead_mayor)
    client.post(base, data=sent(table, table.clauses[1].uid, a1="accept"))
    assert client.post(f"{base}/links").status_code == 303
    link = client.page(base).split('class="copy" href="http://localhost')[1].split('"')[0].removeprefix(":5000")
    link = "/declarations" + link.split("/declarations", 1)[1]
    other = client.sign_in(people.other_mayor)
    html = other.page(link)
    assert "nothing of this counts yet" in html and "<ins>Urges</ins>" in html and "Apply" not in html
    assert "Amendment 5 of Tampere" in html.split("Amendment 1 of Lviv")[1].split("Amendment 2 of Tampere")[0]
    before, dot, seal = link.rpartition(".")  # the last letter of a seal carries unused bits: its first is changed
    other.page(before + dot + ("a" if seal[0] != "a" else "b") + seal[1:], 404)
    foreign = link.replace(f"/declarations/{table.id}/", f"/declarations/{table.id + 1}/")
    other.page(foreign, 404)
    for outsider in (people.observer, people.unaccredited_mayor, make.actor(Role.STATE)):
        client.sign_in(outsider).page(link, 404)
    assert client.sign_out().get(link).status_code == 302
    row = consolidations.under_way(table.id)
    (made,) = consolidations.links(row.id)
    client.sign_in(people.group_mayor)
    assert client.post(f"{base}/links/{made.id}/ending").status_code == 409
    client.sign_in(people.lead_delegate)
    assert client.post(f"{base}/links/{made.id}/ending", data={"idempotency_key": "e"}).status_code == 303
    client.sign_in(people.other_mayor).page(link, 404)
    verbs = [event.verb for event in history("declaration", table.id)]
    assert "declaration.consolidation_shared" in verbs and "declaration.consolidation_unshared" in verbs


def test_amendments_to_amendments_are_decided_first(table, people):
    target = reading.amendments(table.id)[0]
    amendments.amend(table, people.other_mayor, target, "Urges all cities to plant many trees:", "More.")
    lead, rows = people.lead_mayor, reading.amendments(table.id)
    consolidating.choose(table, lead, rows[0], "accept", "", 1)
    consolidating.choose(table, lead, rows[1], "accept", "", 1)
    consolidating.choose(table, lead, rows[4], "accept", "", 1)
    (sentence,) = tables.board(table).problems(rows[0].clause_uid)
    assert sentence.startswith("Amendments 1 and 2 change the same words"), "many and oaks stand side by side"
    consolidating.choose(table, lead, rows[1], "leave", "", 1)
    assert consolidating.apply(table, lead, tables.board(table).fingerprint) == 2
    assert texts(table)[1] == "Urges all cities to plant many trees:"


def test_a_kept_amendment_takes_the_whole_paragraph_alone(table, people):
    rows = reading.amendments(table.id)
    deciding.accept(table, people.lead_mayor, rows[0])
    colliding.keep(table, people.other_delegate, rows[2])
    consolidating.choose(table, people.lead_mayor, rows[2], "accept", "", 1)
    consolidating.choose(table, people.lead_mayor, rows[1], "accept", "", 1)
    (sentence,) = tables.board(table).problems(rows[2].clause_uid)
    assert sentence.startswith("Amendments 2 and 3 change the same words")
    consolidating.choose(table, people.lead_mayor, rows[1], "leave", "", 1)
    assert consolidating.apply(table, people.lead_mayor, tables.board(table).fingerprint) == 1
    assert texts(table)[1] == "Asks all cities to plant trees:" and rows[1].state == "open"


def test_nothing_chosen_is_refused_and_old_reading_is_a_conflict(table, people):
    with pytest.raises(Refused) as refused:
        consolidating.apply(table, people.lead_mayor, tables.board(table).fingerprint)
    assert refused.value.verdict.sentence == "Nothing is decided here yet."
    with pytest.raises(Conflict):
        consolidating.apply(table, people.lead_mayor, "something else")


def test_who_does_not_lead_reads_why(client, table, people):
    client.sign_in(people.group_mayor)
    for path in ("", "/review"):
        assert "Only the lead city does this." in client.page(f"/declarations/{table.id}/consolidation{path}", 409)


@pytest.mark.parametrize(("many", "paragraphs"), [(1, 1), (60, 40)])
def test_sixty_amendments_on_forty_paragraphs(client, people, write, session, many, paragraphs):
    dossier = write("drafting")
    for number in range(paragraphs):
        clauses.add_clause(dossier, people.lead_mayor, "operative", f"Invites {number};", dossier.clauses[-1].uid)
    for number in range(many):
        clause = dossier.clauses[4 + number % paragraphs]
        words = f"Urges {number % paragraphs};" if number < paragraphs else f"Invites {number % paragraphs} now;"
        amendments.propose(dossier, people.group_mayor, clause, "replace", words, "Because.")
    session.commit()
    client.sign_in(people.lead_mayor)
    address = f"/declarations/{dossier.id}/consolidation"
    session.expunge_all()
    with count_statements() as seen:
        html = client.page(address)
    assert html.count('class="proposal"') == many
    assert len(seen) == 13, "\n".join(seen)
