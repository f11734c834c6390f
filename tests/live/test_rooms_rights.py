"""Who may be in a room and write there; what is taken away acts while the socket is open."""

import time

import pytest
from websockets.exceptions import InvalidStatus

from forum.accounts import sessions
from forum.declarations.operations import pausing, procedure
from models import WebSession
from tests.live.serving import served

SUGGESTION = "c" * 16


def test_a_stranger_is_told_to_sign_in(forum):
    assert forum.peer(token="").wait_closed() == 4401
    assert forum.peer(token="made up").wait_closed() == 4401


def test_what_one_may_not_know_of_is_not_found(forum):
    assert forum.peer(forum.people.other_mayor).wait_closed() == 4404
    assert forum.peer(forum.people.lead_mayor, declaration=987654).wait_closed() == 4404


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example:1", "null", None])
def test_another_sites_page_is_refused_at_the_handshake(forum, origin):
    with pytest.raises(InvalidStatus, match="403"):
        forum.peer(forum.people.lead_mayor, origin=origin)


def test_staff_read_and_are_told_why_not_more(forum):
    uid = forum.uids[1]
    reader, writer = forum.peer(forum.people.editor).ready(), forum.peer(forum.people.lead_mayor).ready()
    hello = reader.told("hello")[0]
    assert hello["right"] == "read" and "Only" in hello["sentence"]
    reader.type(uid, " not mine")
    refused = reader.wait(lambda: reader.told("refused"))[0]
    assert (refused["why"], refused["count"]) == ("role", reader.sent)
    assert refused["sentence"] == hello["sentence"]
    writer.type(uid, " mine")
    reader.wait(lambda: " mine" in reader.text(uid))
    assert "not mine" not in writer.text(uid)
    assert reader.code is None, "the socket stays, to read"


def test_staff_who_view_as_somebody_are_seen_by_nobody(forum):
    token = forum.token(forum.people.editor)
    with forum.database() as session:
        row = session.query(WebSession).filter_by(token_hash=sessions.token_hash(token)).one()
        row.viewing_as_id, row.viewing_reason = forum.people.lead_mayor.person_id, "Their page looks wrong."
    staff, writer = forum.peer(token=token).ready(), forum.peer(forum.people.group_mayor).ready()
    hello = staff.told("hello")[0]
    assert (hello["right"], hello["person"]) == ("read", {})
    staff.presence({"uid": forum.uids[1]})
    writer.presence({"uid": forum.uids[1]})
    staff.wait(lambda: writer.doc.client_id in staff.states)
    writer.wait(lambda: writer.doc.client_id in writer.states)
    assert staff.doc.client_id not in {**staff.states, **writer.states}


def test_a_plain_y_websocket_client_gets_no_notes(forum):
    plain, other = forum.peer(forum.people.lead_mayor, notes=False).ready(), forum.peer(forum.people.group_mayor).ready()
    plain.type(forum.uids[2], " plain")
    other.wait(lambda: other.text(forum.uids[2]).endswith(" plain"))
    assert plain.notes == []


def test_signing_out_closes_the_socket_within_five_seconds(forum):
    token = forum.token(forum.people.group_mayor)
    peer = forum.peer(token=token).ready()
    with forum.database() as session:
        row = session.query(WebSession).filter_by(token_hash=sessions.token_hash(token)).one()
        sessions.end_session(row)
    begun = time.monotonic()
    assert peer.wait_closed(6) == 4401
    assert time.monotonic() - begun < 5


def test_a_mandate_that_ends_takes_the_pen_within_five_seconds(tmp_path):
    with served(f"sqlite:///{tmp_path / 'live.sqlite3'}") as forum:
        peer = forum.peer(forum.people.group_mayor).ready()
        with forum.database() as session:
            from forum.kit import clock
            from models import Mandate

            session.get(Mandate, forum.people.group_mayor.mandate_id).ended_at = clock.now()
        assert peer.wait_closed(5) == 4404, "whose mandate has ended may not even know of the draft"


def test_a_pause_is_felt_at_once_and_words_are_kept(tmp_path):
    with served(f"sqlite:///{tmp_path / 'live.sqlite3'}") as forum:
        uid = forum.uids[0]
        peer = forum.peer(forum.people.group_mayor).ready()
        with forum.database():
            pausing.pause(forum.dossier(), forum.people.lead_mayor, "We translate now.")
        begun = time.monotonic()
        note = peer.wait(lambda: peer.told("right"))[-1]
        assert note["right"] == "read" and "We translate now." in note["sentence"]
        assert time.monotonic() - begun < 2, "the bus says it, nobody waits for the next look"
        peer.type(uid, " late words")
        refused = peer.wait(lambda: peer.told("refused"))[-1]
        assert refused["why"] == "frozen" and "We translate now." in refused["sentence"]
        assert peer.text(uid).endswith(" late words"), "they stay with their author"
        with forum.database():
            pausing.lift(forum.dossier(), forum.people.lead_mayor, "Translated.")
        peer.wait(lambda: peer.told("right")[-1]["right"] == "edit")
        other = forum.peer(forum.people.lead_mayor).ready()
        other.wait(lambda: other.text(uid).endswith(" late words"))


def test_a_stage_that_changes_in_another_thread_freezes_the_room(tmp_path):
    with served(f"sqlite:///{tmp_path / 'live.sqlite3'}") as forum:
        uid = forum.uids[0]
        peer, colleague = forum.peer(forum.people.group_mayor).ready(), forum.peer(forum.people.lead_delegate).ready()
        with forum.database():
            procedure.open_consultation(forum.dossier(), forum.people.lead_mayor)
        peer.type(uid, " too late")
        refused = peer.wait(lambda: peer.told("refused"))[-1]
        assert refused["why"] in ("frozen", "suggest") and refused["sentence"]
        assert " too late" in peer.text(uid)
        with forum.database() as session:
            from models import Clause

            forum.room_is_quiet()
            assert "too late" not in session.query(Clause).filter_by(uid=uid).one().text
        fresh = forum.peer(forum.people.lead_mayor).ready()
        assert "too late" not in fresh.text(uid)
        assert colleague.code is None


def test_somebody_outside_the_group_suggests_and_is_stamped(tmp_path):
    from models import Suggestion

    with served(f"sqlite:///{tmp_path / 'live.sqlite3'}", stage="consultation") as forum:
        uid = forum.uids[0]
        peer, reader = forum.peer(forum.people.other_mayor).ready(), forum.peer(forum.people.editor).ready()
        assert peer.told("hello")[0]["right"] == "suggest"
        peer.type(uid, " and parks", marks={"ins": SUGGESTION})
        reader.wait(lambda: reader.text(uid).endswith(" and parks"))
        peer.wait_saved()
        with forum.database() as session:
            row = session.query(Suggestion).filter_by(declaration_id=forum.id).one()
            assert (row.uid, row.person_id, row.city_id) == (
                SUGGESTION,
                forum.people.other_mayor.person_id,
                forum.cities["third"],
            )
        peer.type(uid, " as a fact")
        refused = peer.wait(lambda: peer.told("refused"))[-1]
        assert refused["why"] == "suggest" and "suggest" in refused["sentence"]
        time.sleep(0.3)
        assert "as a fact" not in reader.text(uid), "nobody else ever saw it"
