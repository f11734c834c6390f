"""The paths of a recommendation as a tree, and what was answered beside each ask: what its page draws."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.consideration import words
from forum.kit.i18n import _
from forum.recommendations.case import Case
from models import Ask, Disposition, Path, PathDocument, PathMove


@dataclass(frozen=True)
class Event:
    """One line of a path: what happened, on which day, and what was said about it."""

    text: str
    on: dt.date | None
    note: str = ""


@dataclass
class Node:
    path: Path
    events: list[Event] = field(default_factory=list)
    documents: list[PathDocument] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Reply:
    """What one body did with one ask, and what had been entered before it was corrected or taken up again."""

    path: Path
    stands: Disposition | None
    before: tuple[Disposition, ...] = ()
    to: str = ""  # the body or the session to which it went on

    @property
    def waits(self) -> bool:
        return self.stands is None or (self.stands.verb == "deferred" and self.stands.to_session_id is not None)


@dataclass(frozen=True)
class Asked:
    """One ask with the reply of each body that has it before it."""

    ask: Ask
    replies: tuple[Reply, ...]


def tree_of(
    case: Case, moves: Iterable[PathMove], documents: Iterable[PathDocument], sessions: dict[int, str]
) -> list[Node]:
    """The paths by which it left the forum, with those that bodies began beneath them."""
    nodes = {path.id: Node(path) for path in sent(case)}
    for document in documents:
        if document.path_id in nodes:
            nodes[document.path_id].documents.append(document)
    for move in moves:
        if move.path_id in nodes:
            nodes[move.path_id].events.append(_event(move, nodes[move.path_id].path, sessions))
    roots = []
    for node in nodes.values():
        above = nodes.get(node.path.parent_id or 0)
        (above.children if above else roots).append(node)
    return roots


def sent(case: Case) -> list[Path]:
    return [path for path in case.paths if path.forwarded_at]


def _event(move: PathMove, path: Path, sessions: dict[int, str]) -> Event:
    if move.move == "forward":
        text = words.began(path.parent_id is not None)
    elif move.move in ("defer", "answer_in_part") and move.to_session_id in sessions:
        text = _("%(act)s: %(session)s", act=words.MOVES["defer"], session=sessions[move.to_session_id])
    else:
        text = str(words.MOVES.get(move.move, move.move))
    return Event(text, move.on or move.at.date(), move.note)


def replies(case: Case, answers: list[Disposition], sessions: dict[int, str]) -> list[Asked]:
    """Each ask with what each body said about it; a body that answered the whole answered each."""
    found = []
    for ask in case.asks:
        lines = [_reply(case, path, ask, answers, sessions) for path in sent(case) if _has(path, ask, answers)]
        found.append(Asked(ask, tuple(lines)))
    return found


def _has(path: Path, ask: Ask, answers: list[Disposition]) -> bool:
    """A body to which single asks were referred has those only."""
    named = {row.ask_id for row in answers if row.to_path_id == path.id and row.superseded_at is None}
    return not path.parent_id or not named or None in named or ask.id in named


def _reply(case: Case, path: Path, ask: Ask, answers: list[Disposition], sessions: dict[int, str]) -> Reply:
    mine = [row for row in answers if row.path_id == path.id and row.ask_id in (None, ask.id)]
    standing = [row for row in mine if row.superseded_at is None]
    stands = standing[-1] if standing else None
    to = ""
    if stands and stands.to_path_id:
        to = next((one.body.name for one in case.paths if one.id == stands.to_path_id), "")
    elif stands and stands.to_session_id:
        to = sessions.get(stands.to_session_id, "")
    return Reply(path, stands, tuple(row for row in mine if row is not stands), to)
