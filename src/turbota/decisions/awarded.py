"""What the deciding body itself pays the applicant is taken without being declared (Instruction 345, p. 2.2).

So is what it pays another member of the family, where the payment is income of the whole family: `exclusions.yaml` says
so for the two kinds with the scope "family". A member is known by the tax number and the birth date together; of what is
no income by a rule nothing is told in somebody else's case.
The parts of standing granted decisions are the awards of the personal files; an annulled decision pays nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from turbota.applications.models import Application
from turbota.assistance import catalogue, exclusions
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import APPLICANT
from turbota.assistance.income import months_between
from turbota.assistance.income_sheet import AVERAGE
from turbota.assistance.kind import Kind
from turbota.decisions.models import Decision
from turbota.decisions.schedules import parts_of
from turbota.decisions.states import Outcome, State
from turbota.law.engine.schedule import last_day, month_after

SOURCE = "виплата, призначена органом"
NOT_SAID = "не враховано: правила не кажуть, чи ця виплата — дохід. Перевірте за актом"
PART_OF_MONTH = "не враховано: призначено не на цілий місяць. Перевірте, скільки виплатили"
READ = (
    "number",
    "calculation",
    "application__kind",
    "application__applicant__tax_number",
    "application__applicant__birth_date",
)
SOCIAL, SUBSIDY = "social_payment", "housing_subsidy"


@dataclass(frozen=True)
class Awarded:
    """A payment of a month that the body granted to a member of the family: its class of income, kopiykas, by what.

    ``why`` is empty when the rules of income know such a payment; else it says why nothing of it is taken.
    """

    member: str
    month: str
    income_class: str
    amount: int
    source: str
    why: str


def awarded_to(application: Application, kind: Kind, on: date, answers: Mapping[str, Any]) -> list[Awarded]:
    """What the body of the case granted the family for the months whose income is read on the day; one query.

    `answers`: those in force; they name the family.
    """
    if kind.income_window is None or application.applicant_id is None or application.decider_id is None:
        return []
    months, members = months_between(*kind.income_window(on)), _members(answers)
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
    counted = [
        row for row in exclusions.on_day(on) if row.b == kind.code and row.relation == "counts_as_income"
    ]
    of_applicant, of_family = (
        {row.a for row in counted},
        {row.a for row in counted if row.scope == "family"},
    )
    found: list[Awarded] = []
    for decision in others.order_by("since", "pk").only(*READ):
        whose = decision.application.applicant
        if whose is None or whose.pk == application.applicant_id:
            found += _of_decision(decision, months, of_applicant)
        elif decision.application.kind in of_family:
            member = members[whose.tax_number or "", whose.birth_date]
            found += _of_decision(decision, months, of_family, member)
    return found


def _members(answers: Mapping[str, Any]) -> dict[tuple[str, date | None], str]:
    """The ids of the members of the family by what makes somebody known: tax number and birth date."""
    rows = [row for row in answers.get("members") or () if row.get("tax_number_state") == "has"]
    known = [row for row in rows if row.get("tax_number") and row.get("birth_date") and row.get("id")]
    return {(row["tax_number"], date.fromisoformat(row["birth_date"])): str(row["id"]) for row in known}


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
    taken = "; ".join(dict.fromkeys(one.source for one in awarded if not one.why))
    receipt = tuple(
        replace(line, source=f"{line.source}; {taken}" if line.source else taken)
        if taken and line.rule == AVERAGE
        else line
        for line in found.receipt
    )
    kept = {**found.snapshot, "awarded": [asdict(one) for one in awarded]}
    return replace(found, receipt=receipt, snapshot=kept)
