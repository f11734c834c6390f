"""`python -m forum register`: what is wrong is named with its place; heads can be pinned; keys are renewed by both."""

import json
import stat
from pathlib import Path

import pytest

from forum.__main__ import every_command
from forum.kit.database import transaction
from forum.register import commands, keys, published, queries, spelling
from forum.register.operations import appending
from tests.register.conftest import force, grow
from tests.softkey import SoftKey

CREDENTIAL, MANDATE = "credential", 7


@pytest.fixture
def forum(forum_at):
    app = forum_at("forum")
    grow(app, 4)
    return app


def run(app, *words: str) -> int:
    return commands.run(app, every_command().parse_args(["register", *words]))


def with_passkey(app, **lies) -> None:
    """A passkey is made known and signs; `lies` are told to the software that plays the device."""
    key = SoftKey()
    with app.app_context(), transaction():
        said = appending.statement("enrol", key_id=key.id, cose=spelling.b64url(key.cose), mandate=MANDATE, role="mayor")
        appending.attest(said, "session")
        said = appending.statement("sign", declaration=1, mandate=lies.pop("mandate", MANDATE))
        challenge = spelling.b64url(spelling.challenge(lies.pop("over", said)))
        given = {"challenge": challenge, "origin": app.config["FORUM_URL"], "rp_id": "localhost"} | lies
        appending.append_assertion(said, key.id, key.assertion(**given))


def test_a_whole_register(forum, capsys):
    with_passkey(forum)
    assert run(forum, "verify") == 0
    assert capsys.readouterr().out.startswith("The register is whole: 7 entries, root ")


def test_no_entry_yet(forum_at, capsys):
    app = forum_at("empty")
    assert (run(app, "verify"), run(app, "head"), run(app, "rotate-key")) == (0, 2, 2)


CHANGES = {
    "a word of a statement": (
        """UPDATE register_entry SET content = replace(content, 'Mayoress', 'Mayor') WHERE "index" = 2""",
        ["entry 2: the site's signature is not over this statement", "entry 3: it does not follow", "head: its root is"],
    ),
    "one entry removed": (
        'DELETE FROM register_entry WHERE "index" = 2',
        ["entry 2: it calls itself 3", "head: it is over 5 entries, and there are 4"],
    ),
    "a column beside the content": (
        """UPDATE register_entry SET method = 'passkey' WHERE "index" = 1""",
        ["entry 1: its column method says something else"],
    ),
    "a node": (
        "UPDATE register_node SET digest = '00' WHERE level = 1 AND position = 0",
        ["node 1, 0: it is not the hash of the entries below it"],
    ),
    "an older head": (
        "UPDATE tree_head SET root = prev FROM register_entry WHERE size = 3 AND register_entry.kind = 'enrol'",
        ["head 3: its root is not that of its entries", "head 3: no key of this site has signed it"],
    ),
    "a head removed": ("DELETE FROM tree_head WHERE size = 3", ["head 4: it stands where head 3 should stand"]),
    "a key beside its entry": (
        "UPDATE site_key SET register_index = 1",
        ["key ", "the entry that it names did not make it known"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_an_insider_changes_is_named(forum, capsys, change):
    statement, said = CHANGES[change]
    force(forum, statement)
    assert run(forum, "verify") == 1
    printed = capsys.readouterr().err
    assert not [words for words in said if words not in printed], printed


LIES = {
    "the device did not verify its person": ({"uv": False}, "the passkey did not verify who used it"),
    "a page of somebody else": ({"origin": "https://evil.example"}, "the passkey answered a page of https://evil.example"),
    "another host": ({"rp_id": "evil.example"}, "the passkey answered for another host"),
    "another statement": ({"over": {"v": 1, "kind": "decline"}}, "the passkey was asked for something else"),
    "another mandate": ({"mandate": 8}, "its passkey was not enrolled for this mandate"),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_assertion_that_does_not_hold_is_named(forum, capsys, lie):
    lies, said = LIES[lie]
    with_passkey(forum, **lies)
    assert run(forum, "verify") == 1
    assert f"entry 6: {said}" in capsys.readouterr().err


def test_a_revoked_passkey_signs_no_more(forum, capsys):
    key = SoftKey()
    with forum.app_context(), transaction():
        enrolment = {"key_id": key.id, "cose": spelling.b64url(key.cose), "mandate": MANDATE}
        appending.attest(appending.statement("enrol", **enrolment), "session")
        appending.attest(appending.statement("revoke", key_id=key.id, reason="lost"), "session")
        said = appending.statement("sign", declaration=1, mandate=MANDATE)
        challenge = spelling.b64url(spelling.challenge(said))
        appending.append_assertion(said, key.id, key.assertion(challenge, forum.config["FORUM_URL"], "localhost"))
    assert run(forum, "verify") == 1
    assert "entry 7: its passkey was not enrolled for this mandate, or was revoked before" in capsys.readouterr().err


def test_a_new_key_and_the_old_one_put_away(forum, capsys):
    with forum.app_context():
        old = queries.site_keys()[-1].key_id
    assert run(forum, "rotate-key") == 0
    with_passkey(forum)
    assert run(forum, "verify") == 0
    folder = Path(forum.config["FORUM_KEYS"])
    retired = folder / f"{old}{keys.RETIRED}"
    assert stat.S_IMODE(retired.stat().st_mode) == 0o400 and not (folder / f"{old}.key").exists()
    with forum.app_context():
        entries = queries.document()["entries"]
        assert keys.key_id(keys.public(old)) == old
    assert (entries[5]["co_key_id"], entries[5]["key_id"], entries[6]["key_id"]) == (
        old,
        entries[6]["key_id"],
        entries[5]["key_id"],
    )


def test_a_new_key_that_the_old_one_has_not_signed(forum, capsys):
    assert run(forum, "rotate-key") == 0
    force(
        forum,
        """UPDATE register_entry SET content = replace(content, 'co_signature":"', 'co_signature":"A') WHERE "index" = 5""",
    )
    assert run(forum, "verify") == 1
    assert "entry 5: the key that the site had until then has not signed the new one" in capsys.readouterr().err


def test_a_head_is_printed_and_pinned(forum, capsys, tmp_path):
    assert run(forum, "head") == 0
    pinned = tmp_path / "pinned.json"
    pinned.write_text(capsys.readouterr().out)
    grow(forum, 3)
    assert run(forum, "rotate-key") == 0 and run(forum, "pin", str(pinned)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2] == "The register goes on from that head: 5 entries then, 9 now."
    proof = json.loads(said[-1])
    assert (proof["old"], proof["new"]) == (5, 9) and proof["path"]


def test_a_pin_that_does_not_hold(forum, capsys, tmp_path):
    run(forum, "head")
    head = json.loads(capsys.readouterr().out)
    file = tmp_path / "pinned.json"
    answers = {}
    for name, stated in {
        "another root": head | {"head": head["head"] | {"root": "0" * 64}},
        "another key": head | {"head_key": "0" * 16},
        "half": {"head": head["head"]},
    }.items():
        file.write_text(json.dumps(stated))
        answers[name] = (run(forum, "pin", str(file)), capsys.readouterr().err.split(":")[0])
    signed = f"The head in {file} is signed by no key of this site.\n"
    assert answers == {"another root": (1, signed), "another key": (1, signed), "half": (2, f"{file} holds no head")}


def test_a_head_that_this_register_never_had(forum, forum_at, capsys, tmp_path):
    """Two registers of one site: the longer one's head, pinned, against the other."""
    file = tmp_path / "pinned.json"
    run(forum, "head")
    file.write_text(capsys.readouterr().out)
    other = forum_at("other", keys="forum")
    with other.app_context():
        published.put_aside()
    grow(other, 2)
    assert run(other, "pin", str(file)) == 1
    assert "Entries 3 to 4 are missing" in capsys.readouterr().err
    grow(other, 4)
    assert run(other, "pin", str(file)) == 1
    assert "they give another root" in capsys.readouterr().err
