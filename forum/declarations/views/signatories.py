"""Who stands under a text: by city or by date, with reservations, withdrawals, and what an earlier version had."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from forum.cities import countries
from forum.declarations.dossier import Dossier
from forum.declarations.views.sheet import reservation_numbers
from forum.kit.i18n import _
from models import Signature

ORDERS = ("city", "date")


@dataclass(frozen=True)
class Entry:
    """`before` is the number of the version that was signed, where a later one corrects only its wording."""

    signature: Signature
    reserved: list[tuple[str, str]]
    before: int | None = None


def signatories(dossier: Dossier, order: str | None, country: str | None) -> dict[str, Any]:
    """For the page; counts leave out what was withdrawn."""
    order = order if order in ORDERS else "city"
    standing = [_entry(dossier, signature) for signature in dossier.standing]
    if order == "city":
        standing.sort(key=lambda entry: (entry.signature.city.name.casefold(), entry.signature.id))
    shown = [entry for entry in standing if not country or entry.signature.city.country_iso2 == country]
    return {
        "signed": standing,
        "shown": shown,
        "withdrawn": [s for s in dossier.signatures if not s.standing],
        "lapsed": dossier.lapsed,
        "order": order,
        "country": country or "",
        "signing_countries": sorted({countries.names().get(c, c): c for c in _codes(standing)}.items()),
        "order_tabs": [_tab(dossier, name, order, country) for name in ORDERS],
    }


def _codes(entries: list[Entry]) -> set[str]:
    return {entry.signature.city.country_iso2 for entry in entries}


def _entry(dossier: Dossier, signature: Signature) -> Entry:
    newest = dossier.version.number if dossier.version else 0
    number = signature.version.number
    return Entry(signature, reservation_numbers(dossier, signature), number if number != newest else None)


def _tab(dossier: Dossier, name: str, order: str, country: str | None) -> dict[str, Any]:
    label = _("By city") if name == "city" else _("By date")
    url = url_for("declarations.declaration", identity=dossier.id, order=name, country=country or None)
    return {"label": label, "url": f"{url}#signatories", "current": name == order}
