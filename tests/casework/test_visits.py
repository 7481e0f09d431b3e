"""The journal of services: entries are corrected by new ones, confirmed by the recipient, and misses are told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories import casework, delivery
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.casework import delivery_queries as queries
from turbota.casework.closing_policies import blockers
from turbota.casework.delivery_policies import open_complaints
from turbota.casework.delivery_states import NoticeKind, VisitOutcome
from turbota.casework.models import CaseNotice, Referral, Visit
from turbota.casework.operations import answering, confirming, delivering
from turbota.casework.operations.delivering import Agreed
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota_demo import papers, stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
DAY = timedelta(days=1)


def served() -> Referral:
    """A service with a contract, for Maria of the cast."""
    maria = stage.at_home("maria", AT)
    person = casework.Person.objects.get(pk=maria.person_id)
    return delivery.contracted(AT, delivery.referred(AT, casework.opened(AT, main=person))).referral


def worker() -> Actor:
    return casework.at_work("dohliadna", AT)


@pytest.mark.requirement("R020", "R297")
def test_an_entry_says_who_what_when_how_long_where_and_is_never_changed() -> None:
    referral = served()
    first = delivery.visited(referral, AT + DAY)

    fixed = delivering.write(
        by=worker(), referral_id=referral.pk, entry=delivery.entry(first.starts_at, minutes=90), at=AT + 2 * DAY,
        replaces=first.pk, why="Переплутано час",
    )  # fmt: skip

    assert (fixed.root, fixed.minutes, first.minutes) == (first.pk, 90, 60)
    assert list(referral.visits.current()) == [fixed]
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=first.pk).update(minutes=1)
    with pytest.raises(Conflict):
        delivering.write(
            by=worker(), referral_id=referral.pk, entry=delivery.entry(first.starts_at), at=AT + 2 * DAY,
            replaces=first.pk, why="Ще раз",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "said", "box"),
    [
        (1, {}, "starts_at"),
        (-24 * 9, {}, "starts_at"),
        (-1, {"minutes": 0}, "minutes"),
        (-1, {"what": " "}, "what"),
        (-1, {"outcome": VisitOutcome.MISSED, "reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_is_not_written(hours: int, said: dict[str, object], box: str) -> None:
    referral = served()
    entry = delivery.entry(AT + timedelta(hours=hours), **said)  # type: ignore[arg-type]
    with pytest.raises(BadInput) as problem:
        delivering.write(by=worker(), referral_id=referral.pk, entry=entry, at=AT)
    assert box in problem.value.fields


def test_the_code_of_the_recipient_confirms_and_five_wrong_ones_end_the_tries() -> None:
    referral = served()
    planned = delivering.plan_visits(
        by=worker(), referral_id=referral.pk, entry=delivery.entry(AT + DAY, "planned"), weeks=30 - 26, at=AT
    )
    assert len(planned) == 4
    code = confirming.code_of(planned[0])
    row = delivering.write(
        by=worker(), referral_id=referral.pk, entry=delivery.entry(AT + DAY), at=AT + 2 * DAY,
        replaces=planned[0].pk,
    )  # fmt: skip
    wrong = f"{(int(code) + 1) % 10000:04}"
    for _ in range(4):
        with pytest.raises(BadInput):
            confirming.confirm_by_code(by=worker(), visit_id=row.pk, code=wrong, at=AT + 2 * DAY)

    confirming.confirm_by_code(by=worker(), visit_id=row.pk, code=f" {code} ", at=AT + 2 * DAY)
    assert row.confirmation.how == "code"

    other = delivery.visited(referral, AT + 3 * DAY)
    for _ in range(5):
        with pytest.raises(BadInput):
            confirming.confirm_by_code(by=worker(), visit_id=other.pk, code="99999", at=AT + 3 * DAY)
    with pytest.raises(Refused) as refusal:
        confirming.confirm_by_code(
            by=worker(), visit_id=other.pk, code=confirming.code_of(other), at=AT + 3 * DAY
        )
    assert refusal.value.code == "too_many_tries"
    confirming.confirm_in_cabinet(by=stage.at_home("maria", AT), visit_id=other.pk, at=AT + 3 * DAY)


def test_a_signed_sheet_confirms_several_visits_and_nobody_else_may() -> None:
    referral = served()
    rows = [delivery.visited(referral, AT + day * DAY) for day in (1, 2)]
    for foreign in (stage.at_home("danylo", AT), worker()):
        with pytest.raises(Missing):
            confirming.confirm_in_cabinet(by=foreign, visit_id=rows[0].pk, at=AT + 3 * DAY)
    with pytest.raises(BadInput):
        confirming.confirm_on_paper(
            by=worker(), referral_id=referral.pk, visits=[row.pk for row in rows], scan=None, at=AT + 3 * DAY
        )
    made = confirming.confirm_on_paper(
        by=worker(), referral_id=referral.pk, visits=[row.pk for row in rows], scan=papers.scan("Аркуш"),
        at=AT + 3 * DAY,
    )  # fmt: skip
    assert {one.how for one in made} == {"paper"}
    with pytest.raises(Refused):
        confirming.confirm_in_cabinet(by=stage.at_home("maria", AT), visit_id=rows[0].pk, at=AT + 3 * DAY)


def test_two_missed_visits_in_a_row_are_told_once() -> None:
    referral = served()

    def told() -> int:
        return CaseNotice.objects.filter(kind=NoticeKind.MISSED_TWICE).count()

    seen = []
    for day, outcome in enumerate(
        ("missed", "done", "missed", "missed", "missed", "done", "missed", "missed"), 1
    ):
        delivery.visited(referral, AT + day * DAY, outcome)
        seen.append(told())
    assert seen == [0, 0, 0, 1, 1, 1, 1, 2]


def test_a_complaint_reaches_the_manager_alone() -> None:
    referral = served()
    row = delivery.visited(referral, AT + DAY)
    said = confirming.complain(
        by=stage.at_home("maria", AT),
        referral_id=referral.pk,
        visit_id=row.pk,
        words="Ніхто не прийшов",
        at=AT + DAY,
    )
    assert "17.11.2026" in said.text and set(open_complaints(referral.case)) < set(blockers(referral.case))
    for foreign in ("pomichnyi", "dohliadna"):
        with pytest.raises(Missing):
            confirming.handle(by=casework.at_work(foreign, AT), notice_id=said.pk, answer="Так", at=AT + DAY)
    handled = confirming.handle(
        by=casework.at_work("turbotna", AT), notice_id=said.pk, answer="Замінили працівницю", at=AT + 2 * DAY
    )
    assert handled.handled_at == AT + 2 * DAY
    assert Message.objects.filter(person=referral.person, kind="complaint_answered").count() == 1
    assert open_complaints(referral.case) == []


@pytest.mark.requirement("R019")
def test_a_provider_writes_to_the_manager_and_reads_the_answer() -> None:
    referral = served()
    asked = confirming.ask_manager(
        by=worker(), referral_id=referral.pk, words="Потрібно більше годин", at=AT + DAY
    )
    with pytest.raises(Missing):
        confirming.ask_manager(
            by=casework.at_work("plechova", AT), referral_id=referral.pk, words="Хто це?", at=AT + DAY
        )
    answering.end(by=worker(), referral_id=referral.pk, reason="done", words="", at=AT + DAY)
    asked.refresh_from_db()
    assert asked.handled_at is None
    confirming.handle(
        by=casework.at_work("turbotna", AT), notice_id=asked.pk, answer="Змінимо план", at=AT + 2 * DAY
    )
    [read] = queries.said_of(referral, NoticeKind.QUESTION)
    assert read.answer == "Змінимо план"
    with pytest.raises(Refused):
        confirming.ask_manager(by=worker(), referral_id=referral.pk, words="Ще", at=AT + 2 * DAY)


def test_an_urgent_service_begins_before_the_paper_is_signed() -> None:
    referral = delivery.accepted(AT)
    with pytest.raises(Refused):
        delivery.visited(referral, AT + DAY)
    with pytest.raises(BadInput):
        delivering.contract(
            by=worker(), referral_id=referral.pk, agreed=Agreed("1", AT.date()), scan=None, at=AT
        )
    row = delivering.contract(
        by=worker(), referral_id=referral.pk, agreed=Agreed("1", AT.date(), urgent=True), scan=None, at=AT
    )
    assert row.urgent and row.scan is None
    delivery.visited(referral, AT + DAY)
    signed = delivering.signed_later(
        by=worker(), referral_id=referral.pk, signed_on=AT.date(), scan=papers.scan("Договір"), at=AT + DAY
    )
    assert signed.scan is not None


def test_the_end_of_a_service_frees_the_place_and_closes_the_journal() -> None:
    referral = served()
    row = referral.offer
    answering.end(by=worker(), referral_id=referral.pk, reason="done", words="", at=AT + DAY)
    with pytest.raises(Refused):
        delivery.visited(referral, AT + 2 * DAY)
    again = delivery.referred(AT + 2 * DAY, referral.case, row)
    assert again.state == "offered"
