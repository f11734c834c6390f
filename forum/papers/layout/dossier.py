"""The sections of a dossier: how it is made, the texts by agenda item, the evidence, the numbers."""

from typing import Any

from forum.cities import countries
from forum.exchange.vocabulary import THEMES
from forum.kit.i18n import _, language
from forum.papers.content.dossier import grouped
from forum.papers.content.statistics import DEFINITIONS
from forum.papers.layout.frame import day, language_name, said
from forum.papers.shape import Block, Run, Section, Table, paragraph, words

Entry = dict[str, Any]


def sections(content: dict[str, Any]) -> list[Section]:
    found = [_about(content), *all_texts(content)]
    found += annex(content["entries"], content["language"])
    return [*found, *numbers(content["statistics"])]


def _about(content: dict[str, Any]) -> Section:
    count = content["statistics"]["recommendations"]
    lines = (
        _("This dossier holds the recommendations of cities that were forwarded to this session: %(count)s.", count=count),
        _("They stand in the order of the agenda, those of one item in the order of their forwarding."),
        _("Each text is the one that its sponsors agreed to. What happens to it afterwards is told under its address."),
    )
    return Section(1, "about", _("About this dossier"), tuple(paragraph(line) for line in lines))


def item_title(item: Entry) -> str:
    return _("Agenda item %(number)s: %(title)s", number=item["number"], title=item["title"]) if item else _("Other")


def all_texts(content: dict[str, Any]) -> list[Section]:
    """By agenda item; where none is entered there are no others either."""
    groups = grouped(content["entries"])
    found: list[Section] = []
    for item, entries in groups:
        title = item_title(item) if item or len(groups) > 1 else _("Recommendations")
        found += _texts(item, title, entries, content["language"])
    return found


def _texts(item: Entry, title: str, entries: list[Entry], spoken: str) -> list[Section]:
    """A section for the item, one under it for each recommendation."""
    key = f"item-{item['position']}" if item else "item-other"
    found = [Section(1, key, title)]
    for one in entries:
        found += _recommendation(one, spoken)
    return found


def _recommendation(one: Entry, around: str) -> list[Section]:
    key, other = f"recommendation-{one['id']}", one["language"] if one["language"] != around else ""
    sponsors = ", ".join(f"{s['city']} ({country(s['country'])})" for s in one["sponsors"])
    spoken = dict.fromkeys([one["language"], *one["languages"]])
    head = [
        Block("small", (Run(one["reference"], one["url"]),)),
        _fact(_("Sponsors"), sponsors),
        _fact(_("Forwarded on"), day(one["forwarded_on"])),
        _fact(_("Languages"), ", ".join(language_name(code) for code in spoken)),
        _fact(_("Themes"), ", ".join(str(THEMES.get(key, key)) for key in one["themes"])),
    ]
    head += [Block("quote", words(part)) for part in one["cover_note"].split("\n\n") if part.strip()]
    parts = [
        (_("What is asked"), asks(one["asks"], other)),
        (_("Why"), said(one["why"], other)),
        (_("Costs and resources"), said(one["costs"], other)),
        (_("Evidence"), _cited(one, f"annex-{one['id']}")),
    ]
    found = [Section(2, key, one["title"], tuple(block for block in head if block.runs), other)]
    for place, (title, blocks) in enumerate(parts, 1):
        if blocks:
            found.append(Section(3, f"{key}-{place}", title, tuple(blocks)))
    return found


def _fact(label: str, value: str) -> Block:
    return Block("p", (Run(f"{label}: ", strong=True), Run(value)) if value else ())


def asks(found: list[Entry], spoken: str) -> list[Block]:
    """Numbered, each with of whom it is asked where that is not the body itself."""
    blocks: list[Block] = []
    for ask in found:
        first, *rest = said(ask["words"], spoken) or [Block("p")]
        whom = (Run(" " + _("(asked of: %(whom)s)", whom=ask["of_whom"])),) if ask["of_whom"] else ()
        blocks.append(Block("item", (*first.runs, *(() if rest else whom)), ask["number"], spoken))
        blocks += rest
        if rest and whom:
            blocks.append(Block("p", whom))
    return blocks


def _cited(one: Entry, key: str) -> list[Block]:
    if not one["evidence"]:
        return []
    sentence = _("In the annex: %(count)s.", count=len(one["evidence"]))
    return [Block("p", (Run(sentence, f"#{key}"),))]


def annex(entries: list[Entry], spoken: str) -> list[Section]:
    """What the recommendations rest on, in the words that were cited."""
    cited = [one for one in entries if one["evidence"]]
    if not cited:
        return []
    found = [Section(1, "annex", _("Annex: evidence"))]
    for one in cited:
        other = one["language"] if one["language"] != spoken else ""
        blocks: list[Block] = [Block("small", (Run(one["reference"], f"#recommendation-{one['id']}"),))]
        for number, piece in enumerate(one["evidence"], 1):
            blocks.append(Block("item", (Run(piece["label"], piece["url"]),), number))
            blocks += [Block("quote", words(piece["quote"]), language=other)] if piece["quote"] else []
            blocks += [paragraph(piece["note"], "small", language=other)] if piece["note"] else []
        found.append(Section(2, f"annex-{one['id']}", one["title"], tuple(blocks), other))
    return found


def numbers(found: dict[str, Any]) -> list[Section]:
    """Each number with what exactly it counts, then countries and themes."""
    rows = [
        (words(str(label), strong=True), words(str(found[key])), words(str(said)))
        for key, (label, said) in DEFINITIONS.items()
    ]
    head = (_("Number"), _("Count"), _("What is counted"))
    sections = [Section(1, "numbers", _("Statistics"), (_table(head, rows, (3, 1, 6)),))]
    by_country = [(words(country(key)), words(str(count))) for key, count in found["by_country"]]
    by_theme = [(words(str(THEMES.get(key, key))), words(str(count))) for key, count in found["by_theme"]]
    if by_country:
        table = _table((_("Country"), _("Sponsoring cities")), by_country, (3, 1))
        sections.append(Section(2, "numbers-countries", _("By country"), (table,)))
    if by_theme:
        table = _table((_("Theme"), _("Recommendations")), by_theme, (3, 1))
        sections.append(Section(2, "numbers-themes", _("By theme"), (table,)))
    return sections


def country(iso2: str) -> str:
    return countries.names(language()).get(iso2, iso2)


def _table(heads: tuple[str, ...], rows: Any, widths: tuple[int, ...]) -> Block:
    return Block("table", table=Table(heads, tuple(tuple(row) for row in rows), widths))
