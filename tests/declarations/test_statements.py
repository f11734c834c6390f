"""What a statement says of who signs: as it is at the moment of signing, and of two cities of one name which."""

import json

import pytest

from forum.declarations.forms import ReasonForm
from forum.declarations.forms.correcting import ContestForm, ObjectionForm
from forum.declarations.forms.signing import WithdrawalForm
from forum.declarations.operations import intents, requesting, signing
from forum.kit.verdict import Refused
from forum.register.confirmation import BY_CODE
from forum.register.queries import entries_of
from tests import signatures


def test_a_name_that_changed_since_the_statement_was_built_is_not_signed(people, write):
    dossier, mayor = write("open"), people.other_mayor
    intent = intents.to_sign(dossier, mayor, dossier.version.manifest_sha256)
    mayor.person.name = "Somebody Else"
    with pytest.raises(Refused) as told:
        signing.sign(dossier, mayor, intent, BY_CODE)
    assert told.value.verdict.sentence == "Things changed since you began this."
    assert intent.used_at is None and not dossier.signatures


def test_two_cities_of_one_name_are_two_signatories(write, make):
    dossier = write("open")
    for country in ("GB", "AU"):
        signatures.sign(dossier, make.actor("mayor", make.city("Newcastle", country=country)))
    said = [json.loads(entry.content)["statement"] for entry in entries_of(dossier.id)]
    assert [one["city"] for one in said if one["kind"] == "sign"] == ["Newcastle (GB)", "Newcastle (AU)"]


HIDDEN = ["\u2067turned", "zero\u200bwidth", "a\x0bcontrol"]


@pytest.mark.parametrize("words", HIDDEN)
def test_words_that_read_otherwise_than_they_are_hashed_are_neither_signed_nor_declined(people, write, words):
    dossier, mayor = write("open", signed=True), people.other_mayor
    seen = dossier.version.manifest_sha256
    acts = (
        lambda: intents.to_sign(dossier, mayor, seen, remark=words),
        lambda: intents.to_sign(dossier, mayor, seen, reservation=words, reserved=[dossier.clauses[1].uid]),
        lambda: intents.to_withdraw(dossier, people.lead_mayor, words),
        lambda: requesting.decline(dossier, mayor, words),
        lambda: requesting.prepare(dossier, people.other_delegate, "Ready.", remark=words),
    )
    for act in acts:
        with pytest.raises(Refused) as told:
            act()
        assert told.value.verdict.sentence.startswith("A character that nobody sees stands at place"), words


@pytest.mark.parametrize("words", HIDDEN[:2])
@pytest.mark.parametrize("form", [ContestForm, ObjectionForm, WithdrawalForm, ReasonForm])
def test_forms_keep_them_out_with_a_sentence(app, session, form, words):
    with app.test_request_context(method="POST", data={"reason": words}):
        filled = form()
        assert not filled.validate() and "A character that nobody sees" in " ".join(filled.errors["reason"])


def test_forms_drop_control_signs_before_anybody_reads_the_words(app, session):
    with app.test_request_context(method="POST", data={"reason": "a\x0bcontrol"}):
        assert ReasonForm().reason.data == "acontrol"
