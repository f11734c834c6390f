"""The answer of a body: where its report says it, and one line for each ask."""

from typing import Any

from wtforms import SelectField

from forum.consideration.forms.fields import choice, link, past
from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.consideration.queries import paths as reading
from forum.consideration.way import Way
from forum.kit.forms import Form, choices, day, line, words
from forum.kit.i18n import _, _l
from forum.recommendations import report
from forum.recommendations.words import VERBS
from models import Body, BodySession
from models.recommendation import Stage

SILENT = ""


class AnswerForm(Form):
    """With fields of its own for each ask, by `answer_form`."""

    symbol = line(
        _l("Symbol of the report"),
        _l("Give the symbol of the report."),
        _l("Copied from the body's report; the forum makes none."),
    )
    url = link(_l("Link to the report"), _l("Where the body keeps it, beginning with https://."))
    decided_on = day(_l("Day of the answer"), _l("Give the day of the answer."))
    asks: list[Any] = []
    bodies: list[Body] = []
    sessions: list[BodySession] = []
    closed = False  # no path begins any more, so a referral is corrected without one

    def of(self, name: str, ask: Any) -> Any:
        return self[f"{name}_{ask.id}"]

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """Each ask with its fields, as the page draws them."""
        return [
            (ask, [self.of(name, ask) for name in ("verb", "paragraph", "text", "reason", "to_body")]) for ask in self.asks
        ]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        if self.symbol.data and not (verdict := report.can_enter_symbol(self.symbol.data)):
            self.refuse("symbol", verdict.line)
        past(self, "decided_on", self.decided_on.data)
        for ask in self.asks:
            self._check(ask)
        if self.asks and all(self.of("verb", ask).data == SILENT for ask in self.asks):
            self.refuse(f"verb_{self.asks[0].id}", _("Choose the verb of its report."))
        return good and not self.errors

    def _check(self, ask: Any) -> None:
        verb = self.of("verb", ask).data
        if verb == "not-taken-up" and not self.of("reason", ask).data:
            self.refuse(f"reason_{ask.id}", _("Say what the report says, or that it gives no reason."))
        if verb == "referred" and not self.of("to_body", ask).data and not self.closed:
            self.refuse(f"to_body_{ask.id}", _("Choose the body to which it was referred."))
        if verb == "deferred" and "to_session" in self and not self["to_session"].data:
            self.refuse("to_session", _("Choose the session to which it was deferred."))

    @property
    def answer(self) -> BodyAnswer:
        lines = [self._line(ask) for ask in self.asks if self.of("verb", ask).data != SILENT]
        return BodyAnswer(self.symbol.data or "", self.decided_on.data, lines, self.url.data or "")

    def _line(self, ask: Any) -> AskAnswer:
        verb = self.of("verb", ask).data
        body = next((b for b in self.bodies if b.id == self.of("to_body", ask).data), None)
        chosen = self["to_session"].data if "to_session" in self else 0
        session = next((s for s in self.sessions if s.id == chosen), None)
        return AskAnswer(
            verb,
            ask.id,
            self.of("paragraph", ask).data or "",
            self.of("text", ask).data or "",
            self.of("reason", ask).data or "",
            body if verb == "referred" else None,
            session if verb == "deferred" else None,
        )


def answer_form(way: Way, asks: list[Any], draft: str, correcting: bool = False, **given: Any) -> Any:
    """A class made for these asks, filled with what stands or with what the same session answered elsewhere."""
    bodies, sessions = reading.other_bodies(way), [] if correcting else reading.later_sessions(way.path)
    fields: dict[str, Any] = {"asks": asks, "bodies": bodies, "sessions": sessions, "closed": way.case.stage == Stage.CLOSED}
    for ask in asks:
        fields |= _fields(ask, len(asks) > 1, bodies)
    if not correcting:
        hint = _l("Only where something was deferred: the path waits for this session.")
        fields["to_session"] = choice(_l("Deferred to"), [(one.id, one.name) for one in sessions], hint)
    else:
        fields["why"] = words(_l("Why it is corrected"), _l("Say why; everybody reads it."))
    return type("AnswerFormOfAPath", (AnswerForm,), fields)(draft=draft, data=given)


def _fields(ask: Any, several: bool, bodies: list[Body]) -> dict[str, Any]:
    def named(label: str) -> str:
        return _("Ask %(number)s: %(field)s", number=ask.number, field=label) if several else label

    silent = [(SILENT, _("The report says nothing of it"))]
    return {
        f"verb_{ask.id}": SelectField(named(_("What the body did")), choices=choices([*silent, *VERBS.items()])),
        f"paragraph_{ask.id}": line(named(_("Paragraph")), hint=_("For example: paragraph 27."), longest=100),
        f"text_{ask.id}": words(named(_("Words of the report")), hint=_("Quote the paragraph, if you can.")),
        f"reason_{ask.id}": words(named(_("Reason")), hint=_("Needed where it was not taken up.")),
        f"to_body_{ask.id}": choice(
            named(_("Referred to")), [(one.id, one.name) for one in bodies], _("Only where it was referred.")
        ),
    }


def given(way: Way, correcting: bool) -> dict[str, Any]:
    """What the form begins with: a correction with what stands, an answer with the report of the same session."""
    stands = reading.standing(way.path.id)
    found = {}
    if correcting:
        for row in stands:
            for ask in [row.ask_id] if row.ask_id else [one.id for one in way.case.asks]:
                found |= {
                    f"verb_{ask}": row.verb,
                    f"paragraph_{ask}": row.paragraph,
                    f"text_{ask}": row.text,
                    f"reason_{ask}": row.reason,
                }
    known = stands[-1] if correcting and stands else reading.report_of(way)
    if known:
        day = known.decided_on if correcting else max(known.decided_on, way.path.considered_on or known.decided_on)
        return found | {"symbol": known.symbol, "url": known.url, "decided_on": day}
    return found | {"decided_on": way.path.considered_on}
