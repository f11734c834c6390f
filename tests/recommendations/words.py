"""Short ways to say where a recommendation goes, and what a body answered."""

from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.kit import clock
from forum.recommendations.operations.forwarding import Destination


def to(session, note="For its attention."):
    """The body of the session, which must be loaded with it."""
    return [Destination(session.body, session, note)]


def answered(verb, paragraph="", text="", **line):
    return BodyAnswer("ECE/HBP/2026/1", clock.today(), [AskAnswer(verb, paragraph=paragraph, text=text, **line)])
