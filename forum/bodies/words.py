"""What kinds of members and of documents are called."""

from forum.kit.i18n import _l

KINDS = {
    "chair": _l("Chair"),
    "vice-chair": _l("Vice-chair"),
    "member": _l("Member"),
    "observer": _l("Observer"),
}
MANY = {"chair": _l("Chair"), "vice-chair": _l("Vice-chairs"), "member": _l("Members"), "observer": _l("Observers")}
DOCUMENTS = {
    "pre-session": _l("Pre-session documents due"),
    "in-session": _l("In-session documents due"),
    "post-session": _l("Post-session documents due"),
}
FITS = {
    "pre-session": _l("pre-session document"),
    "in-session": _l("in-session document"),
    "too-long": _l("too long"),
    "late": _l("too late"),
}
