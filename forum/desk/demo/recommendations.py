"""A recommendation in each stage, each brought there by those who may."""

import datetime as dt
from functools import partial
from typing import Any

from sqlalchemy import select

from forum.consideration.operations import answer
from forum.consideration.operations.follow_up import report_progress
from forum.desk.demo.play import Play, read
from forum.kit import clock
from forum.recommendations import fields
from forum.recommendations.case import Case
from forum.recommendations.operations import (
    drafting,
    follow_up,
    forwarding,
    languages,
    merging,
    screening,
    sponsors,
    submission,
)
from forum.recommendations.operations.returning import PointWords
from forum.recommendations.queries import evidence as citing
from forum.recommendations.queries import readings
from forum.recommendations.queries import recommendations as reading
from forum.screening.operations import notes
from models import BodySession, Recommendation
from models.base import db

EDITOR, APPROVER, VICE_CHAIR = "editor@demo.example", "approver@demo.example", "bureau@demo.example"
PATH = (
    "draft", "submitted", "screening", "returned", "resubmitted", "accepted", "cleared", "forwarding", "forwarded",
    "considered", "disposition", "follow-up", "closed",
)  # fmt: skip
ASIDE = {"merged": "screening", "withdrawn": "submitted", "not-forwarded": "accepted"}  # where they left the path


def schedule(play: Play) -> None:
    for place, entry in enumerate(read("recommendations.json")):
        plan(play, entry, 38 - place * 0.4 if "homes" in entry["evidence"]["clause"] else 170 - place)


def case(play: Play, entry: dict[str, Any]) -> Case:
    found = reading.find(None, play.made[f"recommendation:{entry['title']}"])
    assert found is not None
    return found


def plan(play: Play, entry: dict[str, Any], begun: float) -> None:
    """Each step about a tenth of the time after the one before."""
    reached = PATH.index(ASIDE.get(entry["stage"], entry["stage"]))
    day = begun / 14
    steps: list[Any] = [
        _begin,
        _submit,
        _assign,
        partial(_return, due=_due(entry)) if "points" in entry else None,
        _resubmit if "answers" in entry else None,
    ]
    steps += [_accept, _clear, _prepare, _forward, _consider, _dispose, _follow, _close]
    for number, step in enumerate(steps[: reached + 1]):
        if step is not None:
            play.ago(begun - number * day, partial(step, play, entry))
    ends = {"merged": _merge, "withdrawn": _withdraw, "not-forwarded": _refuse}
    if entry["stage"] in ends:
        play.ago(2 + day, partial(ends[entry["stage"]], play, entry))


def _begin(play: Play, entry: dict[str, Any]) -> None:
    actor = play.mayor(entry["lead"])
    words = _words(play, entry)
    key, number = entry["evidence"]["clause"]
    uid = play.made[f"clauses:{key}"][number]
    made = drafting.begin(actor, words, citing.citation(play.made[f"declaration:{key}"], uid))
    play.made[f"recommendation:{entry['title']}"] = made.id
    if "experience" in entry["evidence"]:
        experience = citing.experience(play.made[f"experience:{entry['evidence']['experience']}"])
        assert experience is not None
        drafting.cite_experience(made, actor, experience, "Measured before and after.")
    for label in entry.get("figures", []):
        found = readings.figure(label)
        assert found is not None
        drafting.cite_indicator(made, actor, found)
    for code, said in entry.get("texts", {}).items():
        asks = {ask.id: text for ask, text in zip(made.asks, said["asks"], strict=True)}
        languages.say(made, actor, code, languages.TextWords(said["title"], asks, said["why"], said.get("costs", "")))
    for city in entry.get("sponsors", []):
        sponsors.invite(case(play, entry), actor, play.cities[city])
        sponsors.agree(case(play, entry), play.mayor(city))


def _words(play: Play, entry: dict[str, Any]) -> drafting.Words:
    """`asks` are triples of verb, words and of whom; older entries have one ask in words of its own."""
    asks = [drafting.AskWords(text, verb, whom) for verb, text, whom in entry.get("asks", [])]
    return drafting.Words(
        entry["title"],
        asks or [drafting.AskWords(entry["asked"])],
        entry["why"],
        [play.made[body] for body in (entry["body"], *entry.get("more", []))],
        entry.get("costs", ""),
        tuple(entry.get("themes", ())),
        entry.get("language", "en"),
    )


def _submit(play: Play, entry: dict[str, Any]) -> None:
    submission.submit(case(play, entry), play.mayor(entry["lead"]))


def _assign(play: Play, entry: dict[str, Any]) -> None:
    due = clock.today() + dt.timedelta(days=10)
    screening.assign(case(play, entry), play.actor(EDITOR), play.people[EDITOR], due)
    if entry["stage"] in ("screening", "returned"):
        note = "The signatures of paragraph 2 and this text speak of the same law; look at both together."
        notes.write(case(play, entry), play.actor(EDITOR), note)


def _points(case: Case, entry: dict[str, Any]) -> list[PointWords]:
    """Each about a field, where the entry says so."""
    about = entry.get("about", [fields.WHOLE] * len(entry["points"]))
    return [PointWords(text, field_of(case, name)) for text, name in zip(entry["points"], about, strict=True)]


def field_of(case: Case, name: str) -> str:
    """`ask` is the first ask; other fields have their own names."""
    return fields.ask_key(case.asks[0]) if name == "ask" else name


def _due(entry: dict[str, Any]) -> dt.date | None:
    """Counted from the day on which the demo is loaded, so that it is never over then."""
    return clock.today() + dt.timedelta(days=entry["due"]) if "due" in entry else None


def _return(play: Play, entry: dict[str, Any], due: dt.date | None) -> None:
    found = case(play, entry)
    screening.return_with_points(found, play.actor(EDITOR), _points(found, entry), due)


def _resubmit(play: Play, entry: dict[str, Any]) -> None:
    found, actor = case(play, entry), play.mayor(entry["lead"])
    answers = {point.id: entry["answers"][point.number - 1] for point in found.points}
    submission.answer_points(found, actor, answers)
    submission.resubmit(case(play, entry), actor)


def _accept(play: Play, entry: dict[str, Any]) -> None:
    screening.accept(case(play, entry), play.actor(EDITOR), "Complete and clear.")


def _clear(play: Play, entry: dict[str, Any]) -> None:
    forwarding.clear(case(play, entry), play.actor(VICE_CHAIR))


def _prepare(play: Play, entry: dict[str, Any]) -> None:
    body = play.made[entry["body"]]
    session = db.session.scalar(
        select(BodySession).filter_by(body_id=body.id).order_by(BodySession.starts_on.desc()).limit(1)
    )
    assert session is not None
    cover = entry.get("cover", "The sponsors ask that the text is before the next session.")
    forwarding.prepare_forwarding(case(play, entry), play.actor(EDITOR), [forwarding.Destination(body, session, cover)])


def _forward(play: Play, entry: dict[str, Any]) -> None:
    forwarding.confirm_forwarding(case(play, entry), play.actor(APPROVER))


def _consider(play: Play, entry: dict[str, Any]) -> None:
    found = case(play, entry)
    answer.consider(found, found.paths[0], play.actor(EDITOR), clock.today())


def _dispose(play: Play, entry: dict[str, Any]) -> None:
    told = entry["answer"]
    line = answer.AskAnswer(told["verb"], paragraph=told["paragraph"], text=told["text"])
    found = case(play, entry)
    answer.dispose(found, found.paths[0], play.actor(EDITOR), answer.BodyAnswer(told["symbol"], clock.today(), [line]))


def _follow(play: Play, entry: dict[str, Any]) -> None:
    follow_up.begin_follow_up(case(play, entry), play.actor(EDITOR))
    for told in entry.get("reports", []):
        found = case(play, entry)
        report_progress(found, play.actor(told["by"]), told["percent"], told["milestone"], told["text"])


def _close(play: Play, entry: dict[str, Any]) -> None:
    follow_up.close(case(play, entry), play.actor(EDITOR), "What was asked has been done.")


def _merge(play: Play, entry: dict[str, Any]) -> None:
    target = db.session.get(Recommendation, play.made[f"recommendation:{entry['into']}"])
    merging.merge(case(play, entry), play.actor(EDITOR), target, "Both ask the same; the other one has more sponsors.")


def _withdraw(play: Play, entry: dict[str, Any]) -> None:
    submission.withdraw(case(play, entry), play.mayor(entry["lead"]), entry["reason"])


def _refuse(play: Play, entry: dict[str, Any]) -> None:
    forwarding.prepare_not_forwarding(case(play, entry), play.actor(EDITOR), entry["reason"])
    forwarding.confirm_not_forwarding(case(play, entry), play.actor(APPROVER))
