"""What is stored: columns, constraints and relations, one noun a file. What is allowed stands in `forum`."""

from models.access import Draft, HandledForm, Invitation, KeptForm, OneTimeLink, WebSession
from models.agreement import ClauseAgreement
from models.amendment import (
    Amendment,
    AmendmentCollision,
    AmendmentDecision,
    AmendmentRevision,
    AmendmentSponsor,
    CollisionAnswer,
    SponsorAnswer,
    SponsorRequest,
)
from models.anchor import CommentAnchor, CommentResolution
from models.base import Base, db
from models.body import Body, BodySession
from models.city import AccreditationDecision, AccreditationProposal, City
from models.consolidation import Consolidation, ConsolidationChoice, ConsolidationLink, ConsolidationWording
from models.contribution import (
    Adoption,
    Answer,
    Challenge,
    ChallengeClosure,
    ContactRequest,
    Contribution,
    ContributionTag,
    Experience,
    FacetCount,
    Likeness,
    Revision,
    Upload,
)
from models.declaration import (
    Clause,
    ClauseEdit,
    Declaration,
    DraftingCity,
    InvitedObserver,
    Snapshot,
    StageChange,
    Version,
)
from models.discussion import Comment, CommentRevision, Follow, Mention, Reaction
from models.drafting import DraftingClient, DraftingText, DraftingUpdate, Suggestion, SuggestionDecision
from models.event import LedgerEvent
from models.export import Export
from models.history import NextText, TextOrder
from models.installation import Setting
from models.mandate import Mandate, MandateEnding, MandateVerification, Role
from models.moderation import Appeal, AppealDecision, Flag, Impersonation, ModerationDecision
from models.notification import Notification, OutboxMail
from models.parallel import ParallelClause, ParallelText, VersionText
from models.passkey import Passkey, PasskeyChallenge, PasskeyEnrolment
from models.pause import DraftingPause, PauseLift
from models.person import Authenticator, Person, RecoveryCode
from models.recommendation import Evidence, FollowUpReport, Recommendation, RecommendationMove, Sponsor
from models.recovery import FactorRecovery
from models.register import RegisterEntry, RegisterNode, SiteKey, TreeHead
from models.registered import RegisteredAct
from models.review import Assignment, Disposition, Forwarding, ForwardingConfirmation, ReturnPoint, ReviewNote
from models.search import SearchDocument
from models.signature import DeclarationAdoption, Signature, SignatureWithdrawal
from models.signing import Objection, SignatureContest, SigningIntent, SigningRequest

__all__ = [
    "AccreditationDecision",
    "AccreditationProposal",
    "Adoption",
    "Amendment",
    "AmendmentCollision",
    "AmendmentDecision",
    "AmendmentRevision",
    "AmendmentSponsor",
    "Answer",
    "Appeal",
    "AppealDecision",
    "Assignment",
    "Authenticator",
    "Base",
    "Body",
    "BodySession",
    "Challenge",
    "ChallengeClosure",
    "City",
    "Clause",
    "ClauseAgreement",
    "ClauseEdit",
    "CollisionAnswer",
    "Comment",
    "CommentAnchor",
    "CommentResolution",
    "CommentRevision",
    "Consolidation",
    "ConsolidationChoice",
    "ConsolidationLink",
    "ConsolidationWording",
    "ContactRequest",
    "Contribution",
    "ContributionTag",
    "Declaration",
    "DeclarationAdoption",
    "Disposition",
    "Draft",
    "DraftingCity",
    "DraftingClient",
    "DraftingPause",
    "DraftingText",
    "DraftingUpdate",
    "Evidence",
    "Experience",
    "Export",
    "FacetCount",
    "FactorRecovery",
    "Flag",
    "Follow",
    "FollowUpReport",
    "Forwarding",
    "ForwardingConfirmation",
    "HandledForm",
    "Impersonation",
    "Invitation",
    "InvitedObserver",
    "KeptForm",
    "LedgerEvent",
    "Likeness",
    "Mandate",
    "MandateEnding",
    "MandateVerification",
    "Mention",
    "ModerationDecision",
    "NextText",
    "Notification",
    "Objection",
    "OneTimeLink",
    "OutboxMail",
    "ParallelClause",
    "ParallelText",
    "Passkey",
    "PasskeyChallenge",
    "PasskeyEnrolment",
    "PauseLift",
    "Person",
    "Reaction",
    "Recommendation",
    "RecommendationMove",
    "RecoveryCode",
    "RegisterEntry",
    "RegisterNode",
    "RegisteredAct",
    "ReturnPoint",
    "ReviewNote",
    "Revision",
    "Role",
    "SearchDocument",
    "Setting",
    "Signature",
    "SignatureContest",
    "SignatureWithdrawal",
    "SigningIntent",
    "SigningRequest",
    "SiteKey",
    "Snapshot",
    "Sponsor",
    "SponsorAnswer",
    "SponsorRequest",
    "StageChange",
    "Suggestion",
    "SuggestionDecision",
    "TextOrder",
    "TreeHead",
    "Upload",
    "Version",
    "VersionText",
    "WebSession",
    "db",
]
