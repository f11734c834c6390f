"""The seal on a PDF: over the whole file, by the certificate of the site, broken by every changed byte."""

import io
import random
import shutil
import stat
import subprocess
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

from forum.declarations.exports import pdf, seal
from forum.kit import site, storage
from tests import services
from tests.declarations.exports.printed import content


@pytest.fixture
def own_keys(session, tmp_path, monkeypatch):
    """A folder of keys for one test."""
    monkeypatch.delenv("FORUM_SEAL", raising=False)
    monkeypatch.setattr(storage, "keys_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def sealed_once(app):
    """One sealed file with the certificate that sealed it; a key takes a moment to make."""
    with app.app_context():
        return pdf.clean(content()), seal.certificate()


def judged(file: bytes, certificate: bytes):
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (embedded,) = PdfFileReader(io.BytesIO(file)).embedded_signatures
    return validate_pdf_signature(embedded, ValidationContext(trust_roots=[Certificate.load(certificate)]))


def pdfsig(folder, file: bytes) -> str:
    program = shutil.which("pdfsig") or services.missing("poppler-utils (pdfsig)")
    (folder / "sealed.pdf").write_bytes(file)
    return subprocess.run([program, "-nocert", "sealed.pdf"], cwd=folder, capture_output=True, text=True).stdout


def test_the_seal_stands_for_the_whole_file(sealed_once, tmp_path):
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import SignatureCoverageLevel

    found = judged(*sealed_once)
    assert found.bottom_line and found.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert found.docmdp_ok and found.trusted and not found.seed_value_constraint_error
    said = pdfsig(tmp_path, sealed_once[0])
    assert "Signature is Valid." in said and "Total document signed" in said and "ETSI.CAdES.detached" in said
    assert MDPPerm.NO_CHANGES.value == 1 and b"/P 1" in sealed_once[0]


@pytest.mark.parametrize("seed", range(12))
def test_one_changed_byte_breaks_it(sealed_once, seed):
    file, certificate = bytearray(sealed_once[0]), sealed_once[1]
    start = file.index(b"/ByteRange")
    _zero, first, second, rest = (int(n) for n in file[start:].split(b"[", 1)[1].split(b"]", 1)[0].split()[:4])
    place = random.Random(seed).choice([*range(first), *range(second, second + rest)])
    file[place] ^= 1
    try:
        assert not judged(bytes(file), certificate).bottom_line
    except Exception as unreadable:  # a file whose structure is broken has no seal that could be judged
        assert not isinstance(unreadable, AssertionError), f"byte {place} can be changed"


def test_another_reader_sees_a_changed_byte_too(sealed_once, tmp_path):
    file = bytearray(sealed_once[0])
    file[file.index(b"stream\n") + 40] ^= 1
    assert "Signature is Valid." not in pdfsig(tmp_path, bytes(file))


def test_what_is_added_after_the_seal_breaks_it(sealed_once):
    from pyhanko.pdf_utils.generic import NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, out = IncrementalPdfFileWriter(io.BytesIO(sealed_once[0])), io.BytesIO()
    writer.root["/PageLayout"] = NameObject("/TwoPageLeft")
    writer.update_root()
    writer.write(out)
    assert not judged(out.getvalue(), sealed_once[1]).bottom_line


def test_the_site_makes_its_certificate_once_and_keeps_it_to_itself(own_keys, monkeypatch):
    monkeypatch.setattr(site, "value", lambda name: "Forum of Mayors" if name == "name" else "")
    first = x509.load_der_x509_certificate(seal.certificate())
    assert seal.certificate() == seal.certificate() and [path.name for path in own_keys.iterdir()] == [seal.OWN]
    assert stat.S_IMODE((own_keys / seal.OWN).stat().st_mode) == 0o600
    assert first.subject.rfc4514_string() == "CN=Forum of Mayors,O=Forum of Mayors"
    assert 3650 <= (first.not_valid_after_utc - first.not_valid_before_utc).days <= 3660
    assert first.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    assert not seal.is_qualified()


def test_of_two_processes_that_make_a_certificate_at_once_the_first_wins(app, own_keys):
    found = []

    def make():
        with app.app_context():
            found.append(seal.certificate())

    threads = [threading.Thread(target=make) for _place in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(found) == {seal.certificate()} and [path.name for path in own_keys.iterdir()] == [seal.OWN]


def test_another_certificate_is_used_where_one_is_named(own_keys, tmp_path, monkeypatch):
    own = seal.certificate()
    key, certificate, _more = pkcs12.load_key_and_certificates((own_keys / seal.OWN).read_bytes(), None)
    other = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, BestAvailableEncryption(b"secret"))
    (tmp_path / "other.p12").write_bytes(other)
    (own_keys / seal.OWN).unlink()
    monkeypatch.setenv("FORUM_SEAL", str(tmp_path / "other.p12"))
    monkeypatch.setenv("FORUM_SEAL_PASSWORD", "secret")
    assert seal.certificate() == own and not (own_keys / seal.OWN).exists()
    for name, value in (("FORUM_SEAL_PASSWORD", "wrong"), ("FORUM_SEAL", str(tmp_path / "none.p12"))):
        monkeypatch.setenv(name, value)
        with pytest.raises(seal.SealMissing, match="cannot be read"):
            seal.certificate()


def test_a_certificate_that_declares_itself_qualified_is_told_apart(own_keys, tmp_path, monkeypatch):
    seal.certificate()
    key, plain, _more = pkcs12.load_key_and_certificates((own_keys / seal.OWN).read_bytes(), None)
    statement = x509.UnrecognizedExtension(
        x509.ObjectIdentifier(seal.QC_STATEMENTS), bytes.fromhex("300a3008060604008e460101")
    )
    made = (
        seal.unsigned(key.public_key(), "Seal")
        .add_extension(statement, critical=False)
        .sign(key, plain.signature_hash_algorithm)
    )
    (tmp_path / "q.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"q", key, made, None, NoEncryption()))
    monkeypatch.setenv("FORUM_SEAL", str(tmp_path / "q.p12"))
    assert seal.is_qualified() and judged(pdf.clean(content()), seal.certificate()).bottom_line
