"""How the mayors of the demo confirm what they sign: most with a device of their own, one with password and code."""

from typing import TYPE_CHECKING

from forum.accounts.actor import Actor
from forum.accounts.operations import passkeys
from forum.declarations.operations.intents import statement_of
from forum.desk.demo.play import Play
from forum.kit import site
from forum.register.confirmation import BY_CODE, PASSKEY, Confirmation
from forum.register.spelling import challenge
from models import SigningIntent

if TYPE_CHECKING:
    from forum.desk.demo.softkey import SoftKey

# Accounts that people try the demo with: a key that nobody holds would only be in their way.
WITHOUT = ("mayor@demo.example",)


def confirm(play: Play, actor: Actor, intent: SigningIntent) -> Confirmation:
    """As the register keeps it; the assertion is made by the device and verified as anybody's would be."""
    assert actor.person is not None and actor.mandate is not None
    if actor.person.email in WITHOUT:
        return BY_CODE
    asked = challenge(statement_of(intent))
    answer = _device(play, actor).assert_(challenge=asked, origin=site.origins()[-1], rp_id=site.rp_id())
    proof = passkeys.verify(actor.mandate.id, answer, asked)
    return Confirmation(PASSKEY, proof.key_id, proof.assertion)


def _device(play: Play, actor: Actor) -> "SoftKey":
    """Registered and enrolled when it is needed first."""
    from forum.desk.demo.softkey import SoftKey

    assert actor.mandate is not None
    key = f"device:{actor.mandate_id}"
    if key not in play.made:
        made = SoftKey()
        answer = made.create(passkeys.registration_options(actor), site.origins()[-1])
        passkeys.enrol(actor, passkeys.register(actor, answer, "Telephone of the demonstration"), actor.mandate)
        play.made[key] = made
    device: SoftKey = play.made[key]
    return device
