"""Every number of signatures that is shown has one definition, and follows what happens to a signature."""

import datetime as dt

import pytest

from forum.desk.queries import front
from forum.kit import clock
from tests import signatures
from tests.declarations.conftest import issue


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
    assert front.numbers().signatures == 2 and len(front.signatories([signed.id])[signed.id]) == 2
    words, ends = {signed.clauses[-1].uid: "Requests the Committee to act."}, clock.now() + dt.timedelta(days=90)
    issue(signed, people.chair, "substantive", "More than a note.", words, ends)
    assert kept(session, people.lead, people.second, people.third) == [0, 0, 0]
    assert front.numbers().signatures == 0 and front.signatories([signed.id]) == {}
    signatures.sign(signed, people.lead_mayor)
    assert kept(session, people.lead, people.second) == [1, 0] and front.numbers().signatures == 1


def test_a_correction_of_the_wording_keeps_them(people, signed, session):
    issue(signed, people.chair, "editorial", "A letter.", {signed.clauses[0].uid: "Recalling the Geneva declaration,"})
    assert kept(session, people.lead, people.second, people.third) == [1, 1, 1] and front.numbers().signatures == 3
