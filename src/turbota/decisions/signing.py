"""The two signatures under one paper: of a decision and of its annulment; never of the same human."""

from datetime import datetime

from turbota.access.actors import Actor
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.own_key import verdict_on
from turbota.documents.models import StoredFile
from turbota.kernel.errors import Conflict, Forbidden
from turbota.signatures.models import Signature
from turbota.signatures.operations import record as record_signature
from turbota.signatures.verification import Verdict


def verified(paper: StoredFile, *, by: Actor, sha256: str, cms: bytes, at: datetime) -> Verdict:
    """The verdict on a signature of the paper by the very person who is at the screen.

    Raises Conflict when the paper was printed anew, Refused for an invalid, an unchecked or a foreign signature.
    """
    if paper.sha256 != sha256:
        raise Conflict(
            "Рішення вже надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale"
        )
    return verdict_on(sha256, cms, by=by, at=at)


def keep(paper: StoredFile, verdict: Verdict, *, cms: bytes, at: datetime) -> Signature:
    """The signature as a row with its evidence."""
    return record_signature(content_sha256=paper.sha256, cms=cms, verdict=verdict, at=at)


def check_other_person(row: Decision | Annulment, by: Actor) -> None:
    """Raise Forbidden when the approver is the proposer: by account, and by tax number under another account.

    A deputy of the head is a human like any other: who proposed never approves, in whosever place.
    """
    same = row.specialist_id == by.account_id or (
        bool(by.tax_number) and row.specialist.tax_number == by.tax_number
    )
    if same:
        raise Forbidden(
            "Рішення підписали ви самі. Другий підпис має поставити інша людина.", code="same_person_twice"
        )
