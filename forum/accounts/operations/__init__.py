"""What people do about their accounts, and what staff and mayors do about mandates.

Other features call `invite` (an account, a mandate and a mail), `mint_link`, and `confirm_identity` before an act that must
not be done on a borrowed browser.
"""

from forum.accounts.operations.identity_check import confirm_identity, needs_code
from forum.accounts.operations.inviting import accept, invite, send_invitation
from forum.accounts.operations.links import ask_for_link, ask_for_reset, find_link, mint_link, use_link
from forum.accounts.operations.mandates import add_mandate, end_mandate, verify_mandate
from forum.accounts.queries.people import find_by_email
from forum.accounts.sessions import end_session

__all__ = [
    "accept",
    "add_mandate",
    "ask_for_link",
    "ask_for_reset",
    "confirm_identity",
    "end_mandate",
    "end_session",
    "find_by_email",
    "find_link",
    "invite",
    "mint_link",
    "needs_code",
    "send_invitation",
    "use_link",
    "verify_mandate",
]
