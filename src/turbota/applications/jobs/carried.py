"""Answers of the check of rights that nobody took are not kept."""

import logging

from turbota.applications.operations import carrying
from turbota.kernel import clock, jobs

log = logging.getLogger(__name__)


@jobs.periodic_job("applications.drop_carried", "*/5 * * * *")
def drop_carried(timestamp: int) -> None:
    """Every five minutes: what waits longer than half an hour goes."""
    log.info("applications: %d carried answers dropped", carrying.drop_carried(at=clock.now()))
