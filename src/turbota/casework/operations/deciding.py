"""The decision about services of an application (law 2671-VIII, art. 21; R277): entered by the manager, signed by two people.

An approved grant moves the case: the plan is due.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import CASEWORK_KINDS
from turbota.applications.models import Application
from turbota.applications.operations.locking import locked
from turbota.audit.operations import record
from turbota.casework import policies
from turbota.casework.models import Case, CaseApplication
from turbota.casework.operations.applying import case_for_application, case_of, keeps
from turbota.casework.operations.opening import DECISION, SUBJECT
from turbota.casework.states import CASE_MACHINE, CaseState, Sensitivity
from turbota.deadlines import operations as deadlines
from turbota.decisions import services
from turbota.decisions.models import Decision
from turbota.decisions.permissions import ENTER_SERVICES
from turbota.decisions.services import FORBIDDEN, ServiceEntry
from turbota.decisions.states import Outcome
from turbota.decisions.states import State as DecisionState
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Refused
from turbota.kernel.workflow import advance
from turbota.personal_files.operations import prepared_with_file

NO_MANAGER = (
    "У відділі ще немає соціального менеджера, тож немає кому оцінити потреби. Адміністратор має призначити його на "
    "посаду; заява чекає, нічого не втрачено."
)
OTHER_MANAGER = (
    "Рішення готує соціальний менеджер, який відповідає за цю людину. Заяву йому може передати керівник на сторінці "
    "«Колеги»."
)


@transaction.atomic
def prepare_services(*, by: Actor, application_id: uuid.UUID, entry: ServiceEntry, at: datetime) -> Decision:
    """Print the decision about services for the specialist's signature; repeated while it is not signed.

    In a unit of a community the manager of the case does it, after he assessed the needs. Raises Refused while they are not
    assessed, where the law forbids a refusal, and for who does not keep the case; BadInput with a sentence for every box;
    Conflict when the case is not in work or the decision is with the head.
    """
    application = locked(application_id, action=ENTER_SERVICES, by=by)
    why_forbidden = ""
    if application.holder is not None and application.holder.kind in CASEWORK_KINDS:
        why_forbidden = _check_case(application, by, at)
    calculation = services.entered(
        application, entry, who=by.name, on=day_of(at), why_forbidden=why_forbidden
    )
    decision = prepared_with_file(application, calculation, by=by, at=at)
    record(
        actor=by,
        action=ENTER_SERVICES.name,
        right=ENTER_SERVICES.right,
        subject_kind="application",
        subject_id=application_id,
        purpose="рішення про соціальні послуги",
        at=at,
    )
    return decision


def _check_case(application: Application, by: Actor, at: datetime) -> str:
    """Why a refusal is forbidden by what the case is; empty when it is not. Raises Refused."""
    case_for_application(application_id=application.pk, at=at)
    application.refresh_from_db(fields=["taken_by"])
    case = case_of(application.pk)
    if case is None:
        raise Refused(NO_MANAGER, code="no_manager")
    if not keeps(by, case):
        raise Refused(OTHER_MANAGER, code="not_your_case")
    policies.check_assessed(case)
    if case.sensitivity == Sensitivity.VIOLENCE:
        return FORBIDDEN["domestic"]
    return FORBIDDEN["child"] if case.sensitivity == Sensitivity.CHILD else ""


@transaction.atomic
def case_decided(*, decision_id: uuid.UUID, at: datetime) -> Case | None:
    """The decision stands: a grant moves its case on to the plan, a refusal leaves it to the manager, who closes it or
    helps otherwise. Repeated, nothing changes; None when there is no case.
    """
    decision = Decision.objects.select_related("application").get(pk=decision_id)
    case = case_of(decision.application_id)
    if case is None or decision.state != DecisionState.APPROVED:
        return None
    if case.state == CaseState.ASSESSED and decision.outcome == Outcome.GRANTED:
        advance(CASE_MACHINE, case, "decide", by=SYSTEM, at=at, reason=f"Рішення № {decision.number}")
    if not _waiting(case):
        deadlines.stop(rule_code=DECISION, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=SYSTEM)
    return case


def _waiting(case: Case) -> bool:
    """Whether another application of the case still waits for its decision."""
    links = CaseApplication.objects.filter(case=case)
    return links.filter(application__holder__isnull=False).exists()
