"""The Merkle tree of RFC 9162, section 2.1: hashes, roots, proofs of inclusion and of consistency.

A tree is read through `nodes(level, position)`: the hash of the complete subtree of 2^level leaves that is the `position`-th
from the left. Such hashes never change when leaves are appended, so whoever keeps them proves anything with a few reads.
"""

import hashlib
from collections.abc import Callable, Sequence

Nodes = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_of(leaves: Sequence[bytes]) -> Nodes:
    """The nodes over leaf hashes that are all at hand."""

    def node(level: int, position: int) -> bytes:
        if level == 0:
            return leaves[position]
        return node_hash(node(level - 1, 2 * position), node(level - 1, 2 * position + 1))

    return node


def split(size: int) -> int:
    """The largest power of two smaller than `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


def frontier(size: int) -> list[tuple[int, int]]:
    """Level and position of the complete subtrees that make up a tree of `size` leaves, from the left."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def root(size: int, nodes: Nodes) -> bytes:
    """The root over the first `size` leaves."""
    return _subtree(0, size, nodes) if size else EMPTY


def inclusion_path(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """PATH(index, D[size]) of section 2.1.3.1: the siblings from the leaf up to the root."""
    if not 0 <= index < size:
        raise ValueError("there is no such leaf")
    path: list[bytes] = []
    start = 0
    while size > 1:
        half = split(size)
        if index < half:
            path.append(_subtree(start + half, size - half, nodes))
            size = half
        else:
            path.append(_subtree(start, half, nodes))
            start, index, size = start + half, index - half, size - half
    return path[::-1]


def consistency_path(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """PROOF(old, D[new]) of section 2.1.4.1: that the first `old` leaves are where they were. `old` is at least 1."""
    if not 0 < old <= new:
        raise ValueError("an older tree is neither empty nor larger than a newer one")
    path: list[bytes] = []
    start, size, whole = 0, new, True
    while old != size:
        half = split(size)
        if old <= half:
            path.append(_subtree(start + half, size - half, nodes))
            size = half
        else:
            path.append(_subtree(start, half, nodes))
            start, old, size, whole = start + half, old - half, size - half, False
    return ([] if whole else [_subtree(start, size, nodes)]) + path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Section 2.1.4.2."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        at, last = at >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root


def _subtree(start: int, size: int, nodes: Nodes) -> bytes:
    """The hash over `size` leaves from `start`, which is a multiple of the largest power of two in it."""
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return nodes(level, start >> level)
    half = split(size)
    return node_hash(_subtree(start, half, nodes), _subtree(start + half, size - half, nodes))
