"""The rules of the house, and the words for what moderation does."""

from forum.kit.i18n import _l

# key -> (short name, what it means)
RULES = {
    "attack": (
        _l("Personal attack"),
        _l("It insults, threatens or mocks a person or a group. Criticism of acts is welcome."),
    ),
    "private": (
        _l("Private data"),
        _l("It shows an address, a telephone number, health or other data of a person who did not agree."),
    ),
    "advertising": (
        _l("Advertising"),
        _l("It sells a product, a service or a company rather than telling what a city did."),
    ),
    "off_subject": (
        _l("Off the subject"),
        _l("It has nothing to do with what it stands under."),
    ),
    "false_attribution": (
        _l("False attribution"),
        _l("It puts words or results into the mouth of a city, a person or a body that did not say or reach them."),
    ),
    "unlawful": (
        _l("Unlawful"),
        _l("It incites to hatred or violence, or publishes a work without the right to, or breaks the law otherwise."),
    ),
    "duplicate": (
        _l("Duplicate"),
        _l("The same text stands here already."),
    ),
}
KINDS = {"comment": _l("Comment"), "contribution": _l("Contribution")}
ACTS = {
    "hide": _l("Hidden"),
    "keep": _l("Kept"),
    "approve": _l("Approved"),
    "refuse": _l("Not approved"),
    "restore": _l("Shown again"),
}
OUTCOMES = {"upheld": _l("Appeal upheld: the text came back"), "dismissed": _l("Appeal dismissed: the decision stands")}
AGAINST = ("hide", "refuse")  # the acts against a text; they need a rule and a statement, and can be appealed
