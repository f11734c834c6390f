"""What a signature that counts is: one definition, for every number of signatures that the forum shows."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from models import Signature, Version


def counts(signature: Any = Signature) -> ColumnElement[bool]:
    """It stands under a version that nobody objected to, and the text was not changed in substance after it.

    `Dossier.standing` says the same of loaded rows. Versions are few beside signatures: those that are void are found once.
    """
    own, newer = aliased(Version), aliased(Version)
    changed = exists().where(
        newer.declaration_id == own.declaration_id, newer.number > own.number, newer.kind == "substantive"
    )
    void = select(own.id).where(own.objected_at.is_not(None) | changed.correlate(own))
    return signature.standing & signature.version_id.not_in(void)
