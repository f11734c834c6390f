"""Signed addresses in mails, by which a person ends mail of one kind or mutes one thing, without signing in."""

from forum.kit.security import address, read_ticket, ticket

PURPOSES = ("notice", "digest")


def unsubscribe_url(person_id: int, purpose: str) -> str:
    return address(f"/unsubscribe/{ticket('unsubscribe', [person_id, purpose])}")


def mute_url(person_id: int, kind: str, identity: int) -> str:
    return address(f"/muting/{ticket('mute', [person_id, kind, identity])}")


def read_unsubscribe(token: str) -> tuple[int, str] | None:
    person_id, purpose = _sized(read_ticket("unsubscribe", token), 2)
    return (person_id, purpose) if purpose in PURPOSES else None


def read_mute(token: str) -> tuple[int, str, int] | None:
    person_id, kind, identity = _sized(read_ticket("mute", token), 3)
    return (person_id, kind, identity) if person_id else None


def _sized(found: list | None, width: int) -> list:
    return found if found is not None and len(found) == width else [None] * width
