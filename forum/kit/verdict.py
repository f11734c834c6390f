"""A rule's answer: allowed, or the sentence why not and who can change that. One rule, three uses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Raised by the operation, printed where the button would be, compared by the test."""

    allowed: bool
    sentence: str = ""
    remedy: str = ""  # who can change that, or what to do instead

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def line(self) -> str:
        """The sentence and the remedy in one line, as it stands beside a field."""
        return f"{self.sentence} {self.remedy}".strip()


ALLOWED = Verdict(True)


class Refused(Exception):
    """An act that a rule refused; the edge answers 409 with the sentence and keeps what was typed."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.sentence)
        self.verdict = verdict


class Conflict(Refused):
    """The text was changed by somebody else meanwhile; `theirs` is what stands now, `mine` what was sent."""

    def __init__(self, verdict: Verdict, theirs: str, mine: str) -> None:
        super().__init__(verdict)
        self.theirs = theirs
        self.mine = mine


def refuse(sentence: str, remedy: str = "") -> Verdict:
    return Verdict(False, sentence, remedy)


def require(verdict: Verdict) -> None:
    """Raises Refused unless the verdict allows."""
    if not verdict:
        raise Refused(verdict)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """The first verdict that refuses, or ALLOWED."""
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)
