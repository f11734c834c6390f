"""Passwords by argon2id; the parameters are cheap in tests only. Common ones, and variations of them, are refused."""

import os
import re
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from forum.kit.config import ROOT
from forum.kit.i18n import _
from forum.kit.text import plain
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Person

SHORTEST, LONGEST = 12, 200
ROWS = ("qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "98765432109876543210")
OWN = re.compile(r"[a-z]{4,}")


@lru_cache
def _hasher() -> PasswordHash:
    cheap = os.environ.get("FORUM_MODE") == "test"
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else Argon2Hasher(),))


@lru_cache
def common() -> frozenset[str]:
    return frozenset((ROOT / "data" / "common_passwords.txt").read_text().split())


def acceptable(password: str, person: Person | None = None) -> Verdict:
    """The rule for a new password."""
    if len(password) < SHORTEST:
        return refuse(_("A password has at least 12 characters."), _("Three or four words in a row do well."))
    if len(password) > LONGEST:
        return refuse(_("A password has at most 200 characters."), _("Choose a shorter one."))
    if _is_common(password.lower()):
        return refuse(_("This password is among the first that others would try."), _("Choose another one."))
    if person and _is_own(password, person):
        return refuse(_("This password is little more than your own name or address."), _("Choose another one."))
    return ALLOWED


def _is_common(password: str) -> bool:
    """In the list, or one of the list with signs before and after it, or twice, or a run on the keyboard."""
    stem = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    unit = next((password[:n] for n in range(1, len(password) // 2 + 1) if _repeats(password, n)), password)
    runs = any(password in line or password in line[::-1] for line in ROWS)
    return bool({password, stem, unit} & common()) or len(unit) < 6 or len(set(password)) < 4 or runs


def _repeats(password: str, size: int) -> bool:
    return (password[:size] * (len(password) // size + 1)).startswith(password)


def _is_own(password: str, person: Person) -> bool:
    """Whether less than half of it is left without the parts of the person's name and address."""
    left = plain(password)
    for part in sorted(OWN.findall(plain(f"{person.name} {person.email}")), key=len, reverse=True):
        left = left.replace(part, "")
    return len(left) < SHORTEST / 2 and len(left) < len(password)


def set_password(person: Person, password: str) -> None:
    person.password_hash = _hasher().hash(password)


@lru_cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def matches(person: Person | None, password: str) -> bool:
    """Whether it is the person's password; the same work is done where there is no such person."""
    known = person.password_hash if person and person.password_hash else _nobody()
    right = _hasher().verify(password[:LONGEST], known)
    return right and bool(person and person.password_hash and not person.closed_at)
