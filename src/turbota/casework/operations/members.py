"""People come into a case and leave it."""

import uuid
from datetime import datetime

from django.db import transaction
from stdnum.ua import rntrc

from turbota.access.actors import Actor
from turbota.casework import case_permissions as permissions
from turbota.casework import policies
from turbota.casework.case_changes import touch, worded, write
from turbota.casework.case_states import Change
from turbota.casework.models import Case, CaseMember
from turbota.casework.operations.opening import locked
from turbota.casework.states import CaseKind, Relation
from turbota.kernel import jobs
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.people import numbers
from turbota.people.operations import PersonData, known_or_new

OUTSIDE = (Relation.APART,)
"""Relatives who live apart: on the card, but no part of the family."""


def check_data(data: PersonData, at: datetime) -> None:
    """Raise BadInput when the name, the day of birth or the number cannot be right."""
    problems = {}
    if not data.surname.strip():
        problems["surname"] = "Напишіть прізвище."
    if not data.given_name.strip():
        problems["given_name"] = "Напишіть ім’я."
    if data.birth_date is not None and data.birth_date > day_of(at):
        problems["birth_date"] = "Дата народження не може бути в майбутньому."
    born = numbers.born_by_tax_number(data.tax_number) if data.tax_number else None
    if data.tax_number and not rntrc.is_valid(data.tax_number):
        problems["tax_number"] = "Перевірте РНОКПП: це 10 цифр, і вони мають збігатися з контрольною."
    elif data.tax_number and data.birth_date is not None and born != data.birth_date:
        problems["tax_number"] = "РНОКПП і дата народження не збігаються. Перевірте обидва."
    if problems:
        raise BadInput(problems)


@transaction.atomic
def add(
    *,
    by: Actor,
    case_id: uuid.UUID,
    member_id: uuid.UUID,
    data: PersonData,
    relation: str,
    note: str,
    at: datetime,
) -> CaseMember:
    """Add a person to the case. `member_id`: the id that the page gave: a form sent twice adds one person.

    What is said and how long it takes is the same whether the person is in another case or not: that is looked for by
    a job and asked of the supervisor. Raises Missing, BadInput, and Refused for a closed case or somebody already here.
    """
    case = locked(case_id)
    permissions.CHANGE_MEMBERS.check(by, case)
    policies.check_open(case)
    made = CaseMember.objects.filter(pk=member_id).first()
    if made is not None:
        if made.case_id != case.pk:
            raise Missing
        return made
    check_data(data, at)
    if relation not in Relation.values or relation == Relation.MAIN:
        raise BadInput({"relation": "Виберіть зі списку, ким ця людина є отримувачеві."})
    person = known_or_new(data=data, at=at)
    if case.members.filter(person=person, until__isnull=True).exists():
        raise Refused("Ця людина вже є в цьому випадку.", code="member_twice")
    member = CaseMember.objects.create(
        id=member_id, case=case, person=person, relation=relation, note=note.strip(), since=day_of(at),
        added_by_id=by.account_id,
    )  # fmt: skip
    if case.kind == CaseKind.PERSON and relation not in OUTSIDE:
        case.kind = CaseKind.FAMILY
    touch(case, at, "kind")
    write(case, Change.MEMBER, by=by, action=permissions.CHANGE_MEMBERS, at=at, value="додано людину")
    jobs.plan("casework.look_for_claims", member_id=str(member.pk))
    return member


@transaction.atomic
def end(*, by: Actor, case_id: uuid.UUID, member_id: uuid.UUID, reason: str, at: datetime) -> CaseMember:
    """The person is no part of the case from today. The main person stays as long as the case.

    Ending twice changes nothing. Raises Missing, Refused, BadInput without a reason.
    """
    case = locked(case_id)
    permissions.CHANGE_MEMBERS.check(by, case)
    policies.check_open(case)
    member = case.members.filter(pk=member_id).first()
    if member is None:
        raise Missing
    if member.until is not None:
        return member
    reason = worded("reason", reason, "Напишіть, чому людини більше немає у випадку.")
    close_row(case, member, at)
    write(
        case, Change.MEMBER, by=by, action=permissions.CHANGE_MEMBERS, at=at, value="виведено людину",
        reason=reason,
    )  # fmt: skip
    return member


def close_row(case: Case, member: CaseMember, at: datetime) -> None:
    """End the membership; the case is locked. Raises Refused for the main person."""
    if member.relation == Relation.MAIN:
        raise Refused(
            "Отримувача не можна вивести з його випадку. Завершіть випадок із причиною.", code="main_person"
        )
    member.until = max(day_of(at), member.since)
    member.save(update_fields=["until"])
    touch(case, at)
