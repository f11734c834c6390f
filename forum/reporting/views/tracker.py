"""The public tracker: what was asked, where it stands, what was answered, and how long it takes; also as CSV and JSON."""

import math
from collections.abc import Iterator
from typing import Any

from flask import Response, jsonify, request, stream_with_context, url_for

from forum.cities import countries
from forum.exchange.vocabulary import THEMES
from forum.kit import tables
from forum.kit.i18n import _l, _n
from forum.kit.security import address as full
from forum.kit.templating import render
from forum.recommendations.drawing import vocabulary
from forum.recommendations.queries.recommendations import sponsor_counts
from forum.recommendations.words import VERBS, answer_sentence
from forum.recommendations.workflow import LABELS
from forum.reporting.queries import kept, tracker
from forum.reporting.queries.stories import told
from forum.reporting.views.blueprint import blueprint
from forum.reporting.views.entries import entries
from forum.reporting.views.numbers import figures
from models.base import db
from models.recommendation import Stage

SHOWN = ("forwarded", "considered", "answered", "taken-up", "implemented", "waiting")
TITLES = {
    "stage": _l("Stage"),
    "body": _l("Body"),
    "theme": _l("Theme"),
    "year": _l("Year of submission"),
    "country": _l("Country of the lead city"),
    "verb": _l("Verb of an answer"),
}
WITHIN = {
    "screening": _l("Half were accepted by the secretariat within %(time)s of their submission."),
    "clearance": _l("Half were cleared by the Bureau within %(time)s of that."),
    "forwarding": _l("Half were forwarded within %(time)s of the clearance."),
    "consideration": _l("Half were considered by a body within %(time)s of the forwarding."),
    "answer": _l("Half were answered within %(time)s of the consideration."),
    "whole": _l("Half were answered within %(time)s of their submission."),
}
MOST, BATCH, DAY, HOUR = 50_000, 500, 86_400, 3600


@blueprint.get("/tracker", endpoint="tracker")
def page():
    choice = tracker.choice_in(request.args)
    found = tracker.rows(choice, request.args.get("after"))
    stories = told(list(found.items), sources=False, aftermath=False)
    counted = kept.figures(choice)
    return render(
        "reporting/tracker.html",
        page=found,
        stories=stories,
        counts=sponsor_counts([story.row.id for story in stories]),
        answer_sentence=answer_sentence,
        chosen=choice.chosen,
        groups=_groups(counted.facets, choice),
        figures=figures(*SHOWN),
        times=[(str(WITHIN[step]) % {"time": in_words(one["seconds"])}, one["rows"]) for step, one in _in_order(counted)],
        counted_at=counted.at,
        csv_url=url_for("reporting.tracker_csv", **choice.chosen),
        json_url=url_for("reporting.tracker_json", **choice.chosen),
        **vocabulary(),
    )


@blueprint.get("/tracker.json")
def tracker_json():
    """Up to 500 at a time, told by `entries`; `next` leads on."""
    choice = tracker.choice_in(request.args)
    found = tracker.rows(choice, request.args.get("after"), BATCH)
    following = {**choice.chosen, "after": found.next_token} if found.next_token else None
    return jsonify(
        recommendations=list(entries(list(found.items))),
        next=full(url_for("reporting.tracker_json", **following)) if following else None,
    )


@blueprint.get("/tracker.csv")
def tracker_csv():
    """A line for each answer of a body, or one where there is none yet."""
    head = ["id", "reference", "title", "stage", "lead_city", "country", "cities", "themes", "year", "submitted_on",
            "forwarded_on", "body", "session", "verb", "symbol", "paragraph", "decided_on", "url", "ask"]  # fmt: skip
    response = Response(
        stream_with_context(tables.pieces(head, _lines(tracker.choice_in(request.args)))), mimetype="text/csv"
    )
    response.headers["Content-Disposition"] = "attachment; filename=tracker.csv"
    return response


def _lines(choice: tracker.Choice) -> Iterator[list[Any]]:
    after, left = None, MOST
    while left > 0:
        found = tracker.rows(choice, after, BATCH)
        some = list(entries(list(found.items), follow_up=False))
        db.session.rollback()  # a slow reader holds no transaction, and no rows that were sent
        for entry in some:
            own = [entry[k] for k in ("id", "reference", "title", "stage", "lead_city", "country", "cities")]
            own += [" ".join(entry["themes"]), entry["year"], entry["submitted_on"], entry["forwarded_on"]]
            for path in entry["bodies"]:
                for answer in path["answers"] or [{}]:
                    told_there = [answer.get(k, "") for k in ("verb", "symbol", "paragraph", "decided_on")]
                    yield [*own, path["name"], path["session"], *told_there, entry["url"], answer.get("ask") or ""]
        after, left = found.next_token, left - BATCH
        if after is None:
            return


def in_words(seconds: float) -> str:
    """ "214 days": the day that is not over counts as one; under two days, hours."""
    if seconds < 2 * DAY:
        return _n("%(num)s hour", "%(num)s hours", max(1, math.ceil(seconds / HOUR)))
    return _n("%(num)s day", "%(num)s days", math.ceil(seconds / DAY))


def _in_order(counted: kept.Figures) -> list[tuple[str, dict[str, Any]]]:
    return [(step, counted.medians[step]) for step in WITHIN if step in counted.medians]


def _groups(counts: dict[str, dict[str, int]], choice: tracker.Choice) -> list[dict[str, Any]]:
    bodies, lands, stages = tracker.names(), countries.names(), list(Stage)
    names: dict[str, Any] = {
        "stage": lambda value: str(LABELS[Stage(value)]),
        "body": lambda value: bodies.get(value, value),
        "theme": lambda value: str(THEMES.get(value, value)),
        "country": lambda value: lands.get(value, value),
        "verb": lambda value: str(VERBS.get(value, value)),
        "year": str,
    }
    order: dict[str, Any] = {
        "stage": lambda value: stages.index(Stage(value)),
        "verb": lambda value: list(VERBS).index(value) if value in VERBS else 99,
        "year": lambda value: -int(value),
    }
    return [
        {
            "label": TITLES[facet],
            "options": [
                {
                    "label": names[facet](value),
                    "count": counts[facet][value],
                    "current": getattr(choice, facet) == value,
                    "url": _with(choice, facet, value),
                }
                for value in sorted(counts[facet], key=order.get(facet, names[facet]))
            ],
        }
        for facet in tracker.FACETS
    ]


def _with(choice: tracker.Choice, facet: str, value: str) -> str:
    """The address with this value chosen, or left out where it is chosen already."""
    kept_ones = {name: one for name, one in choice.chosen.items() if name != facet}
    return url_for("reporting.tracker", **kept_ones, **({} if getattr(choice, facet) == value else {facet: value}))
