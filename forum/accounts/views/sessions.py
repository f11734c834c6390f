"""Where one is signed in; ending a session; choosing the mandate under which one acts."""

from flask import abort, flash, g, redirect, request, url_for

from forum.accounts.browsers import in_words
from forum.accounts.operations.settings import act_under
from forum.accounts.queries import sessions as queries
from forum.accounts.sessions import end_session, end_sessions
from forum.accounts.views.blueprint import blueprint, me, own_account, renew
from forum.accounts.views.settings import settings_page
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import local_path


@blueprint.get("/settings/sessions")
@own_account
def sessions():
    rows = queries.alive(me().id, current_actor().is_staff)
    return settings_page("sessions", rows=rows, current=g.web_session.id, in_words=in_words)


@blueprint.post("/settings/sessions/<int:identity>/ending")
@own_account
def end_one_session(identity: int):
    row = queries.find(me().id, identity)
    if row is None:
        abort(404)
    end_session(row)
    flash(_("That session has ended."))
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.post("/settings/sessions/ending")
@own_account
def end_other_sessions():
    end_sessions(me().id, but=g.web_session.id)
    flash(_("All other sessions have ended."))
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.post("/acting")
@own_account
def act_as():
    """The mandate of the acts to come; the session's token is renewed."""
    chosen = request.form.get("mandate", "")
    if not chosen.isdecimal():
        abort(404)
    act_under(g.web_session, current_actor(), int(chosen))
    return renew(redirect(local_path(request.form.get("next")), 303))
