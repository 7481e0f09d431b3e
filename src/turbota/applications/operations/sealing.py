"""The community's qualified e-seal: who may put it, over which bytes, and over a register that was sent."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access import seal_orders
from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.applications import register_permissions
from turbota.applications.models import HandoverRegister
from turbota.applications.offices import seal_office
from turbota.audit.operations import record
from turbota.kernel.errors import Missing, Refused
from turbota.signatures.models import Signature
from turbota.signatures.operations import record as record_signature
from turbota.signatures.reasons import INVALID
from turbota.signatures.verification import Verdict, verify_digest


def check_seal(*, by: Actor, office: Organisation, sha256: str, cms: bytes, at: datetime) -> Verdict:
    """The verdict on a seal of the office over the digest, put by a person whom the head's order names (R148).

    Raises Refused when the person is in no order in force, the seal is not valid, is another organisation's, or its
    certificate is not the one of the order.
    """
    _, orders = seal_orders.check_may_seal(by=by, body=office, at=at)
    verdict = verify_digest(bytes.fromhex(sha256), cms, at=at)
    if verdict.state == INVALID:
        raise Refused(verdict.reason, code="bad_seal")
    signer = verdict.signer
    if signer is None or not signer.is_seal or signer.organisation_code != office.code:
        raise Refused(
            "Це не печатка вашої громади. Виберіть файл ключа печатки громади.", code="foreign_seal"
        )
    seal_orders.check_certificate(orders, signer.serial)
    return verdict


def register_waits(register: HandoverRegister) -> bool:
    """Whether the register as sent still waits for the seal: there is none, or it turned out invalid."""
    return register.seal is None or register.seal.state == INVALID


def seal_register(*, by: Actor, register_id: uuid.UUID, cms: bytes, at: datetime) -> Signature:
    """Keep the community's seal over the paper of a register as it was sent (R140). Sealing it again changes nothing.

    A register of a ЦНАП that leans on its community's seal bears that seal, as its copies do.
    Raises Refused as `check_seal` does.
    """
    rows = HandoverRegister.objects.select_related("community__parent", "paper", "seal")
    found = rows.filter(pk=register_id).first()
    if found is None or found.paper is None:
        raise Missing
    register_permissions.SEAL_REGISTER.check(by, found)
    if found.seal is not None and not register_waits(found):
        return found.seal
    sha256 = found.paper.sha256
    office = seal_office(found.community)
    verdict = check_seal(by=by, office=office, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        register = HandoverRegister.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if register.seal is None or register_waits(register):
            register.seal = record_signature(content_sha256=sha256, cms=cms, verdict=verdict, at=at)
            register.save(update_fields=["seal"])
            record(
                actor=by,
                action=register_permissions.SEAL_REGISTER.name,
                right=register_permissions.SEAL_REGISTER.right,
                subject_kind="register",
                subject_id=register.pk,
                purpose="засвідчення реєстру печаткою громади",
                at=at,
            )
        return register.seal
