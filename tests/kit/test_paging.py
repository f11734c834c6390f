"""Addresses that somebody made up: numbers and places beyond what the database holds lead to no error of ours."""

import base64
import json

import pytest

BEYOND = 10**25
PAGES = ("/experiences", "/declarations", "/recommendations", "/cities", "/moderation/log", "/search")


def token(values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


MADE_UP = {
    "larger than a key": token([["v", BEYOND], ["v", BEYOND]]),
    "one number": token([["v", BEYOND]]),
    "no number": token([["v", float("nan")], ["v", float("inf")]]),
    "words": token([["v", "a"], ["v", "b"]]),
    "a moment and too much": token([["t", "2026-01-01T00:00:00+00:00"], ["v", BEYOND]]),
    "a moment without a zone": token([["t", "2026-01-01T00:00:00"], ["v", 1]]),
    "too deep": base64.urlsafe_b64encode(b"[" * 60_000).decode(),
    "a weight of a hit": base64.urlsafe_b64encode(b"[1, 1e999]").decode(),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("after", MADE_UP.values(), ids=MADE_UP)
def test_a_made_up_place_begins_at_the_beginning(client, page, after):
    assert client.get(page, query_string={"after": after, "q": "water"}).status_code == 200


@pytest.mark.parametrize("path", ["/experiences/{}", "/comments/{}", "/declarations/{}.json", "/recommendations/{}"])
@pytest.mark.parametrize("number", [2**31, BEYOND])
def test_there_is_nothing_beyond_the_largest_key(client, path, number):
    client.page(path.format(number), 404)
