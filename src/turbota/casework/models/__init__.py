"""Rows of case management: reports, cases with their members and managers, plans, teams and what they do together."""

from turbota.casework.models.assessments import Assessment, AssessmentStep
from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.meetings import (
    Attendance,
    CaseMessage,
    CaseMessageRead,
    CaseTask,
    CaseTaskStep,
    Meeting,
)
from turbota.casework.models.plans import Agreement, Goal, Measure, Need, Plan, PlanStep
from turbota.casework.models.reports import Report, ReportStep
from turbota.casework.models.teams import TeamMember

__all__ = [
    "Agreement",
    "Assessment",
    "AssessmentStep",
    "Attendance",
    "Case",
    "CaseManager",
    "CaseMember",
    "CaseMessage",
    "CaseMessageRead",
    "CaseStep",
    "CaseTask",
    "CaseTaskStep",
    "Goal",
    "Measure",
    "Meeting",
    "Need",
    "Plan",
    "PlanStep",
    "Report",
    "ReportStep",
    "TeamMember",
]
