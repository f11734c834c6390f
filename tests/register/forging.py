"""Makes whole registers and bundles without a database: honest ones, and those of a forger who holds the key of the site.

    forge = Forge()
    ana = forge.person("Ana Reis", "Braga")            # a mayor with a passkey, enrolled
    forge.open(1); signed = forge.sign(1, ana); forge.withdraw(1, ana, signed)
    forge.document(), forge.register(), forge.bundle(1)

What a test changes in `forge.entries` is spelt, chained and signed anew by `forge.seal()`, as a dishonest site would.
"""

import copy
import hashlib
import itertools
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forum.declarations.evidence.bundle import Evidence, Text, bundle
from forum.kit.canonical import canonical_json, sha256_hex
from forum.kit.config import ROOT
from forum.register import tree
from forum.register.keys import cose
from forum.register.spelling import FIRST, b64url, challenge, head_input, leaf_of, signing_input
from tests.softkey import SoftKey

START, HOUR, DAY = 1_790_000_000, 3600, 86_400  # September 2026
ORIGIN, RP_ID = "https://forum.example", "forum.example"
VERIFIER = ROOT / "static" / "verify" / "verify.py"
CONFIRMED = {"withdraw": "password+totp"}  # how an act is confirmed that takes more than a session
_mandates = itertools.count(11)


@dataclass
class Someone:
    holder: str
    office: str
    city: str
    mandate: int
    role: str = "mayor"
    key: SoftKey | None = None
    days: tuple[str, str] = ("2025-01-01", "2029-12-31")

    def fields(self) -> dict[str, Any]:
        found = {"holder": self.holder, "office": self.office, "mandate": self.mandate, "role": self.role}
        return found | ({"city": self.city} if self.city else {})


@dataclass
class Forge:
    now: int = START
    entries: list[dict[str, Any]] = field(default_factory=list)
    sites: list[Ed25519PrivateKey] = field(default_factory=list)
    people: list[Someone] = field(default_factory=list)
    texts: dict[int, dict[int, dict[str, str]]] = field(default_factory=dict)  # declaration -> version -> language -> JSON
    words: dict[int, dict[str, Any]] = field(default_factory=dict)  # index -> remark, reservation, reason
    heads: list[dict[str, Any]] = field(default_factory=list)  # after each entry
    origins: list[str] = field(default_factory=lambda: [ORIGIN])
    nonces: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.rotate()

    # what is said

    def say(self, kind: str, **fields: Any) -> dict[str, Any]:
        self.now += 60
        nonce = hashlib.sha256(f"nonce {next(self.nonces)}".encode()).hexdigest()[:32]
        said = {"v": 1, "kind": kind, "nonce": nonce, "iat": self.now} | fields
        return {name: value for name, value in said.items() if value is not None}

    def attest(self, said: dict[str, Any], method: str = "session") -> int:
        key = self.sites[-1]
        return self.append(said, method, site_id(key), {"site_signature": b64url(key.sign(signing_input(said)))})

    def device_signs(self, said: dict[str, Any], key: SoftKey, **lies: Any) -> int:
        """By a device; `lies` are those of SoftKey.assertion."""
        spelt = b64url(challenge(lies.pop("instead", said)))
        proof = key.assertion(spelt, lies.pop("origin", ORIGIN), lies.pop("rp_id", RP_ID), **lies)
        return self.append(said, "passkey", key.id, {"assertion": proof})

    def append(self, said: dict[str, Any], method: str, key_id: str, proof: dict[str, Any]) -> int:
        index = len(self.entries)
        prev = leaf_of(self.entries[-1]).hex() if index else FIRST
        self.entries.append({"index": index, "prev": prev, "statement": said, "method": method, "key_id": key_id} | proof)
        self.heads.append(self.head(index + 1))
        return index

    # acts

    def rotate(self) -> int:
        old = self.sites[-1] if self.sites else None
        seed = hashlib.sha256(f"site {len(self.sites)}".encode()).digest()
        new = Ed25519PrivateKey.from_private_bytes(seed)
        raw = new.public_key().public_bytes_raw()
        said = self.say("enrol", role="site", key_id=site_id(new), cose=b64url(cose(raw)))
        proof = {"site_signature": b64url(new.sign(signing_input(said)))}
        if old:
            proof |= {"co_key_id": site_id(old), "co_signature": b64url(old.sign(signing_input(said)))}
        self.sites.append(new)
        return self.append(said, "site", site_id(new), proof)

    def person(self, holder: str, city: str, role: str = "mayor", algorithm: int = -7, enrolled: bool = True) -> Someone:
        office = {"mayor": "Mayor", "deputy": "Deputy Mayor", "chair": "Chair"}.get(role, role)
        who = Someone(holder, office, city, next(_mandates), role, SoftKey(algorithm) if enrolled else None)
        self.people.append(who)
        if who.key:
            self.enrol(who, who.key)
        return who

    def enrol(self, who: Someone, key: SoftKey) -> int:
        return self.attest(self.say("enrol", key_id=key.id, cose=b64url(key.cose), **who.fields()), "site")

    def revoke(self, key: SoftKey, mandate: int | None = None) -> int:
        return self.attest(self.say("revoke", key_id=key.id, mandate=mandate, reason="lost"), "site")

    def chair(self) -> Someone:
        found = next((who for who in self.people if who.role == "chair"), None)
        return found or self.person("Kofi Adjei", "", "chair", enrolled=False)

    def text(self, declaration: int, version: int, words: str = "") -> str:
        """Freeze a version in two languages; its manifest's SHA-256."""
        rows = self.texts.setdefault(declaration, {}).setdefault(version, {})
        for language, title in (("en", "Water for all, together"), ("fr", "De l’eau pour tous, ensemble")):
            clauses = [
                {"uid": "c1", "kind": "preambular", "number": 1, "mark": "", "text": f"Recalling, {title},"},
                {
                    "uid": "c2",
                    "kind": "operative",
                    "number": 1,
                    "mark": "1",
                    "text": words or "Decide, in common, to share;",
                },
            ]
            text = {"v": 2, "title": title, "language": language, "template": "resolution", "clauses": clauses}
            rows[language] = canonical_json(text)
        return sha256_hex(self.manifest(declaration, version))

    def manifest(self, declaration: int, version: int) -> str:
        texts = {language: sha256_hex(text) for language, text in self.texts[declaration][version].items()}
        return canonical_json({"v": 1, "declaration": declaration, "version": version, "texts": texts})

    def open(self, declaration: int, version: int = 1, closes: int | None = None, **more: Any) -> int:
        """`closes` is seconds from now; 30 days unless said."""
        digest = self.text(declaration, version, more.pop("words", ""))
        until = self.now + (30 * DAY if closes is None else closes)
        fields = {"declaration": declaration, "version": version, "text_sha256": digest, "closes": until}
        return self.attest(self.say("open", **fields, **self.chair().fields(), **more))

    def correct(self, declaration: int, version: int, corrects: int, until: int = 7 * DAY) -> int:
        digest = self.text(declaration, version, "Decide, in common, to share;;")
        fields = {"declaration": declaration, "version": version, "text_sha256": digest, "corrects": corrects}
        fields |= {"closes": self.now + 30 * DAY, "objections_until": self.now + until}
        return self.attest(self.say("corrigendum", **fields, **self.chair().fields()))

    def signing(self, declaration: int, who: Someone, version: int = 1, **more: Any) -> dict[str, Any]:
        """The statement of a signature, not yet signed."""
        fields = {"declaration": declaration, "version": version}
        fields["text_sha256"] = sha256_hex(self.manifest(declaration, version))
        if who.role == "deputy":
            fields["delegation"] = "2026-09-01/2026-12-31"
        said = self.say("sign-with-reservation" if "reservation_sha256" in more else "sign", **fields, **who.fields())
        return said | {"exp": said["iat"] + 600} | more

    def sign(
        self, declaration: int, who: Someone, version: int = 1, remark: str = "", reservation: str = "", **lies: Any
    ) -> int:
        """With the passkey of this person, or attested where there is none."""
        hashes, words = {}, {}
        if remark:
            hashes["remark_sha256"], words["remark"] = sha256_hex(remark), remark
        if reservation:
            words["reservation"] = {"clauses": ["c2"], "text": reservation}
            hashes["reservation_sha256"] = sha256_hex(canonical_json(words["reservation"]))
        said = self.signing(declaration, who, version, **hashes)
        method = lies.pop("method", "password+totp")
        index = self.device_signs(said, who.key, **lies) if who.key else self.attest(said, method)
        self.words[index] = words
        return index

    def reasoned(self, kind: str, declaration: int, who: Someone, version: int = 1, **fields: Any) -> int:
        reason, method = fields.pop("reason", "The council asked for it."), fields.pop("method", "")
        if who.role == "deputy" and kind == "withdraw":
            fields = {"delegation": "2026-09-01/2026-12-31"} | fields
        said = self.say(
            kind, declaration=declaration, version=version, reason_sha256=sha256_hex(reason), **who.fields(), **fields
        )
        device = who.key and kind == "withdraw" and not method
        index = self.device_signs(said, who.key) if device else self.attest(said, method or CONFIRMED.get(kind, "session"))
        self.words[index] = {"reason": reason} if kind != "decline" else {}
        return index

    def withdraw(
        self, declaration: int, who: Someone, signed: int, effect: str = "withdrawn", version: int = 1, **lies: Any
    ) -> int:
        """By a passkey where there is one and no `method` is said."""
        return self.reasoned("withdraw", declaration, who, version, withdraws=signed, effect=effect, **lies)

    def contest(self, declaration: int, who: Someone, act: int, version: int = 1) -> int:
        return self.reasoned("contest", declaration, who, version, contests=act)

    def decline(self, declaration: int, who: Someone, version: int = 1) -> int:
        return self.reasoned("decline", declaration, who, version)

    def object_to(self, declaration: int, who: Someone, version: int) -> int:
        return self.reasoned("object", declaration, who, version)

    def adopt(self, declaration: int, version: int = 1) -> int:
        fields = {"declaration": declaration, "version": version, "adopted_on": "2026-09-22", "place": "Geneva"}
        return self.attest(self.say("adopt", **fields, **self.chair().fields()))

    def close(self, declaration: int, version: int = 1) -> int:
        return self.attest(self.say("close", declaration=declaration, version=version, **self.chair().fields()))

    # what comes of it

    def leaves(self) -> list[bytes]:
        return [leaf_of(entry) for entry in self.entries]

    def head(self, size: int) -> dict[str, Any]:
        root = tree.root(size, tree.nodes_of(self.leaves()[:size])).hex()
        stated = {"size": size, "root": root, "time": self.now}
        key = self.sites[-1]
        return {"head": stated, "head_key": site_id(key), "head_signature": b64url(key.sign(head_input(stated)))}

    def document(self) -> dict[str, Any]:
        keys = {site_id(key): b64url(key.public_key().public_bytes_raw()) for key in self.sites}
        fixed = {"version": 1, "rp_id": RP_ID, "origins": self.origins, "site_keys": keys}
        return copy.deepcopy(fixed | {"entries": self.entries} | self.head(len(self.entries)))

    def register(self) -> bytes:
        return canonical_json(self.document()).encode()

    def seal(self) -> None:
        """Number, chain and attest every entry anew, as far as the key of the site goes; no device signs again."""
        self.heads = []
        for index, entry in enumerate(self.entries):
            entry["index"], entry["prev"] = index, leaf_of(self.entries[index - 1]).hex() if index else FIRST
            if "site_signature" in entry and "co_key_id" not in entry:
                key = next(key for key in self.sites if site_id(key) == entry["key_id"])
                entry["site_signature"] = b64url(key.sign(signing_input(entry["statement"])))
            self.heads.append(self.head(index + 1))

    def evidence(self, declaration: int, counts: dict[str, int], version: int | None = None) -> Evidence:
        own = [n for n, entry in enumerate(self.entries) if entry["statement"].get("declaration") == declaration]
        size, nodes = len(self.entries), tree.nodes_of(self.leaves())
        earlier = [self.heads[index] for index in own if index + 1 < size]
        texts = self.texts.get(declaration, {})
        return Evidence(
            declaration=declaration,
            version=version or max(texts, default=1),
            title="Water for all, together",
            site=ORIGIN,
            register=self.document(),
            texts={number: Text(self.manifest(declaration, number), dict(languages)) for number, languages in texts.items()},
            acts=[self.act(index) for index in own],
            counts=counts,
            mandates=self.mandates(own),
            inclusion=[{"index": n, "path": [h.hex() for h in tree.inclusion_path(n, size, nodes)]} for n in own],
            consistency=[
                head | {"path": [h.hex() for h in tree.consistency_path(head["head"]["size"], size, nodes)]}
                for head in earlier
            ],
            verifier=VERIFIER.read_bytes(),
            exports=[("declaration.md", b"# Water for all, together\n")],
            withheld=[f"signatures.json/{n}" for n in own if self.entries[n]["statement"]["kind"] == "decline"],
        )

    def act(self, index: int) -> dict[str, Any]:
        entry = self.entries[index]
        shared = ("kind", "iat", "version", "city", "holder", "office", "role")
        said = {name: entry["statement"][name] for name in shared if name in entry["statement"]}
        return {"index": index, "method": entry["method"]} | said | self.words.get(index, {})

    def mandates(self, indexes: list[int]) -> list[dict[str, Any]]:
        used = {self.entries[index]["statement"].get("mandate") for index in indexes}
        return [
            who.fields() | {"from": who.days[0], "to": who.days[1], "verified": START - DAY, "verified_by": "editor"}
            for who in self.people
            if who.mandate in used
        ]

    def seal_bundle(self, evidence: Evidence) -> bytes:
        key = self.sites[-1]
        return bundle(evidence, lambda message: (site_id(key), b64url(key.sign(message))))

    def bundle(self, declaration: int, counts: dict[str, int] | None = None, version: int | None = None) -> bytes:
        return self.seal_bundle(self.evidence(declaration, counts or numbers(), version))


def numbers(passkey: int = 0, attested: int = 0, withdrawn: int = 0, contested: int = 0) -> dict[str, int]:
    counted = {"signatures": passkey + attested, "passkey": passkey, "attested": attested}
    return counted | {"withdrawn": withdrawn, "contested": contested}


def site_id(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()[:16]


def story() -> tuple[Forge, dict[str, int]]:
    """A register with one of everything, and the numbers of declaration 1 in it."""
    forge = Forge()
    ana, bela = forge.person("Ana Reis", "Porto Claro"), forge.person("Bela Nagy", "Kisváros", algorithm=-8)
    carl = forge.person("Carl Ole", "Nordby", algorithm=-257)
    dina, emil = forge.person("Dina Roy", "Ville-Haute", "deputy"), forge.person("Emil Voss", "Altstadt", enrolled=False)
    fay = forge.person("Fay Lin", "Haiyan")
    forge.open(1)
    forge.open(2)
    forge.sign(1, ana, remark="Our city has done so since 2019.")
    taken = forge.sign(1, bela)
    forge.sign(1, carl, reservation="We share, in dry years, last.")
    forge.sign(2, ana)
    forge.rotate()
    forge.sign(1, dina)
    forge.sign(1, emil)
    doubted = forge.sign(1, fay)
    forge.withdraw(1, bela, taken)
    forge.sign(1, bela)
    forge.contest(1, fay, doubted)
    forge.decline(1, forge.person("Gus Hall", "Lakeside", enrolled=False))
    forge.correct(1, 2, corrects=1)
    forge.correct(1, 3, corrects=2)
    forge.object_to(1, ana, 3)
    forge.adopt(1, 2)
    return forge, numbers(passkey=4, attested=1, withdrawn=1, contested=1)
