"""Suggestions from the first letter to the decision, by two people; and the same without a pointer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import accessible
from tests.journeys.writing import SAVED, SECONDS, Writer, drafting_address, meet

pytestmark = pytest.mark.browser
BEHIND = "[data-drafting=announce]"


@pytest.fixture(scope="module")
def address(forum) -> str:
    return drafting_address(forum)


@pytest.fixture
def writer(visitors, address):
    return lambda email, **options: Writer(visitors(**options), email, address).opens().reads_state(SAVED)


def says(writer: Writer, words: str) -> None:
    expect(writer.page.locator(BEHIND)).to_contain_text(words, timeout=SECONDS)


def card(writer: Writer, words: str):
    return writer.page.locator(".card", has_text=words)


def operative(writer: Writer) -> list[str]:
    return writer.page.locator(".draft__clause--operative:not([data-added-by])").evaluate_all(
        "all => all.map(o => o.dataset.uid)"
    )


def test_what_one_suggests_another_accepts_or_rejects(writer):
    mayor, delegate = writer("mayor"), writer("delegate")
    first, second, *_rest = operative(mayor)
    was = mayor.clause(second).inner_text()

    mayor.page.get_by_role("button", name="Suggest").click()
    says(mayor, "You suggest from now on")
    mayor.types(first, "Kindly ", "Home").stands_in(second).presses(*["Backspace"] * 3)
    mayor.page.keyboard.type("everywhere;")
    mayor.reads_state(SAVED)

    expect(delegate.clause(first).locator("ins")).to_have_text("Kindly ")
    expect(delegate.clause(second).locator("del")).to_have_text(was[-3:])
    expect(card(delegate, "Kindly")).to_contain_text("Ana Reis, Porto Claro", timeout=SECONDS)
    says(delegate, "Ana Reis of Porto Claro changes paragraph 1")
    accessible(delegate.page)

    card(delegate, "Kindly").get_by_role("button", name="Accept", exact=True).click()
    expect(mayor.clause(first).locator("ins")).to_have_count(0, timeout=SECONDS)
    expect(mayor.clause(first)).to_contain_text("Kindly ")
    card(delegate, "everywhere;").get_by_role("button", name="Reject", exact=True).click()
    expect(mayor.clause(second)).to_have_text(was, timeout=SECONDS)
    assert dict(meet(mayor, delegate))[second] == was

    delegate.page.goto(delegate.visit.address + delegate.address.replace("drafting", "suggestions"))
    expect(delegate.page.locator("main")).to_contain_text("Nothing is suggested")
    expect(delegate.page.locator("main")).to_contain_text("accepted")


def test_one_takes_back_what_one_suggested(writer):
    mayor = writer("mayor")
    uid = operative(mayor)[0]
    was = mayor.clause(uid).inner_text()
    mayor.page.get_by_role("button", name="Suggest").click()
    mayor.types(uid, " and soon").presses("Enter")
    mayor.page.keyboard.type("Urges all to act;")
    added = mayor.page.locator(".draft [data-added-by]", has_text="Urges all to act;")
    expect(added).to_have_attribute("data-mark", "+")
    for words in ("Adds this paragraph", "and soon"):
        card(mayor, words).get_by_role("button", name="Withdraw").click()
    expect(added).to_have_count(0)
    expect(mayor.clause(uid)).to_have_text(was)
    mayor.reads_state(SAVED)


def test_by_keyboard_one_suggests_comments_and_reads_the_keys(writer):
    """No pointer from the first key to the last."""
    delegate = writer("delegate")
    keyboard, page = delegate.page.keyboard, delegate.page
    uid = operative(delegate)[1]
    delegate.stands_in(uid, "Home").presses("Control+Alt+s")
    keyboard.type("Kindly ")
    expect(delegate.clause(uid).locator("ins")).to_have_text("Kindly ")

    delegate.presses("Control+Alt+m")
    expect(page.get_by_role("dialog", name="Comment on this paragraph")).to_be_visible()
    accessible(page)
    keyboard.type("Why so kindly?")
    delegate.presses("Tab", "Enter")
    says(delegate, "Your comment is posted.")
    expect(page.locator(f"[data-beside='{uid}']")).to_contain_text("comment")
    assert page.evaluate("document.activeElement.classList.contains('draft')"), "the focus is in the text again"

    delegate.presses("Control+Alt+n")
    assert page.evaluate("document.activeElement.closest('[data-beside]')?.dataset.beside") == uid
    delegate.presses("Escape")
    assert page.evaluate("document.activeElement.classList.contains('draft')")

    delegate.presses("Control+/")
    expect(page.get_by_role("dialog", name="Keys of the editor")).to_contain_text("Move the paragraph up")
    accessible(page)
    delegate.presses("Escape", "Alt+F10")
    assert page.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    delegate.presses("ArrowRight", "Escape")
    delegate.presses("Escape", "Tab")
    assert not page.evaluate("document.activeElement.classList.contains('draft')"), "Tab leads out of the text after Escape"


def test_a_source_is_cited_by_keyboard_and_stands_in_the_notes(writer):
    delegate = writer("delegate")
    page = delegate.page
    uid = operative(delegate)[0]
    delegate.stands_in(uid).presses("Control+Alt+c")
    expect(page.get_by_role("dialog", name="Cite in a footnote")).to_be_visible()
    page.keyboard.type("household internet")
    expect(page.get_by_role("option", name="Household Internet Access")).to_be_visible(timeout=SECONDS)
    accessible(page)
    delegate.presses("Enter")
    expect(delegate.clause(uid).locator("[data-citation]")).to_have_attribute("data-note", "1")
    expect(page.locator("[data-drafting=notes]")).to_contain_text("Household Internet Access")
    delegate.reads_state(SAVED)
    page.get_by_role("button", name="Who wrote this").click()
    expect(page.locator("[data-drafting=legend]")).to_contain_text("Jonas Weber")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        accessible(page)


PASTE = """html => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class=MsoNormal><b>The mayors,</b></p>
<p class=MsoNormal><i>Recalling</i> the work of cities,<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Invite
all cities to plant trees:</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>(a)<span>&nbsp;&nbsp; </span></span>along streets;</p>
</body></html>"""


def test_a_text_from_a_word_processor_becomes_paragraphs(writer):
    delegate = writer("delegate")
    before = len(delegate.uids())
    delegate.stands_in(delegate.uids()[-1])
    delegate.page.evaluate(PASTE, WORD)
    page = delegate.page
    expect(page.locator(".draft__clause")).to_have_count(before + 4)
    expect(page.locator(".draft__clause--preambular", has_text="Recalling the work of cities,")).to_be_visible()
    expect(page.locator(".draft__clause--operative", has_text="Invite all cities to plant trees:")).to_be_visible()
    expect(page.locator(".draft__clause--sub", has_text="along streets;")).to_have_attribute("data-mark", "(a)")
    delegate.reads_state(SAVED)


REDRAW = """() => {
  const button = [...document.querySelectorAll(".card button")].find((one) => one.textContent === "Show in the text");
  button.focus();
  return button.closest("[data-card]").dataset.card;
}"""
STANDS = "[document.activeElement.textContent, document.activeElement.closest('[data-card]')?.dataset.card]"


def test_a_card_that_is_drawn_anew_leaves_the_focus_where_it_was(writer):
    """Enter after somebody else typed presses the button that one stood on, never another."""
    mayor, delegate = writer("mayor"), writer("delegate")
    uid = operative(mayor)[0]
    mayor.page.get_by_role("button", name="Suggest").click()
    mayor.types(uid, "Soon, ", "Home").reads_state(SAVED)
    expect(card(delegate, "Soon,")).to_contain_text("Ana Reis", timeout=SECONDS)
    chosen = delegate.page.evaluate(REDRAW)
    mayor.types(uid, " or later")
    expect(delegate.clause(uid)).to_contain_text("or later", timeout=SECONDS)
    expect(card(delegate, "or later")).to_contain_text("Ana Reis", timeout=SECONDS)
    assert delegate.page.evaluate(STANDS) == ["Show in the text", chosen]
    for words in ("Soon,", "or later"):
        card(mayor, words).get_by_role("button", name="Withdraw").click()
    mayor.reads_state(SAVED)


def test_announcements_are_muted_for_the_next_time_too(writer):
    delegate = writer("delegate")
    voice = delegate.page.get_by_role("button", name="Announce changes")
    expect(voice).to_have_attribute("aria-pressed", "true")
    voice.click()
    says(delegate, "not announced any more")
    delegate.opens()
    expect(voice).to_have_attribute("aria-pressed", "false")
    delegate.stands_in(operative(delegate)[0]).presses("Control+Alt+q")
    expect(voice).to_have_attribute("aria-pressed", "true")
