"""What follows the text of a declaration in its PDF: adoption, signatories, positions, how to check it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from forum.declarations.exports import seal, wording
from forum.declarations.exports.shape import Content
from forum.declarations.exports.signed import CONTESTED, EARLIER, WITHDRAWN, Signatory
from forum.kit.clock import FORUM_ZONE
from forum.kit.i18n import _, _n

Data = dict[str, Any]
APART = (WITHDRAWN, CONTESTED, EARLIER)


def sections(content: Content, languages: Sequence[str]) -> list[Data]:
    """`languages` are those that are printed."""
    found = [_adoption(content), _signatories(content), _positions(content), _apart(content)]
    return [section for section in found if section] + [_about(content, languages)]


def standing_notice() -> str:
    """What a signature here is, and what it is not."""
    return _(
        "A signature with a passkey is that of a person's device for a city. Where it says so, the forum attests that the "
        "person gave a password and a code instead. Neither is a qualified electronic signature under Regulation (EU) "
        "No 910/2014 (eIDAS)."
    )


def head_line(content: Content) -> str:
    """The newest head of the register in one line; empty before there was a register."""
    head = content.head
    if head is None:
        return ""
    at = dt.datetime.fromtimestamp(head.time, FORUM_ZONE)
    entries = _n("%(num)s entry", "%(num)s entries", head.size)
    said = {"entries": entries, "root": head.root[:16], "when": f"{wording.day(at)}, {at:%H:%M}"}
    return _("Register of signatures: %(entries)s, root %(root)s …, %(when)s Geneva.", **said)


def _section(title: str, *lines: str, **more: Any) -> Data:
    kept = [line for line in lines if line]
    return {"title": title, "level": 2, "lines": kept, "said": [], "table": None, "small": False} | more


def _adoption(content: Content) -> Data:
    found = content.adoption
    if found is None:
        return {}
    said = {"day": wording.day(found.on), "place": found.place, "chair": found.by}
    return _section(_("Adoption"), _("Adopted on %(day)s in %(place)s, as declared by %(chair)s.", **said))


def _signatories(content: Content) -> Data:
    lines = wording.count_lines(content)[: 2 if content.counted else 1]  # what does not count has a table of its own
    if not content.counted:
        return _section(_("Signatories"), *lines)
    heads = [_("City"), _("Signed for it by"), _("Signed on"), _("Method and register entry")]
    table = {"widths": [24, 34, 22, 28], "heads": heads, "rows": [_row(content, one) for one in content.counted]}
    return _section(_("Signatories"), *lines, table=table)


def _row(content: Content, one: Signatory) -> list[Data]:
    method = wording.method_name(one.method)
    how = [method[:1].upper() + method[1:], _entry(one), wording.state_line(one, content.edition.number)]
    who = [one.holder, one.office, wording.delegation_line(one)]
    return [_cell(one.city, one.country, strong=True), _cell(*who), _cell(wording.day(one.at)), _cell(*how)]


def _entry(one: Signatory) -> str:
    return _("entry %(index)s", index=one.register_index) if one.register_index is not None else ""


def _cell(*lines: str, strong: bool = False) -> Data:
    return {"lines": [line for line in lines if line], "strong": strong}


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
    rows = []
    for one in found:
        became = _cell(wording.state_line(one, content.edition.number), _entry(one))
        who = _cell(one.holder, one.office)
        rows.append([_cell(one.city, one.country, strong=True), who, _cell(wording.day(one.at)), became])
    heads = [_("City"), _("Signed for it by"), _("Signed on"), _("What became of it")]
    table = {"widths": [25, 32, 21, 30], "heads": heads, "rows": rows}
    return _section(_("Signatures that do not count"), table=table)


def _about(content: Content, languages: Sequence[str]) -> Data:
    """How anyone checks what is printed here, and what it is."""
    printed = [one for one in content.languages if one.code in languages]
    lines = [_("This version for good: %(address)s", address=content.address), *_events(content)]
    lines += [_("SHA-256 of the text (%(language)s): %(digest)s", language=one.name, digest=one.sha256) for one in printed]
    if content.edition.manifest_sha256:
        lines.append(_("SHA-256 over all languages that are signed: %(digest)s", digest=content.edition.manifest_sha256))
    lines.append(_root(content))
    lines += [standing_notice(), _seal(), content.notice]
    lines.append(f"{wording.licence_line(content)} {content.licence_url}".strip())
    return _section(_("About this file"), *lines, small=True)


def _events(content: Content) -> list[str]:
    """What happened to it since it was frozen, each with its day."""
    return [f"{wording.event_name(one.what, one.version)}, {wording.day(one.on)}." for one in content.events]


def _root(content: Content) -> str:
    if content.head is None:
        return ""
    return head_line(content) + " " + _("Whole root: %(root)s", root=content.head.root)


def _seal() -> str:
    said = _("The file is sealed by the forum: readers of PDF show whether a byte of it was changed since it was made.")
    return said + " " + (_("The certificate of the seal declares itself qualified.") if seal.is_qualified() else "")
