"""The sentences around a text that all formats print; in the language that `speaking` set."""

import datetime as dt
import re

from forum.declarations.exports.shape import Content
from forum.declarations.exports.signed import CONTESTED, COUNTED, EARLIER, NOTED, PASSKEY, WITHDRAWN, Signatory
from forum.declarations.text.languages import language
from forum.kit import dates, i18n
from forum.kit.clock import FORUM_ZONE
from forum.kit.i18n import _, _l, _n

METHODS = {
    PASSKEY: _l("passkey of the signatory"),
    "password+totp": _l("password and code, attested by the site"),
    "password": _l("password, attested by the site"),
}
EVENTS = {
    "frozen": _l("Frozen as version %(version)s"),
    "corrected": _l("Corrected as version %(version)s"),
    "replaced": _l("Replaced in substance by version %(version)s"),
    "opened": _l("Opened for signature"),
    "adopted": _l("Adopted"),
    "closed": _l("Closed"),
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible(text: str) -> str:
    """What XML cannot hold stands as a sign that something was there."""
    return NOT_XML.sub("\ufffd", text)


def day(moment: dt.date | dt.datetime) -> str:
    """ "26 March 2027", in the forum's zone."""
    if isinstance(moment, dt.datetime):
        moment = moment.astimezone(FORUM_ZONE).date()
    return dates.long(moment, i18n.language())


def version_line(content: Content) -> str:
    edition = content.edition
    found = _("Version %(number)s, frozen on %(day)s.", number=edition.number, day=day(edition.frozen_at))
    return found + (" " + _("Reason given: %(reason)s", reason=edition.note) if edition.note else "")


def stage_lines(content: Content) -> list[str]:
    """Where the version stands, one sentence each."""
    found = []
    if content.opened_at:
        found.append(_("Opened for signature on %(day)s.", day=day(content.opened_at)))
    if content.adoption:
        place = {"day": day(content.adoption.on), "place": content.adoption.place}
        found.append(_("Adopted on %(day)s, %(place)s.", **place))
    if content.closed_at:
        found.append(_("Closed on %(day)s.", day=day(content.closed_at)))
    if content.edition.objected_at:
        found.append(_("A signatory objected to this correction; it is not in force."))
    if content.edition.superseded_by:
        found.append(_("A newer version exists: version %(number)s.", number=content.edition.superseded_by))
    return found


def language_line(content: Content) -> str:
    """Which words are authentic, and whether signatures cover these."""
    authentic = language(content.authentic_language).name
    if content.is_authentic:
        others = ", ".join(one.name for one in content.languages[1:])
        found = _("Authentic text: %(language)s.", language=authentic)
        return found + (" " + _("Also in: %(languages)s.", languages=others) if others else "")
    here = next(one for one in content.languages if one.code == content.language)
    found = _("Translation: %(language)s. Authentic text: %(authentic)s.", language=here.name, authentic=authentic)
    if not here.complete:
        found += " " + _("What is not translated stands in the authentic language.")
    return found + " " + (_("Signatures cover this translation.") if here.signed else _("Signatures do not cover it."))


def count_lines(content: Content) -> list[str]:
    """How many stand under the text; each number says what it counts."""
    counts = content.counts
    if not counts.signed:
        found = [_("Nobody has signed yet.")]
    else:
        countries = _n("%(num)s country", "%(num)s countries", counts.countries)
        cities = _n("%(num)s city", "%(num)s cities", counts.signed)
        found = [_("Signed by %(cities)s of %(countries)s.", cities=cities, countries=countries)]
        confirmed = {"passkeys": counts.by_passkey, "attested": counts.attested}
        found.append(_("Confirmed by passkey: %(passkeys)s; attested by the site: %(attested)s.", **confirmed))
    numbers = (
        (counts.reservations, _l("With a reservation: %(number)s.")),
        (counts.noted, _l("With a note of withdrawal after the closing, counted still: %(number)s.")),
        (counts.withdrawn, _l("Withdrawn, not counted: %(number)s.")),
        (counts.contested, _l("Contested, not counted: %(number)s.")),
        (counts.earlier, _l("Under an earlier text, not counted: %(number)s.")),
    )
    return found + [str(words) % {"number": number} for number, words in numbers if number]


def method_name(method: str) -> str:
    return str(METHODS.get(method, method))


def event_name(what: str, version: int) -> str:
    return str(EVENTS[what]) % {"version": version}


def state_line(one: Signatory, number: int) -> str:
    """What became of a signature, as far as it does not simply stand; `number` is that of the version printed."""
    ended = day(one.ended_at) if one.ended_at else ""
    if one.state == COUNTED:
        return _("Signed version %(number)s; later versions correct only its wording.", number=one.version) * (
            one.version != number
        )
    found = {
        NOTED: _("Noted as withdrawn on %(day)s, after the closing; it counts still.", day=ended),
        WITHDRAWN: _("Withdrawn on %(day)s; it does not count.", day=ended),
        CONTESTED: _("Contested on %(day)s; it does not count.", day=ended),
        EARLIER: _("Signed version %(number)s, an earlier text; it does not count.", number=one.version),
    }[one.state]
    return f"{found} {one.reason}" if one.reason else found


def delegation_line(one: Signatory) -> str:
    """The days for which a deputy may sign."""
    first, slash, last = one.delegation.partition("/")
    if not slash:
        return ""
    spelt = {"first": day(dt.date.fromisoformat(first)), "last": day(dt.date.fromisoformat(last))} if last else {}
    if not last:
        return _("Acting under a delegation from %(first)s.", first=day(dt.date.fromisoformat(first)))
    return _("Acting under a delegation from %(first)s to %(last)s.", **spelt)


def entry_line(one: Signatory) -> str:
    return "" if one.register_index is None else _("Entry %(number)s of the register.", number=one.register_index)


def reservation_lead(one: Signatory) -> str:
    """Before the words of a reservation."""
    return _("Reservation by %(city)s (%(country)s):", city=one.city, country=one.country)


def reserved_line(one: Signatory) -> str:
    """In the list of signatories; the words stand under their paragraphs."""
    numbers = ", ".join(number for _uid, number in one.reserved)
    if not one.reservation or not numbers:
        return _("With a reservation.") if one.reservation else ""
    count = len(one.reserved)
    return _n("Reservation on paragraph %(numbers)s.", "Reservation on paragraphs %(numbers)s.", count, numbers=numbers)


def register_line(content: Content) -> str:
    """The head of the register that the export was made under."""
    if content.head is None:
        return ""
    moment = dt.datetime.fromtimestamp(content.head.time, dt.UTC)
    said = {"size": content.head.size, "root": content.head.root, "when": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
    return _("Head of the register: %(size)s entries, root %(root)s, %(when)s.", **said)


def licence_line(content: Content) -> str:
    return _("The text is published under %(licence)s.", licence=content.licence) if content.licence else ""
