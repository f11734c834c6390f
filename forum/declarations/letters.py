"""The word in the address of a mail that asks for a signature: it names a mandate and gives no right.

Who opens the page by it sees nothing but what is public, and signs only with a passkey that is enrolled for that mandate.
The word is worth nothing for another declaration, after its deadline, or for anything but this.
"""

import datetime as dt
from urllib.parse import quote

from forum.kit import clock
from forum.kit.security import read_ticket, ticket

PURPOSE = "signing"


def signing_path(declaration_id: int, mandate_id: int, ends_at: dt.datetime) -> str:
    """The address of the signing page for the holder of one mandate."""
    word = ticket(PURPOSE, [declaration_id, mandate_id, int(ends_at.timestamp())])
    return f"/declarations/{declaration_id}/signature?letter={quote(word)}"


def read(word: str, declaration_id: int) -> int | None:
    """The mandate that a word names; None for any other declaration, after the deadline, and for what nobody signed."""
    found = read_ticket(PURPOSE, word) if word else None
    if found is None or len(found) != 3 or not all(isinstance(part, int) for part in found):
        return None
    declaration, mandate_id, until = found
    return mandate_id if declaration == declaration_id and clock.began().timestamp() < until else None
