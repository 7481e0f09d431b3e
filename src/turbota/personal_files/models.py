"""The personal file and the awards that a decision opens."""

from collections.abc import Callable
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.states import Channel
from turbota.assistance.calculation import Period, days_words
from turbota.assistance.wording import paid_when
from turbota.decisions.models import Annulment, Decision
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person


class PersonalFile(models.Model):
    """The electronic personal file of one application, with the source of receipt (p. 11.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="personal_file")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Channel.choices)
    opened_at = models.DateTimeField()


class DayRange(Func):
    """The range of days of an award, both ends included."""

    function = "daterange"
    output_field = DateRangeField()


class Award(models.Model):
    """One part of the assistance that a decision granted: to whom, of which kind, how much (kopiykas), for which days.

    `per`: the amount is paid every month of these days, or once for all of them. A decision opens an award for each
    part of its schedule: another amount from another day, another component, another child. A person has one
    component of one kind at most once on any day; what is `about` somebody else (a child, a holder of a
    certificate) is granted for that one at most once, whoever asked.

    How the amount came out is kept with it: so many `days` of the `month_days` that the month has, at the daily `rate`;
    all three are 0 where a whole month or a single time is paid, and None of awards from before they were kept.

    What was granted is never changed: `ended_at` is set when its decision is annulled, and `AwardEnding` says why.
    """

    class Per(models.TextChoices):
        MONTH = "month", "щомісяця"
        ONCE = "once", "одноразово"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(PersonalFile, on_delete=models.PROTECT, related_name="awards")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    code = models.CharField(max_length=60, default="assistance")
    title = models.CharField(max_length=200, default="Допомога")
    per = models.CharField(max_length=10, choices=Per.choices, default=Per.MONTH)
    about = models.CharField(max_length=100, blank=True, default="")
    whom = models.CharField(max_length=300, blank=True, default="")
    amount = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField()
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    month_days = models.PositiveSmallIntegerField(null=True, blank=True)
    rate = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="award_ends_after_start"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="award_positive"),
            models.CheckConstraint(
                condition=Q(days__isnull=True, month_days__isnull=True, rate__isnull=True)
                | Q(days=0, month_days=0, rate=0)
                | Q(days__gt=0, month_days__gte=F("days"), amount=F("days") * F("rate")),
                name="award_by_days",
            ),
            ExclusionConstraint(
                name="award_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (
                        DayRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(about="", ended_at__isnull=True),
            ),
            ExclusionConstraint(
                name="award_once_about_one",
                expressions=[
                    ("about", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (
                        DayRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(about="") & Q(ended_at__isnull=True),
            ),
        ]

    def paid_when(self, day: Callable[[date], str]) -> str:
        """When it is paid and how a sum of days came out; of awards from before that was kept the days alone."""
        if self.days is None and self.per == self.Per.MONTH:
            return days_words(self.since, self.until, day)
        part = Period(
            self.since,
            self.until,
            self.amount,
            "once" if self.per == self.Per.ONCE else "month",
            days=self.days or 0,
            rate=self.rate or 0,
            month_days=self.month_days or 0,
        )
        return paid_when(part, day)


class AwardEnding(models.Model):
    """An award ended because its decision was annulled. Rows only grow: the database refuses to change them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="ending")
    annulment = models.ForeignKey(Annulment, on_delete=models.PROTECT, related_name="award_endings")
    at = models.DateTimeField()
