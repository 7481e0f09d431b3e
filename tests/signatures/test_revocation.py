"""Authorities that do not answer, or answer by drops: nobody waits for them long, and the log names them."""

import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from turbota.signatures import revocation


class Dripping(BaseHTTPRequestHandler):
    """An authority whose answer never ends: a byte, and a byte, and a byte."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"0")
                time.sleep(0.02)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def dripping() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_an_answer_by_drops_is_no_answer(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revocation, "_WHOLE_SECONDS", 0.3)
    monkeypatch.setattr(
        revocation, "_MAX_ANSWER", 500
    )  # where nobody looks at the clock, the test ends by this
    began = time.monotonic()
    with pytest.raises(revocation.Unreachable):
        revocation._call("GET", f"{dripping}/list.crl")
    assert time.monotonic() - began < 3


def test_the_log_names_who_does_not_answer(dripping: str, caplog: pytest.LogCaptureFixture) -> None:
    port = dripping.rpartition(":")[2]
    with caplog.at_level(logging.WARNING), pytest.raises(revocation.Unreachable):
        revocation._call("GET", f"https://127.0.0.1:{port}/ocsp?person=3336900025")
    [record] = [one for one in caplog.records if one.name == "turbota.signatures.revocation"]
    assert record.getMessage() == f"an authority does not answer: https://127.0.0.1:{port}/ocsp: ConnectError"
