"""Small acts that need no page: reacting, following, muting; and the search behind the @ sign."""

from typing import Any

from flask import abort, jsonify, redirect, request

from forum.discussion import operations, queries
from forum.discussion.views.common import blueprint, found_comment, found_subject, place
from forum.discussion.words import FOLLOWABLE, REACTIONS
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import render

ACTS = {"follow": operations.follow, "mute": operations.mute, "unfollow": operations.unfollow}


@blueprint.post("/reactions/comments")
@signed_in
def react_to_comment():
    """`reaction` is the comment's number, a dot and a kind; a minus sign before the kind takes it back."""
    number, _dot, sent = request.form.get("reaction", "").partition(".")
    comment, subject = found_comment(int(number) if number.isdecimal() and len(number) < 18 else 0)
    if comment.state != "shown":
        abort(404)
    _react("comment", comment.id, sent)
    return redirect(place(comment, subject), 303)


@blueprint.post("/reactions/contributions/<int:identity>")
@signed_in
def react_to_contribution(identity: int):
    """`reaction` is a kind, or a kind after a minus sign to take it back."""
    subject = found_subject("contribution", identity)
    _react("contribution", identity, request.form.get("reaction", ""))
    return redirect(subject.url, 303)


def _react(kind: str, identity: int, sent: str) -> None:
    word = sent.removeprefix("-")
    if word not in REACTIONS:
        abort(404)
    operations.react(current_actor(), kind, identity, word, on=sent == word)


@blueprint.post("/follows/<kind>/<int:identity>")
@signed_in
def follow(kind: str, identity: int):
    """`act` is follow, mute or unfollow."""
    subject = found_subject(kind, identity, FOLLOWABLE)
    act = ACTS.get(request.form.get("act", "follow"))
    if act is None:
        abort(404)
    act(current_actor(), subject)
    return redirect(subject.url, 303)


@blueprint.get("/mentions/<kind>/<int:identity>")
@signed_in
def mentions(kind: str, identity: int):
    """Who may be named in a comment here: cities and people whose name begins like this."""
    subject = found_subject(kind, identity)
    return jsonify(queries.mentionable(subject, request.args.get("q", "")))


def city_panel(actor: Any, city: Any) -> str:
    """The button on a city's page."""
    return render("discussion/_follow.html", follow=queries.following(actor, "city", city.id))
