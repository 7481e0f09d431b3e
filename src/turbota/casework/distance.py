"""The distance travelled (R021): needs by the first and the last assessment, goals by the last review."""

from dataclasses import dataclass

from turbota.casework.assessment_queries import finished_of
from turbota.casework.delivery_states import Progress
from turbota.casework.instruments import loading
from turbota.casework.models import Assessment, Case, Goal, ReviewLine


@dataclass(frozen=True)
class Way:
    """A need from its first to its last score, in percent of the hardest: less is better."""

    title: str
    first: int
    last: int

    @property
    def progress(self) -> Progress:
        """In words."""
        if self.last == 0 < self.first:
            return Progress.MET
        if self.last == self.first:
            return Progress.SAME
        return Progress.BETTER if self.last < self.first else Progress.WORSE


def domains_of(case: Case) -> list[Way]:
    """Every domain that two finished assessments scored: its first and its last score. Empty with fewer than two."""
    rows = finished_of(case)
    if len(rows) < 2:
        return []
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    counted: dict[str, int] = {}
    titles: dict[str, str] = {}
    for row in rows:
        for code, share in _shares(row).items():
            first.setdefault(code, share)
            last[code] = share
            counted[code] = counted.get(code, 0) + 1
        titles |= _titles(row)
    return [Way(titles.get(code, code), first[code], last[code]) for code in first if counted[code] > 1]


def _shares(row: Assessment) -> dict[str, int]:
    scored = row.scores.get("domains", {})
    return {code: one["share"] for code, one in scored.items() if one["share"] is not None}


def _titles(row: Assessment) -> dict[str, str]:
    form = loading.instrument(row.instrument, row.instrument_version)
    return {one.code: one.title for one in form.domains}


def goals_of(case: Case) -> list[str]:
    """Goals of the newest version of the plan that was ever in force, in words."""
    plan = case.plans.filter(steps__verb="start").order_by("-number").first()
    if plan is None:
        return []
    return list(Goal.objects.filter(need__plan=plan).order_by("pk").values_list("words", flat=True))


def newest_progress(case: Case) -> dict[str, str]:
    """The last word of the reviews about each need or goal, by its title."""
    rows = ReviewLine.objects.filter(review__case=case).order_by("review__number", "pk")
    return dict(rows.values_list("title", "progress"))
