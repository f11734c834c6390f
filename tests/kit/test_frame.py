"""The frame without a browser: toasts with a way back, preferences that lead nowhere else, files compressed once."""

import gzip

from flask import render_template_string
from flask import session as cookies

from forum.kit import assets, toasts

TOASTS = "{% for message in get_flashed_messages() %}{% include 'frame/_toast.html' %}{% endfor %}"


def test_a_toast_offers_the_way_back(app, session):
    with app.test_request_context("/"):
        toasts.done("The flag was closed.", undo="/moderation/undo/1")
        toasts.done("Saved.")
        assert len(cookies["_flashes"]) == 2
        app.preprocess_request()
        html = render_template_string(TOASTS)
    assert html.count('action="/moderation/undo/1"') == 1 and html.count("<p>") == 2


def test_preferences_set_cookies_and_lead_back_into_this_site(client):
    answer = client.get("/preferences?language=fr&theme=dark&back=/cities")
    assert answer.status_code == 303 and answer.location == "/cities"
    assert 'lang="fr"' in client.get("/sign-in").text and 'data-theme="dark"' in client.get("/sign-in").text
    assert client.get("/preferences?theme=auto&back=//evil.example").location == "/"
    assert "data-theme" not in client.get("/sign-in").text


def test_an_unknown_language_or_theme_changes_nothing(client):
    answer = client.get("/preferences?language=xx&theme=pink")
    assert "Set-Cookie" not in answer.headers


def test_a_file_is_kept_for_a_year_only_under_its_own_hash():
    version = assets.asset("app.css").split("/")[2]
    body, headers = assets.answer("app.css", version, "gzip, br") or (b"", {})
    assert gzip.decompress(body).startswith(b"@layer") and headers["Cache-Control"] == assets.YEAR
    body, headers = assets.answer("app.css", "0" * 12, "") or (b"", {})
    assert body.startswith(b"@layer") and headers["Cache-Control"] == assets.HOUR


def test_nothing_outside_the_folder_is_served(client):
    assert assets.answer("../app.py", "", "") is None
    assert client.get("/static/../app.py").status_code == 404
