"""How a line of the log is written: a failure is told by its kind and its place, never by its words.

The words of an exception often repeat what somebody typed or what stands in a row: PostgreSQL quotes the key that is
already there, `int()` quotes the text. Only a refusal of our own is told by its code, which holds nothing personal.
"""

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from types import TracebackType

from turbota.kernel import requests
from turbota.kernel.errors import Refused

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutAddress(logging.Filter):
    """Django tells of a refused request by its address or by the words of its failure: here only what it is stays.

    Identifiers of cases stand in addresses, and what somebody typed. The route stands in the line of `turbota.request`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes; one of a request loses its words."""
        if record.name.startswith(("django.request", "django.security")):
            record.msg, record.args = "a request was refused: %s", (getattr(record, "status_code", "unfit"),)
        return True


class LineFormatter(logging.Formatter):
    """One line a record; under it the frames of a failure without the words of its exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in words; a text that another handler has made of the failure is not used."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: ExceptionInfo) -> str:
        """Frames and kinds of the exception and of those behind it, the first cause first."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{_kind(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand then\n".join(reversed(parts))


class JsonFormatter(LineFormatter):
    """One object of JSON a record: time, level, logger, process, number of the request, words, and the facts.

    `facts` are what the code gives as `extra={"facts": …}`: a route, a status, a role; never an address or a name.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; what it holds beside words and facts is left out."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": f"{os.environ.get('TURBOTA_PROCESS', 'turbota')}:{record.process}",
            "message": record.getMessage(),
        }
        if number := requests.number.get():
            said["request"] = number
        said.update(getattr(record, "facts", {}))
        if record.exc_info:
            said["failure"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} {error.code}" if isinstance(error, Refused) else name
