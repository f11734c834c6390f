"""The people and recommendations of the review, on the desk."""

from tests.recommendations.conftest import body, experience, people, write

__all__ = ["body", "experience", "people", "write"]
