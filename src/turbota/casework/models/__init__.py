"""Rows of case management: reports, cases with their members and managers, teams, delivery, outcomes."""

from turbota.casework.models.cases import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.models.delivery import (
    CaseNotice,
    Contract,
    Referral,
    ReferralStep,
    Visit,
    VisitConfirmation,
)
from turbota.casework.models.outcomes import AfterCheck, Outcome, OutcomeLine, Review, ReviewLine
from turbota.casework.models.reports import Report, ReportStep
from turbota.casework.models.teams import TeamMember

__all__ = [
    "AfterCheck", "Case", "CaseManager", "CaseMember", "CaseNotice", "CaseStep", "Contract", "Outcome", "OutcomeLine",
    "Referral", "ReferralStep", "Report", "ReportStep", "Review", "ReviewLine", "TeamMember", "Visit",
    "VisitConfirmation",
]  # fmt: skip
