"""The pages of this feature; importing them registers their addresses."""

from forum.accounts.views import (
    delegations,
    door,
    factor,
    installation,
    joining,
    leaving,
    mandates,
    passkey_door,
    passkeys,
    people,
    proving,
    recovery,
    sessions,
    settings,
)
from forum.accounts.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "delegations",
    "door",
    "factor",
    "installation",
    "joining",
    "leaving",
    "mandates",
    "passkey_door",
    "passkeys",
    "people",
    "proving",
    "recovery",
    "sessions",
    "settings",
]
