"""The verbs in which bodies answer, and sentences made with them."""

from forum.kit.i18n import _, _l
from forum.recommendations.queries.answers import Told
from models import Body, Disposition

VERBS = {
    "took-note": _l("took note"),
    "noted-with-appreciation": _l("noted with appreciation"),
    "welcomed": _l("welcomed"),
    "supported": _l("supported"),
    "endorsed": _l("endorsed"),
    "approved": _l("approved"),
    "decided": _l("decided"),
    "requested": _l("requested"),
    "referred": _l("referred"),
    "deferred": _l("deferred"),
    "not-taken-up": _l("did not take up"),
}
SHORT = {"accepted": _l("Accepted"), "cleared": _l("Cleared")}  # in the queue, whose readers know by whom
SENTENCES = {
    "took-note": _l("%(body)s took note of the recommendation"),
    "noted-with-appreciation": _l("%(body)s noted the recommendation with appreciation"),
    "supported": _l("%(body)s supported the recommendation"),
    "approved": _l("%(body)s approved the recommendation"),
    "requested": _l("%(body)s requested what the recommendation asks"),
    "deferred": _l("%(body)s deferred the recommendation"),
    "welcomed": _l("%(body)s welcomed the recommendation"),
    "endorsed": _l("%(body)s endorsed the recommendation"),
    "decided": _l("%(body)s decided on the recommendation"),
    "referred": _l("%(body)s referred the recommendation"),
    "not-taken-up": _l("%(body)s did not take up the recommendation"),
}


def answer_sentence(body: Body, answer: Disposition) -> str:
    """ "The Committee on Urban Affairs took note of the recommendation"."""
    return str(SENTENCES.get(answer.verb, _l("%(body)s answered"))) % {"body": body.name}


NUMBERS = {1: _l("one"), 2: _l("two"), 3: _l("three"), 4: _l("four"), 5: _l("five"), 6: _l("six")}


def told_sentence(told: Told) -> str:
    """ "Answered by one of two bodies", or in the body's own verb where only one was asked."""
    if told.newest is None or told.by is None:
        return ""
    if len(told.bodies) > 1:
        return how_many(told.answered, len(told.bodies))
    if len(told.verbs) > 1:
        return _("%(body)s answered each ask in its own words", body=told.bodies[0])
    return answer_sentence(told.by, told.newest)


def how_many(answered: int, bodies: int) -> str:
    names = {"answered": str(NUMBERS.get(answered, answered)), "bodies": str(NUMBERS.get(bodies, bodies))}
    if bodies == 1:
        return _("The body answered each ask in its own words")
    if answered == bodies:
        return _("Answered by all %(bodies)s bodies", **names)
    return _("Answered by %(answered)s of %(bodies)s bodies", **names)
