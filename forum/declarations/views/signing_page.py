"""What the signing page shows: the text, what changed, what was prepared, and with what it can be confirmed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import request

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.forms.signing import SignForm
from forum.declarations.queries import languages as reading
from forum.declarations.queries import parts
from forum.declarations.queries.preparing import mandates_of
from forum.declarations.rules import preparing
from forum.declarations.rules import signing as rules
from forum.declarations.text import frozen
from forum.declarations.text.comparing import Lineage
from forum.declarations.text.keeping import Carried
from forum.declarations.text.languages import language
from forum.declarations.views.blueprint import vocabulary
from forum.declarations.views.comparing import compare, texts_of
from forum.declarations.views.renewing import words_to_keep
from forum.declarations.views.sheet import sheet
from forum.declarations.views.signer import Signer, delegation_of, means_of, still_holds
from forum.kit.i18n import _
from forum.kit.templating import render
from forum.kit.verdict import first_refusal
from models import Signature, SigningRequest, Version


@dataclass(frozen=True)
class Told:
    """What passed between mayor and delegate; `why` it does not stand any more."""

    row: SigningRequest
    stands: bool
    why: str

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def name(self) -> str:
        return str(self.row.person.name)

    @property
    def at(self) -> dt.datetime:
        return self.row.at

    @property
    def note(self) -> str:
        return self.row.note

    @property
    def has_words(self) -> bool:
        return bool(self.row.remark or self.row.reservation)


def requests_of(dossier: Dossier, signer: Signer) -> list[Told]:
    """Newest first, about every version; nothing for who only came by a mail."""
    city_id = signer.actor.city_id
    rows = parts.requests(dossier.id, city_id) if signer.signed_in else []
    mandates = mandates_of([city_id])[city_id] if rows and city_id else []
    judged = [(row, preparing.stands(row, mandates)) for row in rows]
    return [Told(row, bool(verdict), verdict.sentence) for row, verdict in judged]


def of_the_text(dossier: Dossier, requests: list[Told]) -> list[Told]:
    """Those about the text that is open; of what was prepared only the newest."""
    shown = [one for one in requests if one.row.version_id in dossier.binding]
    newest = next((one for one in shown if one.kind == "prepared"), None)
    return [one for one in shown if one.kind != "prepared" or one is newest]


def prepared(requests: list[Told]) -> SigningRequest | None:
    """What the mayor is asked to confirm, of those about the text that is open."""
    return next((one.row for one in requests if one.kind == "prepared" and one.stands), None)


def fill_in(form: Any, row: SigningRequest | Carried | None) -> None:
    """Put what was prepared, or what the city said before, into a form that nobody has touched yet."""
    if row is not None:
        form.remark.data, form.reservation.data = row.remark, row.reservation
        form.reserved.data = list(row.reserved_clauses)


def signing_page(dossier: Dossier, signer: Signer, form: SignForm, status: int, refused: Any = None) -> tuple[str, int]:
    actor, version = signer.actor, dossier.version
    verdict = first_refusal(still_holds(signer), rules.can_sign(dossier, actor))
    own = dossier.signature_of(actor.city_id) if status == 200 and actor.city_id else None
    requests = requests_of(dossier, signer)
    before = _seen_before(dossier, actor, requests, form.seen.data or "")
    fresh = status == 200 and verdict and not request.args.get("kept")  # nobody has typed anything yet
    waiting = prepared(of_the_text(dossier, requests))
    offered, kept = waiting if fresh else None, words_to_keep(dossier, actor.city_id) if verdict else None
    fill_in(form, offered or (kept if fresh else None))
    if version:
        form.seen.data = version.manifest_sha256
    page = render(
        "declarations/signature.html",
        **frame(dossier, signer, own),
        form=form,
        lines=sheet(dossier),
        languages_of_text=_languages(dossier, version),
        filled_in=offered if offered and (offered.remark or offered.reservation) else None,
        verdict=verdict,
        refused=refused,
        changed_title=_changed_title(before) if before else "",
        differences=_changed_since(dossier, before),
        requests=of_the_text(dossier, requests),
        kept=kept if kept and kept.says and not waiting else None,
        door=_door(dossier, signer),
        back=request.full_path.rstrip("?"),
        prepare=signer.signed_in and rules.can_prepare(dossier, actor),
        withdraw=signer.signed_in and rules.can_withdraw(dossier, actor),
    )
    return page, status if verdict or own or status != 200 else 409


def frame(dossier: Dossier, signer: Signer, receipt: Signature | None = None) -> dict[str, Any]:
    """What all pages on the way of a signature have."""
    days = receipt.delegation.split("/") if receipt and receipt.delegation else []
    return {
        "dossier": dossier,
        "row": dossier.row,
        "version": dossier.version,
        "signer": signer,
        "means": means_of(signer),
        "delegation": delegation_of(signer.actor),
        "receipt": receipt,
        "receipt_delegation": [dt.date.fromisoformat(day) for day in days],
        "sign_words": sign_words(),
        **vocabulary(),
    }


def sign_words() -> dict[str, str]:
    """The sentences of static/js/behaviours/sign.js."""
    return {
        "preparing": _("Preparing what you sign…"),
        "waiting": _("Waiting for your device…"),
        "checking": _("Checking…"),
        "again": _("Try again"),
        "stop": _("Stop waiting"),
        "offline": _("The forum cannot be reached. Nothing was sent, and what you wrote is kept. Try again."),
        "lost": _("The line broke before the answer came. Load this page again: it says whether your signature is stored."),
        "out": _("Your session has ended. Sign in again; what you wrote is kept."),
        "often": _("There were many attempts in a short time. Wait some minutes, then try again."),
        "busy": _("The forum cannot store anything at this moment. What you wrote is kept; try again in a few seconds."),
        "other": _("The forum did not answer as expected. What you wrote is kept; try again."),
    }


def _door(dossier: Dossier, signer: Signer) -> bool:
    """Whether somebody called by a mail would see more in a session: what was prepared."""
    if signer.signed_in or dossier.signature_of(signer.actor.city_id) or not still_holds(signer):
        return False
    rows = parts.requests(dossier.id, signer.actor.city_id)
    return any(r.kind == "prepared" and r.void_at is None and r.version_id in dossier.binding for r in rows)


def _seen_before(dossier: Dossier, actor: Actor, requests: list[Told], seen: str) -> Version | None:
    """What this page had shown, if the text was changed under it; else what the city signed, prepared or declined."""
    version = dossier.version
    if version is None:
        return None
    shown = next((v for v in dossier.versions if seen and v.manifest_sha256 == seen and v.id != version.id), None)
    if shown:
        return shown
    known = {s.version_id for s in dossier.signatures if s.city_id == actor.city_id} | {
        one.row.version_id for one in requests
    }
    others = [v for v in dossier.versions if v.id in known and v.id != version.id]
    return max(others, key=lambda v: v.number, default=None)


def _changed_title(before: Version) -> str:
    return _("What changed since version %(number)s, which your city saw", number=before.number)


def _changed_since(dossier: Dossier, before: Version | None) -> list[Any]:
    """What this city has not read yet, where it read an older version."""
    if before is None or dossier.version is None:
        return []
    return compare(texts_of(before), texts_of(dossier.version), Lineage.of(parts.related(dossier.id)))


def _languages(dossier: Dossier, version: Version | None) -> list[dict[str, Any]]:
    """The text in each language that is signed with it."""
    if version is None:
        return []
    found = []
    for (number, code), row in reading.frozen_texts(dossier.id).items():
        if number == version.number and row.complete:
            one = language(code)
            found.append({"code": code, "name": one.name, "direction": one.direction,
                          "title": frozen.title(row.canonical), "clauses": frozen.read(row.canonical)})  # fmt: skip
    return found
