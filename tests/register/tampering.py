"""Registers and bundles in which something is wrong, each with the places and rules that a verifier must name.

`by_a_stranger` changes bytes of an honest bundle; `by_the_site` has the keys of the site, and signs its lies anew.
"""

import copy
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from forum.declarations.evidence.container import pack
from forum.kit.canonical import canonical_json
from forum.register.spelling import b64url, challenge, from_b64url
from tests.register.forging import DAY, HOUR, ORIGIN, RP_ID, Forge, Someone, story
from tests.softkey import SoftKey

Named = set[tuple[str, str]]
SIGNED, TAKEN, RESERVED, WITHDRAWAL = 8, 9, 10, 16  # entries of the story


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    named: frozenset[tuple[str, str]]  # (place, rule): these at least
    heads: tuple[bytes, ...] = ()


def entry(index: int, *rules: str) -> Named:
    return {(f"register.json/entries/{index}", rule) for rule in rules}


def spelt(value: Any) -> bytes:
    return canonical_json(value).encode()


@lru_cache
def honest() -> tuple[Forge, bytes]:
    forge, counts = story()
    return forge, forge.bundle(1, counts, version=2)


def told() -> tuple[Forge, dict[str, int]]:
    """The story for somebody who changes it; the honest one stays as it is."""
    forge, counts = story()
    return forge, counts


@lru_cache
def corpus() -> tuple[Case, ...]:
    return tuple(
        Case(name, data, frozenset(named), tuple(heads))
        for source in (by_a_stranger, containers, by_the_site, acts, keys_of_the_site, kept_heads)
        for name, data, named, *heads in source()
    )


# by a stranger


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(name: str, change: Callable[[Any], Any]) -> bytes:
    """The honest bundle with one JSON file changed and spelt well."""
    files = files_of(honest()[1])
    value = json.loads(files[name])
    files[name] = spelt(change(value) or value)
    return pack(files)


def rewritten(name: str, old: bytes, new: bytes) -> bytes:
    files = files_of(honest()[1])
    assert old in files[name], (name, old)
    files[name] = files[name].replace(old, new, 1)
    return pack(files)


def by_a_stranger() -> Iterator[tuple[Any, ...]]:
    def statement(index: int, **fields: Any) -> Callable[[Any], Any]:
        return lambda register: register["entries"][index]["statement"].update(fields)

    def swap(register: Any) -> None:
        rows = register["entries"]
        rows[SIGNED], rows[TAKEN] = rows[TAKEN], rows[SIGNED]

    def swap_assertions(register: Any) -> None:
        rows = register["entries"]
        rows[SIGNED]["assertion"], rows[TAKEN]["assertion"] = rows[TAKEN]["assertion"], rows[SIGNED]["assertion"]

    def other_key(register: Any) -> None:
        register["entries"][1]["statement"]["cose"] = register["entries"][2]["statement"]["cose"]

    def act(index: int, **fields: Any) -> Callable[[Any], Any]:
        return lambda table: next(one for one in table["acts"] if one["index"] == index).update(fields)

    own, listed, root = "register.json", {("register.json", "hash")}, {("register.json/head", "root")}
    yield (
        "one comma in the text",
        rewritten("text/1/en.json", b"Decide, in", b"Decide in"),
        {("text/1/en.json", "hash"), ("text/1/en.json", "language")},
    )
    yield (
        "one language less",
        changed("text/1/manifest.json", lambda one: one["texts"].pop("fr") and None),
        {("text/1/manifest.json", "manifest"), ("text/1/fr.json", "language")},
    )
    yield (
        "one name",
        changed(own, statement(SIGNED, holder="Ana Rais")),
        listed | root | entry(SIGNED, "holder", "challenge") | {(f"signatures.json/{SIGNED}", "acts")},
    )
    yield "one office", changed(own, statement(SIGNED, office="Lord Mayor")), entry(SIGNED, "office", "challenge")
    yield "one city", changed(own, statement(SIGNED, city="Kisváros")), entry(SIGNED, "city", "challenge")
    yield "one date", changed(own, statement(SIGNED, iat=1_790_000_481)), entry(SIGNED, "challenge")
    yield "an attested name", changed(own, statement(14, holder="Emil Vost")), entry(14, "site-signature", "mandate")
    yield (
        "one entry less",
        changed(own, lambda register: register["entries"].pop(TAKEN) and None),
        entry(TAKEN, "index", "prev") | root | {("register.json/head", "size")},
    )
    yield "two entries in another order", changed(own, swap), entry(SIGNED, "index", "prev") | entry(TAKEN, "index", "prev")
    yield (
        "signatures of two people swapped",
        changed(own, swap_assertions),
        entry(SIGNED, "challenge") | entry(TAKEN, "challenge"),
    )
    yield "another key", changed(own, other_key), entry(1, "site-signature") | entry(SIGNED, "device-signature")
    yield (
        "a remark",
        changed("signatures.json", act(SIGNED, remark="Our city did so.")),
        {(f"signatures.json/{SIGNED}", "words")},
    )
    yield (
        "a paragraph that is reserved",
        changed("signatures.json", act(RESERVED, reservation={"clauses": ["c1"], "text": "We share, in dry years, last."})),
        {(f"signatures.json/{RESERVED}", "words")},
    )
    yield "a reason", changed("signatures.json", act(WITHDRAWAL, reason="No.")), {(f"signatures.json/{WITHDRAWAL}", "words")}
    without = changed("signatures.json", lambda table: table["acts"][1].pop("remark") and None)
    yield "a remark left out", without, {(f"signatures.json/{SIGNED}", "words")}
    yield (
        "a name beside the words",
        changed("signatures.json", act(SIGNED, holder="Ana Rais")),
        {(f"signatures.json/{SIGNED}", "acts")},
    )
    yield (
        "an act less in the table",
        changed("signatures.json", lambda table: table["acts"].pop(2) and None),
        {("signatures.json", "acts"), (f"signatures.json/{TAKEN}", "acts")},
    )
    yield (
        "a mandate under another name",
        changed("mandates.json", lambda table: table["mandates"][0].update(holder="Nobody")),
        {("mandates.json", "mandate")} | entry(SIGNED, "mandate"),
    )
    yield (
        "a field that an act does not have",
        changed("signatures.json", act(SIGNED, title="Lord Mayor")),
        {(f"signatures.json/{SIGNED}", "acts")},
    )
    yield (
        "a number of an act that is none",
        changed("signatures.json", act(SIGNED, version=True)),
        {(f"signatures.json/{SIGNED}", "acts")},
    )
    yield (
        "a field that a mandate does not have",
        changed("mandates.json", lambda table: table["mandates"][0].update(note="verified twice")),
        {("mandates.json", "shape")},
    )
    yield (
        "a mandate named twice",
        changed("mandates.json", lambda table: table["mandates"].insert(0, table["mandates"][0] | {"to": "2026-09-20"})),
        {("mandates.json", "mandate")},
    )
    yield (
        "a mandate that ended before",
        changed("mandates.json", lambda table: table["mandates"][0].update(to="2026-09-20")),
        entry(SIGNED, "term"),
    )
    yield (
        "a step of a proof",
        changed("proofs.json", lambda table: table["inclusion"][0]["path"].reverse()),
        {("proofs.json/inclusion/0", "inclusion")},
    )
    yield (
        "a proof less",
        changed("proofs.json", lambda table: table["inclusion"].pop() and None),
        {("proofs.json", "proofs")},
    )
    yield (
        "an earlier head that never was",
        changed("proofs.json", lambda table: table["consistency"][0]["head"].update(root="0" * 64)),
        {("proofs.json/consistency/0", rule) for rule in ("consistency", "fork", "head-signature")},
    )
    yield (
        "more signatures than there are",
        changed("bundle.json", lambda table: table["counts"].update(signatures=6)),
        {("bundle.json", "counts"), ("bundle.sig", "bundle-signature")},
    )
    yield (
        "another declaration",
        changed("bundle.json", lambda table: table.update(declaration=7)),
        {("bundle.json", "declaration"), ("bundle.sig", "bundle-signature")},
    )
    yield (
        "another head",
        changed("bundle.json", lambda table: table["head"].update(size=9)),
        {("bundle.json", "head"), ("bundle.sig", "bundle-signature")},
    )
    for name in ("README.txt", "verify.py", "exports/declaration.md"):
        yield f"another {name}", rewritten(name, b"e", b"3"), {(name, "hash")}
    files = files_of(honest()[1])
    yield "a file less", pack({k: v for k, v in files.items() if k != "text/2/fr.json"}), {("text/2/fr.json", "missing")}
    yield "no register", pack({k: v for k, v in files.items() if k != "register.json"}), {("register.json", "missing")}
    yield "no list", pack({k: v for k, v in files.items() if k != "bundle.json"}), {("bundle.json", "missing")}
    yield (
        "a file more",
        pack(files | {"text/1/de.json": b"{}"}),
        {("text/1/de.json", "unlisted"), ("text/1/de.json", "language")},
    )
    yield from misspelt()


def misspelt() -> Iterator[tuple[Any, ...]]:
    """The same values in another spelling, or values that have none."""
    register = files_of(honest()[1])["register.json"]
    bad = {("register.json", "json")}
    yield "a blank in the JSON", register.replace(b'{"entries":', b'{"entries": ', 1), bad
    yield "a line feed after the JSON", register + b"\n", bad
    yield "a key twice", register.replace(b'"version":1}', b'"version":1,"version":1}', 1), bad
    yield (
        "keys in another order",
        json.dumps(dict(reversed(json.loads(register).items())), separators=(",", ":")).encode(),
        bad,
    )
    yield "a fraction", register.replace(b'"version":1}', b'"version":1.0}', 1), bad
    yield "a number in powers of ten", register.replace(b'"version":1}', b'"version":1e0}', 1), bad
    yield "a large number", register.replace(b'"version":1}', b'"version":9007199254740993}', 1), bad
    yield "null", register.replace(b'"version":1}', b'"version":null}', 1), bad
    yield "half a character", register.replace(b"Ana Reis", b"Ana \\ud800", 1), bad
    yield "an escape that need not be", register.replace(b"Ana Reis", b"\\u0041na Reis", 1), bad
    yield "no UTF-8", register.replace(b"Ana Reis", b"Ana \xff", 1), bad
    yield "a byte order mark", b"{" + register, bad
    yield "another version of the format", register[:-2] + b"2}", {("register.json", "shape")}
    yield "a version of the format that is no number", register[:-2] + b"true}", {("register.json", "shape")}
    yield "nested deeply", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", bad


def containers() -> Iterator[tuple[Any, ...]]:
    data = honest()[1]
    files = files_of(data)
    for name, kind, day in (("deflated", zipfile.ZIP_DEFLATED, 1980), ("another date", zipfile.ZIP_STORED, 1981)):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", kind) as opened:
            for path in sorted(files):
                opened.writestr(zipfile.ZipInfo(path, (day, 1, 1, 0, 0, 0)), files[path], kind)
        place = "container" if kind else "README.txt"
        yield f"the container {name}", written.getvalue(), {(place, "container")}
    yield "bytes after the end", data + b"\0", {("container", "trailing")}
    yield "bytes before the beginning", b"PK" + data, {("container", "container")}
    yield "cut off", data[:-30], {("verify.py", "container")}
    outside = pack({name.replace("README", "../README"): content for name, content in files.items()})
    yield "a name that leads outside", outside, {("container", "container")}
    twice = pack(files | {"README.txu": files["README.txt"]}).replace(b"README.txu", b"README.txt")
    yield "two files of one name", twice, {("container", "container")}


# by the site itself


def by_the_site() -> Iterator[tuple[Any, ...]]:
    """What the list and the signatures of the site cannot hide: the devices of people signed something else."""
    for name, index, fields, rules in (
        ("another name, sealed anew", SIGNED, {"holder": "Ana Rais"}, ("holder", "challenge")),
        ("another time, sealed anew", SIGNED, {"iat": 1_790_000_490, "exp": 1_790_001_000}, ("challenge",)),
        ("another text, sealed anew", SIGNED, {"text_sha256": "0" * 64}, ("challenge", "text")),
        ("a reservation left out, sealed anew", RESERVED, {"kind": "sign"}, ("challenge",)),
        ("an attested signature by a delegate", 14, {"role": "delegate"}, ("role",)),
    ):
        forge, counts = told()
        forge.entries[index]["statement"] |= fields
        forge.seal()
        yield name, forge.bundle(1, counts, version=2), entry(index, *rules)
    forge, counts = told()
    forge.entries[1]["statement"]["holder"] = forge.entries[SIGNED]["statement"]["holder"] = "Ana Rais"
    forge.seal()
    yield "another name in the enrolment too", forge.bundle(1, counts, version=2), entry(SIGNED, "challenge")
    forge, counts = told()
    forge.texts[1][2]["en"] = forge.texts[1][2]["en"].replace(";;", ";")
    yield "another text in the bundle", forge.bundle(1, counts, version=2), {("text/2/manifest.json", "manifest")}
    forge, counts = told()
    more = counts | {"signatures": 6, "passkey": 5, "withdrawn": 0}
    yield "a withdrawn signature counted", forge.bundle(1, more, version=2), {("bundle.json", "counts")}
    yield "another version in force", forge.bundle(1, counts, version=3), {("bundle.json", "version")}
    evidence = forge.evidence(1, counts, 2)
    hidden = forge.seal_bundle(replace(evidence, withheld=[]))
    yield "a reason left out and not said so", hidden, {("signatures.json/19", "words")}
    early = [row | {"ended": 1_790_000_000} for row in evidence.mandates]
    yield "mandates that had ended", forge.seal_bundle(replace(evidence, mandates=early)), entry(SIGNED, "term")
    older = copy.deepcopy(evidence.consistency)
    older[0]["path"] = older[1]["path"]
    wrong = forge.seal_bundle(replace(evidence, consistency=older))
    yield "a proof of another head", wrong, {("proofs.json/consistency/0", "consistency")}


def acts() -> Iterator[tuple[Any, ...]]:
    """Acts that could not be done as they stand, in registers that are signed well."""
    for name, play in PLAYS.items():
        forge = Forge()
        ana, bela = forge.person("Ana Reis", "Porto Claro"), forge.person("Bela Nagy", "Kisváros", algorithm=-8)
        rules = play(forge, ana, bela)
        yield name, forge.register(), entry(len(forge.entries) - 1, *rules)


def _after(hours: float, forge: Forge) -> Forge:
    forge.now += int(hours * HOUR)
    return forge


def _opened(forge: Forge, **more: Any) -> Forge:
    forge.open(1, **more)
    return forge


def _another_origin(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana, origin="https://forum.example.net")
    return ["origin"]


def _another_rp(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana, rp_id="forum.example.net")
    return ["rp-id"]


def _no_verification(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana, uv=False)
    return ["user-verification"]


def _no_presence(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana, up=False)
    return ["user-verification"]


def _another_statement(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana, instead={"v": 1, "kind": "decline"})
    return ["challenge"]


def _replayed(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    first = _opened(forge).sign(1, ana)
    forge.withdraw(1, ana, first)
    said, proof = forge.signing(1, ana), forge.entries[first]["assertion"]
    forge.append(said, "passkey", ana.key.id, {"assertion": proof})
    return ["challenge"]


def _a_stranger_s_key(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).device_signs(forge.signing(1, ana), SoftKey())
    return ["not-enrolled"]


def _another_s_key(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).device_signs(forge.signing(1, ana), bela.key)
    return ["not-enrolled"]


def _a_forged_device(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).device_signs(forge.signing(1, ana), SoftKey(identity=ana.key.identity))
    return ["device-signature"]


def _another_ceremony(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    """What a device signs when it is registered is no signature of anything."""
    said = _opened(forge).signing(1, ana)
    proof = ana.key.assertion(b64url(challenge(said)), ORIGIN, RP_ID)
    client = from_b64url(proof["clientDataJSON"]).replace(b"webauthn.get", b"webauthn.create")
    data = from_b64url(proof["authenticatorData"])
    signature = ana.key.sign(data + hashlib.sha256(client).digest())
    proof |= {"clientDataJSON": b64url(client), "signature": b64url(signature)}
    forge.append(said, "passkey", ana.key.id, {"assertion": proof})
    return ["assertion"]


def _revoked(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).revoke(ana.key)
    forge.sign(1, ana)
    return ["not-enrolled"]


def _revoked_for_the_mandate(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).revoke(ana.key, ana.mandate)
    forge.sign(1, ana)
    return ["not-enrolled"]


def _in_another_office(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, replace(ana, office="Lord Mayor"))
    return ["office"]


def _for_another_city(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, replace(ana, city="Altstadt"))
    return ["city"]


def _a_key_in_another_form(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.enrol(ana, SoftKey(identity=ana.key.identity))
    return ["key"]


def _a_nonce_twice(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    first = _opened(forge).sign(1, bela)
    forge.device_signs(forge.signing(1, ana, nonce=forge.entries[first]["statement"]["nonce"]), ana.key)
    return ["nonce"]


def _back_dated(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _after(2, _opened(forge)).sign(1, bela)
    forge.now -= HOUR
    forge.sign(1, ana)
    return ["time"]


def _entered_later_by_a_device(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    said = _opened(forge).signing(1, ana)
    forge.device_signs(said | {"entered": said["iat"] + DAY}, ana.key)
    forge.now += DAY
    return ["time"]


def _entered_before_it_was_done(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).attest(forge.say("close", declaration=1, version=1, entered=forge.now))
    return ["time"]


def _valid_for_long(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    said = _opened(forge).signing(1, ana)
    forge.device_signs(said | {"exp": said["iat"] + DAY}, ana.key)
    return ["expiry"]


def _valid_for_ever(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    said = _opened(forge).signing(1, ana)
    forge.device_signs({name: value for name, value in said.items() if name != "exp"}, ana.key)
    return ["expiry"]


def _before_it_was_opened(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.text(1, 1)
    forge.sign(1, ana)
    return ["not-open"]


def _after_it_was_closed(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).close(1)
    forge.sign(1, ana)
    return ["closed"]


def _after_the_deadline(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _after(3, _opened(forge, closes=2 * HOUR)).sign(1, ana)
    return ["closed"]


def _at_the_deadline(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge, closes=180).sign(1, bela)  # each act takes a minute
    forge.sign(1, ana)
    return ["closed"]


def _under_an_older_text(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).open(1, 2, words="Decide, in common, to share nothing;")
    forge.sign(1, ana, version=1)
    return ["version"]


def _under_a_text_that_never_was(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.text(1, 2)
    _opened(forge).sign(1, ana, version=2)
    return ["version"]


def _twice(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana)
    forge.sign(1, ana)
    return ["twice"]


def _twice_under_a_correction(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana)
    forge.correct(1, 2, corrects=1)
    forge.sign(1, ana, version=2)
    return ["twice"]


def _another_text_under_the_number(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).open(1, 1, words="Decide nothing;")
    return ["text"]


def _a_correction_of_nothing(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).correct(1, 3, corrects=2)
    return ["version"]


def _withdrawn_by_another_city(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.withdraw(1, bela, _opened(forge).sign(1, ana))
    return ["withdraws"]


def _withdrawn_twice(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    first = _opened(forge).sign(1, ana)
    forge.withdraw(1, ana, first)
    forge.withdraw(1, ana, first)
    return ["withdraws"]


def _withdrawn_after_the_end(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    first = _opened(forge).sign(1, ana)
    forge.close(1)
    forge.withdraw(1, ana, first)
    return ["effect"]


def _noted_before_the_end(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.withdraw(1, ana, _opened(forge).sign(1, ana), effect="noted")
    return ["effect"]


def _withdrawn_by_session(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.withdraw(1, ana, _opened(forge).sign(1, ana), method="session")
    return ["method"]


def _an_attested_signature_withdrawn_by_the_site(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    emil = forge.person("Emil Voss", "Altstadt", enrolled=False)
    forge.withdraw(1, emil, _opened(forge).sign(1, emil), method="site")
    return ["method"]


def _signed_by_passkey_withdrawn_by_password(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.withdraw(1, ana, _opened(forge).sign(1, ana), method="password")
    return ["method"]


def _withdrawn_by_a_delegate(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    delegate = forge.person("Gil Po", ana.city, "delegate")
    forge.withdraw(1, delegate, _opened(forge).sign(1, ana))
    return ["role"]


def _withdrawn_without_delegation(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    deputy = forge.person("Dina Roy", ana.city, "deputy")
    forge.withdraw(1, deputy, _opened(forge).sign(1, ana), delegation=None)
    return ["delegation"]


def _withdrawn_after_the_delegation(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    deputy = forge.person("Dina Roy", ana.city, "deputy")
    forge.withdraw(1, deputy, _opened(forge).sign(1, ana), delegation="2026-01-01/2026-09-20")
    return ["delegation"]


def _contested_by_another_city(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    forge.contest(1, bela, _opened(forge).sign(1, ana))
    return ["contests"]


def _objection_of_a_stranger(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana)
    forge.correct(1, 2, corrects=1)
    forge.object_to(1, bela, 2)
    return ["objects"]


def _late_objection(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, ana)
    forge.correct(1, 2, corrects=1, until=HOUR)
    _after(2, forge).object_to(1, ana, 2)
    return ["objects"]


def _deputy_without_delegation(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    deputy = forge.person("Dina Roy", "Ville-Haute", "deputy")
    said = _opened(forge).signing(1, deputy)
    forge.device_signs({name: value for name, value in said.items() if name != "delegation"}, deputy.key)
    return ["delegation"]


def _deputy_after_the_delegation(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    deputy = forge.person("Dina Roy", "Ville-Haute", "deputy")
    forge.device_signs(_opened(forge).signing(1, deputy, delegation="2026-01-01/2026-09-20"), deputy.key)
    return ["delegation"]


def _signed_by_session(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, replace(ana, key=None), method="session")
    return ["method"]


def _signed_by_a_delegate(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).sign(1, forge.person("Gil Po", "Altstadt", "delegate"))
    return ["role"]


def _unknown_kind(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).attest(forge.say("bless", declaration=1, version=1))
    return ["shape"]


def _number_in_words(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    _opened(forge).attest(forge.say("close", declaration=1, version="1"))
    return ["shape"]


def _a_part_more(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    index = _opened(forge).sign(1, ana)
    forge.entries[index]["note"] = "hello"
    return ["shape"]


def _spelling_of_a_signature(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    """64 bytes leave four bits of the last character free."""
    index = _opened(forge).close(1)
    spelling = forge.entries[index]["site_signature"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    forge.entries[index]["site_signature"] = spelling[:-1] + alphabet[alphabet.index(spelling[-1]) ^ 1]
    return ["spelling"]


def _spelling_of_an_assertion(forge: Forge, ana: Someone, bela: Someone) -> list[str]:
    index = _opened(forge).sign(1, bela)
    forge.entries[index]["assertion"]["signature"] += "="
    return ["spelling"]


PLAYS: dict[str, Callable[[Forge, Someone, Someone], list[str]]] = {
    name.strip("_").replace("_s_", "'s ").replace("_", " "): play
    for name, play in list(globals().items())
    if name.startswith("_") and not name.startswith("__") and callable(play) and name not in ("_after", "_opened")
}


def keys_of_the_site() -> Iterator[tuple[Any, ...]]:
    forge, _counts = told()
    document = forge.document()
    yield (
        "a key of the site more",
        spelt(document | {"site_keys": document["site_keys"] | {"0" * 16: "A" * 43}}),
        {("register.json/site_keys", "site-keys")},
    )
    yield (
        "an origin elsewhere",
        spelt(document | {"origins": [*document["origins"], "https://forum.example.net"]}),
        {("register.json/origins", "origins")},
    )
    forge = Forge()
    forge.rotate()
    forge.entries[1] |= {"co_key_id": forge.entries[1]["key_id"], "co_signature": forge.entries[1]["site_signature"]}
    yield "a new key of the site that only signs itself", forge.register(), entry(1, "rotation")
    forge = Forge()
    forge.rotate()
    forge.entries[1] = {k: v for k, v in forge.entries[1].items() if not k.startswith("co_")}
    yield "a new key of the site alone", forge.register(), entry(1, "rotation")
    forge = Forge()
    old = forge.sites[0]
    forge.rotate()
    forge.sites.append(old)
    forge.attest(forge.say("revoke", key_id="x" * 22, reason="lost"), "site")
    named = entry(2, "not-enrolled") | {("register.json/head", "head-signature")}
    yield "an old key of the site at work", forge.register(), named
    forge = Forge()
    forge.entries[0]["site_signature"] = "A" * 86
    yield "a first key that does not sign itself", forge.register(), entry(0, "site-signature")
    forge = Forge()
    forge.open(1)
    forge.entries.pop(0)
    forge.seal()
    yield "no first key", forge.register(), entry(0, "first", "not-enrolled")
    forge = Forge()
    ana = forge.person("Ana Reis", "Porto Claro", enrolled=False)
    forge.open(1)
    ana.key = SoftKey()
    early = forge.sign(1, ana)
    forge.enrol(ana, ana.key)
    yield "a key enrolled after it signed", forge.register(), entry(early, "not-enrolled")
    forge, _counts = told()
    forge.now -= HOUR
    yield "a head that is older than its entries", forge.register(), {("register.json/head", "head-time")}
    forge = Forge()
    early = forge.head(1)
    forge.open(1)
    yield (
        "the head of before",
        spelt(forge.document() | early),
        {("register.json/head", "root"), ("register.json/head", "size")},
    )
    forge.entries = []
    yield "an empty register", forge.register(), entry(0, "first")


def kept_heads() -> Iterator[tuple[Any, ...]]:
    """Registers that are whole in themselves, for somebody who kept a head."""
    forge, counts = told()
    kept = spelt(forge.heads[-1])
    last = len(forge.entries) - 1
    forge.entries.pop()
    yield "the newest entry gone", forge.bundle(1, counts, version=2), {("head/0", "shorter")}, kept
    forge, counts = told()
    forge.entries.pop(last - 4)
    forge.seal()
    yield "an entry gone, the rest sealed anew", forge.register(), {("head/0", "fork")}, spelt(forge_head(20))
    forge, counts = told()
    other = forge.head(len(forge.entries))
    forge.entries[-1]["statement"]["place"] = "Nairobi"
    forge.seal()
    fork = {("head/0", "fork")}
    yield "two heads of one size", forge.register(), fork, spelt(other)
    both = spelt([forge.heads[-1], other])
    yield "two heads that contradict each other", forge.register(), fork, both
    one, two = spelt(other), spelt(forge.heads[-1])
    yield "the same in two files", forge.register(), {("head/0", "fork"), ("head/1", "fork")}, one, two
    unsigned = spelt(other["head"])
    yield "a head without its signature", forge.register(), fork, unsigned
    lie = spelt(forge.heads[3] | {"head_signature": "A" * 86})
    yield "a head that nobody signed", forge.register(), {("head/0", "head-signature")}, lie
    yield "no head at all", forge.register(), {("head/0", "head-file")}, b"[1, 2]"
    foreign = Forge()
    foreign.rotate()
    named = {("head/0", "fork")}
    yield "the head of another register", forge.register(), named, spelt(foreign.heads[-1])


def forge_head(size: int) -> dict[str, Any]:
    return honest()[0].heads[size - 1]


def honest_heads() -> list[bytes]:
    """Heads that were shown on the way, in each form in which somebody may have kept them."""
    forge = honest()[0]
    whole = spelt({"heads": forge.heads[3:9]})
    return [spelt(forge.heads[4]), spelt(forge.heads[11]["head"]), spelt(forge.heads[2:5]), whole, forge.register()]
