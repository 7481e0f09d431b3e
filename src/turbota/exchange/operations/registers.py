"""A register is asked whether a mandate is true: open the question, begin a try, hear the answer, settle.

A try is begun and settled in two transactions with the network between them, so nobody waits for a lock while a register
thinks. A worker that dies in between leaves a question that is asked again. Locks: people, mandate, question, in this order.
"""

import uuid
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.exchange import register_queries
from turbota.exchange.models import RegisterQuestion
from turbota.exchange.registers import asking
from turbota.exchange.registers.asking import Answered, Question
from turbota.exchange.registers.contract import Told
from turbota.exchange.states import (
    ENDING,
    LASTING_PAUSE,
    OF_KIND,
    QUESTION_LEASE,
    Answer,
    Powers,
    QuestionState,
    Reason,
    Register,
    pause_of_question,
)
from turbota.exchange.xroad.failures import ExchangeFailed
from turbota.kernel import clock, jobs
from turbota.people.by_register import confirm_by_register, end_by_register, shorten_by_register
from turbota.people.locking import locked_to_settle
from turbota.people.models import Mandate
from turbota.people.operations import data_of
from turbota.people.states import MandateKind, MandateState

XML = "application/xml"
PURPOSE = "запит до реєстру, чи чинні повноваження представника"
LONGEST_RECORD = 300


@transaction.atomic
def open_question(*, mandate_id: uuid.UUID, at: datetime, again: bool = False) -> RegisterQuestion | None:
    """Let the register of the mandate's kind be asked; `again`: about a confirmed one. The first try is planned.

    None when no register is connected, the mandate says too little for it, or nobody needs the answer. Run twice it is one
    question: an answered claim is asked about once more only under a number that it did not have then.
    """
    rows = Mandate.objects.select_for_update(of=("self",), no_key=True)
    mandate = rows.select_related("representative", "represented").get(pk=mandate_id)
    register = _register_of(mandate)
    if register is None or not _is_needed(mandate, again, at):
        return None
    asked = RegisterQuestion.objects.filter(mandate=mandate)
    if asked.filter(state=QuestionState.WAITING).exists():
        return None
    if not again and asked.filter(number=mandate.paper_number).exists():
        return None
    question = RegisterQuestion.objects.create(
        mandate=mandate,
        register=register,
        number=mandate.paper_number,
        again=again,
        opened_at=at,
        next_at=at,
    )
    jobs.plan("exchange.ask_register", question_id=str(question.pk))
    return question


def open_again(*, at: datetime) -> int:
    """Ask once more about confirmed mandates whose register was last asked long ago; gives their number."""
    opened = 0
    for mandate_id in register_queries.mandates_to_ask_again(asking.connected(), at=at):
        opened += open_question(mandate_id=mandate_id, at=at, again=True) is not None
    return opened


def _register_of(mandate: Mandate) -> Register | None:
    """The connected register of the kind, when the mandate says what has to be said there."""
    register = OF_KIND.get(MandateKind(mandate.kind))
    if register not in asking.connected() or mandate.representative is None:
        return None
    if register == Register.POWERS and not mandate.paper_number:
        return None
    people = (mandate.representative, mandate.represented)
    known = all(one.birth_date and (one.own_tax_number or one.own_unzr or one.document) for one in people)
    return register if known else None


def _is_needed(mandate: Mandate, again: bool, at: datetime) -> bool:
    wanted = MandateState.CONFIRMED if again else MandateState.CLAIMED
    return mandate.state == wanted and not mandate.over(clock.day_of(at))


@transaction.atomic
def begin(*, question_id: uuid.UUID, at: datetime) -> Question | None:
    """Take the question for one try and write down that the register is asked; None when there is nothing to ask now.

    A question that nobody needs any more is dropped: an officer confirmed the claim, or a side ended it.
    """
    seen = RegisterQuestion.objects.values_list("mandate_id", flat=True).get(pk=question_id)
    rows = Mandate.objects.select_for_update(of=("self",), no_key=True)
    mandate = rows.select_related("representative", "represented").get(pk=seen)
    question = RegisterQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    if question.state != QuestionState.WAITING:
        return None
    if not _is_needed(mandate, question.again, at) or mandate.representative is None:
        question.state, question.next_at, question.busy_until = QuestionState.DROPPED, None, None
        question.save(update_fields=["state", "next_at", "busy_until"])
        return None
    if (question.busy_until and question.busy_until > at) or (question.next_at and question.next_at > at):
        return None
    question.attempts += 1
    question.request_id = str(uuid.uuid4())
    question.busy_until = at + QUESTION_LEASE
    question.save(update_fields=["attempts", "request_id", "busy_until"])
    record(
        actor=SYSTEM,
        action="register.ask",
        right="read",
        subject_kind="mandate",
        subject_id=mandate.pk,
        purpose=PURPOSE,
        at=at,
    )
    return Question(
        register=Register(question.register),
        message_id=question.request_id,
        mandate_id=mandate.pk,
        representative=data_of(mandate.representative),
        represented=data_of(mandate.represented),
        number=mandate.paper_number,
    )


def hear(asked: Question) -> Answered | ExchangeFailed:
    """Send the question; the answer or why there is none. Runs outside of any transaction."""
    try:
        return asking.ask(asked)
    except ExchangeFailed as failure:
        return failure


@transaction.atomic
def settle(
    *, question_id: uuid.UUID, asked: Question, heard: Answered | ExchangeFailed, at: datetime
) -> RegisterQuestion:
    """Write down what was heard: evidence and answer with what follows from it, or when to try again.

    An answer that comes when another try was answered already changes nothing.
    """
    locked_to_settle(asked.mandate_id)
    question = RegisterQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    if question.state != QuestionState.WAITING:
        return question
    if isinstance(heard, ExchangeFailed):
        if question.request_id == asked.message_id:
            _put_off(question, heard, at)
        return question
    told = _judged(heard.told, asked, at)
    question.evidence = files.keep(content=heard.raw, media_type=XML, at=at)
    question.state, question.next_at, question.busy_until = QuestionState.ANSWERED, None, None
    question.answered_at, question.request_id, question.last_error = at, asked.message_id, ""
    question.answer, question.reason = told.answer, told.reason or ""
    question.record, question.powers = _record_in_words(told), told.powers or ""
    question.valid_till, question.ended_on = told.valid_till, told.ended_on
    question.save()
    _follow(question, told, at)
    return question


def _put_off(question: RegisterQuestion, failure: ExchangeFailed, at: datetime) -> None:
    pause = pause_of_question(question.attempts)
    question.next_at = at + (max(pause, LASTING_PAUSE) if failure.lasting else pause)
    question.busy_until, question.last_error = None, failure.code
    question.save(update_fields=["next_at", "busy_until", "last_error"])


def _judged(told: Told, asked: Question, at: datetime) -> Told:
    """What the answer means for us: a right that is over, or that does not seem to be for help, confirms nothing."""
    if told.answer != Answer.CONFIRMS:
        return told
    if told.ended_on is not None and told.ended_on <= clock.day_of(at):
        return replace(told, answer=Answer.DENIES, reason=Reason.RIGHTS_ENDED)
    if told.valid_till is not None and told.valid_till < clock.day_of(at):
        return replace(told, answer=Answer.DENIES, reason=Reason.EXPIRED)
    if asked.register == Register.POWERS and told.powers not in (Powers.GENERAL, Powers.SOCIAL):
        return replace(told, answer=Answer.DENIES, reason=Reason.OTHER_POWERS)
    return told


def _record_in_words(told: Told) -> str:
    """The record as people name it: number, day, who issued it."""
    day = f" від {told.issued_on:%d.%m.%Y}" if told.issued_on else ""
    named = f"запис № {told.number}{day}" if told.number else ""
    return ", ".join(part for part in (named, told.issuer) if part)[:LONGEST_RECORD]


def _follow(question: RegisterQuestion, told: Told, at: datetime) -> None:
    mandate_id = question.mandate_id
    name = str(question.get_register_display())
    if question.again:
        if told.answer == Answer.DENIES and told.reason in ENDING:
            end_by_register(mandate_id=mandate_id, at=at)
        elif told.answer == Answer.CONFIRMS:
            shorten_by_register(mandate_id=mandate_id, till=told.valid_till, at=at)
        return
    if told.answer == Answer.CONFIRMS:
        basis = ": ".join(part for part in (name[:1].upper() + name[1:], question.record) if part)
        confirm_by_register(mandate_id=mandate_id, register=name, basis=basis, till=told.valid_till, at=at)
        return
    jobs.plan("applications.tell_register_answer", queue=jobs.URGENT, question_id=str(question.pk))
