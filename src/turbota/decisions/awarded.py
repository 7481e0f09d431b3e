"""What the deciding body itself pays the applicant is taken without being declared (Instruction 345, p. 2.2).

So is what it pays another member of the family, where the payment is income of the whole family: `exclusions.yaml` says
so for the two kinds with the scope "family". A member is known by the tax number and the birth date together; of what is
no income by a rule nothing is told in somebody else's case. Who names another person's number must gain nothing: such a
payment is counted only after a specialist has confirmed by a document that the person is of the family, or a mandate
says so, and its sum is told to the applicant only of the own child (docs/adr/0019).
The parts of standing granted decisions are the awards of the personal files; an annulled decision pays nothing.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from turbota.applications.models import Application
from turbota.assistance import catalogue, exclusions
from turbota.assistance.calculation import Calculation, Period, Reason
from turbota.assistance.forms import APPLICANT
from turbota.assistance.household import age
from turbota.assistance.income import months_between
from turbota.assistance.income_sheet import AVERAGE
from turbota.assistance.kind import Kind
from turbota.decisions.models import Decision
from turbota.decisions.schedules import parts_of
from turbota.decisions.states import Outcome, State
from turbota.decisions.telling import taken_words
from turbota.law import values
from turbota.law.engine.schedule import last_day, month_after
from turbota.people.models import Mandate
from turbota.people.states import MandateKind

SOURCE = "виплата, призначена органом"
NOT_SAID = "не враховано: правила не кажуть, чи ця виплата — дохід. Перевірте за актом"
PART_OF_MONTH = "не враховано: призначено не на цілий місяць. Перевірте, скільки виплатили"
UNCONFIRMED = "не враховано: спершу підтвердьте за документом, що ця людина — член родини"
DOUBT = Reason(
    "family_unconfirmed",
    "Інструкція № 345, п. 2.2",
    "Органові відома виплата людині, яку заявник назвав членом родини. Щоб її врахувати, підтвердьте за документом, "
    "що ця людина живе в родині, або вилучіть її запис. Кнопка стоїть біля запису про людину.",
)
READ = (
    "number",
    "calculation",
    "application__kind",
    "application__applicant__tax_number",
    "application__applicant__birth_date",
)
Identity = tuple[str, date | None]  # tax number and birth date
SOCIAL, SUBSIDY = "social_payment", "housing_subsidy"


@dataclass(frozen=True)
class Awarded:
    """A payment of a month that the body granted to a member of the family: its class of income, kopiykas, by what.

    ``why`` is empty when the rules of income know such a payment; else it says why nothing of it is taken.
    ``told``: may the applicant read the sum.
    """

    member: str
    month: str
    income_class: str
    amount: int
    source: str
    why: str
    told: bool = True


def awarded_to(
    application: Application,
    kind: Kind,
    on: date,
    answers: Mapping[str, Any],
    confirmed: Collection[Identity] = (),
) -> list[Awarded]:
    """What the body of the case granted the family for the months whose income is read on the day; one query.

    `answers`: those in force; they name the family. `confirmed`: who is of the family by a document.
    """
    if kind.income_window is None or application.applicant_id is None or application.decider_id is None:
        return []
    months, members = months_between(*kind.income_window(on)), _members(answers)
    counted = [
        row for row in exclusions.on_day(on) if row.b == kind.code and row.relation == "counts_as_income"
    ]
    of_applicant = {row.a for row in counted}
    of_family = {row.a for row in counted if row.scope == "family"}
    found: list[Awarded] = []
    for decision in _granted(application, members, months):
        whose = decision.application.applicant
        if whose is None or whose.pk == application.applicant_id:
            found += _of_decision(decision, months, of_applicant)
        elif decision.application.kind in of_family:
            identity = (whose.tax_number or "", whose.birth_date)
            by_mandate = _represents(application, whose.pk, on)
            known = by_mandate or identity in confirmed
            told = known and is_child(members[identity], by_mandate=by_mandate, on=on)
            theirs = _of_decision(decision, months, of_family, str(members[identity]["id"]))
            found += (
                replace(one, told=told, why=one.why if known or one.why else UNCONFIRMED) for one in theirs
            )
    return found


def _granted(
    application: Application, members: Collection[Identity], months: Sequence[str]
) -> Iterable[Decision]:
    """Standing awards of the body to the applicant and to people of these identities in the months."""
    theirs = Q(application__applicant=application.applicant_id)
    for number, born in members:
        theirs |= Q(application__applicant__tax_number=number, application__applicant__birth_date=born)
    rows = Decision.objects.standing().filter(
        theirs,
        state=State.APPROVED,
        outcome=Outcome.GRANTED,
        organisation=application.decider_id,
        since__lte=last_day(_first(months[-1])),
        until__gte=_first(months[0]),
    )
    others = rows.exclude(application=application).select_related("application__applicant")
    return others.order_by("since", "pk").only(*READ)


def _represents(application: Application, person_id: uuid.UUID, on: date) -> bool:
    """Does the applicant act for the person as a parent or a guardian, by a confirmed mandate."""
    rows = Mandate.objects.confirmed(on).filter(kind__in=(MandateKind.PARENT, MandateKind.GUARDIAN))
    return rows.filter(representative=application.applicant_id, represented=person_id).exists()


def is_child(member: Mapping[str, Any], *, by_mandate: bool, on: date) -> bool:
    """Is the member the applicant's own child under the age of majority, by a mandate or as the form says it."""
    years = age(member["birth_date"], on)
    minor = years is not None and years < values.value("age.majority", on).value
    return minor and (by_mandate or member.get("relation") == "child")


def _members(answers: Mapping[str, Any]) -> dict[Identity, Mapping[str, Any]]:
    """The members of the family by what makes somebody known: tax number and birth date."""
    rows = ((identity_of(row), row) for row in answers.get("members") or () if row.get("id"))
    return {known: row for known, row in rows if known is not None}


def identity_of(row: Mapping[str, Any]) -> Identity | None:
    """The tax number and the birth date of a member; None where one of them is not there."""
    number, born = row.get("tax_number"), row.get("birth_date")
    if row.get("tax_number_state") != "has" or not number or not born:
        return None
    return str(number), date.fromisoformat(born)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _of_decision(
    decision: Decision, months: Sequence[str], counted: set[str], member: str = APPLICANT
) -> Iterator[Awarded]:
    """Month by month; the number of the decision is for whom it is about."""
    granted = catalogue.kind(decision.application.kind)
    number = f", рішення № {decision.number}" if member == APPLICANT else ""
    source = f"{SOURCE}: «{granted.title}»{number}"
    subsidy = granted.annexes == "subsidy"
    for part in parts_of(decision.calculation):
        known = part.per == "month" and (subsidy or granted.code in counted)
        for month in _months(part, months):
            whole = part.since <= _first(month) and part.until >= last_day(_first(month))
            why = NOT_SAID if not known else "" if whole else PART_OF_MONTH
            yield Awarded(member, month, SUBSIDY if subsidy else SOCIAL, part.amount, source, why)


def _months(part: Period, months: Sequence[str]) -> Iterator[str]:
    """Months of the part; of what is paid once the month from which it was granted."""
    for month in months:
        first = _first(month)
        if part.since < month_after(first) and part.until >= first:
            yield month
            if part.per == "once":
                return


def with_awarded(answers: Mapping[str, Any], awarded: Iterable[Awarded]) -> dict[str, Any]:
    """The answers with what the body granted among the incomes: of a class and month the greater sum, never both."""
    rows = [dict(row) for row in answers.get("incomes") or ()]
    given: dict[tuple[str, str, str], int] = {}
    for one in awarded:
        if not one.why:
            key = (one.member, one.month, one.income_class)
            given[key] = given.get(key, 0) + one.amount
    for (member, month, name), amount in given.items():
        same = [
            row
            for row in rows
            if (row.get("member"), row.get("month"), row.get("class")) == (member, month, name)
        ]
        declared = sum(row.get("amount") or 0 for row in same)
        rows = [row for row in rows if row not in same]
        whole = {"id": f"{member}-{name}-{month}", "member": member, "month": month, "class": name}
        rows.append({**whole, "amount": max(amount, declared)})
    return {**answers, "incomes": rows} if given else dict(answers)


def marked(found: Calculation, awarded: Sequence[Awarded]) -> Calculation:
    """The calculation that says in its receipt and keeps in its snapshot what was taken without being declared."""
    if not awarded:
        return found
    rows = [asdict(one) for one in awarded]
    taken = taken_words(rows, whole=True)
    receipt = tuple(
        replace(line, source=f"{line.source}; {taken}" if line.source else taken)
        if taken and line.rule == AVERAGE
        else line
        for line in found.receipt
    )
    marked_now = replace(found, receipt=receipt, snapshot={**found.snapshot, "awarded": rows})
    waits = any(one.why == UNCONFIRMED for one in awarded)
    return _waiting(marked_now) if waits and found.outcome in ("granted", "officer") else marked_now


def unconfirmed(found: Calculation) -> frozenset[str]:
    """The ids of the members whose payments wait until somebody confirms that they are of the family."""
    return frozenset(
        str(one["member"]) for one in found.snapshot.get("awarded") or () if one["why"] == UNCONFIRMED
    )


def _waiting(found: Calculation) -> Calculation:
    """Nothing is granted until it is known whose income is counted; a refusal without that income stands as it is."""
    return replace(
        found,
        outcome="officer",
        amount=None,
        once=0,
        since=None,
        until=None,
        schedule=(),
        conditions=(),
        receipt=(),
        doubts=(*found.doubts, DOUBT),
    )
