"""The job that seals the audit."""

import logging

from turbota.audit import operations
from turbota.kernel import clock, jobs

logger = logging.getLogger(__name__)


@jobs.periodic_job("audit.seal", "* * * * * */5", queue=jobs.URGENT)
def seal(timestamp: int) -> None:
    """Seal what waits. The number and digest of the block go to the log: proof kept outside the database."""
    block = operations.seal(at=clock.now())
    if block is not None:
        logger.info("audit block %s of %s events sealed: %s", block.number, block.count, block.digest)
