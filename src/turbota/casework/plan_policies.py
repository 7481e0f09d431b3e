"""When something about an individual plan is possible, and whether a plan is complete (R282–R287)."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from turbota.access.models import OrganisationKind
from turbota.casework import duplicates
from turbota.casework.models import Case, Goal, Measure, Need, Plan
from turbota.casework.plan_states import Executor, PlanState
from turbota.casework.policies import check_open
from turbota.casework.states import CaseState
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.providers.models import Provider
from turbota.providers.states import ProviderState

DECIDED = (CaseState.DECIDED, CaseState.SERVED)


def check_draft(plan: Plan) -> None:
    """Raise Conflict when the version is not being made any more."""
    if plan.state != PlanState.DRAFT:
        raise Conflict(
            f"Цю редакцію вже не можна змінювати: зараз стан «{PlanState(plan.state).label}». Поверніть план до "
            "складання або почніть нову редакцію.",
            code="plan_not_draft",
        )


def check_version(plan: Plan, version: int | None) -> None:
    """Raise Conflict when somebody changed the plan after the page was opened; what was typed stays on the page."""
    if version is not None and plan.version != version:
        raise Conflict(
            "Поки ви заповнювали форму, план змінила інша людина. Ваш текст лишився на сторінці: перевірте план "
            "і збережіть ще раз.",
            code="plan_changed",
        )


def check_decided(case: Case) -> None:
    """Raise Refused when there is no decision yet: the plan carries a decision out (law 2671-VIII, art. 22)."""
    check_open(case)
    if case.state not in DECIDED:
        raise Refused(
            "Рішення про послуги ще немає, тож план рано надавати на погодження. Чернетку збережено: повернетеся "
            "до неї після рішення.",
            code="not_decided",
        )


def faults_of(
    plan: Plan, needs: Sequence[Need], goals: Sequence[Goal], measures: Sequence[Measure], on: date
) -> dict[str, str]:
    """What keeps the plan from being offered: path of the place («measure.<id>.until») → sentence."""
    faults = _frame(plan, on)
    if not needs:
        faults["needs"] = "Додайте хоча б одну потребу: план без потреб скласти не можна."
    with_goals = {goal.need_id for goal in goals}
    with_measures = {one.goal_id for one in measures if one.declined_at is None}
    for need in needs:
        if need.pk not in with_goals:
            faults[f"need.{need.pk}"] = f"Додайте мету до потреби «{need.words}»."
    for goal in goals:
        if goal.pk not in with_measures:
            faults[f"goal.{goal.pk}"] = f"Додайте захід до мети «{goal.words}»."
    gone = stopped(measures, on)
    for one in measures:
        if one.declined_at is None:
            found = faults_of_measure(plan, one, on)
            if one.provider_id in gone:
                found["executor"] = gone[one.provider_id]
            faults |= {f"measure.{one.pk}.{name}": words for name, words in found.items()}
    for one, other in duplicates.within(measures):
        faults[f"measure.{one.pk}.service"] = (
            f"Таку саму послугу в ті самі дні вже дає захід «{other.content}». Об’єднайте їх."
        )
    return faults


def _frame(plan: Plan, on: date) -> dict[str, str]:
    faults = {}
    if not plan.decision:
        faults["decision"] = "Напишіть номер і дату рішення або акта, на підставі якого складено план."
    if plan.since is None:
        faults["since"] = "Вкажіть перший день дії плану."
    if plan.until is None:
        faults["until"] = "Вкажіть останній день дії плану."
    elif plan.until < on:
        faults["until"] = "Останній день плану вже минув. Вкажіть пізніший."
    return faults


def faults_of_measure(plan: Plan, measure: Measure, on: date) -> dict[str, str]:
    """What a measure lacks: executor, term, result, indicator, who pays (R284–R286)."""
    faults = _executor(measure, on)
    if measure.since is None:
        faults["since"] = "Вкажіть, з якого дня."
    if measure.until is None:
        faults["until"] = "Вкажіть, до якого дня: захід без строку не погоджують."
    if measure.since and plan.since and measure.since < plan.since:
        faults["since"] = "Захід починається раніше, ніж план."
    if measure.until and plan.until and measure.until > plan.until:
        faults["until"] = "Захід закінчується пізніше, ніж план."
    if not measure.expected:
        faults["expected"] = "Напишіть, який результат очікуєте."
    if not measure.indicator:
        faults["indicator"] = "Напишіть, за чим побачите, що результат досягнуто."
    if not measure.pays:
        faults["pays"] = "Вкажіть, хто платить."
    elif measure.fee is None:
        faults["fee"] = "Вкажіть плату за одиницю й поясніть, звідки вона."
    return faults


def _executor(measure: Measure, on: date) -> dict[str, str]:
    if not measure.executor:
        return {"executor": "Виберіть, хто відповідає за захід."}
    if measure.executor == Executor.MEMBER and measure.member is not None:
        if measure.member.accepted_at is None:
            return {
                "executor": "Цей член команди ще не прийняв запрошення. Дочекайтеся відповіді або виберіть іншого."
            }
        if measure.member.until <= on:
            return {"executor": "Участь цього члена команди закінчилася. Виберіть іншого."}
    return {}


def stopped(measures: Iterable[Measure], on: date) -> dict[UUID, str]:
    """Providers of these measures that cannot carry anything out now, each with a sentence; one query."""
    bodies = {one.provider.pk: one.provider for one in measures if one.provider is not None}
    if not bodies:
        return {}
    rows = Provider.objects.filter(organisation__in=bodies).exclude(state=ProviderState.ACTIVE)
    gone = set(rows.values_list("organisation_id", flat=True))
    return {
        pk: f"Надавач «{body.short_name}» зараз не надає послуг. Виберіть іншого."
        for pk, body in bodies.items()
        if pk in gone
        or body.kind != OrganisationKind.PROVIDER
        or (body.until is not None and body.until <= on)
    }


def check_complete(
    plan: Plan, needs: Sequence[Need], goals: Sequence[Goal], measures: Sequence[Measure], on: date
) -> None:
    """Raise BadInput with a sentence at every place when the plan is not complete."""
    faults = faults_of(plan, needs, goals, measures, on)
    if faults:
        raise BadInput(faults, "План ще не повний: доповніть позначені місця.")
