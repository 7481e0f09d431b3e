"""Measurements for monitoring, in the text of Prometheus. Numbers and names of parts alone: nothing of people or cases."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from turbota.audit.queries import oldest_unsealed
from turbota.deadlines.queries import overdue_count
from turbota.documents import virus
from turbota.exchange.register_queries import NOT_CONNECTED, WORKING, registers_standing
from turbota.kernel import clock, queue
from turbota.kernel.errors import Missing
from turbota.messages.queries import letter_counts, oldest_letter_due
from turbota.signatures.queries import pending
from turbota.web.shared.watching import MEASURED

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
LOOPBACK = ("127.0.0.1", "::1")
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_LIVE_FILE = re.compile(r"gauge_live\w*_(\d+)\.db")


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """All measurements; for everybody but monitoring the page does not exist."""
    if not _is_monitoring(request):
        raise Missing
    states = CollectorRegistry()
    states.register(_States(clock.now()))
    answer = HttpResponse(generate_latest(_counted()) + generate_latest(states), content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_monitoring(request: HttpRequest) -> bool:
    """Who knows the token. Without one: in the demonstration, a program on this machine that is no proxy."""
    if settings.TURBOTA_METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return constant_time_compare(given, f"Bearer {settings.TURBOTA_METRICS_TOKEN}")
    passed_on = any(name.startswith(("X-Forwarded", "Forwarded")) for name in request.headers)
    return settings.TURBOTA_MODE == "demo" and request.META["REMOTE_ADDR"] in LOOPBACK and not passed_on


def _counted() -> CollectorRegistry:
    """What the requests have left: of all processes of this web server where they share a folder."""
    folder = os.environ.get(SHARED_FOLDER)
    if not folder:
        return MEASURED
    for name in os.listdir(folder):
        found = _LIVE_FILE.fullmatch(name)
        if found and not Path(f"/proc/{found.group(1)}").exists():
            mark_process_dead(int(found.group(1)))  # type: ignore[no-untyped-call]
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


class _States(Collector):
    """The state of the parts as it is now, asked when monitoring asks."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The parts outside the database always; the rest while it answers."""
        yield _one("turbota_scanner_up", "1 while the virus scanner answers", virus.state().kind == "working")
        yield self._disk()
        try:
            rows = list(self._rows())
        except DatabaseError:
            rows = []
        yield _one("turbota_database_up", "1 while the database answers", bool(rows))
        yield from rows

    def _disk(self) -> GaugeMetricFamily:
        family = GaugeMetricFamily("turbota_files_disk_bytes", "Disk of the stored files", labels=["state"])
        folder = Path(settings.TURBOTA_FILES_DIR)
        space = shutil.disk_usage(folder if folder.is_dir() else folder.parent)
        family.add_metric(["free"], space.free)
        family.add_metric(["whole"], space.total)
        return family

    def _rows(self) -> Iterator[GaugeMetricFamily]:
        standing = queue.standing()
        yield _one("turbota_workers", "Workers that said in the last minute that they live", standing.workers)
        yield _one("turbota_jobs_due", "Jobs whose time has come", standing.due)
        yield _one(
            "turbota_jobs_oldest_seconds", "How long the oldest due job waits", standing.oldest_seconds
        )
        jobs = GaugeMetricFamily("turbota_jobs", "Jobs that are kept", labels=["queue", "state"])
        for labels, count in queue.kept().items():
            jobs.add_metric(labels, count)
        yield jobs
        letters = GaugeMetricFamily("turbota_letters", "Letters of e-mail", labels=["state"])
        for state, count in letter_counts().items():
            letters.add_metric([state], count)
        yield letters
        late = self._since(oldest_letter_due(self.at))
        yield _one("turbota_letters_oldest_seconds", "How long the longest waiting letter is due", late)
        waiting = pending()
        yield _one("turbota_signatures_pending", "Signatures that wait for an authority", waiting.count)
        waits = self._since(waiting.since)
        yield _one("turbota_signatures_oldest_seconds", "How long the oldest of them waits", waits)
        yield _one(
            "turbota_terms_overdue", "Running terms that are over", overdue_count(clock.day_of(self.at))
        )
        yield from self._registers()
        unsealed = self._since(oldest_unsealed())
        yield _one("turbota_audit_unsealed_seconds", "Age of the oldest event without a seal", unsealed)

    def _registers(self) -> Iterator[GaugeMetricFamily]:
        """Questions to registers about mandates, by register."""
        standing = registers_standing()
        up = GaugeMetricFamily(
            "turbota_register_up", "1 while its questions are answered", labels=["register"]
        )
        waits = GaugeMetricFamily(
            "turbota_register_waiting", "Questions without an answer", labels=["register"]
        )
        oldest = GaugeMetricFamily(
            "turbota_register_oldest_seconds", "Age of the oldest", labels=["register"]
        )
        for name, one in standing.items():
            if one.state != NOT_CONNECTED:
                up.add_metric([name], float(one.state == WORKING))
                waits.add_metric([name], one.waiting)
                oldest.add_metric([name], self._since(one.oldest))
        yield from (up, waits, oldest)

    def _since(self, moment: datetime | None) -> float:
        return max(0.0, (self.at - moment).total_seconds()) if moment else 0.0


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=float(value))
