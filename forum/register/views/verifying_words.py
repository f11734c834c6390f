"""What the page that verifies says: for each rule the sentence of verify.py, and what stands around the findings."""

from typing import Any

from forum.kit.i18n import _l

# In English these are the sentences of verify.py, letter by letter; a test compares them.
RULES = {
    "container": _l("the container is not laid out in the one exact way"),
    "trailing": _l("there are bytes after the end of the container"),
    "missing": _l("the file is missing"),
    "unlisted": _l("the file is not in the list of the bundle"),
    "hash": _l("the file is not the one whose SHA-256 is in the list of the bundle"),
    "bundle-signature": _l("the list of the bundle is not signed by the key of the site"),
    "json": _l("it is not JSON in the one exact spelling (RFC 8785, without repeated keys, fractions and null)"),
    "shape": _l("a part is missing, is too much, or is of the wrong kind"),
    "spelling": _l("bytes are not in the one exact spelling of base64url"),
    "index": _l("the number of the entry is not its place"),
    "prev": _l("the entry before is not the one that it was appended to"),
    "size": _l("the number of entries is not the one in the head"),
    "root": _l("the root of the tree over all entries is not the one in the head"),
    "head-signature": _l("the head is not signed by the key of the site at that time"),
    "head-time": _l("the head is older than an entry under it"),
    "site-keys": _l("the keys of the site are not those that the register enrols"),
    "origins": _l("an address of the site does not belong to its rp id"),
    "first": _l("the register does not begin with a key of the site that signs for itself"),
    "rotation": _l("the new key of the site is not signed by the key before it"),
    "site-signature": _l("the signature of the site over the statement is wrong"),
    "not-enrolled": _l("the key is not enrolled for this mandate at this place of the register"),
    "assertion": _l("what the device signed is not an assertion of presence"),
    "challenge": _l("what the device signed is not this statement"),
    "origin": _l("the device signed on another site"),
    "rp-id": _l("the device signed for another rp id"),
    "user-verification": _l("the device did not verify its user"),
    "device-signature": _l("the signature of the device is wrong"),
    "holder": _l("the name in the statement is not the one in the register entry that enrolled the key"),
    "office": _l("the office in the statement is not the one in the register entry that enrolled the key"),
    "city": _l("the city in the statement is not the one in the register entry that enrolled the key"),
    "role": _l("the role in the statement does not sign, or is not the one that the key was enrolled for"),
    "key": _l("the key is known to the register in another form"),
    "time": _l("the time in the statement is not in the order of the register"),
    "expiry": _l("the statement was valid for longer than ten minutes, or never"),
    "nonce": _l("the nonce was used before"),
    "method": _l("this act cannot be confirmed in this way"),
    "text": _l("the text is not the one that was opened for signature under this number"),
    "version": _l("the version does not follow from those before it, or was not the one in force"),
    "not-open": _l("the declaration was not open for signature"),
    "closed": _l("signing had ended"),
    "twice": _l("the city has a signature that stands already"),
    "withdraws": _l("it withdraws nothing that could be withdrawn"),
    "contests": _l("it contests nothing of this city"),
    "effect": _l("its effect does not agree with whether signing had ended"),
    "objects": _l("it objects to no correction that could be objected to"),
    "delegation": _l("the delegation of authority does not cover the day"),
    "mandate": _l("the mandate is not the one in mandates.json"),
    "term": _l("the mandate was not in force on that day"),
    "head": _l("the head of the bundle is not the head of its register"),
    "declaration": _l("the register knows no such declaration"),
    "manifest": _l("the list of the languages of a version is not the one that was opened for signature"),
    "language": _l("the text in this language is not the one in the list of its version"),
    "words": _l("the words are not those whose SHA-256 was signed"),
    "acts": _l("the acts are not those in the register"),
    "counts": _l("the numbers are not those that follow from the register"),
    "proofs": _l("there is not one proof for each entry of the declaration"),
    "inclusion": _l("the proof does not lead from the entry to the root"),
    "consistency": _l("the proof does not lead from the earlier head to this one"),
    "fork": _l("fork: two different registers were shown under the same name"),
    "shorter": _l("the register is shorter than the head that was kept; these entries are missing"),
    "head-file": _l("this is not a head that can be compared"),
}
KINDS = {
    "open": _l("Opened for signature"),
    "sign": _l("Signed"),
    "sign-with-reservation": _l("Signed with a reservation"),
    "decline": _l("Declined"),
    "withdraw": _l("Withdrew its signature"),
    "contest": _l("Contested an act in its name"),
    "corrigendum": _l("Corrected the wording"),
    "object": _l("Objected to a correction"),
    "adopt": _l("Adopted"),
    "close": _l("Closed for signature"),
}
METHODS = {
    "passkey": _l("signed by a device with a passkey"),
    "password+totp": _l("confirmed by password and code, attested by the site"),
    "password": _l("confirmed by password, attested by the site"),
    "session": _l("attested by the site"),
    "site": _l("attested by the site"),
}
STATES = {
    "counts": _l("counts"),
    "withdrawn": _l("withdrawn, does not count"),
    "contested": _l("contested, does not count"),
    "older": _l("under an older text, does not count"),
    "noted": _l("withdrawal noted after signing had ended"),
}

# What stands in braces is filled in by the script.
AROUND = {
    "working": _l("Checking {done} of {all} entries"),
    "verified": _l("Verified"),
    "verified_text": _l(
        "These are the words, names, offices and times that were signed, and none was added or removed since."
    ),
    "failed": _l("Not verified"),
    "failed_text": _l("Do not rely on this file. Each line names a file or an entry, and what is wrong with it."),
    "failures": _l("What is wrong: {count}"),
    "foreign": _l("This is not a bundle and not a register"),
    "foreign_text": _l("Give the file evidence.zip of a declaration, or register.json, as this site gave it to you."),
    "unsupported": _l("This browser cannot check these signatures"),
    "unsupported_text": _l(
        "It does not know Ed25519, or the page did not come over a secure line. Use a newer browser, or verify.py."
    ),
    "unread": _l("The file could not be read"),
    "unread_text": _l("Choose it again; it may have been moved since."),
    "pinned": _l("It goes on from the head that you kept."),
    "unpinned": _l("Whether everybody sees this register, only a head shows that you kept or got elsewhere. Give it too."),
    "withheld": _l("Withheld by the site, so that only its hash is known: {names}"),
    "register": _l("Register of {site}"),
    "head": _l("{size} entries, head {root}"),
    "signed_at": _l("Signed {when} by the key {key}"),
    "first_key": _l("First key of the site, through which everything else is trusted: {key}"),
    "declaration": _l("Declaration {number}"),
    "version": _l("Version {number}"),
    "signatures": _l("Signatures that count: {count}"),
    "passkey": _l("by passkey: {count}"),
    "attested": _l("attested by the site: {count}"),
    "withdrawn": _l("withdrawn: {count}"),
    "contested": _l("contested: {count}"),
    "acts": _l("Every act, in order"),
    "entry": _l("entry {index}"),
    "site": _l("The site"),
    "entered": _l("entered in the register later, {when}"),
    "delegation": _l("under a delegation of authority, {days}"),
    "remark": _l("Statement"),
    "reservation": _l("Reservation on {clauses}"),
    "reason": _l("Reason"),
}


def words() -> dict[str, Any]:
    """For the script of the page, in the language of the reader."""
    tables = {"rules": RULES, "kinds": KINDS, "methods": METHODS, "states": STATES}
    spelt: dict[str, Any] = {name: {key: str(word) for key, word in table.items()} for name, table in tables.items()}
    return spelt | {key: str(word) for key, word in AROUND.items()}
