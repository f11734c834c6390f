"""The page of the installation; it exists for those who administer."""

from flask import abort, flash, redirect, url_for

from forum.accounts.forms.installation import InstallationForm
from forum.accounts.operations.installation import can_change_installation, change_installation
from forum.accounts.views.blueprint import blueprint
from forum.kit import site
from forum.kit.guards import staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from models import Role


@blueprint.get("/installation")
@staff_only
def installation():
    chosen = site.values()
    return _page(InstallationForm(**(chosen | {"name": chosen["name"] or _("Forum of Cities")})), 200)


@blueprint.post("/installation")
@staff_only
def installation_post():
    form = InstallationForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    change_installation(current_actor(), {name: str(form[name].data) for name in site.CHOSEN})
    flash(_("Saved. Every page shows it within a minute."))
    return redirect(url_for("accounts.installation"), 303)


def _page(form: InstallationForm, status: int):
    actor = current_actor()
    if Role.ADMIN not in actor.roles:
        abort(404)
    return render("accounts/installation.html", form=form, verdict=can_change_installation(actor)), status
