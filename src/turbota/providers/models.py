"""Providers of social services and what they offer."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from turbota.access.models import Organisation
from turbota.access.queries import in_force
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.law.services import service
from turbota.places.models import Place as CodifierPlace
from turbota.providers.states import Ownership, Place, ProposalKind, ProposalState, ProviderState, Section


class Provider(models.Model):
    """A provider in the register. Name, address, phone and hours are those of its `organisation`.

    The code of a legal entity is that of its organisation. A natural person has `tax_number` instead, which is shown to
    nobody but the registrar. `address_hidden`: the public list names no address (a shelter, somebody's home).
    `registrar`: the body that entered it (КМУ 99).
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
    tax_number = models.CharField(max_length=10, blank=True)
    address_hidden = models.BooleanField(default=False)
    registrar = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ProviderState.choices, default=ProviderState.ACTIVE)
    version = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tax_number"], condition=~Q(tax_number=""), name="provider_person_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProviderStep(StepBase):
    """An immutable row of the path of a provider."""

    subject = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="provider_steps")]


class OfferQuerySet(models.QuerySet["Offer"]):
    """The vocabulary of offers."""

    def current(self, on: date) -> "OfferQuerySet":
        """Offers in force on the day of providers who work."""
        return self.filter(in_force(on), provider__state=ProviderState.ACTIVE)

    def near(self, community_id: uuid.UUID | None, place: CodifierPlace | None = None) -> "OfferQuerySet":
        """Offers for the community, or whose territory has the place in it or lies within the place.

        The territory of an offer is its places of the codifier, and those of its communities. Nothing is near nowhere.
        """
        communities = Offer.communities.through.objects.filter(offer=OuterRef("pk"))
        places = Offer.territory.through.objects.filter(offer=OuterRef("pk"))
        here = Exists(communities.filter(organisation=community_id))
        if place is None:
            return self.filter(here)
        there = Exists(places.filter(_meets("place", place)))
        return self.filter(here | there | Exists(communities.filter(_meets("organisation__place", place))))


def _meets(path: str, place: CodifierPlace) -> Q:
    """Whether the place behind the path has this one in it, is it, or lies within it."""
    return Q(**{f"{path}__in": place.chain}) | Q(**{f"{path}__ancestors__contains": [place.code]})


class Offer(models.Model):
    """One service of a provider from a day to a day (`until` is no longer included).

    `service`: code of the classifier (`law/services.yaml`). Where: `communities`, whole ones, and `territory`, places of
    the codifier with everything in them. `places`: how many recipients at once. `tariff`: kopiykas for one
    `unit` of the service; 0 when it is free for everybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    service = models.CharField(max_length=20)
    place = models.CharField(max_length=20, choices=Place.choices)
    communities = models.ManyToManyField(Organisation, related_name="+")
    territory = models.ManyToManyField(CodifierPlace, related_name="+")
    places = models.PositiveIntegerField()
    tariff = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=60, default="година")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="offer_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(tariff__gte=0), name="offer_tariff_not_negative"),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "until"], name="offer_of_service")]

    def in_force_on(self, day: date) -> bool:
        """Whether the service is offered on the day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def service_code(self) -> str:
        """The code as people may see it; empty while nobody has confirmed it."""
        row = service(self.service, self.since)
        return row.code if row.code_verified else ""

    @property
    def where(self) -> list[str]:
        """Where the service is given, in words: whole communities, then places; two queries unless prefetched."""
        named = [one.short_name for one in self.communities.all()]
        places = sorted(self.territory.all(), key=lambda one: (one.rank, one.key, one.code))
        return [*named, *(one.brief for one in places)]

    @property
    def title(self) -> str:
        """The name of the service by the classifier on the first day of the offer."""
        return service(self.service, self.since).name


class ProviderChange(models.Model):
    """What was changed in the card or in an offer, from which day: an immutable row. `before`, `after`: the fields alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="changes")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="changes")
    at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["provider", "at"], name="provider_changes")]


class ProviderProposal(models.Model):
    """A change that a provider asks its registrar to confirm. `content`: the fields as they would become.

    `answer`: what the registrar wrote. A settled row stays as history.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    content = models.JSONField(default=dict)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    proposed_by_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=1000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["proposed_at"],
                condition=Q(state=ProposalState.WAITING),
                name="provider_proposals_waiting",
            ),
        ]
