"""Jobs that send letters. A try that fails is not an error of the job: the delivery says when the next one
is due.
"""

import uuid

from turbota.kernel import clock, jobs
from turbota.messages import operations, queries


@jobs.job("messages.send_email", queue=jobs.URGENT)
def send_email(delivery_id: str) -> None:
    """Send one letter if it is due."""
    operations.send_email(delivery_id=uuid.UUID(delivery_id), at=clock.now())


@jobs.periodic_job("messages.send_waiting", "* * * * *")
def send_waiting(timestamp: int) -> None:
    """Every minute: try the letters that waited long enough after a failure, or whose worker died.

    When nobody answers at the mail server the rest waits for the next minute and keeps its tries: a server that
    swallows connections must not hold the workers.
    """
    for delivery_id in queries.letters_due(at=clock.now()):
        failure = operations.send_email(delivery_id=delivery_id, at=clock.now())
        if failure is not None and failure.no_server:
            return
