"""How often somebody may try: counted for each address and, beside that, for each account that is tried.

Only what was refused counts towards the limit of an account, so that knowing its address is not enough to lock somebody out
while they sign in rightly; unknown accounts are counted like known ones, so that the limit tells nothing.
"""

from collections.abc import Callable
from typing import Any

from forum.kit.limits import limited
from forum.kit.security import token_hash


def refused(response: Any) -> bool:
    return bool(response.status_code in (409, 410, 422))


def by_address(limit: str) -> Callable[..., Any]:
    return limited(limit)


def by_account(limit: str, account: Callable[[], str]) -> Callable[..., Any]:
    """`account()` names the account that is tried; its hash is what the store of the limits sees."""
    return limited(limit, key_func=lambda: f"account:{token_hash(account())}", deduct_when=refused)
