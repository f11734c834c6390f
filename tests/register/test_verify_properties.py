"""Whatever bit of a bundle flips, it is found and named; two heads are of one register, or the verifier says fork."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forum.kit.canonical import canonical_json
from tests.register.forging import Forge
from tests.register.tampering import files_of, honest
from tests.register.verifying import named, numbers_of, verifier

SIZE = len(honest()[1])


@settings(max_examples=150)
@given(st.integers(0, SIZE * 8 - 1))
def test_a_flipped_bit_is_found_and_named(bit):
    data = bytearray(honest()[1])
    data[bit // 8] ^= 1 << bit % 8
    found = named(bytes(data))
    assert found
    places = {place.partition(".json/")[0] + ".json" if ".json/" in place else place for place, _rule in found}
    assert places & {"container", *files_of(honest()[1])}


def test_each_part_of_the_container_is_watched():
    """One bit in each header, name, content and directory line; the file that it stands at is named."""
    data = honest()[1]
    module = verifier()
    _packed, spans = module.pack(list(files_of(data).items()))
    start = 0
    for end, name in spans:
        for at in {start, (start + end) // 2, end - 1}:
            changed = bytearray(data)
            changed[at] ^= 4
            places = {place for place, _rule in named(bytes(changed))}
            assert name in places, (name, at, places)
        start = end


ACTS = st.lists(st.sampled_from(["sign", "withdraw", "contest", "close", "open", "correct"]), min_size=1, max_size=12)


def play(acts: list[str], forge: Forge | None = None) -> Forge:
    """Plays what can be played of these acts; each city signs once and each signature ends once."""
    forge = forge or Forge()
    if not forge.texts:
        forge.open(1)
    for act in acts:
        _step(forge, act)
    return forge


def _step(forge: Forge, act: str) -> None:
    state = forge.__dict__.setdefault("state", {"version": 1, "open": [], "closed": False, "ended": set()})
    version = state["version"]
    if act == "sign" and not state["closed"]:
        who = forge.person(f"Mayor {len(forge.people)}", f"City {len(forge.people)}", algorithm=-8)
        state["open"].append((who, forge.sign(1, who, version=version), version))
    elif act in ("withdraw", "contest") and state["open"]:
        who, signed, signed_version = state["open"].pop()
        effect = "noted" if state["closed"] else "withdrawn"
        if act == "contest":
            forge.contest(1, who, signed, signed_version)
        else:
            forge.withdraw(1, who, signed, effect, signed_version)
        if act == "contest" or effect == "withdrawn":
            state["ended"].add(signed)
    elif act == "close" and not state["closed"]:
        forge.close(1, version)
        state["closed"] = True
    elif act == "open":
        forge.open(1, version + 1, words=f"Decide, in common, number {version + 1};")
        state |= {"version": version + 1, "closed": False, "open": []}
    elif act == "correct" and not state["closed"]:
        forge.correct(1, version + 1, corrects=version)
        state["version"] = version + 1


@settings(max_examples=25)
@given(ACTS)
def test_a_withdrawn_or_contested_signature_never_counts(acts):
    forge = play(acts)
    data = forge.register()
    assert named(data) == set()
    _report, register = verifier().check(data)
    matter = register.matters[1]
    standing = {index for index, row in matter.signatures.items() if matter.counts(row)}
    assert not standing & forge.__dict__.get("state", {"ended": set()})["ended"]
    assert numbers_of(data)[1]["signatures"] == len(standing)


@settings(max_examples=25)
@given(ACTS, ACTS, ACTS)
def test_two_heads_agree_or_the_verifier_says_fork(common, one_way, other_way):
    """Two registers with a beginning in common; each is whole in itself, and each head of the one is given to the other."""
    one = play([*common, *one_way])
    other = Forge(now=one.now)
    other.entries, other.heads, other.sites = one.entries[:], one.heads[:], one.sites
    fork = len(play(common).entries)
    del other.entries[fork:], other.heads[fork:]
    other.open(99, words="Another register altogether;")
    for act in other_way:
        other.open(100 + len(other.entries), words=act)
    data = other.register()
    for head in one.heads:
        size, root = head["head"]["size"], head["head"]["root"]
        found = {rule for place, rule in named(data, (canonical_json(head).encode(),)) if place == "head/0"}
        if size > len(other.entries):
            assert found == {"shorter"}
        elif other.head(size)["head"]["root"] == root:
            assert found == set()
        else:
            assert found == {"fork"}
