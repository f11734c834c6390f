"""What the style guide's specimens say: invented, of usual length, and once of the greatest."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, Form, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from forum.kit import clock
from forum.kit.verdict import Verdict

LONG = (
    "Declaration of the cities on rivers, lakes and their shores, on the people who live beside them and on what "
    "Donaudampfschifffahrtsgesellschaften, harbours and neighbouring municipalities owe to each other in dry years"
)
SCALE = (("t14", 14), ("t16", 16), ("t18", 18), ("t21", 21), ("t27", 27), ("t36", 36), ("t48", 48))
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")
COLOURS = (
    "paper", "sheet", "quiet", "ink", "ink-soft", "line", "line-strong", "accent", "accent-strong", "accent-field",
    "open", "open-field", "waiting", "waiting-field", "agreed", "agreed-field", "refused", "refused-field", "mark",
)  # fmt: skip
MEANINGS = (("open", "Open for signature"), ("waiting", "In screening"), ("agreed", "Adopted"), ("refused", "Not forwarded"))
STAGES = (
    ("Drafting", "done"), ("Consultation", "done"), ("Silence procedure", "current"), ("Open for signature", ""),
    ("Adopted", ""), ("Closed", ""),
)  # fmt: skip
CITIES = ("Porto Claro", "Järvilinna", "Zelenohora", "Ålmark", "Łąkowo", "Новоречье", "Şahinköy", "Ķemeri", "Évreuil")
SEGMENTS = (("same", "Commit to keeping the rain of "), ("removed", "half an hour"), ("added", "one hour"),
            ("same", " on every square that we build;"))  # fmt: skip


class Specimen(Form):
    """Fields as the pages have them: empty, filled in, refused, long."""

    empty = StringField("Title", description="Say what was done and where, in one line.")
    filled = StringField("Title of another", description="Say what was done and where, in one line.")
    error = StringField("Who measured", [InputRequired("Say who measured the result.")])
    long = TextAreaField("Problem", [Length(max=600)], description="What did not work, and for whom?")
    themes = SelectMultipleField(
        "Themes",
        choices=[("water", "Water"), ("heat", "Heat")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    agreed = BooleanField("Our council has agreed to this text")


def specimen() -> Specimen:
    form = Specimen(data={"filled": "Shade on twelve squares", "long": f"{LONG}. {LONG}.", "themes": ["water"]})
    form.validate(extra_validators={})
    return form


def everything() -> dict[str, Any]:
    now = clock.now()
    moments = [now - dt.timedelta(days=40), now - dt.timedelta(days=12), now - dt.timedelta(hours=3)]
    happened = ("Porto Claro began it", "The Bureau opened the consultation", "Järvilinna proposed amendment 2")
    return {
        "long": LONG,
        "scale": SCALE,
        "spaces": SPACES,
        "colours": COLOURS,
        "meanings": MEANINGS,
        "stages": [SimpleNamespace(label=label, state=state, note="") for label, state in STAGES],
        "cities": [SimpleNamespace(name=name, tone=sum(map(ord, name)) % 8 + 1) for name in CITIES],
        "segments": SEGMENTS,
        "form": specimen(),
        "moments": moments,
        "events": [SimpleNamespace(text=t, url="", when=m) for t, m in zip(happened, moments, strict=True)],
        "verdict": Verdict(False, "The deadline passed on 3 March.", "The chair can open a new version."),
        "facets_of": [
            SimpleNamespace(
                label="Country",
                options=[SimpleNamespace(label=n, url="#", current=c, count=k) for n, c, k in COUNTRIES],
            )
        ],
        "tabs_of": [SimpleNamespace(label=n, url="#", current=not i, count=9 - i) for i, n in enumerate(VIEWS)],
        "rows": ROWS,
    }


COUNTRIES = (
    ("Finland", False, 12),
    ("Portugal", True, 7),
    ("United Kingdom of Great Britain and Northern Ireland", False, 1),
)
VIEWS = ("All in review", "Mine", "Overdue")
ROWS = (
    ("One office for a street that is renewed", "Järvilinna", "waiting", "Screening", "14 March 2027"),
    ("Night trains between neighbouring cities", "Valdoro", "open", "Submitted", "21 March 2027"),
    (LONG, "Altynköl", "refused", "Not forwarded", "2 January 2027"),
)
