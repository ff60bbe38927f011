"""The tables, one file an idea. What a row means is said here once; rooms read and write them by ``repository``."""

from service.models.audit import AuditGap, AuditLink, AuditRow
from service.models.cases import Case, CaseStep, Decision, Draft, Merge, Note, Skip
from service.models.deliveries import Delivery, Recipient
from service.models.files import Attachment, AttachmentPage
from service.models.impartiality import Alias, KnownAs, Named
from service.models.keys import DataKeyRow
from service.models.people import (
    ApiKey,
    Link,
    OnCall,
    OptOut,
    RecoveryCode,
    SavedView,
    School,
    SecondFactor,
    SignIn,
    User,
)
from service.models.reports import AssessmentRow, Letter, Mention, Report
from service.models.retention import Erasure, ErasureRequest, Hold
from service.models.root import Base
from service.models.search import SearchToken

__all__ = [
    "Alias",
    "ApiKey",
    "AssessmentRow",
    "Attachment",
    "AttachmentPage",
    "AuditGap",
    "AuditLink",
    "AuditRow",
    "Base",
    "Case",
    "CaseStep",
    "DataKeyRow",
    "Decision",
    "Delivery",
    "Draft",
    "Erasure",
    "ErasureRequest",
    "Hold",
    "KnownAs",
    "Letter",
    "Link",
    "Mention",
    "Merge",
    "Named",
    "Note",
    "OnCall",
    "OptOut",
    "Recipient",
    "RecoveryCode",
    "Report",
    "SavedView",
    "School",
    "SearchToken",
    "SecondFactor",
    "SignIn",
    "Skip",
    "User",
]
