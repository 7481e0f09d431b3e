"""Persons, their contacts, and the ties between accounts and persons."""

from django.db import models
from django.db.models import Q

from turbota.access.models import Account, Organisation
from turbota.kernel.identifiers import new_id


class Person(models.Model):
    """One human being. Surname, own name and patronymic (if any) are separate fields (Instruction 345, p. 11.3).

    `name_key` is the normalised full name for search; `document` is series and number without spaces.
    `claimed_*`: a number that stands by somebody else too, until a human settles whose it is. Where an account is tied
    to the person, it is the number of the identity confirmed at sign-in.
    `bodies`: the deciding bodies that hold or held a case of the person; they settle who the person is.
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

    class Meta:
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
