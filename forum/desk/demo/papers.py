"""The papers of the demo: a dossier of a session, an addendum to it, and a report."""

import datetime as dt
from functools import partial

from sqlalchemy import func, select

from forum.desk.demo.play import Play
from forum.kit import clock
from forum.papers.operations import composing, keeping
from forum.papers.queries import forwarded
from forum.reporting.numbers import Period
from forum.reporting.operations.committee import compose_report
from models import BodySession, Paper, Path
from models.base import db

EDITOR, APPROVER = "editor@demo.example", "approver@demo.example"
DOSSIER, ADDENDUM, REPORT = 68, 6, 3  # days ago; the last one to that body is forwarded a little after the first


def schedule(play: Play) -> None:
    play.ago(DOSSIER, partial(_dossier, play))
    play.ago(ADDENDUM, partial(_addendum, play))
    play.ago(REPORT, partial(_report, play))


def _dossier(play: Play) -> None:
    session = _session(play)
    if session:
        note = "Prepared for members of the body. What is forwarded later follows in an addendum."
        _published(play, composing.compose_dossier(play.actor(EDITOR), session, note), session)


def _addendum(play: Play) -> None:
    """Where something was forwarded to that session since."""
    about = db.session.scalar(select(Paper).filter_by(kind="dossier"))
    session = forwarded.session(about.session_id) if about and about.session_id else None
    if about and session and forwarded.count_at(session.id) > len(about.content["entries"]):
        _published(play, composing.compose_addendum(play.actor(EDITOR), session), session)


def _report(play: Play) -> None:
    today = clock.today()
    _published(play, compose_report(play.actor(EDITOR), Period(today - dt.timedelta(days=420), today)))


def _published(play: Play, paper: Paper, session: BodySession | None = None) -> None:
    keeping.publish(play.actor(APPROVER), paper, session.body_id if session else None)


def _session(play: Play) -> BodySession | None:
    """The one of the body for transport before which most stands at this moment."""
    sent = select(Path.session_id).where(Path.stage.in_(forwarded.SENT), Path.body_id == play.made["transport"].id)
    found = sent.where(Path.session_id.is_not(None)).group_by(Path.session_id).order_by(func.count().desc(), Path.session_id)
    identity = db.session.scalar(found.limit(1))
    return forwarded.session(identity) if identity else None
