"""Rows of case management: reports, cases with their members and managers, plans, teams and what they do together."""

from turbota.casework.models.alarms import Alarm, AlarmCall, DutyShift
from turbota.casework.models.assessments import Assessment, AssessmentStep
from turbota.casework.models.card import CaseChange, CaseFactor
from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.contracts import ContractPaper, ContractSignature
from turbota.casework.models.delivery import (
    CaseNotice,
    Contract,
    Referral,
    ReferralStep,
    Visit,
    VisitConfirmation,
)
from turbota.casework.models.emergency import EmergencyAct, EmergencyStep
from turbota.casework.models.links import CaseApplication
from turbota.casework.models.meetings import (
    Attendance,
    CaseMessage,
    CaseMessageRead,
    CaseTask,
    CaseTaskStep,
    Meeting,
)
from turbota.casework.models.outcomes import AfterCheck, Outcome, OutcomeLine, Review, ReviewLine
from turbota.casework.models.plans import Agreement, Goal, Measure, Need, Plan, PlanStep
from turbota.casework.models.reports import Report, ReportPhoto, ReportStep
from turbota.casework.models.supervision import Approval, ApprovalStep, MemberClaim, StageRule
from turbota.casework.models.teams import TeamMember

__all__ = [
    "AfterCheck",
    "Agreement",
    "Alarm",
    "AlarmCall",
    "Approval",
    "ApprovalStep",
    "Assessment",
    "AssessmentStep",
    "Attendance",
    "Case",
    "CaseApplication",
    "CaseChange",
    "CaseFactor",
    "CaseManager",
    "CaseMember",
    "CaseMessage",
    "CaseMessageRead",
    "CaseNotice",
    "CaseStep",
    "CaseTask",
    "CaseTaskStep",
    "Contract",
    "ContractPaper",
    "ContractSignature",
    "DutyShift",
    "EmergencyAct",
    "EmergencyStep",
    "Goal",
    "Measure",
    "Meeting",
    "MemberClaim",
    "Need",
    "Outcome",
    "OutcomeLine",
    "Plan",
    "PlanStep",
    "Referral",
    "ReferralStep",
    "Report",
    "ReportPhoto",
    "ReportStep",
    "Review",
    "ReviewLine",
    "StageRule",
    "TeamMember",
    "Visit",
    "VisitConfirmation",
]
