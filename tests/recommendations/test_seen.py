"""Two people act at once on pages that they opened before: the second is told, and nothing that was typed is lost."""

import pytest

from forum.kit import clock
from forum.recommendations.operations import drafting, screening
from forum.recommendations.queries import find
from tests.recommendations.conftest import STEPS

LATE = "Somebody else moved this a moment ago."
TYPED = "What was typed here stays."


def told_late(client, address, data):
    sent = client.post(address, data=data)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409 and LATE in page and TYPED in page
    return page


@pytest.mark.parametrize("who", ["target", "source"])
@pytest.mark.parametrize("seen", ["before", "never"])
def test_a_merger_says_which_of_those_moved(people, write, client, who, seen):
    source, target = write("screening", "One"), write("screening", "Two")
    client.sign_in(people.editor2)
    here = f"/recommendations/{source.id}/merger"
    turns = {f"turn-{one.id}": one.row.turn for one in (source, target)}
    assert all(f'name="{name}" value="{turn}"' in client.page(here) for name, turn in turns.items())
    moved = {"source": source, "target": target}[who]
    if seen == "before":
        screening.assign(find(None, moved.id), people.editor, people.editor2.person, clock.today())
    else:
        turns.pop(f"turn-{moved.id}")
    data = {"others": [source.id, target.id], "target": target.id, "reason": TYPED}
    page = told_late(client, here, data | turns)
    assert f'<li><a href="/recommendations/{moved.id}" lang="en">{moved.row.title}</a>' in page
    assert page.count(" checked") == 3, "both are ticked, and one goes on, as before"
    assert find(None, source.id).row.merged_into_id is None
    turns = {f"turn-{one.id}": find(None, one.id).row.turn for one in (source, target)}
    assert client.post(here, data=data | turns).status_code == 303


def test_a_merger_keeps_what_was_typed_where_a_decision_stands_in_the_way(people, write, client):
    source, target = write("screening", "One"), write("submitted", "Two")
    turns = {f"turn-{one.id}": one.row.turn for one in (source, target)}
    data = {"others": [source.id, target.id], "target": target.id, "reason": TYPED} | turns
    client.sign_in(people.editor2)
    kept = client.post(f"/queue/{source.id}/kept-acceptance", data={"note": "", "turn": source.row.turn})
    assert kept.status_code == 303
    sent = client.post(f"/recommendations/{source.id}/merger", data=data)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409 and "A decision on this is kept and not yet published." in page
    assert TYPED in page and page.count(" checked") == 3
    client.sign_in(people.lead_mayor)
    sent = client.post(f"/recommendations/{source.id}/merger", data=data).get_data(as_text=True)
    assert f"/recommendations/{target.id}" not in sent, "what others may merge is not told to those who may not"


def test_a_split_of_what_moved_is_told(people, write, client, body):
    case = write("draft")
    asks = [drafting.AskWords(text) for text in ("To plant shade.", "To open fountains.")]
    drafting.edit(case, people.lead_delegate, drafting.Words("Shade", asks, "It is hot.", [body]), case.row.edit)
    for step in ("submit", "assign"):
        STEPS[step](find(None, case.id), people, None)
    case = find(None, case.id)
    data = {"title": "Fountains", "asks": [case.asks[1].id], "reason": TYPED, "turn": case.row.turn}
    screening.assign(case, people.editor, people.editor2.person, clock.today())
    client.sign_in(people.editor)
    here = f"/recommendations/{case.id}/split"
    assert 'value="Fountains"' in told_late(client, here, data)
    data["turn"] = find(None, case.id).row.turn
    assert f'name="turn" value="{data["turn"]}"' in client.page(here)
    assert client.post(here, data=data).status_code == 303


@pytest.mark.parametrize("turn", ["older", None])
@pytest.mark.parametrize(
    ("stage", "who", "noun", "typed"),
    [
        ("accepted", "bureau", "clearance", {"note": TYPED}),
        ("forwarded", "editor", "paths/1/consideration", {"on": "2026-01-01", "note": TYPED}),
        ("forwarded", "editor", "paths/1/deferral", {"on": "2026-01-01", "note": TYPED}),
        ("forwarded", "editor", "paths/1/referral", {"on": "2026-01-01", "note": TYPED}),
        ("considered", "editor", "paths/1/answer", {"symbol": TYPED}),
        ("disposition", "editor", "paths/1/correction", {"why": TYPED}),
        ("screening", "editor", "kept-acceptance", {"note": TYPED}),
        ("screening", "editor", "kept-return", {"count": "1", "about-0": "", "point-0": TYPED}),
    ],
)
def test_acts_of_the_review_insist_on_what_was_seen(people, write, client, stage, who, noun, typed, turn):
    case = find(None, write(stage).id)
    client.sign_in(getattr(people, who))
    root = "/queue" if noun.startswith("kept") else "/recommendations"
    noun = noun.replace("paths/1", f"paths/{case.paths[0].id}") if case.paths else noun
    now = case.paths[0].turn if noun.startswith("paths/") else case.row.turn
    here = f"{root}/{case.id}/{noun}"
    assert f'name="turn" value="{now}"' in client.page(here)
    sent = client.post(here, data=typed | ({"turn": now - 1} if turn else {}))
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409 and LATE in page
    assert TYPED in page or "consideration" in noun
    after = find(None, case.id)
    assert (after.stage, after.row.decided, after.row.turn) == (stage, "", case.row.turn)
