"""The application, its documents and its holders."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from turbota.access.models import Account, Identification, Organisation
from turbota.applications.states import Channel, State
from turbota.documents.models import StoredFile
from turbota.exchange.models import Client
from turbota.kernel.clock import not_before
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.people.models import Mandate, Person
from turbota.signatures.models import Signature


class Application(models.Model):
    """One application for one kind of assistance.

    `applicant` is whom it is about: the person entitled, who signs it herself, or for whom the representative of
    `mandate` signs. Until the mandate is confirmed the applicant is a row of what the representative typed.
    `received_on` is the legal date of application (p. 2.5); `answers` follow the form of `form_version`;
    `holder` is the body that has the case (None: a draft, or decided; while the applicant is asked it stays with the
    body) and `taken_by` the person at work there;
    `district` is the старостинський округ of the officer who took the paper; empty: of the whole community;
    `due_on` is the nearest running legal term, kept here so that a queue is read by one index.
    `client`: the information system that sent it, and `declared` the digest of what it sent; such a draft has no applicant
    until the signature says who it is, and nobody sees it.
    `guarded`: it tells of violence, a child in danger or a protected address, and is kept from most of an office.
    `joined_to`: the other application of the same person that is considered instead of this one;
    `paper` is the PDF/A-3 whose bytes are signed; `version` grows with every change and guards stale pages.
    `changed_at` is the moment of the last change of anything in the case and never goes back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    form_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=30, unique=True, null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beneficiary = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    community = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    district = models.CharField(max_length=200, blank=True)
    guarded = models.BooleanField(default=False, db_default=False)
    due_on = models.DateField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    warning_version = models.CharField(max_length=20, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper_of_version = models.PositiveIntegerField(null=True, blank=True)
    signature = models.ForeignKey(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declared = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "beneficiary", "mandate"],
                condition=Q(state=State.DRAFT, channel=Channel.PORTAL),
                nulls_distinct=False,
                name="application_one_live_draft",
            ),
            models.UniqueConstraint(
                fields=["client", "declared"],
                condition=Q(state=State.DRAFT, channel=Channel.API),
                name="application_printed_once_a_client",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.API, client__isnull=False) & ~Q(declared="")
                | ~Q(channel=Channel.API) & Q(client__isnull=True, declared=""),
                name="application_sent_by_a_client",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, registered_at__isnull=True, received_on__isnull=True)
                | Q(number__isnull=False, registered_at__isnull=False, received_on__isnull=False),
                name="application_registered_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(number__isnull=False),
                name="application_numbered_after_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, joined_to__isnull=False)
                | (~Q(state=State.JOINED) & Q(joined_to__isnull=True)),
                name="application_joined_names_the_other",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "state", "due_on", "id"], name="application_queue"),
            models.Index(fields=["holder", "due_on", "id"], name="application_due"),
            models.Index(fields=["applicant", "-created_at"], name="application_of_person"),
            models.Index(fields=["community", "state", "due_on", "id"], name="application_community"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def moment(self, at: datetime) -> datetime:
        """The moment of a change made now: after all that happened in the case, even when the clock went back."""
        return not_before(self.changed_at, at)


class ApplicationStep(StepBase):
    """An immutable row of the path of an application."""

    subject = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="application_steps")]


class MomentRange(Func):
    """The half-open range of moments of a holding."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Holding(models.Model):
    """An organisation holds an application from a moment to a moment. At most one holds it at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="holdings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="holding_one_at_a_time",
                expressions=[
                    ("application", RangeOperators.EQUAL),
                    (MomentRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "application"], name="holding_of_organisation")]


class Assignment(models.Model):
    """Who works on an application in the organisation that holds it, from a moment to a moment; one at a time.

    `taken_by` of the application is the account of the open row. `why`: the reason of who gave the case to this
    person (`by`); `ended_why`: why it was given back or taken away. The database lets a row only be ended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="assignment_one_at_a_time",
                expressions=[
                    ("application", RangeOperators.EQUAL),
                    (MomentRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="assignment_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "account"], condition=Q(until__isnull=True), name="assignment_open"
            )
        ]


class Attachment(models.Model):
    """An electronic copy of a document in a case: one multi-page PDF.

    `seal` is the community's qualified e-seal over its digest (p. 1.4). A replaced copy stays, with `removed_at`.
    `late`: came after registration, within the term (p. 2.5).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    document_code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    seal = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    late = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["application", "added_at"], name="attachment_of_application")]


class Confirmation(models.Model):
    """The applicant confirmed the printed application without a key, by an eID of high or medium trust.

    The portal's Regulation, II.2(1), puts it beside a signature. `statement_version` is the wording agreed to;
    `evidence` is the JSON of what was agreed, over which bytes, and how and when the person was identified.
    Rows are never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="confirmations")
    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="+")
    paper_sha256 = models.CharField(max_length=64)
    statement_version = models.CharField(max_length=20)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "paper_sha256"], name="confirmation_once_a_paper")
        ]


class MissingDocument(models.Model):
    """An obligatory document that is not there, with the reason in «Примітка» (p. 1.4) and the day to bring it by."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="missing_documents")
    document_code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    note = models.TextField()
    bring_by = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "document_code"], name="missing_document_once")
        ]


class CompletionRequestQuerySet(models.QuerySet["CompletionRequest"]):
    """The vocabulary of requests."""

    def open(self) -> "CompletionRequestQuerySet":
        """Requests that still wait for the applicant: at most one of an application."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)


class CompletionRequest(models.Model):
    """What the applicant was asked for, until when, and how it ended.

    It ends with an answer (`answered_at`), or, when the term is over without one, the deciding body goes on with what
    it has (`closed_at`, `closed_reason`). `kind` says what ends it: words and documents, or a new signature.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "доповнити заяву"
        SIGNATURE = "signature", "підписати заяву ще раз"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="requests")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.QUESTION)
    text = models.TextField()
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)

    objects = CompletionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="request_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(closed_at__isnull=True), name="request_ends_once"
            ),
        ]
