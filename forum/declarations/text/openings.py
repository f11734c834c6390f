"""The opening words of a clause, as United Nations drafting practice knows them, and where they end."""

import re

# Openings of preambular paragraphs: participles and adjectives. Sources: the usage of resolutions of the Economic and
# Social Council; the list is ours and may grow.
PREAMBULAR = (
    "Acknowledging", "Affirming", "Alarmed", "Appreciating", "Aware", "Bearing in mind", "Believing", "Building on",
    "Cognizant", "Committed", "Concerned", "Confident", "Conscious", "Considering", "Convinced", "Deeply concerned",
    "Desiring", "Determined", "Emphasizing", "Encouraged", "Expressing", "Gathered", "Gravely concerned", "Guided by",
    "Having considered", "Having examined", "Having met", "Having regard", "Inspired", "Keeping in mind", "Mindful",
    "Noting", "Noting with appreciation", "Noting with concern", "Observing", "Reaffirming", "Realizing", "Recalling",
    "Recognizing", "Referring to", "Reiterating", "Resolved", "Stressing", "Taking into account", "Taking note",
    "Underlining", "Underscoring", "Welcoming",
)  # fmt: skip
OPERATIVE = (
    "Acknowledges", "Adopts", "Affirms", "Agrees", "Appeals", "Approves", "Asks", "Calls on", "Calls upon", "Commends",
    "Commits", "Decides", "Declares", "Emphasizes", "Encourages", "Endorses", "Expresses", "Invites", "Notes",
    "Notes with appreciation", "Pledges", "Proclaims", "Proposes", "Reaffirms", "Recommends", "Recognizes",
    "Reiterates", "Requests", "Resolves", "Strongly encourages", "Stresses", "Supports", "Takes note", "Underlines",
    "Urges", "Welcomes",
)  # fmt: skip
# "We, the mayors" style: the same verbs in the first person.
MAYORS = (
    "Acknowledge", "Adopt", "Affirm", "Agree", "Appeal", "Ask", "Call on", "Call upon", "Commend", "Commit", "Decide",
    "Declare", "Emphasize", "Encourage", "Endorse", "Express", "Invite", "Note", "Pledge", "Proclaim", "Propose",
    "Reaffirm", "Recommend", "Recognize", "Reiterate", "Request", "Resolve", "Stress", "Support", "Take note",
    "Undertake", "Underline", "Urge", "Welcome", "Will",
)  # fmt: skip
WE = re.compile(r"^we,? (?:the mayors,? )?", re.I)
FOLLOWING = re.compile(
    r"\s+(also|further|again|once more|with (?:deep )?(?:appreciation|concern|satisfaction|interest))\b", re.I
)


def known(kind: str, template: str) -> tuple[str, ...]:
    if kind == "preambular":
        return PREAMBULAR
    return OPERATIVE + MAYORS if template == "mayors" else OPERATIVE


def opening(text: str, kind: str, template: str = "resolution") -> str:
    """The opening words, which are set in italics; empty where the clause does not begin with known ones."""
    start = WE.sub("", text) if template == "mayors" else text
    skipped = len(text) - len(start)
    for words in sorted(known(kind, template), key=len, reverse=True):
        if start.lower().startswith(words.lower()) and not start[len(words) : len(words) + 1].isalpha():
            more = FOLLOWING.match(start[len(words) :])
            return text[: skipped + len(words) + (more.end() if more else 0)]
    return ""
