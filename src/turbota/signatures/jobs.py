"""Jobs of signatures."""

from __future__ import annotations

import uuid

from turbota.kernel import clock
from turbota.kernel.jobs import job
from turbota.signatures import operations


@job("signatures.recheck")
def recheck(signature_id: str) -> None:
    """Ask about a pending signature again; the operation plans the next question itself."""
    operations.recheck(uuid.UUID(signature_id), at=clock.now())
