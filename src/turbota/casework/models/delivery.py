"""Referrals of a case to providers, contracts, the journal of services, and what the manager has to know of them."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account
from turbota.casework.delivery_states import (
    HOLDING,
    LIVE,
    ConfirmedBy,
    EndReason,
    FeeMode,
    MissedReason,
    NoticeKind,
    ReferralState,
    RejectReason,
    VisitOutcome,
)
from turbota.casework.models.cases import Case
from turbota.casework.models.plans import Measure
from turbota.documents.models import StoredFile
from turbota.kernel.clock import day_of
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.law.services import service as service_of
from turbota.people.models import Person
from turbota.providers.models import Offer


class ReferralQuerySet(models.QuerySet["Referral"]):
    """The vocabulary of referrals."""

    def live(self) -> "ReferralQuerySet":
        """Referrals that the provider has, or that wait for a place."""
        return self.filter(state__in=LIVE)

    def holding(self) -> "ReferralQuerySet":
        """Referrals that hold a place of their offer."""
        return self.filter(state__in=HOLDING)

    def in_line(self) -> "ReferralQuerySet":
        """Referrals that wait for a place, in the order in which they came."""
        return self.filter(state=ReferralState.WAITING).order_by("waiting_since", "pk")


class Referral(models.Model):
    """A person of a case is sent to one offer of a provider.

    `person` gets the service, `service` is its code. `task`, `frequency`: what is asked for and how often, in words; the
    provider reads them. `fee`: kopiykas for one unit of the offer, by `fee_mode`. `waiting_since`: since when it waits for
    a place. `meeting_place`: where to meet instead of the home. `address_reason`: why the manager lets the provider see
    a protected address; empty: it is not shown. `contact`: whom of the provider the person may ask, in words.
    `measure`: the measure of the plan in force that this carries out; the fee is its fee then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
    task = models.CharField(max_length=1000)
    frequency = models.CharField(max_length=200, blank=True)
    fee_mode = models.CharField(max_length=20, choices=FeeMode.choices)
    fee = models.BigIntegerField(default=0)
    meeting_place = models.CharField(max_length=300, blank=True)
    address_reason = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    instead_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    state = models.CharField(max_length=20, choices=ReferralState.choices, default=ReferralState.OFFERED)
    version = models.PositiveIntegerField(default=0)
    reject_reason = models.CharField(max_length=20, choices=RejectReason.choices, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person", "service"], condition=Q(state__in=LIVE), name="referral_live_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.WAITING, waiting_since__isnull=False)
                | ~Q(state=ReferralState.WAITING) & Q(waiting_since__isnull=True),
                name="referral_waits_since",
            ),
            models.CheckConstraint(condition=Q(fee__gte=0), name="referral_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(state=ReferralState.REJECTED) | Q(reject_reason=""),
                name="referral_reason_of_rejection",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.ENDED) & ~Q(end_reason="")
                | ~Q(state=ReferralState.ENDED) & Q(end_reason=""),
                name="referral_ended_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["offer", "state", "waiting_since"], name="referral_of_offer"),
            models.Index(fields=["case", "state"], name="referral_of_case"),
            models.Index(fields=["person", "state"], name="referral_of_person"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def title(self) -> str:
        """The name of the service by the classifier on the day of the referral."""
        return service_of(self.service, day_of(self.sent_at)).name


class ReferralStep(StepBase):
    """An immutable row of the path of a referral."""

    subject = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="referral_steps")]


class Contract(models.Model):
    """The contract on a service (law 2671-VIII, art. 23): from `since` to `until` (no longer included, None: no end).

    `urgent`: the service began at once and the signed paper follows, else there is its scan, or both signed by their keys
    (`by_key`). `fee` as of the referral.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="contract")
    number = models.CharField(max_length=60)
    signed_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    fee_mode = models.CharField(max_length=20, choices=FeeMode.choices)
    fee = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=60)
    urgent = models.BooleanField(default=False)
    by_key = models.BooleanField(default=False, db_default=False)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="contract_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(urgent=True)
                | Q(signed_on__isnull=False) & (Q(scan__isnull=False) | Q(by_key=True)),
                name="contract_signed_or_urgent",
            ),
        ]

    def covers(self, day: date) -> bool:
        """Whether a service of the day is provided under the contract."""
        return self.since <= day and (self.until is None or day < self.until)


class VisitQuerySet(models.QuerySet["Visit"]):
    """The vocabulary of the journal of services."""

    def current(self) -> "VisitQuerySet":
        """Entries that no later one corrects."""
        return self.filter(replaced_by__isnull=True)


class Visit(models.Model):
    """One entry of the journal of services (R020, R297): who, what, when, how long, where. Rows are never changed.

    A planned visit that took place, and an entry with a mistake, get a new row that `replaces` the former one; `root` is
    the first row of the chain. `minutes`: how long, planned or provided. `why`: why an entry was corrected.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="visits")
    root = models.UUIDField(db_index=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    outcome = models.CharField(max_length=10, choices=VisitOutcome.choices)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    what = models.CharField(max_length=1000)
    where = models.CharField(max_length=300)
    worker = models.CharField(max_length=200)
    reason = models.CharField(max_length=10, choices=MissedReason.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    why = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=24 * 60), name="visit_lasts_within_a_day"
            ),
            models.CheckConstraint(
                condition=Q(outcome=VisitOutcome.MISSED) & ~Q(reason="")
                | ~Q(outcome=VisitOutcome.MISSED) & Q(reason=""),
                name="visit_missed_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["referral", "starts_at"], name="visit_of_referral")]


class VisitConfirmation(models.Model):
    """The recipient confirmed an entry: by the code, in the cabinet, or by a signature on paper (`scan`). Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="confirmation")
    how = models.CharField(max_length=10, choices=ConfirmedBy.choices)
    at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(how=ConfirmedBy.PAPER, scan__isnull=False)
                | ~Q(how=ConfirmedBy.PAPER) & Q(scan__isnull=True),
                name="confirmation_on_paper_has_a_scan",
            ),
        ]


class CaseNotice(models.Model):
    """Something of the services of a case that waits for its manager; `key` keeps it from being said twice.

    `text` is a sentence without names. `words`: what the recipient wrote, for a complaint. `handled_at`: when the manager
    dealt with it, with his `answer`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    key = models.CharField(max_length=80, unique=True)
    text = models.CharField(max_length=500)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.UUIDField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "at"], name="notice_open", condition=Q(handled_at__isnull=True)),
            models.Index(fields=["case", "-at"], name="notice_of_case"),
        ]

    @property
    def subject(self) -> uuid.UUID:
        """What the notice is about: the referral, else the case."""
        return self.referral_id or self.case_id
