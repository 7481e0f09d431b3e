"""The state of the parts, for the supervisor and for monitoring. Says nothing of people."""

import socket
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from turbota.documents import virus

HEARTBEAT_SECONDS = 60
ASK_SECONDS = 0.5

_QUEUE = """
    select (select count(*) from procrastinate_workers
             where last_heartbeat > now() - make_interval(secs => %s)),
           count(*),
           coalesce(extract(epoch from now() - min(scheduled_at)), 0)
      from procrastinate_jobs
     where status = 'todo' and (scheduled_at is null or scheduled_at <= now())
"""


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """204 while this process answers, asking nobody: a proxy must not leave it because the database is away."""
    return HttpResponse(status=204)


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """JSON with database, queue, scanner and simulators; 503 when the database does not answer."""
    queue = _queue()
    parts: dict[str, Any] = {
        "database": "working" if queue else "down",
        "queue": queue or {"state": "unknown"},
        "scanner": virus.state().kind,
        "simulators": {name: _simulator(place) for name, place in settings.TURBOTA_SIMULATORS.items()},
    }
    answer = JsonResponse({"mode": settings.TURBOTA_MODE, **parts}, status=200 if queue else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _queue() -> dict[str, Any] | None:
    """Workers alive, due jobs and the age of the oldest in seconds; None without a database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_QUEUE, [HEARTBEAT_SECONDS])
            workers, due, age = cursor.fetchone()
    except DatabaseError:
        return None
    state = "working" if workers else "no worker"
    return {"state": state, "workers": workers, "due": due, "oldest_seconds": round(float(age))}


def _simulator(place: str) -> str:
    address = urlsplit(place)
    try:
        socket.create_connection((address.hostname or "", address.port or 80), timeout=ASK_SECONDS).close()
    except OSError:
        return "down"
    return "working"
