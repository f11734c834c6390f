"""The deadline of a session on the night in which clocks change, read by people in two time zones."""

import re

SAID = re.compile(r"Sun 31 Oct 2027, 23:59 Geneva(?: \(([^)]*)\))?")
# Geneva went back to winter time that morning, New York goes a week later, Almaty never does.
READERS = {"mayor": ("America/New_York", "18:59 New York"), "delegate": ("Asia/Almaty", "Mon 1 Nov, 03:59 Almaty")}


def test_a_deadline_across_the_change_of_clocks_is_read_in_two_zones(visitors):
    editor = visitors().sign_in("editor@demo.example")
    page = editor.go("/bodies/urban/sessions/new")
    page.get_by_label("Session", exact=True).fill("Session after the change of clocks")
    page.get_by_label("First day").fill("2027-11-22")
    page.get_by_label("Last day").fill("2027-11-24")
    page.get_by_label("Documents due").fill("2027-10-31")
    page.get_by_role("button", name="Add a session").click()
    page.get_by_role("heading", name="Session after the change of clocks").wait_for()
    address = page.url.removeprefix(editor.address)
    assert SAID.search(page.inner_text("main")).group(1) is None  # the editor reads in Geneva
    for who, (zone, words) in READERS.items():
        visit = visitors().sign_in(f"{who}@demo.example")
        settings = visit.go("/settings")
        settings.get_by_label("Time zone").fill(zone)
        with settings.expect_navigation():
            settings.get_by_role("button", name="Save").first.click()
        read = visit.go(address)
        assert SAID.search(read.inner_text("main")).group(1) == words
        moment = read.locator("time", has_text="Sun 31 Oct 2027").get_attribute("datetime")
        assert moment == "2027-10-31T23:59:00+01:00"
