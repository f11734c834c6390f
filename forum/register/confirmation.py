"""How an act was confirmed, as the register says it."""

from dataclasses import dataclass

PASSKEY, CODE, SESSION, SITE = "passkey", "password+totp", "session", "site"


@dataclass(frozen=True)
class Confirmation:
    """By a passkey, whose assertion over the statement was verified; or in another way, which the site attests."""

    method: str
    key_id: str = ""
    assertion: dict[str, str] | None = None


BY_CODE = Confirmation(CODE)  # password and a code of the second factor
BY_SESSION = Confirmation(SESSION)  # whoever was signed in
BY_SITE = Confirmation(SITE)  # nobody: a deadline, or an act on the site itself
