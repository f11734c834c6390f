"""Which recommendations ask alike, whatever their language: by concepts, by stems, and by evidence that they share."""

from forum.recommendations.likeness.finding import Alike, alike
from forum.recommendations.likeness.keeping import keep_terms

__all__ = ["Alike", "alike", "keep_terms"]
