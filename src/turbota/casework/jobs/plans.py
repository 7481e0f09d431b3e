"""Jobs that follow a case to its plan, and the plan to the end of its case."""

import uuid

from turbota.access.actors import SYSTEM
from turbota.casework.operations import offering
from turbota.kernel import clock, jobs


@jobs.job("casework.expect_plan")
def expect_plan(subject_id: str, step_id: str) -> None:
    """A decision was taken on the case: the term of the individual plan runs."""
    offering.expect_plan(case_id=uuid.UUID(subject_id), by=SYSTEM, at=clock.now())


@jobs.job("casework.end_plans")
def end_plans(subject_id: str, step_id: str) -> None:
    """The case was closed: its plans end with it."""
    offering.end_with_case(case_id=uuid.UUID(subject_id), by=SYSTEM, at=clock.now())
