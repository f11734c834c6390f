"""The style guide in a real browser: narrow, enlarged, mirrored, with the system's own colours; and the small behaviours."""

import pytest

pytestmark = pytest.mark.browser
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 640, 1440])
def test_nothing_runs_over_the_edge(visitors, width, direction):
    """640 px is what 1280 px are at a zoom of 200 %."""
    page = visitors(viewport={"width": width, "height": 800}).go("/styleguide")
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    assert page.evaluate(WIDE) == 0


def test_badges_keep_their_marks_in_the_colours_of_the_system(visitors):
    page = visitors(forced_colors="active").go("/styleguide")
    mark = page.locator(".badge--open .badge__mark").first
    assert mark.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"


def test_nothing_moves_where_motion_is_not_wanted(visitors):
    page = visitors(reduced_motion="reduce").go("/styleguide")
    assert page.locator(".loading__line").first.evaluate("e => getComputedStyle(e).animationName") == "none"
    moving = visitors(reduced_motion="no-preference").go("/styleguide")
    assert moving.locator(".loading__line").first.evaluate("e => getComputedStyle(e).animationName") == "pass"


def test_a_counter_speaks_late(visitor):
    page = visitor.go("/styleguide")
    field = page.locator("#long")
    field.fill("x" * 590)
    assert page.locator("#long + .counter").inner_text() == "590 / 600"
    spoken = page.locator("#long ~ [role=status].visually-hidden").first
    assert spoken.inner_text() == ""
    page.wait_for_timeout(1200)
    assert spoken.inner_text() == "590 / 600"


def test_a_dialog_gives_the_focus_back(visitor):
    page = visitor.go("/styleguide")
    page.get_by_role("button", name="Open a dialog").click()
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.textContent === 'Open a dialog'")


def test_a_relative_time_tells_the_exact_one_on_focus(visitor):
    page = visitor.go("/styleguide")
    time = page.locator("time[data-exact]").first
    time.focus()
    assert "Geneva" in time.evaluate("e => getComputedStyle(e, '::after').content")


def test_the_fonts_are_there_and_nothing_comes_from_elsewhere(visitor):
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.go("/styleguide")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Forum Sans\"') && document.fonts.check('16px \"Forum Serif\"')")
    assert all(url.startswith((visitor.address, "data:")) for url in asked)
    assert len([url for url in asked if url.endswith(".woff2")]) <= 8


def test_files_are_kept_for_a_year_and_sent_compressed(visitor):
    answers = []
    visitor.page.on("response", lambda answer: answers.append(answer))
    visitor.go("/sign-in")
    sheet = next(answer for answer in answers if answer.url.endswith("app.css"))
    assert "immutable" in sheet.headers["cache-control"] and sheet.headers["content-encoding"] == "gzip"
    assert sheet.headers["vary"] == "Accept-Encoding"


def test_a_button_that_sends_is_not_pressed_twice(visitor):
    page = visitor.go("/sign-in")
    page.evaluate("""async () => {
      const form = document.querySelector('main form');
      form.dataset.behaviour = 'busy';
      const { scan } = await import(document.querySelector('script[data-htmx]').src);
      await scan(form);
      window.sent = 0;
      form.addEventListener('submit', (e) => { if (!e.defaultPrevented) window.sent += 1; e.preventDefault(); });
    }""")
    page.evaluate("const f = document.querySelector('main form'); f.ariaBusy = 'true'; f.requestSubmit()")
    assert page.evaluate("window.sent") == 0
