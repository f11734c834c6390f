"""The room of a body: the queue of its members, one recommendation, and the whole at a glance for who chairs."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for

from forum.bodies.queries import bodies as bodies_of
from forum.bodies.queries import members
from forum.bodies.queries.members import Table
from forum.consideration.forms import room as forms
from forum.consideration.queries import room as reading
from forum.consideration.rules import room as rules
from forum.consideration.views.blueprint import blueprint, vocabulary
from forum.consideration.words import MARKS, MEANINGS, STANCES
from forum.kit import diff
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.recommendations.queries.queue import sponsor_names
from models import Ask, Body, BodyMember, Path, Recommendation

WORDS = {"stances": STANCES, "marks": MARKS, "meanings": MEANINGS}


@dataclass
class Desk:
    """A body and who sits before it: all seats of this person, and the one of the mandate in use."""

    body: Body
    seats: list[BodyMember]
    seat: BodyMember | None

    @property
    def presides(self) -> bool:
        return rules.presides(current_actor(), self.seats)


@dataclass
class Item:
    """One recommendation in the room."""

    desk: Desk
    path: Path
    row: Recommendation
    asks: list[Ask]

    @property
    def address(self) -> str:
        return url_for("consideration.room_item", slug=self.desk.body.slug, path_id=self.path.id)


def desk_or_404(slug: str) -> Desk:
    """For those who have no place in the room there is none."""
    actor, body = current_actor(), bodies_of.find_body(slug)
    if body is None:
        abort(404)
    seats = members.seats(actor, body.id)
    if not rules.enters(actor, seats):
        abort(404)
    seat = next((row for row in seats if actor.mandate and members.speaks_for(actor.mandate, row)), None)
    return Desk(body, seats, seat)


def item_or_404(slug: str, path_id: int) -> Item:
    desk = desk_or_404(slug)
    found = reading.find(current_actor(), desk.body, path_id)
    if found is None:
        abort(404)
    return Item(desk, *found, reading.asks(found[1].id))


@blueprint.get("/bodies/<slug>/room")
@signed_in
def room(slug: str):
    desk, actor, chosen = desk_or_404(slug), current_actor(), request.args.to_dict()
    page = reading.listing(actor, desk.body, chosen, desk.seat, request.args.get("after"))
    ids = [path.id for path, _row in page.items]
    return render(
        "consideration/room.html",
        desk=desk,
        body=desk.body,
        page=page,
        tabs_of=_tabs(desk, chosen),
        chosen=chosen,
        sessions=bodies_of.sessions_of(desk.body.id),
        talk=reading.talk(ids),
        sponsors=sponsor_names([row.id for _path, row in page.items]),
        **WORDS,
        **vocabulary(),
    )


@blueprint.get("/bodies/<slug>/room/table")
@signed_in
def room_table(slug: str):
    """Members by recommendations: who said what, what is still asked, which words are suggested."""
    desk, actor, chosen = desk_or_404(slug), current_actor(), request.args.get("session", "")
    if not desk.presides:
        abort(404)
    rows = reading.table(actor, desk.body, reading.session_of(chosen))
    table = members.members(desk.body.id)
    return render(
        "consideration/room_table.html",
        desk=desk,
        body=desk.body,
        rows=rows,
        members=_speaking(table),
        talk=reading.talk([path.id for path, _row in rows]),
        sessions=bodies_of.sessions_of(desk.body.id),
        chosen=chosen,
        **WORDS,
        **vocabulary(),
    )


@blueprint.get("/bodies/<slug>/room/<int:path_id>")
@signed_in
def room_item(slug: str, path_id: int):
    return item_page(item_or_404(slug, path_id))


def item_page(item: Item, status: int = 200, **filled: Any) -> tuple[str, int]:
    """The page of one recommendation in the room, with a form that was refused in the place of an empty one."""
    actor, path = current_actor(), item.path
    talk = reading.talk([path.id], older=True)
    mine = talk.positions.get(path.id, {}).get(item.desk.seat.id) if item.desk.seat else None
    fresh: dict[str, Any] = {} if request.method == "GET" else {"formdata": None}  # what was sent is of another form
    chosen = asked(item, request.args.get("ask"))
    given = {"ask": chosen.id, "text": chosen.text} if chosen else {}
    blank = {
        "position": forms.PositionForm(formdata=None, obj=mine) if mine else forms.PositionForm(formdata=None),
        "question": question_form(item, **fresh),
        "suggestion": suggestion_form(item, chosen, data=given, **fresh),
    }
    page = render(
        "consideration/room_item.html",
        item=item,
        desk=item.desk,
        body=item.desk.body,
        path=path,
        row=item.row,
        talk=talk,
        mine=mine,
        older=list(reversed(talk.older)),
        diffs=[(one, _ask(item, one.ask_id), diff.words(_said(item, one.ask_id), one.text))
               for one in talk.suggestions.get(path.id, [])],
        sponsors=sponsor_names([item.row.id]).get(item.row.id, []),
        verdict=rules.can_speak(actor, item.desk.seat, path),
        forms={name: _named(name, form) for name, form in (blank | filled).items()},
        **WORDS,
        **vocabulary(),
    )  # fmt: skip
    return page, status


def _named(name: str, form: Any) -> Any:
    """Three forms stand on one page: their fields get ids of their own, their names stay."""
    for one in form:
        one.id = one.label.field_id = f"{name}-{one.short_name}"
    return form


def asked(item: Item, wanted: str | None) -> Ask | None:
    """The ask of this number, or the first."""
    return next((ask for ask in item.asks if ask.number == number(wanted)), item.asks[0] if item.asks else None)


def question_form(item: Item, **options: Any) -> forms.QuestionForm:
    return forms.QuestionForm(draft=f"path:{item.path.id}:question:{_seat(item)}", **options)


def _seat(item: Item) -> int:
    """Words that are kept belong to the member for whom they were written."""
    return item.desk.seat.id if item.desk.seat else 0


def suggestion_form(item: Item, about: Ask | None, **options: Any) -> forms.SuggestionForm:
    """`about`: the ask with which it begins; what is typed for each is kept apart."""
    key = f"path:{item.path.id}:suggestion:{_seat(item)}:{about.id if about else 0}"
    form = forms.SuggestionForm(draft=key, **options)
    form.ask.choices = choices((ask.id, f"{ask.number}. {ask.text[:80]}") for ask in item.asks)
    return form


def _ask(item: Item, ask_id: int) -> Ask | None:
    return next((ask for ask in item.asks if ask.id == ask_id), None)


def _said(item: Item, ask_id: int) -> str:
    found = _ask(item, ask_id)
    return found.text if found else ""


def _speaking(table: Table) -> list[BodyMember]:
    """Those who can state a position."""
    return [row for row in table.now if row.kind != "observer"]


def _tabs(desk: Desk, chosen: dict[str, str]) -> list[dict[str, Any]]:
    counts = reading.counts(current_actor(), desk.body, desk.seat)
    labels = {"": _("Before the body"), reading.OPEN: _("With open questions")}
    if desk.seat and desk.seat.kind != "observer":
        labels[reading.MINE] = _("Without our position")
    kept = {"session": chosen["session"]} if chosen.get("session") else {}
    return [
        {
            "label": label,
            "url": url_for("consideration.room", slug=desk.body.slug, show=show or None, **kept),
            "current": chosen.get("show", "") == show,
            "count": counts[show],
        }
        for show, label in labels.items()
    ]
