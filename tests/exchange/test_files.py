"""Files from outside: what is taken, what is refused with which sentence, and how they go out again."""

import struct
import tracemalloc
import zlib
from io import BytesIO

import pytest
from sqlalchemy import func, select

from forum.exchange import operations
from forum.exchange.operations import uploads
from forum.exchange.operations.filling import Files
from forum.kit import intake, storage
from forum.kit.verdict import Refused
from models import Role, Upload
from tests.exchange.conftest import FIELDS, FORM, TAGS, picture

NO_KIND = "Files of this kind are not taken."
NOT_ITS_NAME = "This file is not what its name says."
DAMAGED = "This picture cannot be read; it may be damaged."
TOO_MANY = "This picture has more than 40 million pixels."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


HOSTILE = [
    ("x.svg", SVG, NO_KIND),
    ("x.svgz", SVG, NO_KIND),
    ("x.html", HTML, NO_KIND),
    ("x.htm", HTML, NO_KIND),
    ("x.xml", HTML, NO_KIND),
    ("x.js", b"alert(1)", NO_KIND),
    ("x.exe", b"MZ\x90", NO_KIND),
    ("x.zip", b"PK\x03\x04", NO_KIND),
    ("x.docx", b"PK\x03\x04", NO_KIND),
    ("x.gif", b"GIF89a", NO_KIND),
    ("x.tiff", b"II*\x00", NO_KIND),
    ("x.png.html", HTML, NO_KIND),
    ("noending", picture(), NO_KIND),
    ("x.png", SVG, NOT_ITS_NAME),
    ("x.jpg", HTML, NOT_ITS_NAME),
    ("x.jpg", b"GIF89a;alert(1)", NOT_ITS_NAME),
    ("x.pdf", HTML, NOT_ITS_NAME),
    ("x.png", picture("JPEG"), NOT_ITS_NAME),
    ("x.jpg", picture("PNG"), NOT_ITS_NAME),
    ("x.webp", b"RIFF\x00\x00\x00\x00AVI ", NOT_ITS_NAME),
    ("x.pdf", b"\x00" * 20 + PDF, NOT_ITS_NAME),
    ("x.jpg", b"", "This file is empty."),
    ("x.png", png_of(100_000, 100_000), TOO_MANY),
    ("x.png", png_of(9_000, 9_000, b"\x00" * 20_000_000), TOO_MANY),
    ("x.png", picture("PNG", (400, 400))[:-60], DAMAGED),
    ("x.jpg", b"\xff\xd8\xff\xe0" + b"A" * 500, DAMAGED),
    ("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, DAMAGED),
    ("x.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00", DAMAGED),
    ("x.pdf", PDF[:-8], "This document ends in the middle."),
    ("x.pdf", PDF + b"\x00" * intake.MOST_PDF_BYTES, "This document is larger than 14 MB."),
    ("x.jpg", picture() + b"\x00" * intake.MOST_PICTURE_BYTES, "This picture is larger than 12 MB."),
]


@pytest.mark.parametrize(("name", "content", "sentence"), HOSTILE, ids=[f"{n}-{i}" for i, (n, _c, _s) in enumerate(HOSTILE)])
def test_a_hostile_file_is_refused_with_a_sentence(app, name, content, sentence):
    with app.test_request_context(), pytest.raises(Refused) as refused:
        intake.take(name, content)
    assert refused.value.verdict.sentence == sentence
    assert refused.value.verdict.remedy


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("..\\..\\windows\\a.PNG", "a.png"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie x.png"),
        ("\u202egnp.exe.png", "gnp.exe.png"),
        ("<script>alert(1)</script>.png", "script.png"),
        ("....png", "file.png"),
        (".png", "file.png"),
        ("x" * 300 + ".png", "x" * 80 + ".png"),
        ("Ångström мэр.png", "Ångström мэр.png"),
        ("a\x00b.png", "ab.png"),
    ],
)
def test_a_hostile_name_becomes_a_name(given, kept):
    assert intake.clean_name(given) == kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_painted_anew_in_two_sizes(app, kind):
    with app.test_request_context():
        file = intake.take(f"a.{kind.lower()}", picture(kind, (3000, 1500)))
    from PIL import Image

    large, small = Image.open(BytesIO(file.content)), Image.open(BytesIO(file.small))
    assert (large.format, large.size) == (kind, (1600, 800)) == (kind, (file.width, file.height))
    assert (small.format, small.size) == ("WEBP", (640, 320))


def test_where_a_picture_was_taken_is_removed_and_it_stands_upright(app):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a secret place"
    exif.get_ifd(0x8825)[1] = "N"
    content = picture("JPEG", (80, 40), exif=exif, comment=b"hidden words") + b"<script>alert(1)</script>"
    with app.test_request_context():
        file = intake.take("a.jpg", content)
    for kept in (file.content, file.small):
        assert b"secret" not in kept and b"hidden" not in kept and b"script" not in kept
        assert not Image.open(BytesIO(kept)).getexif()
    assert (file.width, file.height) == (40, 80)


def test_words_hidden_in_a_png_are_not_kept(app):
    from PIL import PngImagePlugin

    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    with app.test_request_context():
        file = intake.take("a.png", picture("PNG", pnginfo=info))
    assert b"script" not in file.content


def test_a_picture_that_says_it_is_huge_is_never_unpacked(app):
    tracemalloc.start()
    with app.test_request_context(), pytest.raises(Refused):
        intake.take("a.png", png_of(60_000, 60_000))
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("key", ["../secret", "..", "a" * 32 + "/../x", "A" * 32, "a" * 31, "", "a" * 32 + "-large"])
def test_a_key_is_no_path(app, client, key):
    with app.app_context():
        assert storage.get(key) is None
    assert client.get(f"/files/{key}").status_code in (404, 405, 308)


def keep(actor, name="school.jpg", content=None, alt="A school yard"):
    return uploads.keep(actor, name, content or picture(), alt)


def test_a_file_is_seen_where_its_text_is(client, make, mayor, other, session):
    upload = keep(mayor)
    session.commit()
    path = f"/files/{upload.key}"
    assert client.get(path).status_code == 404
    assert client.sign_in(other).get(path).status_code == 404
    mine = client.sign_in(mayor).get(path)
    assert mine.status_code == 200 and mine.headers["Cache-Control"].startswith("private")
    row = operations.save_draft(mayor, "experience", mayor.mandate.city, FIELDS, TAGS, Files({upload.key: "Yard"}))
    session.commit()
    assert client.sign_in(other).get(path).status_code == 404
    operations.publish_draft(mayor, row, mayor.mandate.city, FIELDS, TAGS, row.saves, Files({upload.key: "Yard"}))
    session.commit()
    public = client.sign_out().get(path)
    assert public.status_code == 200 and public.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert client.get(path + "-small").mimetype == "image/webp"
    again = client.get(path, headers={"If-None-Match": public.headers["ETag"]})
    assert again.status_code == 304
    row.state = "hidden"
    session.commit()
    assert client.get(path).status_code == 404
    assert client.sign_in(make.actor(Role.EDITOR)).get(path).status_code == 200


def test_a_file_goes_out_inert(client, mayor, post_experience, session):
    row = post_experience(mayor)
    document = keep(mayor, "Bericht „2026“.pdf", PDF, "The report")
    operations.revise(mayor, row, FIELDS, row.saves, TAGS, Files({document.key: "The report"}))
    session.commit()
    response = client.get(f"/files/{document.key}")
    headers = response.headers
    assert response.data == PDF and response.mimetype == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; ") and "\n" not in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"] and "default-src 'none'" in headers["Content-Security-Policy"]
    assert f"/files/{document.key}" in client.page(f"/experiences/{row.id}")


def test_a_refused_form_keeps_the_file(client, mayor, session):
    client.sign_in(mayor)
    data = FORM | {"limits": "", "files_listed": "1", "file": (BytesIO(picture()), "yard.jpg"), "file-alt": "A yard"}
    response = client.post("/experiences/new", data=data | {"idempotency_key": "a"})
    upload = session.scalar(select(Upload))
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert upload.key in html and 'value="A yard"' in html
    again = FORM | {"files_listed": "1", "uploads": upload.key, f"alt-{upload.key}": "A yard", "idempotency_key": "a"}
    page = client.post("/experiences/new", data=again)
    assert page.status_code == 303
    html = client.page(page.location)
    assert f'src="/files/{upload.key}"' in html and 'alt="A yard"' in html


def test_a_file_is_added_and_removed_without_javascript(client, mayor, session):
    client.sign_in(mayor)
    data = {"title": "Half", "files_listed": "1", "preview": "upload", "file-alt": "A yard"}
    html = client.post("/experiences/new", data=data | {"file": (BytesIO(picture()), "yard.jpg")}).get_data(as_text=True)
    key = session.scalar(select(Upload.key))
    assert f'value="{key}"' in html and 'value="Half"' in html
    gone = {"title": "Half", "files_listed": "1", "uploads": key, "preview": f"remove-{key}"}
    assert key not in client.post("/experiences/new", data=gone).get_data(as_text=True)


def test_a_bad_file_gets_a_sentence_and_the_words_stay(client, mayor, session):
    client.sign_in(mayor)
    data = FORM | {"files_listed": "1", "file": (BytesIO(SVG), "x.svg"), "file-alt": "A drawing", "idempotency_key": "a"}
    response = client.post("/experiences/new", data=data)
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and NO_KIND in html and "A drawing" in html and FORM["lessons"] in html
    assert session.scalar(select(func.count(Upload.id))) == 0


def test_a_picture_without_words_is_not_published_but_may_wait_in_a_draft(client, mayor, session):
    client.sign_in(mayor)
    upload = keep(mayor, alt="")
    session.commit()
    data = FORM | {"files_listed": "1", "uploads": upload.key, f"alt-{upload.key}": ""}
    refused = client.post("/experiences/new", data=data | {"idempotency_key": "a"})
    assert refused.status_code == 422
    assert "Say in words what the picture school.jpg shows." in refused.get_data(as_text=True)
    assert client.post("/experiences/new", data=data | {"draft": "1", "idempotency_key": "b"}).status_code == 303


def test_what_a_picture_lacks_is_said_together_with_what_else_is_missing(client, mayor, session):
    client.sign_in(mayor)
    upload = keep(mayor, alt="")
    session.commit()
    data = FORM | {"title": "", "files_listed": "1", "uploads": upload.key, "idempotency_key": "a"}
    refused = client.post("/experiences/new", data=data).get_data(as_text=True)
    assert "Give it a title." in refused and "Say in words what the picture school.jpg shows." in refused


def test_nobody_takes_another_ones_file(client, mayor, other, session):
    upload = keep(other)
    session.commit()
    client.sign_in(mayor)
    data = FORM | {"files_listed": "1", "uploads": upload.key, f"alt-{upload.key}": "Mine now", "idempotency_key": "a"}
    html = client.page(client.post("/experiences/new", data=data).location)
    assert upload.key not in html
    session.refresh(upload)
    assert upload.contribution_id is None and upload.alt == "A school yard"


def test_the_editor_sends_a_picture(client, mayor, make, session):
    client.sign_in(mayor)
    made = client.post("/files", data={"file": (BytesIO(picture()), "a.jpg"), "alt": "A yard"})
    assert made.status_code == 201 and made.json["url"] == f"/files/{made.json['key']}"
    for data, sentence in (
        ({}, "No file was sent."),
        ({"file": (BytesIO(picture()), "a.jpg")}, "Say in words what the picture shows."),
        ({"file": (BytesIO(SVG), "a.svg"), "alt": "x"}, NO_KIND),
    ):
        refused = client.post("/files", data=data)
        assert refused.status_code == 422 and sentence in refused.json["sentence"]
    reader = client.sign_in(make.actor(Role.OBSERVER)).post(
        "/files", data={"file": (BytesIO(picture()), "a.jpg"), "alt": "x"}
    )
    assert reader.status_code == 422 and "Only those who speak for a city post here." in reader.json["sentence"]


def test_loose_files_go_after_thirty_days(app, mayor, session):
    import datetime as dt

    from forum.kit import clock

    upload = keep(mayor)
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=31)):
        uploads.erase_loose()
    assert session.scalar(select(func.count(Upload.id))) == 0
    assert storage.get(upload.key) is None and storage.get(f"{upload.key}-small") is None
