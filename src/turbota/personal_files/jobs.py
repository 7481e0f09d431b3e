"""What follows an acceptance and a decision: the file opens by itself, the awards open by themselves."""

import uuid

from turbota.applications.models import ApplicationStep
from turbota.kernel import jobs
from turbota.personal_files import operations


@jobs.job("personal_files.open", queue=jobs.URGENT)
def open_file(subject_id: str, step_id: str) -> None:
    """Open the personal file of an accepted application as of the moment of acceptance."""
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    operations.open_file(application_id=uuid.UUID(subject_id), at=step.at)


@jobs.job("personal_files.adopt")
def adopt(newcomer_id: str, person_id: str) -> None:
    """A human confirmed that the newcomer is the person we know: the newcomer's files are hers."""
    operations.adopt(newcomer_id=uuid.UUID(newcomer_id), person_id=uuid.UUID(person_id))


@jobs.job("personal_files.open_award", queue=jobs.URGENT)
def open_award(subject_id: str, step_id: str) -> None:
    """Open the awards of an approved decision."""
    operations.open_awards(decision_id=uuid.UUID(subject_id))


@jobs.job("personal_files.end_award", queue=jobs.URGENT)
def end_award(subject_id: str, step_id: str) -> None:
    """End the awards of an annulled decision."""
    operations.end_awards(annulment_id=uuid.UUID(subject_id))
