"""One recommendation before two bodies: one takes note, the other defers, endorses one ask and refers the other on."""

import datetime as dt
from functools import partial
from typing import Any

from sqlalchemy import select

from forum.consideration.operations import answer, documents, follow_up, moving
from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.consideration.way import Way
from forum.desk.demo.play import Play
from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.operations import drafting, forwarding, screening, sponsors, submission
from forum.recommendations.operations.follow_up import begin_follow_up
from forum.recommendations.queries import evidence as citing
from forum.recommendations.queries import recommendations as reading
from models import BodySession, Milestone
from models.base import db

TITLE = "Waiting in the heat, measured at every stop"
EDITOR, APPROVER, VICE_CHAIR = "editor@demo.example", "approver@demo.example", "bureau@demo.example"
ASKS = (
    drafting.AskWords("one method for measuring heat and waiting time at stops of buses and trams.", "develop"),
    drafting.AskWords(
        "the figures of cities beside the timetables that States already collect.", "publish", "member States"
    ),
)
WHY = (
    "Two cities measured heat where people wait, each in its own way. Nobody can compare them, and shade is built by guess."
)
REPORTS = {"urban": "DEMO/URB/2026/11", "transport": "DEMO/TRANS/2026/7", "green": "DEMO/GREEN/2026/2"}


def schedule(play: Play) -> None:
    steps = (
        (130, _begin), (122, _submit), (118, _screen), (112, _prepare), (110, _confirm), (100, _takes_note), (98, _defers),
        (60, _endorses_and_refers), (50, _follow), (20, _reports), (12, _undertakes), (4, _third_considers),
    )  # fmt: skip
    for days, step in steps:
        play.ago(days, partial(step, play))


def _case(play: Play) -> Case:
    found = reading.find(None, play.made[TITLE])
    assert found is not None
    return found


def _way(play: Play, body: str) -> Way:
    case = _case(play)
    return Way(case, next(path for path in case.paths if path.body_id == play.made[body].id))


def _begin(play: Play) -> None:
    actor = play.mayor("wexmoor")
    words = drafting.Words(TITLE, list(ASKS), WHY, [play.made["urban"], play.made["transport"]])
    made = drafting.begin(actor, words)
    play.made[TITLE] = made.id
    experience = citing.experience(play.made["experience:lanes"])
    assert experience is not None
    drafting.cite_experience(made, actor, experience, "Measured where the buses wait.")
    sponsors.invite(_case(play), actor, play.cities["porto-claro"])
    sponsors.agree(_case(play), play.mayor("porto-claro"))


def _submit(play: Play) -> None:
    submission.submit(_case(play), play.mayor("wexmoor"))


def _screen(play: Play) -> None:
    due = clock.today() + dt.timedelta(days=10)
    screening.assign(_case(play), play.actor(EDITOR), play.people[EDITOR], due)
    screening.accept(_case(play), play.actor(EDITOR), "Both bodies have it in their mandate.")
    forwarding.clear(_case(play), play.actor(VICE_CHAIR))


def _sessions(play: Play, body: str) -> list[BodySession]:
    statement = select(BodySession).filter_by(body_id=play.made[body].id).order_by(BodySession.starts_on)
    return list(db.session.scalars(statement))


def _prepare(play: Play) -> None:
    notes = {
        "urban": "Two cities ask for one method; the first ask is for this Committee above all.",
        "transport": "The second ask builds on the timetables that the Working Party collects.",
    }
    to = [forwarding.Destination(play.made[body], _sessions(play, body)[0], note, ("en",)) for body, note in notes.items()]
    forwarding.prepare_forwarding(_case(play), play.actor(EDITOR), to)


def _confirm(play: Play) -> None:
    forwarding.confirm_forwarding(_case(play), play.actor(APPROVER))


def _answered(play: Play, body: str, *lines: AskAnswer) -> None:
    way = _way(play, body)
    said = BodyAnswer(REPORTS[body], clock.today(), list(lines), f"https://reports.example/{body}")
    answer.dispose(way.case, way.path, play.actor(EDITOR), said)
    documents.add_document(
        way, play.actor(EDITOR), "Report of the session", REPORTS[body], f"https://reports.example/{body}"
    )


def _considered(play: Play, body: str) -> None:
    way = _way(play, body)
    answer.consider(way.case, way.path, play.actor(EDITOR), clock.today())


def _asks(play: Play) -> list[int]:
    return [ask.id for ask in _case(play).asks]


def _takes_note(play: Play) -> None:
    first, second = _asks(play)
    _considered(play, "urban")
    words = "The Committee took note with interest of the method that two cities use."
    _answered(
        play, "urban",
        AskAnswer("noted-with-appreciation", first, "paragraph 14", words),
        AskAnswer("not-taken-up", second, "paragraph 15", "", "Timetables are outside the mandate of the Committee."),
    )  # fmt: skip


def _defers(play: Play) -> None:
    way = _way(play, "transport")
    later = _sessions(play, "transport")[1]
    moving.defer(way.case, way.path, play.actor(EDITOR), later, clock.today(), "The Working Party asks for figures first.")


def _endorses_and_refers(play: Play) -> None:
    first, second = _asks(play)
    _considered(play, "transport")
    words = "The Working Party endorsed one method for stops of buses and trams."
    _answered(
        play, "transport",
        AskAnswer("endorsed", first, "paragraph 31", words),
        AskAnswer("referred", second, "paragraph 32", "", "", play.made["green"]),
    )  # fmt: skip


def _follow(play: Play) -> None:
    editor = play.actor(EDITOR)
    begin_follow_up(_case(play), editor)
    for text, days in (("A first draft of the method", 25), ("The method tried in five cities", 150)):
        follow_up.set_milestone(_case(play), editor, text, clock.today() + dt.timedelta(days=days))
    follow_up.set_milestone(_case(play), editor, "Ten cities publish their figures", None)
    follow_up.set_review(_case(play), editor, clock.today() + dt.timedelta(days=240))


def _reports(play: Play) -> None:
    first = db.session.scalars(
        select(Milestone).filter_by(recommendation_id=play.made[TITLE]).order_by(Milestone.id)
    ).first()
    said = "The draft says where to stand, at what hour, and for how long. Three cities have read it."
    follow_up.report_progress(_case(play), play.mayor("porto-claro"), 30, "The draft is written", said, first, True)


def _undertakes(play: Play) -> None:
    trees: Any = citing.experience(play.made["experience:trees"])
    words = "We measure at forty stops since May, in the sun and under trees, and publish it every month."
    follow_up.undertake(_case(play), play.mayor("altynkol"), trees, words)


def _third_considers(play: Play) -> None:
    _considered(play, "green")
