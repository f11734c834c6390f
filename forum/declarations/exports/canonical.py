"""The canonical JSON of a version in one language: the bytes whose SHA-256 is printed and signed, and nothing else."""

from forum.declarations.exports.marking import MarkedText
from forum.declarations.exports.shape import Content


def render(content: Content, marked: MarkedText | None = None) -> bytes:
    return content.canonical.encode()
