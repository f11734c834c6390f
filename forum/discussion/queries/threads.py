"""A page of the talk about a subject: two statements, and everything that the template needs decided once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, null, or_, select, tuple_, union_all

from forum.accounts.actor import Actor
from forum.discussion import rules
from forum.discussion.queries.comments import seen_by
from forum.discussion.queries.entries import NONE, Beside, Entry, Viewer, entry_of
from forum.discussion.queries.follows import Following, state_of
from forum.kit.database import read
from forum.kit.subjects import Subject
from forum.kit.verdict import Verdict
from models import City, Comment, Follow, Reaction
from models.base import db

SIZE = 20
NEWEST = "newest"
COLUMNS = (
    Comment.id, Comment.parent_id, Comment.thread_id, Comment.person_id, Comment.byline, Comment.html, Comment.state,
    Comment.at, Comment.edited_at, Comment.reactions, Comment.clause_uid, Comment.quote, City.name.label("city"),
)  # fmt: skip


@dataclass
class Thread:
    """What `discussion/_thread.html` draws. `comments=` in the address names the order and the place."""

    subject: Subject
    entries: list[Entry]
    composer: Verdict
    follow: Following
    viewer: Viewer
    newest_first: bool
    next_token: str | None
    begun: bool  # this is not the first page
    url: str
    clause_uid: str | None = None
    subject_reactions: frozenset[str] = field(default=NONE)
    query: str = ""  # what else stands in the address of each of its pages


def thread(
    actor: Actor,
    subject: Subject,
    after: str | None = None,
    clause_uid: str | None = None,
    url: str | None = None,
    beside: Callable[[Any], Beside | None] | None = None,
    hidden: Sequence[int] = (),
    query: str = "",
) -> Thread:
    """A page of comments; with `clause_uid` those on one clause. `url` is the page itself, where it is not the subject's.

    `beside` says what stands beside a comment, `hidden` are talks that are left out, `query` says so in the addresses.
    """
    newest, place = _read(after)
    rows = _rows(actor, subject, clause_uid, newest, place, hidden)
    more, rows = len(rows) > SIZE, rows[:SIZE]
    mine, muted = _own(actor, subject, [row.id for row in rows])
    entries = [entry_of(row, number, rows, actor, subject, mine, beside) for number, row in enumerate(rows)]
    composer = rules.can_comment(subject, actor)
    return Thread(
        subject=subject,
        entries=entries,
        composer=composer,
        follow=state_of(actor, subject.kind, subject.id, muted),
        viewer=Viewer(bool(rules.can_react(actor)), bool(composer), bool(rules.can_follow(actor))),
        newest_first=newest,
        next_token=_token(newest, rows[-1]) if more else None,
        begun=place is not None,
        url=url or subject.url,
        clause_uid=clause_uid,
        query=query,
        subject_reactions=mine.get((subject.kind, subject.id), NONE),
    )


def page_token(actor: Actor, subject: Subject, comment: Comment) -> str | None:
    """The token of the page, oldest first, on which a comment stands; None for the first page."""
    values = {"kind": subject.kind, "subject": subject.id, "root": comment.thread_id, "last": comment.id}
    since = subject.comments_since
    statement = _end_before(actor.is_staff, since is not None)
    end = db.session.execute(statement, values | {"me": actor.person_id or 0, "since": since}).first()
    return f"o.{end.thread_id}.{end.id}" if end else None


@lru_cache
def _end_before(everything: bool, later: bool) -> Any:
    """The last comment of the page before the one on which a comment stands."""
    order = (Comment.thread_id, Comment.id)
    number = func.row_number().over(order_by=order).label("number")
    statement: Select[Any] = select(Comment.thread_id, Comment.id, number)
    statement = statement.where(Comment.subject_kind == bindparam("kind"), Comment.subject_id == bindparam("subject"))
    statement = statement.where(tuple_(*order) < tuple_(bindparam("root"), bindparam("last")))
    if later:
        statement = statement.where(Comment.at >= bindparam("since", type_=Comment.at.type))
    before = (statement if everything else seen_by(statement, bindparam("me"))).subquery()
    return (
        select(before.c.thread_id, before.c.id).where(before.c.number % SIZE == 0).order_by(before.c.number.desc()).limit(1)
    )


def _rows(
    actor: Actor,
    subject: Subject,
    clause_uid: str | None,
    newest: bool,
    place: tuple[int, int] | None,
    hidden: Sequence[int],
) -> list[Any]:
    root, last = place or (0, 0)
    values: dict[str, Any] = {"kind": subject.kind, "subject": subject.id, "clause": clause_uid, "root": root, "last": last}
    values |= {"hidden": sorted(hidden)} if hidden else {}
    since = subject.comments_since
    shape = (newest, place is not None, clause_uid is not None, actor.is_staff, since is not None, bool(hidden))
    statement = _page(*shape)
    return read(statement, values | {"me": actor.person_id or 0, "since": since})


@lru_cache
def _page(newest: bool, placed: bool, on_clause: bool, everything: bool, later: bool, some: bool) -> Select[Any]:
    """The statement of a page, made once for each shape of it."""
    root: Any = bindparam("root")
    last: Any = bindparam("last")
    statement: Select[Any] = select(*COLUMNS).outerjoin(City, City.id == Comment.city_id)
    statement = statement.where(Comment.subject_kind == bindparam("kind"), Comment.subject_id == bindparam("subject"))
    if on_clause:
        statement = statement.where(Comment.clause_uid == bindparam("clause"))
    if some:
        statement = statement.where(Comment.thread_id.not_in(bindparam("hidden", expanding=True)))
    if not everything:
        statement = seen_by(statement, bindparam("me"))
    if later:
        statement = statement.where(Comment.at >= bindparam("since", type_=Comment.at.type))
    if placed and newest:
        rest_of_thread = (Comment.thread_id == root) & (Comment.id > last)
        statement = statement.where(or_(Comment.thread_id < root, rest_of_thread))
    elif placed:
        statement = statement.where(tuple_(Comment.thread_id, Comment.id) > tuple_(root, last))
    first = Comment.thread_id.desc() if newest else Comment.thread_id
    return statement.order_by(first, Comment.id).limit(SIZE + 1)


def _own(actor: Actor, subject: Subject, ids: list[int]) -> tuple[dict[tuple[str, int], frozenset[str]], bool | None]:
    """The viewer's reactions to these comments and the subject, and whether they follow it: one statement."""
    mine: dict[tuple[str, int], frozenset[str]] = {}
    muted: bool | None = None
    if not actor.person_id:
        return mine, muted
    values = {"me": actor.person_id, "ids": ids, "kind": subject.kind, "subject": subject.id}
    for kind, identity, word, is_muted in read(_own_statement(), values):
        if word:
            mine[kind, identity] = mine.get((kind, identity), NONE) | {word}
        else:
            muted = bool(is_muted)
    return mine, muted


@lru_cache
def _own_statement() -> Any:
    me: Any = bindparam("me")
    kind: Any = bindparam("kind")
    subject: Any = bindparam("subject")
    theirs = or_(
        (Reaction.subject_kind == "comment") & Reaction.subject_id.in_(bindparam("ids", expanding=True)),
        (Reaction.subject_kind == kind) & (Reaction.subject_id == subject),
    )
    reactions = select(Reaction.subject_kind, Reaction.subject_id, Reaction.kind, null().label("muted"))
    follows = select(literal(""), literal(0), literal(""), Follow.muted)
    on_this = (Follow.subject_kind == kind, Follow.subject_id == subject, Follow.person_id == me)
    return union_all(reactions.where(Reaction.person_id == me, theirs), follows.where(*on_this))


def _token(newest: bool, row: Any) -> str:
    return f"{'n' if newest else 'o'}.{row.thread_id}.{row.id}"


def _read(token: str | None) -> tuple[bool, tuple[int, int] | None]:
    """(newest first, the place after which the page begins); what somebody made up begins at the beginning."""
    order, _dot, place = (token or "").partition(".")
    numbers = [int(part) for part in place.split(".") if part.isdecimal() and len(part) < 18]
    return order in ("n", NEWEST), (numbers[0], numbers[1]) if len(numbers) == 2 else None
