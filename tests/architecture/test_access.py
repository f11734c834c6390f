"""Routes x roles x objects of another city, as written in routes.txt: a route without a row fails.

A row is `methods address guard`: `-` is open to all, `signed-in` and `own-account` need an account, and what is for `staff`
does not exist for others. What one may not know of is 404 on every address that names it.
"""

import re
from pathlib import Path

import pytest

from forum.accounts.actor import Actor
from forum.declarations.operations import beginning, clauses
from forum.exchange import operations as exchange
from forum.recommendations.operations import drafting
from models import Role
from tests.exchange.conftest import FIELDS, TAGS

TABLE = Path(__file__).with_name("routes.txt")
OUTSIDERS = (Role.MAYOR, Role.DELEGATE, Role.OBSERVER, Role.STATE)
# Addresses that name a thing, and the kind of thing; each of them is asked for one that the outsider may not know of.
NAMED = {
    "/declarations/<int:identity>": "declaration",
    "/recommendations/<int:identity>": "recommendation",
    "/<any(experiences, challenges):many>/<int:identity>": "contribution",
    "/experiences/<int:identity>": "contribution",
    "/mentions/<kind>/<int:identity>": "any",
    "/comments/<kind>/<int:identity>": "any",
    "/follows/<kind>/<int:identity>": "any",
    "/moderation/flags/<kind>/<int:identity>": "any",
    "/reactions/contributions/<int:identity>": "contribution",
}


def rows(app):
    """What the app serves, a row for each address."""
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
        guard = getattr(app.view_functions[rule.endpoint], "guard", "-")
        yield f"{methods} {rule.rule} {guard}"


@pytest.fixture
def hidden(make):
    """A draft of each kind, of a city that none of the outsiders speaks for."""
    mayor = make.actor(Role.MAYOR)
    declaration = beginning.begin(mayor, "Nobody outside knows of this", "A draft.", "resolution")
    clause = clauses.add_clause(declaration, mayor, "operative", "Invites all.")
    words = drafting.Words.plain("Nobody outside knows of this", "To ask.", "Because.", make.body())
    recommendation = drafting.begin(mayor, words)
    experience = exchange.save_draft(mayor, "experience", mayor.mandate.city, FIELDS, TAGS)
    return {
        "declaration": declaration.id,
        "recommendation": recommendation.id,
        "contribution": experience.id,
        "uid": clause.uid,
    }


def addresses(app, hidden):
    """(methods, path) of everything that hangs on a hidden thing."""
    for row in rows(app):
        methods, *words, _guard = row.split(" ")
        address = " ".join(words)
        start = next(
            (n for n in sorted(NAMED, key=len, reverse=True) if address == n or address.startswith((n + "/", n + "."))), ""
        )
        kinds = ("declaration", "recommendation", "contribution") if NAMED.get(start) == "any" else (NAMED.get(start),)
        for kind in kinds:
            if kind:
                yield methods, filled(address, hidden, kind)


def filled(address: str, hidden: dict, kind: str) -> str:
    path = address.replace("<any(experiences, challenges):many>", "experiences").replace("<kind>", kind)
    path = path.replace("<int:identity>", str(hidden[kind])).replace("<uid>", hidden["uid"])
    return re.sub(r"<int:\w+>", "1", path)


def test_every_route_is_in_the_table(app):
    assert sorted(rows(app)) == sorted(TABLE.read_text().splitlines())


@pytest.mark.parametrize("role", ["stranger", *OUTSIDERS])
def test_nobody_outside_learns_of_a_draft(app, client, make, hidden, session, role):
    if role != "stranger":
        client.sign_in(make.actor(role))
    session.commit()
    tried = 0
    for methods, path in addresses(app, hidden):
        for method in methods.split(","):
            response = client.open(path, method=method, data={"idempotency_key": f"{method}{path}"})
            to_the_door = role == "stranger" and "/sign-in" in (response.location or "")
            assert response.status_code == 404 or to_the_door, (role, method, path, response.status_code)
            assert "Nobody outside knows of this" not in response.get_data(as_text=True), (role, path)
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_staff_have_does_not_exist_for_others(app, client, make, session, role):
    client.sign_in(make.actor(role))
    for row in rows(app):
        methods, *words, guard = row.split(" ")
        if guard != "staff":
            continue
        path = re.sub(r"<int:\w+>", "1", " ".join(words)).replace("<kind>", "comment")
        for method in methods.split(","):
            status = client.open(path, method=method, data={"idempotency_key": f"{method}{path}"}).status_code
            assert status == 404, (role, method, path, status)


def test_a_person_without_a_mandate_changes_nothing(make):
    from forum.accounts.actor import may_act

    assert may_act(Actor(make.person())).sentence == "You hold no mandate in force today."
