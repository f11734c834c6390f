"""Dossiers, corrigenda and addenda: what they hold, who composes and reads them, what changed against what was told."""

import pytest

from forum.accounts.sessions import load_actor
from forum.kit.canonical import canonical_json, sha256_hex
from forum.kit.verdict import Refused
from forum.papers.content.fragments import fragments
from forum.papers.layout import sheet_of
from forum.papers.operations import composing, keeping
from forum.papers.queries import forwarded as forwarded_queries
from forum.papers.queries import papers as reading
from models import Ask, LedgerEvent, PaperFile, Path
from models.mandate import Role
from tests.counting import count_statements

EDITOR = "Only an editor of the secretariat composes papers."


def titles(paper):
    return [one["title"] for one in paper.content["entries"]]


def test_a_dossier_holds_what_was_forwarded_in_the_order_of_the_agenda(composed, session):
    assert titles(composed) == ["Homes for all", "Shade in every street", "Other things"]
    assert [one["item"].get("number") for one in composed.content["entries"]] == ["3", "4 (b)", None]
    first = composed.content["entries"][0]
    assert [ask["number"] for ask in first["asks"]] == [1, 2] and first["asks"][0]["of_whom"] == "member States"
    assert first["asks"][0]["words"][0]["runs"][1] == {"text": "collect", "strong": True}
    assert first["cover_note"] == "For its attention." and first["languages"] == ["en", "fr"]
    assert composed.content["statistics"] == {
        "recommendations": 3, "asks": 4, "cities": 5, "countries": 2, "by_country": [["PT", 3], ["FI", 2]],
        "by_theme": [["housing", 3]],
    }  # fmt: skip
    assert composed.sha256 == sha256_hex(canonical_json(composed.content))
    states = session.query(PaperFile.format, PaperFile.state).filter_by(paper_id=composed.id).all()
    assert sorted(map(tuple, states)) == [("akn", "waiting"), ("docx", "waiting"), ("pdf", "waiting")]


def test_what_nobody_may_read_yet_is_in_no_dossier(forwarded, meeting, staff):
    forwarded("Still under review", meeting.early, public=False)
    with pytest.raises(Refused, match="Nothing has been forwarded"):
        composing.compose_dossier(staff.editor, meeting.session)
    forwarded("Sent", meeting.early)
    assert titles(composing.compose_dossier(staff.editor, meeting.session)) == ["Sent"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_dossier_costs_the_same_statements_however_long(forwarded, meeting, session, rows):
    for number in range(rows):
        forwarded(f"Number {number}")
    session.expire_all()
    identity = meeting.session.id
    with count_statements() as seen:
        assert len(forwarded_queries.forwarded_to(identity)) == rows
    assert len(seen) == 5, "\n".join(seen)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EDITOR])
def test_others_than_editors_compose_nothing(three, meeting, make, role):
    with pytest.raises(Refused, match=EDITOR):
        composing.compose_dossier(make.actor(role), meeting.session)


def test_an_interest_keeps_nobody_from_composing_what_is_public(three, meeting, make):
    """Decided: a dossier holds only what everybody may read."""
    editor = make.actor(Role.EDITOR)
    make.mandate(editor.person, Role.DELEGATE, three[0].lead)
    editor = load_actor(editor.person_id, editor.mandate_id)
    assert len(titles(composing.compose_dossier(editor, meeting.session))) == 3


def test_another_person_publishes(composed, staff, make, session):
    with pytest.raises(Refused, match="Only an approver"):
        keeping.publish(staff.editor, composed)
    both = make.mandate(staff.editor.person, Role.APPROVER)
    with pytest.raises(Refused, match="You composed this paper"):
        keeping.publish(load_actor(staff.editor.person_id, both.id), composed)
    keeping.publish(staff.approver, composed)
    with pytest.raises(Refused, match="is published"):
        keeping.publish(staff.approver, composed)
    events = session.query(LedgerEvent.verb, LedgerEvent.public).filter(LedgerEvent.verb.like("paper.%")).all()
    assert [tuple(one) for one in events] == [("paper.composed", False), ("paper.published", True)]


def test_readers_of_a_paper(composed, staff, make, meeting):
    person = make.person()
    member = load_actor(
        person.id, make.mandate(person, Role.STATE, organisation="Finland", body_id=meeting.session.body_id).id
    )
    other = load_actor(person.id)
    elsewhere = make.actor(Role.STATE, organisation="Finland", body_id=make.body("Another committee").id)
    assert other.mandates and not elsewhere.is_staff
    sees = {actor: bool(reading.find(actor, composed.id)) for actor in (None, staff.mayor, elsewhere, member, staff.editor)}
    assert list(sees.values()) == [False, False, False, True, True]
    keeping.publish(staff.approver, composed)
    assert all(reading.find(actor, composed.id) for actor in sees)


def test_a_dossier_is_composed_again_until_it_is_published(composed, forwarded, meeting, staff):
    forwarded("One more", meeting.early)
    again = composing.compose_dossier(staff.editor, meeting.session)
    assert again.number == 2 and len(titles(again)) == 4
    keeping.publish(staff.approver, again)
    with pytest.raises(Refused, match="The dossier of this session is published"):
        composing.compose_dossier(staff.editor, meeting.session)


def test_a_corrigendum_says_what_changed_and_then_nothing_more(published, three, meeting, staff, session):
    with pytest.raises(Refused, match="Nothing has changed"):
        composing.compose_corrigendum(staff.editor, meeting.session)
    homes = three[2]
    ask = session.query(Ask).filter_by(recommendation_id=homes.row.id, number=1).one()
    ask.html, homes.path.cover_note, three[0].path.session_id = "<p>To gather numbers.</p>", "Urgent.", None
    meeting.session.place = "Geneva"
    session.flush()
    paper = composing.compose_corrigendum(staff.editor, meeting.session)
    assert [(one["field"], one["was"], one["now"]) for one in paper.content["changes"]] == [
        ("session-place", "", "Geneva"),
        ("cover_note", "For its attention.", "Urgent."),
        ("ask-1", "To collect numbers. (member States)", "To gather numbers. (member States)"),
        ("gone", "", ""),
    ]
    assert paper.content["gone"] == [three[0].row.id] and paper.about_id == published.id
    words = [block for section in sheet_of(paper.content).sections for block in section.blocks]
    assert "It said: For its attention." in ["".join(run.text for run in block.runs) for block in words]
    with pytest.raises(Refused, match="Nothing has changed"):
        composing.compose_corrigendum(staff.editor, meeting.session)


def test_an_addendum_holds_what_was_forwarded_since(published, forwarded, meeting, staff, session):
    with pytest.raises(Refused, match="Nothing was forwarded"):
        composing.compose_addendum(staff.editor, meeting.session)
    late = forwarded("Came late", meeting.early)
    paper = composing.compose_addendum(staff.editor, meeting.session)
    assert titles(paper) == ["Came late"] and paper.content["statistics"]["recommendations"] == 1
    with pytest.raises(Refused, match="Nothing was forwarded"):
        composing.compose_addendum(staff.editor, meeting.session)
    session.get(Path, late.path.id).cover_note = "Changed."
    session.flush()
    assert composing.compose_corrigendum(staff.editor, meeting.session).content["changes"][0]["now"] == "Changed."


def test_nothing_is_added_to_a_dossier_that_nobody_has(composed, forwarded, meeting, staff):
    forwarded("Came late", meeting.early)
    for compose in (composing.compose_addendum, composing.compose_corrigendum):
        with pytest.raises(Refused, match="is not published yet"):
            compose(staff.editor, meeting.session)


def test_the_words_of_cities_keep_lists_links_and_emphasis():
    first = '<p>To <a href="https://a.b/">read</a> &amp; <em>write</em>\n</p>\n'
    rest = '<ol>\n<li>one</li>\n<li><p>two</p></li>\n</ol>\n<p><a href="/x">x</a></p>'
    link = {"text": "read", "link": "https://a.b/"}
    assert fragments(first + rest) == [
        {"kind": "p", "runs": [{"text": "To "}, link, {"text": " & "}, {"text": "write", "em": True}]},
        {"kind": "item", "number": 1, "runs": [{"text": "one"}]},
        {"kind": "item", "number": 2, "runs": [{"text": "two"}]},
        {"kind": "p", "runs": [{"text": "x"}]},
    ]


def test_without_an_agenda_nothing_stands_under_other(forwarded, meeting, staff):
    forwarded("Alone")
    heads = [one.title for one in sheet_of(composing.compose_dossier(staff.editor, meeting.session).content).sections]
    assert "Recommendations" in heads and "Other" not in heads
