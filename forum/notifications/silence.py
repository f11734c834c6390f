"""Acts that the ledger keeps for histories and audit, and of which nobody is told."""

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
            "undertaking_withdrawn", "decision_kept", "decision_dropped", "due_day_set", "point_settled",
            "point_reopened", "wording_withdrawn",
        ),
        "register": ("shortened",),
        "interest": ("declared", "ended"),
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
