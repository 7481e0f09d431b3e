"""How every simulator process lives: it stops when it is told to, and when its parent is gone."""

from __future__ import annotations

import contextlib
import os
import queue
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


def stop_requested() -> queue.SimpleQueue[int]:
    """A queue that gets the number of SIGTERM or SIGINT. Call it from the main thread only.

    A signal may come at any line of the main thread, also inside its waiting: putting into this kind of queue takes no
    lock that the thread may hold, as setting an event would.
    """
    stop: queue.SimpleQueue[int] = queue.SimpleQueue()

    def put(number: int, _frame: FrameType | None) -> None:
        stop.put(number)

    signal.signal(signal.SIGTERM, put)
    signal.signal(signal.SIGINT, put)
    return stop


def wait_for(stop: queue.SimpleQueue[int]) -> None:
    """Return when the queue of `stop_requested` got its signal.

    One that comes between two lines, or in another thread, is handled when this thread runs again: so it never waits long.
    """
    while True:
        with contextlib.suppress(queue.Empty):
            stop.get(timeout=_PARENT_POLL_SECONDS)
            return


def serve_until_stopped(*servers: ThreadingHTTPServer) -> None:
    """Serve until SIGTERM, SIGINT or the end of the parent; then close the sockets and return."""
    stop = stop_requested()
    stop_with_parent()
    for server in servers:
        threading.Thread(target=server.serve_forever, name="http", daemon=True).start()
    wait_for(stop)
    for server in servers:
        server.shutdown()
        server.server_close()
