"""The tree of the register is that of RFC 9162: known vectors, an independent oracle, and no wrong proof gets through."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from forum.register import tree

# The leaves and roots of the reference implementation of Certificate Transparency.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
L0, L1, L4 = (
    ROOTS[1],
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    ("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
)
L01, L23 = ROOTS[2], "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
L45, L67 = (
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
)
L0123, L4567 = ROOTS[4], "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSION = {  # (index, size) of the reference implementation's tests, which count leaves from one
    (0, 1): [],
    (0, 8): [L1, L23, L4567],
    (5, 8): [L4, L67, L0123],
    (2, 3): [L01],
    (1, 5): [L0, L23, L4],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [L1, L23, L4567],
    (6, 8): [L45, L67, L0123],
    (2, 5): [L23, L4],
}
SIZES = range(1, 34)
hexes = lambda path: [node.hex() for node in path]  # noqa: E731


def naive(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:split]) + naive(leaves[split:])).digest()


def naive_proof(old: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.4.1, word for word."""
    if old == len(leaves):
        return [] if whole else [naive(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*naive_proof(old, leaves[:split], whole), naive(leaves[split:])]
    return [*naive_proof(old - split, leaves[split:], False), naive(leaves[:split])]


class Nodes:
    """Only the complete subtrees over the first `size` leaves; whoever asks for another fails."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves, self.kept = leaves, {}

    def __call__(self, level: int, index: int) -> bytes:
        span = 1 << level
        assert index >= 0 and (index + 1) * span <= len(self.leaves), f"({level}, {index}) is not complete"
        if (level, index) not in self.kept:
            self.kept[level, index] = naive(self.leaves[index * span : (index + 1) * span])
        return self.kept[level, index]


NODES = Nodes(LEAVES)
MANY = Nodes([b"leaf %d" % number for number in range(300)])


@pytest.fixture(scope="module")
def oracle():
    trusted = InmemoryTree(algorithm="sha256")
    trusted.append_entries(MANY.leaves)
    return trusted


def test_leaves_and_nodes_have_their_own_prefixes():
    assert tree.leaf_hash(b"").hex() == ROOTS[1]
    assert tree.node_hash(tree.leaf_hash(b""), tree.leaf_hash(b"\x00")).hex() == ROOTS[2]


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_standards_leaves(size):
    assert tree.root(size, NODES).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_paths_of_the_standards_leaves(index, size):
    path = tree.inclusion_path(index, size, NODES)
    assert hexes(path) == INCLUSION[index, size]
    assert tree.verify_inclusion(tree.leaf_hash(LEAVES[index]), index, size, path, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_paths_of_the_standards_leaves(old, new):
    path = tree.consistency_path(old, new, NODES)
    assert hexes(path) == CONSISTENCY[old, new]
    assert tree.verify_consistency(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), path)


def test_the_example_of_section_2_1_5():
    """Seven leaves; the letters are those of the figure."""
    leaves = LEAVES[:7]
    a, b, c, d, e, f, j = (naive([leaf]) for leaf in leaves)
    g, h, i = (naive(leaves[start : start + 2]) for start in (0, 2, 4))
    k, m = naive(leaves[:4]), naive(leaves[4:])
    paths = {0: [b, h, m], 3: [c, g, m], 4: [f, j, k], 6: [i, k]}
    for index, path in paths.items():
        assert tree.inclusion_path(index, 7, NODES) == path
    proofs = {3: [c, d, g, m], 4: [m], 6: [i, j, k]}
    for old, proof in proofs.items():
        assert tree.consistency_path(old, 7, NODES) == proof
    assert (a, e) == (NODES(0, 0), NODES(0, 4))


@given(st.integers(1, 300))
def test_roots_equal_the_oracles(oracle, size):
    assert tree.root(size, MANY) == oracle.get_root(size) == naive(MANY.leaves[:size])


@given(st.data())
def test_inclusion_paths_equal_the_oracles(oracle, data):
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion_path(index, size, MANY)
    assert [MANY(0, index), *path] == oracle.prove_inclusion(index + 1, size).path
    assert tree.verify_inclusion(MANY(0, index), index, size, path, oracle.get_root(size))


@given(st.data())
def test_consistency_paths_prove_what_the_oracle_proves(oracle, data):
    """The oracle cuts its proofs into other subtrees, so the path itself is compared with the standard's recursion."""
    new = data.draw(st.integers(1, 300))
    old = data.draw(st.integers(1, new))
    path = tree.consistency_path(old, new, MANY)
    roots = oracle.get_root(old), oracle.get_root(new)
    assert path == naive_proof(old, MANY.leaves[:new], True)
    assert tree.verify_consistency(old, new, *roots, path)
    oracle.prove_consistency(old, new).verify(*roots)


@given(st.data())
def test_a_changed_inclusion_proof_is_refused(data):
    """Of leaf, place, size, path and root, one thing is changed: a bit, a number, a node too few or too many."""
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    leaf, path, root = MANY(0, index), tree.inclusion_path(index, size, MANY), naive(MANY.leaves[:size])
    what = data.draw(st.sampled_from(["leaf", "root", "index", "bit", "fewer", "more"]))
    if what == "leaf":
        leaf = _flipped(data, leaf)
    elif what == "root":
        root = _flipped(data, root)
    elif what == "index":
        index = data.draw(st.integers(-1, size + 1).filter(lambda other: other != index))
    elif what == "more":
        path = [*path, leaf]
    elif path:
        place = data.draw(st.integers(0, len(path) - 1))
        path = _changed(data, path, place, what)
    else:
        return
    assert not tree.verify_inclusion(leaf, index, size, path, root)


@given(st.data())
def test_a_changed_consistency_proof_is_refused(data):
    new = data.draw(st.integers(2, 300))
    old = data.draw(st.integers(1, new - 1))
    roots, path = [naive(MANY.leaves[:old]), naive(MANY.leaves[:new])], tree.consistency_path(old, new, MANY)
    what = data.draw(st.sampled_from(["old root", "new root", "bit", "fewer", "more"]))
    if what.endswith("root"):
        place = ["old root", "new root"].index(what)
        roots[place] = _flipped(data, roots[place])
    elif what == "more":
        path = [*path, path[-1]]
    else:
        path = _changed(data, path, data.draw(st.integers(0, len(path) - 1)), what)
    assert not tree.verify_consistency(old, new, *roots, path)


def test_two_histories_are_never_consistent():
    """The same log up to some entry, then another: no path of either proves that one extends the other."""
    forked = Nodes([*MANY.leaves[:7], b"another", *MANY.leaves[8:40]])
    for old, new in itertools.combinations(range(1, 34), 2):
        roots = naive(MANY.leaves[:old]), naive(forked.leaves[:new])
        for nodes in (MANY, forked):
            proved = tree.verify_consistency(old, new, *roots, tree.consistency_path(old, new, nodes))
            assert proved == ((old <= 7 and nodes is forked) or new <= 7), (old, new)


@pytest.mark.parametrize("size", SIZES)
def test_equal_sizes_are_consistent_only_when_equal(size):
    root = naive(MANY.leaves[:size])
    assert tree.consistency_path(size, size, MANY) == []
    assert tree.verify_consistency(size, size, root, root, [])
    assert not tree.verify_consistency(size, size, root, naive(MANY.leaves[1 : size + 1]), [])
    assert not tree.verify_consistency(size, size, root, root, [root])


def test_what_cannot_be_proved_is_refused():
    root, leaf = naive(MANY.leaves[:4]), MANY(0, 0)
    assert not tree.verify_inclusion(leaf, 0, 0, [], leaf)
    assert not tree.verify_inclusion(leaf, 4, 4, tree.inclusion_path(3, 4, MANY), root)
    assert not tree.verify_consistency(5, 4, naive(MANY.leaves[:5]), root, [])
    assert not tree.verify_consistency(-1, 4, root, root, [])


def _flipped(data, node: bytes) -> bytes:
    bit = data.draw(st.integers(0, 255))
    return (int.from_bytes(node) ^ (1 << bit)).to_bytes(32)


def _changed(data, path: list[bytes], place: int, what: str) -> list[bytes]:
    if what == "fewer":
        return path[:place] + path[place + 1 :]
    return [*path[:place], _flipped(data, path[place]), *path[place + 1 :]]
