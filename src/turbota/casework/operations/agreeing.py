"""The sides answer an offered plan: by a key, in the cabinet or at work, by a one-time code, on paper; or refuse.

An answer stands for the very bytes that were offered. When every side of the round agreed, the plan is agreed. When one
refuses, the plan goes back to the manager with the reason; measures that the person refused stay marked.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Identification
from turbota.access.queries import identification
from turbota.access.rules import ENTER, MODIFY
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Agreement, Measure, Plan
from turbota.casework.operations.planning import locked, note
from turbota.casework.plan_states import PLAN_MACHINE, Answer, Means, Party, PlanState
from turbota.decisions.own_key import verdict_on
from turbota.documents import operations as files
from turbota.documents.models import StoredFile
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.workflow import advance
from turbota.signatures.operations import record as record_signature
from turbota.signatures.verification import Verdict

GOOD = (Identification.Level.HIGH, Identification.Level.MEDIUM)
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Proof:
    """By what a side agreed, and the rows that show it."""

    means: Means
    name: str
    verdict: Verdict | None = None
    cms: bytes = b""
    scan: StoredFile | None = None


def sides(plan: Plan) -> list[Agreement]:
    """The sides of the newest offer, the person first."""
    return newest(answers_of(plan))


def answers_of(plan: Plan) -> list[Agreement]:
    """Every side of every offer of the version."""
    rows = plan.agreements.select_related("provider", "member__account", "account", "signature", "paper")
    return list(rows.order_by("round", "pk"))


def newest(answers: list[Agreement]) -> list[Agreement]:
    """Those of the newest offer, the person first."""
    last = max((one.round for one in answers), default=0)
    order = list(Party)
    return sorted(
        (one for one in answers if one.round == last), key=lambda one: order.index(Party(one.party))
    )


def waiting_side(plan: Plan, agreement_id: uuid.UUID | None = None) -> Agreement:
    """The waiting side, the person's one unless it is named. Raises Missing, Conflict when it has answered."""
    if plan.state != PlanState.OFFERED:
        raise Conflict(
            f"На план зараз не чекають відповіді: стан «{PlanState(plan.state).label}». Оновіть сторінку.",
            code="plan_not_offered",
        )
    found = [
        one
        for one in sides(plan)
        if one.pk == agreement_id or (agreement_id is None and one.party == Party.PERSON)
    ]
    if not found:
        raise Missing(code="no_such_side")
    if found[0].answer != Answer.WAITING:
        raise Conflict("Відповідь цієї сторони вже записано.", code="already_answered")
    return found[0]


def _check_bytes(side: Agreement, sha256: str) -> None:
    if side.paper.sha256 != sha256:
        raise Conflict(
            "План змінився після того, як ви його відкрили. Прочитайте нову редакцію й дайте відповідь ще раз.",
            code="paper_is_stale",
        )


def _verdict(side: Agreement, by: Actor, sha256: str, cms: bytes, at: datetime) -> Verdict:
    _check_bytes(side, sha256)
    return verdict_on(sha256, cms, by=by, at=at)


@transaction.atomic
def agree_in_cabinet(
    *,
    by: Actor,
    plan_id: uuid.UUID,
    sha256: str,
    agreed: bool,
    identification_id: uuid.UUID | None,
    at: datetime,
) -> Plan:
    """The person or the representative agrees without a key, identified by a means of high or medium trust.

    Raises BadInput when the box is not ticked, Refused for a weak identification, Conflict for a stale paper.
    """
    plan = locked(plan_id)
    permissions.ANSWER_OWN_PLAN.check(by, plan)
    side = waiting_side(plan)
    _check_bytes(side, sha256)
    if not agreed:
        raise BadInput({"agreed": "Поставте позначку, якщо погоджуєтеся з планом."})
    known = identification(identification_id) if identification_id else None
    if known is None or known.account_id != by.account_id or known.level not in GOOD:
        raise Refused(
            "Так увійти можна, щоб читати. Щоб погодити план, увійдіть через BankID або підпишіть його ключем.",
            code="weak_identification",
        )
    return agreed_by(plan, side, Proof(Means.CABINET, by.name), by, at)


@transaction.atomic
def sign_in_cabinet(*, by: Actor, plan_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Plan:
    """The person or the representative signs the plan by her own key. Raises Refused, Conflict."""
    plan = locked(plan_id)
    permissions.ANSWER_OWN_PLAN.check(by, plan)
    side = waiting_side(plan)
    verdict = _verdict(side, by, sha256, cms, at)
    return agreed_by(plan, side, Proof(Means.KEY, by.name, verdict=verdict, cms=cms), by, at)


@transaction.atomic
def agree_at_work(*, by: Actor, agreement_id: uuid.UUID, sha256: str, at: datetime, cms: bytes = b"") -> Plan:
    """The manager or an executor agrees to his own paper, at work; with `cms`, by his key. Raises Refused, Conflict."""
    plan, side = _part(by, agreement_id)
    if cms:
        verdict = _verdict(side, by, sha256, cms, at)
        return agreed_by(plan, side, Proof(Means.KEY, by.name, verdict=verdict, cms=cms), by, at)
    _check_bytes(side, sha256)
    return agreed_by(plan, side, Proof(Means.WORKPLACE, by.name), by, at)


def _part(by: Actor, agreement_id: uuid.UUID) -> tuple[Plan, Agreement]:
    """The locked plan and the waiting part of the actor."""
    found = Agreement.objects.filter(pk=agreement_id).first()
    if found is None:
        raise Missing(code="no_such_side")
    plan = locked(found.plan_id)
    permissions.ANSWER_PART.check(by, found)
    return plan, waiting_side(plan, found.pk)


@transaction.atomic
def take_paper(*, by: Actor, plan_id: uuid.UUID, name: str, scan: Scan | None, at: datetime) -> Plan:
    """The manager adds the scan of the plan that the person or the representative signed by hand.

    Raises BadInput without the name of who signed or without a scan, Conflict when it was answered already.
    """
    plan = locked(plan_id)
    permissions.RECORD_ANSWER.check(by, plan.case)
    side = waiting_side(plan)
    faults = {}
    if not name.strip():
        faults["name"] = "Напишіть, хто підписав: сама людина чи представник."
    if scan is None:
        faults["files"] = "Додайте фото або скан підписаного плану."
    if scan is None or faults:
        raise BadInput(faults)
    stored = files.keep(content=scan.pdf, media_type="application/pdf", at=at, pages=scan.pages, dpi=scan.dpi)
    return agreed_by(plan, side, Proof(Means.PAPER, name.strip()[:200], scan=stored), by, at)


def agreed_by(plan: Plan, side: Agreement, proof: Proof, by: Actor, at: datetime) -> Plan:
    """Write the answer down; the last one moves the plan."""
    if proof.verdict is not None:
        side.signature = record_signature(
            content_sha256=side.paper.sha256, cms=proof.cms, verdict=proof.verdict, at=at
        )
    side.answer, side.means, side.by_name, side.answered_at = Answer.AGREED, proof.means, proof.name, at
    side.account_id, side.scan, side.code_key = by.account_id, proof.scan, ""
    side.save()
    note(by, "plan.agree", MODIFY, plan, at)
    if all(one.answer == Answer.AGREED for one in sides(plan)):
        advance(PLAN_MACHINE, plan, "agree", by=by, at=at)
    return plan


@transaction.atomic
def refuse_in_cabinet(
    *, by: Actor, plan_id: uuid.UUID, reason: str, measures: Collection[uuid.UUID], at: datetime
) -> Plan:
    """The person does not agree to the plan, or to the named measures of it. Raises BadInput without a reason."""
    plan = locked(plan_id)
    permissions.ANSWER_OWN_PLAN.check(by, plan)
    return _refused(plan, waiting_side(plan), reason, measures, by, by.name, at)


@transaction.atomic
def record_refusal(
    *, by: Actor, plan_id: uuid.UUID, reason: str, measures: Collection[uuid.UUID], at: datetime
) -> Plan:
    """The manager writes down what the person said: no to the plan or to some measures. Raises BadInput."""
    plan = locked(plan_id)
    permissions.RECORD_ANSWER.check(by, plan.case)
    return _refused(plan, waiting_side(plan), reason, measures, by, plan.case.main_person.full_name, at)


@transaction.atomic
def refuse_at_work(*, by: Actor, agreement_id: uuid.UUID, reason: str, at: datetime) -> Plan:
    """An executor cannot carry his part out. Raises BadInput without a reason."""
    plan, side = _part(by, agreement_id)
    return _refused(plan, side, reason, (), by, by.name, at)


def _refused(
    plan: Plan,
    side: Agreement,
    reason: str,
    measures: Collection[uuid.UUID],
    by: Actor,
    name: str,
    at: datetime,
) -> Plan:
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise BadInput({"reason": "Напишіть, чому: за цими словами план виправлять."})
    side.answer, side.reason, side.by_name, side.answered_at = Answer.REFUSED, words, name, at
    side.account_id, side.code_key = by.account_id, ""
    side.save()
    rows = Measure.objects.of_plan(plan.pk).filter(pk__in=measures)
    if rows.count() != len(set(measures)):
        raise Missing(code="no_such_measure")
    rows.order_by().update(declined_at=at, declined_why=words[:1000])
    advance(PLAN_MACHINE, plan, "take_back", by=by, at=at, reason=words)
    note(by, "plan.refuse", ENTER, plan, at)
    return plan
