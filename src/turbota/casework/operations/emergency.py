"""Services given at once: the manager signs the act and they begin, the head approves it within a day (R277).

No application is needed, nothing is assessed before: the danger does not wait (law 2671-VIII, art. 21 as explained).
"""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.numbering import next_number
from turbota.access.rules import MODIFY
from turbota.assistance.calculation import Service
from turbota.audit.operations import record
from turbota.casework import emergency_permissions, policies
from turbota.casework.emergency_papers import emergency_paper
from turbota.casework.emergency_states import EMERGENCY_MACHINE, EmergencyState
from turbota.casework.models import Case, EmergencyAct
from turbota.casework.operations.opening import DECISION, SUBJECT, locked
from turbota.casework.states import CASE_MACHINE, CaseState
from turbota.deadlines import operations as deadlines
from turbota.decisions.services import faults_of
from turbota.decisions.signing import keep, verified
from turbota.documents import operations as files
from turbota.documents.papers.printing import page_count
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance

APPROVAL = "service_decision_urgent"
PDF = "application/pdf"
ADULT = 18
SHORTEST_WORDS = 20


@transaction.atomic
def prepare(
    *,
    by: Actor,
    case_id: uuid.UUID,
    danger: str,
    services: Sequence[Service],
    given_at: datetime,
    at: datetime,
) -> EmergencyAct:
    """Print the act for the manager's signature; repeated until he signs, and after the head sent it back.

    Raises Missing for who does not keep the case, Refused for a child and a closed case, BadInput with a sentence for every
    box, Conflict when an act waits for the head.
    """
    case = locked(case_id)
    emergency_permissions.GIVE_AT_ONCE.check(by, case)
    policies.check_open(case)
    _check_adult(case, day_of(at))
    _check(danger, services, given_at, at)
    acting = by.in_role(Role.SOCIAL_MANAGER, case.unit_id)
    act = case.emergencies.exclude(state=EmergencyState.APPROVED).first()
    if act is not None and act.state == EmergencyState.SIGNED:
        raise Conflict("Акт уже підписано, він чекає керівника.", code="already_signed")
    if act is None:
        year = day_of(at).year
        act = EmergencyAct(case=case, number=f"Е-{year}-{next_number('emergency', year):06}", created_at=at)
    act.danger, act.given_at = danger.strip(), given_at
    act.services = [_row(one) for one in services]
    act.manager_id = _account(by)
    paper = emergency_paper(act, tuple(services), manager=acting.name, at=at)
    act.paper = files.keep(content=paper, media_type=PDF, at=at, pages=page_count(paper))
    act.save()
    verb = "correct" if act.state == EmergencyState.SENT_BACK else "prepare"
    advance(EMERGENCY_MACHINE, act, verb, by=acting, at=at)
    _note(by, emergency_permissions.GIVE_AT_ONCE.name, case, at)
    return act


def _account(by: Actor) -> uuid.UUID:
    if by.account_id is None:
        raise Forbidden
    return by.account_id


def _row(one: Service) -> dict[str, Any]:
    return {**asdict(one), "since": str(one.since), "until": str(one.until)}


def _check_adult(case: Case, on: date) -> None:
    born = case.main_person.birth_date
    if born is not None and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT:
        raise Refused(
            "Цей акт складають для повнолітньої людини. Дитину в небезпеці захищає служба у справах дітей: зателефонуйте "
            "їй негайно.",
            code="not_an_adult",
        )


def _check(danger: str, services: Sequence[Service], given_at: datetime, at: datetime) -> None:
    problems = faults_of(tuple(services))
    if len(legible(danger)) < SHORTEST_WORDS:
        problems["danger"] = "Напишіть, що загрожує людині і чому чекати не можна."
    if given_at > at:
        problems["given_at"] = "Цей час ще не настав. Напишіть, коли послуги почали надавати."
    if problems:
        raise BadInput(problems)


def sign(*, by: Actor, act_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> EmergencyAct:
    """The manager signs: the services are given from now on, the case goes on to its plan, the head has a day.

    Raises Refused for an invalid or a foreign signature, Conflict when the act was printed anew or is signed already.
    """
    seen = _seen(act_id)
    emergency_permissions.SIGN_EMERGENCY.check(by, seen)
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        case, act = _locked(act_id)
        if act.manager_id != by.account_id:
            raise Forbidden("Підписати може лише той, хто склав акт.", code="not_your_act")
        _check_same_paper(act, sha256)
        acting = by.in_role(Role.SOCIAL_MANAGER, case.unit_id)
        again = act.state == EmergencyState.SENT_BACK
        act.manager_signature, act.signed_at = keep(act.paper, verdict, cms=cms, at=at), at
        advance(
            EMERGENCY_MACHINE,
            act,
            "sign_again" if again else "sign",
            by=acting,
            at=at,
            signature_id=act.manager_signature.pk,
            changed=["manager_signature", "signed_at"],
        )
        if not again:
            _begin(case, act, by=acting, at=at)
        _note(by, emergency_permissions.SIGN_EMERGENCY.name, case, at)
        return act


def _begin(case: Case, act: EmergencyAct, *, by: Actor, at: datetime) -> None:
    """The case is decided at once, whatever was assessed; a case that has services already only gets more of them."""
    if case.state in (CaseState.OPENED, CaseState.ASSESSED):
        advance(CASE_MACHINE, case, "decide_at_once", by=by, at=at, reason=f"Акт № {act.number}")
        deadlines.stop(rule_code=DECISION, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by)
    deadlines.start(
        rule_code=APPROVAL, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post,
        at=act.given_at, by=by, why=f"Акт № {act.number} чекає керівника",
    )  # fmt: skip


@transaction.atomic
def send_back(*, by: Actor, act_id: uuid.UUID, reason: str, at: datetime) -> EmergencyAct:
    """The head finds a mistake: back to the manager with a reason. The services go on: a paper does not stop them."""
    emergency_permissions.APPROVE_EMERGENCY.check(by, _seen(act_id))
    if len(legible(reason)) < SHORTEST_WORDS // 2:
        raise BadInput({"reason": "Напишіть менеджерові, що виправити в акті."})
    case, act = _locked(act_id)
    acting = by.in_role(Role.HEAD, case.unit_id)
    advance(EMERGENCY_MACHINE, act, "send_back", by=acting, at=at, reason=reason.strip())
    _note(by, emergency_permissions.APPROVE_EMERGENCY.name, case, at)
    return act


def approve(*, by: Actor, act_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> EmergencyAct:
    """The head signs the same bytes: the act is approved and its term is met. Never who signed it as the manager."""
    seen = _seen(act_id)
    emergency_permissions.APPROVE_EMERGENCY.check(by, seen)
    _check_other(seen, by)
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        case, act = _locked(act_id)
        _check_other(act, by)
        _check_same_paper(act, sha256)
        acting = by.in_role(Role.HEAD, case.unit_id)
        act.head_id, act.approved_at = by.account_id, at
        act.head_signature = keep(act.paper, verdict, cms=cms, at=at)
        advance(
            EMERGENCY_MACHINE,
            act,
            "approve",
            by=acting,
            at=at,
            signature_id=act.head_signature.pk,
            changed=["head", "head_signature", "approved_at"],
        )
        deadlines.stop(rule_code=APPROVAL, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=acting)
        _note(by, emergency_permissions.APPROVE_EMERGENCY.name, case, at)
        return act


def _seen(act_id: uuid.UUID) -> EmergencyAct:
    found = EmergencyAct.objects.select_related("paper", "manager").filter(pk=act_id).first()
    if found is None:
        raise Missing
    return found


def _locked(act_id: uuid.UUID) -> tuple[Case, EmergencyAct]:
    """The case and the act, locked in this order."""
    case = locked(EmergencyAct.objects.values_list("case_id", flat=True).get(pk=act_id))
    rows = EmergencyAct.objects.select_for_update(of=("self",)).select_related("paper", "manager")
    return case, rows.get(pk=act_id)


def _check_same_paper(act: EmergencyAct, sha256: str) -> None:
    if act.paper.sha256 != sha256:
        raise Conflict("Акт надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale")


def _check_other(act: EmergencyAct, by: Actor) -> None:
    same = act.manager_id == by.account_id or (
        bool(by.tax_number) and act.manager.tax_number == by.tax_number
    )
    if same:
        raise Forbidden("Акт підписали ви самі. Затвердити його має інша людина.", code="same_person_twice")


def _note(by: Actor, action: str, case: Case, at: datetime) -> None:
    record(
        actor=by, action=action, right=MODIFY, subject_kind=SUBJECT, subject_id=case.pk,
        purpose="екстрені послуги", at=at,
    )  # fmt: skip
