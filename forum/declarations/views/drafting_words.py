"""Every sentence that the drafting editor says in the browser; it gets them as one block of JSON."""

import re
from collections.abc import Callable

from forum.kit.i18n import _, _n

HOLE = "{num}"


def editor_words() -> dict[str, str | dict[str, str]]:
    return _state() | _away() | _refused()


def counted(phrase: Callable[[int], str]) -> dict[str, str]:
    """The forms of a phrase by the names that browsers give them (Intl.PluralRules), with a hole for the number."""
    forms = {"one": 1, "few": 3, "many": 5, "other": 5}
    return {name: re.sub(r"\d+", HOLE, phrase(number), count=1) for name, number in forms.items()}


def _state() -> dict[str, str | dict[str, str]]:
    return {
        "text": _("Text of the declaration"),
        "empty": _("(empty)"),
        "opening": _("Opening the text …"),
        "saved": _("Saved on the server"),
        "kept": counted(lambda n: _n("Kept on this device (%(num)s change)", "Kept on this device (%(num)s changes)", n)),
        "kept_all": _("Kept on this device (nothing to send)"),
        "not_saved": _("Not saved"),
        "session_ended": _("Your session has ended"),
        "session_how": _("Your words stay here. Sign in in another tab; this page then goes on by itself."),
        "sign_in": _("Sign in in another tab"),
    }


def _away() -> dict[str, str | dict[str, str]]:
    """What is said when changes of two meet after one was without the network."""
    return {
        "back": _("You are connected again"),
        "others_changed": counted(
            lambda n: _n("Meanwhile others changed %(num)s paragraph.", "Meanwhile others changed %(num)s paragraphs.", n)
        ),
        "mine_joined": counted(
            lambda n: _n(
                "Your change in %(num)s paragraph has joined the text.",
                "Your changes in %(num)s paragraphs have joined the text.",
                n,
            )
        ),
        "both_changed": _("%(paragraph)s was changed by others and by you", paragraph="{paragraph}"),
        "theirs": _("Theirs"),
        "mine": _("Yours"),
        "together": _("Together, as it stands now"),
        "nothing": _("(no words)"),
        "keep_together": _("Keep it as it stands"),
        "take_theirs": _("Take theirs"),
        "take_mine": _("Take yours"),
        "chosen": _("Done; the text has what you chose."),
        "removed_by_them": _("Others removed a paragraph that you changed"),
        "removed_by_me": _("You removed a paragraph that others changed"),
        "orphan": _("Words were written in a paragraph while it was removed"),
        "bring_back": _("Bring the paragraph back"),
        "leave_removed": _("Leave it removed"),
        "understood": _("Close"),
    }


def _refused() -> dict[str, str | dict[str, str]]:
    return {
        "not_taken": _("The server did not take your last words"),
        "no_access": _("You can no longer open this text. Your words are still here."),
        "reload": _("The text on the server was set anew. Your words are still here."),
        "on_server": _("On the server"),
        "propose": _("Propose it as an amendment"),
        "download": _("Download your words"),
        "copy": _("Copy your words"),
        "copied": _("Copied."),
        "discard": _("Let them go and show the text of the server"),
    }
