"""Rows of case management: reports, cases with their members and managers, teams."""

from turbota.casework.models.card import CaseChange, CaseFactor
from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.reports import Report, ReportStep
from turbota.casework.models.supervision import Approval, ApprovalStep, MemberClaim, StageRule
from turbota.casework.models.teams import TeamMember

__all__ = [
    "Approval",
    "ApprovalStep",
    "Case",
    "CaseChange",
    "CaseFactor",
    "CaseManager",
    "CaseMember",
    "CaseStep",
    "MemberClaim",
    "Report",
    "ReportStep",
    "StageRule",
    "TeamMember",
]
