"""The desk of the secretariat at work: tags, checks, a note that tells a colleague, and days that pass."""

import datetime as dt
from functools import partial

from sqlalchemy import select

from forum.desk.demo import recommendations
from forum.desk.demo.play import Play, read
from forum.kit import clock
from forum.recommendations.queries.recommendations import HEADS, case_of
from forum.screening.operations import acts, checklist, notes
from models import Recommendation
from models.base import db
from models.recommendation import Stage

EDITOR, APPROVER = "editor@demo.example", "approver@demo.example"
CHECKS = (
    "Does the body's mandate cover what is asked?",
    "Does every ask begin with a verb of the list?",
    "Does the evidence say what the text says of it?",
    "Are costs and resources named, or said to be none?",
)
TAGS = ("spring session", "needs translation", "figures")


def schedule(play: Play) -> None:
    for place, entry in enumerate(read("queue.json")):
        recommendations.plan(play, entry, 60 - place)
    play.ago(1, partial(_work, play))


def _work(stage: Play) -> None:
    """On what is being screened a day before now; nothing of it leaves the house."""
    editor, approver = stage.actor(EDITOR), stage.actor(APPROVER)
    items = [checklist.add(editor, text) for text in CHECKS]
    screened = Recommendation.stage.in_([Stage.SCREENING, Stage.RESUBMITTED])
    rows = list(db.session.scalars(select(Recommendation).where(screened).options(*HEADS).order_by(Recommendation.id)))
    for place, row in enumerate(rows):
        case = case_of(row)
        acts.tag(case, editor, TAGS[place % len(TAGS)])
        acts.tick(case, editor, {item.id for item in items[: place % 3 + 1]})
        if place % 3 == 0:
            text = f"@{approver.person.name} please look at the figures before I accept it."
            notes.write(case, editor, text)
        acts.set_due(case, editor, clock.today() + dt.timedelta(days=(-3, 2, 6, 20)[place % 4]))
