"""What an act on a declaration says in the register: who, in which office, about which words, confirmed how."""

import datetime as dt
from typing import Any

from forum.accounts.actor import Actor
from forum.accounts.rules.delegation import delegation_of
from forum.accounts.rules.speaking import speaker
from forum.declarations.dossier import Dossier
from forum.kit.canonical import canonical_json, canonical_text, sha256_hex
from forum.register.confirmation import BY_SESSION, BY_SITE, Confirmation
from forum.register.operations import appending
from models import RegisterEntry, Version


def facts(dossier: Dossier, actor: Actor | None, version: Version | None = None) -> dict[str, Any]:
    """Names, offices and digests as they are today; whoever has no city speaks as holder of an office."""
    version = version or dossier.version
    said: dict[str, Any] = {"declaration": dossier.id}
    if version is not None:
        said |= {"version": version.number, "text_sha256": version.manifest_sha256}
    if actor is not None and actor.person is not None and actor.mandate is not None:
        said |= speaker(actor.person, actor.mandate) | {"delegation": delegation_of(actor.mandate)}
    return said


def enter(
    dossier: Dossier, actor: Actor | None, kind: str, how: Confirmation | None = None, **more: str | int | None
) -> RegisterEntry:
    """Append an act; without an actor it is one of the site itself, as a deadline is."""
    said = appending.statement(kind, **(facts(dossier, actor) | more))
    return appending.enter(said, how or (BY_SESSION if actor else BY_SITE), dossier.id)


def enter_opening(dossier: Dossier, actor: Actor, version: Version, kind: str = "open", **more: str | int | None) -> None:
    """A version is open for signature, or corrects the one before it."""
    ends = dossier.row.signing_ends_at = _whole(dossier.row.signing_ends_at)
    more |= {"closes": int(ends.timestamp()) if ends else None}
    said = appending.statement(kind, **(facts(dossier, actor, version) | more))
    appending.enter(said, BY_SESSION, dossier.id)


def _whole(moment: dt.datetime | None) -> dt.datetime | None:
    """Statements have whole seconds, so that a deadline has them too: both then agree on what was before it."""
    return moment and moment.replace(microsecond=0)


def digest_of(words: str) -> str | None:
    """The digest by which a statement holds words that stand beside it; None where there are none."""
    return sha256_hex(canonical_text(words)) if words else None


def digest_of_reservation(words: str, clauses: list[str]) -> str | None:
    if not words:
        return None
    return sha256_hex(canonical_json({"clauses": sorted(clauses), "text": canonical_text(words)}))
