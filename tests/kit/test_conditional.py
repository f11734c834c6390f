"""A reader who has the page is told so; nobody gets another reader's page."""

from models import Role


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/cities")
    again = client.get("/cities", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert {"Cookie", "Accept-Language"} <= set(first.vary)


def test_a_changed_page_is_sent(client, make, session):
    first = client.get("/cities")
    make.city("Braga")
    session.commit()
    again = client.get("/cities", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200 and "Braga" in again.get_data(as_text=True)


def test_a_signed_in_page_has_no_tag(client, make):
    response = client.sign_in(make.actor(Role.MAYOR)).get("/cities")
    assert "ETag" not in response.headers and "private" in response.headers["Cache-Control"]
