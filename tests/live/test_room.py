"""Several people in one text: all see the same, each is told what is saved, the log has all words under their names."""

from sqlalchemy import select

from models import DraftingUpdate


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
