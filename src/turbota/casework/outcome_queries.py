"""Reads of reviews and outcomes: of one case, and as figures of a unit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.casework import delivery_permissions as rights
from turbota.casework.delivery_states import AfterResult, Progress, VisitOutcome
from turbota.casework.models import AfterCheck, Case, Outcome, OutcomeLine, Referral, Review
from turbota.casework.states import ClosureReason, Sensitivity

FEWEST = 5
"""A figure about fewer sensitive cases is not told: a small number could name somebody."""


@dataclass(frozen=True)
class NeedFigure:
    """A need over many cases: how many were scored twice, how many came forward, the mean way in percent."""

    title: str
    cases: int
    forward: int
    mean: int


@dataclass(frozen=True)
class Figures:
    """Outcomes of closed cases of the units of a supervisor between two days. Sensitive cases are counted apart.

    `sensitive`: how many of them, None when fewer than `FEWEST`. `met_share`: percent of goals that were met.
    """

    closed: int
    reasons: tuple[tuple[str, int], ...]
    goals: int
    goals_met: int
    met_share: int
    done: int
    missed: int
    needs: tuple[NeedFigure, ...]
    checks: tuple[tuple[str, int], ...]
    sensitive: int | None


def reviews_of(actor: Actor, case: Case) -> list[Review]:
    """Reviews of the case with their lines, the newest first."""
    rows = rights.READ_OUTCOME.visible(actor, Review.objects.filter(case=case))
    return list(rows.prefetch_related("lines").order_by("-number"))


def outcomes_of(actor: Actor, case: Case) -> list[Outcome]:
    """Outcomes of the closings of the case, the newest first."""
    rows = rights.READ_OUTCOME.visible(actor, Outcome.objects.filter(case=case))
    return list(rows.select_related("after_check").prefetch_related("lines").order_by("-measured_at"))


@dataclass(frozen=True)
class Served:
    """A service of the case over the time of a review: visits done, missed, planned ahead."""

    title: str
    provider: str
    state: str
    done: int
    missed: int
    planned: int


def served(actor: Actor, case: Case, since: datetime | None) -> list[Served]:
    """What was done of the plan since the moment, service by service: for a review."""
    entries = Q(visits__replaced_by__isnull=True)
    if since is not None:
        entries &= Q(visits__starts_at__gte=since)
    rows = rights.READ_REFERRAL.visible(actor, Referral.objects.filter(case=case, contract__isnull=False))
    counted = rows.select_related("offer__provider__organisation").annotate(
        **{
            name: Count("visits", filter=entries & Q(visits__outcome=name), distinct=True)
            for name in (VisitOutcome.DONE, VisitOutcome.MISSED, VisitOutcome.PLANNED)
        }
    )
    return [
        Served(
            title=row.title,
            provider=row.offer.provider.organisation.short_name,
            state=row.get_state_display(),
            done=row.done,
            missed=row.missed,
            planned=row.planned,
        )
        for row in counted.order_by("sent_at", "pk")
    ]


def figures(actor: Actor, since: date, until: date) -> Figures:
    """Figures of the units that the actor supervises, for closings from the day to the day (not included)."""
    units = actor.organisations(Role.SUPERVISOR)
    every = Outcome.objects.filter(
        case__unit_id__in=units, measured_at__date__gte=since, measured_at__date__lt=until
    )
    rows = list(every.filter(case__sensitivity=Sensitivity.NONE))
    hidden = every.exclude(case__sensitivity=Sensitivity.NONE).count()
    goals, met = sum(row.goals for row in rows), sum(row.goals_met for row in rows)
    reasons = Counter(ClosureReason(row.closure_reason).label for row in rows)
    checks = Counter(
        AfterResult(result).label
        for result in AfterCheck.objects.filter(outcome__in=rows).values_list("result", flat=True)
    )
    return Figures(
        closed=len(rows),
        reasons=tuple(reasons.most_common()),
        goals=goals,
        goals_met=met,
        met_share=round(100 * met / goals) if goals else 0,
        done=sum(row.done for row in rows),
        missed=sum(row.missed for row in rows),
        needs=_needs(rows),
        checks=tuple(checks.most_common()),
        sensitive=hidden if hidden >= FEWEST else None,
    )


def _needs(rows: list[Outcome]) -> tuple[NeedFigure, ...]:
    ways: dict[str, list[tuple[int, str]]] = {}
    scored = OutcomeLine.objects.filter(Q(first__isnull=False), outcome__in=rows)
    for title, first, last, progress in scored.values_list("title", "first", "last", "progress"):
        ways.setdefault(title, []).append(((first or 0) - (last or 0), progress))
    return tuple(
        NeedFigure(
            title=title,
            cases=len(found),
            forward=sum(progress in (Progress.BETTER, Progress.MET) for _, progress in found),
            mean=round(sum(way for way, _ in found) / len(found)),
        )
        for title, found in sorted(ways.items())
    )
