"""What the forum is, how it works, who does what; and the meetings that it grew out of."""

from forum.declarations import workflow as declarations
from forum.desk.views.blueprint import blueprint
from forum.kit.templating import render
from forum.kit.text import first_large
from forum.moderation.words import RULES
from forum.recommendations import workflow as recommendations
from forum.reporting.editions import editions as all_editions
from models.recommendation import Stage

WAY = (Stage.DRAFT, Stage.SUBMITTED, Stage.SCREENING, Stage.ACCEPTED, Stage.CLEARED, Stage.FORWARDED, Stage.CONSIDERED,
       Stage.DISPOSITION, Stage.FOLLOW_UP, Stage.CLOSED)  # fmt: skip


@blueprint.get("/about")
def about():
    return render(
        "desk/about.html",
        declaration_steps=[first_large(label) for label in declarations.LABELS.values()],
        recommendation_steps=[first_large(recommendations.LABELS[stage]) for stage in WAY],
        rules=RULES.values(),
    )


@blueprint.get("/editions")
def editions():
    return render("desk/editions.html", editions=all_editions())
