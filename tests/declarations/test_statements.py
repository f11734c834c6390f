"""What a statement says of who signs: as it is at the moment of signing, and of two cities of one name which."""

import json

import pytest

from forum.declarations.operations import intents, signing
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
