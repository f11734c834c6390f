"""A device with a passkey in Chromium: DevTools' virtual authenticator, one for each page that asks for it.

`authenticator(page)` unlocks by itself, as a telephone does under the right finger; `fails()` is the wrong one, `away()` is
nobody at the device. Keys live in one page's authenticator: `copy_to` gives them to another's, as a cloned device has them.
"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Authenticator:
    devtools: CDPSession
    identity: str

    @property
    def keys(self) -> list[dict[str, Any]]:
        """What the device holds: credentialId, rpId, privateKey, userHandle, signCount."""
        found: list[dict[str, Any]] = self._tell("getCredentials")["credentials"]
        return found

    def fails(self) -> None:
        """The device does not know the finger any more."""
        self._tell("setUserVerified", isUserVerified=False)

    def unlocks(self) -> None:
        self._tell("setUserVerified", isUserVerified=True)

    def away(self, enabled: bool = False) -> None:
        """Nobody touches the device: the browser waits until it is told to stop."""
        self._tell("setAutomaticPresenceSimulation", enabled=enabled)

    def count(self, signed: int) -> None:
        """Set the counter of every key, as an old copy of the device would have it."""
        for key in self.keys:
            self._tell("removeCredential", credentialId=key["credentialId"])
            self._tell("addCredential", credential=key | {"signCount": signed})

    def copy_to(self, other: "Authenticator") -> None:
        for key in self.keys:
            other._tell("addCredential", credential=key)

    def forget(self) -> None:
        """A new device: nothing on it."""
        self._tell("clearCredentials")

    def remove(self) -> None:
        self._tell("removeVirtualAuthenticator")

    def _tell(self, command: str, **what: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.devtools.send(f"WebAuthn.{command}", {"authenticatorId": self.identity} | what)
        return answer


def authenticator(page: Page, **kind: Any) -> Authenticator:
    """`kind` is laid over KIND, for a device that cannot keep or cannot unlock."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KIND | kind})
    return Authenticator(devtools, made["authenticatorId"])
