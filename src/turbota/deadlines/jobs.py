"""The job that writes down terms that are over."""

import logging

from turbota.deadlines import operations
from turbota.kernel import clock, jobs

logger = logging.getLogger(__name__)


@jobs.periodic_job("deadlines.watch", "*/5 * * * *")
def watch(timestamp: int) -> None:
    """Mark running clocks whose term is over, in portions, until none is left."""
    found = 0
    while portion := operations.mark_late(at=clock.now()):
        found += portion
    if found:
        logger.info("terms over: %s", found)
