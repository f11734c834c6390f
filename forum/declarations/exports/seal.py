"""The seal on a PDF: PAdES baseline B by the certificate of this site. It shows that a file comes from here unchanged; the
signatures of cities stand in the register."""

import datetime as dt
import io
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from forum.kit import clock, site, storage
from forum.kit.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import CertificateBuilder
    from pyhanko.sign.signers import SimpleSigner

FIELD = "Seal"
YEARS = 10
RESERVED = 16_384  # bytes for the seal in the file
OWN = "seal.p12"
LONGEST_NAME = 64  # of a part of a subject (RFC 5280)
QC_STATEMENTS = "1.3.6.1.5.5.7.1.3"
QC_COMPLIANCE = bytes.fromhex("060604008e460101")  # the object identifier 0.4.0.1862.1.1
UNUSED = (
    "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


class SealMissing(Exception):
    """The certificate that FORUM_SEAL names cannot be used; the sentence says why."""


def sealed(document: bytes, location: str) -> bytes:
    """The document with an invisible seal that allows no change; no network is asked. Raises SealMissing."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    field = fields.SigFieldSpec(
        FIELD,
        readable_field_name=_("Seal of the forum"),
        invis_sig_settings=fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True),
    )
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=_("This file was made by the forum from the frozen text and its register."),
        location=location,
    )
    writer, out = IncrementalPdfFileWriter(io.BytesIO(document)), io.BytesIO()
    signers.sign_pdf(writer, about, signer=_signer(), new_field_spec=field, bytes_reserved=RESERVED, output=out)
    return out.getvalue()


def certificate() -> bytes:
    """The certificate in DER, for those who check a seal."""
    return _signer().signing_cert.dump()


def is_qualified() -> bool:
    """Whether the certificate declares itself qualified (ETSI EN 319 412-5, esi4-qcStatement-1). Raises SealMissing."""
    extensions = _signer().signing_cert["tbs_certificate"]["extensions"]
    return any(one["extn_id"].dotted == QC_STATEMENTS and QC_COMPLIANCE in one["extn_value"].contents for one in extensions)


def _signer() -> "SimpleSigner":
    chosen = os.environ.get("FORUM_SEAL", "")
    path = Path(chosen) if chosen else storage.keys_folder() / OWN
    if not chosen and not path.exists():
        _create(path)
    try:
        return _load(path, path.stat().st_mtime_ns, os.environ.get("FORUM_SEAL_PASSWORD", "") if chosen else "")
    except (OSError, ValueError) as wrong:
        raise SealMissing(_("The certificate of the seal cannot be read: %(path)s.", path=path.name)) from wrong


@lru_cache(maxsize=4)
def _load(path: Path, _changed: int, password: str) -> "SimpleSigner":
    from pyhanko.sign.signers import SimpleSigner

    return SimpleSigner.load_pkcs12_data(path.read_bytes(), [], password.encode() or None)


def unsigned(public: "RSAPublicKey", name: str) -> "CertificateBuilder":
    """A certificate for a seal that names itself as its issuer; it can sign documents and nothing else."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(oid, name) for oid in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)])
    began = clock.now() - dt.timedelta(minutes=5)
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, **dict.fromkeys(UNUSED, False))
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + dt.timedelta(days=365 * YEARS + 3))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _create(path: Path) -> None:
    """A certificate that the site signs for itself. Of two processes that try at once the first wins."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    key = rsa.generate_private_key(public_exponent=65_537, key_size=3072)
    name = (site.value("name") or "Forum of Cities")[:LONGEST_NAME]
    made = unsigned(key.public_key(), name).sign(key, hashes.SHA256())
    _write_once(path, pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, NoEncryption()))


def _write_once(path: Path, content: bytes) -> None:
    scratch = path.with_name(f"{path.name}.{storage.new_key()}")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
