"""Journey 5: a reader flags a comment, staff hide it, its author appeals, another decides; the log names nobody."""

import re

import pytest

from tests.journeys.walking import Walk, in_every_way, people

pytestmark = pytest.mark.browser
AUTHOR, FLAGGER, FIRST, OTHER = "Jonas Weber", "Claire Aubin", "Mira Sand", "Pavel Orlik"
NAMES = (AUTHOR, FLAGGER, FIRST, OTHER)


@in_every_way
def test_a_comment_is_moderated(visitors, way):
    words = f"Buy your charging posts from us, said the {way.name} merchant."
    reason = f"It sells charging posts ({way.name})."
    by = people(visitors, way, "author", "reader", "first", "other", "stranger")
    somebody_comments(by["author"], words)
    a_reader_flags_it(by["reader"], by["author"].page.url, words)
    staff_hide_it_with_a_rule(by["first"], words, reason)
    nobody_else_reads_it(by["reader"], by["author"].page.url, words)
    the_author_sees_text_and_rule_and_appeals(by["author"], words, reason)
    the_first_cannot_decide_the_appeal(by["first"])
    another_decides(by["other"], words)
    the_author_is_told_and_the_text_is_back(by["author"], words)
    the_public_log_names_nobody(by["stranger"], reason)


def somebody_comments(walk: Walk, words: str) -> None:
    walk.sign_in("delegate").menu("Experiences")
    walk.link(re.compile("."), walk.main.get_by_role("heading", level=3).nth(2))
    walk.write("Write a comment", words)
    walk.button("Post the comment").sees(words)


def a_reader_flags_it(walk: Walk, address: str, words: str) -> None:
    walk.sign_in("mayor.sainte-rive").go(address)
    walk.link("Flag", comment(walk, words)).sees("Flag a text", words, "Opinions that you do not share break no rule.")
    walk.button("Flag it").sees("Choose the rule that it breaks.")
    walk.tick(re.compile("^Advertising"))
    walk.write("What should the secretariat look at?", "It is an advertisement.")
    walk.button("Flag it").sees("The secretariat will look at it and tell you what it decided.")


def staff_hide_it_with_a_rule(walk: Walk, words: str, reason: str) -> None:
    walk.sign_in("editor").menu("Moderation").sees(words, "Advertising")
    case = walk.main.get_by_role("listitem").filter(has_text=words)
    walk.link(re.compile("."), case.get_by_role("heading")).sees(
        words, "It is an advertisement.", FLAGGER, "It stands under"
    )
    walk.button("Hide and go on").sees("Choose the rule that it breaks.", "Say in a sentence or two why.")
    walk.choose("Rule", "Advertising")
    walk.write("Statement", reason)
    walk.button("Hide and go on").sees("The text is hidden. Its author was told.")


def nobody_else_reads_it(walk: Walk, address: str, words: str) -> None:
    walk.go(address).sees("Discussion").does_not_see(words)


def the_author_sees_text_and_rule_and_appeals(walk: Walk, words: str, reason: str) -> None:
    from_inbox(walk, "was hidden; see the rule and how to appeal")
    walk.sees("Your text was hidden", words, "It sells a product, a service or a company", reason)
    walk.does_not_see(FLAGGER, FIRST)
    walk.button("Send the appeal").sees("Say why the text should be shown.")
    walk.write("Why should the text be shown?", "I quote a merchant in order to warn of him.")
    walk.button("Send the appeal").sees("Your appeal was sent. Another member of the secretariat decides on it.")
    walk.sees("I quote a merchant in order to warn of him.")


def the_first_cannot_decide_the_appeal(walk: Walk) -> None:
    walk.menu("Moderation").link(re.compile("^Appeals")).does_not_see("I quote a merchant")


def another_decides(walk: Walk, words: str) -> None:
    walk.sign_in("editor2").menu("Moderation").link(re.compile("^Appeals"))
    case = walk.main.get_by_role("listitem").filter(has_text="I quote a merchant")
    walk.link(re.compile("."), case.get_by_role("heading")).sees(words, "I quote a merchant in order to warn of him.")
    walk.tick("Uphold the appeal: the text comes back")
    walk.write("Reason", "The words are quoted, and the quotation is marked as one.")
    walk.button("Decide").sees("The appeal is decided. The author was told.")


def the_author_is_told_and_the_text_is_back(walk: Walk, words: str) -> None:
    from_inbox(walk, "The appeal about")
    walk.sees("Appeal upheld: the text came back", "The words are quoted")
    walk.link("See it in its place").sees(words)
    assert comment(walk, words).get_by_role("link", name="Change").is_visible()


def the_public_log_names_nobody(walk: Walk, reason: str) -> None:
    walk.go("/moderation/log").sees("Log of moderation", reason, "Advertising", "Appeal upheld: the text came back")
    walk.does_not_see(*NAMES)


def comment(walk: Walk, words: str):
    return walk.main.get_by_role("article").filter(has_text=words).last


def from_inbox(walk: Walk, sentence: str) -> None:
    """The newest notice that says this."""
    walk.link(re.compile("^Inbox"), walk.page.get_by_role("banner"))
    walk.button(re.compile(sentence), walk.main.get_by_role("listitem").filter(has_text=sentence).first)
