"""A forum starts only on a register that goes on from what it has published, with its key, and not before its own time."""

import datetime as dt
import json
from pathlib import Path

import pytest

from forum.kit import clock
from forum.kit.config import ConfigurationError
from forum.kit.database import transaction
from forum.kit.verdict import Refused
from forum.register import keys, published, queries, starting
from forum.register.operations import appending
from models import LedgerEvent
from models.base import db
from tests.register.conftest import force, grow

SHORTEN = (
    "DELETE FROM register_entry WHERE index >= 3",
    "DELETE FROM tree_head WHERE size > 3",
    "DELETE FROM register_node WHERE (position + 1) * (CASE level WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 4 END) > 3",
)


@pytest.fixture
def forum(forum_at):
    """The key of the site and five acts."""
    app = forum_at("forum")
    grow(app, 5)
    with app.app_context():
        yield app


@pytest.fixture
def shorter(forum):
    force(forum, *(words.replace("index", '"index"') for words in SHORTEN))
    return forum


def folder(app) -> Path:
    return Path(app.config["FORUM_KEYS"])


def test_all_is_well(forum):
    starting.check()
    assert starting.problem() == "ok"
    assert published.read() == queries.head_of(queries.newest_head())


def test_nothing_yet(forum_at):
    with forum_at("empty").app_context():
        starting.check()
        assert starting.problem() == "ok"
        assert published.read() is None


def test_what_is_not_committed_is_not_published(forum):
    with pytest.raises(RuntimeError), transaction():
        appending.attest(appending.statement("open", declaration=1), "session")
        raise RuntimeError
    assert published.read()["head"]["size"] == 6
    with transaction():
        with pytest.raises(RuntimeError), db.session.begin_nested():
            appending.attest(appending.statement("open", declaration=1), "session")
            raise RuntimeError
        assert queries.newest_head().size == 6
    assert published.read()["head"]["size"] == 6
    starting.check()


def test_an_older_head_never_replaces_a_newer_one(forum):
    published.keep(queries.head_of(queries.head_at(2)), folder(forum))
    assert published.read()["head"]["size"] == 6


def test_what_is_missing_is_said(shorter):
    with pytest.raises(
        ConfigurationError, match=r"has 3 entries, and a head over 6 .* Entries 3 to 5 are missing, made since "
    ):
        starting.check()
    assert starting.problem() == "does not extend the published head"


def test_one_missing_entry_is_said_as_one(shorter):
    published.put_aside()
    grow(shorter, 1)
    force(shorter, 'DELETE FROM register_entry WHERE "index" = 3', "DELETE FROM tree_head WHERE size = 4")
    with pytest.raises(ConfigurationError, match="Entry 3 is missing"):
        starting.check()


def test_a_shorter_register_is_accepted_when_told_so(shorter):
    starting.check(accept_shorter=True)
    starting.check()
    event = db.session.query(LedgerEvent).filter_by(verb="register.shortened").one()
    assert (event.data["had"]["size"], event.data["has"]) == (6, 3)
    assert published.read()["head"]["size"] == 3
    aside = json.loads((folder(shorter) / "published-head.6.json").read_text())
    assert aside["head"]["size"] == 6
    db.session.rollback()
    grow(shorter, 1)
    starting.check()


def test_nothing_is_entered_while_entries_are_missing(shorter):
    with pytest.raises(Refused, match="does not go on from what it has published"):
        grow(shorter, 1)
    assert queries.newest_head().size == 3


def test_other_entries_are_never_accepted(shorter):
    """As many as were published, made by another process that did not know what was published."""
    aside = (folder(shorter) / published.NAME).read_text()
    published.put_aside()
    grow(shorter, 4)
    (folder(shorter) / published.NAME).write_text(aside)
    with pytest.raises(ConfigurationError, match="The first 6 entries of this register are not those"):
        starting.check(accept_shorter=True)
    assert starting.problem() == "does not extend the published head"
    with pytest.raises(Refused):
        grow(shorter, 1)


def test_a_demo_whose_database_was_removed_begins_anew(forum, forum_at):
    with forum_at("forum").app_context():
        with pytest.raises(ConfigurationError, match="has 0 entries"):
            starting.check()
        starting.check(demo=True)
        starting.check()


def test_a_demo_that_forgot_some_entries_is_refused(shorter):
    with pytest.raises(ConfigurationError, match="Entries 3 to 5"):
        starting.check(demo=True)


def test_a_published_head_that_was_edited(forum):
    path = folder(forum) / published.NAME
    path.write_text(path.read_text().replace('"size": 6', '"size": 5'))
    with pytest.raises(ConfigurationError, match="signed by no key of this site"):
        starting.check()
    assert starting.problem() == "the published head cannot be read"
    path.write_text("{")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        starting.check()


def test_without_its_key(forum):
    name = queries.site_keys()[-1].key_id
    (folder(forum) / f"{name}.key").rename(folder(forum) / "elsewhere")
    with pytest.raises(ConfigurationError, match=rf"{name}, and .* is missing\. Put it back"):
        starting.check()
    assert starting.problem() == "the key of the site is missing"
    keys.create()
    with pytest.raises(ConfigurationError, match="Other keys are there"):
        starting.check()


@pytest.mark.parametrize("words", ["another", "nonsense", ""])
def test_with_another_key_under_its_name(forum, words):
    path = folder(forum) / f"{queries.site_keys()[-1].key_id}.key"
    if words == "another":
        other, _public = keys.create()
        (folder(forum) / f"{other}.key").replace(path)
    else:
        path.write_text(words)
    with pytest.raises(ConfigurationError, match="does not hold the site key"):
        starting.check()


@pytest.mark.parametrize(("behind", "starts"), [(60, True), (300, False)])
def test_a_clock_before_the_newest_entry(forum, behind, starts):
    with clock.at(clock.now() - dt.timedelta(seconds=behind)):
        if starts:
            starting.check()
        else:
            with pytest.raises(ConfigurationError, match="Set the clock right"):
                starting.check()


def test_ready_says_it(forum):
    client = forum.test_client()
    assert (client.get("/readyz").status_code, client.get("/readyz").json["register"]) == (200, "ok")
    published.keep({"head": {"size": 9, "root": "0" * 64, "time": 1}, "head_key": "", "head_signature": ""}, folder(forum))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["register"]) == (503, "the published head cannot be read")
    assert client.get("/healthz").get_data() == b"ok\n"
