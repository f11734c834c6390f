"""The chain as it is drawn: each step with its kind in words, its date and where it leads."""

import datetime as dt
from dataclasses import dataclass

from forum.kit.i18n import _
from forum.recommendations.drawing import address, evidence_url, first_large, stage_name
from forum.recommendations.queries.chains import Chain, Source
from forum.recommendations.words import answer_sentence


@dataclass(frozen=True)
class Link:
    """One step: `kind` in words for the reader, `state` where it stands; not `done` where it is still to come."""

    kind: str
    title: str
    href: str = ""
    when: dt.datetime | dt.date | None = None
    state: str = ""
    done: bool = True


def links(chain: Chain) -> list[Link]:
    """What was forwarded and what was answered are steps of their own; neither stands for the other."""
    row, answer, here = chain.row, chain.answer, address(chain.row)
    drawn = [_source(source) for source in chain.sources]
    drawn.append(Link(_("Recommendation"), row.title, here, row.submitted_at, first_large(stage_name(row.stage))))
    if row.public_at:
        drawn.append(Link(_("Forwarded to"), row.body.name, "", row.public_at, _("by the secretariat")))
    if answer:
        place = ", ".join(part for part in (answer.symbol, answer.paragraph) if part)
        drawn.append(Link(_("Answer"), answer_sentence(row.body, answer), f"{here}#answer", answer.decided_on, place))
    elif row.public_at:
        drawn.append(Link(_("Answer"), _("Not yet given"), done=False))
    return drawn


def _source(source: Source) -> Link:
    kind = _("Experience") if source.evidence.experience_id else _("Clause")
    return Link(kind, source.title, evidence_url(source.evidence))
