"""Other information systems: they hear of new stages, and what nobody signed goes."""

import logging
import uuid

from turbota.applications.models import (
    Application,
)
from turbota.applications.operations import receiving
from turbota.applications.operations.announcing import announce_step
from turbota.kernel import clock, jobs

log = logging.getLogger(__name__)


@jobs.job("applications.announce")
def announce(subject_id: str, step_id: str) -> None:
    """Other systems that follow the case learn its new stage."""
    application = Application.objects.select_related("client").get(pk=uuid.UUID(subject_id))
    announce_step(application, application.steps.get(pk=uuid.UUID(step_id)), at=clock.now())


@jobs.periodic_job("applications.drop_unsigned", "30 2 * * *")
def drop_unsigned(timestamp: int) -> None:
    """Every night: papers of other systems that nobody signed in a week go."""
    log.info("applications: %d unsigned papers removed", receiving.drop_unsigned(at=clock.now()))
