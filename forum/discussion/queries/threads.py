"""A page of the talk about a subject: two statements, and everything that the template needs decided once."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, literal, null, or_, select, tuple_, union_all

from forum.accounts.actor import Actor
from forum.discussion import rules
from forum.discussion.queries.comments import visible_to
from forum.discussion.queries.follows import Following, state_of
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


@dataclass(slots=True)
class Entry:
    """One comment as it is drawn."""

    id: int
    name: str
    office: str
    monogram: str
    tone: int
    html: str
    state: str
    at: dt.datetime
    edited: bool
    reply: bool
    continues: bool  # the comment that it hangs under stands on an earlier page
    own: bool
    readable: bool
    reactions: dict[str, int]
    mine: set[str]
    clause_uid: str | None
    quote: str
    quote_gone: bool


@dataclass
class Thread:
    """What `discussion/_thread.html` draws. `after` in an address's `comments=` names the order and the place."""

    subject: Subject
    entries: list[Entry]
    composer: Verdict
    follow: Following
    may_react: bool
    may_flag: bool
    is_staff: bool
    newest_first: bool
    next_token: str | None
    begun: bool  # this is not the first page
    url: str
    clause_uid: str | None = None
    subject_reactions: set[str] = field(default_factory=set)


def thread(
    actor: Actor, subject: Subject, after: str | None = None, clause_uid: str | None = None, url: str | None = None
) -> Thread:
    """A page of comments; with `clause_uid` those on one clause. `url` is the page itself, where it is not the subject's."""
    newest, place = _read(after)
    rows = list(db.session.execute(_page(actor, subject, clause_uid, newest, place)))
    more, rows = len(rows) > SIZE, rows[:SIZE]
    mine, muted = _own(actor, subject, [row.id for row in rows])
    entries = [_entry(row, number, rows, actor, subject, mine) for number, row in enumerate(rows)]
    acting = bool(rules.can_react(actor))
    return Thread(
        subject=subject,
        entries=entries,
        composer=rules.can_comment(subject, actor),
        follow=state_of(actor, subject.kind, subject.id, muted),
        may_react=acting,
        may_flag=bool(rules.can_follow(actor)),
        is_staff=actor.is_staff,
        newest_first=newest,
        next_token=_token(newest, rows[-1]) if more else None,
        begun=place is not None,
        url=url or subject.url,
        clause_uid=clause_uid,
        subject_reactions=mine.get((subject.kind, subject.id), set()),
    )


def page_token(actor: Actor, subject: Subject, comment: Comment) -> str | None:
    """The token of the page, oldest first, on which a comment stands; None for the first page."""
    ordered = (Comment.thread_id, Comment.id)
    mine = visible_to(select(*ordered).filter_by(subject_kind=subject.kind, subject_id=subject.id), actor)
    before = mine.where(tuple_(*ordered) < tuple_(comment.thread_id, comment.id))
    number = db.session.scalar(select(func.count()).select_from(before.subquery())) or 0
    if number < SIZE:
        return None
    last = db.session.execute(mine.order_by(*ordered).offset(number // SIZE * SIZE - 1).limit(1)).one()
    return f"o.{last.thread_id}.{last.id}"


def _page(actor: Actor, subject: Subject, clause_uid: str | None, newest: bool, place: tuple[int, int] | None) -> Select:
    statement: Select[Any] = select(*COLUMNS).outerjoin(City, City.id == Comment.city_id)
    statement = statement.where(Comment.subject_kind == subject.kind, Comment.subject_id == subject.id)
    if clause_uid is not None:
        statement = statement.where(Comment.clause_uid == clause_uid)
    statement = visible_to(statement, actor)
    if place and newest:
        rest_of_thread = (Comment.thread_id == place[0]) & (Comment.id > place[1])
        statement = statement.where(or_(Comment.thread_id < place[0], rest_of_thread))
    elif place:
        statement = statement.where(tuple_(Comment.thread_id, Comment.id) > tuple_(*place))
    first = Comment.thread_id.desc() if newest else Comment.thread_id
    return statement.order_by(first, Comment.id).limit(SIZE + 1)


def _own(actor: Actor, subject: Subject, ids: list[int]) -> tuple[dict[tuple[str, int], set[str]], bool | None]:
    """The viewer's reactions to these comments and the subject, and whether they follow it: one statement."""
    mine: dict[tuple[str, int], set[str]] = {}
    muted: bool | None = None
    if not actor.person_id:
        return mine, muted
    theirs = or_(
        (Reaction.subject_kind == "comment") & Reaction.subject_id.in_(ids),
        (Reaction.subject_kind == subject.kind) & (Reaction.subject_id == subject.id),
    )
    reactions = select(Reaction.subject_kind, Reaction.subject_id, Reaction.kind, null().label("muted"))
    follows = select(literal(""), literal(0), literal(""), Follow.muted)
    statement: Any = union_all(
        reactions.where(Reaction.person_id == actor.person_id, theirs),
        follows.filter_by(subject_kind=subject.kind, subject_id=subject.id, person_id=actor.person_id),
    )
    for kind, identity, word, is_muted in db.session.execute(statement):
        if word:
            mine.setdefault((kind, identity), set()).add(word)
        else:
            muted = bool(is_muted)
    return mine, muted


def _entry(row: Any, number: int, rows: list[Any], actor: Actor, subject: Subject, mine: dict[Any, set[str]]) -> Entry:
    name, _comma, office = row.byline.partition(", ")
    own = actor.person_id is not None and row.person_id == actor.person_id
    letters = row.city or name
    reply = row.thread_id != row.id
    return Entry(
        id=row.id,
        name=name,
        office=office,
        monogram=letters[:1],
        tone=sum(map(ord, letters)) % 8 + 1,
        html=row.html,
        state=row.state,
        at=row.at,
        edited=row.edited_at is not None,
        reply=reply,
        continues=reply and (number == 0 or rows[number - 1].thread_id != row.thread_id),
        own=own,
        readable=row.state == "shown" or (row.state != "withdrawn" and (own or actor.is_staff)),
        reactions=row.reactions,
        mine=mine.get(("comment", row.id), set()),
        clause_uid=row.clause_uid,
        quote=row.quote,
        quote_gone=bool(row.quote and row.clause_uid and row.quote not in subject.clauses.get(row.clause_uid, "")),
    )


def _token(newest: bool, row: Any) -> str:
    return f"{'n' if newest else 'o'}.{row.thread_id}.{row.id}"


def _read(token: str | None) -> tuple[bool, tuple[int, int] | None]:
    """(newest first, the place after which the page begins); what somebody made up begins at the beginning."""
    order, _dot, place = (token or "").partition(".")
    numbers = [int(part) for part in place.split(".") if part.isdigit() and len(part) < 18]
    return order in ("n", NEWEST), (numbers[0], numbers[1]) if len(numbers) == 2 else None
