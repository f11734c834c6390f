#!/usr/bin/env python3
"""Checks the evidence of a declaration of the Forum of Cities, without the forum and without a network.

    python verify.py evidence.zip                      a bundle of evidence
    python verify.py register.json                     the register alone
    python verify.py evidence.zip --head head.json     and whether it goes on from a head that you kept


It needs Python 3.9 or newer and the package `cryptography`. It opens no connection and writes no file. It ends with 0 if
everything holds and with 1 if anything does not; then each failure names a file or an entry, and the rule that it breaks.

How to read it: 1 spelling, 2 the container, 3 the tree, 4 keys and signatures, 5 the register, 6 the bundle, 7 the report.
docs/register.md of the forum describes the format in words. The page /verify does the same in a browser.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import pathlib
import re
import struct
import sys
import zlib

RULES = {
    "container": "the container is not laid out in the one exact way",
    "trailing": "there are bytes after the end of the container",
    "missing": "the file is missing",
    "unlisted": "the file is not in the list of the bundle",
    "hash": "the file is not the one whose SHA-256 is in the list of the bundle",
    "bundle-signature": "the list of the bundle is not signed by the key of the site",
    "json": "it is not JSON in the one exact spelling (RFC 8785, without repeated keys, fractions and null)",
    "shape": "a part is missing, is too much, or is of the wrong kind",
    "spelling": "bytes are not in the one exact spelling of base64url",
    "index": "the number of the entry is not its place",
    "prev": "the entry before is not the one that it was appended to",
    "size": "the number of entries is not the one in the head",
    "root": "the root of the tree over all entries is not the one in the head",
    "head-signature": "the head is not signed by the key of the site at that time",
    "head-time": "the head is older than an entry under it",
    "site-keys": "the keys of the site are not those that the register enrols",
    "origins": "an address of the site does not belong to its rp id",
    "first": "the register does not begin with a key of the site that signs for itself",
    "rotation": "the new key of the site is not signed by the key before it",
    "site-signature": "the signature of the site over the statement is wrong",
    "not-enrolled": "the key is not enrolled for this mandate at this place of the register",
    "assertion": "what the device signed is not an assertion of presence",
    "challenge": "what the device signed is not this statement",
    "origin": "the device signed on another site",
    "rp-id": "the device signed for another rp id",
    "user-verification": "the device did not verify its user",
    "device-signature": "the signature of the device is wrong",
    "holder": "the name in the statement is not the one in the register entry that enrolled the key",
    "office": "the office in the statement is not the one in the register entry that enrolled the key",
    "city": "the city in the statement is not the one in the register entry that enrolled the key",
    "role": "the role in the statement does not sign, or is not the one that the key was enrolled for",
    "key": "the key is known to the register in another form",
    "time": "the time in the statement is not in the order of the register",
    "expiry": "the statement was valid for longer than ten minutes, or never",
    "nonce": "the nonce was used before",
    "method": "this act cannot be confirmed in this way",
    "text": "the text is not the one that was opened for signature under this number",
    "version": "the version does not follow from those before it, or was not the one in force",
    "not-open": "the declaration was not open for signature",
    "closed": "signing had ended",
    "twice": "the city has a signature that stands already",
    "withdraws": "it withdraws nothing that could be withdrawn",
    "contests": "it contests nothing of this city",
    "effect": "its effect does not agree with whether signing had ended",
    "objects": "it objects to no correction that could be objected to",
    "delegation": "the delegation of authority does not cover the day",
    "mandate": "the mandate is not the one in mandates.json",
    "term": "the mandate was not in force on that day",
    "head": "the head of the bundle is not the head of its register",
    "declaration": "the register knows no such declaration",
    "manifest": "the list of the languages of a version is not the one that was opened for signature",
    "language": "the text in this language is not the one in the list of its version",
    "words": "the words are not those whose SHA-256 was signed",
    "acts": "the acts are not those in the register",
    "counts": "the numbers are not those that follow from the register",
    "proofs": "there is not one proof for each entry of the declaration",
    "inclusion": "the proof does not lead from the entry to the root",
    "consistency": "the proof does not lead from the earlier head to this one",
    "fork": "fork: two different registers were shown under the same name",
    "shorter": "the register is shorter than the head that was kept; these entries are missing",
    "head-file": "this is not a head that can be compared",
}

# A statement is confirmed within ten minutes after it was made, and the clocks of two servers may differ by one.
LIFETIME, SLACK = 600, 60
LAST_MOMENT = 253_402_128_000  # the last day of the year 9999, which has no day after it
ATTESTED = ("site", "session", "password", "password+totp")
CONFIRMED = ("passkey", "password+totp", "password")  # how a signature is made, or withdrawn
SIGNING = ("sign", "sign-with-reservation")
NUMBERS = ("v", "iat", "exp", "declaration", "version", "mandate", "closes", "corrects", "objections_until", "withdraws",
           "contests", "entered")  # fmt: skip
PERSON = ("holder", "office", "mandate", "role")
NEEDS = {
    "enrol": ("role", "key_id", "cose"),
    "revoke": ("key_id",),
    "open": ("declaration", "version", "text_sha256", *PERSON),
    "sign": ("declaration", "version", "text_sha256", "city", *PERSON),
    "sign-with-reservation": ("declaration", "version", "text_sha256", "city", "reservation_sha256", *PERSON),
    "decline": ("declaration", "version", "city", *PERSON),
    "withdraw": ("declaration", "version", "city", "withdraws", "effect", *PERSON),
    "contest": ("declaration", "version", "city", "contests", *PERSON),
    "corrigendum": ("declaration", "version", "text_sha256", "corrects", *PERSON),
    "object": ("declaration", "version", "city", *PERSON),
    "adopt": ("declaration", "version", "adopted_on", "place", *PERSON),
    "close": ("declaration", "version"),
}
WORDS = {"remark": "remark_sha256", "reservation": "reservation_sha256", "reason": "reason_sha256"}
SHARED = ("kind", "iat", "version", "city", "holder", "office", "role")
ACT = {"index", "method", *SHARED, *WORDS}
MANDATE = {*PERSON, "city", "from", "to", "ended", "verified", "verified_by"}
HEX64 = re.compile(r"[0-9a-f]{64}\Z")


class Report:
    """What was found: (place, rule, detail), each once, in the order in which it was found."""

    def __init__(self):
        self.failures = []

    def fail(self, place, rule, detail=""):
        if (place, rule, detail) not in self.failures:
            self.failures.append((place, rule, detail))

    def need(self, holds, place, rule, detail=""):
        if not holds:
            self.fail(place, rule, detail)
        return bool(holds)


# 1 Spelling: one value has one spelling, or two readers could see two things in one file.


class Misspelt(ValueError):
    """Not the one exact spelling."""


def canonical(value):
    """The bytes of a value after RFC 8785; here there are strings, whole numbers, true, false, lists and objects only."""

    def by_utf16(one):
        if isinstance(one, dict):
            return {key: by_utf16(one[key]) for key in sorted(one, key=lambda text: text.encode("utf-16-be"))}
        return [by_utf16(part) for part in one] if isinstance(one, list) else one

    return json.dumps(by_utf16(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_json(data):
    """The value in `data`, which must be spelt exactly as `canonical` spells it."""

    def refuse(_text):
        raise Misspelt

    def whole(text):
        return int(text) if len(text) < 17 and abs(int(text)) < 2**53 else refuse(text)

    try:
        value = json.loads(data.decode("utf-8"), parse_float=refuse, parse_constant=refuse, parse_int=whole)
        if canonical(value) != data or holds_null(value):
            raise Misspelt
    except (ValueError, RecursionError) as wrong:
        raise Misspelt from wrong
    return value


def holds_null(value):
    if isinstance(value, (dict, list)):
        return any(holds_null(one) for one in (value.values() if isinstance(value, dict) else value))
    return value is None


def b64url(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64url(text):
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as wrong:
        raise Misspelt from wrong
    if b64url(raw) != text:
        raise Misspelt
    return raw


def sha256(data):
    return hashlib.sha256(data).digest()


def is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_hash(value):
    return isinstance(value, str) and bool(HEX64.match(value))


# 2 The container: a ZIP of stored files, in order of their names, with nothing in it that could differ between two makings.

LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
MOST_FILES = 0xFFFF
DAY, MODE = 0x21, 0o100644 << 16  # 1980-01-01, the first day that a ZIP can name; an ordinary file


def pack(files):
    """The one container that holds these (name, content), and which name stands behind which of its bytes."""
    parts, directory, spans, entries, at = [], b"", [], sorted(files), 0
    for name, content in entries:
        spelt, sizes = name.encode(), (zlib.crc32(content), len(content), len(content))
        local = LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, DAY, *sizes, len(spelt), 0) + spelt + content
        directory += CENTRAL.pack(b"PK\1\2", 0x314, 20, 0, 0, 0, DAY, *sizes, len(spelt), 0, 0, 0, 0, MODE, at) + spelt
        parts.append(local)
        at += len(local)
        spans.append((at, name))
    body = b"".join(parts)
    for name, _content in entries:
        at += CENTRAL.size + len(name.encode())
        spans.append((at, name))
    end = END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + end, spans


def by_directory(data):
    """The files as the directory at the end names them; None where it is none. `unpack` finds other damage."""
    if len(data) < END.size:
        return None
    mark, _disk, _first, _here, count, size, at, _note = END.unpack(data[-END.size :])
    if mark != b"PK\5\6" or at + size + END.size != len(data):
        return None
    files = []
    for _number in range(count):
        if at + CENTRAL.size > len(data) - END.size:
            return None
        fields = CENTRAL.unpack(data[at : at + CENTRAL.size])
        name = data[at + CENTRAL.size : at + CENTRAL.size + fields[10]]
        if fields[0] != b"PK\1\2" or fields[4]:
            return None
        start = fields[16] + LOCAL.size + len(name)
        files.append((name, data[start : start + fields[9]]))
        at += CENTRAL.size + fields[10]
    whole = sum(LOCAL.size + len(name) + len(content) for name, content in files) <= len(data)
    return files if whole else None  # files that share bytes could be made as large as one likes


def one_by_one(data):
    """The files as they follow each other from the first byte on, and where that ended."""
    files, at = [], 0
    while data[at : at + 4] == b"PK\3\4" and at + LOCAL.size <= len(data):
        fields = LOCAL.unpack(data[at : at + LOCAL.size])
        start = at + LOCAL.size + fields[9]
        if fields[3] or start + fields[8] > len(data) or len(files) == MOST_FILES:
            break
        files.append((data[at + LOCAL.size : start], data[start : start + fields[8]]))
        at = start + fields[8]
    return files, at


def unpack(data, report):
    """The files of a container by name. Whatever is not as `pack` makes it is a failure that names the file it stands at."""
    files = by_directory(data)
    if files is None:
        files, _end = one_by_one(data)
    named = []
    for name, content in files:
        good = re.match(rb"[A-Za-z0-9][A-Za-z0-9._/-]*\Z", name) and b".." not in name
        if report.need(good, "container", "container", ascii(name.decode("latin-1"))):
            named.append((name.decode(), content))
    found = dict(named)
    report.need(len(found) == len(files), "container", "container")
    rebuilt, spans = pack(found.items())
    if rebuilt != data:
        if data.startswith(rebuilt):
            report.fail("container", "trailing", str(len(data) - len(rebuilt)))
        else:
            at = next((n for n, (a, b) in enumerate(zip(rebuilt, data)) if a != b), min(len(rebuilt), len(data)))
            report.fail(next((name for end, name in spans if at < end), "container"), "container", f"byte {at}")
    return found


# 3 The tree of RFC 9162, section 2.1.


def leaf_hash(entry):
    return sha256(b"\0" + canonical(entry))


def node_hash(left, right):
    return sha256(b"\1" + left + right)


def root_of(leaves):
    """MTH: the left part is the largest power of two that leaves something to the right."""
    if not leaves:
        return sha256(b"")
    level = list(leaves)
    while len(level) > 1:  # the last one of an odd number goes up as it is: the same tree, from the leaves
        level = [node_hash(*level[n : n + 2]) if n + 1 < len(level) else level[n] for n in range(0, len(level), 2)]
    return level[0]


def leads_to(index, size, leaf, path, root):
    """Section 2.1.3.2: whether the path leads from the leaf at this index to the root."""
    at, last, found = index, size - 1, leaf
    if not 0 <= index < size:
        return False
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


def goes_on(old, new, old_root, new_root, path):
    """Section 2.1.4.2: whether the tree of `new` leaves begins with the tree of `old` leaves."""
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


# 4 Keys and signatures.


def read_cose(data):
    """A public key in COSE (RFC 9053): ("EdDSA", raw), ("ES256", x, y) or ("RS256", n, e)."""
    key, end = read_cbor(data, 0, whole=True)
    if end != len(data) or not isinstance(key, dict):
        raise Misspelt
    kind = (key.get(1), key.get(3))
    if kind == (1, -8) and key.get(-1) == 6 and is_bytes(key.get(-2), 32):
        return "EdDSA", key[-2]
    if kind == (2, -7) and key.get(-1) == 1 and is_bytes(key.get(-2), 32) and is_bytes(key.get(-3), 32):
        return "ES256", key[-2], key[-3]
    if kind == (3, -257) and is_bytes(key.get(-1)) and is_bytes(key.get(-2)):
        return "RS256", key[-1], key[-2]
    raise Misspelt


def is_bytes(value, size=None):
    return isinstance(value, bytes) and (len(value) == size if size else len(value) > 0)


def read_cbor(data, at, whole=False):
    """As much of CBOR (RFC 8949) as a key is made of: whole numbers, bytes, and one map of them."""
    if at >= len(data):
        raise Misspelt
    major, value, at = data[at] >> 5, data[at] & 31, at + 1
    if value >= 24:
        width = {24: 1, 25: 2}.get(value)
        if width is None or at + width > len(data):
            raise Misspelt
        value, at = int.from_bytes(data[at : at + width], "big"), at + width
    if major in (0, 1):
        return (value if major == 0 else -1 - value), at
    if major == 2 and at + value <= len(data):
        return data[at : at + value], at + value
    if major != 5 or not whole:
        raise Misspelt
    found = {}
    for _number in range(value):
        key, at = read_cbor(data, at)
        one, at = read_cbor(data, at)
        if not is_number(key) or key in found:
            raise Misspelt
        found[key] = one
    return found, at


def signed(key, signature, message):
    """Whether `signature` over `message` was made by this key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    numbers = [int.from_bytes(part, "big") for part in key[1:]]
    try:
        if key[0] == "EdDSA":
            ed25519.Ed25519PublicKey.from_public_bytes(key[1]).verify(signature, message)
        elif key[0] == "ES256":
            public = ec.EllipticCurvePublicNumbers(*numbers, ec.SECP256R1()).public_key()
            public.verify(signature, message, ec.ECDSA(SHA256()))
        else:
            public = rsa.RSAPublicNumbers(e=numbers[1], n=numbers[0]).public_key()
            public.verify(signature, message, padding.PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def signing_input(statement):
    return b"fom-signature-v1\0" + canonical(statement)


def check_assertion(entry, key, register, place, report):
    """What a device signed (WebAuthn, level 2, section 7.2), and that its challenge is this statement."""
    try:
        parts = [from_b64url(entry["assertion"][name]) for name in ("clientDataJSON", "authenticatorData", "signature")]
    except Misspelt:
        return report.fail(place, "spelling")
    client_data, data, signature = parts
    try:
        client = json.loads(client_data.decode("utf-8"), parse_constant=lambda _text: 1 / 0)
    except (ValueError, RecursionError, ZeroDivisionError):
        client = None
    client = client if isinstance(client, dict) else {}
    good = client.get("type") == "webauthn.get" and client.get("crossOrigin", False) is False
    report.need(good and len(data) >= 37, place, "assertion")
    report.need(client.get("challenge") == b64url(sha256(signing_input(entry["statement"]))), place, "challenge")
    report.need(client.get("origin") in register["origins"], place, "origin", str(client.get("origin", ""))[:200])
    report.need(data[:32] == sha256(register["rp_id"].encode()), place, "rp-id")
    report.need(len(data) > 32 and data[32] & 0x05 == 0x05, place, "user-verification")  # present and verified
    report.need(signed(key, signature, data + sha256(client_data)), place, "device-signature")


# 5 The register: every entry in order, with what was known of keys, texts and signatures when it was appended.


class Matter:
    """One declaration as the register tells it up to an entry."""

    def __init__(self):
        self.versions = {}  # number -> {"text", "carries", "until", "void"}
        self.signatures = {}  # index of the entry -> {"city", "version", "method", "withdrawn", "noted", "contested"}
        self.acts = []  # indexes of all its entries
        self.closes, self.closed = None, False  # the deadline that was set last, and whether signing was closed

    def binding(self):
        """The versions whose signatures count: the newest in force, and those that it only corrects."""
        found = []
        for number in sorted(self.versions, reverse=True):
            if not self.versions[number]["void"]:
                found.append(number)
                if not self.versions[number]["carries"]:
                    break
        return found

    def force(self):
        """The version that is signed now; 0 before the first."""
        return (self.binding() or [0])[0]

    def counts(self, signature):
        return not signature["withdrawn"] and not signature["contested"] and signature["version"] in self.binding()

    def over(self, iat):
        return self.closed or (self.closes is not None and iat >= self.closes)

    def numbers(self):
        """What follows from the entries; a withdrawal after the end is a note and changes nothing."""
        rows = list(self.signatures.values())
        standing = [row for row in rows if self.counts(row)]
        return {
            "signatures": len(standing),
            "passkey": sum(row["method"] == "passkey" for row in standing),
            "attested": sum(row["method"] != "passkey" for row in standing),
            "withdrawn": sum(row["withdrawn"] for row in rows),
            "contested": sum(row["contested"] for row in rows),
        }


class Register:
    """`register.json`, read entry by entry."""

    def __init__(self, document, report):
        self.document, self.report = document, report
        self.entries, self.leaves = document["entries"], [leaf_hash(entry) for entry in document["entries"]]
        self.site, self.newest = {}, ""  # keys of the site by id, and the id of the one in force
        self.by_size = {}  # size of the register -> the id of the key that signs its head
        self.devices, self.known = {}, {}  # (key id, mandate) -> enrolment while it lasts; key id -> COSE
        self.matters, self.nonces, self.latest = {}, set(), 0
        for index, entry in enumerate(self.entries):
            self.read(index, entry, f"register.json/entries/{index}")
            self.by_size[index + 1] = self.newest
        self.check_head()

    def read(self, index, entry, place):
        report = self.report
        if not report.need(well_formed(entry), place, "shape"):
            return
        report.need(entry["index"] == index, place, "index", str(entry["index"]))
        report.need(entry["prev"] == (self.leaves[index - 1].hex() if index else "0" * 64), place, "prev")
        statement = entry["statement"]
        report.need(statement["nonce"] not in self.nonces, place, "nonce")
        self.nonces.add(statement["nonce"])
        moment = statement.get("entered", statement["iat"])  # what was done before there was a register entered it later
        late = moment == statement["iat"] or (moment > statement["iat"] and entry["method"] in ATTESTED)
        in_order = late and moment >= self.latest - LIFETIME - SLACK
        report.need(in_order, place, "time", when(statement["iat"]))
        self.latest = max(self.latest, moment)
        if "exp" in statement or (statement["kind"] in SIGNING and entry["method"] != "password"):
            lifetime = statement.get("exp", 0) - statement["iat"]
            report.need(0 < lifetime <= LIFETIME, place, "expiry")
        if statement["kind"] == "enrol" and statement["role"] == "site":
            return self.enrol_site(index, entry, place)
        report.need(index > 0, place, "first")
        if entry["method"] == "passkey":
            self.check_device(entry, place)
        else:
            self.check_site(entry, place)
        if statement["kind"] in ("enrol", "revoke"):
            report.need(entry["method"] in ATTESTED, place, "method")
            return self.keys_of_people(statement, place)
        self.act(index, entry, place)

    def enrol_site(self, index, entry, place):
        """The first key signs for itself; each later one too, and the key before it signs beside it."""
        report, statement = self.report, entry["statement"]
        try:
            key = read_cose(from_b64url(statement["cose"]))
            signatures = [from_b64url(entry.get(name, "")) for name in ("site_signature", "co_signature")]
        except Misspelt:
            return report.fail(place, "spelling")
        name = statement["key_id"]
        report.need(key[0] == "EdDSA" and sha256(key[1]).hex()[:16] == name == entry["key_id"], place, "key", name)
        report.need(name not in self.site and entry["method"] == "site", place, "key", name)
        report.need(signed(key, signatures[0], signing_input(statement)), place, "site-signature")
        if index:
            old = self.site.get(self.newest)
            good = old and entry.get("co_key_id") == self.newest and signed(old, signatures[1], signing_input(statement))
            report.need(good, place, "rotation")
        else:
            report.need("co_signature" not in entry, place, "shape")
        if key[0] == "EdDSA":
            self.site[name], self.newest = key, name

    def check_site(self, entry, place):
        """An attested act: the newest key of the site signs it."""
        key = self.site.get(entry["key_id"])
        self.report.need(key and entry["key_id"] == self.newest, place, "not-enrolled", entry["key_id"])
        try:
            good = key and signed(key, from_b64url(entry["site_signature"]), signing_input(entry["statement"]))
        except Misspelt:
            return self.report.fail(place, "spelling")
        self.report.need(good, place, "site-signature")

    def check_device(self, entry, place):
        """A passkey counts for a mandate between its enrolment and its end, and only with the name enrolled with it."""
        report, statement = self.report, entry["statement"]
        row = self.devices.get((entry["key_id"], statement.get("mandate")))
        if report.need(row, place, "not-enrolled", entry["key_id"]):
            for name in ("holder", "office", "city", "role"):
                here, there = statement.get(name, ""), row.get(name, "")
                report.need(here == there, place, name, f"{here} ≠ {there}")
        cose = self.known.get(entry["key_id"])
        if cose:
            check_assertion(entry, cose[1], self.document, place, report)

    def keys_of_people(self, statement, place):
        report, name, mandate = self.report, statement["key_id"], statement.get("mandate")
        if statement["kind"] == "revoke":
            gone = [key for key in self.devices if key[0] == name and mandate in (None, key[1])]
            report.need(gone, place, "not-enrolled", name)
            for key in gone:
                del self.devices[key]
            return
        try:
            from_b64url(name)
            cose = (statement["cose"], read_cose(from_b64url(statement["cose"])))
        except Misspelt:
            return report.fail(place, "spelling")
        report.need(self.known.setdefault(name, cose) == cose, place, "key", name)
        if report.need(mandate is not None and {"holder", "office"} <= set(statement), place, "shape"):
            self.devices[name, mandate] = statement

    def act(self, index, entry, place):
        """What an act of a declaration changes, if it could be done then."""
        statement, kind = entry["statement"], entry["statement"]["kind"]
        matter = self.matters.setdefault(statement["declaration"], Matter())
        matter.acts.append(index)
        if kind in ("open", "corrigendum"):
            return self.new_text(matter, statement, place)
        if not self.report.need(matter.versions, place, "not-open"):
            return
        if kind in SIGNING:
            self.sign(matter, index, entry, place)
        elif kind == "withdraw":
            self.withdraw(matter, entry, place)
        elif kind == "contest":
            target = statement["contests"]
            if self.report.need(self.same_city(statement, target), place, "contests", str(target)):
                matter.signatures.get(target, {})["contested"] = True
        elif kind == "object":
            self.object_to(matter, statement, place)
        elif kind == "close":
            matter.closed = True

    def new_text(self, matter, statement, place):
        """A text is opened for signature, its time is moved (the same number again), or it is corrected."""
        number, force = statement["version"], matter.force()
        corrects = statement["corrects"] if statement["kind"] == "corrigendum" else None
        row = {"text": statement["text_sha256"], "carries": corrects, "void": False}
        row["until"] = statement.get("objections_until")
        if corrects is None and number == force:
            row = matter.versions[number]
            self.report.need(row["text"] == statement["text_sha256"], place, "text")
        else:
            follows = number > max(matter.versions, default=0) and corrects in (None, force)
            self.report.need(follows, place, "version", str(number))
        matter.versions[number], matter.closes, matter.closed = row, statement.get("closes"), False

    def sign(self, matter, index, entry, place):
        report, statement, method = self.report, entry["statement"], entry["method"]
        self.may_speak(entry, place)
        number = statement["version"]
        if report.need(number == matter.force(), place, "version", str(number)):
            report.need(statement["text_sha256"] == matter.versions[number]["text"], place, "text")
        report.need(not matter.over(statement["iat"]), place, "closed", when(statement["iat"]))
        standing = any(row["city"] == statement["city"] and matter.counts(row) for row in matter.signatures.values())
        report.need(not standing, place, "twice", statement["city"])
        row = {"city": statement["city"], "version": number, "method": method}
        matter.signatures[index] = {**row, "withdrawn": False, "noted": False, "contested": False}

    def may_speak(self, entry, place):
        """Who signs or withdraws: a mayor, or a deputy under a delegation, who confirmed it; a session is not enough."""
        report, statement, method = self.report, entry["statement"], entry["method"]
        report.need(method in CONFIRMED, place, "method", method)
        report.need(statement["role"] in ("mayor", "deputy"), place, "role", statement["role"])
        if statement["role"] == "deputy" and method != "password":
            span = statement.get("delegation", "").split("/")
            ends = len(span) == 2 and span[1]
            report.need(ends and covers(span[0], span[1], statement["iat"]), place, "delegation")

    def withdraw(self, matter, entry, place):
        """Before the end of signing it takes a signature away; after it, it is a note beside it."""
        statement, method = entry["statement"], entry["method"]
        self.may_speak(entry, place)
        row = matter.signatures.get(statement["withdraws"])
        good = row and row["city"] == statement["city"] and not row["withdrawn"] and not row["noted"]
        if not self.report.need(good, place, "withdraws", str(statement["withdraws"])):
            return
        weaker = row["method"] == "passkey" and method == "password"  # nobody undoes by a password what a device signed
        self.report.need(not weaker, place, "method", method)
        effect = "noted" if matter.over(statement["iat"]) else "withdrawn"
        self.report.need(statement["effect"] == effect, place, "effect", statement["effect"])
        row["noted" if statement["effect"] == "noted" else "withdrawn"] = True

    def object_to(self, matter, statement, place):
        """A city whose signature was carried to a correction says that it is none; the text before stands again."""
        row = matter.versions.get(statement["version"])
        good = row and row["carries"] and row["until"] is not None and statement["iat"] < row["until"]
        signatory = any(one["city"] == statement["city"] for one in matter.signatures.values())
        if self.report.need(good and signatory, place, "objects", str(statement["version"])):
            row["void"] = True

    def same_city(self, statement, index):
        """Whether the entry at `index` is an act of the same city on the same declaration, before now."""
        acts = self.matters[statement["declaration"]].acts
        other = self.entries[index]["statement"] if index in acts[:-1] else {}
        return other.get("city") == statement["city"]

    def check_head(self):
        report, document = self.report, self.document
        head, place = document["head"], "register.json/head"
        report.need(self.entries and self.by_size.get(1), "register.json/entries/0", "first")
        report.need(head["size"] == len(self.entries), place, "size", f"{head['size']} ≠ {len(self.entries)}")
        report.need(head["root"] == root_of(self.leaves).hex(), place, "root")
        report.need(head["time"] >= self.latest, place, "head-time", when(head["time"]))
        self.check_head_signature(head, document["head_key"], document["head_signature"], place)
        keys = {name: b64url(key[1]) for name, key in self.site.items()}
        report.need(document["site_keys"] == keys, "register.json/site_keys", "site-keys")
        for origin in document["origins"]:
            host = re.match(r"https?://([a-z0-9.-]+)(:\d+)?\Z", origin)
            local = host and (origin.startswith("https://") or host[1] in ("localhost", "127.0.0.1"))
            own = local and f".{host[1]}".endswith(f".{document['rp_id']}")
            report.need(own, "register.json/origins", "origins", origin)

    def check_head_signature(self, head, name, signature, place):
        """A head is signed by the key of the site that was in force at its size."""
        key = self.site.get(name)
        try:
            good = key and signed(key, from_b64url(signature), b"fom-head-v1\0" + canonical(head))
        except Misspelt:
            return self.report.fail(place, "spelling")
        self.report.need(good and name == self.by_size.get(head["size"], name), place, "head-signature", name)

    def check_pinned(self, pinned, place):
        """That this register goes on from a head that somebody kept."""
        head, report = pinned["head"], self.report
        if "head_signature" in pinned:
            self.check_head_signature(head, pinned["head_key"], pinned["head_signature"], place)
        size = len(self.entries)
        if head["size"] > size:
            report.fail(place, "shorter", f"{size}..{head['size'] - 1}")
        elif root_of(self.leaves[: head["size"]]).hex() != head["root"]:
            report.fail(place, "fork", str(head["size"]))


def well_formed(entry):
    """Whether an entry has the parts of its kind, each of the right type."""
    if not isinstance(entry, dict) or not isinstance(entry.get("statement"), dict):
        return False
    statement, passkey = entry["statement"], entry.get("method") == "passkey"
    proof = {"assertion"} if passkey else {"site_signature"}
    parts = {"index", "prev", "statement", "method", "key_id"} | proof
    if statement.get("kind") == "enrol" and statement.get("role") == "site" and "co_key_id" in entry:
        parts |= {"co_key_id", "co_signature"}
    texts = [entry.get(name) for name in parts - {"index", "statement", "assertion"}]
    if set(entry) != parts or not is_number(entry["index"]) or not all(isinstance(text, str) for text in texts):
        return False
    if passkey:
        assertion = entry["assertion"]
        good = isinstance(assertion, dict) and set(assertion) == {"clientDataJSON", "authenticatorData", "signature"}
        if not good or not all(isinstance(text, str) for text in assertion.values()):
            return False
    elif entry["method"] not in ATTESTED:
        return False
    for name, value in statement.items():
        if not (is_number(value) if name in NUMBERS else isinstance(value, str)):
            return False
        if name.endswith("_sha256") and not is_hash(value):
            return False
    kind = statement.get("kind")
    needed = {"v", "kind", "nonce", "iat", *NEEDS.get(kind, ())}
    return kind in NEEDS and needed <= set(statement) and statement["v"] == 1 and len(statement["nonce"]) >= 16


def is_head(value):
    if not isinstance(value, dict) or set(value) != {"size", "root", "time"}:
        return False
    return is_number(value["size"]) and value["size"] >= 0 and is_number(value["time"]) and is_hash(value["root"])


def read_register(data, report):
    """The register in these bytes, checked; None where it cannot be read at all."""
    try:
        document = read_json(data)
    except Misspelt:
        return report.fail("register.json", "json")
    kinds = {"version": int, "rp_id": str, "origins": list, "site_keys": dict, "entries": list, "head": dict}
    kinds = {**kinds, "head_key": str, "head_signature": str}
    good = isinstance(document, dict) and set(document) == set(kinds)
    good = good and all(isinstance(document[name], kind) for name, kind in kinds.items()) and is_head(document["head"])
    good = good and same(document["version"], 1) and all(isinstance(one, str) for one in document["origins"])
    return Register(document, report) if report.need(good, "register.json", "shape") else None


def covers(first, last, moment):
    """Whether the day of a moment, in the zone of the forum (UTC+1 or +2), is one of these; an empty last day is none."""
    if not 0 <= moment < LAST_MOMENT:
        return False
    days = [dt.datetime.fromtimestamp(moment + hours * 3600, dt.timezone.utc).date().isoformat() for hours in (1, 2)]
    shape = re.compile(r"\d{4}-\d\d-\d\d\Z")
    if not shape.match(first) or (last and not shape.match(last)):
        return False
    return any(first <= day and (not last or day <= last) for day in days)


def when(moment):
    try:
        return dt.datetime.fromtimestamp(moment, dt.timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return str(moment)


# 6 The bundle: what belongs to one declaration, beside the whole register.


class Bundle:
    """The files of a container, checked against each other and against the register in them."""

    def __init__(self, files, report):
        self.files, self.report, self.read = files, report, {}
        self.register, self.matter, self.words, self.titles = None, None, {}, {}
        shape = {"v": int, "declaration": int, "version": int, "head": dict, "counts": dict, "withheld": list, "files": dict}
        self.list = self.json("bundle.json", shape)
        self.check_list()
        if report.need("register.json" in files, "register.json", "missing"):  # also where the list does not name it
            self.register = read_register(files["register.json"], report)
        if self.register is None or self.list is None:
            return
        self.check_signature()
        report.need(same(self.list["head"], self.register.document["head"]), "bundle.json", "head")
        self.matter = self.register.matters.get(self.list["declaration"])
        if report.need(self.matter and self.matter.versions, "bundle.json", "declaration"):
            report.need(self.list["version"] == self.matter.force(), "bundle.json", "version")
            report.need(same(self.list["counts"], self.matter.numbers()), "bundle.json", "counts")
            self.check_texts()
            self.check_acts()
            self.check_mandates()
            self.check_proofs()

    def json(self, name, shape):
        """The object in a file, if it has exactly these parts."""
        if name not in self.files:
            return self.report.fail(name, "missing")
        try:
            value = read_json(self.files[name])
        except Misspelt:
            return self.report.fail(name, "json")
        return value if self.report.need(has_parts(value, shape), name, "shape") else None

    def check_list(self):
        if self.list is None:
            return
        listed, own = self.list["files"], {"bundle.json", "bundle.sig"}
        for name in sorted(set(listed) | set(self.files) - own):
            if name not in self.files:
                self.report.fail(name, "missing")
            elif self.report.need(name in listed, name, "unlisted"):
                self.report.need(listed[name] == sha256(self.files[name]).hex(), name, "hash")

    def check_signature(self):
        row, register = self.json("bundle.sig", {"key_id": str, "signature": str}), self.register
        if row is None:
            return
        key = register.site.get(row["key_id"])
        try:
            good = key and signed(key, from_b64url(row["signature"]), b"fom-bundle-v1\0" + self.files["bundle.json"])
        except Misspelt:
            return self.report.fail("bundle.sig", "spelling")
        self.report.need(good and row["key_id"] == register.newest, "bundle.sig", "bundle-signature", row["key_id"])

    def check_texts(self):
        """Each version: its list of languages is what was signed, and each language is what is in the list."""
        report, expected = self.report, set()
        for number, version in sorted(self.matter.versions.items()):
            place = f"text/{number}/manifest.json"
            expected.add(place)
            shape = {"v": int, "declaration": int, "version": int, "texts": dict}
            manifest = self.json(place, shape)
            report.need(sha256(self.files.get(place, b"")).hex() == version["text"], place, "manifest")
            if manifest is None:
                continue
            own = (manifest["declaration"], manifest["version"]) == (self.list["declaration"], number)
            report.need(own, place, "manifest")
            for language, digest in sorted(manifest["texts"].items()):
                name = f"text/{number}/{language}.json"
                expected.add(name)
                if name not in self.files and self.withholds(f"text/{number}"):
                    continue
                text = self.json(name, None)
                report.need(sha256(self.files.get(name, b"")).hex() == digest, name, "language")
                if isinstance(text, dict):
                    self.titles.setdefault(number, text)
        for name in sorted(self.files):
            report.need(not name.startswith("text/") or name in expected, name, "language")

    def check_acts(self):
        """The words of remarks, reservations and reasons are those whose hashes stand in the statements."""
        report, place = self.report, "signatures.json"
        table = self.json(place, {"v": int, "declaration": int, "acts": list})
        if table is None:
            return
        acts = {act["index"]: act for act in table["acts"] if isinstance(act, dict) and is_number(act.get("index"))}
        all_there = sorted(acts) == self.matter.acts and len(table["acts"]) == len(acts)
        report.need(all_there and table["declaration"] == self.list["declaration"], place, "acts")
        for index in self.matter.acts:
            act, entry, here = acts.get(index, {}), self.register.entries[index], f"{place}/{index}"
            for name in sorted(set(act) - ACT):
                report.fail(here, "acts", name)
            for name in SHARED:
                there = entry["statement"].get(name)
                report.need(same(act.get(name), there), here, "acts", f"{name}: {act.get(name)} ≠ {there}")
            report.need(act.get("method") == entry["method"], here, "acts", "method")
            for name, hashed in WORDS.items():
                words = act.get(name)
                if words is None and self.withholds(here):
                    continue
                spelt = words.encode("utf-8") if isinstance(words, str) else canonical(words) if words else b""
                digest = sha256(spelt).hex() if words else None
                report.need(digest == entry["statement"].get(hashed), here, "words", name)
            self.words[index] = act

    def withholds(self, place):
        """Whether the site says that it does not show these words; then only their hash is known, and the report says so."""
        return place in self.list["withheld"]

    def check_mandates(self):
        """Every act was done under a mandate of the list, in its time."""
        report, place = self.report, "mandates.json"
        table = self.json(place, {"v": int, "mandates": list})
        rows, used = {}, set()
        for row in table["mandates"] if table else []:
            if report.need(is_mandate(row), place, "shape"):
                for name in sorted(set(row) - MANDATE):
                    report.fail(place, "shape", name)
                key = tuple(row.get(name) for name in (*PERSON, "city"))
                report.need(key not in rows, place, "mandate", row["holder"])  # of two, one could hide the other
                rows[key] = row
        for index in self.matter.acts if table else []:
            statement, here = self.register.entries[index]["statement"], f"register.json/entries/{index}"
            if "mandate" not in statement:
                continue
            key = tuple(statement.get(name) for name in (*PERSON, "city"))
            used.add(key)
            row = rows.get(key)
            if not report.need(row, here, "mandate", statement["holder"]) or statement["kind"] == "contest":
                continue
            good = covers(row["from"], row.get("to", ""), statement["iat"])
            good = good and statement["iat"] <= row.get("ended", statement["iat"])
            report.need(good, here, "term", statement["holder"])
        report.need(not table or set(rows) == used, place, "mandate")

    def check_proofs(self):
        """The proofs lead to the root by the algorithms of RFC 9162, and earlier heads are heads of this register."""
        report, place, register = self.report, "proofs.json", self.register
        table = self.json(place, {"v": int, "inclusion": list, "consistency": list})
        if table is None:
            return
        head, own = register.document["head"], []
        root, size = bytes.fromhex(head["root"]), head["size"]
        for number, row in enumerate(table["inclusion"]):
            here = f"{place}/inclusion/{number}"
            if report.need(has_parts(row, {"index": int, "path": list}) and is_path(row["path"]), here, "shape"):
                index, path = row["index"], [bytes.fromhex(one) for one in row["path"]]
                leaf = register.leaves[index] if 0 <= index < len(register.leaves) else b""
                own.append(index)
                report.need(leads_to(index, size, leaf, path, root), here, "inclusion", str(index))
        report.need(own == self.matter.acts, place, "proofs")
        parts = {"head": dict, "head_key": str, "head_signature": str, "path": list}
        for number, row in enumerate(table["consistency"]):
            here = f"{place}/consistency/{number}"
            good = has_parts(row, parts) and is_head(row["head"]) and is_path(row["path"])
            if report.need(good, here, "shape"):
                older, path = row["head"], [bytes.fromhex(one) for one in row["path"]]
                good = goes_on(older["size"], size, bytes.fromhex(older["root"]), root, path)
                report.need(good, here, "consistency", str(older["size"]))
                register.check_pinned({name: row[name] for name in ("head", "head_key", "head_signature")}, here)


def has_parts(value, shape):
    """Whether an object has exactly these parts of these kinds; without a shape anything goes."""
    if shape is None:
        return True
    if not isinstance(value, dict) or set(value) != set(shape):
        return False
    kinds = all(isinstance(value[name], kind) and not isinstance(value[name], bool) for name, kind in shape.items())
    return kinds and value.get("v", 1) == 1


def same(one, other):
    """Whether two values are spelt alike; in Python true equals 1."""
    return canonical(one) == canonical(other)


def is_mandate(row):
    """Numbers are the mandate, and the moments at which it was verified and ended early; the rest is text."""
    if not isinstance(row, dict) or not {"mandate", "holder", "office", "role", "from"} <= set(row):
        return False
    numbers = ("mandate", "ended", "verified")
    return all(is_number(one) if name in numbers else isinstance(one, str) for name, one in row.items())


def is_path(path):
    return all(is_hash(one) for one in path)


# 7 The report.


def check(data, heads=()):
    """Checks the bytes of a bundle or of a register.json: (report, what was read of it)."""
    report, bundle = Report(), None
    if data[:1] == b"{":
        register = read_register(data, report)
    else:
        files = unpack(data, report)
        bundle = Bundle(files, report) if files else None
        register = bundle.register if bundle else None
    roots = {}
    for number, pinned in enumerate(heads):
        for head in read_heads(pinned):
            if report.need(head, f"head/{number}", "head-file"):
                size, root = head["head"]["size"], head["head"]["root"]
                report.need(roots.setdefault(size, root) == root, f"head/{number}", "fork", str(size))
                if register:
                    register.check_pinned(head, f"head/{number}")
    return report, bundle or register


def read_heads(data):
    """The heads in a file that somebody kept: one, a list, or the one of a register.json; None for what is no head."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return [None]
    values = value if isinstance(value, list) else value.get("heads", [value]) if isinstance(value, dict) else []
    found = []
    for one in values if isinstance(values, list) else []:
        one = {"head": one} if is_head(one) else one
        good = isinstance(one, dict) and is_head(one.get("head")) and one["head"]["size"] > 0
        pinned = {name: one[name] for name in ("head", "head_key", "head_signature") if name in one} if good else {}
        texts = [text for name, text in pinned.items() if name != "head"]
        good = good and len(texts) in (0, 2) and all(isinstance(text, str) for text in texts)
        found.append(pinned if good else None)
    return found or [None]


def tell(read):
    """The story in plain lines: who signed which words, in which office, when, and by what."""
    bundle, register = (read, read.register) if isinstance(read, Bundle) else (None, read)
    if register is None:
        return
    head = register.document["head"]
    yield f"Register of {register.document['rp_id']}: {head['size']} entries, head {head['root']}"
    yield f"  signed {when(head['time'])} by the key {register.document['head_key']}"
    yield f"  The first key of the site is {next(iter(register.site), '?')}; everything else is trusted through it."
    matters = register.matters if bundle is None else {bundle.list["declaration"]: bundle.matter} if bundle.matter else {}
    for identity, matter in sorted(matters.items()):
        text = bundle.titles.get(matter.force(), {}) if bundle else {}
        title = f": {text['title']}" if isinstance(text.get("title"), str) else ""
        numbers = matter.numbers()
        yield ""
        yield f"Declaration {identity}{title}"
        binding = ", ".join(map(str, matter.binding()))
        yield f"  versions {', '.join(map(str, sorted(matter.versions)))}; signatures of these count: {binding}"
        yield f"  {numbers['signatures']} signatures count: {numbers['passkey']} by passkey, {numbers['attested']} attested"
        yield f"  {numbers['withdrawn']} withdrawn, {numbers['contested']} contested"
        for index in matter.acts:
            yield from tell_act(index, register, matter, bundle)


def tell_act(index, register, matter, bundle):
    entry = register.entries[index]
    statement, row = entry["statement"], matter.signatures.get(index)
    who = ", ".join(filter(None, (statement.get("holder"), statement.get("office"), statement.get("city"))))
    state = ""
    if row:
        names = [name for name in ("withdrawn", "contested") if row[name]]
        names += ["withdrawal noted after the end"] * row["noted"]
        if not names and not matter.counts(row):
            names = ["under an older text"]
        state = f" [{', '.join(names)}]" if names else " [counts]"
    method = "" if entry["method"] == "passkey" else ", attested by the site"
    yield f"  {index:>5}  {when(statement['iat'])}  {statement['kind']} (version {statement['version']}){state}"
    yield f"         {who or 'the site'}; by {entry['method']}{method}"
    if "entered" in statement:
        yield f"         entered in the register later, {when(statement['entered'])}"
    if "delegation" in statement:
        yield f"         under a delegation of authority: {statement['delegation']}"
    words = bundle.words.get(index, {}) if bundle else {}
    for name in WORDS:
        text = words.get(name)
        if isinstance(text, dict):
            about = ", ".join(clause_names(text.get("clauses"), bundle, statement["version"]))
            yield f"         {name} on {about}: {text.get('text')}"
        elif text:
            yield f"         {name}: {text}"


def clause_names(uids, bundle, version):
    """Paragraphs by the numbers that they have in the text."""
    clauses = bundle.titles.get(version, {}).get("clauses")
    rows = [one for one in clauses if isinstance(one, dict)] if isinstance(clauses, list) else []
    marks = {str(one.get("uid")): one.get("mark") or one.get("number") for one in rows}
    return [str(marks.get(uid) or uid) for uid in uids if isinstance(uid, str)] if isinstance(uids, list) else []


def plain(text):
    """Without the characters that make a terminal do something."""
    return "".join(c if c.isprintable() else "�" for c in text)


def main(arguments):
    if hasattr(sys.stdout, "reconfigure"):  # a terminal or a file that is not UTF-8 shows what it cannot as an escape
        sys.stdout.reconfigure(errors="backslashreplace")
    heads, names = [], []
    rest = iter(arguments)
    for one in rest:
        (heads if one == "--head" else names).append(next(rest, "") if one == "--head" else one)
    if len(names) != 1 or "" in heads or names[0].startswith("-"):
        print(__doc__)
        return 2
    try:
        data, *pinned = [pathlib.Path(name).read_bytes() for name in (names[0], *heads)]
    except OSError as wrong:
        print(f"{wrong.filename}: {wrong.strerror}")
        return 2
    report, read = check(data, pinned)
    for line in tell(read) if read else ():
        print(plain(line))
    print()
    if read is None and not report.failures:
        report.fail(names[0], "container")
    if report.failures:
        print(f"NOT verified: {len(report.failures)} failures")
        for place, rule, detail in report.failures:
            print(plain(f"  {place}: {RULES[rule]}" + (f" ({detail})" if detail else "")) + f" [{rule}]")
        return 1
    if isinstance(read, Bundle) and read.list["withheld"]:
        print("Withheld by the site, so that only the hash is known:", plain(", ".join(map(str, read.list["withheld"]))))
    print("Verified: these are the words, names, offices and times that were signed; none was added or removed since.")
    print("Whether everybody sees this register only a head can show that you kept or got from somebody else (--head).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
