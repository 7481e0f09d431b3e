"""A signature that could not be checked at once and then turned out invalid: the applicant signs again.

The application keeps its number and its date (p. 2.5): what failed is the signature, not the will of the person.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.applications import permissions, policies
from turbota.applications.models import Application, CompletionRequest
from turbota.applications.operations.acceptance import SIGN_AGAIN, close_request, open_request
from turbota.applications.operations.locking import locked
from turbota.applications.operations.representing import hold_mandate
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.people.models import Person
from turbota.signatures.operations import record as record_signature
from turbota.signatures.verification import verify_digest

SIGNED_AGAIN = "Заяву підписано ще раз."


@transaction.atomic
def signature_failed(*, signature_id: uuid.UUID, at: datetime) -> Application | None:
    """Ask the applicant to sign again when the case still waits for a decision; doing it twice asks once.

    While a specialist's question is open nothing is asked here: the request to sign follows the answer by itself.
    """
    application = (
        Application.objects.select_for_update(of=("self",)).filter(signature_id=signature_id).first()
    )
    if application is None or application.state not in (State.RECEIVED, State.IN_WORK):
        return None
    if application.signature is None or application.signature.state != "invalid":
        return None
    open_request(application, kind=CompletionRequest.Kind.SIGNATURE, text=SIGN_AGAIN, by=SYSTEM, at=at)
    return application


def may_sign_again(application: Application) -> bool:
    """Whether the open request is for a new signature, and not a question of a specialist."""
    return (
        application.state == State.ASKED
        and application.requests.open().filter(kind=CompletionRequest.Kind.SIGNATURE).exists()
    )


def wanted_again(application: Application, sha256: str, at: datetime) -> tuple[CompletionRequest, Person]:
    """The open request of the locked application to sign it again, and who signs.

    Raises Conflict when nothing has to be signed or the paper is another one, Refused when the mandate is over.
    """
    wanted = application.requests.select_for_update().open()
    request = wanted.filter(kind=CompletionRequest.Kind.SIGNATURE).first()
    hold_mandate(application)
    signatory = policies.signatory(application)
    if request is None or signatory is None:
        raise Conflict("Підписувати ще раз не треба: заяву вже підписано.", code="nothing_to_sign")
    if application.paper is None or application.paper.sha256 != sha256:
        raise Conflict(code="paper_is_stale")
    policies.check_mandate(application, clock.day_of(at))
    return request, signatory


def sign_again(*, by: Actor, application_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Application:
    """Take a new signature over the same paper; the case goes back to the deciding body.

    Raises Refused for an invalid or a foreign signature, Conflict when nothing has to be signed.
    """
    seen = Application.objects.select_related("paper").filter(pk=application_id).first()
    if seen is None:
        raise Missing
    permissions.SUBMIT.check(by.on(clock.day_of(at)), seen)
    if seen.paper is None or seen.paper.sha256 != sha256:
        raise Conflict(code="paper_is_stale")
    verdict = verify_digest(bytes.fromhex(sha256), cms, at=at)
    if verdict.state == "invalid":
        raise Refused(verdict.reason, code="bad_signature")
    with transaction.atomic():
        application = locked(application_id, action=permissions.SUBMIT, by=by, at=at)
        request, signatory = wanted_again(application, sha256, at)
        policies.check_signer(verdict.signer, signatory)
        application.signature = record_signature(content_sha256=sha256, cms=cms, verdict=verdict, at=at)
        application.save(update_fields=["signature"])
        close_request(application, request, text=SIGNED_AGAIN, by=by, at=at)
        return application
