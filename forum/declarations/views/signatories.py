"""Who stands under a text: by city or by date, with reservations, withdrawals, contests, and what an earlier version had."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from forum.cities import countries
from forum.declarations.dossier import Dossier
from forum.declarations.queries import parts
from forum.declarations.views.sheet import reservation_numbers
from forum.kit.i18n import _, _l
from models import Signature

ORDERS = ("city", "date")
ASKED, DECLINES = "asked", "declines"
KEEPING = {
    ASKED: _l("asked whether it keeps its signature; has not answered yet"),
    DECLINES: _l("does not keep its signature under this version"),
}


@dataclass(frozen=True)
class Entry:
    """`before` is the number of the version that was signed, where a later one corrects only its wording; `kept` that of a
    version with other substance which the city had signed before, and whose signature it keeps by this one."""

    signature: Signature
    reserved: list[tuple[str, str]]
    before: int | None = None
    kept: int | None = None


@dataclass(frozen=True)
class Lapsed:
    """A signature under a text that does not stand any more, and what its city said since it was asked."""

    signature: Signature
    version: int
    keeping: Any


def signatories(dossier: Dossier, order: str | None, country: str | None) -> dict[str, Any]:
    """For the page; counts leave out what was withdrawn or contested."""
    order = order if order in ORDERS else "city"
    numbers = {version.id: version.number for version in dossier.versions}
    standing = [_entry(dossier, signature, numbers) for signature in dossier.standing]
    if order == "city":
        standing.sort(key=lambda entry: (entry.signature.city.name.casefold(), entry.signature.id))
    shown = [entry for entry in standing if not country or entry.signature.city.country_iso2 == country]
    return {
        "signed": standing,
        "shown": shown,
        "withdrawn": [s for s in dossier.signatures if s.withdrawal and not s.withdrawal.noted],
        "contested": [s for s in dossier.signatures if s.contest],
        "lapsed": _lapsed(dossier, numbers),
        "order": order,
        "country": country or "",
        "signing_countries": sorted({countries.names().get(c, c): c for c in _codes(standing)}.items()),
        "order_tabs": [_tab(dossier, name, order, country) for name in ORDERS],
    }


def _codes(entries: list[Entry]) -> set[str]:
    return {entry.signature.city.country_iso2 for entry in entries}


def _entry(dossier: Dossier, signature: Signature, numbers: Mapping[int, int]) -> Entry:
    newest = dossier.version.number if dossier.version else 0
    number = numbers[signature.version_id]
    older = [s for s in dossier.signatures if s.city_id == signature.city_id and s.version_id not in dossier.binding]
    kept = [numbers[s.version_id] for s in older if s.standing]
    reserved = reservation_numbers(dossier, signature)
    return Entry(signature, reserved, number if number != newest else None, max(kept, default=None))


def _lapsed(dossier: Dossier, numbers: Mapping[int, int]) -> list[Lapsed]:
    """One line a city, its newest signature; what it said of the present version is asked only where there are any."""
    newest = {signature.city_id: signature for signature in dossier.lapsed}
    if not newest:
        return []
    said = {r.city_id for r in parts.declined(dossier.id) if r.version_id in dossier.binding and not r.void_at}
    return [Lapsed(s, numbers[s.version_id], KEEPING[DECLINES if s.city_id in said else ASKED]) for s in newest.values()]


def _tab(dossier: Dossier, name: str, order: str, country: str | None) -> dict[str, Any]:
    label = _("By city") if name == "city" else _("By date")
    url = url_for("declarations.declaration", identity=dossier.id, order=name, country=country or None)
    return {"label": label, "url": f"{url}#signatories", "current": name == order}
