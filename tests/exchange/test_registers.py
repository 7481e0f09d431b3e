"""Registers confirm mandates: what follows from each answer, and what happens when no answer comes."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.factories import planned
from tests.factories.at_once import at_once
from tests.factories.exchange import Exchange
from tests.factories.mandates import AT, EVERYTHING, LATER, REASON, TARAS, claim_of, confirmed, sent_for

from turbota.applications.mandate_queries import represented_applications
from turbota.applications.operations import representing
from turbota.audit.models import Event
from turbota.documents.operations import read
from turbota.exchange.models import RegisterQuestion
from turbota.exchange.operations import registers
from turbota.exchange.register_queries import mandates_to_ask_again, questions_due
from turbota.exchange.registers import asking
from turbota.exchange.registers.asking import Answered
from turbota.exchange.states import Answer, QuestionState, Reason
from turbota.exchange.xroad.failures import ExchangeFailed
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Refused
from turbota.messages.models import Message
from turbota.people import mandates
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, stage
from turbota_demo import registers as known
from turbota_demo.plays import Plays

POA = MandateKind.POWER_OF_ATTORNEY
DEEDS = [one for one in known.records() if one["service"] == "powerOfAttorney"]
pytestmark = pytest.mark.requirement("R036")


def by_deed(number: str = known.DEED, *, at: datetime = AT) -> Mandate:
    """Roman says that he acts for Vira by a power of attorney."""
    stage.at_home("vira", at)
    data = stage.data_of(cast.citizen("vira"))
    return mandates.claim(
        by=stage.at_home("roman", at), kind=POA, data=data, scope=EVERYTHING, at=at, paper_number=number
    )


def now_of(mandate: Mandate) -> Mandate:
    return Mandate.objects.get(pk=mandate.pk)


def asked(at: datetime = AT) -> list[str]:
    with clock.frozen(at):
        return planned.do_all()


def again(at: datetime) -> None:
    """What the minute's job plans at the moment, done."""
    with clock.frozen(at):
        for question_id in questions_due(at=at):
            begun = registers.begin(question_id=question_id, at=at)
            if begun is not None:
                registers.settle(question_id=question_id, asked=begun, heard=registers.hear(begun), at=at)
        planned.do_all()


def told(person: str, at: datetime = LATER) -> list[str]:
    rows = Message.objects.filter(person=stage.at_home(person, at).person_id)
    return list(rows.order_by("created_at", "pk").values_list("kind", flat=True))


def test_a_register_confirms_a_parent_and_keeps_its_answer(plays: Plays, exchange: Exchange) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    asked()
    mandate = now_of(mandate)
    assert (mandate.state, mandate.confirmed_by_id) == (MandateState.CONFIRMED, None)
    assert mandate.register == "реєстр актів цивільного стану"
    assert mandate.basis.startswith("Реєстр актів цивільного стану: запис № 201 від 20.10.2016")
    assert mandate.until == date(2034, 10, 20)
    question = RegisterQuestion.objects.get()
    assert question.evidence is not None and question.request_id.encode() in read(question.evidence)
    seen = Event.objects.get(action="register.ask")
    assert (seen.subject_id, seen.purpose) == (mandate.pk, registers.PURPOSE)
    assert told("maria").count("mandate_confirmed") == 1


def test_a_power_of_attorney_is_confirmed_till_its_day_and_the_grown_up_is_told(
    exchange: Exchange, plays: Plays
) -> None:
    hers = plays.submitted("vira", AT)
    mandate = by_deed()
    assert not represented_applications(stage.at_home("roman", AT)).exists()
    asked()
    mandate = now_of(mandate)
    assert list(represented_applications(stage.at_home("roman", LATER))) == [hers]
    assert (mandate.state, mandate.until) == (MandateState.CONFIRMED, date(2029, 11, 3))
    assert mandate.represented_id == stage.at_home("vira", LATER).person_id
    assert [one for one in told("vira") if "mandate" in one] == ["mandate_claimed", "mandate_told"]
    words = Message.objects.get(kind="mandate_told")
    assert "Єдиний реєстр довіреностей" in words.body and "Показовий" not in words.body + words.subject


@pytest.mark.parametrize(
    ("number", "reason"), [(known.REVOKED_DEED, Reason.REVOKED), ("nothing", ""), ("wide", Reason.OTHER_POWERS)]
)  # fmt: skip
def test_what_a_register_does_not_confirm_stays_a_claim_and_an_officer_may(
    plays: Plays, exchange: Exchange, number: str, reason: str
) -> None:
    exchange.know(*DEEDS, {**DEEDS[0], "number": "wide", "powers": "other"})
    mandate = by_deed(number)
    asked()
    question = RegisterQuestion.objects.get()
    assert now_of(mandate).state == MandateState.CLAIMED and question.reason == reason
    assert told("roman") == ["register_answered"]
    words = Message.objects.get(kind="register_answered")
    assert "Це не відмова" in words.body and "скасовано" not in words.body
    claim_of(cast.citizen("vira"), by=stage.at_home("roman", AT), kind=POA)
    sent_for(plays, mandate, cast.citizen("vira"), signer="roman")
    assert confirmed(mandate).state == MandateState.CONFIRMED


def test_without_the_number_or_the_register_nobody_is_asked(
    plays: Plays, exchange: Exchange, settings: LazySettings
) -> None:
    by_deed("")
    asked()
    assert not RegisterQuestion.objects.exists()
    by_deed(known.DEED)
    asked()
    assert Mandate.objects.get().state == MandateState.CONFIRMED
    settings.XROAD_URL = ""
    assert asking.connected() == frozenset()


def test_a_register_that_is_down_is_asked_again_and_meanwhile_an_officer_confirms(
    plays: Plays, exchange: Exchange, client: Client
) -> None:
    exchange.behave(parentage="down", powerOfAttorney="denied")
    first, second = claim_of(TARAS, by=stage.at_home("maria", AT)), by_deed()
    asked()
    down, denied = (RegisterQuestion.objects.get(mandate=one) for one in (first, second))
    assert (down.attempts, down.next_at) == (1, AT + timedelta(minutes=1))
    assert (denied.last_error, denied.next_at) == ("Server.ServerProxy.AccessDenied", AT + timedelta(hours=1))
    said = client.get("/healthz").json()["registers"]
    assert said["civil_status"]["state"] == said["powers_of_attorney"]["state"] == "failing"
    assert said["civil_status"]["waiting"] == 1 and said["guardianship"]["state"] == "working"
    again(AT + timedelta(minutes=1))
    down.refresh_from_db()
    assert (down.attempts, down.next_at) == (2, AT + timedelta(minutes=3))
    sent_for(plays, first, TARAS, signer="maria")
    assert confirmed(first).state == MandateState.CONFIRMED
    exchange.behave()
    again(LATER)
    down.refresh_from_db()
    assert (down.state, now_of(first).register) == (QuestionState.DROPPED, "")
    assert now_of(second).state == MandateState.CONFIRMED
    assert client.get("/healthz").json()["registers"]["civil_status"]["state"] == "working"


def test_a_job_killed_after_the_question_asks_again_and_a_job_run_twice_answers_once(
    plays: Plays, exchange: Exchange
) -> None:
    claim_of(TARAS, by=stage.at_home("maria", AT))
    with clock.frozen(AT):
        for job in [job for job in planned.waiting() if job.task == "exchange.open_question"] * 2:
            planned.do(job)
    question = RegisterQuestion.objects.get()
    begun = registers.begin(question_id=question.pk, at=AT)
    assert begun is not None
    assert registers.begin(question_id=question.pk, at=AT + timedelta(minutes=1)) is None
    assert questions_due(at=AT + timedelta(minutes=1)) == []
    later = AT + timedelta(minutes=5)
    assert questions_due(at=later) == [question.pk]
    retried = registers.begin(question_id=question.pk, at=later)
    assert retried is not None and retried.message_id != begun.message_id
    heard = registers.hear(retried)
    assert isinstance(heard, Answered)
    registers.settle(question_id=question.pk, asked=begun, heard=ExchangeFailed("timeout"), at=later)
    for _ in range(2):
        registers.settle(question_id=question.pk, asked=retried, heard=heard, at=later)
    question.refresh_from_db()
    assert (question.answer, question.request_id) == (Answer.CONFIRMS, retried.message_id)
    assert Mandate.objects.get().steps.filter(verb="confirm").count() == 1


def test_a_revoked_power_of_attorney_ends_the_mandate_and_both_are_told(
    plays: Plays, exchange: Exchange
) -> None:
    mandate = by_deed()
    asked()
    exchange.know({**DEEDS[0], "reason": "revoked", "endedOn": "2026-11-17"})
    assert mandates_to_ask_again(asking.connected(), at=AT + timedelta(hours=23)) == []
    day = LATER + timedelta(hours=1)
    assert registers.open_again(at=day) == 1 and registers.open_again(at=day) == 0
    again(day)
    assert now_of(mandate).state == MandateState.ENDED
    assert told("roman")[-1] == told("vira")[-1] == "mandate_over"
    assert "реєстр" in Message.objects.filter(kind="mandate_over").latest("created_at").body


def test_what_is_not_found_any_more_ends_nothing_and_a_nearer_day_is_kept(
    plays: Plays, exchange: Exchange
) -> None:
    mandate = by_deed()
    asked()
    for number, records in enumerate(([], [{**DEEDS[0], "validTill": "2027-01-31"}]), start=1):
        exchange.know(*records)
        day = AT + timedelta(days=2 * number)
        registers.open_again(at=day)
        again(day)
        assert now_of(mandate).state == MandateState.CONFIRMED
    assert now_of(mandate).until == date(2027, 2, 1)


def test_an_answer_after_the_end_changes_nothing(plays: Plays, exchange: Exchange) -> None:
    mandate = by_deed()
    with clock.frozen(AT):
        question = registers.open_question(mandate_id=mandate.pk, at=AT)
    assert question is not None
    begun = registers.begin(question_id=question.pk, at=AT)
    assert begun is not None
    mandates.revoke(by=stage.at_home("vira", LATER), mandate_id=mandate.pk, reason="", at=AT)
    registers.settle(question_id=question.pk, asked=begun, heard=registers.hear(begun), at=AT)
    assert now_of(mandate).state == MandateState.REVOKED


@pytest.mark.django_db(transaction=True)
def test_two_officers_and_the_register_at_once_confirm_once(
    plays_for_many: Plays, exchange: Exchange
) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays_for_many, mandate, TARAS, signer="maria")
    desk = stage.at_work("umovnyi", LATER)
    question = registers.open_question(mandate_id=mandate.pk, at=LATER)
    assert question is not None
    begun = registers.begin(question_id=question.pk, at=LATER)
    assert begun is not None
    heard = registers.hear(begun)

    def officer() -> Mandate:
        return representing.confirm_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER)

    def register() -> RegisterQuestion:
        return registers.settle(question_id=question.pk, asked=begun, heard=heard, at=LATER)

    found = at_once(officer, register, officer)
    assert all(isinstance(one, Mandate | RegisterQuestion | Conflict | Refused) for one in found), found
    assert now_of(mandate).state == MandateState.CONFIRMED
    assert mandate.steps.filter(verb="confirm").count() == 1
