"""What became of it: the chain, the public tracker, numbers with one definition each, and reports."""

from flask import Flask

from forum.kit import jobs, panels
from forum.reporting import views
from forum.reporting.operations import counting
from forum.reporting.views import chains, committee


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    panels.register("contribution", 60, "reporting", chains.contribution)
    panels.register("declaration", 60, "reporting", chains.declaration)
    panels.register("clause", 60, "reporting", chains.clause)
    panels.register("city", 60, "reporting", chains.city)
    panels.register("recommendation-margin", 60, "reporting", chains.recommendation)
    panels.register("papers", 50, "report", committee.panel)
    jobs.every(60, "count the tracker", counting.count_if_changed)
