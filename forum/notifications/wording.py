"""What an act is called when people are told of it; %(who)s is a byline, %(title)s the thing."""

from typing import Any

from forum.kit.i18n import _, _l
from models import LedgerEvent

SENTENCES: dict[str, Any] = {
    "experience.published": _l("%(who)s posted an experience: %(title)s"),
    "experience.edited": _l("%(who)s revised the experience %(title)s"),
    "experience.adopted": _l("%(who)s did this too: %(title)s"),
    "experience.outcome_told": _l("%(who)s told what came of adopting %(title)s"),
    "experience.contact_requested": _l("%(who)s asks to be put in touch about %(title)s"),
    "challenge.published": _l("%(who)s posted a challenge: %(title)s"),
    "challenge.edited": _l("%(who)s revised the challenge %(title)s"),
    "challenge.answered": _l("%(who)s answered the challenge %(title)s"),
    "challenge.closed": _l("%(who)s closed the challenge %(title)s and said what was used"),
    "comment.posted": _l("%(who)s commented on %(title)s"),
    "comment.withdrawn": _l("%(who)s took back a comment on %(title)s"),
    "comment.edited": _l("%(who)s mentioned you or your city in a comment on %(title)s"),
    "comment.held": _l("A first comment on %(title)s waits for approval"),
    "declaration.begun": _l("%(who)s began the declaration %(title)s"),
    "declaration.city_invited": _l("%(who)s invites your city to draft %(title)s"),
    "declaration.observer_invited": _l("%(who)s invites you to read and comment on %(title)s"),
    "declaration.described": _l("%(who)s revised the purpose of %(title)s"),
    "declaration.clause_added": _l("%(who)s added a paragraph to %(title)s"),
    "declaration.clause_changed": _l("%(who)s changed a paragraph of %(title)s"),
    "declaration.clause_moved": _l("%(who)s moved a paragraph of %(title)s"),
    "declaration.clause_removed": _l("%(who)s removed a paragraph of %(title)s"),
    "declaration.text_restored": _l("%(who)s restored an earlier text of %(title)s"),
    "declaration.snapshot_taken": _l("%(who)s kept a snapshot of %(title)s"),
    "declaration.delegate_asked": _l("%(who)s passes %(title)s to you: read it and prepare the signature"),
    "declaration.amendment_sponsored": _l("%(who)s supports an amendment to %(title)s"),
    "declaration.amendment_withdrawn": _l("%(who)s withdrew an amendment to %(title)s"),
    "declaration.amendment_proposed": _l("%(who)s proposes an amendment to %(title)s"),
    "declaration.amendment_accepted": _l("An amendment to %(title)s was accepted"),
    "declaration.amendment_rejected": _l("An amendment to %(title)s was rejected"),
    "declaration.consolidated": _l("%(who)s decided on the amendments to %(title)s together"),
    "declaration.consolidation_shared": _l("%(who)s shared the decisions being made on %(title)s"),
    "declaration.consolidation_unshared": _l("%(who)s ended the link to the decisions being made on %(title)s"),
    "amendment.sponsors_asked": _l("%(who)s asks your city to sponsor an amendment to %(title)s"),
    "amendment.sponsor_declined": _l("%(who)s declined to sponsor an amendment to %(title)s"),
    "amendment.collided": _l("Your city's amendment to %(title)s collides with what was decided"),
    "amendment.rewritten": _l("%(who)s wrote an amendment to %(title)s anew after a collision"),
    "amendment.kept": _l("%(who)s keeps an amendment to %(title)s as it is after a collision"),
    "declaration.suggestion_accepted": _l("Your suggestion in %(title)s was accepted"),
    "declaration.suggestion_rejected": _l("Your suggestion in %(title)s was rejected"),
    "declaration.consultation_opened": _l("%(title)s is open for consultation"),
    "declaration.suggestion_made": _l("%(who)s suggested words in %(title)s"),
    "declaration.text_written": _l("%(who)s wrote in %(title)s"),
    "declaration.talk_resolved": _l("%(who)s resolved a talk about %(title)s"),
    "declaration.talk_reopened": _l("%(who)s opened a talk about %(title)s again"),
    "declaration.agreement_marked": _l("%(who)s marked what is agreed of %(title)s"),
    "declaration.deadline_moved": _l("The consultation on %(title)s has another deadline"),
    "declaration.consultation_closing": _l("The consultation on %(title)s ends within a day"),
    "declaration.consultation_ended": _l("The consultation on %(title)s has ended"),
    "declaration.silence_closing": _l("The silence procedure on %(title)s ends within a day"),
    "declaration.silence_started": _l("The silence procedure on %(title)s has begun"),
    "declaration.silence_broken": _l("%(who)s broke the silence on %(title)s"),
    "declaration.silence_ended": _l("Nobody broke the silence on %(title)s"),
    "declaration.unfrozen": _l("%(who)s took %(title)s back to drafting; nobody had signed it"),
    "declaration.drafting_paused": _l("%(who)s closed %(title)s for editing"),
    "declaration.pause_lifted": _l("%(who)s opened %(title)s for editing again"),
    "declaration.drafting_resumed": _l("%(title)s went back to drafting"),
    "declaration.opened": _l("%(title)s is open for signature"),
    "declaration.signature_prepared": _l("%(who)s prepared your signature of %(title)s"),
    "declaration.preparation_taken_back": _l("%(who)s took back the signature prepared for %(title)s"),
    "declaration.preparation_voided": _l("The signature of %(who)s prepared for %(title)s is void: a mandate ended"),
    "declaration.signed": _l("%(who)s signed %(title)s"),
    "declaration.declined": _l("%(who)s declined to sign %(title)s"),
    "declaration.signature_withdrawn": _l("%(who)s withdrew the signature of %(title)s"),
    "declaration.withdrawal_noted": _l("%(who)s noted the withdrawal of the signature of %(title)s, after closing"),
    "declaration.adopted": _l("%(title)s was adopted"),
    "declaration.closed": _l("%(title)s is closed"),
    "declaration.translation_begun": _l("%(who)s began a translation of %(title)s"),
    "declaration.translation_changed": _l("%(who)s translated a paragraph of %(title)s"),
    "declaration.translation_finished": _l("A translation of %(title)s is complete"),
    "declaration.version_issued": _l("A new version of %(title)s changes its substance"),
    "declaration.corrected": _l("A correction of %(title)s is open to objection"),
    "declaration.correction_objected": _l("%(who)s objected to the correction of %(title)s"),
    "declaration.signing_closing": _l("Signing of %(title)s ends within a day, and your city has not answered"),
    "declaration.act_contested": _l("“This was not me”: an act under %(title)s is contested"),
    "declaration.contest_looked_into": _l("What was found about a contested act under %(title)s waits for a second person"),
    "declaration.contest_settled": _l("The secretariat has settled the contested act under %(title)s"),
    "recommendation.begun": _l("%(who)s began the recommendation %(title)s"),
    "recommendation.edited": _l("%(who)s revised the recommendation %(title)s"),
    "recommendation.translated": _l("%(who)s said %(title)s in another language"),
    "recommendation.noted": _l("A note was added to %(title)s"),
    "recommendation.sponsor_invited": _l("%(who)s invites your city to sponsor %(title)s"),
    "recommendation.sponsor_agreed": _l("%(who)s sponsors %(title)s"),
    "recommendation.sponsor_left": _l("%(who)s is no longer a sponsor of %(title)s"),
    "recommendation.joining_asked": _l("%(who)s asks to be taken in as a sponsor of %(title)s"),
    "recommendation.joining_accepted": _l("%(who)s took another city in as a sponsor of %(title)s"),
    "recommendation.joining_declined": _l("%(who)s did not take your city in as a sponsor of %(title)s"),
    "recommendation.submitted": _l("%(who)s submitted the recommendation %(title)s"),
    "recommendation.assigned": _l("%(title)s is yours to screen"),
    "recommendation.returned": _l("%(title)s was returned with numbered points"),
    "recommendation.resubmitted": _l("%(title)s was submitted again with answers"),
    "recommendation.accepted": _l("The secretariat accepted %(title)s"),
    "recommendation.cleared": _l("The Bureau cleared %(title)s"),
    "recommendation.forwarding_prepared": _l("The forwarding of %(title)s waits for a second person"),
    "recommendation.not_forwarding_prepared": _l("Not to forward %(title)s waits for a second person"),
    "recommendation.preparation_sent_back": _l("What you prepared for %(title)s was sent back to you"),
    "recommendation.forwarded": _l("%(title)s was forwarded to %(body)s"),
    "recommendation.not_forwarded": _l("%(title)s will not be forwarded"),
    "recommendation.considered": _l("%(body)s considered %(title)s"),
    "recommendation.disposed": _l("%(body)s answered %(title)s"),
    "recommendation.deferred": _l("%(body)s deferred %(title)s to another session"),
    "recommendation.referred": _l("%(body)s referred %(title)s to another body"),
    "recommendation.referral_taken_back": _l("%(title)s is not before %(body)s any more"),
    "recommendation.answer_corrected": _l("What %(body)s answered to %(title)s was corrected"),
    "recommendation.follow_up_begun": _l("The follow-up of %(title)s has begun"),
    "recommendation.milestone_set": _l("A milestone was set for %(title)s"),
    "recommendation.undertaken": _l("%(who)s does now what %(title)s asks"),
    "recommendation.undertaking_withdrawn": _l("%(who)s took back that it does what %(title)s asks"),
    "recommendation.document_added": _l("A document of %(body)s was added to %(title)s"),
    "recommendation.document_removed": _l("A document of %(body)s was taken off %(title)s"),
    "recommendation.review_set": _l("The day of the review of %(title)s was set"),
    "recommendation.review_due": _l("The follow-up of %(title)s waits to be looked at again"),
    "recommendation.progress_reported": _l("%(who)s reported progress on %(title)s"),
    "recommendation.closed": _l("%(title)s is closed"),
    "recommendation.merged": _l("%(title)s was merged into another recommendation"),
    "recommendation.decision_kept": _l("A decision on %(title)s was kept to be published later"),
    "recommendation.decision_dropped": _l("A decision on %(title)s that was kept was dropped"),
    "publication.published": _l("Decisions were published together: %(title)s"),
    "publication.letters_released": _l("Letters were let go: %(title)s"),
    "publication.letter_retained": _l("A letter was kept back: %(title)s"),
    "recommendation.unmerged": _l("%(title)s stands by itself again: the merger was taken apart"),
    "recommendation.took_in": _l(
        "Another recommendation was merged into %(title)s; the cities that made it are asked to join"
    ),
    "recommendation.gave_back": _l("What was merged into %(title)s stands by itself again"),
    "recommendation.split": _l("The secretariat split %(title)s in two; your city is asked to agree again"),
    "recommendation.split_off": _l("%(title)s was split from another recommendation; your city is asked to agree to it"),
    "recommendation.withdrawn": _l("%(who)s withdrew %(title)s"),
    "paper.composed": _l("%(who)s composed a paper that waits for a second person: %(title)s"),
    "paper.published": _l("%(who)s published the paper %(title)s"),
    "city.proposed": _l("The accreditation of %(title)s waits for a second person"),
    "city.refused": _l("The accreditation of %(title)s was refused; see the reason"),
    "city.accredited": _l("%(title)s joined the forum"),
    "register.shortened": _l("The register goes on without entries that were published. %(title)s"),
    "body.added": _l("The body %(title)s was added"),
    "body.session_added": _l("A session was added: %(title)s"),
    "body.edited": _l("What is said of the body %(title)s was changed"),
    "body.session_edited": _l("A session was changed: %(title)s"),
    "body.session_moved": _l("A session or the day of its documents has moved: %(title)s"),
    "body.agenda_changed": _l("The agenda was changed: %(title)s"),
    "body.position_stated": _l("%(who)s stated a position on %(title)s"),
    "body.wording_suggested": _l("%(who)s suggested wording for %(title)s"),
    "body.suggestion_withdrawn": _l("%(who)s withdrew suggested wording for %(title)s"),
    "recommendation.question_asked": _l("%(who)s asks the sponsors of %(title)s a question"),
    "recommendation.question_answered": _l("%(who)s answered the question about %(title)s"),
    "recommendation.question_due": _l("A question about %(title)s is due and not answered yet"),
    "body.member_added": _l("A member was entered: %(title)s"),
    "body.member_changed": _l("A membership was changed: %(title)s"),
    "person.invited": _l("%(title)s was invited"),
    "person.joined": _l("%(title)s joined the forum"),
    "person.password_changed": _l("The password of %(title)s was changed"),
    "person.signed_in": _l("%(title)s signed in"),
    "person.viewed_as": _l("%(who)s viewed the site as %(title)s"),
    "person.closed": _l("The account of %(title)s was closed"),
    "person.second_factor_set": _l("%(title)s set up a second factor"),
    "person.address_changed": _l("The mail address of %(title)s was changed"),
    "person.second_factor_removed": _l("%(title)s removed the second factor"),
    "person.passkey_added": _l("%(title)s added a passkey"),
    "person.passkey_removed": _l("%(title)s removed a passkey"),
    "person.passkey_enrolled": _l("A passkey was enrolled for a mandate: %(title)s"),
    "person.passkey_counter_fell": _l("The counter of a passkey went backwards: %(title)s"),
    "person.recovery_asked": _l("%(who)s asks to remove the lost second factor of %(title)s"),
    "person.recovery_agreed": _l("%(who)s agreed to remove the lost second factor of %(title)s"),
    "person.recovery_stopped": _l("The recovery of a lost second factor was stopped: %(title)s"),
    "person.recovery_done": _l("The lost second factor of %(title)s was removed"),
    "mandate.added": _l("A mandate waits to be verified: %(title)s"),
    "mandate.ended": _l("Your mandate has ended: %(title)s"),
    "mandate.verified": _l("Your mandate was verified: %(title)s"),
    "moderation.flagged": _l("A reader flagged a text in %(title)s"),
    "moderation.flagged_again": _l("Another reader flagged a text in %(title)s"),
    "moderation.kept": _l("A flagged text in %(title)s was kept"),
    "moderation.refused": _l("Your comment on %(title)s was not approved; see the rule and how to appeal"),
    "moderation.restored": _l("Your text in %(title)s is shown again"),
    "moderation.hidden": _l("Your text in %(title)s was hidden; see the rule and how to appeal"),
    "moderation.approved": _l("Your comment on %(title)s is shown"),
    "moderation.flag_settled": _l("The secretariat decided on what you flagged in %(title)s"),
    "moderation.appealed": _l("An appeal about %(title)s waits for another person's decision"),
    "moderation.appeal_decided": _l("The appeal about %(title)s was decided"),
}

# Acts that the ledger keeps for histories and audit, and of which nobody is told.
SILENT = frozenset(
    f"{subject}.{act}"
    for subject, acts in {
        "challenge": ("edited",),
        "comment": ("withdrawn",),
        "declaration": (
            "begun", "described", "clause_added", "clause_changed", "clause_moved", "clause_removed", "text_restored",
            "snapshot_taken", "consolidation_shared", "consolidation_unshared", "text_written", "suggestion_made",
            "translation_begun", "translation_changed",
        ),
        "recommendation": (
            "begun", "edited", "noted", "translated", "document_added", "document_removed", "review_set",
            "undertaking_withdrawn", "decision_kept", "decision_dropped",
        ),
        "register": ("shortened",),
        "publication": ("published", "letters_released", "letter_retained"),
        "body": ("added", "edited", "session_added", "session_edited", "agenda_changed", "member_added", "member_changed",
                 "suggestion_withdrawn"),
        "person": (
            "invited", "joined", "password_changed", "signed_in", "viewed_as", "closed", "second_factor_set",
            "second_factor_removed", "address_changed", "passkey_added", "passkey_removed", "passkey_enrolled",
        ),
        "moderation": ("flagged_again", "kept"),
    }.items()
    for act in acts
)  # fmt: skip


def sentence(event: LedgerEvent, who: str | None = None) -> str:
    """The act in one sentence; `event.person` and its mandate must be loaded unless `who` is given."""
    template = SENTENCES.get(event.verb)
    if template is None:
        return event.title
    return str(template) % {"who": who or byline(event), "title": event.title, "body": body(event)}


def parts(event: LedgerEvent) -> tuple[str, str, str]:
    """The sentence cut at the thing: (before, title, after), so that a page can set the title apart."""
    template = str(SENTENCES.get(event.verb, "%(title)s"))
    before, _title, after = template.partition("%(title)s")
    names = {"who": byline(event), "body": body(event)}
    return before % names, event.title, after % names


def body(event: LedgerEvent) -> str:
    """The body or bodies that an act is about, where the act says so."""
    return event.data.get("body") or _("the body")


def byline(event: LedgerEvent) -> str:
    return event.city.name if event.city else (event.person.name if event.person else _("The forum"))
