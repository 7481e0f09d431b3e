"""Rows of case management: reports, cases with their members and managers, teams."""

from turbota.casework.models.alarms import Alarm, AlarmCall, DutyShift
from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.reports import Report, ReportPhoto, ReportStep
from turbota.casework.models.teams import TeamMember

__all__ = [
    "Alarm",
    "AlarmCall",
    "Case",
    "CaseManager",
    "CaseMember",
    "CaseStep",
    "DutyShift",
    "Report",
    "ReportPhoto",
    "ReportStep",
    "TeamMember",
]
