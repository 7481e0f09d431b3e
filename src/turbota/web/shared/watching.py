"""Every request has a number, a line in the log and a place in the measurements. None of them says who or which case.

A request is named by the name of its route, never by its address: identifiers of cases stand there.
"""

import logging
import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Gauge, Histogram

from turbota.access.actors import Actor
from turbota.kernel import requests
from turbota.web.shared.middleware import actor_of

logger = logging.getLogger("turbota.request")
OWN_CHECKS = ("alive", "health", "metrics")
NO_ROUTE = "none"
NUMBER_HEADER = "X-Request-ID"
Handler = Callable[[HttpRequest], HttpResponse]

MEASURED = CollectorRegistry()
REQUESTS = Histogram(
    "turbota_request_seconds",
    "Time from the first byte read to the answer made, by route and status",
    ("route", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=MEASURED,
)
POOL = Gauge(
    "turbota_database_pool",
    "Connections to the database: open, free now, and requests that wait for one",
    ("state",),
    multiprocess_mode="livesum",
    registry=MEASURED,
)
_POOL_STATES = {"open": "pool_size", "free": "pool_available", "waiting": "requests_waiting"}


class WatchMiddleware:
    """Gives the request its number, and writes down how it ended: the first of all middleware."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The number is ours, never one that came from outside: it could say anything."""
        token = requests.number.set(requests.new_number())
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[NUMBER_HEADER] = requests.number.get()
            _write_down(request, response.status_code, time.perf_counter() - begun)
        finally:
            requests.number.reset(token)
        return response


def _write_down(request: HttpRequest, status: int, seconds: float) -> None:
    route = request.resolver_match.view_name if request.resolver_match else NO_ROUTE
    _measure(route, status, seconds)
    facts = {"route": route, "status": status, "seconds": round(seconds, 4), **_who(actor_of(request))}
    level = logging.DEBUG if route in OWN_CHECKS else logging.INFO
    logger.log(level, "%s %s %s", request.method, route, status, extra={"facts": facts})


def _measure(route: str, status: int, seconds: float) -> None:
    """Add the request to the measurements. Where they have no place to grow, a person's page must not fail with them."""
    try:
        REQUESTS.labels(route, str(status)).observe(seconds)
        _measure_pool()
    except (OSError, LookupError, ValueError) as problem:
        logger.warning("a request was not measured: %s", type(problem).__name__)


def _who(actor: Actor) -> dict[str, str]:
    """The role and the office of staff; of a citizen only that it was one."""
    role = actor.role if actor.signed_in else "nobody"
    return (
        {"role": role, "organisation": str(actor.organisation_id)}
        if actor.organisation_id
        else {"role": role}
    )


def _measure_pool() -> None:
    pool = getattr(connection, "pool", None)
    if pool is None:
        return
    numbers = pool.get_stats()
    for state, name in _POOL_STATES.items():
        POOL.labels(state).set(numbers.get(name, 0))
