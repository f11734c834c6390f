"""Passwords by argon2id; the parameters are cheap in tests only."""

import os
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Person

SHORTEST = 12
COMMON = frozenset({"password1234", "123456789012", "qwertyuiop12", "passwordpassword", "administrator", "letmeinletmein"})


@lru_cache
def _hasher() -> PasswordHash:
    cheap = os.environ.get("FORUM_MODE") == "test"
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else Argon2Hasher(),))


def acceptable(password: str) -> Verdict:
    """The rule for a new password."""
    if len(password) < SHORTEST:
        return refuse(_("A password has at least 12 characters."), _("Three or four words in a row do well."))
    if password.lower() in COMMON or len(set(password)) < 4:
        return refuse(_("This password is among the first that others would try."), _("Choose another one."))
    return ALLOWED


def set_password(person: Person, password: str) -> None:
    person.password_hash = _hasher().hash(password)


@lru_cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def matches(person: Person | None, password: str) -> bool:
    """Whether it is the person's password; the same work is done where there is no such person."""
    known = person.password_hash if person and person.password_hash else _nobody()
    return _hasher().verify(password, known) and bool(person and person.password_hash and not person.closed_at)
