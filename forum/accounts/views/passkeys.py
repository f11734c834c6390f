"""Passkeys in the settings: the list, adding and removing a device, and enrolling it for an office."""

from flask import abort, flash, g, redirect, url_for

from forum.accounts.actor import title_of
from forum.accounts.forms.passkeys import KeyForm, NameForm
from forum.accounts.limits import by_address
from forum.accounts.operations import passkeys as acts
from forum.accounts.queries import mandates as mandate_queries
from forum.accounts.queries import passkeys as queries
from forum.accounts.rules import passkeys as rules
from forum.accounts.rules.delegation import in_words
from forum.accounts.views.blueprint import afterwards, blueprint, come_from, me, own_account, renew
from forum.accounts.views.proving import as_json, proved
from forum.accounts.views.settings import settings_page
from forum.kit import site
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.verdict import Refused
from models import Mandate, Passkey

HERE = "/settings/passkeys"


@blueprint.get(HERE)
@own_account
def passkeys():
    come_from()
    return _list(NameForm(formdata=None), 200)


@blueprint.get(f"{HERE}/new")
@own_account
@proved
def new_passkey():
    return _new(KeyForm(), 200)


@blueprint.post(f"{HERE}/new/options")
@own_account
@proved
@by_address("30/minute")
def new_passkey_options():
    return as_json(lambda: acts.registration_options(current_actor()))


@blueprint.post(f"{HERE}/new")
@own_account
@proved
@by_address("30/minute")
def add_passkey():
    form = KeyForm()
    if not form.validate_on_submit():
        return _new(form, 422)
    try:
        row = acts.register(current_actor(), form.credential.data or "", form.name.data or "")
    except Refused as refused:
        return _new(form, 422, refused.verdict.line)
    flash(_("“%(name)s” is added. A mail tells you of it.", name=row.name))
    waiting = [mandate for mandate in _signing() if mandate.id in [m.id for m in current_actor().mandates]]
    if waiting:
        return redirect(url_for("accounts.enrolment", identity=row.id, mandate_id=waiting[0].id), 303)
    return redirect(url_for("accounts.passkeys"), 303)


@blueprint.post(f"{HERE}/<int:identity>/name")
@own_account
def rename_passkey(identity: int):
    row, form = _mine(identity), NameForm()
    if not form.validate_on_submit():
        return _list(form, 422, renamed=row.id)
    acts.rename(current_actor(), row, form.name.data or "")
    flash(_("Saved."))
    return redirect(url_for("accounts.passkeys"), 303)


@blueprint.get(f"{HERE}/<int:identity>/removal")
@own_account
@proved
def passkey_removal(identity: int):
    return settings_page("passkey_removal", tab="passkeys", row=_mine(identity), enrolled=_enrolled(_mine(identity)))


@blueprint.post(f"{HERE}/<int:identity>/removal")
@own_account
@proved
def remove_passkey(identity: int):
    row = _mine(identity)
    acts.remove(current_actor(), row, g.web_session.id)
    flash(_("“%(name)s” is removed, and all other sessions have ended. A mail tells you of it.", name=row.name))
    return renew(redirect(url_for("accounts.passkeys"), 303))


@blueprint.get(f"{HERE}/<int:identity>/enrolment/<int:mandate_id>")
@own_account
@proved
def enrolment(identity: int, mandate_id: int):
    """What the register will hold for everybody to read, before it is written."""
    return _enrolment(_mine(identity), _my_mandate(mandate_id), 200)


@blueprint.post(f"{HERE}/<int:identity>/enrolment/<int:mandate_id>")
@own_account
@proved
def enrol_passkey(identity: int, mandate_id: int):
    row, mandate = _mine(identity), _my_mandate(mandate_id)
    acts.enrol(current_actor(), row, mandate)
    flash(_("“%(name)s” signs from now on as %(title)s.", name=row.name, title=title_of(mandate)))
    return redirect(afterwards(url_for("accounts.passkeys")), 303)


def _mine(identity: int) -> Passkey:
    row = queries.find(identity)
    if row is None or row.person_id != current_actor().person_id or row.removed_at:
        abort(404)
    return row


def _my_mandate(mandate_id: int) -> Mandate:
    mandate = queries.mandate(mandate_id)
    if mandate is None or mandate.person_id != current_actor().person_id:
        abort(404)
    return mandate


def _signing() -> list[Mandate]:
    """The offices in which one signs for a city today."""
    return [mandate for mandate in mandate_queries.of_person(me().id) if rules.signs(mandate)]


def _enrolled(row: Passkey) -> list[str]:
    counting = {one.mandate_id for one in row.enrolments if not one.revoked_at}
    return [title_of(mandate) for mandate in mandate_queries.of_person(row.person_id) if mandate.id in counting]


def _list(form: NameForm, status: int, renamed: int = 0):
    rows, mandates = queries.of_person(me().id), _signing()
    standing = {row.id: {one.mandate_id for one in row.enrolments if not one.revoked_at} for row in rows}
    return settings_page(
        "passkeys",
        form,
        status,
        rows=rows,
        removed=queries.removed(me().id),
        mandates=mandates,
        standing=standing,
        first=not any(standing.values()),
        renamed=renamed,
        title_of=title_of,
        verdict=rules.can_register(current_actor(), len(rows)),
    )


def _new(form: KeyForm, status: int, sentence: str = ""):
    verdict = rules.can_register(current_actor(), queries.how_many(me().id))
    address = site.origins()[-1]
    return settings_page("passkey_new", form, status, "passkeys", verdict=verdict, sentence=sentence, address=address)


def _enrolment(row: Passkey, mandate: Mandate, status: int):
    there = queries.enrolment(row.id, mandate.id)
    verdict = rules.can_enrol(current_actor(), row, mandate, there if there and not there.revoked_at else None)
    return settings_page(
        "passkey_enrolment",
        None,
        status,
        "passkeys",
        row=row,
        mandate=mandate,
        title=title_of(mandate),
        verdict=verdict,
        delegated=in_words(mandate),
    )
