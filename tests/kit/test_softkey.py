"""The authenticator of the tests is one that the library for WebAuthn takes for real, and refuses when it lies."""

import json
import secrets

import pytest
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import InvalidAuthenticationResponse, InvalidRegistrationResponse

from tests.softkey import EDDSA, ES256, RS256, SoftKey

ORIGIN, RP_ID = "http://localhost:8000", "localhost"


def registered(key: SoftKey, **lies):
    options = generate_registration_options(rp_id=RP_ID, rp_name="Forum", user_name="ana")
    answer = key.create(options_to_json(options), ORIGIN, **lies)
    return verify_registration_response(
        credential=json.dumps(answer),
        expected_challenge=options.challenge,
        expected_rp_id=RP_ID,
        expected_origin=ORIGIN,
        require_user_verification=True,
    )


def asserted(key: SoftKey, public: bytes, **lies):
    challenge = secrets.token_bytes(32)
    options = generate_authentication_options(rp_id=RP_ID, challenge=challenge)
    answer = key.assert_(options_to_json(options), **({"origin": ORIGIN} | lies))
    return verify_authentication_response(
        credential=answer,
        expected_challenge=challenge,
        expected_rp_id=RP_ID,
        expected_origin=ORIGIN,
        credential_public_key=public,
        credential_current_sign_count=0,
        require_user_verification=True,
    )


@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_it_registers_and_asserts(algorithm):
    key = SoftKey(algorithm)
    found = registered(key)
    assert (found.credential_id, found.credential_public_key) == (key.identity, key.cose)
    assert asserted(key, found.credential_public_key).new_sign_count == 1


def test_its_lies_are_refused():
    key = SoftKey()
    with pytest.raises(InvalidRegistrationResponse):
        registered(key, uv=False)
    for lie in ({"uv": False}, {"origin": "http://localhost.example"}, {"rp_id": "example.org"}, {"challenge": b"other"}):
        with pytest.raises(InvalidAuthenticationResponse):
            asserted(key, key.cose, **lie)
    with pytest.raises(InvalidAuthenticationResponse):
        asserted(key, SoftKey().cose)
