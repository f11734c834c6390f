"""The templates of an experience and a challenge, question group after question group, with help for each."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField

from forum.exchange.forms import fields
from forum.exchange.forms.fields import YEAR, Needed, SpokenDateField, filled, line, section
from forum.exchange.vocabulary import FACETS, FIELDS, LANGUAGES, PRINCIPLES, THEMES, TITLES, goals, indicators
from forum.kit.forms import CheckboxesField, Form, choices, stripped
from forum.kit.i18n import _, _l

Group = tuple[str, Any, tuple[str, ...]]


class ContributionForm(Form):
    """What both have; `as_draft` lets sections be empty, `groups` is the order on the page."""

    kind = ""
    groups: tuple[Group, ...] = ()
    as_draft = False
    title = line("title", _l("What was done, in words that another city would search for."), needed=_l("Give it a title."))
    summary = line("summary", _l("One sentence, shown in lists."), 500, needed=_l("Say it in one sentence."))
    language = SelectField(TITLES["language"], choices=choices(LANGUAGES.items()), default="en")
    theme = CheckboxesField(
        TITLES["theme"],
        [Needed(_l("Choose at least one theme."))],
        choices=choices(THEMES.items()),
        description=_l("By themes others find this, and the forum finds what is like it."),
    )
    sdg = CheckboxesField(TITLES["sdg"], choices=choices(zip(goals(), goals(), strict=True)))
    principle = CheckboxesField(TITLES["principle"], choices=choices(PRINCIPLES.items()))
    indicator = CheckboxesField(
        TITLES["indicator"],
        choices=choices(indicators().items()),
        description=_l("Where the result shows in your city's profile. Open a part to choose."),
    )
    sources = fields.rows("sources", fields.SourceRow, _l("Reports or pages where the figures can be checked."))
    note = StringField(_l("What changed"), [fields.Length(max=300)], description=_l("A few words for the history."))
    seen = HiddenField()

    @property
    def tags(self) -> dict[str, list[str]]:
        return {facet: list(self[facet].data or []) for facet in FACETS}

    @property
    def values(self) -> dict[str, Any]:
        """Column values, cleaned."""
        return {name: self._value(name) for name in FIELDS[self.kind]}

    def missing(self) -> list[str]:
        """The needed parts that are still empty, by their names; the completeness meter reads it."""
        needed = [name for name in self._fields if any(isinstance(v, Needed) for v in self[name].validators)]
        return [name for name in needed if not (stripped(d) if isinstance(d := self[name].data, str) else d)]

    def needed_count(self) -> int:
        return sum(1 for f in self if any(isinstance(v, Needed) for v in f.validators))

    def _value(self, name: str) -> Any:
        field = self[name]
        if name in ("results", "sources"):
            return filled(field)
        if name in ("year", "ended_year"):
            written = stripped(str(field.data or ""))
            return int(written) if YEAR.fullmatch(written) else None
        return field.data if name == "needed_by" else stripped(field.data)

    def validate_sources(self, field: Any) -> None:
        fields.judge_sources(self, field)


def _year(name: str, hint: Any, needed: Any = None) -> StringField:
    return StringField(TITLES[name], [Needed(needed)] if needed else [], description=hint)


class ExperienceForm(ContributionForm):
    kind = "experience"
    groups = (
        ("glance", _l("In one glance"), ("title", "summary", "language")),
        ("story", _l("Problem and action"), ("problem", "action", "year", "ended_year")),
        ("results", _l("Results"), ("result", "results", "figure", "figure_label")),
        ("means", _l("Cost and partners"), ("cost", "partners")),
        ("honest", _l("Limits and lessons"), ("limits", "lessons")),
        ("place", _l("Where it belongs"), ("theme", "sdg", "principle", "indicator")),
        ("proof", _l("Sources and contact"), ("sources", "contact")),
    )
    problem = section("problem", _l("What was wrong, for whom, and since when."))
    action = section("action", _l("Steps, in order, with years. Who decided, who did it."))
    year = _year("year", _l("A year, such as 2019."), _l("Say in which year it began."))
    ended_year = _year("ended_year", _l("Leave it empty while it goes on."))
    result = section("result", _l("What is different now, in words. If nothing was measured, say so."))
    results = fields.rows("results", fields.ResultRow, _l("One figure a row. Rows without words are left out."))
    figure = line("figure", _l("The one that you would tell a minister, such as “19 hectares”."), 40)
    figure_label = line("figure_label", _l("What it counts, such as “streets without through traffic”."), 120)
    cost = section("cost", _l("What it cost to begin and to keep going, in which currency, and who paid."))
    partners = section("partners", _l("Who took part beside the city, and in which role. “Nobody” is an answer."))
    limits = section("limits", _l("What it did not solve, who was not reached, what it made harder."))
    lessons = section("lessons", _l("What you would tell a city that begins today."))
    contact = line(
        "contact",
        _l("Who answers questions. Only your own city sees this; others ask to be put in touch."),
        300,
        needed=_l("Say who answers questions; only your own city sees it."),
    )

    def validate_results(self, field: Any) -> None:
        fields.judge_results(self, field)

    def validate_year(self, field: Any) -> None:
        _judge_year(field)

    def validate_ended_year(self, field: Any) -> None:
        _judge_year(field)
        begun, ended = self._value("year"), self._value("ended_year")
        if begun and ended and ended < begun:
            self.refuse("ended_year", _("It ended before it began; one of the two years is wrong."))

    def validate_figure_label(self, field: Any) -> None:
        if stripped(self.figure.data) and not stripped(field.data):
            self.refuse("figure_label", _("Say what the figure counts."))


class ChallengeForm(ContributionForm):
    kind = "challenge"
    groups = (
        ("glance", _l("In one glance"), ("title", "summary", "language")),
        ("story", _l("Where the city stands"), ("situation", "tried")),
        ("ask", _l("What would help"), ("asked", "needed_by", "budget", "constraints")),
        ("place", _l("Where it belongs"), ("theme", "sdg", "principle", "indicator")),
        ("proof", _l("Sources"), ("sources",)),
    )
    title = line("title", _l("What the city struggles with, as a question if you like."), needed=_l("Give it a title."))
    situation = section("situation", _l("For whom it is a problem, since when, with figures where you have them."))
    tried = section("tried", _l("So that nobody answers with it again, and why it was not enough."))
    asked = section("asked", _l("What you ask of other cities: an example, a contact, a text, a visit."))
    needed_by = SpokenDateField(TITLES["needed_by"], [Needed(_l("Say until when an answer helps."))],
        description=_l("After this day answers still count, but help less."))  # fmt: skip
    budget = line("budget", _l("What could be spent, or “none”."), 300, needed=_l("Say what could be spent."))
    constraints = section("constraints", _l("Law, time, land, people: what cannot be changed."))


def _judge_year(field: Any) -> None:
    written = stripped(str(field.data or ""))
    if written and not YEAR.fullmatch(written):
        field.errors = [*field.errors, _("A year has four digits, such as 2019.")]


FORMS: dict[str, type[ContributionForm]] = {"experience": ExperienceForm, "challenge": ChallengeForm}
