"""The frame of every page in a real browser: search by key, menu, appearance, language, keys, with and without script."""

import pytest

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 320, "height": 720}}


def test_slash_goes_to_the_search_field(visitor):
    page = visitor.go("/cities")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.keyboard.type("a/b")
    assert page.locator("#site-search").input_value() == "a/b"


def test_question_mark_lists_the_keys(visitor):
    page = visitor.go("/cities")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_the_menu_closes_on_escape_and_gives_the_focus_back(visitor):
    page = visitor.sign_in("mayor").page
    menu = page.locator(".menu")
    menu.locator("summary").click()
    assert menu.get_by_text("You act as Mayor of Porto Claro.").is_visible()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


@pytest.mark.parametrize("script", [True, False])
def test_dark_stays_dark_on_the_next_page(visitors, script):
    page = visitors(java_script_enabled=script, color_scheme="light").go("/cities")
    page.locator(".foot").get_by_role("button", name="Dark").click()
    page.goto("/sign-in")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator(".foot").get_by_role("button", name="As the device").click()
    page.goto("/cities")
    assert page.locator("html").get_attribute("data-theme") is None


def test_a_language_is_chosen_without_script_and_leads_back(visitors):
    page = visitors(java_script_enabled=False).go("/cities")
    page.get_by_role("button", name="Français").first.click()
    assert page.url.endswith("/cities")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_on_a_phone_everything_is_in_one_menu_and_nothing_overflows(visitors):
    page = visitors(**PHONE).go("/cities")
    assert not page.locator(".nav").is_visible()
    page.locator(".menu summary").click()
    assert page.locator(".menu").get_by_role("link", name="Declarations").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_error_summary_takes_the_focus_and_leads_into_the_field(visitor):
    page = visitor.go("/sign-in")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    visitor.ready()
    assert page.evaluate("document.activeElement.className") == "summary"
    page.locator(".summary a").first.click()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_what_was_done_can_be_put_away(visitor):
    page = visitor.go("/password/forgotten")
    page.locator("main input[type=email], main input[name=email]").first.fill("nobody@example.org")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    visitor.ready()
    toast = page.locator(".toast")
    assert toast.is_visible()
    toast.get_by_role("button", name="Close").click()
    assert not toast.count()
