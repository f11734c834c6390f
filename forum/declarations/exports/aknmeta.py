"""What an Akoma Ntoso document says about itself: work, expression, manifestation, its life and who is named in it."""

import datetime as dt

from forum.declarations.exports import wording
from forum.declarations.exports.events import Event
from forum.declarations.exports.marking import MarkedText
from forum.declarations.exports.shape import Content
from forum.declarations.exports.xmltree import Element, add
from forum.kit.i18n import _, _l
from forum.kit.text import slug_of

# ISO 639-2, as the naming convention wants it.
CODES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "he": "heb", "it": "ita", "kk": "kaz", "pl": "pol",
    "pt": "por", "ru": "rus", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
# The code under which Akoma Ntoso documents from around the United Nations stand. It is the setting of the text, not its
# publisher: the author is the forum, and the document is marked as not authoritative.
COUNTRY = "un"
SUBTYPE = "deliberation"
OWN = "urn:forum-of-cities:export"
CONCEPTS = {
    "frozen": _l("Frozen"),
    "corrected": _l("Corrected"),
    "replaced": _l("Replaced in substance"),
    "opened": _l("Opened for signature"),
    "adopted": _l("Adopted"),
    "closed": _l("Closed"),
}


def code(language: str) -> str:
    return CODES.get(language, "und")


def work_uri(content: Content) -> str:
    """It lasts: the day of the first version, and the number of the declaration."""
    first = next((event.on for event in content.events if event.version), content.edition.frozen_at.date())
    return f"/akn/{COUNTRY}/statement/{SUBTYPE}/{slug_of(content.forum)}/{first}/declaration-{content.declaration}"


def expression_uri(content: Content, language: str, moment: dt.datetime) -> str:
    """With the moment of freezing, since two versions can be of one day."""
    return f"{work_uri(content)}/{code(language)}@{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def write(statement: Element, content: Content, marked: MarkedText | None) -> None:
    meta = add(statement, "meta")
    identification = add(meta, "identification", source="#platform")
    _work(add(identification, "FRBRWork"), content)
    _expression(add(identification, "FRBRExpression"), content)
    _manifestation(add(identification, "FRBRManifestation"), content, marked)
    _life(meta, content)
    _references(add(meta, "references", source="#platform"), content)
    _own(add(meta, "proprietary", source="#platform"), content, marked)


def person(place: int) -> str:
    """How the signatory at a place of `content.signatories` is referred to."""
    return f"ref_person_{place + 1}"


def _uris(parent: Element, uri: str, end: str = "") -> None:
    add(parent, "FRBRthis", value=f"{uri}/!main{end}")
    add(parent, "FRBRuri", value=f"{uri}{end}")


def _work(parent: Element, content: Content) -> None:
    _uris(parent, work_uri(content))
    add(parent, "FRBRalias", value=content.page, name="permanentAddress")
    first = next((event.on for event in content.events if event.version), content.edition.frozen_at.date())
    add(parent, "FRBRdate", date=first, name="generation")
    if content.adoption:
        add(parent, "FRBRdate", date=content.adoption.on, name="adoption")
    add(parent, "FRBRauthor", href="#forum", as_="#author")
    add(parent, "FRBRcountry", value=COUNTRY)
    add(parent, "FRBRsubtype", value=SUBTYPE)
    add(parent, "FRBRnumber", value=f"declaration-{content.declaration}")
    add(parent, "FRBRname", value=content.title)
    add(parent, "FRBRprescriptive", value="false")
    add(parent, "FRBRauthoritative", value="false")


def _expression(parent: Element, content: Content) -> None:
    edition = content.edition
    _uris(parent, expression_uri(content, content.language, edition.frozen_at))
    add(parent, "FRBRalias", value=content.address, name="permanentAddress")
    add(parent, "FRBRalias", value=content.canonical_address, name="canonicalText")
    add(parent, "FRBRdate", date=f"{edition.frozen_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}", name="frozen")
    add(parent, "FRBRauthor", href="#forum", as_="#author")
    add(parent, "FRBRversionNumber", value=edition.number)
    add(parent, "FRBRauthoritative", value="false")
    add(parent, "FRBRlanguage", language=code(content.language))
    if not content.is_authentic:
        source = expression_uri(content, content.authentic_language, edition.frozen_at)
        authentic = code(content.authentic_language)
        add(parent, "FRBRtranslation", href=source, fromLanguage=authentic, authoritative="false", by="#forum")


def _manifestation(parent: Element, content: Content, marked: MarkedText | None) -> None:
    end = f"-marked-against-{marked.against}.xml" if marked else ".xml"
    _uris(parent, expression_uri(content, content.language, content.edition.frozen_at), end)
    add(parent, "FRBRdate", date=f"{content.made_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}", name="markup")
    add(parent, "FRBRauthor", href="#platform", as_="#editor")
    add(parent, "FRBRformat", value="application/akn+xml")


def _versions(content: Content) -> list[Event]:
    return [event for event in content.events if event.version] or [
        Event("frozen", content.edition.frozen_at.date(), content.edition.frozen_at, content.edition.number)
    ]


def _life(meta: Element, content: Content) -> None:
    """Versions are events of the text; opening, adoption and closing are steps of the procedure."""
    lifecycle = add(meta, "lifecycle", source="#platform")
    for place, event in enumerate(_versions(content), 1):
        kind = "generation" if place == 1 else "amendment"
        source, concept = f"#ref_version_{event.version}", f"#ref_status_{event.what}"
        eid = f"meta__lifecycle__ev_{place}"
        add(lifecycle, "eventRef", date=event.on, source=source, refersTo=concept, type=kind, eId=eid)
    workflow = add(meta, "workflow", source="#platform")
    for place, event in enumerate(content.events, 1):
        outcome, eid = f"#ref_status_{event.what}", f"meta__workflow__step_{place}"
        add(workflow, "step", date=event.on, by="#forum", as_="#author", outcome=outcome, eId=eid)
    if not content.events:
        meta.remove(workflow)


def _references(parent: Element, content: Content) -> None:
    for place, event in enumerate(_versions(content), 1):
        name, href = (
            ("original" if place == 1 else "passiveRef"),
            expression_uri(content, content.authentic_language, event.at),
        )
        said = wording.event_name(event.what, event.version)
        add(parent, name, eId=f"ref_version_{event.version}", href=href, showAs=said)
    ontology = "/akn/ontology"
    own = slug_of(content.forum)
    add(parent, "TLCOrganization", eId="forum", href=f"{ontology}/organization/{own}", showAs=content.forum)
    add(parent, "TLCOrganization", eId="platform", href=f"{ontology}/organization/{own}.platform", showAs=content.forum)
    for place, one in enumerate(content.signatories):
        href = f"{ontology}/person/declaration-{content.declaration}.signatory-{place + 1}"
        add(parent, "TLCPerson", eId=person(place), href=href, showAs=one.holder or one.byline)
        city = f"{ontology}/organization/city.{one.country_code.lower()}.{slug_of(one.city)}.{place + 1}"
        add(parent, "TLCOrganization", eId=f"ref_city_{place + 1}", href=city, showAs=one.city)
    roles = {"author": _("Author"), "editor": _("Editor"), "signatory": _("Signatory")}
    for name, said in roles.items():
        add(parent, "TLCRole", eId=name, href=f"{ontology}/role/{name}", showAs=said)
    for name in dict.fromkeys(event.what for event in (*_versions(content), *content.events)):
        href = f"{ontology}/concept/status/{name}"
        add(parent, "TLCConcept", eId=f"ref_status_{name}", href=href, showAs=str(CONCEPTS[name]))


def _own(parent: Element, content: Content, marked: MarkedText | None) -> None:
    """What Akoma Ntoso has no element for: by what the text can be checked."""
    edition, head = content.edition, content.head
    values = {
        "sha256": content.sha256,
        "manifestSha256": edition.manifest_sha256,
        "stage": content.stage,
        "registerSize": head.size if head else "",
        "registerRoot": head.root if head else "",
        "registerTime": head.time if head else "",
        "markedAgainst": marked.against if marked else "",
        "signatures": content.counts.signed,
        "licence": content.licence_url or content.licence,
        "notice": content.notice,
        "demonstration": content.demonstration,
    }
    for name, value in values.items():
        if value != "":
            child = parent.makeelement(f"{{{OWN}}}{name}")
            child.text = wording.visible(str(value))
            parent.append(child)
