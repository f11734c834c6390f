"""The log of a workspace and the rows that follow it: authors, claims, suggestions, compaction, the freeze."""

import pytest
from sqlalchemy import select

from forum.declarations import following
from forum.declarations.operations import beginning, clauses, procedure, settling, suggestions, workspace
from forum.declarations.operations.workspace import Write
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import sees
from forum.declarations.text import document, runs
from forum.declarations.text.runs import Run
from forum.kit import clock
from forum.kit.verdict import Conflict, Refused
from models import ClauseEdit, DraftingClient, DraftingText, DraftingUpdate, LedgerEvent, Suggestion
from tests.declarations.peers import Peer

ONE, TWO = "a" * 16, "b" * 16


class Browser(Peer):
    """A peer whose updates reach the log."""

    def __init__(self, dossier, actor):
        super().__init__(workspace.open(dossier.id).doc.get_update())
        self.dossier, self.actor = dossier, actor

    def text(self, place):
        return document.paragraphs(self.doc)[self.dossier.clauses[place].uid]["text"]

    def send(self, suggestions=frozenset()):
        known = workspace.open(self.dossier.id).doc
        data = self.doc.get_update(known.get_state())
        who = (self.actor.person_id, self.actor.mandate_id, self.actor.city_id)
        return workspace.append(self.dossier.id, [Write(data, *who, frozenset({self.doc.client_id}), suggestions)])

    def hear(self):
        self.doc.apply_update(workspace.open(self.dossier.id).doc.get_update(self.doc.get_state()))


def words(dossier):
    return [c.text for c in reading.clauses_of(dossier.id)]


def history(session, uid):
    rows = session.scalars(select(ClauseEdit).filter_by(uid=uid).order_by(ClauseEdit.edit))
    return [(row.act, row.text, row.person_id) for row in rows]


def test_what_is_written_live_reaches_the_rows_with_its_author(people, write, session):
    dossier = write("drafting")
    first, second = Browser(dossier, people.lead_delegate), Browser(dossier, people.group_delegate)
    uid, was = dossier.clauses[1].uid, dossier.clauses[1].text
    document.write(first.text(1), 0, [Run("Kindly ")])
    first.send()
    second.hear()
    document.write(second.text(1), 0, [Run("We: ")])
    second.send()
    first.hear()
    document.write(first.text(1), 0, [Run("So ")])
    first.send()
    assert words(dossier)[1] == was
    assert workspace.project(dossier.id) and not workspace.project(dossier.id)
    assert words(dossier)[1] == "So We: Kindly " + was
    assert history(session, uid)[1:] == [
        ("changed", "Kindly " + was, people.lead_delegate.person_id),
        ("changed", "We: Kindly " + was, people.group_delegate.person_id),
        ("changed", "So We: Kindly " + was, people.lead_delegate.person_id),
    ]


def test_a_form_joins_the_live_text(people, write, session):
    dossier = write("drafting")
    clause, seen = dossier.clauses[1], dossier.clauses[1].edit
    browser = Browser(dossier, people.group_delegate)
    document.write(browser.text(1), len(b"Invites all cities"), [Run(" of the region")])
    browser.send()
    clauses.change_clause(
        dossier, people.lead_delegate, clause, "operative", "Kindly invites all cities to plant trees:", seen
    )
    assert clause.text == "Kindly invites all cities of the region to plant trees:"
    browser.hear()
    assert str(browser.text(1)) == clause.text
    with pytest.raises(Conflict) as both:
        clauses.change_clause(dossier, people.lead_delegate, clause, "operative", "Asks all cities to plant trees:", seen)
    assert both.value.theirs == clause.text and both.value.mine == "Asks all cities to plant trees:"


def test_a_paragraph_written_moved_and_removed_live(people, write, session):
    dossier = write("drafting")
    browser = Browser(dossier, people.lead_delegate)
    new = "c" * 16
    root = document.paragraphs(browser.doc)
    document.add(root, new, "operative", "00", [Run("Decides to meet again.")])
    root[new]["place"] = "z1"
    root[dossier.clauses[0].uid]["removed"] = True
    browser.send()
    workspace.project(dossier.id)
    assert words(dossier)[-1] == "Decides to meet again." and len(words(dossier)) == 4
    assert history(session, new) == [("added", "Decides to meet again.", people.lead_delegate.person_id)]
    assert history(session, dossier.clauses[0].uid)[-1][0] == "removed"


def test_the_title_is_part_of_the_text(people, write):
    dossier = write("drafting")
    browser = Browser(dossier, people.lead_delegate)
    document.paragraphs(browser.doc)["title"]["text"].insert(0, "More ")
    browser.send()
    workspace.project(dossier.id)
    assert dossier.row.title == "More Trees for every street"
    beginning.describe(dossier, people.lead_mayor, "Trees", "Shade.")
    browser.hear()
    assert str(document.paragraphs(browser.doc)["title"]["text"]) == "Trees"


def test_nobody_writes_under_the_number_of_another(people, write, session):
    dossier = write("drafting")
    browser = Browser(dossier, people.lead_delegate)
    document.write(browser.text(1), 0, [Run("x")])
    browser.send()
    thief = Browser(dossier, people.group_delegate)
    with pytest.raises(workspace.Claimed):
        workspace.append(
            dossier.id,
            [Write(b"\0\0", thief.actor.person_id, thief.actor.mandate_id, None, frozenset({browser.doc.client_id}))],
        )
    owners = session.scalars(select(DraftingClient.person_id).filter_by(client=browser.doc.client_id)).all()
    assert owners == [people.lead_delegate.person_id]


def suggested(dossier, actor):
    browser = Browser(dossier, actor)
    document.write(browser.text(1), 0, [Run("Kindly ", ins=ONE)])
    browser.text(1).format(7, 14, {"del": ONE})
    browser.send(frozenset({ONE}))
    workspace.project(dossier.id)
    return browser


def test_a_suggestion_is_stamped_and_changes_no_words(people, write, session):
    dossier = write("consultation")
    before = words(dossier)
    browser = suggested(dossier, people.other_delegate)
    assert words(dossier) == before
    row = session.scalar(select(Suggestion).filter_by(uid=ONE))
    assert (row.person_id, row.city_id, row.state) == (people.other_delegate.person_id, people.third.id, "open")
    del browser.text(1)[0:7]
    browser.text(1).format(0, 7, {"del": None})
    browser.send()
    workspace.project(dossier.id)
    assert row.state == "withdrawn"


@pytest.mark.parametrize(("accepted", "now"), [(True, "Kindly all cities"), (False, "Invites all cities")])
def test_the_group_decides_on_a_suggestion(people, write, session, accepted, now):
    dossier = write("consultation")
    browser = suggested(dossier, people.other_delegate)
    browser.text(1).format(len("Kindly Invites"), len("Kindly Invites "), {"del": ONE})
    browser.send()
    uid = dossier.clauses[1].uid
    suggestions.decide(dossier, people.group_delegate, [ONE], accepted)
    assert words(dossier)[1].startswith(now)
    row = session.scalar(select(Suggestion).filter_by(uid=ONE))
    assert row.state == ("accepted" if accepted else "rejected")
    if accepted:
        assert history(session, uid)[-1] == ("suggested", words(dossier)[1], people.other_delegate.person_id)
    with pytest.raises(Refused, match="decided or taken back"):
        suggestions.decide(dossier, people.group_delegate, [ONE], accepted)


def test_only_the_group_decides(people, write):
    dossier = write("consultation")
    suggested(dossier, people.other_delegate)
    with pytest.raises(Refused, match="Only the drafting group"):
        suggestions.decide(dossier, people.other_delegate, [ONE], True)


def test_a_text_with_open_suggestions_or_strange_parts_is_not_frozen(people, write, session):
    dossier = write("consultation")
    browser = suggested(dossier, people.other_delegate)
    with pytest.raises(Refused, match="Suggestions are still open in paragraph 1") as refused:
        settling.settle(dossier, people.chair)
    assert "drafting group" in refused.value.verdict.remedy
    document.paragraphs(browser.doc)[dossier.clauses[2].uid]["kind"] = "poem"
    browser.send()
    with pytest.raises(Refused, match="no part of a declaration") as refused:
        settling.settle(dossier, people.chair)
    assert "This kind of paragraph is not known." in refused.value.verdict.remedy


def test_the_frozen_text_is_what_the_server_read(people, write, session):
    dossier = write("silence")
    browser = Browser(dossier, people.lead_delegate)
    browser.text(1).format(0, 7, {"em": True})
    document.write(browser.text(1), 7, [Run(citation="contribution:5", em=True)])
    document.write(browser.text(3), 0, [Run("Warmly ")])
    browser.send()
    with clock.at(clock.now() + clock.dt.timedelta(days=90)):
        version = procedure.open_signature(dossier, people.chair, clock.now() + clock.dt.timedelta(days=9))
    assert '"marks":[[0,7,"em"]],"notes":[[7,"contribution:5"]]' in version.canonical.replace(" ", "")[:900]
    assert "Warmly Requests" in version.canonical


def test_a_page_sets_marks_and_notes_of_the_draft_and_of_the_frozen_text(client, people, write, make, session):
    dossier = write("silence")
    cited = f"clause:{dossier.clauses[3].uid}"
    browser = Browser(dossier, people.lead_delegate)
    browser.text(1).format(8, 11, {"em": True})
    document.write(browser.text(1), 11, [Run(citation=cited), Run(" [new]", ins=ONE)])
    browser.text(3).format(0, 8, {"link": "https://unece.org/"})
    browser.send()
    workspace.project(dossier.id)
    session.commit()
    client.sign_in(people.lead_delegate)
    for frozen in (False, True):
        if frozen:
            suggestions_away(browser, dossier)
            with clock.at(clock.now() + clock.dt.timedelta(days=90)):
                procedure.open_signature(dossier, people.chair, clock.now() + clock.dt.timedelta(days=9))
            session.commit()
        html = " ".join(client.page(f"/declarations/{dossier.id}").split())
        assert '<em>Invites</em> <em>all</em><sup class="footmark"><a href="#note-1"' in html
        assert '<a href="https://unece.org/" rel="nofollow noopener"><em>Requests</em></a>' in html
        note = '<li id="note-1"><a href="/declarations/' if frozen else '<li id="note-1">A source that is not public.'
        assert note in html and "[new]" not in html


def suggestions_away(browser, dossier):
    from forum.declarations.text import editing

    editing.decide(browser.doc, frozenset({ONE}), False)
    browser.send()


def test_who_wrote_live_stands_in_the_ledger(people, write, session):
    dossier = write("drafting")
    for actor in (people.lead_delegate, people.group_delegate, people.lead_delegate):
        browser = Browser(dossier, actor)
        document.write(browser.text(1), 0, [Run("x")])
        browser.send()
    workspace.project(dossier.id)
    row = session.scalars(select(LedgerEvent).filter_by(verb="declaration.text_written")).one()
    both = [people.lead_delegate.person_id, people.group_delegate.person_id]
    assert (row.person_id, sorted(row.data["people"])) == (None, sorted(both))
    browser = Browser(dossier, people.lead_delegate)
    document.write(browser.text(1), 0, [Run("x")])
    browser.send()
    workspace.project(dossier.id)
    rows = session.scalars(select(LedgerEvent).filter_by(verb="declaration.text_written").order_by(LedgerEvent.id)).all()
    assert (rows[1].person_id, rows[1].city_id) == (people.lead_delegate.person_id, people.lead.id)


def test_compaction_keeps_the_text_and_every_author(people, write, session):
    dossier = write("drafting")
    one, two = Browser(dossier, people.lead_delegate), Browser(dossier, people.group_delegate)
    for browser in (one, one, two, two, one):
        browser.hear()
        document.write(browser.text(1), 0, [Run("x")])
        browser.send()
    before = document.read(workspace.open(dossier.id).doc)
    workspace.project(dossier.id)
    workspace.compact(dossier.id)
    session.expire_all()
    rows = session.scalars(select(DraftingUpdate).filter_by(declaration_id=dossier.id).order_by(DraftingUpdate.id)).all()
    written = [row.person_id for row in rows if row.person_id]
    lead, group = people.lead_delegate.person_id, people.group_delegate.person_id
    assert written[-3:] == [lead, group, lead]
    assert session.get(DraftingText, dossier.id).snapshot_upto == rows[-1].id
    assert document.read(workspace.open(dossier.id).doc) == before
    assert document.read(document.opened(row.data for row in rows)) == before


def test_followers_hear_what_changed(people, write, monkeypatch):
    heard = []
    monkeypatch.setattr(following, "_followers", [heard.append])
    dossier = write("drafting")
    heard.clear()
    uid, was = dossier.clauses[1].uid, dossier.clauses[1].text
    browser = Browser(dossier, people.lead_delegate)
    document.write(browser.text(1), 0, [Run("So ")])
    browser.send()
    workspace.project(dossier.id)
    clauses.remove_clause(dossier, people.lead_delegate, dossier.clauses[1], dossier.clauses[1].edit)
    assert [(change.before, change.after, change.whole) for change in heard] == [
        ({uid: was}, {uid: "So " + was}, False),
        ({uid: "So " + was}, {}, True),
    ]
    assert heard[0].authors == {uid: people.lead_delegate.person_id}


RIGHTS = {
    "drafting": {"group_delegate": "edit", "lead_mayor": "edit", "editor": "read", "chair": "read"},
    "consultation": {"group_delegate": "suggest", "other_delegate": "suggest", "editor": "read", "observer": "read"},
    "silence": {"group_delegate": "read", "other_delegate": "read"},
    "open": {"group_delegate": "read", "chair": "read"},
}


@pytest.mark.parametrize(("stage", "who", "name"), [(s, w, n) for s, rights in RIGHTS.items() for w, n in rights.items()])
def test_who_may_do_what_in_the_live_text(people, write, stage, who, name):
    right = drafting.right(write(stage), getattr(people, who))
    assert right.name == name
    assert bool(right.verdict) is (name == "edit")
    assert right.verdict.sentence or right.name == "edit"
    assert (right.verdict.sentence.startswith("You suggest changes in this text")) is (name == "suggest")


def test_runs_are_kept_as_rows_keep_them():
    given = (Run("a"), Run("b", em=True), Run(citation="clause:" + ONE), Run("c", ins=ONE), Run("d", cut=TWO, link="/x"))
    assert runs.from_json(runs.to_json(given)) == given
    assert runs.to_json((Run("plain"),)) == [] and runs.from_json([], "plain") == (Run("plain"),)
    assert runs.plain(given) == "abd"


def test_other_words_are_suggested_by_a_plain_form(client, people, write, session):
    dossier = write("consultation")
    session.commit()
    client.sign_in(people.other_delegate)
    clause = dossier.clauses[1]
    path = f"/declarations/{dossier.id}/clauses/{clause.uid}/suggestions/new"
    assert f'href="{path}"' in client.page(f"/declarations/{dossier.id}")
    seen = str(clause.edit)
    assert clause.text in client.page(path)
    assert client.post(path, data={"text": "", "seen": seen}).status_code == 422
    same = client.post(path, data={"text": clause.text, "seen": seen})
    assert same.status_code == 422 and "are those that stand" in same.get_data(as_text=True)
    answer = client.post(path, data={"text": "Kindly invites all towns to plant trees:", "seen": seen})
    assert answer.status_code == 303
    assert "Kindly" in client.page(answer.location)
    assert words(dossier)[1] == "Invites all cities to plant trees:"
    row = session.scalar(select(Suggestion).filter_by(declaration_id=dossier.id))
    assert row.city_id == people.third.id
    suggestions.decide(reading.get(None, dossier.id), people.group_delegate, [row.uid], True)
    assert words(dossier)[1] == "Kindly invites all towns to plant trees:"


def test_a_suggestion_by_form_is_refused_with_its_words_kept(client, people, write, session):
    dossier = write("silence")
    session.commit()
    client.sign_in(people.other_delegate)
    path = f"/declarations/{dossier.id}/clauses/{dossier.clauses[1].uid}/suggestions/new"
    answer = client.post(path, data={"text": "Begs all cities.", "seen": "1"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Begs all cities." in html and "Break the silence with a reason" in html


def test_an_alternative_stands_beside_the_paragraph_before_it(client, people, write, session):
    dossier = write("drafting")
    session.commit()
    client.sign_in(people.lead_delegate)
    after = dossier.clauses[2].uid
    given = {"kind": "operative", "text": "Urges all cities to plant oaks;", "after": after, "alternative": "y"}
    answer = client.post(f"/declarations/{dossier.id}/clauses/new", data=given)
    assert answer.status_code == 303 and "1 bis." in client.page(f"/declarations/{dossier.id}")
    uid = answer.location.rsplit("-", 1)[1]
    kept = {"kind": "operative", "text": "Urges all cities to plant oaks;", "seen": "2"}
    client.post(f"/declarations/{dossier.id}/clauses/{uid}/edit", data=kept)
    assert "1 bis." not in client.page(f"/declarations/{dossier.id}")


@pytest.mark.parametrize("stage", ["drafting", "consultation", "silence", "open", "closed"])
def test_who_sees_a_loaded_text_is_who_finds_it(people, write, stage):
    dossier = write(stage)
    everybody = [who for who in vars(people).values() if hasattr(who, "mandates")]
    assert len(everybody) > 10
    for actor in everybody:
        assert sees(dossier, actor) is (reading.get(actor, dossier.id) is not None), actor.person.name


def test_an_invited_observer_sees_what_others_are_consulted_on(people, write):
    for stage, seen in (("drafting", False), ("consultation", True)):
        dossier = write(stage)
        beginning.invite_observer(dossier, people.lead_mayor, people.observer.person)
        assert sees(dossier, people.observer) is seen is (reading.get(people.observer, dossier.id) is not None)


def test_a_suggestion_that_comes_again_is_decided_again(people, write, session):
    """Its author was typing at the moment at which it was accepted."""
    dossier = write("consultation")
    browser = suggested(dossier, people.other_delegate)
    document.write(browser.text(3), 0, [Run("Kindly ", ins=ONE)])
    suggestions.decide(dossier, people.group_delegate, [ONE], True)
    browser.send()
    workspace.project(dossier.id)
    row = session.scalar(select(Suggestion).filter_by(uid=ONE))
    assert row.state == "open"
    suggestions.decide(dossier, people.group_delegate, [ONE], True)
    assert row.state == "accepted" and words(dossier)[3].startswith("Kindly Requests")
    settling.settle(dossier, people.chair)


def test_what_led_to_a_public_text_is_not_in_its_live_pages(client, people, write, session):
    dossier = write("open")
    session.commit()
    for who, status in ((people.unaccredited_mayor, 404), (people.group_delegate, 200)):
        client.sign_in(who)
        for page in ("drafting", "authors.json"):
            assert client.get(f"/declarations/{dossier.id}/{page}").status_code == status, page
