"""Numbered asks: adding, removing and moving them, in the form and in the database."""

from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from forum.recommendations.asks import MOST_ASKS, AskWords, changed
from forum.recommendations.operations import drafting
from forum.recommendations.queries import find
from forum.recommendations.writing import rows_of, typed

ACTS = st.one_of(
    st.just("add"),
    st.builds("{}-{}".format, st.sampled_from(["remove", "up", "down", "turn"]), st.integers(0, 14)),
    st.sampled_from(["", "remove-", "up--1", "down-99999", "add-3"]),
)


@given(st.lists(ACTS, max_size=40), st.integers(1, 5))
def test_whatever_is_pressed_numbers_run_from_one_and_each_ask_keeps_its_id_and_words(acts, begun):
    asks = [AskWords(f"text {n}", "develop", f"whom {n}", n) for n in range(1, begun + 1)]
    for act in acts:
        before = asks
        asks = changed(asks, act)
        assert 1 <= len(asks) <= MOST_ASKS
        assert all(
            ask == AskWords("") or ask == AskWords(f"text {ask.id}", "develop", f"whom {ask.id}", ask.id) for ask in asks
        )
        ids = [ask.id for ask in asks if ask.id]
        assert len(ids) == len(set(ids)) and set(ids) <= {ask.id for ask in before}
        sent = typed(asks)
        assert {int(name.split("-")[1]) for name in sent} == set(range(1, len(asks) + 1))
        assert rows_of(sent) == asks


def test_each_button_does_what_it_says():
    one, two, three = AskWords("a", id=1), AskWords("b", id=2), AskWords("c", id=3)
    asks = [one, two, three]
    assert changed(asks, "up-2") == [two, one, three]
    assert changed(asks, "down-2") == [one, three, two]
    assert changed(asks, "remove-2") == [one, three]
    assert changed(asks, "add") == [one, two, three, AskWords("")]
    assert changed(asks, "up-1") == changed(asks, "down-3") == changed(asks, "up-7") == asks
    assert changed([one], "remove-1") == [AskWords("")]


def test_rows_that_are_kept_keep_their_ids_while_their_numbers_move(people, body):
    words = [AskWords("one", "develop"), AskWords("two"), AskWords("three", "fund", "member States")]
    case = drafting.begin(people.lead_delegate, drafting.Words("T", words, "W", [body]))
    ids = [ask.id for ask in case.asks]
    kept = [AskWords("three", "fund", "member States", ids[2]), AskWords("new"), AskWords("one", "develop", id=ids[0])]
    drafting.edit(case, people.lead_delegate, drafting.Words("T", kept, "W", [body]), case.row.edit)
    found = find(None, case.id).asks
    assert [(ask.number, ask.text) for ask in found] == [(1, "three"), (2, "new"), (3, "one")]
    assert (found[0].id, found[2].id) == (ids[2], ids[0]) and found[1].id not in ids[:1] + ids[2:]
    assert find(None, case.id).row.asked == "1. To fund three\n2. New\n3. To develop one"


def test_buttons_beside_the_asks_give_the_form_back_with_everything_typed(people, client, body):
    client.sign_in(people.lead_delegate)
    sent = {
        "title": "Half a title", "bodies": [body.id], "why": "Half a reason", "costs": "Two posts", "themes": ["climate"],
        "language": "fr", "ask-1-text": "first <thing>", "ask-1-verb": "fund", "ask-1-of_whom": "member States",
        "preview": "add",
    }  # fmt: skip
    page = client.post("/recommendations/new", data=sent)
    text = page.get_data(as_text=True)
    assert page.status_code == 200 and 'name="ask-2-text"' in text and 'name="ask-3-text"' not in text
    for words in ("Half a title", "Half a reason", "Two posts", "first &lt;thing&gt;", "member States"):
        assert words in text
    assert '<option value="fund" selected>' in text and '<option selected value="fr">' in text
    assert text.count("<input checked ") == 2  # the body and the theme
    moved = client.post("/recommendations/new", data=sent | {"ask-2-text": "second", "preview": "up-2"}).get_data(
        as_text=True
    )
    assert moved.index("second</textarea>") < moved.index("first &lt;thing&gt;</textarea>")
    gone = client.post("/recommendations/new", data=sent | {"ask-2-text": "second", "preview": "remove-1"})
    assert "first" not in gone.get_data(as_text=True) and "second</textarea>" in gone.get_data(as_text=True)


def test_asks_without_words_are_refused_beside_themselves_and_empty_ones_are_left_out(people, client, body):
    client.sign_in(people.lead_delegate)
    sent = {"title": "T", "bodies": [body.id], "why": "W", "language": "en", "ask-1-text": "", "ask-2-verb": "fund"}
    refused = client.post("/recommendations/new", data=sent)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422 and 'href="#ask-2-text"' in text and 'id="ask-2-error"' in text
    kept = client.post("/recommendations/new", data=sent | {"ask-2-text": "it", "ask-3-text": ""})
    assert kept.status_code == 303
    asks = find(None, int(kept.location.rsplit("/", 1)[1])).asks
    assert [(ask.number, ask.verb, ask.text) for ask in asks] == [(1, "fund", "it")]


def test_rows_of_asks_come_back_from_a_draft(people, client, body):
    client.sign_in(people.lead_delegate)
    fields = {"title": ["T"], "ask-1-text": ["one"], "ask-2-text": ["two"], "ask-2-verb": ["fund"], "bodies": [str(body.id)]}
    assert client.post("/drafts", json={"key": "recommendation:new", "fields": fields}).status_code == 204
    page = client.page("/recommendations/new")
    assert "two</textarea>" in page and '<option value="fund" selected>' in page and "Your unsent words are back" in page


def test_a_recommendation_goes_to_several_bodies_in_the_order_in_which_they_were_asked(people, client, body, make):
    other, third = make.body("A committee on air"), make.body("B committee on water")
    client.sign_in(people.lead_delegate)
    sent = {
        "title": "T",
        "bodies": [body.id],
        "why": "W",
        "language": "en",
        "ask-1-text": "a",
        "themes": ["climate", "green"],
    }
    identity = int(client.post("/recommendations/new", data=sent).location.rsplit("/", 1)[1])
    sent |= {
        "bodies": [other.id, third.id, body.id],
        "seen": "1",
        "themes": ["green"],
        "ask-1-id": find(None, identity).asks[0].id,
    }
    assert client.post(f"/recommendations/{identity}/edit", data=sent).status_code == 303
    case = find(None, identity)
    assert [one.body_id for one in case.addressees] == [body.id, other.id, third.id] and case.row.body_id == body.id
    assert client.post(f"/recommendations/{identity}/edit", data=sent | {"bodies": []}).status_code == 422
    assert client.post(f"/recommendations/{identity}/edit", data=sent | {"bodies": [999_999]}).status_code == 422


def test_it_begins_from_an_experience_or_a_challenge(people, client, body, experience, make):
    from forum.exchange import operations as exchange

    client.sign_in(people.lead_delegate)
    new = f"/recommendations/new?experience={experience.id}"
    assert "It rests on this experience" in client.page(new) and experience.title in client.page(new)
    sent = {"title": "T", "bodies": [body.id], "why": "W", "language": "en", "ask-1-text": "a"}
    made = find(None, int(client.post(new, data=sent).location.rsplit("/", 1)[1]))
    assert [one.experience_id for one in made.evidence] == [experience.id]
    fields = {"title": "Who shades schools?", "summary": "We seek trees.", "situation": "Heat", "asked": "Trees"}
    challenge = exchange.publish(people.other_mayor, "challenge", people.other, fields, {})
    page = client.page(f"/recommendations/new?challenge={challenge.id}")
    assert "It begins from this challenge" in page and "asked other cities: We seek trees." in page
    for nothing in ("challenge=99999", "experience=x", "experience=99999999999", "declaration=1&clause=nope", ""):
        assert "It rests on" not in client.page(f"/recommendations/new?{nothing}")


def test_the_verb_speaks_the_language_of_the_text_whoever_saves_it(people, body):
    """A reader in Russian who saves a French text does not put a Russian verb into it."""
    words = drafting.Words("Ombre", [drafting.AskWords("l'ombre", "publish")], "Chaleur.", [body], language="fr")
    with force_locale("ru"):
        case = drafting.begin(people.lead_delegate, words)
    assert case.row.asked == "Publier l'ombre" and "Publier" in case.asks[0].html
