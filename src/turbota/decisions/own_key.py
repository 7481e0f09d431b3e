"""The check of a signature by the key of the very person who is at the screen."""

from datetime import datetime

from turbota.access.actors import Actor
from turbota.kernel.errors import Refused
from turbota.signatures.verification import Verdict, verify_digest


def verdict_on(sha256: str, cms: bytes, *, by: Actor, at: datetime) -> Verdict:
    """The verdict on a signature over the bytes with this digest.

    Raises Refused for a wrong one, one that cannot be checked now, a seal, and the key of anybody else.
    """
    verdict = verify_digest(bytes.fromhex(sha256), cms, at=at)
    if verdict.state == "invalid":
        raise Refused(verdict.reason, code="bad_signature")
    if verdict.state == "pending":
        raise Refused(
            "Центр сертифікації зараз не відповідає, тож підпис не прийнято. Спробуйте за кілька хвилин.",
            code="revocation_unknown",
        )
    signer = verdict.signer
    if signer is None or signer.is_seal or not by.tax_number or signer.tax_number != by.tax_number:
        raise Refused("Цей ключ належить іншій людині. Підпишіть своїм ключем.", code="foreign_signature")
    return verdict
