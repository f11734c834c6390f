"""Every number of signatures that is shown has one definition, and follows what happens to a signature."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from sqlalchemy import event

from forum.declarations import exports
from forum.declarations.queries import declarations as reading
from forum.desk.queries import front
from forum.kit import clock
from forum.register.operations import appending
from forum.reporting.numbers import of_all_time
from models.mandate import Role
from tests import signatures
from tests.declarations.conftest import issue
from tests.declarations.states import contested


@pytest.fixture
def signed(people, write, session):
    dossier = write("open")
    for mayor in (people.lead_mayor, people.group_mayor, people.other_mayor):
        signatures.sign(dossier, mayor)
    return dossier


def kept(session, *cities):
    for city in cities:
        session.refresh(city)
    return [city.signature_count for city in cities]


def test_a_change_of_substance_takes_signatures_out_of_every_number(people, signed, session):
    signatures.withdraw(signed, people.group_mayor, "The council voted no.")
    assert kept(session, people.lead, people.second, people.third) == [1, 0, 1]
    assert of_all_time("signatures")["signatures"] == 2 and len(front.signatories([signed.id])[signed.id]) == 2
    words, ends = {signed.clauses[-1].uid: "Requests the Committee to act."}, clock.now() + dt.timedelta(days=90)
    issue(signed, people.chair, "substantive", "More than a note.", words, ends)
    assert kept(session, people.lead, people.second, people.third) == [0, 0, 0]
    assert of_all_time("signatures")["signatures"] == 0 and front.signatories([signed.id]) == {}
    signatures.sign(signed, people.lead_mayor)
    assert kept(session, people.lead, people.second) == [1, 0] and of_all_time("signatures")["signatures"] == 1


def test_a_correction_of_the_wording_keeps_them(people, signed, session):
    issue(signed, people.chair, "editorial", "A letter.", {signed.clauses[0].uid: "Recalling the Geneva declaration,"})
    assert (
        kept(session, people.lead, people.second, people.third) == [1, 1, 1] and of_all_time("signatures")["signatures"] == 3
    )


@pytest.mark.parametrize("kind", ["substantive", "editorial"])
def test_numbers_of_cities_change_behind_the_register(people, signed, session, monkeypatch, kind):
    """Of two texts that one city signed, no act holds the city while it waits for the register that the other one holds."""
    order = []
    monkeypatch.setattr(appending, "_lock", lambda: order.append("register"))

    def note(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith("UPDATE CITY"):
            order.append("city")

    event.listen(session.connection(), "before_cursor_execute", note)
    words, ends = {signed.clauses[-1].uid: "Requests the Committee to act."}, clock.now() + dt.timedelta(days=90)
    issue(signed, people.chair, kind, "More than a note.", words, ends)
    assert order[0] == "register" and "city" in order


def texts(html):
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main>")[0]).split())


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


@pytest.fixture
def four(people, write, session, make):
    """Four cities sign one text: two stand, one withdraws, one contests what stands in its name."""
    dossier = write("open")
    fourth = make.actor(Role.MAYOR, make.city("Almaty", country="KZ"))
    for mayor in (people.lead_mayor, people.group_mayor, people.other_mayor, fourth):
        signatures.sign(dossier, mayor)
    signatures.withdraw(dossier, people.other_mayor, "The council voted no.")
    contested(session, dossier, fourth)
    return dossier.id, people.third.slug, fourth.mandate.city.slug


def test_every_place_that_shows_a_number_leaves_out_the_withdrawn_and_the_contested(client, people, four):
    identity, withdrawn, contested_slug = four
    base = f"/declarations/{identity}"
    front_page = texts(client.page("/"))
    assert "2 cities have signed: Braga, Lviv" in front_page and "2 signatures" in front_page
    assert "2 signatures" in texts(client.page("/declarations"))
    text = texts(client.page(base))
    assert "2 signatories" in text and "Signatories (2)" in text
    everything = client.get(f"{base}.json").get_json()
    assert everything["signature_count"] == 2 and [s["counts"] for s in everything["signatures"]].count("yes") == 2
    assert [row["counts"] for row in rows_of(client.get(f"{base}/signatures.csv").get_data(as_text=True))].count("yes") == 2
    assert texts(client.page("/cities")).count("1 signature") == 2
    for slug, word in ((withdrawn, "withdrawn"), (contested_slug, "contested")):
        city = client.page(f"/cities/{slug}")
        assert "<dt>Signatures</dt>" not in city and word in texts(city)
    assert "<dt>Signatures</dt><dd>1</dd>" in client.page(f"/cities/{people.lead.slug}")
    register = client.page("/register")
    assert [part.split("</dd>")[0] for part in register.split("<dd>")[1:4]] == ["2", "2", "2"]
    data = json.loads(client.get("/register/acts.json").get_data())
    assert data["signatures_that_count"] == 2 == sum(data["by_month"].values()) == sum(data["by_country"].values())
    for page in ("/search?q=Trees", f"{base}/feed.atom", "/feed.atom"):
        found = client.get(page).get_data(as_text=True)
        assert not re.search(r"[34] (signatures|signatories|cities have signed)", found), page


def test_who_signs_next_and_who_exports_reads_the_same_number(client, people, four, make, session):
    identity = four[0]
    fifth = make.actor(Role.MAYOR, make.city("Turku", country="FI"))
    session.commit()
    assert "2 cities have signed" in texts(client.sign_in(fifth).page(f"/declarations/{identity}/signature"))
    dossier = reading.get(None, identity)
    content = exports.content_of(dossier, dossier.version)
    assert (content.counts.signed, content.counts.withdrawn, content.counts.contested) == (2, 1, 1)
    rows = rows_of(exports.render("csv", dossier, dossier.version).decode())
    assert sorted(row["State"] for row in rows if row["Counts"] == "no") == ["contested", "withdrawn"]
    assert sum(row["Counts"] == "yes" for row in rows) == 2
