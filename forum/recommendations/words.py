"""The verbs in which bodies answer, and sentences made with them."""

from forum.kit.i18n import _l
from models import Body, Disposition

VERBS = {
    "took-note": _l("took note"),
    "welcomed": _l("welcomed"),
    "endorsed": _l("endorsed"),
    "decided": _l("decided"),
    "referred": _l("referred"),
    "not-taken-up": _l("did not take up"),
}
SHORT = {"accepted": _l("Accepted"), "cleared": _l("Cleared")}  # in the queue, whose readers know by whom
SENTENCES = {
    "took-note": _l("%(body)s took note of the recommendation"),
    "welcomed": _l("%(body)s welcomed the recommendation"),
    "endorsed": _l("%(body)s endorsed the recommendation"),
    "decided": _l("%(body)s decided on the recommendation"),
    "referred": _l("%(body)s referred the recommendation"),
    "not-taken-up": _l("%(body)s did not take up the recommendation"),
}


def answer_sentence(body: Body, answer: Disposition) -> str:
    """ "The Committee on Urban Affairs took note of the recommendation"."""
    return str(SENTENCES.get(answer.verb, _l("%(body)s answered"))) % {"body": body.name}
