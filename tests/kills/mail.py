"""A mail server in the process of the test: it takes letters, and may be switched off and on at the same port."""

from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from turbota.project.database import free_port


class MailServer:
    """Every letter that was taken, in order; a mail box shows letters with one Message-ID once."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[EmailMessage] = []
        self._controller: Controller | None = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        self.taken.append(message_from_bytes(raw, policy=policy.default))
        return "250 OK"

    def work(self) -> None:
        """Take letters from now on."""
        if self._controller is None:
            self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
            self._controller.start()

    def fall_silent(self) -> None:
        """Nobody listens at the port."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def __enter__(self) -> "MailServer":
        self.work()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.fall_silent()

    def sent_with(self, words: str) -> Counter[str]:
        """How often each letter whose subject or text has the words was taken, by its Message-ID."""
        found = [one for one in self.taken if words in f"{one['Subject']}\n{one.get_content()}"]
        return Counter(str(one["Message-ID"]) for one in found)
