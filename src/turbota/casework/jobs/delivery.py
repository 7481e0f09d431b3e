"""Jobs of referrals, reviews and outcomes: silence, a provider who closed, free places, the end of a case."""

import logging
import uuid

from turbota.casework import delivery_queries as queries
from turbota.casework.operations import answering, outcomes, reviewing
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
    ended = sum(answering.end_by_term(referral_id=pk, at=at) for pk in queries.over(clock.day_of(at)))
    moved = sum(answering.give_places(offer_id=pk, at=at) for pk in queries.with_a_line(clock.day_of(at)))
    for case_id in queries.to_check(at):
        outcomes.remind(case_id=case_id, at=at)
    if expired or fallen or ended or moved:
        logger.info(
            "referrals: expired %s, fallen back %s, ended %s, called up %s", expired, fallen, ended, moved
        )


@jobs.job("casework.plan_first_review")
def plan_first_review(subject_id: str, step_id: str) -> None:
    """A case is served from now on: the clock of its first review starts."""
    reviewing.plan_first(case_id=uuid.UUID(subject_id), at=clock.now())


@jobs.job("casework.measure_outcome")
def measure_outcome(subject_id: str, step_id: str) -> None:
    """A case was closed: its outcome is measured, the check after it is due."""
    outcomes.measure(case_id=uuid.UUID(subject_id), at=clock.now())


@jobs.job("casework.stop_after_check")
def stop_after_check(subject_id: str, step_id: str) -> None:
    """A case was opened again."""
    outcomes.stop_after_check(case_id=uuid.UUID(subject_id), at=clock.now())
