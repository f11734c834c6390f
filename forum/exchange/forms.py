"""The templates of an experience and a challenge, with help for each section."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from forum.kit.forms import Form
from forum.kit.i18n import _l

NEEDED = InputRequired(_l("Write something here; no section is left empty."))
LONGEST = Length(max=100_000, message=_l("This section is longer than 100,000 characters."))


def section(label, hint):
    return TextAreaField(label, [NEEDED, LONGEST], description=hint)


class ContributionForm(Form):
    title = StringField(
        _l("Title"),
        [InputRequired(_l("Give it a title.")), Length(max=200, message=_l("A title has at most 200 characters."))],
        description=_l("What was done, in words that another city would search for."),
    )
    summary = StringField(
        _l("Summary"),
        [InputRequired(_l("Say it in one sentence.")), Length(max=500, message=_l("A summary has at most 500 characters."))],
        description=_l("One sentence, shown in lists."),
    )
    seen = HiddenField()


class ExperienceForm(ContributionForm):
    problem = section(_l("Problem"), _l("What was wrong, for whom, and since when."))
    action = section(_l("What was done"), _l("Steps, in order, with years."))
    result = section(_l("Results"), _l("Figures with unit, baseline year and who measured them."))
    cost = section(_l("Cost and funding"), _l("What it cost, and who paid."))
    partners = section(_l("Partners"), _l("Who took part beside the city."))
    limits = section(_l("Limits"), _l("What it did not solve."))
    lessons = section(_l("Lessons"), _l("What you would tell a city that begins today."))


class ChallengeForm(ContributionForm):
    situation = section(_l("Situation"), _l("Where the city stands."))
    asked = section(_l("What the city needs"), _l("What you ask of other cities, and by when."))
    tried = section(_l("What was tried"), _l("So that nobody answers with it again."))
    constraints = section(_l("Constraints"), _l("Budget, law, time."))


FORMS = {"experience": ExperienceForm, "challenge": ChallengeForm}
