"""A forum in which nothing has happened says so, and where to begin."""


def test_the_front_page_of_an_empty_forum(client):
    html = client.page("/")
    assert "No experience yet" in html and "No open challenge" in html
