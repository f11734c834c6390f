"""Names show all that they are; passwords are not among the first that others try; `next` stays in this site."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts import names, passwords
from forum.kit.security import local_path
from models import Person

GOOD = ("Ana Reis", "Οδυσσέας Ελύτης", "Айжан Серік", "Jean-Luc O’Neill", "María José Núñez", "Nguyễn Văn An", "李小龍",
        "山田 たろう", "김민수", "Αθηνά Smith", "J. R. Weber", "Müller, Eva", "გიორგი მელაძე", "מרים לוי")  # fmt: skip
MIXED = "mixes letters of two scripts that look alike."
BAD = (
    ("", "A name has at least two letters."),
    ("A", "A name has at least two letters."),
    ("...", "A name has at least two letters."),
    ("Аna Reis", MIXED),
    ("Ana Rеis", MIXED),
    ("Ana-Аnna", MIXED),
    ("Ana \u202eReis", "A character that nobody sees"),
    ("Ana\u200bReis", "A character that nobody sees"),
    ("Ana\u00adReis", "A character that nobody sees"),
    ("Ana\x00Reis", "A character that nobody sees"),
    ("Ana\nReis", "cannot stand in a name."),
    ("Ana ✔", "cannot stand in a name."),
    ("Ana <b>", "cannot stand in a name."),
    ("Ana Reis (verified)", "cannot stand in a name."),
    ("Ana 007", "cannot stand in a name."),
    ("A" * 121, "This is longer than 120 characters."),
    ("Za" + "\u0335" * 8, "Too many marks stand over one letter."),
)


@pytest.mark.parametrize("name", GOOD)
def test_names_of_the_region_and_beyond(name):
    assert names.acceptable(names.cleaned(name))


@pytest.mark.parametrize(("name", "sentence"), BAD)
def test_what_is_no_name(name, sentence):
    assert sentence in names.acceptable(name).sentence


def test_cleaning():
    assert names.cleaned("  Jose\u0301\u00a0  Reis ") == "José Reis"


@given(st.text(max_size=40))
def test_whatever_is_accepted_is_seen(text):
    name = names.cleaned(text)
    if names.acceptable(name):
        assert name.isprintable() and name == names.cleaned(name)


@pytest.mark.parametrize(
    ("password", "allowed"),
    [
        ("rain in the square", True),
        ("eleven char", False),
        ("twelve chars", True),
        ("password1234", False),
        ("Password2026!", False),
        ("qwertyuiopas", False),
        ("passwordpassword", False),
        ("123456789012", False),
        ("aaaaaaaaaaaa", False),
        ("abcabcabcabc", False),
        ("!!!monkey!!!", False),
        ("ana.reis.braga", False),
        ("AnaReis20261234", True),
        ("ä" * 6 + "öüß-wort", True),
        ("x" * 201, False),
    ],
)
def test_passwords(password, allowed):
    person = Person(name="Ana Reis", email="ana@braga.example")
    assert bool(passwords.acceptable(password, person)) is allowed


def test_a_few_thousand_are_listed():
    assert len(passwords.common()) > 4000


@given(st.text(max_size=30).map(lambda text: "/" + text) | st.text(max_size=40))
def test_next_never_leaves_this_site(target):
    """As a browser reads it: backslashes are slashes, tabs and line ends are dropped."""
    path = local_path(target)
    assert path.startswith("/") and not path.startswith("//") and "\\" not in path
    assert not any(ord(c) <= 32 for c in path)
    parts = urlsplit(path)
    assert not parts.scheme and not parts.netloc
