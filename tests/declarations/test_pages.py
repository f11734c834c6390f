"""Every page of a declaration for every kind of reader: what it offers, the sentence why not, and nothing for outsiders."""

import datetime as dt
import re

import pytest

from forum.accounts.actor import Actor
from forum.declarations.operations import amendments, deciding, procedure, versions
from forum.kit import clock
from models.declaration import Stage
from tests import signatures
from tests.counting import count_statements
from tests.declarations.test_stages import ACTORS

DESK = {"lead_mayor", "lead_delegate", "group_mayor", "group_delegate", "editor", "approver", "vice_chair", "chair"}
CONSULTED = DESK | {"other_mayor", "other_delegate"}
READERS = {"drafting": DESK, "consultation": CONSULTED, "silence": CONSULTED}
# What stands on the page as a button, by stage and reader; everything else that is possible there is refused in words.
OFFERED = {
    ("drafting", "lead_mayor"): {
        "Write together", "Add a paragraph", "Change title and purpose", "Invite to the drafting", "Open the consultation",
        "Close the text for editing",
    },
    ("drafting", "group_delegate"): {"Write together", "Add a paragraph", "Change title and purpose"},
    ("drafting", "editor"): set(),
    ("drafting", "chair"): {"Close the text for editing"},
    ("consultation", "lead_delegate"): {
        "Write together", "Propose an amendment", "Invite to the drafting", "Go back to drafting", "Change the deadline",
    },
    ("consultation", "other_mayor"): {"Write together", "Propose an amendment"},
    ("consultation", "vice_chair"): {"Start the silence procedure", "Go back to drafting", "Change the deadline"},
    ("silence", "other_delegate"): {"Break the silence"},
    ("silence", "lead_mayor"): {"Break the silence", "Go back to drafting"},
    ("silence", "chair"): {"Go back to drafting"},
    ("open", "other_mayor"): {"Read and sign"},
    ("open", "other_delegate"): {"Prepare the signature for your mayor"},
    ("open", "observer"): set(),
    ("open", "stranger"): set(),
    ("open", "chair"): {"Go back to drafting", "Close"},
    ("adopted", "lead_mayor"): {"Withdraw the signature of your city"},
    ("adopted", "group_mayor"): {"Read and sign"},
    ("adopted", "chair"): {"Issue a new version", "Close"},
    ("closed", "lead_mayor"): set(),
    ("closed", "chair"): set(),
}  # fmt: skip
SENTENCES = {
    ("drafting", "editor"): "Only accredited cities do this.",
    ("consultation", "other_mayor"): "Only the Bureau does this.",
    ("silence", "chair"): "The silence procedure still runs.",
    ("open", "stranger"): "You are not signed in.",
    ("open", "observer"): "Only accredited cities do this.",
    ("open", "chair"): "No signature stands under this text.",
    ("adopted", "group_mayor"): "Only the chair does this.",
}


def who(people, name):
    return Actor() if name == "stranger" else getattr(people, name)


def enter(client, people, name):
    return client.sign_out() if name == "stranger" else client.sign_in(who(people, name))


@pytest.mark.parametrize(("stage", "name"), list(OFFERED))
def test_the_page_offers_what_is_possible(client, people, write, session, stage, name):
    dossier = write(stage)
    session.commit()
    html = enter(client, people, name).page(f"/declarations/{dossier.id}")
    bar = html.split('class="stage"')[1].split("</section>")[0]
    offered = set(re.findall(r'<a class="button[^"]*" href="[^"]*">([^<]*)</a>', bar))
    assert offered == OFFERED[stage, name]
    if (stage, name) in SENTENCES:
        assert SENTENCES[stage, name] in bar


def addresses(dossier):
    """Every address of a declaration that is read, with something in each place."""
    base, uid = f"/declarations/{dossier.id}", dossier.clauses[1].uid
    public = ["", f"/clauses/{uid}", "/amendments", "/amendments/1", "/versions"]
    frozen = ["/versions/1", "/versions/1.json", "/versions/compare?from=v1&to=v1", ".json", "/feed.atom", "/signatures.csv"]
    acts = [
        "/edit", "/clauses/new", f"/clauses/{uid}/edit", f"/clauses/{uid}/amendments/new", "/group", "/consultation",
        "/silence", "/silence-break", "/drafting", "/opening", "/unfreezing", "/adoption", "/closing", "/versions/new",
        "/signature", "/signature/withdrawal", "/signature/refusal", "/signature/preparation", "/signature/question",
        f"/amendments/new?clause={uid}",
    ]  # fmt: skip
    return [base + path for path in public], [base + path for path in frozen], [base + path for path in acts]


@pytest.mark.parametrize("stage", ["drafting", "consultation", "silence"])
def test_what_one_may_not_know_of_is_nowhere(client, people, write, session, stage):
    dossier = write(stage)
    public, frozen, acts = addresses(dossier)
    if stage == "drafting":
        amendments.propose(dossier, people.group_mayor, dossier.clauses[1], "replace", "Urges all cities:", "Stronger.")
    session.commit()
    for name in sorted({*ACTORS, "stranger"} - READERS[stage]):
        enter(client, people, name)
        for path in public + frozen:
            assert client.get(path).status_code == 404, (name, path)
        if name != "stranger":
            for path in acts:
                assert client.get(path).status_code == 404, (name, path)
                assert client.post(path.split("?")[0]).status_code in (404, 405), (name, path)
        listed = client.page("/declarations")
        assert "Trees for every street" not in listed and "No declaration yet" in listed
    for name in sorted(READERS[stage]):
        assert "Trees for every street" in enter(client, people, name).page("/declarations")
        for path in frozen:
            assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("stage", list(Stage))
def test_every_page_is_well_made_for_everybody(client, people, write, session, stage):
    dossier = write(stage)
    if stage in ("drafting", "consultation"):
        amendments.propose(dossier, people.group_mayor, dossier.clauses[1], "replace", "Urges all cities:", "Stronger.")
    session.commit()
    public, frozen, acts = addresses(dossier)
    for name in ("lead_mayor", "other_delegate", "editor", "observer", "chair", "stranger"):
        if name not in READERS.get(stage, {name}):
            continue
        enter(client, people, name)
        for path in [*public, *(frozen if stage in ("open", "adopted", "closed") else [])]:
            if path.endswith("/amendments/1") and stage not in ("drafting", "consultation"):
                continue
            if "." in path.rsplit("/", 1)[1]:
                assert client.get(path).status_code == 200, (name, path)
            else:
                client.page(path)
        for path in acts:
            if name != "stranger" and "?" not in path:
                status = client.get(path).status_code
                if path.endswith("/drafting") and status == 404:
                    continue  # the live text is not for outsiders
                assert status in (200, 409), (name, path, status)
                client.page(path, status)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, people, write, session, rows):
    for _number in range(rows):
        write("open")
    session.commit()
    client.sign_in(people.other_mayor)
    with count_statements() as seen:
        html = client.page("/declarations")
    assert len(seen) == 5, seen
    assert ("Next page" in html) is (rows > 25)


@pytest.mark.parametrize(("clauses", "signers"), [(4, 1), (60, 20)])
def test_the_page_costs_the_same_however_long_the_text(client, make, people, write, session, clauses, signers):
    from forum.declarations.operations import clauses as writing

    dossier = write("open")
    dossier.row.stage = "drafting"
    for number in range(clauses - len(dossier.clauses)):
        writing.add_clause(dossier, people.lead_mayor, "operative", f"Invites {number};", dossier.clauses[-1].uid)
    dossier.row.stage = "open"
    for _number in range(signers):
        signatures.sign(dossier, make.actor("mayor"))
    session.commit()
    address = f"/declarations/{dossier.id}"
    client.sign_in(people.other_mayor)
    session.expunge_all()
    with count_statements() as seen:
        client.page(address)
    assert len(seen) == 18, "\n".join(seen)


def test_the_public_does_not_read_the_way_to_the_text(client, people, write, session):
    dossier = write("consultation")
    clause = dossier.clauses[1]
    amendments.propose(dossier, people.group_mayor, clause, "replace", "Urges nobody:", "An open secret.")
    decided = amendments.propose(dossier, people.other_mayor, dossier.clauses[3], "delete", "", "Not needed here.")
    deciding.reject(dossier, people.lead_mayor, decided, "It is needed.")
    versions_of_text(dossier, people)
    session.commit()
    base = f"/declarations/{dossier.id}"
    for path in ("", "/amendments", f"/clauses/{clause.uid}"):
        html = client.sign_out().page(base + path)
        assert "Urges nobody" not in html and "open secret" not in html, path
    client.page(f"{base}/amendments/1", 404)
    assert "It is needed." in client.page(f"{base}/amendments/2")
    client.sign_in(people.other_mayor)
    assert "An open secret." in client.page(f"{base}/amendments/1")


def test_what_cities_said_to_each_other_stays_among_them(client, people, write, session):
    from forum.discussion.operations import post
    from forum.kit import subjects

    dossier = write("consultation")
    uid = dossier.clauses[1].uid
    subject = subjects.find("declaration", dossier.id, people.lead_mayor)
    before = post(people.lead_mayor, subject, "Our council will not pay.", None, uid, "plant trees")
    session.commit()
    procedure.start_silence(dossier, people.vice_chair, clock.now() + dt.timedelta(days=1))
    with clock.at(clock.now() + dt.timedelta(days=2)):
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=9))
        session.commit()
        base = f"/declarations/{dossier.id}"
        for name, sees in (("stranger", False), ("observer", False), ("unaccredited_mayor", False), ("other_mayor", True)):
            enter(client, people, name)
            for path in (base, f"{base}/clauses/{uid}"):
                assert ("Our council will not pay." in client.page(path)) is sees, (name, path)
            assert client.get(f"/comments/{before.id}").status_code == (302 if sees else 404)
            assert client.get(f"/comments/{before.id}/history").status_code == (200 if sees else 404)
        post(people.other_mayor, subject, "We sign tomorrow.", None, None, "")
        session.commit()
        assert "We sign tomorrow." in client.sign_out().page(base)
        assert "Our council" not in client.get("/search?q=council").get_data(as_text=True)


def versions_of_text(dossier, people):
    """Frozen and open, as the chair would have done it."""
    versions.freeze(dossier, people.chair, "first")
    dossier.row.stage = "open"


def test_a_frozen_paragraph_leads_to_a_recommendation(client, people, write, session):
    dossier = write("open")
    uid = next(c.uid for c in dossier.clauses if c.kind == "operative")
    session.commit()
    path, words = f"/declarations/{dossier.id}/clauses/{uid}", "Make it the basis of a recommendation"
    assert words in client.sign_in(people.other_mayor).page(path)
    assert words not in client.sign_out().page(path)
