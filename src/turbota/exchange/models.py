"""Clients of other systems, their secrets and tokens; repeats; subscriptions, events, deliveries.

And what goes the other way: questions to registers of the state.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation
from turbota.documents.models import StoredFile
from turbota.exchange.states import (
    DELIVERED,
    DELIVERY_STATES,
    OPEN,
    WAITING,
    Answer,
    Powers,
    QuestionState,
    Reason,
    Register,
)
from turbota.kernel.identifiers import new_id
from turbota.people.models import Mandate

HEX = r"^[0-9a-f]{64}$"


class Client(models.Model):
    """One information system of one organisation. Its identifier is the `client_id` of OAuth 2.

    In force from `since` to `until` (that day is no longer included), and never again after `revoked_at`.
    A system of the whole country belongs to the body at the top of the tree.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=40))
    calls_per_minute = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="client_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(revoked_at__isnull=True),
                name="client_name_once_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ClientSecret(models.Model):
    """The hash of one secret. A secret is random and long, so a quick keyed hash is enough. Two overlap for a while."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="secrets")
    digest = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(until__isnull=True), name="client_one_lasting_secret"
            ),
            models.CheckConstraint(condition=Q(digest__regex=HEX), name="client_secret_is_hashed"),
        ]


class AccessToken(models.Model):
    """The hash of a bearer token: short-lived, looked up with its client at every call, so that revoking works at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(digest__regex=HEX), name="token_is_hashed")]


class Calls(models.Model):
    """How many calls a client made in one minute."""

    id = models.BigAutoField(primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "minute"], name="calls_of_a_minute")]


class Repeat(models.Model):
    """A request under an idempotency key: digests of the key and of the body, who works on it, and the answer.

    `working_until`: somebody does the work now; `answer` is what is said to every repeat: number and moments, nothing
    about a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    working_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="repeat_key_once_a_client"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer__isnull=True)
                | Q(answered_at__isnull=False, answer__isnull=False, working_until__isnull=True),
                name="repeat_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=HEX) & Q(body__regex=HEX), name="repeat_keeps_digests_only"
            ),
        ]


class Subscription(models.Model):
    """Where the events of a client are sent. The secret of the signatures is derived, never stored.

    `failures` in a row and `resting_until`: a receiver that hangs or fails rests as a whole, so that it keeps nobody
    busy; `busy_until`: one worker sends to it now, so that events go one after another.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="subscriptions")
    url = models.CharField(max_length=500)
    secret_number = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    resting_until = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=Q(until__isnull=True), name="subscription_one_a_client"
            )
        ]


class Event(models.Model):
    """A case came to a stage. `step` is the step of the case; `sequence` is its place on the path of this case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    step = models.UUIDField(unique=True)
    number = models.CharField(max_length=30)
    stage = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()


class EventDelivery(models.Model):
    """One event for one subscription. `last_error` names a class of error, never its text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "subscription"], name="event_once_a_subscription"),
            models.CheckConstraint(condition=Q(state__in=DELIVERY_STATES), name="event_delivery_state"),
            models.CheckConstraint(
                condition=Q(state=DELIVERED, delivered_at__isnull=False)
                | (~Q(state=DELIVERED) & Q(delivered_at__isnull=True)),
                name="event_delivered_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=OPEN), name="event_delivery_due"),
            models.Index(fields=["subscription", "state"], name="event_delivery_of"),
        ]


class RegisterQuestion(models.Model):
    """A register is asked whether a mandate is true: until it answers, or until nobody needs the answer any more.

    `number`: under which it was asked. `again`: of a mandate that is confirmed already, whether it is still in force.
    `request_id`: the number of the message, of the last one sent while it waits and of the answered one afterwards.
    `evidence`: the answer as it came. `busy_until`: one worker asks now. `last_error` names a class of error, never its
    text.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="register_questions")
    register = models.CharField(max_length=20, choices=Register.choices)
    number = models.CharField(max_length=60, blank=True)
    again = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.WAITING)
    opened_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    last_error = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    record = models.CharField(max_length=300, blank=True)
    valid_till = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    powers = models.CharField(max_length=8, choices=Powers.choices, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(state=QuestionState.WAITING), name="register_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.ANSWERED, answered_at__isnull=False, evidence__isnull=False)
                & ~Q(answer="")
                & ~Q(request_id="")
                | ~Q(state=QuestionState.ANSWERED)
                & Q(answer="", answered_at__isnull=True, evidence__isnull=True),
                name="register_answered_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state=QuestionState.WAITING), name="register_question_due"
            ),
            models.Index(fields=["mandate", "opened_at"], name="register_question_of"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
