"""Providers of social services and what they offer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Organisation
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.providers.states import Ownership, Place, ProviderState, Section


class Provider(models.Model):
    """A provider in the register. Name, address, phone and hours are those of its `organisation`.

    `code` is the ЄДРПОУ; of a natural person it is not shown. `registrar`: the body that entered it (КМУ 99).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, unique=True)
    section = models.CharField(max_length=20, choices=Section.choices)
    ownership = models.CharField(max_length=20, choices=Ownership.choices)
    head_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    site = models.URLField(blank=True)
    staff_count = models.PositiveIntegerField(default=0)
    registrar = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ProviderState.choices, default=ProviderState.ACTIVE)
    version = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class ProviderStep(StepBase):
    """An immutable row of the path of a provider."""

    subject = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="provider_steps")]


class Offer(models.Model):
    """One service of a provider from a day to a day (`until` is no longer included).

    `service`: code of the classifier (`law/services.yaml`). `communities`: where; `places`: how many recipients at
    once. `tariff`: kopiykas for one `unit` of the service; 0 when it is free for everybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    service = models.CharField(max_length=20)
    place = models.CharField(max_length=20, choices=Place.choices)
    communities = models.ManyToManyField(Organisation, related_name="+")
    places = models.PositiveIntegerField()
    tariff = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=60, default="година")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="offer_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(tariff__gte=0), name="offer_tariff_not_negative"),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "until"], name="offer_of_service")]
