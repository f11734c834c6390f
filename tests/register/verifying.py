"""Runs verify.py as it is served: the file itself, not a module of the forum."""

import importlib.util
from functools import lru_cache
from types import ModuleType

from tests.register.forging import VERIFIER

Named = set[tuple[str, str]]


@lru_cache
def verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(data: bytes, heads: tuple[bytes, ...] = ()) -> Named:
    """Every (place, rule) that verify.py finds wrong; its report is told too, which must never fail."""
    module = verifier()
    report, read = module.check(data, list(heads))
    assert all(rule in module.RULES for _place, rule, _detail in report.failures)
    assert read is None or list(module.tell(read)) is not None
    return {(place, rule) for place, rule, _detail in report.failures}


def numbers_of(data: bytes) -> dict[int, dict[str, int]]:
    """What verify.py counts for each declaration of a register."""
    _report, register = verifier().check(data)
    return {identity: matter.numbers() for identity, matter in register.matters.items()}
