"""Telling other systems that a case came to a stage: number, stage and moment, nothing about the person."""

from datetime import datetime

from django.db.models import Q

from turbota.applications.models import Application, ApplicationStep
from turbota.exchange.operations.events import Told, announce


def announce_step(application: Application, step: ApplicationStep, *, at: datetime) -> None:
    """Tell the system that sent the case and the systems of its organisation and of the community; twice tells once."""
    if application.number is None:
        return
    before = Q(at__lt=step.at) | Q(at=step.at, pk__lte=step.pk)
    offices = {application.community_id, application.client.organisation_id if application.client else None}
    announce(
        told=Told(
            step=step.pk,
            number=application.number,
            stage=step.target,
            sequence=application.steps.filter(before).count(),
            at=step.at,
        ),
        client_id=application.client_id,
        offices={office for office in offices if office},
        at=at,
    )
