"""Three browsers in one text: one without a network, a text that is closed meanwhile, a session that ends."""

import pytest
from playwright.sync_api import expect

from tests.journeys import browsing
from tests.journeys.line import Line, browser_on
from tests.journeys.person import accessible
from tests.journeys.test_accessibility import WIDE
from tests.journeys.writing import KEPT_ONE, SAVED, SECONDS, Writer, drafting_address, meet

pytestmark = pytest.mark.browser
EXPECTED_WITHOUT_NETWORK = ("WebSocket connection", "net::ERR")


@pytest.fixture(scope="module")
def address(forum) -> str:
    return drafting_address(forum)


@pytest.fixture
def writer(visitors, address):
    return lambda email, **options: Writer(visitors(**options), email, address).opens().reads_state(SAVED)


@pytest.fixture
def on_a_train(playwright, forum, address):
    """A writer whose line can be cut: (writer, line)."""
    line = Line(forum.port)
    line.mend()
    with browser_on(playwright, line, forum.port) as browser, browsing.visit(browser, forum.address) as visit:
        yield Writer(visit, "mayor", address).opens().reads_state(SAVED), line
        complaints = [one for one in visit.complaints if not any(word in one for word in EXPECTED_WITHOUT_NETWORK)]
        assert not complaints, complaints
    line.cut()


def test_three_write_and_one_of_them_sits_on_a_train(on_a_train, writer):
    """Offline edit, closed tab, reopened offline; others type in the same clause and move it; no word is lost."""
    (away, line), here, third = on_a_train, writer("delegate"), writer("deputy")
    *_others, before, moved, last = away.is_kept_for_later().uids()
    line.cut()
    away.types(moved, " and on the train").reads_state(KEPT_ONE)
    away.closes_the_tab_and_opens_another().reads_state(KEPT_ONE)
    assert away.clause(moved).inner_text().endswith(" and on the train")
    away.types(last, " Written in the tunnel.")
    here.types(moved, "Warmly ", "Home").presses("Alt+ArrowUp").reads_state(SAVED)
    third.types(last, "Also ", "Home").types(before, " Meanwhile.").reads_state(SAVED)
    line.mend()
    away.reads_state(SAVED)
    text = meet(away, here, third)
    words = dict(text)
    assert words[moved].startswith("Warmly ") and words[moved].endswith(" and on the train")
    assert words[last].startswith("Also ") and words[last].endswith(" Written in the tunnel.")
    assert words[before].endswith(" Meanwhile.")
    order = [uid for uid, _words in text]
    assert order.index(moved) < order.index(before)
    said = away.notice()
    assert "You are connected again" in said and "others changed 3 paragraphs" in said, said
    assert said.count("was changed by others and by you") == 2, said
    expect(away.page.locator(f"[data-conflict='{moved}']")).to_contain_text("Warmly")
    accessible(away.page)
    assert_attributed(here, moved, names(away, here))


def assert_attributed(reader: Writer, uid: str, people: list[str]) -> None:
    """The rows follow the live text within moments; then each state of the paragraph has its author."""
    for _look in range(20):
        page = reader.visit.go(f"{reader.address.removesuffix('/drafting')}/clauses/{uid}")
        if all(name in page.locator("main").inner_text() for name in people):
            return
        page.wait_for_timeout(250)
    raise AssertionError((people, page.locator("main").inner_text()))


def names(*writers: Writer) -> list[str]:
    return [
        writer.page.evaluate(
            "JSON.parse(document.querySelector('#drafting-settings')?.textContent ?? '{}').person?.name ?? ''"
        )
        for writer in writers
    ]


def test_of_two_wordings_one_takes_theirs(on_a_train, writer):
    (away, line), here = on_a_train, writer("delegate")
    uid = away.uids()[1]
    was = dict(here.text())[uid]
    line.cut()
    away.types(uid, " mine").reads_state(KEPT_ONE)
    here.types(uid, "Theirs ", "Home").reads_state(SAVED)
    line.mend()
    away.page.get_by_role("button", name="Take theirs").click()
    away.reads_state(SAVED)
    assert dict(meet(away, here))[uid] == f"Theirs {was}"


def close_for_editing(visitor, declaration: str, reason: str) -> None:
    page = visitor.go(f"{declaration}/pause")
    page.get_by_label("Reason").fill(reason)
    with page.expect_navigation():
        page.get_by_role("button", name="Close the text for editing").click()


def open_again(visitor, declaration: str) -> None:
    page = visitor.go(f"{declaration}/resumption")
    page.get_by_label("Reason").fill("Read.")
    with page.expect_navigation():
        page.locator("main form .button--primary").first.click()


def test_words_that_come_after_the_text_was_closed_are_shown_with_the_ways_out(on_a_train, writer, visitors):
    (away, line), here, chair = on_a_train, writer("delegate"), visitors().sign_in("chair")
    declaration, uid = away.address.removesuffix("/drafting"), away.uids()[2]
    was = dict(here.text())[uid]
    line.cut()
    away.types(uid, " Too late.").reads_state(KEPT_ONE)
    close_for_editing(chair, declaration, "It is read.")
    line.mend()
    away.reads_state("Not saved")
    said = away.notice()
    assert "The server did not take your last words" in said and "It is read." in said, said
    assert f"{was} Too late." in said
    accessible(away.page)
    with away.page.expect_download() as download:
        away.page.get_by_role("button", name="Download your words").click()
    assert f"{was} Too late." in download.value.path().read_text()
    with away.page.expect_navigation():
        away.page.get_by_role("button", name="Let them go and show the text of the server").click()
    away.reads_state(SAVED)
    assert dict(meet(away, here))[uid] == was
    open_again(chair, declaration)


def test_the_text_is_closed_while_two_type(writer, visitors):
    """What was saved stays; what was typed too late is shown with the ways out, and nobody writes on."""
    one, other = writer("mayor"), writer("delegate")
    uid = one.uids()[2]
    one.types(uid, " In time.").reads_state(SAVED)
    chair = visitors().sign_in("chair")
    declaration = one.address.removesuffix("/drafting")
    close_for_editing(chair, declaration, "The Bureau reads it.")
    for person in (one, other):
        expect(person.page.locator(".draft")).to_have_attribute("contenteditable", "false", timeout=SECONDS)
        assert "The Bureau reads it." in person.notice()
        assert dict(person.text())[uid].endswith(" In time.")
    one.presses("Enter", "Space", "x")
    assert one.page.evaluate("document.activeElement.classList.contains('draft')"), "late keys go to no button"
    assert dict(one.text())[uid].endswith(" In time.")
    open_again(chair, declaration)
    expect(other.page.locator(".draft")).to_have_attribute("contenteditable", "true", timeout=SECONDS)
    other.types(uid, " And on.").reads_state(SAVED)
    assert dict(meet(one, other))[uid].endswith(" In time. And on.")


def test_a_session_that_ends_keeps_the_words_and_goes_on(writer, visitors):
    person = writer("deputy")
    uid = person.uids()[3]
    elsewhere = visitors().sign_in("deputy").go("/settings/sessions")
    with elsewhere.expect_navigation():
        elsewhere.get_by_role("button", name="End all others").click()
    expect(person.page.locator("[data-drafting=notices]")).to_contain_text("Your session has ended", timeout=2 * SECONDS)
    person.types(uid, " Kept here.").reads_state(KEPT_ONE)
    again = person.page.context.new_page()
    browsing.sign_in(goes(again, person.visit.address), "deputy")
    person.page.bring_to_front()
    person.page.evaluate("dispatchEvent(new Event('focus'))")
    person.reads_state(SAVED)
    assert "Your session has ended" not in person.notice()


def goes(page, address):
    page.goto(address + "/sign-in")
    return page


@pytest.mark.parametrize("width", [320, 1440])
def test_anyone_gets_there_and_writes_by_keyboard_alone(writer, width):
    person = writer("delegate", viewport={"width": width, "height": 800})
    assert not person.page.evaluate(WIDE)
    accessible(person.page)
    person.page.locator(".drafting__head a").focus()
    for _press in range(60):
        person.presses("Tab")
        if person.page.evaluate("document.activeElement.classList.contains('draft')"):
            break
    person.presses("Control+End")
    person.page.keyboard.type(" By keys.")
    person.presses("Enter")
    person.page.keyboard.type("A new paragraph.")
    person.reads_state(SAVED)
    *_others, written, new = [words for _uid, words in person.text()]
    assert written.endswith(" By keys.") and new == "A new paragraph."
    person.presses("Control+z", "Control+z").reads_state(SAVED)
    assert "A new paragraph." not in [words for _uid, words in person.text()]
    person.presses("Escape", "Tab")
    assert not person.page.evaluate("document.activeElement.classList.contains('draft')"), "one can leave the text"


ONLY_HERE = "{count: 1, title: 'Declaration on water', words: 'Only here.'}"
LEFT = """async () => [(await indexedDB.databases()).map(one => one.name), await caches.keys(), Object.keys(localStorage)]
  .flat().filter(name => name.startsWith('drafting'))"""


def test_signing_out_offers_a_way_for_words_that_are_only_here_and_then_clears_the_device(writer):
    person = writer("delegate").is_kept_for_later()
    page = person.page.context.new_page()
    page.goto(f"{person.visit.address}/settings")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate(f"localStorage.setItem('drafting-unsent:1:6', JSON.stringify({ONLY_HERE}))")
    assert len(page.evaluate(LEFT)) == 4
    page.locator("details.menu > summary, .menu summary").first.click()
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Declaration on water")
    accessible(page)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download them").click()
    assert "Only here." in download.value.path().read_text()
    person.page.close()
    with page.expect_navigation():
        dialog.get_by_role("button", name="Let them go and go on").click()
    assert page.evaluate(LEFT) == []


def test_the_device_keeps_nothing_where_the_person_wants_it_so(writer):
    person = writer("delegate")
    page = person.page
    person.visit.go("/settings")
    page.get_by_label("Keep texts that I draft on this device").uncheck()
    expect(page.get_by_text("Nothing of the texts that you draft is kept on this device.")).to_be_visible()
    person.opens().reads_state(SAVED)
    person.types(person.uids()[0], " Not kept.").reads_state(SAVED)
    assert page.evaluate(LEFT) == ["drafting-storage"]
