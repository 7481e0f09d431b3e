"""Verbs of decisions: prepare, propose, send back, approve. Correcting an answer is in `correcting.py`."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Role
from turbota.applications.models import Application, HandoverLine
from turbota.applications.operations.handover import end_lines
from turbota.applications.operations.locking import SUBJECT, counting_moment, give_to, locked, refresh_due
from turbota.applications.policies import unsealed_copies
from turbota.applications.states import ELECTRONIC, Channel
from turbota.applications.states import MACHINE as APPLICATION_MACHINE
from turbota.applications.states import State as ApplicationState
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.decisions import papers, permissions
from turbota.decisions.calculating import answers_in_force, as_json
from turbota.decisions.granting import check_not_granted, check_not_granted_meanwhile
from turbota.decisions.models import Correction, Decision
from turbota.decisions.representation import check_mandate_settled
from turbota.decisions.schedules import parts_of
from turbota.decisions.service_papers import service_decision_paper
from turbota.decisions.signing import check_other_person, keep, verified
from turbota.decisions.states import MACHINE, Outcome, State
from turbota.decisions.telling import for_applicant
from turbota.documents import operations as files
from turbota.documents.papers.printing import Attachment as Enclosed
from turbota.documents.papers.printing import page_count
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance

PDF = "application/pdf"
SHORTEST_REASON = 10


@transaction.atomic
def prepare(
    *, by: Actor, application_id: uuid.UUID, calculation: Calculation, enclosed: list[Enclosed], at: datetime
) -> Decision:
    """Print the decision and the calculation sheet for signing. Repeated after every correction.

    Raises Refused when facts are missing, so that nothing is guessed; Conflict when the decision is with the head.
    """
    action = permissions.CALCULATE if calculation.by_hand is None else permissions.ENTER_BY_HAND
    if calculation.assessment:
        action = permissions.ENTER_SERVICES
    application = locked(application_id, action=action, by=by)
    organisation = _check_preparable(application, calculation, by)
    mine = Decision.objects.filter(application=application)
    decision = mine.standing().select_for_update(of=("self",)).first()
    if decision is not None and decision.state not in (State.PREPARED, State.SENT_BACK):
        raise Conflict("Рішення вже підписано й передано керівникові.", code="already_proposed")
    at = application.changed_at = application.moment(at)
    application.save(update_fields=["changed_at"])
    sequence = decision.sequence if decision is not None else mine.count() + 1
    by = by.in_role(Role.SPECIALIST, organisation.pk)
    number = f"{application.number}/{sequence}"
    values = _printed(application, organisation, calculation, enclosed, number=number, by=by, at=at)
    if decision is None:
        values["sequence"] = sequence
        decision = Decision.objects.create(application=application, created_at=at, **values)
    else:
        for name, value in values.items():
            setattr(decision, name, value)
        decision.save(update_fields=[name.removesuffix("_id") for name in values])
    advance(MACHINE, decision, "prepare", by=by, at=at)
    return decision


def _check_preparable(application: Application, calculation: Calculation, by: Actor) -> Organisation:
    """The body that decides; raises Conflict or Refused when a decision cannot be prepared now."""
    if application.state != ApplicationState.IN_WORK:
        raise Conflict("Спершу прийміть справу в роботу.", code="not_in_work")
    if application.taken_by_id not in (None, by.account_id):
        raise Conflict("Цю справу веде інший спеціаліст.", code="taken")
    if application.holder is None:
        raise Conflict(code="nobody_holds")
    if application.signature is not None and application.signature.state != "valid":
        raise Refused(
            "Підпис заявника ще не підтверджено. Рішення можна підготувати, щойно його перевірять: це займає до доби.",
            code="applicant_signature_unsettled",
        )
    _check_sealed(application)
    _check_added_taken(application)
    check_mandate_settled(application)
    if calculation.outcome == "officer":
        way = (
            "попросіть заявника доповнити заяву"
            if application.channel in ELECTRONIC
            else "поверніть справу громаді"
        )
        if calculation.missing:
            raise Refused(
                f"Порахувати не можна: бракує відомостей. Виправте відповідь за документом, {way} або введіть рішення "
                "вручну за документом справи.",
                code="facts_missing",
            )
        doubts = " ".join(doubt.text for doubt in calculation.doubts)
        raise Refused(
            f"Порахувати за правилами не можна. {doubts} Якщо документ каже інше, виправте відповідь за ним, {way} "
            "або введіть рішення вручну.",
            code="law_unknown",
        )
    if calculation.outcome == "granted":
        check_not_granted(application, calculation.schedule)
    return application.holder


def _check_sealed(application: Application) -> None:
    """Raise Refused while a copy from the community has no valid seal: a late one must have it too (R147, R150)."""
    unsealed = unsealed_copies(application) if application.channel == Channel.COMMUNITY else 0
    if unsealed:
        raise Refused(
            f"Копій без печатки громади: {unsealed}. Їх має засвідчити громада на своїй сторінці «Печатка». "
            "Зателефонуйте громаді, а потім розрахуйте ще раз.",
            code="copies_not_sealed",
        )


def _check_added_taken(application: Application) -> None:
    """Raise Refused while documents that the community sent later wait: nobody could take them after the decision."""
    waiting = application.handover_lines.filter(additional=True, answer=HandoverLine.Answer.WAITING)
    if waiting.exists():
        raise Refused(
            "До справи надійшли документи, яких ще ніхто не прийняв. Спершу прийміть додаткові документи на сторінці "
            "справи: це робить спеціаліст. Потім розрахуйте ще раз.",
            code="added_not_taken",
        )


def _printed(
    application: Application,
    organisation: Organisation,
    calculation: Calculation,
    enclosed: list[Enclosed],
    *,
    number: str,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """What the decision says, with its paper and its calculation sheet printed and kept."""
    answers = answers_in_force(application)
    told = for_applicant(calculation)
    whole, said = as_json(calculation), as_json(told)
    inside = [*enclosed, Enclosed("calculation.json", "application/json", papers.canonical(said), "data")]
    granted = calculation.outcome == "granted"
    services = catalogue.kind(application.kind).gives_services
    printed = service_decision_paper if services else papers.decision_paper
    paper = printed(
        application,
        number=number,
        organisation=organisation,
        answers=answers,
        calculation=told,
        specialist=by.name,
        enclosed=inside,
        at=at,
    )
    sheets = [
        papers.sheet_paper(
            application,
            organisation=organisation,
            answers=answers,
            calculation=one,
            specialist=by.name,
            at=at,
        )
        for one in (calculation, told)[: 0 if services else 1 if told is calculation else 2]
    ]
    kept = [files.keep(content=one, media_type=PDF, at=at) for one in sheets]
    return {
        "organisation": organisation,
        "number": number,
        "outcome": Outcome(calculation.outcome),
        "amount": calculation.amount if granted else None,
        "once": calculation.once,
        "since": calculation.since if granted else None,
        "until": calculation.until if granted else None,
        "services": whole["services"] if granted else [],
        "calculation": whole if told is calculation else {**whole, "told": said},
        "paper": files.keep(content=paper, media_type=PDF, at=at, pages=page_count(paper)),
        "sheet": kept[0] if kept else None,
        "told_sheet": kept[1] if len(kept) > 1 else None,
        "specialist_id": by.account_id,
        "specialist_acting_for": by.acting_for(Role.SPECIALIST, organisation.pk),
        "specialist_signature": None,
    }


def _decision(decision_id: uuid.UUID) -> Decision:
    found = Decision.objects.select_related("paper").filter(pk=decision_id).first()
    if found is None:
        raise Missing
    return found


def _locked(decision_id: uuid.UUID) -> Decision:
    """The decision, locked after its application: everybody locks in this order, so nobody waits in a ring."""
    Application.objects.select_for_update(of=("self",)).get(decisions=decision_id)
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
    _check_sealed(application)
    _check_added_taken(application)
    check_mandate_settled(application)


def _signed_already(
    decision: Decision, state: State, signer_id: uuid.UUID | None, by: Actor, sha256: str
) -> bool:
    """Whether these very bytes were signed by this very person: a browser that got no answer sends it again."""
    return decision.state == state and signer_id == by.account_id and decision.paper.sha256 == sha256


def propose(*, by: Actor, decision_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Decision:
    """The specialist signs the decision with the personal file inside and sends it to the head (R215).

    The same signature sent twice, because no answer came, is taken once.
    Raises Refused for an invalid or a foreign signature, Conflict when it is already signed or printed anew.
    """
    seen = _decision(decision_id)
    permissions.PROPOSE.check(by, seen)
    if _signed_already(seen, State.PROPOSED, seen.specialist_id, by, sha256):
        return seen
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        decision = _locked(decision_id)
        if decision.specialist_id != by.account_id:
            raise Forbidden("Підписати може лише той спеціаліст, який розрахував.", code="not_your_decision")
        if _signed_already(decision, State.PROPOSED, decision.specialist_id, by, sha256):
            return decision
        _check_paper(decision, sha256)
        if decision.application.taken_by_id not in (None, by.account_id):
            raise Conflict("Справу передали колезі: рішення підписує той, хто її веде.", code="taken")
        by = by.in_role(Role.SPECIALIST, decision.organisation_id)
        signature = keep(decision.paper, verdict, cms=cms, at=at)
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
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть спеціалістові, що перевірити або виправити."})
    decision = _locked(decision_id)
    by = by.in_role(Role.HEAD, decision.organisation_id)
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
    """The head signs the same bytes; the decision stands (R216). Never the same person as the specialist.

    The same signature sent twice, because no answer came, is taken once.
    Raises Refused when the same assistance was granted for these days since the paper was printed.
    """
    seen = _decision(decision_id)
    permissions.APPROVE.check(by, seen)
    check_other_person(seen, by)
    if _signed_already(seen, State.APPROVED, seen.head_id, by, sha256):
        return seen
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        decision = _locked(decision_id)
        check_other_person(decision, by)
        if _signed_already(decision, State.APPROVED, decision.head_id, by, sha256):
            return decision
        _check_paper(decision, sha256)
        if decision.outcome == Outcome.GRANTED:
            check_not_granted_meanwhile(decision.application, parts_of(decision.calculation))
        decision.head_acting_for = by.acting_for(Role.HEAD, decision.organisation_id)
        by = by.in_role(Role.HEAD, decision.organisation_id)
        signature = keep(decision.paper, verdict, cms=cms, at=at)
        decision.head_id, decision.head_signature, decision.approved_at = by.account_id, signature, at
        advance(
            MACHINE,
            decision,
            "approve",
            by=by,
            at=at,
            signature_id=signature.pk,
            changed=["head", "head_acting_for", "head_signature", "approved_at"],
        )
        _close(decision, by=by, at=at)
        return decision


def _close(decision: Decision, *, by: Actor, at: datetime) -> None:
    application = Application.objects.select_for_update(of=("self",)).get(pk=decision.application_id)
    organisation = application.holder
    give_to(application, None, at)
    advance(APPLICATION_MACHINE, application, "decide", by=by, at=at, changed=["holder", "taken_by"])
    end_lines(application, reason=APPLICATION_MACHINE.transition("decide").title, at=at)
    moment = counting_moment(application, at)
    terms = terms_of(application)
    deadlines.stop(
        rule_code=terms.decision, subject_kind=SUBJECT, subject_id=application.pk, at=moment, by=by
    )
    deadlines.start(
        rule_code=terms.notice,
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=organisation,
        at=moment,
        by=by,
        act=catalogue.act_of(application.kind),
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
