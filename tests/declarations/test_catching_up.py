"""What was signed before there was a register enters it later: in order, once, attested by the site."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest

from forum.declarations.operations import catching_up, procedure, requesting
from forum.declarations.queries import declarations
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.register import queries
from forum.register.auditing import audit
from forum.register.operations import appending
from models import Signature, SignatureWithdrawal
from tests import signatures


@pytest.fixture
def before(monkeypatch):
    """While it lasts there is no register."""
    with monkeypatch.context() as patch:
        for name in ("enter", "attest"):
            patch.setattr(appending, name, lambda *_args, **_more: SimpleNamespace(index=None))
        yield patch


@pytest.fixture
def old(write, people, before, session):
    """Opened, signed by two, one withdrawn, declined by a third, adopted and closed."""
    dossier = write("open", signed=True)
    with clock.at(clock.now() - dt.timedelta(days=19)):
        signatures.sign(dossier, people.group_mayor, "We plant.", "Not in winter.", [dossier.clauses[1].uid])
    with clock.at(clock.now() - dt.timedelta(days=18)):
        requesting.decline(dossier, people.other_mayor, "No trees.")
        row = dossier.signature_of(people.lead.id)
        row.standing, row.method = False, "password"
        session.add(_withdrawal(row, people.lead_mayor))
    with clock.at(clock.now() - dt.timedelta(days=17)):
        procedure.adopt(dossier, people.chair, clock.today(), "Geneva")
    with clock.at(clock.now() - dt.timedelta(days=16)):
        procedure.close(dossier, people.chair)
    session.commit()
    before.undo()
    return dossier.id


def _withdrawal(row, actor):
    entry = SignatureWithdrawal(signature_id=row.id, reason="The council voted no.", at=clock.now())
    entry.person_id, entry.mandate_id = actor.person_id, actor.mandate_id
    return entry


def acts() -> list[dict]:
    return [entry for entry in queries.document()["entries"] if entry["statement"].get("role") != "site"]


def test_everything_enters_in_its_order(old, people, session):
    assert catching_up.enter_what_is_missing() == 7
    said = [entry["statement"] for entry in acts()]
    kinds = ["open", "sign", "sign-with-reservation", "decline", "withdraw", "adopt", "close"]
    assert [each["kind"] for each in said] == kinds
    assert [each["iat"] for each in said] == sorted(each["iat"] for each in said)
    methods = ["session", "password", "password", "session", "password", "session", "session"]
    assert [entry["method"] for entry in acts()] == methods
    assert (said[1]["city"], said[1]["office"], said[1]["holder"]) == ("Braga (PT)", "Mayor", people.lead_mayor.person.name)
    assert said[4]["withdraws"] == acts()[1]["index"] and said[4]["effect"] == "withdrawn"
    assert said[5]["place"] == "Geneva"
    assert {each["text_sha256"] for each in said} == {declarations.get(people.chair, old).version.manifest_sha256}
    assert audit(queries.document()) == []


def test_rows_know_their_entries(old, session):
    catching_up.enter_what_is_missing()
    entries = {entry["index"]: entry["statement"] for entry in acts()}
    for row in session.query(Signature):
        said = entries[row.register_index]
        assert said["mandate"] == row.mandate_id and said["holder"] == json.loads(row.statement)["holder"]
    assert session.query(SignatureWithdrawal).one().register_index in entries


def test_it_enters_once(old):
    assert catching_up.enter_what_is_missing() == 7
    assert catching_up.enter_what_is_missing() == 0
    assert len(acts()) == 7


@pytest.mark.parametrize("done", range(7))
def test_a_crash_in_between_leaves_the_rest_for_the_next_start(old, monkeypatch, done):
    original, calls = appending.attest, iter(range(7))

    def dies(*args, **more):
        if next(calls) == done:
            raise RuntimeError("killed")
        return original(*args, **more)

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(appending, "attest", dies)
        catching_up.enter_what_is_missing()
    assert catching_up.enter_what_is_missing() == 7 - done
    assert len(acts()) == 7 and audit(queries.document()) == []


def test_two_processes_that_start_at_one_moment(old, monkeypatch):
    """Both have read what is missing before either has entered anything."""
    found = list(catching_up._missing())
    assert catching_up.enter_what_is_missing() == 7
    monkeypatch.setattr(catching_up, "_missing", lambda: iter(found))
    assert catching_up.enter_what_is_missing() == 0
    assert len(acts()) == 7


def test_nothing_is_missing_of_what_is_done_today(write, people, session):
    dossier = write("closed", signed=True)
    session.commit()
    count = len(acts())
    assert catching_up.enter_what_is_missing() == 0
    assert len(acts()) == count
    with pytest.raises(Refused):
        signatures.sign(dossier, people.other_mayor)


def test_an_old_signature_can_be_withdrawn_after_it_has_entered(write, people, before, session):
    dossier = write("open", signed=True)
    session.commit()
    before.undo()
    catching_up.enter_what_is_missing()
    dossier = declarations.get(people.lead_mayor, dossier.id, hold=True)
    signatures.withdraw(dossier, people.lead_mayor)
    assert acts()[-1]["statement"]["withdraws"] == acts()[1]["index"]
