"""What a bundle of evidence is made of: the register, the frozen texts, words beside their hashes, mandates, proofs."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.declarations.dossier import Dossier
from forum.declarations.evidence.bundle import Evidence, Text
from forum.declarations.evidence.exported import exports_for
from forum.declarations.queries import languages
from forum.kit.assets import STATIC
from forum.kit.canonical import canonical_text
from forum.kit.security import address
from forum.register import queries as register
from models import Mandate, MandateVerification, Objection, RegisterEntry, SignatureContest, TreeHead
from models.base import db
from models.mandate import STAFF_ROLES

SHARED = ("kind", "iat", "version", "city", "holder", "office", "role")
NOT_PUBLIC = ("decline", "contest")  # their reasons are for the lead city and the secretariat


def evidence_of(dossier: Dossier) -> Evidence | None:
    """As of the newest head; None where nothing of the declaration is in the register."""
    head, version = register.newest_head(), dossier.version
    entries = register.entries_of(dossier.id) if head else []
    if head is None or version is None or not entries:
        return None
    statements = {entry.index: json.loads(entry.content)["statement"] for entry in entries}
    words = _words(dossier)
    withheld = [f"signatures.json/{entry.index}" for entry in entries if entry.kind in NOT_PUBLIC]
    return Evidence(
        declaration=dossier.id,
        version=version.number,
        title=json.loads(version.canonical)["title"],
        site=address(""),
        register=register.document(head.size),
        texts=_texts(dossier),
        acts=[_act(entry, statements[entry.index], words) for entry in entries],
        counts=_counts(dossier),
        mandates=_mandates(statements.values()),
        inclusion=[{"index": e.index, "path": register.inclusion(e.index, head.size)} for e in entries],
        consistency=_consistency(entries, head),
        verifier=(STATIC / "verify" / "verify.py").read_bytes(),
        exports=exports_for(dossier, head.time),
        withheld=withheld,
    )


def _act(entry: RegisterEntry, said: dict[str, Any], words: dict[int, dict[str, Any]]) -> dict[str, Any]:
    shared = {name: said[name] for name in SHARED if name in said}
    return {"index": entry.index, "method": entry.method} | shared | words.get(entry.index, {})


def _texts(dossier: Dossier) -> dict[int, Text]:
    """Every version with the languages that its manifest names, in the bytes that were hashed."""
    found: dict[int, Text] = {}
    rows = languages.frozen_texts(dossier.id)
    for version in dossier.versions:
        named = json.loads(version.manifest or "{}").get("texts", {})
        canonical = {row.sha256: row.canonical for (number, _code), row in rows.items() if number == version.number}
        canonical[version.sha256] = version.canonical
        texts = {code: canonical[digest] for code, digest in named.items() if digest in canonical}
        found[version.number] = Text(version.manifest, texts)
    return found


def _words(dossier: Dossier) -> dict[int, dict[str, Any]]:
    """Index of the entry -> the words whose hashes stand in it, spelt as they were hashed."""
    found: dict[int, dict[str, Any]] = {}
    for row in dossier.signatures:
        if row.register_index is not None:
            own: dict[str, Any] = {"remark": canonical_text(row.remark)} if row.remark else {}
            if row.reservation:
                named = {"clauses": sorted(row.reserved_clauses), "text": canonical_text(row.reservation)}
                own["reservation"] = named
            found[row.register_index] = own
        if row.withdrawal is not None and row.withdrawal.register_index is not None:
            found[row.withdrawal.register_index] = {"reason": canonical_text(row.withdrawal.reason)}
    for objection in db.session.scalars(select(Objection).filter_by(declaration_id=dossier.id)):
        found[objection.register_index] = {"reason": canonical_text(objection.reason)}
    return found


def _counts(dossier: Dossier) -> dict[str, int]:
    """From the rows, not from the entries: that the two agree is for the verifier to find."""
    methods = Counter("passkey" if row.method == "passkey" else "attested" for row in dossier.standing)
    taken = [row for row in dossier.signatures if row.withdrawal is not None and not row.withdrawal.noted]
    contested = select(SignatureContest.signature_id).filter_by(declaration_id=dossier.id)
    doubted = set(db.session.scalars(contested.where(SignatureContest.signature_id.is_not(None))))
    return {
        "signatures": methods.total(),
        "passkey": methods["passkey"],
        "attested": methods["attested"],
        "withdrawn": len(taken),
        "contested": len(doubted),
    }


def _mandates(statements: Any) -> list[dict[str, Any]]:
    """Name, office and city as they were said, with the days of the mandate and who had seen its evidence."""
    said = {
        tuple((name, one.get(name)) for name in ("mandate", "holder", "office", "role", "city") if one.get(name) is not None)
        for one in statements
        if "mandate" in one
    }
    facts = _terms({dict(one)["mandate"] for one in said})
    rows = [dict(one) | facts.get(dict(one)["mandate"], {}) for one in said]
    return sorted(rows, key=lambda row: (row["mandate"], row["holder"], row["office"]))


def _terms(ids: set[Any]) -> dict[int, dict[str, Any]]:
    loads = joinedload(Mandate.verification)
    rows = db.session.scalars(select(Mandate).where(Mandate.id.in_(ids)).options(loads)).all()
    roles = _staff_roles(row.verification for row in rows if row.verification)
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        term: dict[str, Any] = {"from": row.starts_on.isoformat()}
        term |= {"to": row.ends_on.isoformat()} if row.ends_on else {}
        term |= {"ended": int(row.ended_at.timestamp())} if row.ended_at else {}
        if row.verification:
            term["verified"] = int(row.verification.verified_at.timestamp())
            term["verified_by"] = roles.get(row.verification.verified_by_id, "staff")
        found[row.id] = term
    return found


def _staff_roles(verifications: Any) -> dict[int, str]:
    """Person -> the role of the secretariat in which they verify; a name is nobody's business here."""
    people = {one.verified_by_id for one in verifications if isinstance(one, MandateVerification)}
    statement = select(Mandate.person_id, Mandate.role).where(Mandate.person_id.in_(people), Mandate.role.in_(STAFF_ROLES))
    return {person: role for person, role in db.session.execute(statement.order_by(Mandate.id.desc()))}


def _consistency(entries: list[RegisterEntry], head: TreeHead) -> list[dict[str, Any]]:
    """From the head that each of these acts made, which is the one that mails and printed pages of that day carry."""
    sizes = [entry.index + 1 for entry in entries if entry.index + 1 < head.size]
    older = {row.size: row for row in db.session.scalars(select(TreeHead).where(TreeHead.size.in_(sizes)))}
    return [
        register.head_of(older[size]) | {"path": register.consistency(size, head.size)} for size in sizes if size in older
    ]
