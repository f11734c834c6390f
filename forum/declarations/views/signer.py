"""For whom a page of signing is: the person in the session, or whom a mail called; being called gives no right."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from flask import request

from forum.accounts.actor import Actor, in_force
from forum.accounts.operations.identity_check import needs_code
from forum.accounts.operations.passkeys import usable_for
from forum.accounts.queries import mandates
from forum.accounts.sessions import load_actor
from forum.declarations import letters
from forum.kit import clock
from forum.kit.guards import SignInNeeded
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import link
from forum.kit.verdict import ALLOWED, Verdict, refuse


@dataclass(frozen=True)
class Signer:
    """`letter` is the word by which somebody came who is not signed in: they read what is public, and their key decides."""

    actor: Actor
    letter: str = ""

    @property
    def signed_in(self) -> bool:
        return not self.letter


@dataclass(frozen=True)
class Means:
    """With what somebody can confirm, and where to set up what is missing."""

    passkey: bool
    password: bool
    setup: str = ""
    factor: str = ""


def called(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view of a declaration for who is signed in or comes by a mail; all others are led to the door and back."""

    @wraps(view)
    def guarded(identity: int) -> Any:
        return view(identity, signer_of(identity))

    guarded.guard = "called"  # type: ignore[attr-defined]
    return guarded


def signer_of(identity: int) -> Signer:
    """In a session the mail at most chooses among the mandates of its person."""
    actor, word = current_actor(), request.values.get("letter", "")
    mandate_id = letters.read(word, identity)
    if actor.signed_in:
        own = next((m for m in actor.mandates if m.id == mandate_id), None)
        return Signer(replace(actor, mandate=own) if own else actor)
    mandate = mandates.find(mandate_id) if mandate_id else None
    if mandate is None:
        raise SignInNeeded
    holder = load_actor(mandate.person_id, mandate.id)
    return Signer(holder if holder.mandate_id == mandate.id else Actor(holder.person, mandate), word)


def still_holds(signer: Signer) -> Verdict:
    """A mail outlives the mandate that it was sent to."""
    mandate = signer.actor.mandate
    if signer.letter and (mandate is None or not in_force(mandate, clock.today())):
        sentence = _("The mandate to which this mail was sent has ended.")
        return refuse(sentence, _("Whoever holds the office now signs under their own mandate, with their own key."))
    return ALLOWED


def means_of(signer: Signer) -> Means:
    """A mail never opens the way by password: that needs a session."""
    person, back = signer.actor.person, request.full_path.rstrip("?")
    passkey = bool(signer.actor.mandate_id and usable_for(signer.actor.mandate_id))
    password = signer.signed_in and person is not None and needs_code(person)
    return Means(passkey, password, link("accounts.passkeys", next=back), link("accounts.second_factor", next=back))


def delegation_of(actor: Actor) -> tuple[Any, Any] | None:
    """First and last day on which a deputy stands in."""
    mandate = actor.mandate
    return (mandate.starts_on, mandate.ends_on) if mandate and actor.acts_as("deputy") and mandate.ends_on else None
