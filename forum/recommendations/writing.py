"""The form in which a recommendation is written: numbered asks, the bodies, why, costs, themes and language."""

import re
from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, SelectField
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from forum.exchange.vocabulary import THEMES
from forum.kit.forms import CheckboxesField, Form, choices, line, stripped, words
from forum.kit.i18n import _, _l
from forum.kit.numbers import number as number_of
from forum.recommendations.asks import MOST_ASKS, VERBS, AskWords

LANGUAGES = {"en": "English", "fr": "Français", "ru": "Русский"}
PART = re.compile(r"ask-(\d{1,3})-(id|verb|text|of_whom)")
LONGEST_ASK, LONGEST_WHOM, MOST_BODIES = 4_000, 200, 5
COUNTED = {"ask": 120, "why": 900, "costs": 300}  # words, from which on a body reads no further


def rows_of(formdata: Any) -> list[AskWords]:
    """The asks that were typed, in the order of their numbers; one field of a form from before counts as one."""
    numbers = sorted({int(found[1]) for name in formdata if (found := PART.fullmatch(name))})
    if not numbers and formdata.get("asked"):
        return [AskWords(stripped(formdata["asked"]))]
    found = []
    for number in numbers:
        text, verb, whom, identity = (
            stripped(formdata.get(f"ask-{number}-{part}")) for part in ("text", "verb", "of_whom", "id")
        )
        known = number_of(identity)
        found.append(AskWords(text, verb if verb in VERBS else "", whom, known))
    return found


def typed(asks: Iterable[AskWords]) -> dict[str, str]:
    """The asks as a form sends them."""
    sent: dict[str, str] = {}
    for number, ask in enumerate(asks, 1):
        sent[f"ask-{number}-id"] = str(ask.id or "")
        sent |= {f"ask-{number}-{part}": getattr(ask, part) for part in ("verb", "text", "of_whom")}
    return sent


class AsksField(Field):
    """All numbered asks; `row_errors` says what is wrong by number, and `id` leads to the first of these."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        self.process_errors, self.row_errors = [], {}
        rows = rows_of(formdata) if formdata else []
        self.data = rows or list(data if data is not unset_value and data else []) or [AskWords("")]

    @property
    def written(self) -> list[AskWords]:
        """Without the rows in which nothing stands."""
        return [ask for ask in self.data if ask.text or ask.verb or ask.of_whom]

    def pre_validate(self, form: Any) -> None:
        self.row_errors = {number: wrong for number, ask in enumerate(self.data, 1) if (wrong := _wrong(ask))}
        if not self.written:
            self.row_errors = {1: _("Say what the body is asked to do.")}
        elif len(self.written) > MOST_ASKS:
            self.row_errors[MOST_ASKS + 1] = _("A recommendation has at most 12 asks.")
        for number, sentence in self.row_errors.items():
            self.id = f"ask-{number}-text"
            raise ValidationError(sentence)


def _wrong(ask: AskWords) -> str:
    if (ask.verb or ask.of_whom) and not ask.text:
        return _("Say what is asked after the verb, or remove this ask.")
    if len(ask.text) > LONGEST_ASK:
        return _("This ask is longer than 4,000 characters.")
    return _("This line is too long.") if len(ask.of_whom) > LONGEST_WHOM else ""


class WordsForm(Form):
    title = line(_l("Title"), _l("Give it a title."), _l("What is asked, in one line."))
    bodies = CheckboxesField(
        _l("Bodies"), coerce=int, validate_choice=False, description=_l("The intergovernmental bodies that you ask.")
    )
    asks = AsksField(_l("What is asked"))
    why = words(_l("Why"), _l("Say why."), _l("What cities have learned, and what the body can change."))
    costs = words(_l("Costs and resources"), hint=_l("What it takes of the body and of States, and what cities bring."))
    themes = CheckboxesField(_l("Themes"), choices=choices(THEMES.items()))
    language = SelectField(_l("Language of the text"), choices=choices(LANGUAGES.items()), default="en")
    seen = HiddenField()

    def validate_bodies(self, field: Any) -> None:
        known = [choice.value for choice in field.choices]
        if not field.data or not set(field.data) <= set(known):
            raise ValidationError(_("Choose a body from the list."))
        if len(field.data) > MOST_BODIES:
            raise ValidationError(_("A recommendation goes to at most five bodies."))

    def validate_themes(self, field: Any) -> None:
        if not set(field.data or []) <= set(THEMES):
            raise ValidationError(_("Choose themes from the list."))


def rearranged(sent: Any, asks: list[AskWords]) -> MultiDict[str, str]:
    """All that was typed, with these asks in the place of those that were sent."""
    others = [(name, value) for name, value in sent.items(multi=True) if not PART.fullmatch(name) and name != "asked"]
    return MultiDict([*others, *typed(asks).items()])
