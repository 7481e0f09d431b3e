"""Persons, their contacts, the ties between accounts and persons, and who acts for whom."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, DateRange, Organisation
from turbota.access.queries import in_force
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.people.states import LIVE, OPEN, MandateKind, MandateState, Power


class Person(models.Model):
    """One human being. Surname, own name and patronymic (if any) are separate fields (Instruction 345, p. 11.3).

    `name_key` is the normalised full name for search; `document` is series and number without spaces.
    `claimed_*`: a number that stands by somebody else too, until a human settles whose it is. Where an account is tied
    to the person, it is the number of the identity confirmed at sign-in.
    `bodies`: the deciding bodies that hold or held a case of the person; they settle who the person is.
    `died_on`: the day of death from the document `death_document` (in words) with its copy `death_evidence`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    tax_number = models.CharField(max_length=10, null=True, blank=True, unique=True)
    unzr = models.CharField(max_length=14, null=True, blank=True, unique=True)
    claimed_tax_number = models.CharField(max_length=10, blank=True, db_index=True)
    claimed_unzr = models.CharField(max_length=14, blank=True)
    document = models.CharField(max_length=40, blank=True)
    citizenship = models.CharField(max_length=60, blank=True)
    name_key = models.CharField(max_length=320, db_index=True)
    surname_sound = models.CharField(max_length=100, db_index=True, blank=True)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    bodies = models.ManyToManyField(Organisation, related_name="+", blank=True)
    died_on = models.DateField(null=True, blank=True)
    death_document = models.CharField(max_length=300, blank=True)
    death_evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | (Q(death_evidence__isnull=False) & ~Q(death_document="")),
                name="person_death_by_a_document",
            )
        ]
        indexes = [
            models.Index(fields=["birth_date", "surname_sound"], name="person_birth_sound"),
            models.Index(
                fields=["document", "birth_date"], name="person_document", condition=~Q(document="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def full_name(self) -> str:
        """Surname, own name and patronymic in one line."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def own_tax_number(self) -> str:
        """The РНОКПП, or the claimed one while a human settles whose it is; an empty string without both."""
        return self.tax_number or self.claimed_tax_number

    @property
    def own_unzr(self) -> str:
        """The УНЗР, or the claimed one while a human settles whose it is; an empty string without both."""
        return self.unzr or self.claimed_unzr


class SurnameKey(models.Model):
    """A key under which the sound of a surname is found: itself, and what is left of it without any one letter.

    A misspelt surname is looked for here, among different surnames, and not among millions of people. Rows come with
    the first person of the sound and only grow.
    """

    key = models.CharField(max_length=100)
    sound = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "sound"], name="surname_key_once")]


class Contact(models.Model):
    """An e-mail address or a phone that a person gave, from a day to a day. Two people of one home may share one."""

    class Channel(models.TextChoices):
        EMAIL = "email", "електронна пошта"
        PHONE = "phone", "телефон"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    value = models.CharField(max_length=254)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel"], condition=Q(until__isnull=True), name="contact_one_in_force"
            )
        ]


class Tie(models.Model):
    """An account belongs to a person, with the basis on which we believe it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties")
    basis = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(until__isnull=True), name="tie_one_in_force"
            )
        ]


class IdentityCheck(models.Model):
    """A newcomer may be somebody we know: by the document and the birth date, or by a number with doubts.

    A number is in doubt when the birth dates differ or one of them is not known. A human decides.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "чекає перевірки"
        CONFIRMED = "confirmed", "та сама людина"
        REJECTED = "rejected", "інша людина"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    newcomer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="checks_as_newcomer")
    candidate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="checks_as_candidate")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["newcomer", "candidate"], name="identity_check_once_a_pair"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True) | Q(settled_at__isnull=False),
                name="identity_check_settled_with_date",
            ),
        ]


class MandateQuerySet(models.QuerySet["Mandate"]):
    """The vocabulary of mandates. The day decides, not the job that writes the end down."""

    def live(self, on: date) -> "MandateQuerySet":
        """Claimed or confirmed, and not over on the day."""
        return self.filter(in_force(on), state__in=LIVE)

    def confirmed(self, on: date) -> "MandateQuerySet":
        """Confirmed and in force on the day: only these open anything of the represented person."""
        return self.filter(in_force(on), state=MandateState.CONFIRMED)


class Mandate(models.Model):
    """One person acts for another, from a day to a day (`until` is no longer included), on evidence.

    `represented`: until somebody confirms, a row with nothing but what the claimant typed, though we may know the
    person; confirming makes the two one. `key`: a keyed hash of what names the represented person, so that the same
    claim made twice is one. `kinds`: kinds of assistance, none for all of them; `powers`: what may be done.
    `basis`: the document or the answer of a register in words; `evidence`: the copy of the document.
    `paper_number`: the number under which a register knows the document; `register`: the register that confirmed, in words.
    `helper` of `office`: an officer of a community who helps the person at the counter; such a mandate has no
    representative, names one kind of assistance, always ends, and lets nobody sign. `basis` is the document that he saw.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30, choices=MandateKind.choices)
    representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates_held"
    )
    helper = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    represented = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates_given")
    key = models.CharField(max_length=64)
    kinds = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    powers = ArrayField(models.CharField(max_length=20))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=MandateState.choices, default=MandateState.CLAIMED)
    version = models.PositiveIntegerField(default=0)
    basis = models.CharField(max_length=300, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper_number = models.CharField(max_length=60, blank=True)
    register = models.CharField(max_length=60, blank=True)
    claimed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_in = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "key", "kind"],
                condition=Q(state__in=OPEN),
                name="mandate_claimed_once",
            ),
            models.UniqueConstraint(
                fields=["helper", "office", "key", "kinds"],
                condition=Q(state__in=OPEN, helper__isnull=False),
                name="mandate_help_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=MandateKind.OFFICER_HELP,
                    representative__isnull=True,
                    helper__isnull=False,
                    office__isnull=False,
                    until__isnull=False,
                    kinds__len=1,
                    powers=[Power.FILL],
                )
                | ~Q(kind=MandateKind.OFFICER_HELP)
                & Q(representative__isnull=False, helper__isnull=True, office__isnull=True),
                name="mandate_helper_or_representative",
            ),
            ExclusionConstraint(
                name="mandate_not_twice",
                expressions=[
                    ("representative", RangeOperators.EQUAL),
                    ("represented", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=MandateState.CONFIRMED),
            ),
            models.CheckConstraint(
                condition=~Q(representative=F("represented")), name="mandate_for_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="mandate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state=MandateState.CONFIRMED) | (Q(confirmed_at__isnull=False) & ~Q(basis="")),
                name="mandate_confirmed_on_a_basis",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(state__in=OPEN), name="mandate_ends"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def over(self, on: date) -> bool:
        """Whether its last day is behind, though nobody wrote the end down yet."""
        return self.until is not None and self.until <= on

    @property
    def is_help(self) -> bool:
        """Whether an officer helps by it, and nobody represents anybody."""
        return self.kind == MandateKind.OFFICER_HELP

    @property
    def who(self) -> str:
        """Who acts: the representative's name, or the officer who helps and the office."""
        if self.representative is not None:
            return self.representative.full_name
        return ", ".join(part.name for part in (self.helper, self.office) if part is not None)

    def covers(self, kind: str) -> bool:
        """Whether the kind of assistance is in the scope."""
        return not self.kinds or kind in self.kinds


class MandateStep(StepBase):
    """An immutable row of the life of a mandate."""

    subject = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="mandate_steps")]


class Death(models.Model):
    """A record that a person died: by which document, by whom and where, and which `mandates` ended by it.

    `undo_*`: the record was a mistake, why and by which document; the row stays, and the person lives for us again.
    While it stands, the person has the same day and document (`Person.died_on`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deaths")
    died_on = models.DateField()
    document = models.CharField(max_length=300)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_in = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mandates = models.ManyToManyField(Mandate, related_name="deaths", blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undo_reason = models.TextField(blank=True)
    undo_document = models.CharField(max_length=300, blank=True)
    undo_evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(undone_at__isnull=True), name="death_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | (
                    Q(undone_by__isnull=False, undo_evidence__isnull=False)
                    & ~Q(undo_reason="")
                    & ~Q(undo_document="")
                    & ~Q(undone_by=F("recorded_by"))
                ),
                name="death_undone_by_others_hands",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
