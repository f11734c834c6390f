"""Signing and withdrawing in one step, for tests about something else than the way of a signature."""

from forum.declarations.operations import intents, signing, withdrawing
from forum.register.confirmation import BY_CODE
from models import Signature


def sign(dossier, actor, remark="", reservation="", reserved=None, seen=None) -> Signature:
    """What is in force is signed, confirmed by password and code, unless `seen` is the manifest of something else."""
    if seen is None:
        seen = dossier.version.manifest_sha256 if dossier.version else ""
    return signing.sign(dossier, actor, intents.to_sign(dossier, actor, seen, remark, reservation, reserved), BY_CODE)


def withdraw(dossier, actor, reason="The council voted no."):
    return withdrawing.withdraw(dossier, actor, intents.to_withdraw(dossier, actor, reason), BY_CODE)
