"""What follows the text of a declaration in its PDF: adoption, signatories, positions, what does not count, how to check it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from forum.declarations.exports.shape import Content
from forum.declarations.exports.signed import CONTESTED, EARLIER, NOTED, WITHDRAWN, Signatory
from forum.kit.clock import FORUM_ZONE
from forum.kit.i18n import _, _n
from forum.kit.templating import longdate

Data = dict[str, Any]
APART = (WITHDRAWN, CONTESTED, EARLIER)


def sections(content: Content, languages: Sequence[str]) -> list[Data]:
    """`languages` are those that are printed."""
    found = [_adoption(content), _signatories(content), _positions(content), _apart(content)]
    return [section for section in found if section] + [_about(content, languages)]


def standing_notice() -> str:
    """What a signature here is, and what it is not."""
    return _(
        "Each signature was made for a city by the device of the person named. It is not a qualified electronic signature "
        "under Regulation (EU) No 910/2014 (eIDAS)."
    )


def head_line(content: Content) -> str:
    """The newest head of the register in one line; empty before there was a register."""
    head = content.head
    if head is None:
        return ""
    at = dt.datetime.fromtimestamp(head.time, FORUM_ZONE)
    entries = _n("%(num)s entry", "%(num)s entries", head.size)
    when = f"{longdate(at)}, {at:%H:%M}"
    return _("Register of signatures: %(entries)s, root %(root)s …, %(when)s Geneva.", entries=entries, root=head.root[:16], when=when)


def method_name(one: Signatory) -> str:
    if one.method == "passkey":
        return _("Passkey")
    if one.method == "password+totp":
        return _("Password and code, attested by the forum")
    return _("Password, attested by the forum")


def _section(title: str, *lines: str, **more: Any) -> Data:
    kept = [line for line in lines if line]
    return {"title": title, "level": 2, "lines": kept, "said": [], "table": None} | more


def _adoption(content: Content) -> Data:
    found = content.adoption
    if found is None:
        return {}
    said = _("Adopted on %(day)s in %(place)s. %(chair)s", day=longdate(found.on), place=found.place, chair=found.by)
    return _section(_("Adoption"), said)


def _signatories(content: Content) -> Data:
    counts, counted = content.counts, content.counted
    if not counted:
        return _section(_("Signatories"), _("No city had signed when this file was made."))
    cities = _n("%(num)s city", "%(num)s cities", counts.signed)
    places = _n("%(num)s country", "%(num)s countries", counts.countries)
    lines = [_("%(cities)s of %(countries)s.", cities=cities, countries=places)]
    if counts.by_passkey and counts.attested:
        ways = {"passkeys": counts.by_passkey, "attested": counts.attested}
        lines.append(_("Signed with a passkey: %(passkeys)d. Attested by the forum: %(attested)d.", **ways))
    heads = [_("City"), _("Signed for it by"), _("Signed on"), _("How, and entry of the register")]
    table = {"widths": [25, 36, 21, 26], "heads": heads, "rows": [_row(content, one) for one in counted]}
    return _section(_("Signatories"), *lines, table=table)


def _row(content: Content, one: Signatory) -> list[Data]:
    who = [one.holder, one.office]
    if one.delegation:
        first, _slash, last = one.delegation.partition("/")
        days = {"first": _day(first), "last": _day(last)}
        who.append(_("under a delegation of authority from %(first)s to %(last)s", **days))
    signed = [longdate(one.at)]
    if one.version != content.edition.number:
        signed.append(_("version %(number)s", number=one.version))
    how = [method_name(one)]
    if one.register_index is not None:
        how.append(_("entry %(index)s", index=one.register_index))
    if one.state == NOTED:
        how.append(_("asked to withdraw on %(day)s, after the closing", day=longdate(one.ended_at)))
    return [_cell(one.city, one.country, strong=True), _cell(*who), _cell(*signed), _cell(*how)]


def _cell(*lines: str, strong: bool = False) -> Data:
    return {"lines": [line for line in lines if line], "strong": strong}


def _day(iso: str) -> str:
    try:
        return longdate(dt.date.fromisoformat(iso))
    except ValueError:
        return iso


def _positions(content: Content) -> Data:
    """Reservations on the whole text and explanations of position; those on a paragraph stand under it."""
    said = [
        {"label": _("%(city)s (%(country)s), reservation on the whole text:", **_place(one)), "text": one.reservation}
        for one in content.reservations.get("", ())
    ]
    said += [
        {"label": _("%(city)s (%(country)s):", **_place(one)), "text": one.remark} for one in content.counted if one.remark
    ]
    return _section(_("Reservations and explanations of position"), said=said) if said else {}


def _place(one: Signatory) -> dict[str, str]:
    return {"city": one.city, "country": one.country}


def _apart(content: Content) -> Data:
    found = [one for one in content.signatories if one.state in APART]
    if not found:
        return {}
    names = {
        WITHDRAWN: _("withdrawn"),
        CONTESTED: _("contested: the person named says that it was not theirs"),
        EARLIER: _("under an earlier text that was changed in substance"),
    }
    rows = []
    for one in found:
        ended = longdate(one.ended_at) if one.ended_at and one.state != EARLIER else _("version %(number)s", number=one.version)
        became = _cell(names[one.state], ended, one.reason)
        rows.append([_cell(one.city, one.country, strong=True), _cell(one.holder, one.office), _cell(longdate(one.at)), became])
    heads = [_("City"), _("Signed for it by"), _("Signed on"), _("What became of it")]
    table = {"widths": [25, 32, 21, 30], "heads": heads, "rows": rows}
    return _section(_("Signatures that do not count"), table=table)


def _about(content: Content, languages: Sequence[str]) -> Data:
    """How anyone checks what is printed here, and what it is."""
    printed = [one for one in content.languages if one.code in languages]
    lines = [_("This text for good: %(address)s", address=content.address)]
    lines += [_("SHA-256 of the text (%(language)s): %(digest)s", language=one.name, digest=one.sha256) for one in printed]
    if content.edition.manifest_sha256:
        lines.append(_("SHA-256 that signatures cover, over all languages: %(digest)s", digest=content.edition.manifest_sha256))
    lines.append(_root(content))
    lines += [standing_notice(), _seal(), content.notice]
    if content.licence:
        lines.append(_("Licence: %(licence)s %(address)s", licence=content.licence, address=content.licence_url))
    return _section(_("About this file"), *lines)


def _root(content: Content) -> str:
    if content.head is None:
        return ""
    return head_line(content) + " " + _("Whole root: %(root)s", root=content.head.root)


def _seal() -> str:
    return _("The file is sealed by the forum: a reader of PDF shows whether a byte of it was changed since it was made.")
