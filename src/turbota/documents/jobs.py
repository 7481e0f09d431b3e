"""Housekeeping of the store: nightly sweep, weekly reading of every file, and text of new scans every minute."""

import logging

from turbota.documents import operations, recognition
from turbota.kernel import clock, jobs

log = logging.getLogger(__name__)


@jobs.periodic_job("documents.sweep", "40 2 * * *")
def sweep(timestamp: int) -> None:
    """Remove what rolled back transactions and crashes left on the disk."""
    log.info("documents: %d leftovers removed", operations.sweep())


@jobs.periodic_job("documents.verify", "10 3 * * 0")
def verify(timestamp: int) -> None:
    """Read every file; each that is not whole is an error in the log, by its id only."""
    for damage in operations.verify_store():
        log.error("documents: file %s is %s", damage.file_id, damage.kind)


@jobs.periodic_job("documents.recognise", "* * * * *")
def recognise(timestamp: int) -> None:
    """Read the text of scans that came since, for less than a minute; the rest waits for the next one."""
    recognition.recognise_newest(at=clock.now(), seconds=45)
