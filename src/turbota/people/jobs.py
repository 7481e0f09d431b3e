"""The job that writes down mandates that are over."""

from turbota.kernel import clock, jobs
from turbota.people import mandates


@jobs.periodic_job("people.end_mandates", "5 0 * * *")
def end_mandates(timestamp: int) -> None:
    """End mandates whose last day has passed, in portions, until none is left."""
    while mandates.end_overdue(at=clock.now()):
        pass
