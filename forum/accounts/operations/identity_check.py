"""Proving again who one is, before an act that must not be done on a borrowed browser."""

from dataclasses import dataclass

from forum.accounts import passwords
from forum.accounts.operations import second_factor
from forum.kit.i18n import _
from forum.kit.verdict import Verdict
from models import Person


@dataclass(frozen=True)
class Proof(Verdict):
    """A verdict that also names the field that was wrong."""

    field: str = "password"


def needs_code(person: Person) -> bool:
    """Whether a code of the second factor is asked for beside the password."""
    return second_factor.enrolled(person.id) is not None


def confirm_identity(person: Person, password: str, code: str = "") -> Proof:
    """Password and, where one is enrolled, second factor. A code serves once, and only after the right password."""
    if not passwords.matches(person, password):
        return Proof(False, _("This is not your password."), _("Type it again."), "password")
    if needs_code(person) and not second_factor.use_code(person.id, code):
        sentence = _("This code is not right, or it was used before.")
        return Proof(False, sentence, _("Wait for the next one, or take a recovery code."), "code")
    return Proof(True)
