"""The tables, one file an idea. What a row means is said here once; rooms read and write them by ``repository``."""

from service.models.audit import AuditRow
from service.models.cases import Case, CaseStep, Decision, Draft, Merge, Note, Skip
from service.models.deliveries import Delivery, Recipient
from service.models.files import Attachment, AttachmentPage
from service.models.keys import DataKeyRow
from service.models.people import ApiKey, OnCall, OptOut, SavedView, School, SignIn, User
from service.models.reports import AssessmentRow, Letter, Mention, Report
from service.models.retention import Erasure, ErasureRequest, Hold
from service.models.root import Base
from service.models.search import SearchToken

__all__ = [
    "ApiKey",
    "AssessmentRow",
    "Attachment",
    "AttachmentPage",
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
    "Letter",
    "Mention",
    "Merge",
    "Note",
    "OnCall",
    "OptOut",
    "Recipient",
    "Report",
    "SavedView",
    "School",
    "SearchToken",
    "SignIn",
    "Skip",
    "User",
]
