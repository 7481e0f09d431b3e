"""A version of a plan as the page shows it: needs, goals and measures with everything worded."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from turbota.casework import plan_papers, proposals
from turbota.casework.models import Agreement, Goal, Measure, Need, Plan
from turbota.casework.plan_papers import Content
from turbota.casework.plan_policies import stopped
from turbota.casework.plan_states import Answer, Means, Party, PlanState
from turbota.web.ui.words import moment


@dataclass(frozen=True)
class MeasureRow:
    """One measure. `trouble`: why it cannot be carried out any more (a provider that stopped)."""

    row: Measure
    service: str
    executor: str
    term: str
    volume: str
    payment: str
    reasons: tuple[tuple[str, str, bool], ...]
    trouble: str
    proposed: str


@dataclass(frozen=True)
class GoalRow:
    """A goal with its measures."""

    row: Goal
    change: str
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class NeedRow:
    """A need with its goals. `proposals`: how many measures the rules propose for it."""

    row: Need
    goals: tuple[GoalRow, ...]
    proposals: int


@dataclass(frozen=True)
class SideRow:
    """One side of the offer: who, what it answered, how and when."""

    row: Agreement
    name: str
    party: str
    state: str
    tone: str
    detail: str


def needs_of(plan: Plan, content: Content, on: date) -> tuple[NeedRow, ...]:
    """The whole content for the page of the manager."""
    of_goal, of_need = defaultdict[UUID, list[MeasureRow]](list), defaultdict[UUID, list[GoalRow]](list)
    gone = stopped(content.live(), on) if plan.state == PlanState.IN_FORCE else {}
    for one in content.measures:
        of_goal[one.goal_id].append(_measure(one, gone.get(one.provider_id, "") if one.provider_id else ""))
    for goal in content.goals:
        change = plan_papers.change_of(goal)
        of_need[goal.need_id].append(GoalRow(goal, change, tuple(of_goal[goal.pk])))
    return tuple(
        NeedRow(need, tuple(of_need[need.pk]), len(proposals.proposals_for(need.domain, need.words)))
        for need in content.needs
    )


def _measure(one: Measure, trouble: str) -> MeasureRow:
    rule = proposals.by_code(one.proposal) if one.proposal else None
    return MeasureRow(
        row=one,
        service=plan_papers.service_words(one),
        executor=plan_papers.executor_words(one),
        term=plan_papers.term_words(one),
        volume=plan_papers.volume_words(one),
        payment=plan_papers.payment_words(one),
        reasons=tuple((r["words"], r["act"], r["verified"]) for r in one.reckoning.get("reasons", [])),
        trouble=trouble,
        proposed=rule.why if rule else "",
    )


def side_name(side: Agreement, person: str, manager: str) -> str:
    """Who the side is, by name."""
    if side.party == Party.PROVIDER and side.provider is not None:
        return side.provider.name
    if side.party == Party.MEMBER and side.member is not None:
        return side.member.account.name
    return person if side.party == Party.PERSON else manager


def sides_of(sides: list[Agreement], person: str, manager: str) -> tuple[SideRow, ...]:
    """The sides with their answers in words."""
    return tuple(_side(one, side_name(one, person, manager)) for one in sides)


def _side(one: Agreement, name: str) -> SideRow:
    tone = {Answer.AGREED: "good", Answer.REFUSED: "bad"}.get(Answer(one.answer), "")
    detail = ""
    if one.answered_at is not None:
        means = Means(one.means).label if one.means else ""
        who = one.by_name if one.by_name != name else ""
        detail = ", ".join(part for part in (moment(one.answered_at), means, who) if part)
    return SideRow(one, name, one.get_party_display(), one.get_answer_display(), tone, detail)
