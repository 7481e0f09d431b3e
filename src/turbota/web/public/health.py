"""The state of the parts, for the supervisor and for monitoring. Says nothing of people."""

import socket
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from turbota.documents import vault, virus
from turbota.exchange.register_queries import registers_standing
from turbota.kernel import clock, queue
from turbota.messages import queries

ASK_SECONDS = 0.5


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """204 while this process answers, asking nobody: a proxy must not leave it because the database is away."""
    return HttpResponse(status=204)


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """JSON with database, queue, registers, mail, files, scanner and simulators; 503 when the database does not answer."""
    jobs = _queue()
    parts: dict[str, Any] = {
        "database": "working" if jobs else "down",
        "queue": jobs or {"state": "unknown"},
        "registers": _registers() if jobs else {"state": "unknown"},
        "mail": _mail() if jobs else {"state": "unknown"},
        "files": vault.room(),
        "scanner": virus.state().kind,
        "simulators": {name: _simulator(place) for name, place in settings.TURBOTA_SIMULATORS.items()},
    }
    answer = JsonResponse({"mode": settings.TURBOTA_MODE, **parts}, status=200 if jobs else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _queue() -> dict[str, Any] | None:
    """Workers alive, due jobs and the age of the oldest in seconds; None without a database."""
    try:
        found = queue.standing()
    except DatabaseError:
        return None
    state = "working" if found.workers else "no worker"
    return {
        "state": state, "workers": found.workers, "due": found.due, "oldest_seconds": round(found.oldest_seconds),
    }  # fmt: skip


def _mail() -> dict[str, Any]:
    """Whether letters leave: "failing" while one that was tried still waits."""
    standing = queries.letters_standing(at=clock.now())
    return {"state": "failing" if standing["not_taken"] else "working", **standing}


def _registers() -> dict[str, Any]:
    """Whether registers answer: "failing" while a question that was tried still waits."""
    now = clock.now()
    return {
        name: {
            "state": one.state,
            "waiting": one.waiting,
            "oldest_seconds": round((now - one.oldest).total_seconds()) if one.oldest else 0,
        }
        for name, one in registers_standing().items()
    }


def _simulator(place: str) -> str:
    address = urlsplit(place)
    try:
        socket.create_connection((address.hostname or "", address.port or 80), timeout=ASK_SECONDS).close()
    except OSError:
        return "down"
    return "working"
