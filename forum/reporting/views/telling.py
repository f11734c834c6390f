"""A story put into words: the steps of its list, and the nodes of its picture, which are the same."""

from typing import Any

from forum.kit.i18n import _
from forum.kit.templating import link
from forum.kit.text import first_large
from forum.recommendations.words import answer_sentence
from forum.recommendations.workflow import LABELS, meaning
from forum.reporting.numbers.asked import TAKEN_UP
from forum.reporting.stories import AFTER, ANEW, ANSWER, ASKED, BODY, SOURCE, Graph, Happening, Node, Source, Story, Way
from forum.reporting.views.blueprint import address
from models import Disposition
from models.recommendation import Stage


def graph(stories: list[Story]) -> Graph:
    """All of them in one; what several rest on stands once."""
    drawn = Graph()
    for story in stories:
        tell(story, drawn)
    return drawn


def steps(story: Story) -> list[Node]:
    """One as a list, each step under the one from which it came."""
    drawn = Graph()
    tell(story, drawn)
    return list(drawn.nodes.values())


def tell(story: Story, drawn: Graph) -> None:
    """What was forwarded and what was answered are steps of their own; neither stands for the other."""
    row = story.row
    rests = [drawn.add(_source(source)) for source in story.sources]
    state = first_large(LABELS[Stage(row.stage)])
    here = address("recommendation", row.id)
    asked = Node(
        f"recommendation-{row.id}", ASKED, _("Recommendation"), row.title, row.submitted_at,
        state, here, look=meaning(row.stage),
    )  # fmt: skip
    key = drawn.add(asked, *rests)
    if row.merged_into_id:
        drawn.edges.append((key, f"recommendation-{row.merged_into_id}"))
    ends = []
    for way in story.ways:
        before = f"path-{way.path.parent_id}" if way.path.parent_id else key
        ends += _told_way(way, before, here, drawn)
    _told_after(story.after, here, ends or [key], drawn)
    drawn.edges = [edge for edge in drawn.edges if edge[0] in drawn.nodes]


def _source(source: Source) -> Node:
    cited = source.evidence
    if cited.experience_id:
        key, kind, url = f"experience-{cited.experience_id}", _("Experience"), address("experience", cited.experience_id)
    elif cited.clause_uid:
        key, kind = f"clause-{cited.clause_uid}", _("Clause")
        url = f"{address('declaration', cited.declaration_id)}#clause-{cited.clause_uid}"
    else:
        key, kind, url = f"evidence-{cited.id}", _("Indicator"), ""
    return Node(key, SOURCE, kind, source.title, url=url)


def _told_way(way: Way, before: str, here: str, drawn: Graph) -> list[str]:
    """The body and its answers, one step for each verb; (the keys of what follows)."""
    path = way.path
    session = path.session.name if path.session else ""
    url = link("bodies.body", slug=path.body.slug)
    body = Node(f"path-{path.id}", BODY, _("Forwarded to"), path.body.name, path.forwarded_at, session, url)
    at = drawn.add(body, before)
    if not way.answers:
        return [drawn.add(Node(f"open-{path.id}", ANSWER, _("Answer"), _("Not yet given"), done=False), at)]
    by_verb: dict[str, Disposition] = {}
    for answer in way.answers:
        by_verb.setdefault(answer.verb, answer)
    return [drawn.add(_answer(path.body, answer, here), at) for answer in by_verb.values()]


def _answer(body: Any, answer: Disposition, here: str) -> Node:
    place = ", ".join(part for part in (answer.symbol, answer.paragraph) if part)
    look = "agreed" if answer.verb in TAKEN_UP else "refused" if answer.verb == "not-taken-up" else ""
    sentence = answer_sentence(body, answer)
    return Node(f"answer-{answer.id}", ANSWER, _("Answer"), sentence, answer.decided_on, place, f"{here}#answer", look=look)


def _told_after(happenings: list[Happening], here: str, before: list[str], drawn: Graph) -> None:
    """The newest report stands for all of them; milestones where they were reached; what cities do, with its experience."""
    reports = [one for one in happenings if one.kind == "report"]
    for one in [*reports[-1:], *(one for one in happenings if one.kind != "report")]:
        if one.kind == "milestone" and one.on is None:
            continue
        key = drawn.add(_happened(one, here), *before)
        if one.experience_id:
            url = address("experience", one.experience_id)
            anew = Node(f"anew-{one.experience_id}", ANEW, _("New experience"), one.experience, None, one.city, url)
            drawn.add(anew, key)


def _happened(one: Happening, here: str) -> Node:
    key = f"{one.kind}-{one.id}"
    if one.kind == "report":
        done = _("%(percent)s %% done", percent=one.percent)
        look = "agreed" if one.percent == 100 else ""
        return Node(key, AFTER, _("Implementation"), one.text or done, one.on, done if one.text else "", here, look=look)
    if one.kind == "milestone":
        return Node(key, AFTER, _("Milestone reached"), one.text, one.on, "", here)
    return Node(key, AFTER, _("A city does this now"), one.city, one.on, "", here)
