"""Jobs that send events and clean up. A try that fails is no error of the job: the delivery says when the next is due."""

import logging
import uuid

from turbota.exchange import queries
from turbota.exchange.operations import events, repeats
from turbota.kernel import clock, jobs

log = logging.getLogger(__name__)


@jobs.job("exchange.deliver")
def deliver(subscription_id: str) -> None:
    """Send what is due to one receiver."""
    events.deliver(subscription_id=uuid.UUID(subscription_id), at=clock.now())


@jobs.periodic_job("exchange.deliver_waiting", "* * * * *")
def deliver_waiting(timestamp: int) -> None:
    """Every minute: plan a turn for every receiver with an event whose time has come. Turns run beside each other."""
    for subscription_id in queries.subscriptions_due(at=clock.now()):
        jobs.plan("exchange.deliver", subscription_id=str(subscription_id))


@jobs.periodic_job("exchange.clean", "20 2 * * *")
def clean(timestamp: int) -> None:
    """Every night: keys of requests older than 30 days go, tokens that are over, and events delivered long ago."""
    log.info("exchange: %d keys of requests removed", repeats.clean(at=clock.now()))
    log.info("exchange: %d old deliveries of events removed", events.thin(at=clock.now()))
