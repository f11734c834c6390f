"""Recommendations in each stage, as the tests of recommendations make them."""

from tests.recommendations.conftest import body, experience, people, write

__all__ = ["body", "experience", "people", "write"]
