"""Rows of applications: the case with its documents, and its handover by registers."""

from turbota.applications.models.carried import CarriedAnswers
from turbota.applications.models.case import (
    Application,
    ApplicationStep,
    Assignment,
    Attachment,
    CompletionRequest,
    CompletionRequestQuerySet,
    Confirmation,
    Holding,
    MissingDocument,
    MomentRange,
)
from turbota.applications.models.handover import (
    AlarmStep,
    HandoverAlarm,
    HandoverDocument,
    HandoverLine,
    HandoverReceipt,
    HandoverRegister,
)

__all__ = [
    "AlarmStep",
    "Application",
    "ApplicationStep",
    "Assignment",
    "Attachment",
    "CarriedAnswers",
    "CompletionRequest",
    "CompletionRequestQuerySet",
    "Confirmation",
    "HandoverAlarm",
    "HandoverDocument",
    "HandoverLine",
    "HandoverReceipt",
    "HandoverRegister",
    "Holding",
    "MissingDocument",
    "MomentRange",
]
