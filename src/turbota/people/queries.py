"""Reads about persons."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from turbota.access.actors import Actor
from turbota.kernel.errors import Missing
from turbota.kernel.ready import Ready
from turbota.people import likeness, names, permissions
from turbota.people.models import Contact, Death, IdentityCheck, Mandate, MandateStep, Person, Tie
from turbota.people.states import MACHINE, Power

LIMIT = 20


@dataclass(frozen=True)
class Found:
    """A person found by a search and why we think so."""

    person: Person
    because: str


def person(person_id: uuid.UUID) -> Person:
    """One person; DoesNotExist when there is none."""
    return Person.objects.get(pk=person_id)


def person_of_account(account_id: uuid.UUID) -> Person | None:
    """The person to whom an account is tied now."""
    tie = _TIE.first(account_id)
    return tie.person if tie else None


_TIE = Ready(
    lambda account_id: Tie.objects.filter(account_id=account_id, until__isnull=True).select_related("person"),
    uuid.UUID,
)


def has_account(who: Person) -> bool:
    """Whether the person has a cabinet."""
    return Tie.objects.filter(person=who, until__isnull=True).exists()


def email_of(who: Person) -> str:
    """The e-mail address in force, or an empty string."""
    return _contact(who, Contact.Channel.EMAIL)


def phone_of(who: Person) -> str:
    """The phone in force, or an empty string."""
    return _contact(who, Contact.Channel.PHONE)


def _contact(who: Person, channel: str) -> str:
    row = Contact.objects.filter(person=who, channel=channel, until__isnull=True).first()
    return row.value if row else ""


def search(
    actor: Actor,
    *,
    tax_number: str = "",
    surname: str = "",
    birth_date: date | None = None,
    document: str = "",
) -> list[Found]:
    """Possible same persons before a new one is entered: by number, by document, by birth date and surname.

    People are found, never browsed: without a number or a birth date nothing is returned. At most 20 rows. Who is kept
    from the actor (`permissions.found_by`) looks like nobody, by the same queries.
    Raises Forbidden when the actor takes no applications.
    """
    permissions.SEARCH_PEOPLE.check_role(actor)
    living = Person.objects.filter(permissions.found_by(actor), merged_into__isnull=True)
    found: dict[uuid.UUID, Found] = {}

    def add(rows: QuerySet[Person], because: str) -> None:
        for row in rows[:LIMIT]:
            found.setdefault(row.pk, Found(row, because))

    if tax_number:
        claimed = Q(claimed_tax_number=tax_number)
        add(living.filter(Q(tax_number=tax_number) | claimed), "той самий РНОКПП")
    if document and birth_date:
        add(
            living.filter(document=plain_document(document), birth_date=birth_date),
            "той самий документ і дата народження",
        )
    if surname and birth_date:
        like = likeness.surname_like((names.sound(surname),))
        born = living.filter(like, birth_date=birth_date).order_by(likeness.slips_of_surname(surname), "pk")
        add(born, "схоже прізвище і та сама дата народження")
    return list(found.values())[:LIMIT]


def plain_document(text: str) -> str:
    """Series and number of a document without spaces, in capitals."""
    return "".join(text.split()).upper().replace("№", "")


def checks_waiting(actor: Actor) -> QuerySet[IdentityCheck]:
    """Identity checks that wait for a human of the actor's body. Raises Forbidden when the actor decides nothing."""
    permissions.SETTLE_IDENTITY.check_role(actor)
    waiting = IdentityCheck.objects.filter(state=IdentityCheck.State.WAITING)
    rows: QuerySet[IdentityCheck] = permissions.SETTLE_IDENTITY.visible(actor, waiting)
    return rows.select_related("newcomer", "candidate").order_by("opened_at")


def number_of_another(*, tax_number: str | None, birth_date: date | None) -> bool:
    """Whether somebody with this tax number was born on another day: then the number or the day is mistyped."""
    if not tax_number or birth_date is None:
        return False
    others = Person.objects.filter(tax_number=tax_number, birth_date__isnull=False)
    return others.exclude(birth_date=birth_date).exists()


def waiting_check_of(person_id: uuid.UUID) -> IdentityCheck | None:
    """The check of a newcomer that is not settled yet."""
    return IdentityCheck.objects.filter(newcomer_id=person_id, state=IdentityCheck.State.WAITING).first()


def usable_mandates(actor: Actor, on: date) -> QuerySet[Mandate]:
    """Mandates by which the actor may begin an application for another on the day, claimed ones too."""
    live: QuerySet[Mandate] = permissions.HELD_MANDATES.visible(actor, Mandate.objects.live(on))
    return _mandates(live.filter(powers__contains=[Power.FILL]))


def held_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Mandates by which the actor acts for others, the newest first."""
    return _mandates(permissions.HELD_MANDATES.visible(actor, Mandate.objects.all()))


def given_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Mandates by which others act, or claim to act, for the actor, the newest first."""
    return _mandates(permissions.GIVEN_MANDATES.visible(actor, Mandate.objects.all()))


def _mandates(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return rows.select_related("representative", "represented", "helper", "office").order_by(
        "-claimed_at", "-pk"
    )


def held_mandate(actor: Actor, mandate_id: uuid.UUID) -> Mandate:
    """One mandate by which the actor acts for another. Raises Missing."""
    return _one(held_mandates(actor), mandate_id)


def given_mandate(actor: Actor, mandate_id: uuid.UUID) -> Mandate:
    """One mandate by which somebody acts, or claims to act, for the actor. Raises Missing."""
    return _one(given_mandates(actor), mandate_id)


def one_mandate(actor: Actor, mandate_id: uuid.UUID) -> Mandate:
    """One mandate of which the actor is either side. Raises Missing."""
    return _one(_mandates(permissions.REVOKE_MANDATE.visible(actor, Mandate.objects.all())), mandate_id)


def _one(rows: QuerySet[Mandate], mandate_id: uuid.UUID) -> Mandate:
    found = rows.select_related("evidence").filter(pk=mandate_id).first()
    if found is None:
        raise Missing
    return found


def reasons_of(mandates: Iterable[Mandate]) -> dict[uuid.UUID, str]:
    """The last reason that was written for each mandate, in one query."""
    steps = MandateStep.objects.filter(subject__in=[row.pk for row in mandates]).exclude(reason="")
    return dict(steps.order_by("at", "pk").values_list("subject_id", "reason"))


@dataclass(frozen=True)
class MandateEvent:
    """One step of a mandate in words: what, when, who at work did it, and why. A citizen is not named."""

    at: datetime
    title: str
    by: str
    reason: str


def steps_of_mandate(mandate: Mandate) -> list[MandateEvent]:
    """What happened with a mandate that the caller may see, oldest first."""
    return [
        MandateEvent(
            at=step.at,
            title=MACHINE.transition(step.verb).title,
            by=", ".join(part for part in (step.by_name, step.by_organisation) if step.by_organisation),
            reason=step.reason,
        )
        for step in mandate.steps.order_by("at", "pk")
    ]


def deaths_here(actor: Actor) -> QuerySet[Death]:
    """Deaths recorded in the offices that the actor heads, the newest first."""
    rows: QuerySet[Death] = permissions.DEATHS_HERE.visible(actor, Death.objects.all())
    return rows.select_related("person", "recorded_by", "recorded_in", "undone_by", "evidence").order_by(
        "-recorded_at", "-pk"
    )
