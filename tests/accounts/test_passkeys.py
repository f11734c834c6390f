"""Passkeys: registered on a device, enrolled for a mandate in the register, asked to sign, refused with a sentence."""

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from forum.accounts import operations as accounts
from forum.accounts.operations import challenges, passkeys
from forum.accounts.operations import settings as own_settings
from forum.accounts.queries import passkeys as queries
from forum.accounts.rules import passkeys as rules
from forum.accounts.sessions import load_actor
from forum.kit import clock, mail
from forum.kit.verdict import Refused
from forum.register.operations import appending
from models import LedgerEvent, OutboxMail, Passkey, PasskeyChallenge, Person, RegisterEntry, Role
from tests.softkey import EDDSA, ES256, RS256, SoftKey

ORIGIN = "http://localhost:8000"
ASKED = b"\x07" * 32


@pytest.fixture
def keys(make, session):
    """`keys(actor)` registers a device: (SoftKey, Passkey)."""

    def one(actor, name="Telephone", **device):
        key = SoftKey(**device)
        row = passkeys.register(actor, key.create(passkeys.registration_options(actor), ORIGIN), name)
        return key, row

    return one


@pytest.fixture
def enrolled(mayor, keys):
    key, row = keys(mayor)
    passkeys.enrol(mayor, row, queries.mandate(mayor.mandate_id))
    return key, row


def said(session, kind):
    """The statements of a kind in the register, without those of the site's own key."""
    rows = session.scalars(select(RegisterEntry.content).filter_by(kind=kind).order_by(RegisterEntry.index))
    return [s for row in rows if (s := json.loads(row)["statement"]).get("role") != "site"]


def refused(work, *given, **named):
    with pytest.raises(Refused) as found:
        work(*given, **named)
    return found.value.verdict.sentence


def test_what_a_device_is_asked_for(mayor, keys):
    key, row = keys(mayor)
    asked = passkeys.registration_options(mayor)
    chosen = asked["authenticatorSelection"]
    assert (asked["rp"]["id"], asked["attestation"]) == ("localhost", "none")
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert [one["alg"] for one in asked["pubKeyCredParams"]] == [EDDSA, ES256, RS256]
    assert [one["id"] for one in asked["excludeCredentials"]] == [key.id] == [row.credential_id]
    assert mayor.person.name not in json.dumps(asked["user"]["id"])
    assert passkeys.registration_options(mayor)["challenge"] != asked["challenge"]


@pytest.mark.parametrize("algorithm", [EDDSA, ES256, RS256])
def test_every_algorithm_registers_and_signs(mayor, keys, algorithm):
    key, row = keys(mayor, algorithm=algorithm)
    passkeys.enrol(mayor, row, queries.mandate(mayor.mandate_id))
    options = passkeys.assertion_options(mayor.mandate_id, ASKED)
    assert options["userVerification"] == "required" and options["allowCredentials"][0]["id"] == key.id
    found = passkeys.verify(mayor.mandate_id, json.dumps(key.assert_(options, origin=ORIGIN)), ASKED)
    assert (found.passkey.id, found.key_id) == (row.id, key.id)
    assert set(found.assertion) == {"clientDataJSON", "authenticatorData", "signature"}
    assert row.last_used_at and row.counter_fell_at is None


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"uv": False}, "The device made no key that can be used here."),
        ({"origin": "http://localhost:9000"}, "The device answered for another address."),
        ({"rp_id": "forum.example"}, "The device made no key that can be used here."),
    ],
)
def test_what_no_device_is_registered_with(mayor, session, made, sentence):
    answer = SoftKey().create(passkeys.registration_options(mayor), **({"origin": ORIGIN} | made))
    assert refused(passkeys.register, mayor, answer, "Telephone") == sentence
    assert session.scalar(select(func.count(Passkey.id))) == 0


@pytest.mark.parametrize("algorithm", [-35, -37, -47])
def test_other_algorithms_are_not_taken(mayor, monkeypatch, algorithm):
    """The answer of a device that made another kind of key than it was asked for."""
    key = SoftKey()
    plain = key.cose
    minus = plain.index(b"\x03\x26")  # {3: -7}
    other = {-35: b"\x38\x22", -37: b"\x38\x24", -47: b"\x38\x2e"}[algorithm]
    monkeypatch.setattr(SoftKey, "cose", property(lambda self: plain[: minus + 1] + other + plain[minus + 2 :]))
    answer = key.create(passkeys.registration_options(mayor), ORIGIN)
    assert refused(passkeys.register, mayor, answer, "Old key") == "The device made no key that can be used here."


def test_a_challenge_serves_once_for_ten_minutes_and_one_person(make, mayor, keys):
    options = passkeys.registration_options(mayor)
    answer = SoftKey().create(options, ORIGIN)
    other = make.actor(Role.MAYOR)
    not_asked = "The device answered a question that was not asked here."
    assert refused(passkeys.register, other, answer, "Telephone") == not_asked
    with clock.at(clock.now() + dt.timedelta(minutes=10, seconds=1)):
        assert refused(passkeys.register, mayor, answer, "Telephone") == "More than ten minutes have passed."
    passkeys.register(mayor, answer, "Telephone")
    assert refused(passkeys.register, mayor, answer, "Telephone") == "This answer of the device was used already."
    invented = SoftKey().create(options | {"challenge": "AAAA"}, ORIGIN)
    assert refused(passkeys.register, mayor, invented, "Telephone") == not_asked


def test_one_key_is_registered_once(mayor):
    key = SoftKey()
    passkeys.register(mayor, key.create(passkeys.registration_options(mayor), ORIGIN), "Telephone")
    again = key.create(passkeys.registration_options(mayor), ORIGIN)
    assert refused(passkeys.register, mayor, again, "Telephone") == "This key is registered already."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Give it a name."),
        ("x" * 121, "This is longer than 120 characters."),
        ("Tele\u202ephone", "A character that nobody sees stands at place 5."),
    ],
)
def test_a_name_shows_all_that_it_is(mayor, keys, name, sentence):
    _key, row = keys(mayor)
    assert refused(passkeys.rename, mayor, row, name) == sentence
    passkeys.rename(mayor, row, "  Key in\u00a0the safe ")
    assert row.name == "Key in the safe"


def test_ten_at_most(mayor, keys):
    for number in range(rules.MOST):
        keys(mayor, name=f"Key {number}")
    assert refused(passkeys.registration_options, mayor) == "You have 10 passkeys already."


def test_enrolling_writes_into_the_register_what_becomes_public(session, mayor, enrolled):
    key, row = enrolled
    entry = said(session, "enrol")[0]
    assert {name: entry[name] for name in ("key_id", "cose", "city", "holder", "office", "mandate", "role")} == {
        "key_id": key.id,
        "cose": row.public_key,
        "city": "Braga (PT)",
        "holder": mayor.person.name,
        "office": "Mayor",
        "mandate": mayor.mandate_id,
        "role": "mayor",
    }
    kept = queries.enrolment(row.id, mayor.mandate_id)
    assert session.get(RegisterEntry, kept.register_index).kind == "enrol"
    assert refused(passkeys.enrol, mayor, row, queries.mandate(mayor.mandate_id)) == (
        "This passkey is enrolled for this mandate already."
    )


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("other person", "This passkey is not yours."),
        ("other mandate", "This mandate is not yours."),
        ("delegate", "Only mayors and deputies sign for a city."),
        ("unverified", "This mandate is not in force."),
        ("ended", "This mandate is not in force."),
        ("begins later", "This mandate is not in force."),
        ("not accredited", "The city is not accredited yet."),
        ("removed", "This passkey was removed on"),
        ("viewed", "You are viewing the site as somebody else and cannot act."),
        ("nobody", "You are not signed in."),
    ],
)
def test_who_enrols_what(make, mayor, keys, case, sentence):
    from forum.accounts.actor import Actor

    day = clock.today()
    actor, (_key, row) = mayor, keys(mayor)
    mandates = {
        "other mandate": lambda: make.actor(Role.MAYOR).mandate,
        "delegate": lambda: make.mandate(mayor.person, Role.DELEGATE, make.city()),
        "unverified": lambda: make.mandate(mayor.person, Role.MAYOR, make.city(), verified=False),
        "ended": lambda: make.mandate(mayor.person, Role.MAYOR, make.city(), ends_on=day - dt.timedelta(days=1)),
        "begins later": lambda: make.mandate(mayor.person, Role.MAYOR, make.city(), starts_on=day + dt.timedelta(days=1)),
        "not accredited": lambda: make.mandate(mayor.person, Role.MAYOR, make.city(accredited=False)),
    }
    mandate = mandates.get(case, lambda: mayor.mandate)()
    if case == "other person":
        actor = make.actor(Role.MAYOR)
    if case == "removed":
        passkeys.remove(mayor, row)
    if case == "viewed":
        actor = Actor(mayor.person, mayor.mandate, mayor.mandates, read_only=True)
    if case == "nobody":
        actor = Actor()
    assert refused(passkeys.enrol, actor, row, queries.mandate(mandate.id)).startswith(sentence)


def test_office_and_person_are_separate(make, session, mayor, enrolled):
    """A new mayor of the city starts with nothing of the old one's; the same person elsewhere enrols again."""
    _key, row = enrolled
    new = make.mandate(make.person(), Role.MAYOR, mayor.mandate.city)
    assert passkeys.usable_for(new.id) == []
    second = make.mandate(session.get(Person, mayor.person_id), Role.DEPUTY, make.city(), ends_on=clock.today())
    assert passkeys.usable_for(second.id) == []
    actor = load_actor(mayor.person_id, second.id)
    passkeys.enrol(actor, row, queries.mandate(second.id))
    assert [one.id for one in passkeys.usable_for(second.id)] == [row.id]
    assert {one["mandate"] for one in said(session, "enrol")} == {mayor.mandate_id, second.id}


def answered(key, challenge=ASKED, **wrong):
    return key.assert_({}, challenge, **({"origin": ORIGIN} | wrong))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"challenge": b"\x08" * 32}, "The device signed something else than what was asked."),
        ({"origin": "http://localhost:8001"}, "The device answered for another address."),
        ({"origin": "http://127.0.0.1:8000"}, "The device answered for another address."),
        ({"origin": "https://localhost:8000"}, "The device answered for another address."),
        ({"rp_id": "forum.example"}, "The device answered for another site."),
        ({"uv": False}, "The device did not check that it was you."),
        ({"up": False}, "The device did not check that it was you."),
    ],
)
def test_an_answer_that_is_wrong_is_refused(mayor, enrolled, wrong, sentence):
    key, row = enrolled
    assert refused(passkeys.verify, mayor.mandate_id, answered(key, **wrong), ASKED) == sentence
    assert row.last_used_at is None, "nothing of it is noted"


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_no_bit_of_an_answer_may_change(mayor, enrolled, part):
    from forum.register.spelling import b64url, from_b64url

    good = answered(enrolled[0])
    raw = bytearray(from_b64url(good["response"][part]))
    for place in range(0, len(raw), 7):
        raw[place] ^= 1
        changed = good | {"response": good["response"] | {part: b64url(bytes(raw))}}
        assert refused(passkeys.verify, mayor.mandate_id, changed, ASKED)
        raw[place] ^= 1
    assert passkeys.verify(mayor.mandate_id, good, ASKED)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("unknown", "This forum does not know that key."),
        ("removed", "This passkey was removed on"),
        ("not enrolled", "This passkey is not enrolled for this mandate."),
        ("another mandate", "This passkey is not enrolled for this mandate."),
        ("another person", "This passkey is not enrolled for this mandate."),
        ("mandate ended", "This mandate is not in force."),
        ("the minute after midnight", "This mandate is not in force."),
        ("no mandate", "This mandate is not in force."),
        ("another key signs", "The signature of the device is not right."),
    ],
)
def test_a_key_that_does_not_count_is_refused(make, session, mayor, keys, enrolled, case, sentence):
    key, row = enrolled
    mandate_id, moment = mayor.mandate_id, None
    if case == "unknown":
        key = SoftKey()
    elif case == "removed":
        passkeys.remove(mayor, row)
    elif case == "not enrolled":
        key, _row = keys(mayor, name="Second")
    elif case == "another mandate":
        mandate_id = make.mandate(session.get(Person, mayor.person_id), Role.MAYOR, make.city()).id
    elif case == "another person":
        key, _row = keys(make.actor(Role.DEPUTY, mayor.mandate.city, ends_on=clock.today()))
    elif case == "mandate ended":
        accounts.end_mandate(load_actor(mayor.person_id), queries.mandate(mandate_id), "Elections")
    elif case == "the minute after midnight":
        queries.mandate(mandate_id).ends_on = clock.today()
        session.flush()
        tomorrow = clock.today() + dt.timedelta(days=1)
        moment = dt.datetime.combine(tomorrow, dt.time(0, 0, 30), clock.FORUM_ZONE)
    elif case == "no mandate":
        mandate_id = 999_999
    elif case == "another key signs":
        key = SoftKey(identity=key.identity)
    with clock.at(moment or clock.now()):
        assert refused(passkeys.verify, mandate_id, answered(key), ASKED).startswith(sentence)


@pytest.mark.parametrize(
    "answer",
    [
        "", "null", "[]", "{}", '{"id": 1}', "x" * 9000, "[" * 8000, '"text"', "5", {"response": None},
        {"id": "a", "response": {"clientDataJSON": "e30=", "authenticatorData": "", "signature": ""}},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_words(mayor, enrolled, answer):
    unread = "The answer of the device cannot be read."
    assert refused(passkeys.verify, mayor.mandate_id, answer, ASKED) == unread
    assert refused(passkeys.sign_in, answer) == unread
    assert refused(passkeys.register, mayor, answer, "Telephone") == unread


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), what=st.sampled_from(["attestationObject", "clientDataJSON"]), bit=st.integers(0, 7))
def test_a_damaged_registration_is_never_an_error(mayor, place, what, bit):
    """Changed bytes of what a device made are refused, or make the same key; nothing else comes of them."""
    from forum.register.spelling import b64url, from_b64url

    key = SoftKey()
    answer = key.create(passkeys.registration_options(mayor), ORIGIN)
    raw = bytearray(from_b64url(answer["response"][what]))
    raw[place % len(raw)] ^= 1 << bit
    answer["response"][what] = b64url(bytes(raw))
    try:
        row = passkeys.register(mayor, answer, "Telephone")
    except Refused as found:
        assert found.verdict.sentence
    else:
        passkeys.remove(mayor, row)


def test_a_spelling_that_is_not_exact_is_refused(mayor, enrolled):
    """Two spellings of one value would be two entries with one meaning."""
    good = answered(enrolled[0])
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        padded = good | {"response": good["response"] | {part: good["response"][part] + "="}}
        assert refused(passkeys.verify, mayor.mandate_id, padded, ASKED) == "The answer of the device cannot be read."


@pytest.mark.parametrize(
    ("before", "now", "fell"),
    [(0, 0, False), (0, 1, False), (5, 6, False), (5, 900, False), (5, 5, True), (5, 4, True), (5, 0, True)],
)
def test_a_counter_that_falls_is_shown_and_told_and_never_refuses(make, session, mayor, enrolled, before, now, fell):
    editor = make.actor(Role.EDITOR)
    key, row = enrolled
    row.sign_count, key.counter = before, now - 1
    if now == 0:
        key.counter = -1
    assert passkeys.verify(mayor.mandate_id, answered(key), ASKED)
    assert (row.counter_fell_at is not None) is fell and row.sign_count == now
    mails = session.scalars(select(OutboxMail).filter_by(template="security", recipient=mayor.person.email)).all()
    told = [one for one in mails if one.data["what"] == "passkey_counter_fell"]
    assert bool(told) is fell
    if fell:
        assert "somebody may have a copy of it" in mail.render(told[0]).text
        event = session.scalars(select(LedgerEvent).filter_by(verb="person.passkey_counter_fell")).one()
        from forum.notifications import audiences

        people = {person_id: asks for person_id, _why, asks in audiences.of(event)}
        assert people[editor.person_id] is True and mayor.person_id in people


def test_removing_revokes_in_the_register_and_is_told(session, mayor, enrolled):
    key, row = enrolled
    assert mail.render(session.scalars(select(OutboxMail).filter_by(template="security")).one()).subject == (
        "Forum of Cities: a passkey was added to your account"
    )
    passkeys.remove(mayor, row)
    gone = said(session, "revoke")
    assert [(one["key_id"], one["mandate"], one["reason"]) for one in gone] == [(key.id, mayor.mandate_id, "removed")]
    assert queries.of_person(mayor.person_id) == [] and passkeys.usable_for(mayor.mandate_id) == []
    assert refused(passkeys.remove, mayor, row).startswith("This passkey was removed on")
    verbs = session.scalars(select(LedgerEvent.verb).filter(LedgerEvent.verb.startswith("person.passkey"))).all()
    assert verbs == ["person.passkey_added", "person.passkey_enrolled", "person.passkey_removed"]


def test_a_key_that_is_removed_is_held_before_the_register(session, mayor, enrolled, monkeypatch):
    """As signing does it: of a removal and a signature at one moment, neither waits for what the other holds."""
    order = []
    monkeypatch.setattr(appending, "_lock", lambda: order.append("register"))

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE passkey SET"):
            order.append("key")

    event.listen(session.connection(), "before_cursor_execute", note)
    passkeys.remove(mayor, enrolled[1])
    assert order[:2] == ["key", "register"]


def test_a_key_without_enrolment_leaves_the_register_alone(session, mayor, keys):
    _key, row = keys(mayor)
    passkeys.remove(mayor, row)
    assert session.scalar(select(func.count(RegisterEntry.index))) == 0


def test_an_ended_mandate_takes_its_keys_along(session, mayor, enrolled):
    """Said in the register too; the device stays the person's, and opens the account as before."""
    accounts.end_mandate(mayor, queries.mandate(mayor.mandate_id), "Elections")
    assert [one["reason"] for one in said(session, "revoke")] == ["mandate-ended"]
    assert passkeys.usable_for(mayor.mandate_id) == [] and queries.how_many(mayor.person_id) == 1


def test_a_new_name_is_enrolled_anew(session, mayor, enrolled):
    """A verifier takes a signature only under the name that the key was enrolled with."""
    person = session.get(Person, mayor.person_id)
    before = queries.enrolment(enrolled[1].id, mayor.mandate_id).register_index
    person.name = "Ana Reis"
    own_settings.change_profile(person, "Ana Reis", "en", "Europe/Zurich", "off")
    assert said(session, "revoke") == [], "the same name changes nothing"
    own_settings.change_profile(person, "Ana de Reis", "en", "Europe/Zurich", "off")
    assert [one["holder"] for one in said(session, "enrol")][-1] == "Ana de Reis"
    assert [one["reason"] for one in said(session, "revoke")] == ["renamed"]
    assert queries.enrolment(enrolled[1].id, mayor.mandate_id).register_index > before
    assert passkeys.verify(mayor.mandate_id, answered(enrolled[0]), ASKED)


def test_a_closed_account_has_no_keys(session, mayor, enrolled):
    from forum.accounts.operations.closing import close_account

    close_account(mayor, session.get(Person, mayor.person_id))
    session.refresh(enrolled[1])
    assert enrolled[1].removed_at and enrolled[1].name == ""
    assert [one["reason"] for one in said(session, "revoke")] == ["closed"]


def test_signing_in_takes_any_key_of_the_account(session, mayor, keys):
    key, row = keys(mayor)
    options = passkeys.sign_in_options()
    assert options["allowCredentials"] == [] and options["userVerification"] == "required"
    answer = key.assert_(options, origin=ORIGIN)
    assert passkeys.sign_in(answer).id == mayor.person_id
    assert row.last_used_at
    assert refused(passkeys.sign_in, answer) == "This answer of the device was used already."
    assert session.scalars(select(PasskeyChallenge).filter_by(purpose=challenges.SIGN_IN)).one().used_at


@pytest.mark.parametrize("case", ["removed", "closed", "unknown"])
def test_a_key_that_opens_nothing(session, mayor, keys, case):
    key, row = keys(mayor)
    if case == "removed":
        passkeys.remove(mayor, row)
    if case == "closed":
        session.get(Person, mayor.person_id).closed_at = clock.now()
    if case == "unknown":
        key = SoftKey()
    answer = key.assert_(passkeys.sign_in_options(), origin=ORIGIN)
    assert refused(passkeys.sign_in, answer) == "No account here is opened by that key."


def test_a_question_for_one_thing_is_none_for_another(mayor, keys, make):
    """What was signed to come in confirms nothing, and what confirms lets nobody in."""
    key, _row = keys(mayor)
    not_asked = "The device answered a question that was not asked here."
    to_come_in = key.assert_(passkeys.sign_in_options(), origin=ORIGIN)
    assert refused(passkeys.confirm, mayor.person_id, to_come_in) == not_asked
    to_confirm = key.assert_(passkeys.confirm_options(mayor.person_id), origin=ORIGIN)
    assert refused(passkeys.sign_in, to_confirm) == not_asked
    assert refused(passkeys.confirm, make.person().id, to_confirm) == "This passkey is not yours."
    passkeys.confirm(mayor.person_id, to_confirm)
