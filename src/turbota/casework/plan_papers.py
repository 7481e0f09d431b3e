"""The plan on paper: the whole one for the person and the manager, and for each executor only his own part."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from turbota.casework.models import Goal, Measure, Need, Plan
from turbota.casework.plan_states import Executor, Party
from turbota.documents import operations as files
from turbota.documents.models import StoredFile
from turbota.documents.papers.plans import IndividualPlan, PlannedGoal, PlannedMeasure, PlannedNeed
from turbota.documents.papers.printing import page_count, print_paper
from turbota.documents.papers.shapes import Office, Signatory
from turbota.kernel.money import hryvnias
from turbota.law import services


@dataclass(frozen=True)
class Content:
    """The content of a version, read at once."""

    needs: tuple[Need, ...]
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]

    def live(self) -> tuple[Measure, ...]:
        """Measures that the person did not refuse."""
        return tuple(one for one in self.measures if one.declined_at is None)


@dataclass(frozen=True)
class Side:
    """Who has to agree: the party, and which provider or member. `name` in words for paper and page."""

    party: Party
    name: str
    post: str
    provider_id: UUID | None = None
    member_id: UUID | None = None

    def has(self, measure: Measure) -> bool:
        """Whether the measure is of this executor."""
        if self.party == Party.PROVIDER:
            return measure.provider_id == self.provider_id
        return self.party == Party.MEMBER and measure.member_id == self.member_id


def content_of(plan: Plan) -> Content:
    """Three queries whatever the size of the plan."""
    measures = Measure.objects.of_plan(plan.pk).select_related(
        "recipient", "provider", "member__account", "member__organisation"
    )
    return Content(
        tuple(plan.needs.order_by("pk")),
        tuple(Goal.objects.filter(need__plan=plan).order_by("pk")),
        tuple(measures),
    )


def sides_of(plan: Plan, content: Content) -> list[Side]:
    """The person, the manager by name, and each executor once (R284)."""
    case = plan.case
    manager = case.managers.select_related("account").get(until__isnull=True)
    sides = [
        Side(Party.PERSON, case.main_person.full_name, "Отримувач або представник"),
        Side(Party.MANAGER, manager.account.name, "Соціальний менеджер"),
    ]
    seen = set[UUID]()
    for one in content.live():
        if one.provider is not None and one.provider_id not in seen:
            seen.add(one.provider.pk)
            sides.append(Side(Party.PROVIDER, one.provider.name, "Надавач", provider_id=one.provider.pk))
        if one.member is not None and one.member_id not in seen:
            seen.add(one.member.pk)
            post = f"Член команди: {one.member.get_field_display()}"
            sides.append(Side(Party.MEMBER, one.member.account.name, post, member_id=one.member.pk))
    return sides


def print_for(
    plan: Plan, content: Content, sides: Sequence[Side], side: Side | None, at: datetime
) -> StoredFile:
    """Print and keep the whole plan, or only the part of one executor."""
    pdf = print_paper("individual_plan", _shape(plan, content, sides, side), at=at)
    return files.keep(content=pdf, media_type="application/pdf", at=at, pages=page_count(pdf))


def _shape(plan: Plan, content: Content, sides: Sequence[Side], side: Side | None) -> IndividualPlan:
    assert plan.since is not None and plan.until is not None
    case = plan.case
    manager = next(one for one in sides if one.party == Party.MANAGER)
    shown = sides if side is None else [manager, side]
    return IndividualPlan(
        office=Office(case.unit.name, case.unit.code, case.unit.address, case.unit.phone),
        case_number=case.number,
        number=f"{case.number}/{plan.number}",
        recipient=case.main_person.full_name,
        decision=plan.decision if side is None else "",
        since=plan.since,
        until=plan.until,
        manager=Signatory(manager.post, manager.name),
        needs=_needs(content, (lambda _: True) if side is None else side.has, whole=side is None),
        sides=tuple(Signatory(one.post, one.name) for one in shown),
        why=plan.why if side is None else "",
        part_of="" if side is None else side.name,
    )


def _needs(content: Content, wanted: Callable[[Measure], bool], *, whole: bool) -> tuple[PlannedNeed, ...]:
    """Needs with the wanted measures; an executor sees no words of needs and goals that are not his."""
    of_goal, of_need = defaultdict[UUID, list[Measure]](list), defaultdict[UUID, list[PlannedGoal]](list)
    for one in content.live():
        if wanted(one):
            of_goal[one.goal_id].append(one)
    for goal in content.goals:
        if whole or of_goal[goal.pk]:
            measures = tuple(_measure(one, whole) for one in of_goal[goal.pk])
            of_need[goal.need_id].append(PlannedGoal(goal.words, goal.indicator, change_of(goal), measures))
    return tuple(
        PlannedNeed(
            need.words, need.get_domain_display(), need.source if whole else "", tuple(of_need[need.pk])
        )
        for need in content.needs
        if whole or of_need[need.pk]
    )


def change_of(goal: Goal) -> str:
    """ "Зараз: …; має бути: …" in words."""
    return (
        f"Зараз: {goal.baseline}. Має бути: {goal.target}." if goal.baseline else f"Має бути: {goal.target}."
    )


def _measure(one: Measure, whole: bool) -> PlannedMeasure:
    return PlannedMeasure(
        content=one.content,
        service=service_words(one),
        recipient=one.recipient.full_name,
        executor=executor_words(one),
        term=term_words(one),
        volume=volume_words(one),
        expected=one.expected,
        indicator=one.indicator,
        payment=payment_words(one) + (f" {one.fee_reason}" if whole and one.fee_reason else ""),
    )


def service_words(one: Measure) -> str:
    """The name by the classifier with its code; empty for something else."""
    return services.name_of(one.service) if one.service else ""


def executor_words(one: Measure) -> str:
    """Who answers, by name where there is one."""
    if one.executor == Executor.PROVIDER and one.provider is not None:
        return one.provider.name
    if one.executor == Executor.MEMBER and one.member is not None:
        return f"{one.member.account.name} ({one.member.get_field_display().lower()})"
    return one.get_executor_display() if one.executor else "не вибрано"


def term_words(one: Measure) -> str:
    """ "з 26.11.2026 до 25.05.2027"."""
    first = f"з {one.since:%d.%m.%Y}" if one.since else ""
    last = f"до {one.until:%d.%m.%Y}" if one.until else ""
    return " ".join(part for part in (first, last) if part) or "строку немає"


def volume_words(one: Measure) -> str:
    """ "4, година на тиждень"; empty when there is none."""
    return f"{one.volume} × {one.unit}" if one.volume else ""


def payment_words(one: Measure) -> str:
    """Who pays and how much for one unit."""
    if not one.pays:
        return "не визначено"
    if one.fee:
        return f"{one.get_pays_display()}: {hryvnias(one.fee)} за одиницю."
    return f"{one.get_pays_display()}."
