"""A lost second factor: the page of the secretariat for each step, and the two ways in which the person stops it."""

from collections.abc import Callable

from flask import abort, flash, redirect, url_for

from forum.accounts.actor import Actor
from forum.accounts.forms.recovery import RecoveryForm
from forum.accounts.limits import by_address
from forum.accounts.operations import recovery as acts
from forum.accounts.operations import second_factor
from forum.accounts.operations.links import find_link
from forum.accounts.queries import people as people_queries
from forum.accounts.queries import recovery as queries
from forum.accounts.rules import recovery as rules
from forum.accounts.views.blueprint import blueprint, own_account
from forum.accounts.views.door import spent_page
from forum.kit import site
from forum.kit.guards import staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import FactorRecovery, Person


@blueprint.get("/people/<int:identity>/recovery")
@staff_only
def recovery(identity: int):
    return _page(_person(identity), RecoveryForm(formdata=None), 200)


@blueprint.post("/people/<int:identity>/recovery")
@staff_only
def ask_for_recovery(identity: int):
    who, form = _person(identity), RecoveryForm()
    if form.validate_on_submit():
        try:
            acts.ask(current_actor(), who, form.reason.data or "")
        except Refused as refused:
            form.refuse("reason", refused.verdict.line)
        else:
            flash(_("Asked. A second person decides; the person has been told by mail."))
            return _back(identity)
    return _page(who, form, 422)


@blueprint.post("/recoveries/<int:identity>/agreement")
@staff_only
def agree_to_recovery(identity: int):
    return _step(
        identity, acts.agree, _("Agreed. The person has been told by mail, and can stop it while the waiting period runs.")
    )


@blueprint.post("/recoveries/<int:identity>/completion")
@staff_only
def finish_recovery(identity: int):
    return _step(
        identity,
        acts.finish,
        _("Second factor and passkeys are removed. A link for a new password is on its way to the person."),
    )


@blueprint.post("/recoveries/<int:identity>/stop")
@staff_only
def stop_recovery(identity: int):
    return _step(identity, acts.stop, _("Stopped. Nothing has changed for the person."))


@blueprint.post("/settings/recovery/stop")
@own_account
def stop_my_recovery():
    row = queries.under_way(current_actor().person_id or 0) or abort(404)
    acts.stop(current_actor(), row)
    flash(_("Stopped. Your second factor stays."))
    return redirect(url_for("accounts.second_factor"), 303)


@blueprint.get("/recovery/<token>")
def recovery_stop(token: str):
    if find_link("keep-factor", token) is None:
        return spent_page("keep-factor")
    return render("accounts/recovery_stop.html")


@blueprint.post("/recovery/<token>")
@by_address("20/minute")
def recovery_stop_post(token: str):
    if find_link("keep-factor", token) is None:
        return spent_page("keep-factor")
    acts.stop_by_link(token)
    flash(_("Stopped. Your second factor stays."))
    return redirect(url_for("accounts.sign_in"), 303)


def _person(identity: int) -> Person:
    return people_queries.find(identity) or abort(404)


def _step(identity: int, act: Callable[[Actor, FactorRecovery], None], done: str):
    row = queries.find(identity) or abort(404)
    act(current_actor(), row)
    flash(done)
    return _back(row.person_id)


def _back(person_id: int):
    return redirect(url_for("accounts.recovery", identity=person_id), 303)


def badge_of(row: FactorRecovery) -> tuple[str, str]:
    """Meaning and words, for each state."""
    words = {
        "asked": ("waiting", _("waits for a second person")),
        "waiting": ("waiting", _("agreed; the waiting period runs")),
        "ready": ("open", _("ready")),
        "done": ("agreed", _("done")),
        "stopped": ("refused", _("stopped")),
        "lapsed": ("", _("lapsed")),
    }
    return words[rules.state_of(row)]


def _page(who: Person, form: RecoveryForm, status: int):
    actor, current = current_actor(), queries.under_way(who.id)
    factor = second_factor.enrolled(who.id) is not None
    rows = queries.of_person(who.id)
    page = render(
        "accounts/people/recovery.html",
        person=who,
        form=form,
        current=current,
        rows=rows,
        badges={row.id: badge_of(row) for row in rows},
        hours=int(site.value("recovery_hours")),
        may_ask=rules.can_ask(actor, who, factor, current is not None),
        may_agree=rules.can_agree(actor, current) if current else None,
        may_finish=rules.can_finish(actor, current) if current else None,
        may_stop=rules.can_stop(actor, current) if current else None,
    )
    return page, status
