"""What the page of the drafting editor hands to its pens: addresses, drafting practice, and every sentence that they say."""

from typing import Any

from flask import url_for
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf

from forum.declarations.dossier import Dossier
from forum.declarations.text import checks
from forum.declarations.text.clauses import KINDS
from forum.kit import site
from forum.kit.i18n import _


def pens(dossier: Dossier) -> dict[str, Any]:
    """Part of the settings of the editor; `strings` go under strings.pens there."""
    here = {"identity": dossier.id}
    return {
        "csrf": generate_csrf(),
        "locale": get_locale().language,
        "practice": checks.practice(dossier.row.template, dossier.row.language, site.word_limit()),
        "urls": {
            "suggestions": url_for("declarations.suggestions_as_json", **here),
            "decision": url_for("declarations.decide_suggestions", **here),
            "authors": url_for("declarations.drafting_authors", **here),
            "citations": url_for("declarations.citations", **here),
            "margins": url_for("declarations.margins", **here),
            "margin": url_for("declarations.margin", uid="UID", **here),
            "talk": url_for("declarations.comment_on_words", uid="UID", **here),
            "comment": url_for("discussion.create", kind="declaration", **here),
        },
    }


def strings() -> dict[str, Any]:
    """The words of the pens in the reader's language; what stands in %(name)s is filled in by the editor."""
    return {
        **_paragraphs(),
        **_suggesting(),
        **_people(),
        **_dialogs(),
        "toolbar": _("Tools for the text"),
        "commands": _commands(),
        "keys": _keys(),
        "more_keys": _more_keys(),
    }


def _paragraphs() -> dict[str, Any]:
    return {
        "kinds": {kind: str(name) for kind, name in KINDS.items()},
        "kinds_said": {
            "heading": _("a heading"),
            "preambular": _("a preambular paragraph"),
            "operative": _("an operative paragraph"),
            "sub": _("a sub-paragraph"),
            "subsub": _("a sub-sub-paragraph"),
        },
        "kind": _("Kind of this paragraph"),
        "new_mark": "+",
        "the_title": _("the title"),
        "paragraph": _("paragraph %(number)s"),
        "a_paragraph": _("a paragraph"),
        "new_paragraph": _("a new paragraph"),
        "words_of": _("%(count)s of %(most)s words"),
        "words_over": _("%(count)s words, the limit is %(most)s"),
        "beside": _("Beside %(paragraph)s"),
        "beside_count": _("Beside %(paragraph)s: %(count)s"),
        "beside_nothing": _("Nothing beside %(paragraph)s"),
        "beside_none": _("Nothing stands beside this paragraph."),
        "pasted": _("Pasted as %(count)s paragraphs."),
        "notes": _("Notes"),
        "note_unknown": _("This source cannot be shown."),
        "shape_fixed": _("While you suggest, kind and place of a paragraph stay. Suggest a new paragraph instead."),
        "select_first": _("Select the words first."),
    }


def _suggesting() -> dict[str, Any]:
    return {
        "suggesting_on": _("You suggest from now on: the text stays, others decide."),
        "suggesting_off": _("You edit the text itself again."),
        "suggesting_forced": _("In this stage your city can only suggest."),
        "not_sent": _("not sent yet"),
        "somebody": _("Somebody"),
        "card": _("Suggestion of %(name)s, %(city)s"),
        "accept": _("Accept"),
        "reject": _("Reject"),
        "accept_all": _("Accept all of this paragraph"),
        "reject_all": _("Reject all of this paragraph"),
        "withdraw": _("Withdraw"),
        "show": _("Show in the text"),
        "discuss": _("Discuss"),
        "inserts": _("Inserts"),
        "deletes": _("Deletes"),
        "replaces": _("Replaces"),
        "by": _("by"),
        "adds_paragraph": _("Adds this paragraph"),
        "removes_paragraph": _("Removes this paragraph"),
        "accepted": _("Accepted: it is in the text."),
        "rejected": _("Rejected: the text stays as it was."),
        "gone": _("It is no longer in the text."),
        "sending": _("Sending …"),
        "not_done": _("This was not done. Try again in a moment."),
        "no_network": _("The forum cannot be reached at this moment. Your words in the text are kept."),
    }


def _people() -> dict[str, Any]:
    return {
        "of_city": _("%(name)s of %(city)s"),
        "you": _("you"),
        "people_here": _("Here now: %(count)s"),
        "go_there": _("Go there"),
        "go_to_person": _("Go to where %(name)s is"),
        "changes": _("%(who)s changes %(paragraph)s."),
        "many_change": _("%(count)s people change the text."),
        "several_paragraphs": _("%(count)s paragraphs"),
        "voice": _("Announce changes"),
        "muted": _("Changes of others are not announced any more."),
        "unmuted": _("Changes of others are announced again."),
        "authors": _("Who wrote this"),
        "authors_on": _("The text shows who wrote which words."),
        "authors_off": _("The text no longer shows who wrote which words."),
        "before_live": _("Written before the live drafting"),
        "characters": _("characters: %(count)s"),
    }


def _dialogs() -> dict[str, Any]:
    return {
        "close": _("Close"),
        "comment": _("Comment on this paragraph"),
        "comment_label": _("Your comment"),
        "comment_send": _("Post the comment"),
        "comment_empty": _("Write something first."),
        "comment_sent": _("Your comment is posted."),
        "link": _("Link"),
        "link_address": _("Address"),
        "link_hint": _("Begins with https://, or with / for a page of this forum."),
        "link_bad": _("This address leads nowhere. It begins with https:// or with /."),
        "link_set": _("Set the link"),
        "link_remove": _("Take the link away"),
        "cite": _("Cite in a footnote"),
        "cite_search": _("Search for what you cite"),
        "cite_hint": _("An experience or a challenge of a city, a clause of a declaration, an indicator."),
        "cite_found": _("Found"),
        "cite_count": _("Found: %(count)s. Choose with the arrow keys, cite with Enter."),
        "cited": _("Cited: %(label)s"),
        "help": _("Keys of the editor"),
        "help_intro": _(
            "Everything can be done by keyboard. Tab moves paragraphs; press Escape first to leave the text with Tab."
        ),
        "help_does": _("What it does"),
        "help_key": _("Keys"),
    }


def _commands() -> dict[str, str]:
    return {
        "kind_heading": _("Make it a heading"),
        "kind_preambular": _("Make it a preambular paragraph"),
        "kind_operative": _("Make it an operative paragraph"),
        "kind_sub": _("Make it a sub-paragraph (a)"),
        "kind_subsub": _("Make it a sub-sub-paragraph (i)"),
        "lower": _("One level lower"),
        "raise": _("One level higher"),
        "emphasis": _("Emphasis"),
        "link": _("Link"),
        "brackets": _("Square brackets: not agreed"),
        "alternative": _("Alternative to the paragraph before (bis)"),
        "cite": _("Cite in a footnote"),
        "comment": _("Comment on this paragraph"),
        "up": _("Move the paragraph up"),
        "down": _("Move the paragraph down"),
        "remove": _("Remove the paragraph"),
        "suggest": _("Suggest"),
        "authors": _("Who wrote this"),
        "beside": _("To the notes beside the paragraph"),
        "quiet": _("Announce changes of others, or not"),
        "help": _("Keys of the editor"),
    }


def _keys() -> dict[str, str]:
    """Names of keys as they stand on a keyboard."""
    return {
        "Tab": _("Tab"),
        "Enter": _("Enter"),
        "Escape": _("Escape"),
        "Backspace": _("Backspace"),
        "ArrowUp": "↑",
        "ArrowDown": "↓",
        "Shift": _("Shift"),
        "Alt": _("Alt"),
    }


def _more_keys() -> list[tuple[str, str]]:
    return [
        (_("New paragraph"), "Enter"),
        (_("New line within the paragraph"), "Shift-Enter"),
        (_("Undo what you did"), "Mod-z"),
        (_("Do it again"), "Mod-y"),
        (_("To the tools"), "Alt-F10"),
        (_("Out of the text, or back from beside it"), "Escape"),
    ]
