"""Writing by form: paragraphs, conflicts, amendments, the group, moves, versions and named moments."""

import datetime as dt

import pytest

from forum.declarations.operations import amendments, clauses, deciding, procedure
from forum.declarations.queries import declarations as reading
from forum.kit import clock
from tests import signatures


@pytest.fixture
def draft(people, write, session):
    dossier = write("drafting")
    session.commit()
    return dossier


def texts(identity):
    return [c.text for c in reading.get(None, identity).clauses]


def test_a_declaration_is_begun_and_written(client, people, session):
    session.commit()
    client.sign_in(people.lead_delegate)
    client.page("/declarations/new")
    assert client.post("/declarations/new", data={"title": " "}).status_code == 422
    given = {"title": "Rain", "purpose": "To keep it.", "template": "mayors", "language": "en"}
    response = client.post("/declarations/new", data=given)
    assert response.status_code == 303
    assert "The text begins with its first preambular paragraph" in client.page(response.location)
    identity = int(response.location.rsplit("/", 1)[1])
    base = f"/declarations/{identity}/clauses/new"
    assert 'value="preambular"' in client.page(base).split("selected")[1]
    first = client.post(base, data={"kind": "preambular", "text": "Noting the rain,", "then": "more"})
    assert "/clauses/new?after=" in first.location
    uid = first.location.rsplit("=", 1)[1]
    checked = client.post(base, data={"kind": "operative", "text": "The rain stays", "after": uid, "preview": "1"})
    html = checked.get_data(as_text=True)
    assert checked.status_code == 200 and "An operative paragraph opens with a verb" in html and "The rain stays" in html
    assert texts(identity) == ["Noting the rain,"]
    client.post(base, data={"kind": "operative", "text": "We commit to squares.", "after": uid})
    client.post(base, data={"kind": "heading", "text": "Rain", "after": ""})
    assert texts(identity) == ["Rain", "Noting the rain,", "We commit to squares."]
    described = client.post(f"/declarations/{identity}/edit", data={"title": "Rain stays", "purpose": "Here."})
    assert described.status_code == 303 and "Rain stays" in client.page(f"/declarations/{identity}")


def test_a_save_over_newer_words_shows_both_and_loses_nothing(client, people, draft, session):
    clause = draft.clauses[1]
    path = f"/declarations/{draft.id}/clauses/{clause.uid}/edit"
    client.sign_in(people.group_delegate)
    assert f'value="{clause.edit}"' in client.page(path)
    seen = str(clause.edit)
    clauses.change_clause(draft, people.lead_delegate, clause, "operative", "Invites all cities to plant oaks:", clause.edit)
    session.commit()
    mine = {"kind": "operative", "text": "Invites all cities to plant limes:", "seen": seen}
    answer = client.post(path, data=mine | {"idempotency_key": "a"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Somebody else saved this meanwhile." in html
    assert "plant oaks:" in html and "<ins>limes</ins>" in html and "<del>oaks</del>" in html
    assert "Invites all cities to plant limes:</textarea>" in html.replace("\r\n", "").replace("\n", "")
    again = client.post(path, data=mine | {"seen": str(clause.edit), "idempotency_key": "b"})
    assert again.status_code == 303 and again.location.endswith(f"#clause-{clause.uid}")
    history = client.page(f"/declarations/{draft.id}/clauses/{clause.uid}")
    assert "<del>oaks</del>" in history and "<del>trees</del>" in history
    assert client.post(path, data=mine | {"seen": "no number", "idempotency_key": "c"}).status_code == 400


def test_paragraphs_move_and_go(client, people, draft, session):
    base, order = f"/declarations/{draft.id}/clauses", [c.uid for c in draft.clauses]
    client.sign_in(people.lead_mayor)
    client.post(f"{base}/{order[3]}/place", data={"to": "up", "idempotency_key": "1"})
    assert [c.uid for c in reading.get(None, draft.id).clauses] == [order[0], order[1], order[3], order[2]]
    client.post(f"{base}/{order[0]}/place", data={"to": "up", "idempotency_key": "2"})
    assert reading.get(None, draft.id).clauses[0].uid == order[0]
    stale = client.post(f"{base}/{order[2]}/removal", data={"seen": "7"})
    assert stale.status_code == 409
    assert client.post(f"{base}/{order[2]}/removal", data={"seen": "1"}).status_code == 303
    assert "Along streets;" not in texts(draft.id)
    client.page(f"{base}/{order[2]}", 404)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("editor", "Only accredited cities do this."),
        ("chair", "Only accredited cities do this."),
    ],
)
def test_who_does_not_write_reads_why(client, people, draft, who, sentence):
    client.sign_in(getattr(people, who))
    for path in ("clauses/new", f"clauses/{draft.clauses[1].uid}/edit", f"clauses/{draft.clauses[1].uid}/amendments/new"):
        assert sentence in client.page(f"/declarations/{draft.id}/{path}", 409)
        answer = client.post(
            f"/declarations/{draft.id}/{path}", data={"kind": "operative", "text": "Mine.", "reason": "Mine."}
        )
        assert answer.status_code == 409 and "Mine." in answer.get_data(as_text=True)


def test_an_amendment_from_proposal_to_decision(client, people, write, session):
    dossier = write("consultation")
    session.commit()
    base, clause = f"/declarations/{dossier.id}", dossier.clauses[1]
    client.sign_in(people.other_mayor)
    assert client.get(f"{base}/amendments/new?clause={clause.uid}").status_code == 302
    path = f"{base}/clauses/{clause.uid}/amendments/new"
    assert client.post(path, data={"act": "replace", "text": "", "reason": "Why."}).status_code == 422
    same = client.post(path, data={"act": "replace", "text": clause.text, "reason": "Why."})
    assert same.status_code == 422 and "The proposed words are those that stand." in same.get_data(as_text=True)
    given = {"act": "replace", "text": "Urges all cities to plant trees:", "reason": "It is late."}
    assert client.post(path, data=given).location == f"{base}/amendments/1"
    html = client.page(f"{base}/amendments/1")
    assert (
        "<ins>Urges</ins>" in html
        and "Your city proposed this amendment." in html
        and "Only the lead city does this." in html
    )
    client.sign_in(people.group_mayor)
    assert client.post(f"{base}/amendments/1/sponsors").status_code == 303
    assert ">Lviv</a>" in client.page(f"{base}/amendments/1")
    client.sign_in(people.lead_delegate)
    bare = client.post(f"{base}/amendments/1/decision", data={"outcome": "rejected", "reason": ""})
    assert bare.status_code == 422 and "the proposing city reads it" in bare.get_data(as_text=True)
    assert client.post(f"{base}/amendments/1/decision", data={"outcome": "accepted"}).status_code == 303
    assert texts(dossier.id)[1] == "Urges all cities to plant trees:"
    twice = client.post(f"{base}/amendments/1/decision", data={"outcome": "accepted", "idempotency_key": "z"})
    assert twice.status_code == 409 and "decided already" in twice.get_data(as_text=True)


def test_of_two_amendments_to_one_paragraph_the_second_collides(client, people, write, session):
    dossier = write("consultation")
    clause = dossier.clauses[1]
    first = amendments.propose(dossier, people.other_mayor, clause, "replace", "Urges all cities:", "Stronger.")
    amendments.propose(dossier, people.group_mayor, clause, "delete", "", "Not needed.")
    deciding.accept(dossier, people.lead_mayor, first)
    session.commit()
    client.sign_in(people.lead_mayor)
    base = f"/declarations/{dossier.id}"
    assert "collides" in client.page(f"{base}/amendments") and "collides" in client.page(base)
    answer = client.post(f"{base}/amendments/2/decision", data={"outcome": "accepted", "reason": "Let us see."})
    assert answer.status_code == 409 and "Lviv has not said yet what becomes of it." in answer.get_data(as_text=True)
    assert "Let us see." in answer.get_data(as_text=True)
    client.sign_in(people.group_mayor)
    assert client.post(f"{base}/amendments/2/withdrawal").status_code == 303
    assert "withdrawn" in client.page(f"{base}/amendments/2")


def test_the_group_grows_by_invitation(client, make, people, draft, session):
    make.city("Grey", accredited=False)
    session.commit()
    path = f"/declarations/{draft.id}/group"
    client.sign_in(people.lead_delegate)
    for city, status, sentence in (
        ("Atlantis", 422, "No city of this name"),
        ("Grey", 409, "Grey is not accredited yet."),
        ("Lviv", 409, "Lviv is in the drafting group already."),
        ("Tampere", 303, ""),
    ):
        answer = client.post(path, data={"city": city})
        assert answer.status_code == status and sentence in answer.get_data(as_text=True), city
    assert "Trees for every street" in client.sign_in(people.other_mayor).page(f"/declarations/{draft.id}")
    client.sign_in(people.lead_delegate)
    observers = f"{path}/observers"
    assert client.post(observers, data={"email": "nobody@example.org"}).status_code == 422
    email = people.observer.person.email
    assert client.post(observers, data={"email": email}).status_code == 303
    assert client.post(observers, data={"email": email, "idempotency_key": "2"}).status_code == 409
    assert people.observer.person.name in client.page(path)


def test_the_whole_way_by_page(client, people, draft, session):
    base = f"/declarations/{draft.id}"
    later = (clock.now().astimezone(clock.FORUM_ZONE) + dt.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    client.sign_in(people.lead_mayor)
    assert client.post(f"{base}/consultation", data={"note": "Please read."}).status_code == 422
    soon = (clock.now().astimezone(clock.FORUM_ZONE) + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"{base}/consultation", data={"note": "Please read.", "ends_at": soon}).status_code == 303
    client.sign_in(people.vice_chair)
    early = client.post(f"{base}/silence", data={"ends_at": later, "idempotency_key": "early"})
    assert early.status_code == 409 and "The consultation runs until" in early.get_data(as_text=True)
    assert client.post(f"{base}/consultation-deadline", data={"ends_at": later, "reason": ""}).status_code == 422
    moved = {"ends_at": soon, "reason": "Holidays.", "idempotency_key": "moved"}
    assert client.post(f"{base}/consultation-deadline", data=moved).status_code == 303
    assert "Deadline changed" in client.page(base) and "Holidays." in client.page(base)
    reading.get(None, draft.id).row.consultation_ends_at = clock.now()
    session.commit()
    past = client.post(f"{base}/silence", data={"ends_at": "2020-01-01T10:00"})
    assert past.status_code == 422 and "This deadline has passed already." in past.get_data(as_text=True)
    assert client.post(f"{base}/silence", data={"ends_at": later}).status_code == 303
    client.sign_in(people.other_delegate)
    assert client.post(f"{base}/silence-break", data={"reason": ""}).status_code == 422
    assert client.post(f"{base}/silence-break", data={"reason": "No funds are named."}).status_code == 303
    html = client.page(base)
    assert "broke the silence on" in html and "<q>No funds are named.</q>" in html and "No deadline is set yet" in html
    client.sign_in(people.chair)
    assert client.post(f"{base}/silence", data={"ends_at": later, "idempotency_key": "2"}).status_code == 303
    early = client.post(f"{base}/opening", data={"ends_at": later})
    assert early.status_code == 409 and "The silence procedure still runs." in early.get_data(as_text=True)
    with clock.at(clock.now() + dt.timedelta(days=10)):
        client.sign_in(people.chair)
        after = (clock.now().astimezone(clock.FORUM_ZONE) + dt.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(f"{base}/opening", data={"ends_at": after}).status_code == 303
        dossier = reading.get(None, draft.id)
        signatures.sign(dossier, people.other_mayor)
        session.commit()
        tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
        assert client.post(f"{base}/adoption", data={"adopted_on": tomorrow, "place": "Lviv"}).status_code == 409
        given = {"adopted_on": clock.today().isoformat(), "place": "Lviv", "idempotency_key": "3"}
        assert client.post(f"{base}/adoption", data=given).status_code == 303
        assert client.post(f"{base}/closing", data={"note": ""}).status_code == 303
        html = client.sign_out().page(base)
    assert "in Lviv" in html and "Closed. The text and the signatures stand as they are." in html
    assert "No funds are named." not in html, "the way to the text is not public"


def test_a_new_version_by_page(client, people, write, session):
    dossier = write("open", signed=True)
    session.commit()
    base, clause = f"/declarations/{dossier.id}", dossier.clauses[-1]
    client.sign_in(people.chair)
    client.page(f"{base}/versions/new")
    same = client.post(f"{base}/versions/new", data={"kind": "editorial", "note": "A typo."})
    assert same.status_code == 409 and "No word was changed." in same.get_data(as_text=True)
    given = {"kind": "editorial", "note": "A typo.", f"text-{clause.uid}": "Requests the Committee to take note now."}
    assert client.post(f"{base}/versions/new", data=given | {"kind": ""}).status_code == 422
    assert client.post(f"{base}/versions/new", data=given | {"idempotency_key": "2"}).status_code == 303
    html = client.page(f"{base}/versions/2")
    assert "<ins> now</ins>" in html and "A typo." in html
    assert "Signed version 1; version 2 corrects its wording." in client.page(base)
    assert "<ins> now</ins>" in client.page(f"{base}/versions/compare?from=v1&to=v2")
    client.page(f"{base}/versions/compare?from=v1&to=v9", 404)
    client.page(f"{base}/versions/9", 404)


def test_a_named_moment_comes_back_as_a_new_edit(client, people, draft, session):
    base, before, uid = f"/declarations/{draft.id}", texts(draft.id), draft.clauses[1].uid
    client.sign_in(people.group_mayor)
    assert client.post(f"{base}/snapshots", data={"name": ""}).status_code == 422
    assert client.post(f"{base}/snapshots", data={"name": "After Lviv"}).status_code == 303
    clauses.remove_clause(draft, people.lead_mayor, draft.clauses[2], 1)
    clauses.change_clause(draft, people.lead_mayor, draft.clauses[1], "sub", "Urges all.", 1)
    clauses.add_clause(draft, people.lead_mayor, "operative", "Ends here.", draft.clauses[-1].uid)
    clauses.move_clause(draft, people.lead_mayor, draft.clauses[0], 1)
    session.commit()
    html = client.page(f"{base}/versions")
    key = html.split('value="s')[1].split('"')[0]
    assert "<ins>Urges</ins>" in client.page(f"{base}/versions/compare?from=s{key}&to=now")
    html = client.page(f"{base}/restoration?to=s{key}")
    assert "Mayor of Braga: 3 edits" in html and "<del>Urges</del>" in html
    seen = html.split('name="seen"')[1].split('value="')[1].split('"')[0]
    given = {"to": f"s{key}", "seen": seen}
    stale = client.post(f"{base}/restoration", data=given | {"seen": str(int(seen) - 1)})
    assert stale.status_code == 409 and "Somebody wrote in the text since you looked." in stale.get_data(as_text=True)
    assert client.post(f"{base}/restoration", data=given | {"idempotency_key": "8"}).status_code == 303
    assert texts(draft.id) == before
    assert [c.kind for c in reading.get(None, draft.id).clauses] == ["preambular", "operative", "sub", "operative"]
    html = client.page(f"{base}/clauses/{uid}")
    assert "restored" in html and "Urges" in html
    client.page(f"{base}/restoration?to=s999", 404)
    client.page(f"{base}/restoration?to=e999999", 404)
    procedure.open_consultation(reading.get(None, draft.id), people.lead_mayor)
    session.commit()
    assert client.post(f"{base}/restoration", data=given | {"idempotency_key": "9"}).status_code == 409
    assert "After Lviv" not in client.sign_in(people.other_mayor).page(f"{base}/versions")
