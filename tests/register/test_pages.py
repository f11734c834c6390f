"""Heads for witnesses, keys, and the proof that today's register has grown from a head that somebody kept."""

import io
import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from forum.register import queries, tree
from forum.register.operations import appending
from forum.register.queries import pinned
from tests.counting import count_statements

ATOM = "{http://www.w3.org/2005/Atom}"


def grow(count):
    for number in range(count):
        appending.attest(appending.statement("open", declaration=number), "session")


@pytest.fixture
def grown(session):
    grow(6)
    session.commit()
    return queries.document()


def address(head, **more):
    return "/register/consistency?" + urlencode({"size": head["size"], "root": head["root"]} | more)


def file_of(client, path="/register/head.json"):
    return json.loads(client.get(path).get_data())


def arguments(kept):
    return {"time": kept["head"]["time"], "key": kept["head_key"], "signature": kept["head_signature"]}


def outcome(client, path):
    html = client.page(path)
    return html.split('data-outcome="')[1].split('"')[0], html


def test_an_empty_register_says_so(client):
    assert "No head yet" in client.page("/register/heads") and "No key yet" in client.page("/register/keys")
    assert client.get("/register/head.json").status_code == 404 == client.get("/register.json").status_code
    assert client.get("/register/heads.xml").status_code == 200
    assert outcome(client, "/register/consistency?size=3&root=" + "a" * 64)[0] == "newer"


def test_the_whole_register_is_one_file_and_not_sent_twice(client, grown, monkeypatch):
    monkeypatch.setattr("forum.register.views.document.PIECE", 3)
    response = client.get("/register.json")
    assert json.loads(response.get_data()) == grown == queries.document()
    again = client.get("/register.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304 and not again.get_data()
    grow(1)
    queries.newest_head()
    newer = client.get("/register.json", headers={"If-None-Match": response.headers["ETag"]})
    assert newer.status_code == 200


def test_a_head_is_a_file_that_checks_itself(client, grown):
    kept = file_of(client)
    assert kept == {name: value for name, value in grown.items() if name != "entries"}
    assert pinned.is_signed(pinned.read(json.dumps(kept))) is True
    old = file_of(client, "/register/heads/2.json")
    assert old["head"]["size"] == 2 and pinned.is_signed(pinned.read(json.dumps(old))) is True
    assert "immutable" in client.get("/register/heads/2.json").headers["Cache-Control"]
    assert client.get("/register/heads/99.json").status_code == 404 == client.get("/register/heads/0.json").status_code


def test_heads_are_listed_and_fed(client, grown):
    html = client.page("/register/heads")
    assert grown["head"]["root"] in html and "heads/7.json" in html and 'rel="alternate"' in html
    feed = ElementTree.fromstring(client.get("/register/heads.xml").get_data())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 7 and entries[0].findtext(f"{ATOM}title") == "Register of 7 entries"
    words = entries[0].findtext(f"{ATOM}summary").split()
    said = pinned.pinned(int(words[1]), words[3], int(words[5]), words[6], words[7])
    assert pinned.is_signed(said) is True
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated"))
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 7


@pytest.mark.parametrize("count", [1, 30])
def test_heads_need_the_same_statements_however_many(client, session, count):
    grow(count)
    session.commit()
    with count_statements() as seen:
        client.page("/register/heads")
    assert len(seen) == 2, "\n".join(seen)


def test_keys_have_their_days_and_entries(client, grown, session):
    new = appending.rotate()
    session.commit()
    html = client.page("/register/keys")
    assert html.count("<code>") == 4 and new.key_id in html and "signs now" in html


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_a_head_that_was_kept_is_proved(client, grown, size):
    old = file_of(client, f"/register/heads/{size}.json")["head"]
    found, html = outcome(client, address(old))
    assert found == "consistent" and "nothing was changed or removed" in html and old["root"] in html
    data = client.get(address(old).replace("consistency?", "consistency.json?")).get_json()
    path = [bytes.fromhex(step) for step in data["path"]]
    newest = data["newest"]["head"]
    assert tree.verify_consistency(size, newest["size"], bytes.fromhex(old["root"]), bytes.fromhex(newest["root"]), path)
    assert all(step in html for step in data["path"])


def test_the_newest_head_is_the_register_of_today(client, grown):
    assert outcome(client, address(grown["head"]))[0] == "same"


def test_another_root_is_a_fork_and_a_signed_one_proves_it(client, grown, session):
    """A head that this site signed over other entries: made here by signing one by hand."""
    other = {"size": 3, "root": "ab" * 32, "time": 5}
    found, html = outcome(client, address(other))
    assert found == "fork" and "tells the two apart" in html and queries.head_at(3).root in html
    from forum.register import keys
    from forum.register.spelling import head_input

    key = queries.site_keys()[0].key_id
    signed = {"time": 5, "key": key, "signature": keys.sign(key, head_input(other))}
    found, html = outcome(client, address(other, **signed))
    assert found == "fork" and "it proves that something was changed" in html
    found, html = outcome(client, address(other, **signed | {"time": 6}))
    assert found == "foreign" and "does not carry a signature by a key of this site" in html
    assert outcome(client, address(other, **signed | {"key": "0" * 16}))[0] == "foreign"


def test_a_head_of_a_larger_register_says_what_is_missing(client, grown, session):
    from forum.register import keys
    from forum.register.spelling import head_input

    larger = {"size": 9, "root": "cd" * 32, "time": 5}
    found, html = outcome(client, address(larger))
    assert found == "newer" and "2 entries of your head are missing here" in html and "tells the two apart" in html
    key = queries.site_keys()[0].key_id
    signed = {"time": 5, "key": key, "signature": keys.sign(key, head_input(larger))}
    found, html = outcome(client, address(larger, **signed))
    assert found == "newer" and "an older copy of the database may have been brought back" in html
    data = client.get(address(larger, **signed).replace("consistency?", "consistency.json?")).get_json()
    assert (data["outcome"], data["missing"], data["signed_by_this_site"]) == ("newer", 2, True)
    assert outcome(client, address(larger, **signed | {"time": 6}))[0] == "foreign"


def test_a_file_is_given_and_its_answer_has_an_address(client, grown):
    kept = client.get("/register/heads/4.json").get_data()
    answer = client.post("/register/consistency", data={"head": (io.BytesIO(kept), "head.json")})
    assert answer.status_code == 303
    found, html = outcome(client, answer.location)
    assert found == "consistent" and "The root is right; the signature" not in html
    told = json.loads(kept)
    told["head_signature"] = told["head_signature"][::-1]
    answer = client.post("/register/consistency", data={"head": (io.BytesIO(json.dumps(told).encode()), "head.json")})
    found, html = outcome(client, answer.location)
    assert found == "consistent" and "the signature in your file is not by a key of this site" in html


GARBAGE = [
    b"", b"\xff\xfe", b"{}", b"[]", b"null", b"3", b'{"head": 1}', b"[" * 5000, b"x" * 70_000,
    b'{"head": {"size": -1, "root": "%s", "time": 1}, "head_key": "a", "head_signature": "b"}' % (b"a" * 64),
    b'{"head": {"size": true, "root": "%s", "time": 1}, "head_key": "a", "head_signature": "b"}' % (b"a" * 64),
    b'{"head": {"size": 1.5, "root": "%s", "time": 1}, "head_key": "a", "head_signature": "b"}' % (b"a" * 64),
    b'{"head": {"size": 1, "root": "%s", "time": 1}, "head_key": 7, "head_signature": "b"}' % (b"a" * 64),
    b'{"head": {"size": 999999999999999999, "root": "%s", "time": 1}, "head_key": "a", "head_signature": "b"}' % (b"a" * 64),
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_a_file_that_is_no_head_is_refused_in_words(client, grown, garbage):
    answer = client.post("/register/consistency", data={"head": (io.BytesIO(garbage), "head.json")})
    assert answer.status_code == 422 and "There is a problem" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "query",
    [
        "size=&root=" + "a" * 64, "size=0&root=" + "a" * 64, "size=-1&root=" + "a" * 64, "size=1", "root=" + "a" * 64,
        "size=1&root=abc", "size=1&root=" + "g" * 64, "size=%C2%B2&root=" + "a" * 64, "size=1&root=" + "a" * 64 + "&time=x",
        "size=" + "9" * 60 + "&root=" + "a" * 64, "size=1&root=" + "a" * 64 + "&key=" + "k" * 300,
    ],
)  # fmt: skip
def test_numbers_that_are_no_head_are_refused_in_words(client, grown, query):
    client.page(f"/register/consistency?{query}", 422)
    data = client.get(f"/register/consistency.json?{query}")
    assert data.status_code == 422 and data.get_json()["error"].startswith("A head has a number of entries")


def test_the_form_needs_no_script_and_asks_little(client, grown):
    with count_statements() as seen:
        html = client.page("/register/consistency")
    assert not seen and 'enctype="multipart/form-data"' in html
    path = address(queries.head_of(queries.head_at(3))["head"])
    with count_statements() as seen:
        client.page(path)
    assert len(seen) == 3, "\n".join(seen)
