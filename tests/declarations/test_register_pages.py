"""The register of signatures in public: filters, numbers with one meaning, tables, and the page of each entry."""

import csv
import datetime as dt
import io
import json

import pytest

from forum.declarations.operations import procedure, requesting
from forum.declarations.queries import registered
from forum.kit import clock
from forum.register import queries as log
from forum.register import tree
from forum.register.operations import appending
from forum.register.spelling import leaf_of
from models import RegisteredAct
from models.mandate import Role
from tests import signatures
from tests.counting import count_statements
from tests.declarations.conftest import issue
from tests.declarations.states import contested

ALL = [5, 4, 3, 2, 1]


@pytest.fixture
def signed(people, write, session):
    """Three cities of three countries sign; one of them withdraws."""
    dossier = write("open")
    signatures.sign(dossier, people.lead_mayor)
    uid = dossier.clauses[1].uid
    signatures.sign(dossier, people.group_mayor, "With joy.", "Not in the old town.", [uid])
    signatures.sign(dossier, people.other_mayor)
    signatures.withdraw(dossier, people.other_mayor, "The council voted no.")
    session.commit()
    return dossier


def numbers(html):
    return [part.split("</dd>")[0] for part in html.split("<dd>")[1:4]]


def listed(html):
    return [int(part.split('"')[0]) for part in html.split('href="/register/entries/')[1:]]


def test_an_empty_register_has_no_numbers_and_no_map(client):
    html = client.page("/register")
    assert "Nothing entered yet" in html and "<svg" not in html.split("<main")[1]
    assert "Nothing under these filters" in client.page("/register?country=PT")


def test_acts_are_listed_newest_first_with_numbers_that_count(client, signed):
    html = client.page("/register")
    assert numbers(html) == ["2", "2", "2"] and "5 acts" in html
    assert listed(html)[:5] == [5, 4, 3, 2, 1]
    assert "Opened for signature" in html and "attested by the site, after a password and a second factor" in html
    assert html.count("Trees for every street") >= 5 and "Signed with a reservation" in html
    assert 'class="registry__gone"' in html and "withdrawn" in html


@pytest.mark.parametrize(
    ("query", "acts", "counted"),
    [
        ("country=PT", [2, 1], "1"), ("country=UA", [3], "1"), ("country=FI", [5, 4], "0"), ("country=pt", [2, 1], "1"),
        ("kind=withdraw", [5], "2"), ("kind=sign", [4, 2], "2"), ("kind=open", [1], "2"), ("kind=nonsense", ALL, "2"),
        ("state=standing", [3, 2], "2"), ("state=withdrawn", [4], "2"), ("state=contested", [], "2"),
        ("state=noted", [], "2"), ("method=passkey", [], "0"), ("method=password%2Btotp", [5, 4, 3, 2], "2"),
        ("declaration=999999", [], "0"), ("declaration=x", ALL, "2"), ("city=nowhere", [], "0"),
        ("since=2999-01-01", [], "0"), ("until=1999-01-01", [], "0"), ("since=yesterday", ALL, "2"),
        ("since=2000-01-01", ALL, "2"),
    ],
)  # fmt: skip
def test_the_address_narrows_the_list_and_the_numbers(client, signed, query, acts, counted):
    html = client.page(f"/register?{query}")
    assert listed(html) == acts
    assert numbers(html)[0] == counted
    data = json.loads(client.get(f"/register/acts.json?{query}").get_data())
    assert [row["entry"] for row in data["acts"]] == acts and data["signatures_that_count"] == int(counted)


def test_a_declaration_and_a_city_narrow_too(client, signed, people):
    assert listed(client.page(f"/register?declaration={signed.id}")) == [5, 4, 3, 2, 1]
    html = client.page(f"/register?city={people.third.slug}")
    assert listed(html) == [5, 4] and numbers(html) == ["0", "0", "0"] and f'value="{people.third.slug}"' in html


def test_days_are_those_of_the_forum(client, people, write, session):
    dossier = write("open")
    late = (clock.now() - dt.timedelta(days=2)).replace(hour=23, minute=30)
    with clock.at(late):  # half past midnight or later on the next day in Geneva
        signatures.sign(dossier, people.lead_mayor)
    session.commit()
    before, day = late.date(), late.date() + dt.timedelta(days=1)
    assert listed(client.page(f"/register?kind=sign&since={day}&until={day}")) == [2]
    assert listed(client.page(f"/register?kind=sign&since={before}&until={before}")) == []


def test_a_text_that_is_not_public_is_not_listed_and_its_entries_are_tombstones(client, people, write, session):
    dossier = write("open")
    session.commit()
    assert listed(client.page("/register")) == [1]
    procedure.unfreeze(dossier, people.chair, "A word is missing.")
    session.commit()
    for actor in (None, people.chair, people.lead_mayor):
        if actor:
            client.sign_in(actor)
        assert "Nothing entered yet" in client.page("/register")
        html = client.page("/register/entries/1")
        assert "This entry belongs to a text that is not public." in html and log.entry(1).leaf in html
        for secret in ("Trees for every street", people.lead.name, people.chair.person.name, "Opened"):
            assert secret not in html.split("<main")[1].split("</main>")[0]
        data = client.get("/register/entries/1.json").get_json()
        assert data["public"] is False and data["leaf"] == log.entry(1).leaf and "entry" not in data
    assert client.get("/register/entries/1").headers["X-Robots-Tag"] == "noindex"


def test_a_country_that_acted_on_a_text_that_is_not_public_is_no_choice(people, write, session):
    signatures.sign(write("open"), people.lead_mayor)
    hidden = write("open")
    requesting.decline(hidden, people.other_mayor, "Not now.")
    assert set(registered.country_codes()) == {"FI", "PT"}
    procedure.unfreeze(hidden, people.chair, "A mistake.")
    session.commit()
    assert registered.country_codes() == ["PT"]


def test_an_entry_says_what_it_says_and_what_became_of_it(client, signed, people, session):
    html = client.page("/register/entries/4")
    name = people.other_mayor.person.name
    assert f"{name} (Mayor) signed version 1 for Tampere (FI)." in html
    assert "Withdrawn on" in html and "<q>The council voted no.</q>" in html and 'href="/register/entries/5"' in html
    assert log.entry(4).leaf in html and log.entry(4).prev in html and "&#34;kind&#34;:&#34;sign&#34;" in html
    html = client.page("/register/entries/5")
    assert f"{name} (Mayor) withdrew the signature of Tampere (FI)." in html and "The council voted no." in html
    html = client.page("/register/entries/3")
    assert "With joy." in html and "Not in the old town." in html and f"#clause-{signed.clauses[1].uid}" in html
    assert "The site made its key" in client.page("/register/entries/0")
    client.page("/register/entries/6", 404)
    assert client.get("/register/entries/99999999999").status_code == 404


def test_a_contested_act_is_marked_and_does_not_count(client, signed, people, session):
    index = contested(session, signed, people.group_mayor)
    html = client.page("/register")
    assert numbers(html) == ["1", "1", "1"] and listed(client.page("/register?state=contested")) == [3]
    html = client.page("/register/entries/3")
    assert "Contested on" in html and "<q>I was away.</q>" in html and f'href="/register/entries/{index}"' in html
    assert "this was not me" in client.page(f"/register/entries/{index}")


def test_the_proof_on_the_page_verifies(client, signed):
    newest = log.newest_head()
    for index in range(newest.size):
        data = client.get(f"/register/entries/{index}.json").get_json()
        leaf, path = leaf_of(data["entry"]), [bytes.fromhex(step) for step in data["path"]]
        assert leaf.hex() == data["leaf"] and data["head"] == {"size": newest.size, "root": newest.root, "time": newest.time}
        assert tree.verify_inclusion(leaf, index, newest.size, path, bytes.fromhex(newest.root))
        html = client.page(f"/register/entries/{index}")
        assert all(step in html for step in data["path"]) and newest.root in html


def test_a_change_of_substance_is_an_earlier_text(client, signed, people, session):
    words = {signed.clauses[-1].uid: "Requests the Committee to act."}
    issue(signed, people.chair, "substantive", "More than a note.", words, clock.now() + dt.timedelta(days=90))
    session.commit()
    html = client.page("/register")
    assert "under an earlier text" in html and numbers(html) == ["0", "0", "0"]
    assert listed(client.page("/register?state=lapsed")) == [3, 2] and listed(client.page("/register?state=standing")) == []


def test_tables_are_inert_and_complete(client, people, write, session):
    people.lead_mayor.person.name = "=cmd()"
    dossier = write("open")
    dossier.row.title = "@sum"
    signatures.sign(dossier, people.lead_mayor)
    session.commit()
    response = client.get("/register/acts.csv?kind=sign")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 1 and rows[0]["holder"] == "'=cmd()" and rows[0]["title"] == "'@sum"
    assert rows[0]["leaf"] == log.entry(2).leaf and rows[0]["state"] == "standing" and rows[0]["country"] == "Portugal"


def test_a_table_is_read_in_pieces(session, signed, monkeypatch):
    monkeypatch.setattr(registered, "PIECE", 2)
    assert [row.index for row in registered.every(registered.Choice())] == [5, 4, 3, 2, 1]
    assert registered.total(registered.Choice()) == 5


def many(make, dossier, count):
    for _number in range(count):
        signatures.sign(dossier, make.actor(Role.MAYOR))


@pytest.mark.parametrize("count", [1, 30])
def test_the_same_statements_however_many_acts(client, people, write, session, make, count):
    dossier = write("open")
    many(make, dossier, count)
    session.commit()
    with count_statements() as seen:
        html = client.page("/register")
    assert len(seen) == 7, "\n".join(seen)
    assert ("Next page" in html) == (count == 30)
    with count_statements() as seen:
        client.page("/register/entries/2")
    assert len(seen) == 6, "\n".join(seen)
    with count_statements() as seen:
        client.get("/register/acts.csv").get_data()
    assert len(seen) == 1


def test_pages_follow_each_other_without_a_gap(client, people, write, session, make):
    dossier = write("open")
    many(make, dossier, 30)
    session.commit()
    html = client.page("/register?kind=sign")
    following = html.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.page(following)
    assert listed(html) + listed(second) == list(range(31, 1, -1))
    assert "<svg" not in second.split("<main")[1], "the figures stand on the first page"
    assert listed(client.page("/register?after=garbage"))[0] == 31


def test_invented_acts_and_filtered_lists_are_not_indexed(client, signed, session):
    assert "X-Robots-Tag" not in client.get("/register").headers
    assert client.get("/register?country=PT").headers["X-Robots-Tag"] == "noindex"
    signed.row.invented = True
    session.commit()
    assert client.get("/register").headers["X-Robots-Tag"] == "noindex"
    assert client.get("/register/entries/2").headers["X-Robots-Tag"] == "noindex"
    assert client.get("/register/entries/0").headers["X-Robots-Tag"] == "noindex"


def test_acts_can_be_read_again_from_the_entries(session, signed):
    """Every row of the list says what its entry says."""
    for row in session.query(RegisteredAct):
        entry = log.entry(row.index)
        said = appending.said_in(entry)
        assert (row.kind, row.method, row.at) == (entry.kind, entry.method, entry.at)
        assert row.version == said["version"] and row.about == said.get("withdraws")
