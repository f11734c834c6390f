"""Proofs over the kept nodes: that an entry is in the register, and that an older register is a prefix of a newer one."""

from functools import partial

from forum.register import tree
from forum.register.queries.nodes import read_once


def inclusion(index: int, size: int) -> list[str]:
    """Hashes in lower-case hex. Raises ValueError where there is no such entry."""
    return [step.hex() for step in read_once(partial(tree.inclusion_path, index, size))]


def consistency(old: int, new: int) -> list[str]:
    """From `old` (at least 1) to `new` entries. Raises ValueError."""
    return [step.hex() for step in read_once(partial(tree.consistency_path, old, new))]


def root(size: int) -> str:
    """The root over the first `size` entries, computed anew from the nodes."""
    return read_once(partial(tree.root, size)).hex()
