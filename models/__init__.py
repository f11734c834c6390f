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
from models.ask import Addressee, Ask, RecommendationTerm, RecommendationText, RecommendationTheme
from models.base import Base, db
from models.body import AgendaItem, Body, BodyMember, BodySession
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
from models.follow_up import FollowUpReport, Milestone, Undertaking
from models.history import NextText, TextOrder
from models.installation import Setting
from models.joining import JoinRequest
from models.mandate import Mandate, MandateEnding, MandateVerification, Role
from models.moderation import Appeal, AppealDecision, Flag, Impersonation, ModerationDecision
from models.notification import Notification, OutboxMail
from models.paper import KeptFigure, Paper, PaperFile
from models.parallel import ParallelClause, ParallelText, VersionText
from models.passkey import Passkey, PasskeyChallenge, PasskeyEnrolment
from models.path import BodyQuestion, Disposition, Path, PathDocument, PathMove, Position, WordingSuggestion
from models.pause import DraftingPause, PauseLift
from models.person import Authenticator, Person, RecoveryCode
from models.recommendation import Evidence, Recommendation, RecommendationMove, Sponsor
from models.recovery import FactorRecovery
from models.register import RegisterEntry, RegisterNode, SiteKey, TreeHead
from models.registered import RegisteredAct
from models.returning import Extension, ReturnPoint, ReturnRound, WordingProposal
from models.review import Assignment, Forwarding, ForwardingConfirmation, ReviewNote
from models.screening import (
    ChecklistItem,
    ChecklistTick,
    DeclaredInterest,
    Merger,
    PendingDecision,
    Publication,
    QueueTag,
    ReviewUndo,
    SplitOrigin,
)
from models.search import SearchDocument
from models.signature import DeclarationAdoption, Signature, SignatureWithdrawal
from models.signing import Objection, SignatureContest, SigningIntent, SigningRequest

__all__ = [
    "AccreditationDecision",
    "AccreditationProposal",
    "Addressee",
    "Adoption",
    "AgendaItem",
    "Amendment",
    "AmendmentCollision",
    "AmendmentDecision",
    "AmendmentRevision",
    "AmendmentSponsor",
    "Answer",
    "Appeal",
    "AppealDecision",
    "Ask",
    "Assignment",
    "Authenticator",
    "Base",
    "Body",
    "BodyMember",
    "BodyQuestion",
    "BodySession",
    "Challenge",
    "ChallengeClosure",
    "ChecklistItem",
    "ChecklistTick",
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
    "DeclaredInterest",
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
    "Extension",
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
    "JoinRequest",
    "KeptFigure",
    "KeptForm",
    "LedgerEvent",
    "Likeness",
    "Mandate",
    "MandateEnding",
    "MandateVerification",
    "Mention",
    "Merger",
    "Milestone",
    "ModerationDecision",
    "NextText",
    "Notification",
    "Objection",
    "OneTimeLink",
    "OutboxMail",
    "Paper",
    "PaperFile",
    "ParallelClause",
    "ParallelText",
    "Passkey",
    "PasskeyChallenge",
    "PasskeyEnrolment",
    "Path",
    "PathDocument",
    "PathMove",
    "PauseLift",
    "PendingDecision",
    "Person",
    "Position",
    "Publication",
    "QueueTag",
    "Reaction",
    "Recommendation",
    "RecommendationMove",
    "RecommendationTerm",
    "RecommendationText",
    "RecommendationTheme",
    "RecoveryCode",
    "RegisterEntry",
    "RegisterNode",
    "RegisteredAct",
    "ReturnPoint",
    "ReturnRound",
    "ReviewNote",
    "ReviewUndo",
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
    "SplitOrigin",
    "Sponsor",
    "SponsorAnswer",
    "SponsorRequest",
    "StageChange",
    "Suggestion",
    "SuggestionDecision",
    "TextOrder",
    "TreeHead",
    "Undertaking",
    "Upload",
    "Version",
    "VersionText",
    "WebSession",
    "WordingProposal",
    "WordingSuggestion",
    "db",
]
