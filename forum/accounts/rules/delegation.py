"""Delegation of authority: a deputy's mandate is one, from its first day to its last."""

from models import Mandate, Role


def delegation_of(mandate: Mandate) -> str | None:
    """ "2026-11-01/2026-12-31" (an interval after ISO 8601) for a deputy, None for everybody else."""
    if mandate.role != Role.DEPUTY or mandate.ends_on is None:
        return None
    return f"{mandate.starts_on.isoformat()}/{mandate.ends_on.isoformat()}"
