"""The content of exports: frozen words, languages, signatories and their states, and a version marked against another."""

import datetime as dt

import pytest

from forum.declarations.exports import FORMATS, render, wording
from forum.declarations.exports.content import content_of
from forum.declarations.exports.marking import marked
from forum.declarations.operations import clauses
from forum.declarations.queries import declarations as reading
from forum.kit import clock
from forum.kit.canonical import canonical_json
from models import Signature, SignatureContest, SignatureWithdrawal
from tests.declarations.conftest import issue
from tests.declarations.test_languages import FRENCH, french, opened


def fresh(dossier):
    """As a request loads it."""
    return reading.get(None, dossier.id)


def sign(make, dossier, actor, **given):
    """A signature as a row, whatever the way to it is."""
    row = Signature(declaration_id=dossier.id, version_id=dossier.version.id, city_id=actor.city_id, at=clock.now())
    row.person_id, row.mandate_id, row.byline = actor.person_id, actor.mandate_id, actor.byline
    stated = {"holder": actor.person.name, "office": actor.mandate.office, "role": actor.role}
    row.statement, row.standing = canonical_json(stated), True
    for name, value in given.items():
        setattr(row, name, value)
    return make.add(row)


def texts(content):
    return [(p.mark, p.text) for p in content.paragraphs]


def joined(paragraph, *kinds):
    return "".join(s.text for s in paragraph.segments if s.kind in ("same", *kinds))


def test_a_version_is_printed_as_it_was_frozen(people, write):
    dossier = write("open")
    for clause in dossier.clauses:
        clause.text = "Changed in the rows;"
    dossier.row.title = "Another title"
    content = content_of(dossier, dossier.version)
    assert content.title == "Trees for every street" and content.is_authentic and content.complete
    assert texts(content)[:3] == [
        ("", "Recalling the Geneva Declaration of Mayors,"),
        ("1.", "Invites all cities to plant trees:"),
        ("(a)", "Along streets;"),
    ]
    assert [(p.text, p.em) for p in content.paragraphs[1].pieces] == [
        ("Invites", True),
        (" all cities to plant trees:", False),
    ]
    assert content.address.endswith(f"/declarations/{dossier.id}/versions/1")
    assert content.canonical_address.endswith("/versions/1.json")
    assert content.sha256 == content.edition.sha256 == dossier.version.sha256
    assert "not an official document system" in content.notice and "not symbols" in content.notice
    assert [event.what for event in content.events] == ["frozen", "opened"] and content.opened_at == dossier.version.at


def test_numbers_of_signatures_are_those_of_the_pages(people, write, make):
    dossier = write("open")
    uid = dossier.clauses[1].uid
    sign(make, dossier, people.lead_mayor, remark="Gladly.", reservation="Not in winter.", reserved_clauses=[uid])
    sign(make, dossier, people.other_mayor, method="passkey", reservation="As law allows.", reserved_clauses=[])
    gone = sign(make, dossier, people.group_mayor, standing=False)
    who = {"person_id": gone.person_id, "mandate_id": gone.mandate_id}
    make.add(SignatureWithdrawal(signature_id=gone.id, at=clock.now(), reason="By mistake.", **who))
    dossier = fresh(dossier)
    content = content_of(dossier, dossier.version)
    assert content.counts.signed == len(dossier.standing) == len(content.counted) == 2
    assert (content.counts.countries, content.counts.reservations, content.counts.withdrawn) == (2, 2, 1)
    assert content.counts.by_passkey == content.counts.attested == 1
    assert {uid: [one.city for one in found] for uid, found in content.reservations.items()} == {
        uid: ["Braga"],
        "": ["Tampere"],
    }
    by_city = {one.city: one for one in content.signatories}
    assert by_city["Lviv"].state == "withdrawn" and by_city["Lviv"].reason == "By mistake."
    assert by_city["Braga"].reserved == ((uid, "1"),) and by_city["Braga"].office == "Mayor"
    assert by_city["Braga"].country == "Portugal" and by_city["Braga"].holder == people.lead_mayor.person.name


def test_what_is_contested_counts_no_more_and_what_is_noted_does(people, write, make):
    dossier = write("closed")
    (noted,) = dossier.signatures
    who = {"person_id": noted.person_id, "mandate_id": noted.mandate_id, "at": clock.now()}
    make.add(SignatureWithdrawal(signature_id=noted.id, reason="A new council.", noted=True, **who))
    make.session.expire(noted)
    contested = sign(make, dossier, people.other_mayor, standing=False, register_index=9_001)
    given = {"act": "signature", "contests": 9_001, "register_index": 9_002, "reason": "This was not me."}
    ids = {"declaration_id": dossier.id, "signature_id": contested.id, "city_id": contested.city_id, "act_id": contested.id}
    make.add(SignatureContest(**ids, **given, **who))
    dossier = fresh(dossier)
    content = content_of(dossier, dossier.version)
    told = {one.city: (one.state, one.reason) for one in content.signatories}
    assert told == {"Braga": ("noted", "A new council."), "Tampere": ("contested", "")}
    assert content.counts.signed == len(dossier.standing) == 1
    assert (content.counts.noted, content.counts.contested, content.counts.withdrawn) == (1, 1, 0)


def test_a_correction_that_was_objected_to_takes_nobodys_place(people, write):
    dossier = write("open", signed=True)
    first = dossier.version
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        issue(dossier, people.chair, "editorial", "Spelling.", {dossier.clauses[2].uid: "Along all streets;"})
    second = dossier.versions[-1]
    second.objected_at = clock.now() + dt.timedelta(hours=2)
    dossier = fresh(dossier)
    old, new = content_of(dossier, first), content_of(dossier, second)
    assert old.edition.superseded_by is None and old.counts.signed == len(dossier.standing) == 1
    assert new.edition.objected_at == second.objected_at
    assert "A signatory objected to this correction; it is not in force." in wording.stage_lines(new)


def test_a_change_of_substance_leaves_signatures_under_the_earlier_text(people, write):
    dossier = write("open", signed=True)
    first = dossier.version
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        issue(dossier, people.chair, "substantive", "More.", {dossier.clauses[1].uid: "Urges all cities to plant oaks:"})
    dossier = fresh(dossier)
    old, new = content_of(dossier, first), content_of(dossier, dossier.version)
    assert [one.state for one in new.signatories] == ["earlier"] and new.counts.signed == 0 and new.counts.earlier == 1
    assert old.edition.superseded_by == 2 and new.edition.superseded_by is None
    assert [event.what for event in old.events] == ["frozen", "opened"]
    assert [event.what for event in new.events] == ["frozen", "opened", "replaced"]


def test_a_correction_carries_signatures_and_adoption(people, write):
    dossier = write("adopted")
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        issue(dossier, people.chair, "editorial", "Spelling.", {dossier.clauses[2].uid: "Along all streets;"})
    dossier = fresh(dossier)
    content = content_of(dossier, dossier.version)
    assert [(one.state, one.version) for one in content.signatories] == [("counted", 1)]
    assert content.adoption.place == "Geneva" and content.edition.note == "Spelling."
    assert {event.what for event in content.events} == {"frozen", "opened", "adopted", "corrected"}


def test_a_translation_has_the_authentic_numbers_and_says_what_is_missing(people, write):
    dossier = write("drafting")
    french(dossier, people.group_mayor, 4)
    opened(dossier, people)
    content = content_of(dossier, dossier.version, "fr")
    assert content.title == "Des arbres pour chaque rue" and not content.complete and not content.is_authentic
    assert texts(content)[1] == ("1.", FRENCH[1])
    last = content.paragraphs[-1]
    assert last.missing and last.language == "en" and last.text == "Requests the Committee to take note."
    assert content.reference == f"Déclaration {dossier.id}, version 1" or content.reference.startswith("Declaration")
    assert [(one.code, one.complete) for one in content.languages] == [("en", True), ("fr", False)]
    with pytest.raises(KeyError):
        content_of(dossier, dossier.version, "ru")


def test_notes_are_numbered_and_say_only_what_is_public(people, write):
    dossier = write("drafting")
    clause = dossier.clauses[1]
    clause.runs = [
        ["Invites all cities", {}],
        [{"citation": "indicator:EC.ICT.ICT.1C"}, {}],
        [" to plant trees:", {"em": True}],
    ]
    dossier.clauses[3].runs = [
        ["Requests ", {}],
        ["the Committee", {"link": "https://example.org/a"}],
        [" to take note.", {}],
        [{"citation": "contribution:99"}, {}],
        [{"citation": "indicator:EC.ICT.ICT.1C"}, {}],
    ]
    opened(dossier, people)
    content = content_of(dossier, dossier.version)
    assert content.paragraphs[1].notes == (1,) and content.paragraphs[3].notes == (2, 1)
    assert "U4SSC" in content.notes[0].label and content.notes[1].label == "A source that is not public."
    assert [p.link for p in content.paragraphs[3].pieces if p.link] == ["https://example.org/a"]


def changed(dossier, people):
    """A second version in which a paragraph has other words, one came, one went, one moved."""
    first, second = dossier.clauses[0], dossier.clauses[1]
    later = clock.now() + dt.timedelta(hours=1)
    with clock.at(later):
        clauses.change_clause(dossier, people.group_delegate, second, "operative", "Urges all big cities to plant oaks:", 1)
    with clock.at(later + dt.timedelta(hours=1)):
        clauses.remove_clause(dossier, people.lead_mayor, dossier.clauses[2], 1)
        clauses.add_clause(dossier, people.group_mayor, "preambular", "Noting the heat,", first.uid)
        clauses.move_clause(dossier, people.lead_mayor, dossier.clauses[-1], -1)


@pytest.fixture
def two_versions(people, write):
    from forum.declarations.operations.versions import freeze

    dossier = write("drafting")
    older = freeze(dossier, people.chair, "first")
    changed(dossier, people)
    with clock.at(clock.now() + dt.timedelta(hours=3)):
        newer = freeze(dossier, people.chair, "substantive", "After the talks.")
    return dossier, older, newer


@pytest.mark.parametrize("attributed", [False, True])
def test_a_marked_text_holds_both_texts_to_the_letter(two_versions, attributed):
    dossier, older, newer = two_versions
    rows = marked(dossier, newer, older, attributed).paragraphs[1:]
    before, after = content_of(dossier, older), content_of(dossier, newer)
    assert [joined(row, "inserted") for row in rows if not row.gone] == [p.text for p in after.paragraphs]
    assert [joined(row, "deleted") for row in rows if not row.new] == [p.text for p in before.paragraphs]
    assert [row.act for row in rows].count("away") == 1 and [row.moved for row in rows if not row.gone].count(True) == 1


def test_marks_name_cities_only_for_those_who_may_know(two_versions, people):
    dossier, older, newer = two_versions
    plain, told = (marked(dossier, newer, older, attributed).paragraphs for attributed in (False, True))
    assert {s.by for row in plain for s in row.segments if s.kind != "same"} == {"Version 2"}
    row = next(row for row in told if row.act == "changed")
    assert {(s.kind, s.by) for s in row.segments if s.kind != "same"} == {("inserted", "Lviv"), ("deleted", "Lviv")}
    removed = next(row for row in told if row.act == "removed")
    assert [(s.text, s.by) for s in removed.segments] == [("Along streets;", "Braga")]
    assert removed.segments[0].at > row.segments[0].at if row.segments[0].at else True
    added = next(row for row in told if row.act == "added")
    assert {s.by for s in added.segments} == {"Lviv"}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
def test_every_format_is_made_of_a_declaration_in_each_language(people, write, name):
    dossier = write("drafting")
    french(dossier, people.group_mayor)
    opened(dossier, people)
    for language in ("en", "fr"):
        assert render(name, dossier, dossier.version, language)


@pytest.mark.parametrize("name", [name for name in sorted(set(FORMATS) - {"pdf"}) if "marked" in FORMATS[name].variants])
def test_marked_formats_name_cities_only_when_asked_to(two_versions, name):
    dossier, older, newer = two_versions
    plain, told = (render(name, dossier, newer, against=older, attributed=attributed) for attributed in (False, True))
    assert plain != told or name == "markdown"  # which has no place for who it was


def test_an_export_speaks_the_language_of_its_text(people, write):
    """Whoever asks for it, and in whatever language they read the site."""
    from flask_babel import force_locale

    dossier = write("open")
    with force_locale("ru"):
        text = render("markdown", dossier, dossier.version).decode()
    assert "## Signatories" in text and "Nobody has signed yet." in text
