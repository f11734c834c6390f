"""The look in figures: contrast of every pair of inks, weight of fonts and style sheets, nothing raw outside the tokens."""

import gzip
import re

import pytest

from forum.kit.assets import BUNDLES, STATIC, asset, stylesheet
from forum.kit.config import ROOT

TEMPLATES = ROOT / "templates"

TOKENS = "".join((STATIC / "css" / name).read_text() for name in ("tokens.css", "inks.css"))
SHEETS = sorted((STATIC / "css").rglob("*.css"))
PENS = tuple(f"pen-{number}" for number in range(1, 9))
INKS = ("ink", "ink-soft", "accent", "accent-strong", "open", "waiting", "agreed", "refused", *PENS)
GROUNDS = ("paper", "sheet", "quiet")
# What is written on what, beside every ink on every ground.
PAIRS = (
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent-strong", "accent-field"), ("ink", "mark"),
    *((ink, f"{ink}-field") for ink in ("open", "waiting", "agreed", "refused")),
    *(("ink", f"{ground}-field") for ground in ("open", "waiting", "agreed", "refused", "accent")),
    *((ink, ground) for ink in INKS for ground in GROUNDS),
)  # fmt: skip


def colours() -> dict[str, tuple[str, str]]:
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids=lambda name: name)
def test_every_word_can_be_read(ink, ground, scheme):
    known = colours()
    assert contrast(known[ink][scheme], known[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(scheme):
    known = colours()
    for ground in GROUNDS:
        assert contrast(known["line-strong"][scheme], known[ground][scheme]) >= 3


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_colours_come_from_tokens(path):
    if path.name in ("tokens.css", "inks.css"):
        return
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)|\.tone-\d \{[^}]*\}|\.map[^{]*\{[^}]*\}", "", path.read_text(), flags=re.S)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", text), "a colour of its own"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_layouts_survive_right_to_left(path):
    text = path.read_text()
    sides = r"[;{\s](?:margin|padding|border)-(?:left|right)\s*:|[;{\s](?:left|right)\s*:\s|text-align:\s*(?:left|right)"
    assert not re.findall(sides, text), "say start and end, not left and right"


def test_every_sheet_is_in_one_bundle():
    order = " ".join((STATIC / "css" / listed).read_text() for listed in BUNDLES.values()).split()
    assert sorted(order) == sorted(str(path.relative_to(STATIC / "css")) for path in SHEETS)


def parts_of(name, seen=None):
    """The templates that a page is made of, itself among them."""
    seen = set() if seen is None else seen
    if name not in seen and (TEMPLATES / name).is_file():
        seen.add(name)
        text = (TEMPLATES / name).read_text()
        for other in re.findall(r'{%-?\s*(?:extends|include|from|import)\s+"([^"]+)"', text):
            parts_of(other, seen)
    return seen


def scripts_of(page):
    """What a page fetches: the behaviours that its templates name, each on its own, and what gives them out."""
    named = " ".join(
        words for part in parts_of(page) for words in re.findall(r'data-behaviour="([^"]*)"', (TEMPLATES / part).read_text())
    )
    asked = [STATIC / "js" / "behaviours" / f"{name}.js" for name in set(re.findall(r"[\w-]+", named))]
    return [STATIC / "js" / "main.js", STATIC / "vendor" / "htmx.min.js", *(path for path in asked if path.is_file())]


def test_style_and_script_of_a_page_weigh_at_most_40_kb():
    style = len(gzip.compress(stylesheet().encode(), 9))
    pages = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if path.name[0] != "_"]
    weights = {page: sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts_of(page)) for page in pages}
    heaviest = max(weights, key=weights.__getitem__)
    assert style + weights[heaviest] <= 40 * 1024, (heaviest, style, weights[heaviest])
    assert STATIC / "js" / "behaviours" / "quote.js" in scripts_of("declarations/declaration.html")


def test_fonts_of_a_page_weigh_at_most_120_kb():
    """The heaviest Latin page has both voices, italics, titles and extended letters; Russian titles use the serif."""

    def weight(*names: str) -> int:
        return sum((STATIC / "fonts" / f"{name}.woff2").stat().st_size for name in names)

    latin = ("sans-latin", "serif-latin", "serif-latin-italic", "display-latin")
    assert weight(*latin, "sans-latin-ext", "serif-latin-ext", "display-latin-ext") <= 120 * 1024
    assert weight("sans-latin", "sans-cyrillic", "serif-latin", "serif-cyrillic", "serif-cyrillic-italic") <= 120 * 1024


def test_fonts_are_addressed_by_their_hash():
    addresses = re.findall(r'url\("([^"]+woff2)"\)', stylesheet())
    assert len(addresses) == 11
    assert set(addresses) <= {asset(f"fonts/{path.name}") for path in (STATIC / "fonts").glob("*.woff2")}
