"""The bundle of a declaration that was signed by the forum's own acts, checked by the program that strangers use."""

import datetime as dt
import io
import json
import zipfile

import pytest
from sqlalchemy import select

from forum.declarations.operations import (
    contesting,
    exporting,
    intents,
    objecting,
    procedure,
    requesting,
    signing,
    withdrawing,
)
from forum.declarations.queries import contests
from forum.declarations.queries import declarations as reading
from forum.kit import clock, site
from forum.register import queries as register
from forum.register.confirmation import Confirmation
from forum.register.operations import appending
from forum.register.spelling import b64url, challenge
from models import Export
from models.mandate import Role
from tests import signatures
from tests.confirming import give_passkey
from tests.declarations.conftest import issue
from tests.register.verifying import named, numbers_of, verifier
from tests.softkey import EDDSA, SoftKey


def by_device(key: SoftKey, intent) -> Confirmation:
    """What the page of signing does, without a browser."""
    spelt = b64url(challenge(intents.statement_of(intent)))
    return Confirmation("passkey", key.id, key.assertion(spelt, site.origins()[0], site.rp_id()))


def sign(dossier, actor, key, **words):
    intent = intents.to_sign(dossier, actor, dossier.version.manifest_sha256, **words)
    return signing.sign(dossier, actor, intent, by_device(key, intent))


def fresh(dossier):
    return reading.get(None, dossier.id, hold=True)


@pytest.fixture
def signed(write, people):
    """Open, with a signature by passkey and words, a reservation attested by the site, one withdrawn, one declined."""
    dossier = write("open")
    keys = {actor.person_id: give_passkey(actor) for actor in (people.lead_mayor, people.group_mayor)}
    clause = next(c for c in dossier.clauses if c.kind == "operative")
    sign(dossier, people.lead_mayor, keys[people.lead_mayor.person_id], remark="Our city\u0301 has done so. \r\n")
    signatures.sign(dossier, people.other_mayor, reservation="In dry years, last.", reserved=[clause.uid])
    key = keys[people.group_mayor.person_id]
    sign(dossier, people.group_mayor, key)
    intent = intents.to_withdraw(dossier, people.group_mayor, "The council voted no.")
    withdrawing.withdraw(dossier, people.group_mayor, intent, by_device(key, intent))
    dossier.key = key
    return dossier


def download(client, dossier, session) -> bytes:
    session.commit()
    response = client.get(f"/declarations/{dossier.id}/evidence.zip")
    assert response.status_code == 200
    return response.get_data()


def counts_in(data: bytes) -> dict:
    return json.loads(zipfile.ZipFile(io.BytesIO(data)).read("bundle.json"))["counts"]


def test_the_bundle_is_verified_by_the_program_in_it(client, session, signed):
    data = download(client, signed, session)
    assert named(data) == set()
    opened = zipfile.ZipFile(io.BytesIO(data))
    assert opened.testzip() is None and all(one.compress_type == zipfile.ZIP_STORED for one in opened.infolist())
    assert opened.read("verify.py") == client.get("/verify.py").get_data()
    assert counts_in(data) == {"signatures": 2, "passkey": 1, "attested": 1, "withdrawn": 1, "contested": 0}
    assert b"not a qualified electronic signature" in opened.read("README.txt")
    told = "\n".join(verifier().tell(verifier().check(data)[1]))
    assert "In dry years, last." in told and "by password+totp, attested by the site" in told


def test_the_register_as_it_is_served_is_verified(client, session, signed):
    session.commit()
    data = client.get("/register.json").get_data()
    assert named(data, (client.get("/register/head.json").get_data(),)) == set()
    assert numbers_of(data)[signed.id]["signatures"] == 2


def test_the_same_moment_of_the_register_gives_the_same_bytes(client, session, signed):
    data = download(client, signed, session)
    with clock.at(clock.now() + dt.timedelta(hours=3)):
        assert download(client, signed, session) == data
    answer = client.get(f"/declarations/{signed.id}/evidence.zip")
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/declarations/{signed.id}/evidence.zip", headers=etag).status_code == 304


def test_whoever_has_it_is_sent_nothing(client, session, signed):
    download(client, signed, session)
    address = f"/declarations/{signed.id}/evidence.zip"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", tag)


def test_what_is_not_public_has_no_evidence(client, session, write, people):
    dossier = write("silence")
    session.commit()
    for actor in (None, people.lead_mayor):
        if actor:
            client.sign_in(actor)
        assert client.get(f"/declarations/{dossier.id}/evidence.zip").status_code == 404


def test_it_is_linked_from_the_page(client, session, signed):
    session.commit()
    assert f"/declarations/{signed.id}/evidence.zip" in client.get(f"/declarations/{signed.id}").get_data(as_text=True)


def test_reasons_that_are_not_public_are_not_in_it(client, session, signed, people):
    requesting.decline(signed, people.group_mayor, "Our council is divided.")
    data = download(client, signed, session)
    assert b"divided" not in data and named(data) == set()


def test_a_contested_signature_does_not_count(client, session, signed, people):
    row = next(row for row in signed.standing if row.city_id == people.lead_mayor.city_id)
    act = contests.act(signed, contests.SIGNATURE, row.id)
    contesting.contest(signed, people.lead_mayor, act, "It was not me, I was away.")
    data = download(client, signed, session)
    assert named(data) == set() and b"I was away" not in data
    assert counts_in(data) == {"signatures": 1, "passkey": 0, "attested": 1, "withdrawn": 1, "contested": 1}


def test_corrections_objections_and_changes_of_substance(client, session, signed, people):
    clause = next(c for c in signed.clauses if c.kind == "operative")
    issue(signed, people.chair, "editorial", "A comma.", {clause.uid: "Invites all cities, to plant trees:"})
    corrected = fresh(signed)
    assert named(download(client, corrected, session)) == set()
    sign(corrected, people.group_mayor, signed.key)
    assert counts_in(download(client, corrected, session))["signatures"] == 3
    objecting.object_to(corrected, people.lead_mayor, "This changes what we signed.")
    back = fresh(signed)
    sign(back, people.group_mayor, signed.key)
    data = download(client, back, session)
    assert named(data) == set() and counts_in(data)["signatures"] == 3
    issue(back, people.chair, "substantive", "More trees.", {clause.uid: "Invites all cities to plant two trees:"})
    data = download(client, fresh(signed), session)
    assert named(data) == set() and counts_in(data)["signatures"] == 0


def test_time_that_an_objection_leaves_is_in_the_register(client, session, signed, people):
    """Whoever signed the corrected words is asked again, and signs after the first deadline has passed."""
    clause = next(c for c in signed.clauses if c.kind == "operative")
    ends = clock.now() + dt.timedelta(days=1)
    issue(signed, people.chair, "editorial", "A comma.", {clause.uid: "Invites all cities, to plant trees:"}, ends)
    corrected = fresh(signed)
    sign(corrected, people.group_mayor, signed.key)
    objecting.object_to(corrected, people.lead_mayor, "This changes what we signed.")
    with clock.at(ends + dt.timedelta(hours=1)):
        sign(fresh(signed), people.group_mayor, signed.key)
        data = download(client, fresh(signed), session)
    assert named(data) == set() and counts_in(data)["signatures"] == 3


def test_after_the_end(client, session, signed, people):
    procedure.adopt(signed, people.chair, clock.today(), "Geneva")
    procedure.close(signed, people.chair)
    closed = fresh(signed)
    intent = intents.to_withdraw(closed, people.lead_mayor, "A new council.")
    withdrawing.withdraw(closed, people.lead_mayor, intent, Confirmation("password+totp"))
    data = download(client, closed, session)
    assert named(data) == set() and counts_in(data)["signatures"] == 2 and counts_in(data)["withdrawn"] == 1


def test_a_new_key_of_the_site_takes_over(client, session, signed, people):
    appending.rotate()
    signatures.sign(signed, people.group_mayor)
    assert named(download(client, signed, session)) == set()


def test_a_deputy_signs_under_a_delegation_with_its_days(client, session, make, write):
    city = make.city("Altstadt")
    today = clock.today()
    days = {"starts_on": today - dt.timedelta(days=3), "ends_on": today + dt.timedelta(days=3)}
    deputy = make.actor(Role.DEPUTY, city, **days)
    dossier = write("open")
    key = give_passkey(deputy, SoftKey(EDDSA))
    sign(dossier, deputy, key)
    data = download(client, dossier, session)
    assert named(data) == set() and days["ends_on"].isoformat().encode() in data


def test_a_register_shown_to_others_before_is_told_from_this_one(client, session, signed):
    """A head that the site signed and then took back: the verifier says fork."""
    data = download(client, signed, session)
    head = register.head_of(register.newest_head())
    forged = head | {"head": head["head"] | {"root": "0" * 64}}
    assert ("head/0", "fork") in named(data, (json.dumps(forged).encode(),))


def test_every_format_is_in_it_a_minute_after_the_last_act(client, session, signed):
    session.commit()
    exporting.keep_ready()
    assert not session.scalars(select(Export)).all(), "somebody may sign again in this minute"
    with clock.at(clock.now() + dt.timedelta(minutes=2)):
        exporting.keep_ready()
        exporting.keep_ready()
        assert [(row.format, row.variant, row.languages) for row in session.scalars(select(Export))] == [
            ("pdf", "clean", "en")
        ]
        exporting.maker.make_waiting()
        with zipfile.ZipFile(io.BytesIO(download(client, signed, session))) as bundle:
            names = [name for name in bundle.namelist() if name.startswith("exports/")]
            pdf = bundle.read(next(name for name in names if name.endswith(".pdf")))
    assert {name.rpartition(".")[2] for name in names} == {"pdf", "docx", "xml", "md", "json", "csv", "xlsx"}
    assert pdf.startswith(b"%PDF")
