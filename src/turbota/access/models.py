"""Accounts, organisations and dated posts."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.places.models import Place


class AccountManager(BaseUserManager["Account"]):
    """Creates accounts; a citizen's account has no usable password."""

    def staff(
        self, *, code: str, name: str, password: str, tax_number: str = "", email: str = ""
    ) -> "Account":
        """A member of staff with a personal code and password (Instruction 345, p. 11.4)."""
        account = Account(code=code, name=name, is_staff=True, tax_number=tax_number, email=email)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """One way of signing in. What the account may do follows from its posts, never from the account itself.

    `code` is the specialist's personal code; `identity_key` is a keyed hash of the identity that id.gov.ua confirmed,
    so that an account is found again without keeping the number here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True, null=True, blank=True)
    identity_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    tax_number = models.CharField(max_length=10, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    password_expires_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_staff=True, code__isnull=False)
                | Q(is_staff=False, identity_key__isnull=False),
                name="account_has_its_way_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


MEANS = {"dig_sign": "електронний підпис на id.gov.ua", "bank_id": "BankID"}
"""Means of identification in words."""


class Identification(models.Model):
    """That a person was identified: when, by what means, and with which trust. Rows are never changed.

    Names and numbers are not kept here: the account is found by a keyed hash of the identity that was confirmed.
    `provider` is the address of the system that identified; `issuer` and `serial` name the certificate, if any.
    """

    class Level(models.TextChoices):
        """Trust in the means (law 2155-VIII, article 15)."""

        HIGH = "high", "високий"
        MEDIUM = "medium", "середній"
        LOW = "low", "низький"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    provider = models.CharField(max_length=200)
    means = models.CharField(max_length=30)
    level = models.CharField(max_length=10, choices=Level.choices)
    issuer = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="identification_of_account")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def by_what(self) -> str:
        """The means and the trust as people read them: «BankID, середній рівень довіри»."""
        return f"{MEANS.get(self.means, self.means)}, {self.get_level_display()} рівень довіри"


class OrganisationKind(models.TextChoices):
    """What a body is for."""

    MINISTRY = "ministry", "Міністерство"
    OBLAST = "oblast", "Обласна адміністрація"
    COMMUNITY = "community", "Територіальна громада"
    SERVICE_CENTRE = "service_centre", "ЦНАП"
    DEPARTMENT = "department", "Управління соціального захисту"
    PENSION_FUND = "pension_fund", "Пенсійний фонд"
    SOCIAL_UNIT = "social_unit", "Відділ соціального захисту громади"
    PROVIDER = "provider", "Надавач соціальних послуг"
    PARTNER = "partner", "Партнер: лікарня, школа, центр зайнятості, поліція, громадська організація"


INTAKE_KINDS = (OrganisationKind.COMMUNITY, OrganisationKind.SERVICE_CENTRE)
DECIDING_KINDS = (OrganisationKind.DEPARTMENT, OrganisationKind.PENSION_FUND, OrganisationKind.SOCIAL_UNIT)
CASEWORK_KINDS = (OrganisationKind.SOCIAL_UNIT,)
"""Where social managers work: the unit for social protection of a community (law 2671-VIII, art. 11)."""
REPORT_KINDS = (*CASEWORK_KINDS, OrganisationKind.OBLAST)
"""Who may hold reports: units, and the desk of an oblast for communities that no unit serves."""


class Organisation(models.Model):
    """A body in the tree: ministry → oblast → deciding bodies and communities → ЦНАП and units for social protection.

    `has_control`: e-cases pass a control specialist before handover (Instruction 345, p. 1.4).
    A ЦНАП may lean on its community: `uses_parent_seal` (its copies bear the community's seal), `uses_parent_control`
    (the community's specialists check its cases), `uses_parent_register` (its cases go in the community's registers).
    `seal_grace_until`: up to this day the operators of before may seal though the head's order is not entered yet.
    `place`: the territory by the codifier; a unit without one serves the territory of the community above it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120)
    code = models.CharField(max_length=8, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    has_control = models.BooleanField(default=False)
    uses_parent_seal = models.BooleanField(default=False)
    uses_parent_control = models.BooleanField(default=False)
    uses_parent_register = models.BooleanField(default=False)
    seal_grace_until = models.DateField(null=True, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="organisation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganisationKind.SERVICE_CENTRE)
                | Q(uses_parent_seal=False, uses_parent_control=False, uses_parent_register=False),
                name="organisation_only_a_centre_leans",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """The one role of a post. What a role may do is said by the actions of `rules.REGISTER`."""

    COMMUNITY_OFFICER = "community_officer", "Уповноважена особа громади"
    SEAL_OPERATOR = "seal_operator", "Відповідальна особа за печатку"
    CONTROL_SPECIALIST = "control_specialist", "Спеціаліст з контролю"
    SPECIALIST = "specialist", "Спеціаліст з прийняття рішень"
    HEAD = "head", "Керівник"
    ADMINISTRATOR = "administrator", "Адміністратор"
    SOCIAL_MANAGER = "social_manager", "Соціальний менеджер"
    SUPERVISOR = "supervisor", "Супервізор соціальних менеджерів"
    PROVIDER_WORKER = "provider_worker", "Працівник надавача"
    PARTNER_SPECIALIST = "partner_specialist", "Фахівець партнера"


class DateRange(Func):
    """The half-open range of days of a post."""

    function = "daterange"
    output_field = DateRangeField()


class Post(models.Model):
    """An account holds a role in an organisation from `since` to `until` (that day is no longer included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30, choices=Role.choices)
    title = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_ends_after_start"
            ),
            ExclusionConstraint(
                name="post_not_twice",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Deputation(models.Model):
    """A colleague acts with the rights of a post of the same organisation from `since` to `until` (not included).

    For the days when the holder of the post is away; `ground` names the order. It gives nothing any more when the
    post, or the last own post of the deputy in that organisation, has ended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputations")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    ground = models.CharField(max_length=300)
    appointed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="deputation_ends_after_start"),
            ExclusionConstraint(
                name="deputation_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which the deputy acts."""
        return self.until - timedelta(days=1)


class Absence(models.Model):
    """A member of staff is away from `since` to `until` (not included). Why is said by a class only, never in detail."""

    class Reason(models.TextChoices):
        PLANNED = "planned", "планова (відпустка)"
        DUTY = "duty", "службова (відрядження, навчання)"
        UNPLANNED = "unplanned", "непланова"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    noted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_start"),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def last_day(self) -> date:
        """The last day of the absence."""
        return self.until - timedelta(days=1)


class SealOrder(models.Model):
    """The order of the head of a community on who may use its e-seal (Instruction 345, p. 1.4, R148).

    In force from `since` to `until` (that day is no longer included). `certificate_serial`: the only certificate of the
    seal that may be used, hexadecimal; empty: any of the organisation. `scan` is the order itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seal_orders")
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    certificate_serial = models.CharField(max_length=64, blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number", "signed_on"], name="seal_order_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="seal_order_ends_after_start"
            ),
        ]


class SealOrderPerson(models.Model):
    """Somebody whom an order lets use the seal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(SealOrder, on_delete=models.PROTECT, related_name="persons")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "account"], name="seal_order_person_once")]


class SignInAttempt(models.Model):
    """A failed or successful try to sign in, counted for the limit. `key` is a keyed hash, not the code itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    succeeded = models.BooleanField()


class NumberSeries(models.Model):
    """The last number given out in a series and year; numbers are never reused."""

    code = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="series_once_a_year")]
