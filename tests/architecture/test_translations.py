"""French and Russian are complete: every string of the code is in both catalogues, with the same places to fill in."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from forum.kit.config import ROOT

KEYWORDS = {"_": None, "gettext": None, "_l": None, "_n": (1, 2), "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)[sd]|%%")


@pytest.fixture(scope="module")
def strings():
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found if message}


def catalogue(language):
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def test_no_string_hides_in_an_f_string():
    hidden = [path.name for path in (ROOT / "forum").rglob("*.py") if re.search(r"\{_[nl]?\(", path.read_text())]
    assert not hidden, "the extraction does not look into f-strings"


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_nothing_is_left_in_english(strings, language):
    known = catalogue(language)
    missing = [s for s in strings if not known.get(s) or not known.get(s).string or known.get(s).fuzzy]
    assert not missing, f"{len(missing)} strings, among them {missing[:5]}"


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_the_same_places_are_filled_in(language):
    wrong = [m.id for m in catalogue(language) if m.id and not same_places(m)]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_the_catalogue_says_that_nobody_has_reviewed_it_yet(language):
    assert "not yet reviewed" in catalogue(language).header_comment


def same_places(message: Message) -> bool:
    originals = message.id if isinstance(message.id, tuple | list) else (message.id,)
    translated = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = set(PLACES.findall(originals[-1]))
    found = [set(PLACES.findall(one)) for one in translated]
    return found[-1] == wanted and all(one <= wanted for one in found)  # "One point waits" needs no number
