"""The page on top of a bundle, for somebody who has never seen one: what it is, how to check it, what it cannot prove."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forum.declarations.evidence.bundle import Evidence

TEXT = """\
EVIDENCE OF A DECLARATION

{title}
Declaration {declaration}, version {version}, from {site}
{signatures} signatures count: {passkey} by passkey, {attested} attested by the site.
{withdrawn} were withdrawn and {contested} are contested; these do not count.
As of {time}, register of {size} entries.

WHAT THIS IS

Mayors and deputy mayors signed this text for their cities. Each signature, and every other act on the
declaration (opened, declined, withdrawn, contested, corrected, adopted, closed), is one entry of a register
to which entries are only ever appended. This file holds the text, the signatures, the whole register, and
what is needed to check all of it without the site that made it.

HOW TO CHECK IT

With Python 3.9 or newer and the package "cryptography" (pip install cryptography):

    python verify.py {name}

It needs no network. If you do not trust the verify.py in this file, take the one at {site}/verify.py, from
somebody else, or write your own: docs/register.md in the source of the forum describes every byte.
Without Python: {site}/verify checks the file in a browser and sends it nowhere.

If you once kept a head of the register (from a mail, a printed page or the feed of heads), give it too:

    python verify.py {name} --head head.json

WHAT STANDS IN IT

text/           each version of the text, in each language, in the exact bytes that were signed
register.json   the whole register: what was signed, by which key, in which order
signatures.json the acts on this declaration, with remarks, reservations and reasons in words
mandates.json   in which office, for which city, from when until when, and when the site verified that
proofs.json     that each act is in the register, and that earlier heads of it are its beginning
exports/        the text in other forms, for reading
bundle.json     the SHA-256 of every file, and what is withheld because it is not public (the reasons of cities
                that declined); bundle.sig is the site's signature under it
verify.py       the program that checks all this

WHAT A SIGNATURE HERE IS

"passkey" means: a device that the person had enrolled for this office signed exactly these words, after it had
verified its user (fingerprint, face or PIN). "password+totp" and "password" mean: the person confirmed it by a
password (and a code), and the site attests to that; nobody but the site vouches for it.
Either is the signature of a person's device or account for a city. It is not a qualified electronic signature
under Regulation (EU) No 910/2014 (eIDAS).

WHAT IT CANNOT PROVE

That the person named held the office: the site verified that, and mandates.json says when and in which role
somebody did. That a device was in the hands of its owner. That the site shows this same register to everybody:
compare a head that you got elsewhere. That nothing was appended after the head above: ask for a newer file.
"""


def readme(evidence: "Evidence") -> str:
    head = evidence.register["head"]
    moment = dt.datetime.fromtimestamp(head["time"], dt.UTC)
    return TEXT.format(
        title=evidence.title,
        declaration=evidence.declaration,
        version=evidence.version,
        site=evidence.site,
        time=moment.strftime("%d %B %Y, %H:%M UTC").lstrip("0"),
        size=head["size"],
        name=f"declaration-{evidence.declaration}-evidence.zip",
        **evidence.counts,
    )
