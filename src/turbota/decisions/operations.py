"""Verbs of decisions: correct, prepare, propose, send back, approve."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications.models import Application, Attachment
from turbota.applications.operations.locking import SUBJECT, counting_moment, give_to, locked, refresh_due
from turbota.applications.policies import form_of, law_day
from turbota.applications.states import MACHINE as APPLICATION_MACHINE
from turbota.applications.states import State as ApplicationState
from turbota.assistance import forms
from turbota.assistance.calculation import Calculation
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.decisions import papers, permissions
from turbota.decisions.calculating import answer_at, answers_in_force, as_json, put
from turbota.decisions.models import Correction, Decision
from turbota.decisions.states import MACHINE, Outcome, State
from turbota.documents import operations as files
from turbota.documents.papers.printing import Attachment as Enclosed
from turbota.documents.papers.printing import page_count
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.workflow import advance
from turbota.signatures.models import Signature
from turbota.signatures.operations import record as record_signature
from turbota.signatures.verification import Verdict, verify_digest

PDF = "application/pdf"
SHORTEST_REASON = 10


def _question(application: Application, answers: dict[str, Any], path: str) -> forms.Question:
    """The question at "section.question", or at "section.row.question" of a row that is there. Raises Missing."""
    form, (first, *way) = form_of(application), path.split(".")
    try:
        section = form.section(first)
        rows = answers.get(first) or []
        there = (
            len(way) == 2 and way[0].isdecimal() and int(way[0]) < len(rows)
            if section.repeat
            else len(way) == 1
        )
        if there:
            return section.question(way[-1])
    except KeyError:
        pass
    raise Missing("Такого запитання в заяві немає.", code="no_such_answer")


def _fault_of(
    application: Application, answers: dict[str, Any], path: str, value: object, today: date
) -> str:
    """What is wrong with the value at the path, in words; empty when it may stand there."""
    taken = put(answers, path, value)
    faults = forms.check_given(form_of(application), taken, law_day(application, today))
    return faults.get(path, "")


def _label(application: Application, path: str, question: forms.Question) -> str:
    """The question in words, with the row it is about: «Дохід 2: Скільки отримали?»."""
    section, *row, _ = path.split(".")
    repeat = form_of(application).section(section).repeat
    return f"{repeat.item_title} {int(row[0]) + 1}: {question.label}" if repeat and row else question.label


@transaction.atomic
def correct(
    *,
    by: Actor,
    application_id: uuid.UUID,
    path: str,
    value: object,
    reason: str,
    attachment_id: uuid.UUID | None,
    at: datetime,
) -> Correction:
    """Take another value than the applicant wrote, with a reason and the document it stands in.

    What the applicant signed stays as it is; the calculation takes the corrected value, and the head sees both.
    """
    application = locked(application_id, action=permissions.CORRECT, by=by)
    if application.state != ApplicationState.IN_WORK:
        raise Conflict("Виправляти відповіді можна, коли справу прийнято в роботу.", code="not_in_work")
    if Decision.objects.filter(application=application, state=State.PROPOSED).exists():
        raise Conflict(
            "Рішення вже на підписі в керівника. Попросіть повернути його.", code="already_proposed"
        )
    if application.taken_by_id not in (None, by.account_id):
        raise Conflict("Цю справу веде інший спеціаліст.", code="taken")
    if by.account_id is None:
        raise Forbidden
    answers = answers_in_force(application)
    question = _question(application, answers, path)
    copies = Attachment.objects.filter(application=application, removed_at__isnull=True)
    document = copies.filter(pk=attachment_id).first() if attachment_id else None
    problems = {}
    if len(reason.strip()) < SHORTEST_REASON:
        problems["reason"] = "Напишіть, чому берете інше значення."
    if document is None:
        problems["attachment"] = "Виберіть документ, у якому стоїть це значення."
    before = answer_at(answers, path)
    wrong = (
        "Це те саме значення, що вже є."
        if before == value
        else _fault_of(application, answers, path, value, clock.day_of(at))
    )
    if wrong:
        problems["value"] = wrong
    if problems or document is None:
        raise BadInput(problems)
    correction = Correction.objects.create(
        application=application,
        path=path,
        label=_label(application, path, question),
        before=before,
        after=value,
        before_text=forms.show(question, before, application.answers)[:500],
        after_text=forms.show(question, value, application.answers)[:500],
        reason=reason.strip(),
        document=document,
        by_id=by.account_id,
        at=at,
    )
    record(
        actor=by,
        action="decision.correct",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="виправлення відповіді за документом",
        at=at,
    )
    return correction


@transaction.atomic
def prepare(
    *, by: Actor, application_id: uuid.UUID, calculation: Calculation, enclosed: list[Enclosed], at: datetime
) -> Decision:
    """Print the decision and the calculation sheet for signing. Repeated after every correction.

    Raises Refused when facts are missing, so that nothing is guessed; Conflict when the decision is with the head.
    """
    application = locked(application_id, action=permissions.CALCULATE, by=by)
    if application.state != ApplicationState.IN_WORK:
        raise Conflict("Спершу прийміть справу в роботу.", code="not_in_work")
    if application.taken_by_id not in (None, by.account_id):
        raise Conflict("Цю справу веде інший спеціаліст.", code="taken")
    organisation = application.holder
    if organisation is None:
        raise Conflict(code="nobody_holds")
    if application.signature is not None and application.signature.state != "valid":
        raise Refused(
            "Підпис заявника ще не підтверджено. Рішення можна підготувати, щойно його перевірять: це займає до доби.",
            code="applicant_signature_unsettled",
        )
    if calculation.outcome == "officer":
        raise Refused(
            "Порахувати не можна: бракує відомостей. Попросіть доповнити заяву або виправте відповідь за документом.",
            code="facts_missing",
        )
    decision = Decision.objects.select_for_update(of=("self",)).filter(application=application).first()
    if decision is not None and decision.state not in (State.PREPARED, State.SENT_BACK):
        raise Conflict("Рішення вже підписано й передано керівникові.", code="already_proposed")
    answers = answers_in_force(application)
    number = f"{application.number}/1"
    whole = as_json(calculation)
    inside = [*enclosed, Enclosed("calculation.json", "application/json", papers.canonical(whole), "data")]
    granted = calculation.outcome == "granted"
    paper = papers.decision_paper(
        application,
        number=number,
        organisation=organisation,
        answers=answers,
        calculation=calculation,
        specialist=by.name,
        enclosed=inside,
        at=at,
    )
    sheet = papers.sheet_paper(
        application,
        organisation=organisation,
        answers=answers,
        calculation=calculation,
        specialist=by.name,
        at=at,
    )
    values = {
        "organisation": organisation,
        "number": number,
        "outcome": Outcome.GRANTED if granted else Outcome.REFUSED,
        "amount": calculation.amount if granted else None,
        "since": calculation.since if granted else None,
        "until": calculation.until if granted else None,
        "calculation": whole,
        "paper": files.keep(content=paper, media_type=PDF, at=at, pages=page_count(paper)),
        "sheet": files.keep(content=sheet, media_type=PDF, at=at),
        "specialist_id": by.account_id,
        "specialist_signature": None,
    }
    if decision is None:
        decision = Decision.objects.create(application=application, created_at=at, **values)
    else:
        for name, value in values.items():
            setattr(decision, name, value)
        decision.save(update_fields=[name.removesuffix("_id") for name in values])
    advance(MACHINE, decision, "prepare", by=by, at=at)
    return decision


def _verified(decision: Decision, *, by: Actor, sha256: str, cms: bytes, at: datetime) -> Verdict:
    """The verdict on a signature of the decision's paper by the very person who is at the screen."""
    if decision.paper.sha256 != sha256:
        raise Conflict(
            "Рішення вже надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale"
        )
    verdict = verify_digest(bytes.fromhex(sha256), cms, at=at)
    if verdict.state == "invalid":
        raise Refused(verdict.reason, code="bad_signature")
    if verdict.state == "pending":
        raise Refused(
            "Центр сертифікації зараз не відповідає, тож підпис рішення не прийнято. Спробуйте за кілька хвилин.",
            code="revocation_unknown",
        )
    signer = verdict.signer
    if signer is None or signer.is_seal or not by.tax_number or signer.tax_number != by.tax_number:
        raise Refused("Цей ключ належить іншій людині. Підпишіть своїм ключем.", code="foreign_signature")
    return verdict


def _decision(decision_id: uuid.UUID) -> Decision:
    found = Decision.objects.select_related("paper").filter(pk=decision_id).first()
    if found is None:
        raise Missing
    return found


def _locked(decision_id: uuid.UUID) -> Decision:
    """The decision, locked after its application: everybody locks in this order, so nobody waits in a ring."""
    Application.objects.select_for_update(of=("self",)).get(decision=decision_id)
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("paper", "application")
        .get(pk=decision_id)
    )


def _check_paper(decision: Decision, sha256: str) -> None:
    """Raise Conflict when the paper was printed anew, or the case has changed since it was printed.

    A correction, a document or an answer that came later may change what the paper says.
    """
    prepared = decision.steps.filter(verb="prepare").order_by("-at", "-pk").first()
    application = decision.application
    changed = prepared is None or (
        Correction.objects.filter(application=application, at__gt=prepared.at).exists()
        or application.steps.filter(at__gt=prepared.at).exists()
        or application.attachments.filter(added_at__gt=prepared.at).exists()
    )
    if decision.paper.sha256 != sha256 or changed:
        raise Conflict(
            "Після розрахунку справа змінилася: виправлено відповідь або прийшов документ. "
            "Розрахуйте ще раз і підпишіть нове рішення.",
            code="paper_is_stale",
        )


def _keep(decision: Decision, verdict: Verdict, *, cms: bytes, at: datetime) -> Signature:
    return record_signature(content_sha256=decision.paper.sha256, cms=cms, verdict=verdict, at=at)


def propose(*, by: Actor, decision_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Decision:
    """The specialist signs the decision with the personal file inside and sends it to the head (R215).

    Raises Refused for an invalid or a foreign signature, Conflict when it is already signed or printed anew.
    """
    seen = _decision(decision_id)
    permissions.PROPOSE.check(by, seen)
    verdict = _verified(seen, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        decision = _locked(decision_id)
        if decision.specialist_id != by.account_id:
            raise Forbidden("Підписати може лише той спеціаліст, який розрахував.", code="not_your_decision")
        _check_paper(decision, sha256)
        signature = _keep(decision, verdict, cms=cms, at=at)
        decision.specialist_signature, decision.proposed_at = signature, at
        advance(
            MACHINE,
            decision,
            "propose",
            by=by,
            at=at,
            signature_id=signature.pk,
            changed=["specialist_signature", "proposed_at"],
        )
        record(
            actor=by,
            action="decision.propose",
            right="modify",
            subject_kind="application",
            subject_id=decision.application_id,
            purpose="підписання рішення спеціалістом",
            at=at,
        )
        return decision


@transaction.atomic
def send_back(*, by: Actor, decision_id: uuid.UUID, reason: str, at: datetime) -> Decision:
    """The head sends the decision back to the specialist with a reason; the specialist's signature stays as a trace."""
    permissions.SEND_BACK.check(by, _decision(decision_id))
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть спеціалістові, що перевірити або виправити."})
    decision = _locked(decision_id)
    advance(MACHINE, decision, "send_back", by=by, at=at, reason=reason.strip())
    record(
        actor=by,
        action="decision.send_back",
        right="modify",
        subject_kind="application",
        subject_id=decision.application_id,
        purpose="повернення рішення спеціалістові",
        at=at,
    )
    return decision


def approve(*, by: Actor, decision_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Decision:
    """The head signs the same bytes; the decision stands (R216). Never the same person as the specialist."""
    seen = _decision(decision_id)
    permissions.APPROVE.check(by, seen)
    check_other_person(seen, by)
    verdict = _verified(seen, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        decision = _locked(decision_id)
        check_other_person(decision, by)
        _check_paper(decision, sha256)
        signature = _keep(decision, verdict, cms=cms, at=at)
        decision.head_id, decision.head_signature, decision.approved_at = by.account_id, signature, at
        advance(
            MACHINE,
            decision,
            "approve",
            by=by,
            at=at,
            signature_id=signature.pk,
            changed=["head", "head_signature", "approved_at"],
        )
        _close(decision, by=by, at=at)
        return decision


def check_other_person(decision: Decision, by: Actor) -> None:
    """Raise Forbidden when the approver is the proposer: by account, and by tax number under another account."""
    same = decision.specialist_id == by.account_id or (
        bool(by.tax_number) and decision.specialist.tax_number == by.tax_number
    )
    if same:
        raise Forbidden(
            "Рішення підписали ви самі. Другий підпис має поставити інша людина.", code="same_person_twice"
        )


def _close(decision: Decision, *, by: Actor, at: datetime) -> None:
    application = Application.objects.select_for_update(of=("self",)).get(pk=decision.application_id)
    organisation = application.holder
    give_to(application, None, at)
    advance(APPLICATION_MACHINE, application, "decide", by=by, at=at, changed=["holder", "taken_by"])
    moment = counting_moment(application, at)
    deadlines.stop(rule_code="decision", subject_kind=SUBJECT, subject_id=application.pk, at=moment, by=by)
    deadlines.start(
        rule_code="notice_of_decision",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=organisation,
        at=moment,
        by=by,
    )
    refresh_due(application)
    record(
        actor=by,
        action="decision.approve",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="ухвалення рішення керівником",
        at=at,
    )
