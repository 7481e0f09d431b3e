"""How the queue of jobs stands, for monitoring: numbers only."""

from dataclasses import dataclass

from django.db import connection

from turbota.kernel.jobs import WAITING

HEARTBEAT_SECONDS = 60

_WORKERS = (
    "select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)"
)
_DUE = """
    select count(distinct job.id), coalesce(extract(epoch from now() - min(coalesce(scheduled_at, event.at))), 0)
      from procrastinate_jobs job
      left join procrastinate_events event on event.job_id = job.id and event.type = 'deferred'
     where status = %s and (scheduled_at is null or scheduled_at <= now())
"""
_KEPT = "select queue_name, status::text, count(*) from procrastinate_jobs group by queue_name, status"


@dataclass(frozen=True)
class Standing:
    """Workers that said in the last minute that they live, due jobs, and how long the oldest of those waits."""

    workers: int
    due: int
    oldest_seconds: float


def standing() -> Standing:
    """The queue as it stands now. Raises DatabaseError without a database."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS, [HEARTBEAT_SECONDS])
        workers = cursor.fetchone()[0]
        cursor.execute(_DUE, [WAITING])
        due, age = cursor.fetchone()
    return Standing(workers, due, float(age))


def kept() -> dict[tuple[str, str], int]:
    """How many jobs are kept, by queue and state; done ones are deleted, failed ones stay."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return {(queue, state): count for queue, state, count in cursor.fetchall()}
