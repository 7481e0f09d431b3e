"""How every simulator process lives: it stops when it is told to, and when its parent is gone."""

from __future__ import annotations

import os
import signal
import threading
import time
from http.server import ThreadingHTTPServer
from types import FrameType

LOOPBACK = "127.0.0.1"
_PARENT_POLL_SECONDS = 0.5


def stop_with_parent() -> None:
    """Send SIGTERM to this process as soon as the process that started it has ended.

    The parent is watched by its number and not by PR_SET_PDEATHSIG, which fires already when
    the *thread* that started us ends.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PARENT_POLL_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def stop_requested() -> threading.Event:
    """An event that SIGTERM and SIGINT set. Call it from the main thread only."""
    stop = threading.Event()

    def set_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, set_stop)
    signal.signal(signal.SIGINT, set_stop)
    return stop


def serve_until_stopped(*servers: ThreadingHTTPServer) -> None:
    """Serve until SIGTERM, SIGINT or the end of the parent; then close the sockets and return."""
    stop = stop_requested()
    stop_with_parent()
    for server in servers:
        threading.Thread(target=server.serve_forever, name="http", daemon=True).start()
    stop.wait()
    for server in servers:
        server.shutdown()
        server.server_close()
