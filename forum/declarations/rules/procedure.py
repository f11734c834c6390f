"""Who moves a declaration from stage to stage, and what must be true of it."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.correcting import no_correction_is_open
from forum.declarations.rules.people import chairs, for_city, of_bureau, of_lead, of_lead_or_bureau
from forum.declarations.text import checks
from forum.kit.i18n import _
from forum.kit.templating import exact
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse


def opens_consultation(dossier: Dossier, actor: Actor) -> Verdict:
    return first_refusal(of_lead(dossier, actor), has_operative_text(dossier))


def moves_deadline(dossier: Dossier, actor: Actor) -> Verdict:
    """The end of the consultation, sooner or later, also after it has passed."""
    return of_lead_or_bureau(dossier, actor)


def starts_silence(dossier: Dossier, actor: Actor) -> Verdict:
    return first_refusal(of_bureau(actor), consultation_has_ended(dossier), has_operative_text(dossier))


def consultation_has_ended(dossier: Dossier) -> Verdict:
    """Cities were given a time to answer, and have all of it."""
    ends = dossier.row.consultation_ends_at
    if ends is None or dossier.consultation_is_over:
        return ALLOWED
    return refuse(
        _("The consultation runs until %(when)s.", when=exact(ends)),
        _("The lead city or the Bureau can bring its deadline forward with a reason."),
    )


def breaks_silence(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := for_city(actor)):
        return verdict
    if dossier.silence_is_over:
        return refuse(_("The silence procedure has ended; nobody broke it."), _("The chair opens the text for signature."))
    return ALLOWED


def resumes_drafting(dossier: Dossier, actor: Actor) -> Verdict:
    """The lead city takes its text back; the Bureau may as well."""
    return of_lead_or_bureau(dossier, actor)


def opens_signature(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := chairs(actor)):
        return verdict
    if not dossier.silence_is_over:
        return refuse(_("The silence procedure still runs."), _("It ends by itself at its deadline."))
    return first_refusal(has_operative_text(dossier), nothing_hidden(dossier))


def unfreezes(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := chairs(actor)):
        return verdict
    if dossier.signatures:
        return refuse(_("A city has signed this text; it is not opened again."), _("The chair can issue a new version."))
    return ALLOWED


def issues_version(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := chairs(actor)):
        return verdict
    if not dossier.signatures:
        return refuse(_("No city has signed yet."), _("Go back to drafting instead."))
    return first_refusal(no_correction_is_open(dossier), nothing_hidden(dossier))


def adopts(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := chairs(actor)):
        return verdict
    if not dossier.standing:
        return refuse(_("No signature stands under this text."), _("A mayor signs first."))
    return no_correction_is_open(dossier)


def closes(dossier: Dossier, actor: Actor) -> Verdict:
    return first_refusal(chairs(actor), no_correction_is_open(dossier))


def has_operative_text(dossier: Dossier) -> Verdict:
    if not any(c.kind == "operative" and c.text.strip() for c in dossier.clauses):
        return refuse(_("The text has no operative paragraph yet."), _("The drafting group adds one."))
    return ALLOWED


def nothing_hidden(dossier: Dossier) -> Verdict:
    found = checks.hidden(dossier.clauses)
    if found:
        return refuse(_("The text holds characters that nobody sees."), " ".join(hint.sentence for hint in found[:5]))
    return ALLOWED
