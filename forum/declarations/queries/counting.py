"""What a signature that counts is: one definition, for every number of signatures that the forum shows."""

from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from models import Signature, Version


def counts(signature: Any = Signature) -> ColumnElement[bool]:
    """It stands under a version that nobody objected to, and the text was not changed in substance after it;
    `Dossier.standing` says the same of loaded rows."""
    own, newer = aliased(Version), aliased(Version)
    changed = (
        exists()
        .where(own.id == signature.version_id)
        .where(newer.declaration_id == own.declaration_id, newer.number > own.number, newer.kind == "substantive")
        .correlate(signature)
    )
    refused = exists().where(own.id == signature.version_id, own.objected_at.is_not(None)).correlate(signature)
    return signature.standing & ~changed & ~refused
