"""The parts of an experience and of a challenge: which are prose, what they are called, which columns a form fills."""

from forum.kit.i18n import _l

SECTIONS = {
    "experience": ("problem", "action", "result", "cost", "partners", "limits", "lessons"),
    "challenge": ("situation", "asked", "tried", "constraints"),
}
COMMON = ("title", "summary", "language", "sources")
FIELDS = {
    "experience": (
        *COMMON, *SECTIONS["experience"], "results", "figure", "figure_label", "year", "ended_year", "contact",
    ),
    "challenge": (*COMMON, *SECTIONS["challenge"], "budget", "needed_by"),
}  # fmt: skip
TITLES = {
    "title": _l("Title"),
    "summary": _l("Summary"),
    "language": _l("Language of the text"),
    "problem": _l("Problem"),
    "action": _l("What was done"),
    "result": _l("Results"),
    "results": _l("Results in figures"),
    "figure": _l("The figure that matters"),
    "figure_label": _l("What the figure counts"),
    "cost": _l("Cost and funding"),
    "partners": _l("Partners"),
    "limits": _l("Limits"),
    "lessons": _l("Lessons"),
    "contact": _l("Contact"),
    "year": _l("Begun in"),
    "ended_year": _l("Ended in"),
    "situation": _l("Situation"),
    "asked": _l("What the city needs"),
    "tried": _l("What was tried"),
    "budget": _l("Budget"),
    "constraints": _l("Constraints"),
    "needed_by": _l("Needed by"),
    "sources": _l("Sources"),
    "theme": _l("Themes"),
    "sdg": _l("Sustainable Development Goals"),
    "principle": _l("San Marino principles"),
    "indicator": _l("U4SSC indicators"),
}
