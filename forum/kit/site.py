"""What was chosen for this installation: name, address of the secretariat, sender of mail, licence and length of the texts.

Every page shows some of it, so it is held in memory: loaded at start, after each change, and once a minute by a job, for the
other processes.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from models import Setting
from models.base import db

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
# What an administrator chooses; the hours are those between the word of two and the removal of a lost second factor; the
# days those for which a correction of signed words is open to objection.
CHOSEN: dict[str, str] = {"name": "", "contact": "", "sender": "", "licence": "CC BY 4.0", "word_limit": "3300"}
CHOSEN |= {"recovery_hours": "72", "objection_days": "7"}
# The calendar of the documents of a session: weeks before its first day, after its last, and the length of a late document.
CHOSEN |= {"pre_session_weeks": "10", "in_session_weeks": "3", "in_session_words": "3300", "post_session_weeks": "2"}
DEFAULTS: dict[str, str] = CHOSEN | {"rp_id": "", "origins": ""}  # fixed at the first start: passkeys hang on them
_values: dict[str, str] = dict(DEFAULTS)


def value(name: str) -> str:
    """What was chosen, or the empty word where nothing was."""
    return _values.get(name, "")


def word_limit() -> int:
    """How many words a declaration should have at most; 3,300 is what the United Nations allow in-session documents."""
    return int(value("word_limit"))


def rp_id() -> str:
    """The host that passkeys are bound to (WebAuthn's relying party id)."""
    return value("rp_id") or urlsplit(current_app.config["FORUM_URL"]).hostname or "localhost"


def origins() -> list[str]:
    """The addresses under which this installation has asked devices to sign, the oldest first."""
    return value("origins").split() or [origin_of(current_app.config["FORUM_URL"])]


def origin_of(address: str) -> str:
    """As browsers write it: scheme and host, and the port where it is not the usual one."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def place_of(address: str) -> dict[str, str]:
    """What a start under this address saves: another port of the same host is added, another host begins anew."""
    host, kept = urlsplit(address).hostname or "localhost", value("origins").split()
    if value("rp_id") != host:
        return {"rp_id": host, "origins": origin_of(address)}
    return {"rp_id": host, "origins": " ".join(dict.fromkeys([*kept, origin_of(address)]))}


def values() -> dict[str, str]:
    return dict(_values)


def load() -> None:
    """Read what stands in the database; leaves no transaction open."""
    rows = db.session.execute(select(Setting.name, Setting.value).where(Setting.name.in_(DEFAULTS))).all()
    db.session.rollback()
    _hold({name: str(found) for name, found in rows})


def save(chosen: dict[str, Any]) -> None:
    """Write what is known here by name, in the transaction of the act."""
    for name in DEFAULTS:
        if name in chosen:
            db.session.merge(Setting(name=name, value=str(chosen[name])))
    db.session.flush()
    _hold(_values | {name: str(chosen[name]) for name in DEFAULTS if name in chosen})


def forget() -> None:
    """Back to the defaults, for tests."""
    _hold({})


def _hold(found: dict[str, str]) -> None:
    fresh = DEFAULTS | found
    _values.clear()
    _values.update(fresh)
