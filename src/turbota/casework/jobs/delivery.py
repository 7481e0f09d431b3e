"""Jobs of referrals: no answer in time, a provider who closed, places that became free."""

import logging

from turbota.casework import delivery_queries as queries
from turbota.casework.operations import answering
from turbota.kernel import clock, jobs

logger = logging.getLogger(__name__)


@jobs.periodic_job("casework.watch_referrals", "*/5 * * * *")
def watch_referrals(timestamp: int) -> None:
    """Every five minutes: what fell back to the managers, and who moved up in line."""
    settle()


@jobs.job("casework.provider_moved", queue=jobs.URGENT)
def provider_moved(subject_id: str, step_id: str) -> None:
    """A provider was suspended or excluded: its referrals fall back at once."""
    settle()


def settle() -> None:
    """Expire what nobody answered, send back what is stranded, give free places on. Run twice, it does nothing more."""
    at = clock.now()
    expired = sum(answering.expire(referral_id=pk, at=at) for pk in queries.unanswered(at))
    fallen = sum(answering.fall_back(referral_id=pk, at=at) for pk in queries.stranded(clock.day_of(at)))
    moved = sum(answering.give_places(offer_id=pk, at=at) for pk in queries.with_a_line(clock.day_of(at)))
    if expired or fallen or moved:
        logger.info("referrals: expired %s, fallen back %s, called up %s", expired, fallen, moved)
