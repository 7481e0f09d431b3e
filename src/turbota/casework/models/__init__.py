"""Rows of case management: reports, cases with their members and managers, teams."""

from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.links import CaseApplication
from turbota.casework.models.reports import Report, ReportStep
from turbota.casework.models.teams import TeamMember

__all__ = [
    "Case",
    "CaseApplication",
    "CaseManager",
    "CaseMember",
    "CaseStep",
    "Report",
    "ReportStep",
    "TeamMember",
]
