"""A receiver of events on loopback: a real server of HTTP that answers what it is told and keeps what came."""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from tests.factories import world

from turbota.exchange import posting


@dataclass
class Receiver:
    """A receiver on loopback that answers what it is told and keeps what came."""

    port: int
    status: int = 204
    delay: float = 0.0
    location: str = ""
    came: list[tuple[dict[str, object], str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events"


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A real server of HTTP."""
    kept = Receiver(world.free_port())

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.came.append((json.loads(body), self.headers[posting.SIGNATURE_HEADER]))
            time.sleep(kept.delay)
            self.send_response(kept.status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", kept.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiving() as kept:
        yield kept
