"""An accepted application gets its case; an approved decision moves it."""

import uuid

from turbota.applications.models import ApplicationStep
from turbota.casework.models import CaseManager
from turbota.casework.operations import applying, deciding
from turbota.decisions.models import DecisionStep
from turbota.kernel import jobs


@jobs.job("casework.open_for_application", queue=jobs.URGENT)
def open_for_application(subject_id: str, step_id: str) -> None:
    """Open or join the case of an accepted application for services."""
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    applying.case_for_application(application_id=uuid.UUID(subject_id), at=step.at)


@jobs.job("casework.applications_follow", queue=jobs.URGENT)
def applications_follow(subject_id: str, step_id: str) -> None:
    """Applications in work go with the case to its new manager; `step_id` is the row of the manager."""
    given = CaseManager.objects.get(pk=uuid.UUID(step_id))
    applying.follow_manager(case_id=uuid.UUID(subject_id), at=given.since)


@jobs.job("casework.decided", queue=jobs.URGENT)
def decided(subject_id: str, step_id: str) -> None:
    """Move the case of an approved decision about services."""
    step = DecisionStep.objects.get(pk=uuid.UUID(step_id))
    deciding.case_decided(decision_id=uuid.UUID(subject_id), at=step.at)
