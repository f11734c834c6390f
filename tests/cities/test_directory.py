"""The directory and a city's page: filters in the address, counts, pages, map, mandates of today and of the past."""

import datetime as dt
import re

import pytest

from forum.cities import countries
from forum.kit import clock
from models import Role
from tests.counting import count_statements


def day(days):
    return clock.today() + dt.timedelta(days=days)


@pytest.fixture
def several(make, session):
    make.city("Łódź", country="PL", population=670_000, latitude=51.77, longitude=19.46)
    make.city("Braga", country="PT", population=120_000, experience_count=2)
    make.city("Bragança", population=None).accredited_at = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    make.city("Waiting", accredited=False)
    session.commit()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Braga", "Bragança", "Łódź"]),
        ("q=lodz", ["Łódź"]),
        ("q=BRAGANÇA", ["Bragança"]),
        ("q=braganca", ["Bragança"]),
        ("country=pt", ["Braga", "Bragança"]),
        ("country=PT&has=experiences", ["Braga"]),
        ("has=challenges", []),
        ("since=2025", ["Braga", "Łódź"]),
        ("sort=population", ["Łódź", "Braga", "Bragança"]),
        ("q=100%25", []),
        ("q=waiting", []),
        ("country=nowhere&since=x&has=money&sort=luck", []),
    ],
)
def test_filters_stand_in_the_address(client, several, query, names):
    html = client.page(f"/cities?{query}").split('id="how-many"')[1]
    found = [part.split(">")[1].split("<")[0] for part in html.split("<h3>")[1:]]
    assert found == names
    assert (f"{len(names)} cit" in html) and ("No city matches" in html) is (not names)


def test_counts_stand_beside_each_choice(client, several):
    html = client.page("/cities?country=PT")
    assert "selected>Portugal (2)</option>" in html and ">Poland (1)</option>" in html
    assert "2 cities" in html and re.search(r"Experiences</span> <span[^>]*>1<", html)


def test_names_of_countries_follow_the_language():
    assert countries.names("fr")["DE"] == "Allemagne" and countries.names("ru")["TN"] == "Тунис"
    assert next(iter(countries.names("en").values())) == "Albania"


@pytest.mark.parametrize("sort", ["name", "population", "activity"])
def test_pages_follow_each_other_without_gap(client, make, session, sort):
    slugs = [make.city(f"City {number:02}", population=number % 3 and number).slug for number in range(30)]
    session.commit()
    first = client.page(f"/cities?sort={sort}").split('id="how-many"')[1]
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    both = first + client.page(following).split('id="how-many"')[1]
    assert sorted(slug for slug in slugs if f'<h3><a href="/cities/{slug}"' in both) == sorted(slugs)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_directory_costs_the_same_however_long(client, make, session, rows):
    for _number in range(rows):
        make.city()
    session.commit()
    with count_statements() as seen:
        html = client.page("/cities")
    assert len(seen) == 2, seen  # all in short, for facets and map; the page
    assert html.count('class="dot"') == rows


@pytest.mark.parametrize("view", ["region", "europe"])
def test_the_map_has_a_named_link_for_each_city_and_a_disclaimer(client, several, view):
    html = client.page(f"/cities?view={view}")
    assert "<title>Łódź, Poland</title>" in html and html.count('class="dot"') == 3
    assert "implies no opinion" in html and "Natural Earth" in html and "GeoNames, CC BY 4.0" in html
    assert 'href="#after-map"' not in html, "three dots need no way around them"


def test_an_empty_forum_says_so(client):
    assert "No city here yet" in client.page("/cities")


def test_who_speaks_today_and_who_spoke_before(client, make, session):
    city = make.city("Braga")
    now, before, later, unseen = (make.person(name) for name in ("Ana Now", "Rui Before", "Eva Later", "Leo Unseen"))
    make.mandate(now, Role.MAYOR, city)
    make.mandate(before, Role.MAYOR, city, starts_on=day(-900), ends_on=day(-101))
    make.mandate(later, Role.DELEGATE, city, starts_on=day(9))
    make.mandate(unseen, Role.DEPUTY, city, verified=False)
    session.commit()
    html = client.page(f"/cities/{city.slug}")
    assert "Leo Unseen" not in html
    today, after = html.split("1 mandate of the past")
    assert "Ana Now" in today and "Eva Later" in today and "From a later day on" in today and "Rui Before" in after


def test_a_new_city_shows_what_will_be_there(client, make, session):
    city = make.city("Nova", population=None)
    session.commit()
    html = client.page(f"/cities/{city.slug}")
    assert (
        "Nobody today" in html and "Nothing posted yet" in html and "41.5° N, 8.4° W" in html and "Inhabitants" not in html
    )


@pytest.mark.parametrize("rows", [1, 30])
def test_a_city_costs_the_same_however_many_spoke_for_it(client, make, session, rows):
    city = make.city()
    for _number in range(rows):
        make.mandate(make.person(), Role.DELEGATE, city)
    session.commit()
    with count_statements() as seen:
        client.page(f"/cities/{city.slug}")
    own = [s for s in seen if "WHERE mandate.city_id" in s or "WHERE city.accredited_at" in s]
    assert len(own) == 2 and len(seen) <= 12, seen  # the rest are the sections of other features


def test_a_city_is_followed_from_its_page(client, make, session):
    city, actor = make.city(), make.actor(Role.OBSERVER)
    session.commit()
    client.sign_in(actor)
    assert "Follow" in client.page(f"/cities/{city.slug}")
    assert client.post(f"/follows/city/{city.id}", data={"act": "follow"}).location == f"/cities/{city.slug}"
    assert "You follow this." in client.page(f"/cities/{city.slug}")


def test_an_unknown_city_is_not_found(client, several):
    client.page("/cities/nowhere", 404)
