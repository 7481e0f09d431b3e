"""What follows the sending of a register: the deciding body counts it, and both sides are compared."""

import uuid

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.applications.models import (
    HandoverRegister,
)
from turbota.applications.operations import additional, reconciling
from turbota.kernel import clock, jobs
from turbota.messages import texts
from turbota.messages.models import Message
from turbota.messages.operations import tell_organisation

PORTION = 200
"""Registers counted in one run of the watch, so that it ends before the next one."""


@jobs.job("applications.count_register", queue=jobs.URGENT)
def count_register(register_id: str) -> None:
    """A register came: the deciding body counts it, both sides are compared, the specialists learn of added documents."""
    register = HandoverRegister.objects.select_related("community", "decider").get(pk=uuid.UUID(register_id))
    reconciling.count_at_receipt(register_id=register.pk, at=clock.now())
    if register.additional:
        tell_added(register)
    reconciling.reconcile_register(register_id=register.pk, at=clock.now())


@transaction.atomic
def tell_added(register: HandoverRegister) -> None:
    """One notice to the deciding body for each case; told once."""
    for line in register.lines.select_related("application").select_for_update(of=("self",)):
        text = texts.documents_added(
            number=line.application.number or "",
            count=line.documents,
            organisation=register.community.name,
            register=register.number,
        )
        if Message.objects.filter(
            subject_kind="application", subject_id=line.application_id, kind=text.kind, body=text.body
        ).exists():
            continue
        tell_organisation(
            organisation=register.decider,
            kind=text.kind,
            subject=text.subject,
            body=text.body,
            subject_kind="application",
            subject_id=line.application_id,
            at=clock.now(),
            by=SYSTEM,
        )


@jobs.periodic_job("applications.reconcile", "*/10 * * * *")
def reconcile(timestamp: int) -> None:
    """Count registers that nobody has counted yet, close lines of ended cases, raise alarms, end those that are over."""
    uncounted = HandoverRegister.objects.filter(receipts__isnull=True).order_by("sent_at")
    for register_id in uncounted.values_list("pk", flat=True)[:PORTION]:
        reconciling.count_at_receipt(register_id=register_id, at=clock.now())
    for line_id in additional.forgotten().order_by("pk").values_list("pk", flat=True)[:PORTION]:
        additional.end_forgotten(line_id=line_id, at=clock.now())
    reconciling.reconcile(at=clock.now())
