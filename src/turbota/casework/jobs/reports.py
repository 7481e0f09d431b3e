"""Jobs of reports: alarms that nobody answers go on to the next ones."""

from turbota.casework import report_queries
from turbota.casework.operations import alarms
from turbota.kernel import clock, jobs


@jobs.periodic_job("casework.escalate_alarms", "* * * * *", queue=jobs.URGENT)
def escalate_alarms(timestamp: int) -> None:
    """Every minute: alarms that nobody answered in time call the next ones, each in a transaction of its own."""
    for alarm_id in report_queries.alarms_due(at=clock.now()):
        alarms.escalate(alarm_id=alarm_id, at=clock.now())
