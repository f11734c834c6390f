"""verify.py finds every tampering and says where; what is honest it verifies."""

import pytest

from tests.register.tampering import corpus, honest, honest_heads
from tests.register.verifying import named, verifier


def test_what_is_honest_is_verified():
    forge, bundle = honest()
    assert named(bundle) == named(forge.register()) == set()
    assert named(bundle, tuple(honest_heads())) == set()


@pytest.mark.parametrize("case", corpus(), ids=lambda case: case.name)
def test_a_tampering_is_found_and_named(case):
    assert case.named <= named(case.data, case.heads)


def test_every_rule_is_broken_by_some_tampering():
    broken = {rule for case in corpus() for _place, rule in case.named}
    assert set(verifier().RULES) - broken == set()
