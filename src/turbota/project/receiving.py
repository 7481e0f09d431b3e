"""What a person sends is here before the work on it begins: who sends slowly keeps a place to wait, and nobody's page.

A phone on a weak line sends photos for minutes. Read by the application itself, each held one of the few places where
pages are made and a connection to the database: eight such phones, or one bad neighbour with eight connections that
send nothing, stopped the site for everybody.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONNECTED = 32
"""Requests of a process that may be on their way at once: read, worked on, or waiting for their turn."""
WORKING = 4
"""How many of them are worked on at once; fewer than the connections of the pool to the database."""
LARGEST = 64 * 1024 * 1024
"""Bytes of a request, as the proxy takes them; more is not read at all."""
IN_MEMORY = 256 * 1024
PIECE = 64 * 1024


class _Failed(BytesIO):
    """A body that could not be kept: whoever reads it meets the failure, and answers as to any of its kind."""

    def __init__(self, failure: OSError) -> None:
        super().__init__()
        self.failure = failure

    def read(self, size: int | None = -1, /) -> bytes:
        """Raise the failure."""
        raise self.failure

    def readline(self, size: int | None = -1, /) -> bytes:
        """Raise the failure."""
        raise self.failure


class Receiving:
    """A WSGI application around another: it takes the whole body first, then waits for one of the places to work."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.places = threading.BoundedSemaphore(WORKING)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The answer of the inner application, made while one of the places is held."""
        environ["wsgi.input"] = _received(environ)
        with self.places:
            return self.application(environ, start_response)


def _received(environ: WSGIEnvironment) -> IO[bytes]:
    """The body in memory or, when it is large, in a nameless file. Empty when there is none or it is too large to be read.

    A body that ends too early is none: half a form must never be taken for the whole.
    """
    given = str(environ.get("CONTENT_LENGTH") or "0")
    length = int(given) if given.isascii() and given.isdigit() else 0
    if not 0 < length <= LARGEST:
        return BytesIO()
    source: Any = environ["wsgi.input"]
    body = SpooledTemporaryFile(max_size=IN_MEMORY)
    try:
        left = length
        while left and (piece := source.read(min(PIECE, left))):
            body.write(piece)
            left -= len(piece)
        if left:
            raise ConnectionAbortedError("the sender went away")
        body.seek(0)
    except OSError as failure:
        body.close()
        return _Failed(failure)
    return cast(IO[bytes], body)
