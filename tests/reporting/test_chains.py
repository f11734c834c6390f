"""The chain from each of its five ends: what it tells, to whom, at what cost."""

import re

import pytest

from forum.exchange import operations as exchange
from forum.kit import clock
from models import Declaration, Disposition, Evidence, Milestone, Path, Signature, Undertaking, Version
from models.declaration import Stage as Text
from tests.counting import count_statements


@pytest.fixture
def whole(people, write, make, session, experience):
    """A recommendation with every kind of node: sources, two bodies, answers, milestone, undertaking, new experience."""
    case = write("follow-up")
    row, who = case.row, {"person_id": people.lead_mayor.person_id, "mandate_id": people.lead_mayor.mandate_id}
    text, uid = declaration(make, people)
    make.add(
        Evidence(
            recommendation_id=row.id, kind="clause", declaration_id=text.id, clause_uid=uid, label="Paragraph 1", quote=""
        )
    )
    other = make.body("Committee on Housing")
    path = make.add(
        Path(
            recommendation_id=row.id,
            body_id=other.id,
            stage="answered",
            forwarded_at=clock.now(),
            parent_id=case.paths[0].id,
        )
    )
    told = {"symbol": "DEMO/HOU/1", "paragraph": "12", "decided_on": clock.today(), "at": clock.now()}
    entered = {"entered_by_id": people.editor.person_id, "mandate_id": people.editor.mandate_id}
    make.add(Disposition(recommendation_id=row.id, path_id=path.id, verb="endorsed", **told, **entered))
    make.add(
        Disposition(recommendation_id=row.id, path_id=path.id, verb="approved", superseded_at=clock.now(), **told, **entered)
    )
    make.add(Milestone(recommendation_id=row.id, text="Guidance is out", reached_on=clock.today(), at=clock.now(), **who))
    make.add(Milestone(recommendation_id=row.id, text="Not reached yet", due_on=clock.today(), at=clock.now(), **who))
    anew = exchange.publish(
        people.other_mayor, "experience", people.other, {"title": "Shade by guidance", "summary": "Done."}, {}
    )
    make.add(
        Undertaking(recommendation_id=row.id, city_id=people.other.id, experience_id=anew.id, text="We do.", byline="",
                    at=clock.now(), person_id=people.other_mayor.person_id, mandate_id=people.other_mayor.mandate_id)
    )  # fmt: skip
    session.commit()
    return {"row": row, "anew": anew, "declaration": text, "uid": uid, "case": case}


def declaration(make, people, stage=Text.OPEN):
    """A frozen text of one clause that Almaty signed."""
    from models import Clause

    mayor = people.other_mayor
    who = {"person_id": mayor.person_id, "mandate_id": mayor.mandate_id, "at": clock.now()}
    text = make.add(
        Declaration(title="On shade", purpose="", template="mayors", lead_city_id=people.other.id, stage=stage,
                    created_at=clock.now(), version_count=1)
    )  # fmt: skip
    uid = f"clause{text.id}"
    make.add(Clause(uid=uid, declaration_id=text.id, kind="operative", position=1, text="Plant."))
    version = make.add(
        Version(declaration_id=text.id, number=1, kind="first", canonical='{"clauses": []}', sha256="0" * 64, **who)
    )
    make.add(Signature(declaration_id=text.id, version_id=version.id, city_id=people.other.id, byline="", **who))
    return text, uid


def ends(whole, people, experience):
    return {
        "experience": experience.id,
        "clause": whole["uid"],
        "declaration": whole["declaration"].id,
        "recommendation": whole["row"].id,
        "city": people.lead.slug,
    }


def kinds(page):
    """The kinds of the steps, in order, of the first list."""
    return [
        words.split(",")[0]
        for words in re.findall(r'<li[^>]*><span class="soft">([^<]+)', page.split('class="chain"')[1].split("</ol>")[0])
    ]


WHOLE = [
    "Experience", "Clause", "Recommendation", "Forwarded to", "Answer", "Forwarded to", "Answer",
    "Implementation", "Milestone reached", "A city does this now", "New experience",
]  # fmt: skip


def test_from_each_end_the_whole_is_told_and_drawn(client, whole, people, experience):
    for kind, key in ends(whole, people, experience).items():
        page = client.page(f"/chain/{kind}/{key}")
        assert kinds(page) == WHOLE, kind
        assert page.count('class="picture__box') == len(WHOLE), kind
        assert page.count('class="picture__line"') == len(WHOLE) + 2  # from two sources; three happenings after two answers
        assert "Committee on Housing endorsed" in page and "approved the recommendation" not in page
        assert "Not reached yet" not in page and "Committee on Urban Affairs took note" in page


def test_a_new_experience_leads_back_to_what_it_came_of(client, whole):
    page = client.page(f"/chain/experience/{whole['anew'].id}")
    assert whole["row"].title in page and kinds(page) == WHOLE
    assert whole["row"].title in client.page(f"/experiences/{whole['anew'].id}")


def test_panels_stand_where_it_began_and_lead_to_the_whole(client, whole, people, experience):
    pages = {
        f"/experiences/{experience.id}": ("Where this went", "experience", experience.id),
        f"/declarations/{whole['declaration'].id}": ("What this became", "declaration", whole["declaration"].id),
        f"/cities/{people.lead.slug}": ("What our words became", "city", people.lead.slug),
        f"/recommendations/{whole['row'].id}": ("The chain", "recommendation", whole["row"].id),
    }
    for path, (title, kind, key) in pages.items():
        page = client.page(path)
        assert f"<h2>{title}</h2>" in page and f'href="/chain/{kind}/{key}"' in page, path
        assert "took note of the recommendation" in page


def test_what_a_city_said_became_more_than_what_it_asked(client, whole, people):
    """Almaty sponsors nothing: its experience and a text that it signed are cited."""
    slug = people.other.slug
    for part, told in (("", True), ("experiences", True), ("signed", True), ("asked", False), ("nonsense", True)):
        assert (whole["row"].title in client.page(f"/chain/city/{slug}?part={part}")) is told, part
    assert "Nothing yet" in client.page(f"/chain/city/{people.asked.slug}")  # asked to sponsor, and silent


@pytest.mark.parametrize("stage", ["draft", "submitted", "screening", "returned", "accepted", "not-forwarded", "withdrawn"])
def test_what_is_not_public_is_in_no_chain_of_others(client, write, people, experience, session, stage):
    """Sponsors find their own; outsiders and staff with a conflict find neither it nor a trace of it."""
    case = write(stage, "Still secret")
    session.commit()
    paths = [f"/chain/experience/{experience.id}", f"/chain/city/{people.lead.slug}", f"/cities/{people.lead.slug}",
             f"/experiences/{experience.id}"]  # fmt: skip
    seen = {"stranger": False, "other_mayor": False, "observer": False, "state": False, "lead_mayor": True}
    for who, sees in seen.items():
        actor = getattr(people, who)
        client.sign_in(actor) if actor.signed_in else client.sign_out()
        for path in paths:
            page = client.page(path)
            assert ("Still secret" in page) is (sees and stage != "draft"), (who, path)
            if not sees and path.startswith("/chain"):
                assert "Nothing yet" in page and "recommendation stands here" not in page
        client.page(f"/chain/recommendation/{case.id}", 200 if sees else 404)


def test_staff_with_an_interest_see_what_every_reader_sees(client, write, people, experience, make):
    from models import DeclaredInterest

    case = write("screening", "Still secret")
    client.sign_in(people.editor2)
    assert "Still secret" in client.page(f"/chain/experience/{experience.id}")
    make.add(DeclaredInterest(person_id=people.editor2.person_id, recommendation_id=case.id, reason="", at=clock.now()))
    assert "Still secret" not in client.page(f"/chain/experience/{experience.id}")
    client.page(f"/chain/recommendation/{case.id}", 404)


def test_what_may_not_be_opened_is_no_source(client, whole, people, experience, session, make):
    hidden, _uid = declaration(make, people, Text.DRAFTING)
    experience.state = "hidden"
    whole["anew"].state = "hidden"
    whole["declaration"].stage = Text.CONSULTATION
    session.commit()
    page = client.page(f"/chain/recommendation/{whole['row'].id}")
    assert experience.title not in page and "Paragraph 1" not in page and "Shade by guidance" not in page
    for path in (f"experience/{experience.id}", f"declaration/{hidden.id}", f"clause/{whole['uid']}", "clause/none",
                 "experience/x", "experience/99999999999", "city/nowhere", "recommendation/0", "challenge/1"):  # fmt: skip
        client.page(f"/chain/{path}", 404)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_five_statements(client, write, people, experience, session, rows):
    """The thing itself, the recommendations, what they rest on, their ways, what came after."""
    for number in range(rows):
        write("follow-up", f"Recommendation {number}")
    session.commit()
    path = f"/chain/experience/{experience.id}"
    session.expunge_all()
    with count_statements() as seen:
        page = client.page(path)
    assert len(seen) == 5, "\n".join(seen)
    assert ("Next page" in page) is (rows == 30)


@pytest.mark.parametrize("rows", [1, 30])
def test_panels_cost_the_same_however_much_is_cited(client, write, people, experience, session, rows):
    for number in range(rows):
        write("disposition", f"Recommendation {number}")
    session.commit()
    for path, statements in ((f"/cities/{people.lead.slug}", 3), (f"/experiences/{experience.id}", 3)):
        session.expunge_all()
        with count_statements() as seen:
            client.page(path)
        ours = [s for s in seen if "FROM recommendation" in s or "FROM evidence" in s or "FROM path" in s]
        assert len(ours) == statements, "\n".join(ours)


def test_one_that_was_merged_tells_its_own_story(client, people, write):
    case = write("merged", "Merged away")
    client.sign_in(people.lead_mayor)
    page = client.page(f"/chain/recommendation/{case.id}")
    assert page.count('class="picture__box') == len(kinds(page)) and "Merged away" in page
