"""About the forum, its editions, feeds, and what search engines are told."""

import datetime as dt
from xml.etree import ElementTree as etree

import pytest

from forum.cities.operations.accreditation import Candidate, confirm, propose
from forum.cities.queries import accreditation
from forum.kit import clock
from forum.reporting.editions import editions
from models import LedgerEvent, Role
from tests.counting import count_statements

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def act(make, city, verb="city.accredited", public=True, title=""):
    return make.add(LedgerEvent(at=clock.now(), verb=verb, city_id=city.id, subject_kind="city", subject_id=city.id,
                                title=title or city.name, public=public))  # fmt: skip


def test_what_the_forum_is(client):
    html = client.page("/about")
    for sentence in (
        "This is not an official document system of the United Nations.",
        "Silence procedure",
        "How a city joins",
        "Personal attack",
        "imply no opinion",
        "has not entered an address",
    ):
        assert sentence in html
    for anchor in ("what", "declarations", "recommendations", "three", "who", "joining", "rules", "data", "contact"):
        assert f'href="#{anchor}"' in html and f'id="{anchor}"' in html


def test_the_editions_have_sources_and_hide_what_no_source_tells(client):
    html = client.page("/editions")
    assert len(editions()) == 6 and all(one.sources for one in editions())
    assert "Urban regeneration towards 2030" in html and "not found in a source" not in html
    assert [one.starts_on.year for one in editions()] == [2025, 2024, 2023, 2022, 2020, 2019]
    assert editions()[-1].starts_on == dt.date(2019, 4, 8)


def test_feeds_hold_public_acts_of_things_that_may_be_seen(client, make, session):
    city, hidden = make.city("Braga & <Faro>"), make.city("Hidden", accredited=False)
    act(make, city)
    act(make, city, "city.proposed", public=False)
    act(make, hidden)
    session.commit()
    response = client.get("/feed.atom")
    assert response.mimetype == "application/atom+xml"
    tree = etree.fromstring(response.data)
    assert [title.text for title in tree.findall("a:entry/a:title", ATOM)] == ["Braga & <Faro> joined the forum"]
    assert client.get("/feed.atom", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    own = etree.fromstring(client.get(f"/cities/{city.slug}/feed.atom").data)
    assert own.findtext("a:title", namespaces=ATOM) == "Braga & <Faro>"
    assert (
        "Feed of Braga" in client.page(f"/cities/{city.slug}") and client.get("/cities/hidden/feed.atom").status_code == 404
    )
    assert "/feed.atom" in client.page("/feeds")


def test_an_empty_feed_is_a_feed(client):
    assert etree.fromstring(client.get("/feed.atom").data).findtext("a:title", namespaces=ATOM) == "Forum of Cities"


@pytest.mark.parametrize("rows", [1, 30])
def test_a_feed_costs_the_same_however_much_happened(client, make, session, rows):
    for _number in range(rows):
        act(make, make.city())
    session.commit()
    with count_statements() as seen:
        client.get("/feed.atom")
    assert len(seen) == 2, seen


def test_search_engines_find_what_is_published(client, make, session):
    real, invented = make.city("Braga"), make.city("Porto Claro", invented=True)
    editor, approver = make.actor(Role.EDITOR), make.actor(Role.APPROVER)
    waiting = propose(editor, Candidate("Faro", "PT", 37.0, -7.9, "r", "Ana Reis", "a@b.example", "Mayor"))
    session.commit()
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /desk" in robots and "Sitemap: http" in robots
    with count_statements() as seen:
        listed = client.get("/sitemap.xml").get_data(as_text=True)
    assert len(seen) == 4, seen
    assert f"/cities/{real.slug}<" in listed and invented.slug not in listed and "/faro" not in listed
    confirm(approver, accreditation.get(waiting.id))
    session.commit()
    assert "/cities/faro<" in client.get("/sitemap.xml").get_data(as_text=True)


def test_a_demonstration_is_in_no_search_engine(client, app, make, session, monkeypatch):
    make.city("Braga")
    session.commit()
    monkeypatch.setitem(app.config, "FORUM_MODE", "demo")
    response = client.get("/robots.txt")
    assert response.get_data(as_text=True) == "User-agent: *\nDisallow: /\n"
    assert response.headers["X-Robots-Tag"] == "noindex" and "braga" not in client.get("/sitemap.xml").get_data(as_text=True)
