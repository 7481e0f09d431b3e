"""The mail server of the trial: it takes letters only over STARTTLS and counts them.

`python -m deploy.trial.mail CERTIFICATE COUNT_FILE`
"""

import ssl
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.trial.places import MAIL, MAIL_NAME

PORT = 587


class Counting:
    """Keeps the number of the letters, nothing of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Every letter is taken."""
        self.count += 1
        self.path.write_text(str(self.count))
        return "250 taken"


def main(certificate: str, count: str) -> None:
    """Serve until the process is ended."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    controller = Controller(
        Counting(Path(count)), hostname=MAIL, port=PORT, server_hostname=MAIL_NAME,
        tls_context=context, require_starttls=True,
    )  # fmt: skip
    controller.start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
