"""People come into a case; that somebody is in another case is told to nobody but the supervisor."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import casework
from tests.factories.planned import waiting
from tests.factories.world import moment

from turbota.casework.case_states import ClaimOutcome
from turbota.casework.jobs.cases import adopt
from turbota.casework.models import Case, CaseMember, MemberClaim
from turbota.casework.operations import claims, members
from turbota.casework.states import CaseKind, Relation, Sensitivity
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.identifiers import new_id
from turbota.people.operations import PersonData

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
CHILD = PersonData(surname="Спільна", given_name="Дарина", birth_date=date(2017, 2, 3))


def add(case: Case, data: PersonData = CHILD, by: str = "turbotna", **changed: object) -> CaseMember:
    values = {"relation": Relation.CHILD, "note": "", "member_id": new_id(), **changed}
    return members.add(by=casework.at_work(by, AT), case_id=case.pk, data=data, at=AT, **values)  # type: ignore[arg-type]


def test_a_child_makes_the_case_a_family_and_a_form_sent_twice_adds_her_once() -> None:
    case = casework.opened(AT)
    key = new_id()

    first, second = add(case, member_id=key), add(case, member_id=key)

    case.refresh_from_db()
    assert first.pk == second.pk and case.kind == CaseKind.FAMILY
    assert case.members.count() == 2


@pytest.mark.requirement("R265")
def test_adding_a_child_of_another_family_looks_the_same_and_costs_the_same() -> None:
    """Neither words nor work tell whether there is another case, ordinary or sensitive, or none."""
    children = {
        elsewhere: PersonData(surname="Спільна", given_name=name, birth_date=date(2017, 2, 3))
        for elsewhere, name in ((None, "Ада"), (Sensitivity.NONE, "Ева"), (Sensitivity.VIOLENCE, "Іда"))
    }
    for elsewhere, data in children.items():
        if elsewhere is not None:
            main = casework.person(data.given_name, AT)
            other = casework.opened(AT, manager="pomichnyi", main=main, sensitivity=elsewhere)
            add(other, data, by="pomichnyi")
    case = casework.opened(AT)
    add(case, PersonData(surname="Спільна", given_name="Перша", birth_date=date(2015, 1, 1)))
    seen_of = {}
    for elsewhere, data in children.items():
        by, key = casework.at_work("turbotna", AT), new_id()
        with CaptureQueriesContext(connection) as seen:
            made = members.add(
                by=by, case_id=case.pk, member_id=key, data=data, relation=Relation.CHILD, note="", at=AT
            )
        planned = [(job.task, job.arguments) for job in waiting()]
        assert planned[-1] == ("casework.look_for_claims", {"member_id": str(made.pk)})
        assert case.changes.latest("at", "pk").value == "додано людину"
        seen_of[elsewhere] = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in seen]

    assert seen_of[None] == seen_of[Sensitivity.NONE] == seen_of[Sensitivity.VIOLENCE]
    assert not MemberClaim.objects.exists()


def test_the_supervisor_alone_learns_of_both_and_leaves_the_child_in_both() -> None:
    other = casework.opened(AT, manager="pomichnyi", main=casework.person("Інша", AT))
    add(other, by="pomichnyi")
    mine = add(casework.opened(AT))

    assert claims.look_for(member_id=mine.pk, at=AT) == claims.look_for(member_id=mine.pk, at=AT) == 1
    claim = MemberClaim.objects.get()

    def settle(code: str) -> MemberClaim:
        return claims.settle(
            by=casework.at_work(code, AT), claim_id=claim.pk, outcome=ClaimOutcome.BOTH, leaves=None,
            reason="Батьки живуть окремо, дитина по черзі", at=AT,
        )  # fmt: skip

    for code in ("turbotna", "pomichnyi", "susidnii"):
        with pytest.raises(Missing):
            settle(code)
    settle("nastavna")
    with pytest.raises(Conflict):
        settle("nastavna")
    for case in (mine.case, other):
        assert not case.changes.filter(reason__contains="Батьки").exists()
        assert case.members.filter(until__isnull=True).count() == 2


def test_the_supervisor_moves_the_child_and_only_that_manager_reads_why() -> None:
    other = casework.opened(AT, manager="pomichnyi", main=casework.person("Інша", AT))
    theirs = add(other, by="pomichnyi")
    mine = add(casework.opened(AT))
    claims.look_for(member_id=mine.pk, at=AT)

    claims.settle(
        by=casework.at_work("nastavna", AT), claim_id=MemberClaim.objects.get().pk,
        outcome=ClaimOutcome.MOVED, leaves=mine.pk, reason="Дитина живе з батьком", at=AT,
    )  # fmt: skip

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.until == AT.date() and theirs.until is None
    assert mine.case.changes.filter(reason="Дитина живе з батьком").exists()
    assert not other.changes.filter(reason="Дитина живе з батьком").exists()


def test_a_supervisor_of_another_unit_takes_nobody_out_of_a_foreign_case() -> None:
    there = casework.opened(AT, manager="susidnii", main=casework.person("Інша", AT))
    theirs = add(there, by="susidnii")
    mine = add(casework.opened(AT))
    claims.look_for(member_id=mine.pk, at=AT)

    with pytest.raises(Missing):
        claims.settle(
            by=casework.at_work("nastavna", AT), claim_id=MemberClaim.objects.get().pk,
            outcome=ClaimOutcome.MOVED, leaves=theirs.pk, reason="Не наша дитина", at=AT,
        )  # fmt: skip
    theirs.refresh_from_db()
    assert theirs.until is None


def test_a_manager_asks_the_supervisor_and_reads_the_answer() -> None:
    mine = add(casework.opened(AT))
    claim = claims.ask(
        by=casework.at_work("turbotna", AT), case_id=mine.case_id, member_id=mine.pk, claim_id=new_id(),
        question="Батько каже, що дитина живе з ним", at=AT,
    )  # fmt: skip
    claims.settle(
        by=casework.at_work("nastavna", AT), claim_id=claim.pk, outcome=ClaimOutcome.ANSWERED, leaves=None,
        reason="З’ясуйте місце навчання", at=AT,
    )  # fmt: skip
    assert mine.case.changes.get(what="answer").reason == "З’ясуйте місце навчання"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"surname": " "}, "surname"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date"),
        ({"tax_number": "1234567891"}, "tax_number"),
    ],
)
def test_what_cannot_be_right_is_said(changed: dict[str, object], field: str) -> None:
    case = casework.opened(AT)
    data = PersonData(**{"surname": "Спільна", "given_name": "Дарина", **changed})  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refusal:
        add(case, data)
    assert list(refusal.value.fields) == [field]


def test_the_main_person_stays_and_a_foreign_manager_changes_nothing() -> None:
    case = casework.opened(AT)
    main = case.members.get()
    with pytest.raises(Refused) as refusal:
        members.end(
            by=casework.at_work("turbotna", AT), case_id=case.pk, member_id=main.pk, reason="Помилка", at=AT
        )
    assert refusal.value.code == "main_person"
    for code in ("pomichnyi", "susidnii", "nastavna"):
        with pytest.raises(Missing):
            add(case, by=code)


def test_two_rows_that_are_one_person_are_one_member() -> None:
    double = add(casework.opened(AT), PersonData(surname="Двійня", given_name="Ольга"))
    again = add(double.case, PersonData(surname="Двійня", given_name="О."))
    elsewhere = casework.opened(AT, manager="pomichnyi", main=again.person)

    for _ in range(2):
        adopt(newcomer_id=str(again.person_id), person_id=str(double.person_id))

    elsewhere.refresh_from_db()
    assert elsewhere.main_person == double.person
    assert double.case.members.filter(until__isnull=True, person=double.person).count() == 1
    assert MemberClaim.objects.count() >= 1
