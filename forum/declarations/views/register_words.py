"""The acts of the register in words: what was done, by whom, and how the site knows."""

import datetime as dt
import json
from typing import Any

from forum.declarations.queries.registered import CONTESTED, LAPSED, NOTED, STANDING, WITHDRAWN
from forum.kit.i18n import _, _l
from forum.kit.templating import longdate

KINDS = {
    "open": _l("Opened for signature"),
    "sign": _l("Signed"),
    "sign-with-reservation": _l("Signed with a reservation"),
    "decline": _l("Declined to sign"),
    "withdraw": _l("Withdrew a signature"),
    "contest": _l("Contested an act"),
    "corrigendum": _l("Corrected the wording"),
    "object": _l("Objected to a correction"),
    "adopt": _l("Recorded the adoption"),
    "close": _l("Closed"),
    "enrol": _l("Made a key known"),
    "revoke": _l("Revoked a key"),
}
METHODS = {
    "passkey": _l("by a device of the holder"),
    "password+totp": _l("attested by the site, after a password and a second factor"),
    "password": _l("attested by the site, after a password"),
    "session": _l("attested by the site, of somebody who was signed in"),
    "site": _l("by the site itself"),
}
STATES = {
    STANDING: (_l("counts"), "agreed"),
    WITHDRAWN: (_l("withdrawn"), "refused"),
    CONTESTED: (_l("contested"), "refused"),
    NOTED: (_l("counts; a withdrawal is noted"), "waiting"),
    LAPSED: (_l("under an earlier text"), "waiting"),
}


def definition() -> str:
    """The one meaning of every number of signatures."""
    return _(
        "A signature counts from the moment it is stored, unless it is withdrawn before signing closes, contested by the "
        "person in whose name it stands, or given to a text that was changed in substance afterwards."
    )


def moment(time: int) -> dt.datetime:
    """Of a head, whose time is in seconds."""
    return dt.datetime.fromtimestamp(time, dt.UTC)


def said_in(content: str) -> dict[str, Any]:
    """The statement in the canonical JSON of an entry."""
    statement: dict[str, Any] = json.loads(content)["statement"]
    return statement


def who(said: dict[str, Any]) -> str:
    """ "Ana Reis, Mayor"; empty where a deadline or the site itself acted."""
    return ", ".join(part for part in (said.get("holder", ""), said.get("office", "")) if part)


def sentence(said: dict[str, Any]) -> str:
    """What the entry says, for people."""
    name, office = said.get("holder", ""), said.get("office", "")
    words = {
        "who": f"{name} ({office})" if name and office else name,
        "city": said.get("city", ""),
        "version": said.get("version", 0),
        "corrects": said.get("corrects", 0),
        "place": said.get("place", ""),
        "key": said.get("key_id", ""),
    }
    spoken = _by_site(said, words) if not words["who"] else _by_person(said, words)
    return spoken or str(KINDS.get(said["kind"], said["kind"]))


def _by_person(said: dict[str, Any], words: dict[str, Any]) -> str:
    kind = said["kind"]
    if kind == "withdraw" and said.get("effect") == "noted":
        return _("%(who)s notes after closing that %(city)s withdraws; the counts stay.", **words)
    if kind == "adopt":
        return _("%(who)s recorded the adoption on %(day)s in %(place)s.", day=_day(said.get("adopted_on", "")), **words)
    spoken = {
        "open": _l("%(who)s opened version %(version)s for signature."),
        "sign": _l("%(who)s signed version %(version)s for %(city)s."),
        "sign-with-reservation": _l("%(who)s signed version %(version)s for %(city)s, with a reservation."),
        "decline": _l("%(who)s declined to sign version %(version)s for %(city)s."),
        "withdraw": _l("%(who)s withdrew the signature of %(city)s."),
        "contest": _l("%(who)s said of an act in the name of %(city)s: this was not me."),
        "corrigendum": _l("%(who)s corrected the wording of version %(corrects)s by version %(version)s."),
        "object": _l("%(who)s objected for %(city)s to the correction in version %(version)s."),
        "close": _l("%(who)s closed the declaration."),
        "enrol": _l("A device of %(who)s may sign for %(city)s from here on."),
        "revoke": _l("A device of %(who)s may no longer sign for %(city)s."),
    }.get(kind)
    return str(spoken) % words if spoken else ""


def _by_site(said: dict[str, Any], words: dict[str, Any]) -> str:
    if said["kind"] == "enrol" and said.get("role") == "site":
        return _("The site made its key %(key)s known.", **words)
    spoken = {
        "close": _l("The declaration closed at its deadline."),
        "revoke": _l("A key may no longer sign."),
    }.get(said["kind"])
    return str(spoken) if spoken else ""


def _day(text: str) -> str:
    try:
        return longdate(dt.date.fromisoformat(text))
    except ValueError:
        return text


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def method_name(method: str) -> str:
    return str(METHODS.get(method, method))


def delegated(days: str) -> str:
    """The days of a delegation of authority, written as "2026-11-01/2026-12-31"."""
    start, _slash, end = days.partition("/")
    return _("under a delegation of authority from %(start)s to %(end)s", start=_day(start), end=_day(end))


def method_short(method: str) -> str:
    """For a line of a list: what a device signed, and what the site vouches for."""
    return method_name(method) if method in ("passkey", "site") else _("attested by the site")


def state_name(state: str) -> str:
    return str(STATES[state][0]) if state else ""


def state_meaning(state: str) -> str:
    return STATES[state][1] if state else ""
