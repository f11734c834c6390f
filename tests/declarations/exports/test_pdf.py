"""PDF of a declaration: what its pages say and in which order, how it is tagged, hostile words, limits of the typesetter."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import playwright
import pytest

from forum.declarations.exports import pdf
from forum.declarations.exports.events import Adoption
from forum.declarations.exports.marking import Marked, MarkedText, Segment
from forum.kit import typesetting
from tests import services
from tests.declarations.exports.printed import TREES, WHEN, Words, content, signatory

RUSSIAN = (
    "Напоминая о Женевской декларации мэров,", "Будучи убеждены, что тень — это право,", "Что делают города",
    "Предлагает всем городам сажать деревья:", "Вдоль улиц шире двенадцати метров:", "с обеих сторон;", "с одной стороны;",
    "Во дворах школ;", "Просит Комитет принять это к сведению.", "Что дальше", "Постановляет собраться через два года.",
)  # fmt: skip
FRENCH = tuple(f"Paragraphe {place} en français," for place in range(len(TREES)))
SIGNED = (
    signatory(),
    signatory("Lviv", "Ukraine", holder="Олена Коваль", delegation="2026-11-01/2026-12-31", method="password+totp",
              reservation="Lviv plants where no mines lie.", reserved=(("c3", "1"), ("c4", "1 (a)"))),
    signatory("Tampere", "Finland", remark="A street in Tampere may be made of snow."),
    signatory("Graz", "Austria", state="contested", ended_at=WHEN, reason="This was not me."),
)  # fmt: skip


def words_of(file: bytes) -> str:
    """What a reader hears, in the order of the file, as one line."""
    program = shutil.which("pdftotext") or services.missing("poppler-utils (pdftotext)")
    done = subprocess.run([program, "-raw", "-enc", "UTF-8", "-", "-"], input=file, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def in_order(text: str, *phrases: str) -> None:
    place = 0
    for phrase in phrases:
        found = text.find(phrase, place)
        assert found >= 0, f"{phrase!r} does not follow in {text[place : place + 300]!r}"
        place = found + len(phrase)


def translated(words, language, title):
    return content([(kind, said) for (kind, _own), said in zip(TREES, words, strict=True)], language, title=title)


def marked_file(made) -> bytes:
    same = [Marked(p.uid, p.kind, p.mark, p.number, "same", (Segment("same", p.text),), ()) for p in made.paragraphs[:3]]
    words = (Segment("same", "Invites "), Segment("deleted", "some cities"), Segment("inserted", "all cities"))
    title = Marked("title", "title", "", "", "same", (Segment("same", made.title),), ())
    gone = Marked("c9", "operative", "2.", "2", "removed", (Segment("deleted", "Asks for money."),), ())
    rows = (title, *same, Marked("c3", "operative", "1.", "1", "changed", words, ()), gone)
    return pdf.marked(made, MarkedText(rows, (), 1))


def every_kind() -> dict[str, bytes]:
    made, russian = content(signatories=SIGNED), translated(RUSSIAN, "ru", "Деревья для каждой улицы")
    return {"clean": pdf.clean(made), "parallel": pdf.parallel([made, russian]), "marked": marked_file(made)}


def roles(file: pikepdf.Pdf) -> list[str]:
    """The types of all structure elements."""
    found, waiting = [], [file.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        found += [str(node.S).lstrip("/")] if "/S" in node else []
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            waiting += [kid] if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR" else []
    return found


def test_the_pages_say_it_in_the_order_of_the_text(session):
    adoption = Adoption(WHEN.date(), "Geneva", "Maria Novak, Chair")
    text = words_of(pdf.clean(content(signatories=SIGNED, adoption=adoption)))
    in_order(
        text, "Forum of Cities", "Declaration 12, version 1", "Version 1, 20 November 2026", "Trees for every street",
        *[words for _kind, words in TREES[:3]], "1. Invites all cities", "Lviv plants where no mines lie.",
        "(a) Along streets", "Lviv plants where no mines lie.", "(i) on both sides", "(ii) on one side", "(b) In the yards",
        "2. Requests the Committee", "What comes next", "3. Decides to meet",
        "Adopted on 20 November 2026 in Geneva", "Maria Novak, Chair", "Signatories", "3 cities of 3 countries",
        "Braga", "Lviv", "Олена Коваль", "1 November 2026 to 31 December 2026", "Tampere", "explanations of position",
        "may be made of snow", "do not count", "Graz", "This was not me.", "About this file", "3f" * 32, "8a" * 32,
    )  # fmt: skip
    assert "Page 1 of 2" in text and "128 entries, root 9bc19bc19bc19bc1" in text
    assert "not a qualified signature under eIDAS" in text and "Demonstration" not in text


def test_languages_stand_beside_each_other_by_paragraph(session):
    made = content(signatories=SIGNED)
    russian, french = translated(RUSSIAN, "ru", "Деревья"), translated(FRENCH, "fr", "Des arbres")
    two, three = words_of(pdf.parallel([made, russian])), words_of(pdf.parallel([made, russian, french]))
    in_order(two, "Русский: Деревья", "English (authentic)", *[
        said for (_kind, own), other in zip(TREES[:3], RUSSIAN, strict=False) for said in (own, other)
    ])  # fmt: skip
    in_order(three, *[said for place in range(3) for said in (TREES[place][1], RUSSIAN[place], FRENCH[place])])
    assert two.count("Lviv plants where no mines lie.") == 2, "a reservation stands by the authentic words"


def test_marks_are_lines_and_words_and_never_colour_alone(session):
    file = marked_file(content(signatories=SIGNED))
    in_order(words_of(file), "Underlined words were added", "words struck through were removed", "changed", "some cities",
             "all cities", "removed", "Asks for money.")  # fmt: skip
    with pikepdf.open(io.BytesIO(file)) as opened:
        said = {str(a.TextDecorationType) for o in opened.objects for a in attributes(o) if "/TextDecorationType" in a}
    assert said == {"/Underline", "/LineThrough"}


def attributes(value) -> list:
    """Of a structure element; what else is in a file has none."""
    found = value.get("/A", []) if isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/StructElem" else []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_it_is_tagged_and_says_what_it_is(session):
    for name, file in every_kind().items():
        with pikepdf.open(io.BytesIO(file)) as opened:
            root = opened.Root
            assert bool(root.MarkInfo.Marked) and str(root.Lang) == "en" and bool(root.ViewerPreferences.DisplayDocTitle), (
                name
            )
            with opened.open_metadata() as known:
                assert (known["pdfaid:part"], known["pdfaid:conformance"], known["pdfuaid:part"]) == ("2", "A", "1"), name
                assert known["dc:title"] == "Trees for every street"
            assert root.OutputIntents[0].S == "/GTS_PDFA1" and "/DestOutputProfile" in root.OutputIntents[0]
            found = set(roles(opened))
            assert {"H1", "H2", "P", "Table", "TH", "TD"} <= found, name
            assert name == "parallel" or {"L", "LI", "Lbl", "LBody"} <= found, name
            assert [str(o.title) for o in opened.open_outline().root] == ["Trees for every street"], name
            assert embedded(opened) and not scripted(opened), name


def embedded(file: pikepdf.Pdf) -> bool:
    descriptors = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    return bool(descriptors) and all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in descriptors)


def scripted(file: pikepdf.Pdf) -> bool:
    return any(
        isinstance(o, pikepdf.Dictionary) and ({"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch"} & set(o.keys()))
        for o in file.objects
    )


def test_citations_are_footnotes_and_only_addresses_of_the_web_are_links(session):
    runs = [["Notes ", {}], [{"citation": "contribution:5"}, {}], ["this", {"link": "javascript:alert(1)"}],
            [" and ", {}], ["that", {"link": "https://example.org/"}], [{"citation": "contribution:5"}, {}]]  # fmt: skip
    file = pdf.clean(content([Words("c0", "operative", "Notes this and that", runs)]))
    with pikepdf.open(io.BytesIO(file)) as opened:
        found = roles(opened)
        actions = {str(a.A.URI) for page in opened.pages for a in page.get("/Annots", []) if "/A" in a}
    assert found.count("Note") == 1 and found.count("Link") >= 3
    assert actions == {"https://example.org/", "https://forum.example/x"}
    assert words_of(file).count("What contribution:5 says") == 1


HOSTILE = (
    '#panic("out")', "#read(\"/etc/passwd\")", "$x^2$ *bold* _em_ `raw` @label <label> \\ // /* */", "]#eval(\"1+1\")[",
    "= no heading", "{{ 7*7 }} {% raw %}", '","title":"forged', "--- ... 'quotes' \"and\" ~",
)  # fmt: skip


def test_hostile_words_stay_words(session):
    made = content([("operative", words) for words in HOSTILE], title=HOSTILE[0])
    people = [replace(signatory(city=HOSTILE[3], holder=HOSTILE[0], office=HOSTILE[2]), remark=HOSTILE[6])]
    file = pdf.clean(replace(made, signatories=tuple(people), counts=replace(made.counts, signed=1, countries=1)))
    in_order(words_of(file), HOSTILE[0], *[" ".join(words.split()) for words in HOSTILE], HOSTILE[3], HOSTILE[6])
    with pikepdf.open(io.BytesIO(file)) as opened, opened.open_metadata() as known:
        assert known["dc:title"] == HOSTILE[0]


@pytest.mark.parametrize("count", [1, 300])
def test_short_and_long_texts(session, count):
    kinds = ("operative", "sub", "subsub")
    words = [(kinds[place % 3], f"Paragraph {place} of many words that say little. " * 3) for place in range(count)]
    people = [signatory(f"City {place:03}") for place in range(120 if count > 1 else 0)]
    text = words_of(pdf.clean(content(words, signatories=people, title="A title that goes on. " * 15)))
    in_order(text, *[f"Paragraph {place} of many" for place in range(count)], *[p.city for p in people], "About this file")
    assert people or "Nobody has signed yet." in text


def test_equal_contents_give_equal_pages(session, monkeypatch):
    monkeypatch.setattr(pdf.seal, "sealed", lambda file, _where: file)  # a seal has the moment in which it was made
    made = content(signatories=SIGNED)
    assert pdf.clean(made) == pdf.clean(made) != pdf.clean(replace(made, title="Another"))


def test_the_demonstration_is_marked_on_every_page(session):
    words = [("operative", "Decides something. " * 20) for _place in range(40)]
    text = words_of(pdf.clean(content(words, demonstration="Demonstration: an invented text.")))
    pages = int(text.split("Page 1 of ")[1].split()[0])
    assert pages > 1 and text.count("Demonstration: an invented text.") == pages + 1


def test_letters_without_a_font_are_named(session):
    with pytest.raises(typesetting.Unsettable, match="no letter for “中"):
        pdf.clean(content(title="中文"))


def test_the_typesetter_has_limits(session, monkeypatch):
    with pytest.raises(typesetting.Unsettable, match="took longer than"):
        typesetting.pdf(pdf.TEMPLATE, {}, 0, seconds=0.001)
    monkeypatch.setattr(typesetting, "MEGABYTES", 200)
    words = [("operative", "Decides. " * 400) for _place in range(3000)]
    with pytest.raises(typesetting.Unsettable, match="more than 200 megabytes"):
        pdf.clean(content(words))


def test_verapdf_agrees_where_it_is_installed(session, tmp_path):
    program = shutil.which("verapdf")
    if not program:
        pytest.skip("veraPDF is not installed here: not run")
    for name, file in every_kind().items():
        (tmp_path / f"{name}.pdf").write_bytes(file)
        for flavour in ("2a", "ua1"):
            done = subprocess.run(
                [program, "-f", flavour, "--format", "text", f"{name}.pdf"], cwd=tmp_path, capture_output=True
            )
            assert done.stdout.startswith(b"PASS"), (name, flavour, done.stdout)


def test_a_folder_of_fonts_adds_letters(session, tmp_path, monkeypatch):
    letter = chr(0xEA60)  # which only the font of pictograms that comes with the browser's driver has
    with pytest.raises(typesetting.Unsettable, match="no letter for"):
        pdf.clean(content(title=letter))
    font = next(Path(playwright.__file__).parent.rglob("codicon*.ttf"))
    shutil.copy(font, tmp_path / "added.ttf")
    monkeypatch.setenv("FORUM_FONTS", str(tmp_path))
    with pytest.raises(typesetting.Unsettable, match="contains the codepoint"):
        pdf.clean(
            content(title=letter)
        )  # it is found now; that a standard for archives refuses private letters is another matter
