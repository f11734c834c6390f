"""Writing a comment: rendered once, counted, recorded; a newcomer's waits for the secretariat."""

from sqlalchemy.dialects import postgresql, sqlite

from forum import ledger
from forum.accounts.actor import Actor
from forum.discussion import queries, rules
from forum.discussion.operations import mentions
from forum.discussion.operations.counting import count
from forum.kit import clock, markdown
from forum.kit.subjects import Subject
from forum.kit.verdict import Refused, require
from models import Comment, Follow
from models.base import db


class TooFast(Refused):
    """More comments in a minute than anybody writes by hand; answered with 429."""


def post(
    actor: Actor,
    subject: Subject,
    text: str,
    parent: Comment | None = None,
    clause_uid: str | None = None,
    quote: str = "",
) -> Comment:
    """Comment on a subject that the actor may see, or answer a comment on it. Raises Refused and TooFast."""
    require(rules.can_comment(subject, actor))
    pace = rules.keeps_pace(queries.recent_count(actor.person_id or 0))
    if not pace:
        raise TooFast(pace)
    row = Comment(subject_kind=subject.kind, subject_id=subject.id, person_id=actor.person_id, mandate_id=actor.mandate_id)
    row.byline, row.city_id, row.at = actor.byline[:500], actor.city_id, clock.now()
    row.language = actor.person.language if actor.person else "en"
    row.clause_uid, row.quote = (parent.clause_uid, "") if parent else (clause_uid, quote[:500])
    row.parent_id, row.thread_id = (parent.id, parent.thread_id) if parent else (None, 0)
    named = mentions.find(text, subject)
    row.text, row.html = text, mentions.mark(markdown.render(text), named)
    held = rules.is_held(actor, actor.role != "observer" or queries.was_shown(actor.person_id or 0))
    row.state = "held" if held else "shown"
    db.session.add(row)
    db.session.flush()
    row.thread_id = row.thread_id or row.id
    mentions.store(row, named)
    follow_by_writing(row)
    if held:
        ledger.record("comment.held", row, (subject.kind, subject.id), subject.title, comment_id=row.id)
    else:
        announce(row, subject, named)
    return row


def announce(comment: Comment, subject: Subject, named: mentions.Mentions) -> None:
    """Count and record a comment at the moment from which on everybody sees it; in its author's name."""
    count(comment, 1)
    parent = queries.get_comment(comment.parent_id) if comment.parent_id else None
    ledger.record(
        "comment.posted",
        comment,
        (subject.kind, subject.id),
        subject.title,
        public=queries.is_public(subject),
        comment_id=comment.id,
        mentioned=named.people,
        mentioned_cities=named.cities,
        parent_author_id=parent.person_id if parent else None,
    )


def follow_by_writing(comment: Comment) -> None:
    """Who writes follows, unless they follow or mute the thing already."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
    values = {"subject_kind": comment.subject_kind, "subject_id": comment.subject_id, "person_id": comment.person_id}
    db.session.execute(insert(Follow).values(**values, muted=False, at=clock.now()).on_conflict_do_nothing())
