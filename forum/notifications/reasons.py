"""Why somebody is told, in words: the first reason that fits a person."""

from typing import Any

from forum.kit.i18n import _l

REASONS: dict[str, Any] = {
    "follower": _l("because you follow this"),
    "city": _l("because of your city"),
    "author": _l("because you wrote it"),
    "self": _l("because it is about your account"),
    "mentioned": _l("because you or your city were mentioned"),
    "flagger": _l("because you flagged it"),
    "reply": _l("because it answers your comment"),
    "group": _l("because your city is in the drafting group"),
    "lead": _l("because your city leads"),
    "asked": _l("because your city was asked"),
    "proposes": _l("because your city proposed it"),
    "sponsor": _l("because your city is a sponsor"),
    "signatory": _l("because you signed"),
    "holder": _l("because the act stands in your name"),
    "evidence": _l("because it rests on your experience"),
    "helper": _l("because your city's answer was used"),
    "observer": _l("because you were invited to read it"),
    "invited": _l("because you were invited"),
    "staff": _l("because you work in the secretariat"),
    "bureau": _l("because you sit on the Bureau"),
    "member": _l("because you sit on the body"),
    "asker": _l("because you asked"),
}


def reason(key: str) -> str:
    return str(REASONS.get(key, ""))
