"""Somebody is in two cases: the supervisor sees it and decides; the managers learn nothing of each other's case.

Adding a person always goes through, with the same words and the same work, whether she is in another case or not. A job
looks afterwards. The supervisors of both units see the question, each only the case of the own unit.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from turbota.access.actors import Actor
from turbota.casework import case_permissions as permissions
from turbota.casework import policies
from turbota.casework.case_changes import note, worded, write
from turbota.casework.case_states import Change, ClaimOutcome
from turbota.casework.models import Case, CaseMember, MemberClaim
from turbota.casework.operations.members import close_row
from turbota.casework.operations.opening import locked
from turbota.casework.operations.writing import call_supervisors
from turbota.casework.states import Relation
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.people.models import Person
from turbota.people.operations import present


@transaction.atomic
def look_for(*, member_id: uuid.UUID, at: datetime) -> int:
    """Ask the supervisors about every other open case where the same person is; how many questions there are.

    The same person: the same row, or the same name with the same day of birth. Run twice, it asks once.
    """
    rows = CaseMember.objects.select_related("person", "case")
    member = rows.filter(pk=member_id, until__isnull=True, case__closed_at__isnull=True).first()
    if member is None:
        return 0
    same = Q(person=member.person)
    if member.person.birth_date is not None:
        same |= Q(person__name_key=member.person.name_key, person__birth_date=member.person.birth_date)
    others = rows.filter(same, until__isnull=True, case__closed_at__isnull=True)
    found = 0
    for other in others.exclude(case=member.case).order_by("since", "pk"):
        _lock(member, other)
        known = MemberClaim.objects.filter(
            Q(member=member, other=other) | Q(member=other, other=member)
        ).exists()
        if not known:
            MemberClaim.objects.create(member=member, other=other, asked_at=at)
            for case in (member.case, *([other.case] if other.case.unit_id != member.case.unit_id else [])):
                call_supervisors(case, question=True, at=at)
        found += 1
    return found


def _lock(*members: CaseMember) -> None:
    """Two jobs that look for one person from both cases at once wait for each other: one question, not two."""
    rows = CaseMember.objects.filter(pk__in=[one.pk for one in members]).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


@transaction.atomic
def adopt(*, newcomer_id: uuid.UUID, person_id: uuid.UUID, at: datetime) -> list[uuid.UUID]:
    """Two rows were found to be one person: the memberships are the known person's. Which rows changed.

    Where the known person is in the same case already, the second membership ends; a case of the newcomer keeps its main
    person under the known row. Run twice, it changes nothing more.
    """
    person = present(Person.objects.get(pk=person_id))
    changed = []
    rows = CaseMember.objects.filter(person_id=newcomer_id).order_by("pk")
    for case_id in rows.values_list("case_id", flat=True).distinct():
        locked(case_id)
    for member in rows.select_for_update(of=("self",)):
        double = CaseMember.objects.filter(case_id=member.case_id, person=person, until__isnull=True)
        if member.until is None and double.exists():
            if member.relation == Relation.MAIN:
                double.update(until=max(day_of(at), member.since))
            else:
                member.until = max(day_of(at), member.since)
        member.person = person
        member.save(update_fields=["person", "until"])
        changed.append(member.pk)
    Case.objects.filter(main_person_id=newcomer_id).update(main_person=person)
    return changed


@transaction.atomic
def ask(
    *, by: Actor, case_id: uuid.UUID, member_id: uuid.UUID, claim_id: uuid.UUID, question: str, at: datetime
) -> MemberClaim:
    """The manager asks the supervisor about a member of the own case. A form sent twice asks once.

    Raises Missing, Refused for a closed case, BadInput without a question.
    """
    case = locked(case_id)
    permissions.ASK_ABOUT_MEMBER.check(by, case)
    policies.check_open(case)
    member = case.members.filter(pk=member_id, until__isnull=True).first()
    if member is None:
        raise Missing
    known = MemberClaim.objects.filter(pk=claim_id).first()
    if known is not None:
        if known.member_id != member.pk:
            raise Missing
        return known
    question = worded("question", question, "Напишіть супервізорові, що саме треба з’ясувати.")
    claim = MemberClaim.objects.create(id=claim_id, member=member, question=question, asked_at=at)
    note(case, by=by, action=permissions.ASK_ABOUT_MEMBER, at=at)
    call_supervisors(case, question=True, at=at)
    return claim


@transaction.atomic
def settle(
    *,
    by: Actor,
    claim_id: uuid.UUID,
    outcome: str,
    leaves: uuid.UUID | None,
    reason: str,
    at: datetime,
) -> MemberClaim:
    """The supervisor decides. `leaves`: the membership that ends, of a case that the actor supervises.

    Managers read the reason only where it is about the own case alone: when the person leaves it, or when they asked.
    Raises Missing, BadInput, Conflict when already settled.
    """
    claim = MemberClaim.objects.select_for_update(of=("self",)).filter(pk=claim_id).first()
    if claim is None:
        raise Missing
    permissions.SETTLE_CLAIM.check(by, claim)
    if claim.outcome:
        raise Conflict("Це питання вже вирішено. Оновіть сторінку.", code="claim_settled")
    allowed = (ClaimOutcome.BOTH, ClaimOutcome.MOVED) if claim.other_id else (ClaimOutcome.ANSWERED,)
    if outcome not in allowed:
        raise BadInput({"outcome": "Виберіть рішення зі списку."})
    reason = worded("reason", reason, "Напишіть, чому так вирішили.")
    if outcome == ClaimOutcome.MOVED:
        _leave(by, claim, leaves, reason, at)
    elif outcome == ClaimOutcome.ANSWERED:
        case = locked(claim.member.case_id)
        write(case, Change.ANSWER, by=by, action=permissions.SETTLE_CLAIM, at=at, reason=reason)
    claim.outcome, claim.reason = outcome, reason
    claim.settled_by_id, claim.settled_at = by.account_id, at
    claim.save(update_fields=["outcome", "reason", "settled_by", "settled_at"])
    note(claim.member.case, by=by, action=permissions.SETTLE_CLAIM, at=at)
    return claim


def _leave(by: Actor, claim: MemberClaim, leaves: uuid.UUID | None, reason: str, at: datetime) -> None:
    sides = (claim.member, claim.other)
    member = next((one for one in sides if one is not None and one.pk == leaves), None)
    if member is None:
        raise BadInput({"leaves": "Виберіть випадок, з якого виводите людину."})
    case = locked(member.case_id)
    permissions.SET_SENSITIVITY.check(by, case)
    if member.until is None:
        close_row(case, member, at)
        write(
            case, Change.MEMBER, by=by, action=permissions.SETTLE_CLAIM, at=at,
            value="супервізор вивів людину з випадку", reason=reason,
        )  # fmt: skip
