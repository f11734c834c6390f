"""Several people in one text: all see the same, each is told what is saved, the log has all words under their names."""

import time

import pytest
from pycrdt import Doc
from sqlalchemy import select

from forum.declarations.operations import clauses
from forum.declarations.text import document as workspace
from forum.live import protocol, room, sockets
from models import Clause, ClauseEdit, DraftingUpdate


def test_words_arrive_and_are_acknowledged_from_the_log(forum):
    people, uid = forum.people, forum.uids[0]
    one, two = forum.peer(people.lead_mayor).ready(), forum.peer(people.group_delegate).ready()
    assert one.told("hello")[0]["right"] == "edit"
    one.type(uid, " From one.")
    two.wait(lambda: two.text(uid).endswith(" From one."))
    two.type(uid, " From two.")
    one.wait(lambda: one.text(uid).endswith(" From one. From two."))
    one.wait_saved(), two.wait_saved()
    assert_in_log(forum, {people.lead_mayor.person_id: b" From one.", people.group_delegate.person_id: b" From two."})


def assert_in_log(forum, wanted: dict[int, bytes]) -> None:
    """Each person's words stand in the log under their name; letters typed at once stand together."""
    with forum.database() as session:
        rows = list(
            session.execute(select(DraftingUpdate.person_id, DraftingUpdate.data).filter_by(declaration_id=forum.id))
        )
    for person, words in wanted.items():
        assert words in b"".join(data for author, data in rows if author == person)
        assert words not in b"".join(data for author, data in rows if author != person)


def test_the_rows_follow_with_their_author(forum):
    uid = forum.uids[1]
    peer = forum.peer(forum.people.group_delegate).ready()
    peer.type(uid, " Rows follow.")
    peer.wait_saved()
    forum.room_is_quiet()
    with forum.database() as session:
        row = session.query(Clause).filter_by(uid=uid).one()
        assert row.text.endswith(" Rows follow.")
        edit = session.query(ClauseEdit).filter_by(uid=uid, edit=row.edit).one()
        assert edit.person_id == forum.people.group_delegate.person_id


def test_what_a_form_saves_reaches_the_room(forum):
    uid = forum.uids[3]
    peer = forum.peer(forum.people.group_delegate).ready()
    forum.room_is_quiet()
    with forum.database() as session:
        clause = session.query(Clause).filter_by(uid=uid).one()
        words = "Requests a form to be saved."
        clauses.change_clause(forum.dossier(), forum.people.lead_delegate, clause, clause.kind, words, clause.edit)
    peer.wait(lambda: peer.text(uid) == "Requests a form to be saved.", 3)


def test_somebody_who_comes_while_words_are_under_way_has_them_all(forum):
    uid = forum.uids[2]
    one = forum.peer(forum.people.lead_mayor).ready()
    for number in range(40):
        one.type(uid, f" {number}")
    late = forum.peer(forum.people.group_mayor).ready()
    late.wait(lambda: late.text(uid) == one.text(uid))
    one.wait_saved()


def test_offline_work_under_many_numbers_comes_in_by_a_sync(forum):
    uid = forum.uids[2]
    away = forum.peer(forum.people.group_mayor).ready()
    away.leave()
    away.change(lambda root: root[uid]["text"].insert(0, "Written on the train. "), send=False)
    back = forum.peer(forum.people.group_mayor, doc=away.doc).ready().wait_saved()
    other = forum.peer(forum.people.lead_mayor).ready()
    other.wait(lambda: other.text(uid).startswith("Written on the train. "))
    assert back.code is None


def test_presence_carries_the_name_of_the_account(forum):
    one, two = forum.peer(forum.people.lead_mayor).ready(), forum.peer(forum.people.group_mayor).ready()
    client = one.doc.client_id
    one.presence({"user": {"name": "The Secretary-General", "colour": "#f00"}, "uid": forum.uids[0], "evil": "<script>"})
    state = two.wait(lambda: two.states.get(client))
    assert state["user"]["name"] == forum.people.lead_mayor.person.name
    assert set(state["user"]) == {"id", "name", "city", "colour"} and 1 <= state["user"]["colour"] <= 8
    assert state["uid"] == forum.uids[0] and "evil" not in state
    two.presence({"uid": "title"}, clock=99, client=client)
    third = forum.peer(forum.people.lead_delegate).ready()
    third.wait(lambda: third.states.get(client))
    assert third.states[client]["user"] == state["user"], "nobody speaks for another"
    one.leave()
    two.wait(lambda: two.states.get(client, "") is None)


BAD = {
    "no bytes": b"",
    "random bytes": b"\xff\xfe\xfd\xfc",
    "a message of no kind": b"\x07\x00",
    "a step of no kind": b"\x00\x09\x00",
    "an update of nothing": protocol.update(b""),
    "a broken update": protocol.update(b"\x01\x01\x05\x00\x84"),
    "a broken presence": protocol.awareness(b"\x01\x02"),
    "a deep presence": protocol.awareness(b"\x01\x05\x01" + protocol.sized(b"[" * 3000)),
    "a broken state": protocol.step1(b"\xff\xff\xff"),
    "a billion states": protocol.step1(b"\xff\xff\xff\xff\x0f"),
    "another root": protocol.update(b"\x01\x01\x05\x00\x28\x01\x05other\x01a\x01\x77\x01b\x00"),
}


@pytest.mark.parametrize("name", BAD)
def test_garbage_costs_one_socket(forum, name):
    good, bad = forum.peer(forum.people.lead_mayor).ready(), forum.peer(forum.people.group_mayor).ready()
    bad.raw(BAD[name])
    assert bad.wait_closed() == 4400
    good.type(forum.uids[0], ".")
    good.wait_saved()


def test_a_frame_that_is_too_large_is_refused_and_comes_by_a_sync(forum):
    peer = forum.peer(forum.people.lead_mayor).ready()

    def paste(root):
        for uid in forum.uids:
            root[uid]["text"].insert(0, "x" * 17_000)

    peer.change(paste)
    refused = peer.wait(lambda: peer.told("refused"))[-1]
    assert refused["why"] == "size" and "device" in refused["sentence"]
    assert peer.wait_closed() == 4413
    other = forum.peer(forum.people.group_mayor).ready()
    assert not other.text(forum.uids[0]).startswith("x")
    forum.peer(forum.people.lead_mayor, doc=peer.doc).ready().wait_saved()
    other.wait(lambda: all(other.text(uid).startswith("xxx") for uid in forum.uids))


def test_a_flood_is_stopped_and_nobody_else_notices(forum):
    flood, other = forum.peer(forum.people.group_mayor).ready(), forum.peer(forum.people.lead_mayor).ready()
    for _time in range(400):
        flood.raw(b"\x03")
    assert flood.wait_closed() == 4429
    begun = time.monotonic()
    other.type(forum.uids[0], "!")
    other.wait_saved()
    assert time.monotonic() - begun < 2


def test_nobody_writes_under_the_number_of_another(forum):
    uid = forum.uids[0]
    victim, thief = forum.peer(forum.people.lead_mayor).ready(), forum.peer(forum.people.group_mayor).ready()
    victim.type(uid, " Mine.")
    thief.wait(lambda: thief.text(uid).endswith(" Mine."))
    victim.wait_saved()
    forged = Doc(client_id=victim.doc.client_id)
    forged.apply_update(thief.doc.get_update())
    before = forged.get_state()
    workspace.paragraphs(forged)[uid]["text"].insert(0, "Forged. ")
    thief.update(forged.get_update(before))
    assert thief.wait_closed() == 4400
    assert "Forged" not in forum.peer(forum.people.lead_mayor).ready().text(uid)


def test_a_text_that_is_no_declaration_is_taken_back_from_all(forum):
    """The bytes are in order, the paragraph is not: it was relayed at once, so all are told to reload."""
    bad, other = forum.peer(forum.people.group_mayor).ready(), forum.peer(forum.people.lead_mayor).ready()
    bad.type(forum.uids[0], " Good.")
    bad.wait_saved()
    bad.change(lambda root: root[forum.uids[0]].__setitem__("kind", "sermon"))
    assert bad.wait_closed() == 4400
    other.wait(lambda: other.told("reload"))
    fresh = forum.peer(forum.people.lead_delegate).ready()
    assert fresh.whole().paragraphs[forum.uids[0]].kind == "preambular"
    assert fresh.text(forum.uids[0]).endswith(" Good.")


def test_twelve_windows_of_one_person_and_no_more(forum):
    token = forum.token(forum.people.lead_delegate)
    peers = [forum.peer(token=token).ready() for _number in range(12)]
    assert forum.peer(token=token).wait_closed() == 4429
    for peer in peers:
        peer.leave()


def test_a_crowd_is_sent_a_few_letters_at_once(forum, monkeypatch):
    monkeypatch.setattr(room, "CROWD", 1)
    uid = forum.uids[1]
    one, two = forum.peer(forum.people.lead_mayor).ready(), forum.peer(forum.people.group_mayor).ready()
    for number in range(20):
        one.type(uid, f" {number}"), two.type(uid, f" -{number}")
    one.wait_saved(), two.wait_saved()
    one.wait(lambda: one.text(uid) == two.text(uid) and " -19" in one.text(uid))


def test_any_other_asgi_server_carries_rooms_too(forum, monkeypatch):
    """Without the door of our own protocol for finished frames."""
    monkeypatch.setattr(sockets, "DOOR", "nowhere")
    uid = forum.uids[1]
    one, two = forum.peer(forum.people.lead_mayor).ready(), forum.peer(forum.people.group_mayor).ready()
    one.type(uid, " Carried.")
    two.wait(lambda: two.text(uid).endswith(" Carried."))
    one.wait_saved()
    one.raw(b"\x07")
    assert one.wait_closed() == 4400


def test_a_number_is_its_owners_before_the_first_letter(forum):
    """Presence tells numbers to all; nobody else writes under one of them first."""
    uid = forum.uids[0]
    owner = forum.peer(forum.people.lead_mayor).ready()
    owner.presence({"uid": uid}, clock=1)
    watcher = forum.peer(forum.people.editor).ready()
    watcher.wait(lambda: owner.doc.client_id in watcher.states)
    thief = forum.peer(forum.people.group_mayor, doc=Doc(client_id=owner.doc.client_id, allow_multithreading=True)).ready()
    thief.type(uid, " Stolen.")
    assert thief.wait_closed() == 4400
    owner.type(uid, " Owned.")
    owner.wait_saved()
    assert "Stolen" not in owner.text(uid) and owner.code is None


def test_two_under_one_new_number_cost_nobody_else_a_word(forum):
    uid, number = forum.uids[1], 123_456_789
    other = forum.peer(forum.people.lead_delegate).ready()
    twins = [
        forum.peer(person, doc=Doc(client_id=number, allow_multithreading=True)).ready()
        for person in (forum.people.lead_mayor, forum.people.group_mayor)
    ]
    for twin in twins:
        twin.type(uid, " Twin.")
    other.type(forum.uids[2], " Elsewhere.")
    other.wait_saved()
    assert [twin.wait_closed() if place else twin.wait_saved() for place, twin in enumerate(twins)][1] == 4400
    assert other.code is None and not other.told("reload")
