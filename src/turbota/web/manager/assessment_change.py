"""How a case changed between its assessments: pictures beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from turbota.casework.assessment_states import Level
from turbota.casework.instruments.loading import instrument
from turbota.casework.models import Assessment
from turbota.kernel.clock import day_of
from turbota.web.ui.charts import StepChart, step_chart
from turbota.web.ui.words import numeric_date

LEVELS = {Level.SIMPLE: 1, Level.MIDDLE: 2, Level.COMPLEX: 3, Level.EMERGENCY: 4}


@dataclass(frozen=True)
class Column:
    """One assessment of the table."""

    title: str
    day: date


@dataclass(frozen=True)
class ChangeRow:
    """A domain, or the level, over all assessments. `cells`: title of the column and the value in words."""

    title: str
    cells: tuple[tuple[str, str], ...]
    words: str
    chart: StepChart | None


@dataclass(frozen=True)
class Change:
    """The whole table."""

    columns: tuple[Column, ...]
    rows: tuple[ChangeRow, ...]


def change_of(finished: Sequence[Assessment], today: date) -> Change | None:
    """The change in time; None while there is only one assessment. Less is better: a share is of the hardest."""
    if len(finished) < 2:
        return None
    columns = tuple(
        Column(one.get_stage_display(), day_of(one.assessed_at or one.begun_at)) for one in finished
    )
    rows = [_row("Складність", [LEVELS[Level(one.level)] for one in finished], columns, today, levels=True)]
    titles: dict[str, str] = {}
    for one in finished:
        form = instrument(one.instrument, one.instrument_version)
        titles |= {
            domain.code: domain.title for domain in form.domains if domain.code in one.scores["domains"]
        }
    for code, title in titles.items():
        shares = [one.scores["domains"].get(code, {}).get("share") for one in finished]
        if sum(share is not None for share in shares) > 1:
            rows.append(_row(title, shares, columns, today))
    return Change(columns, tuple(rows))


def _row(
    title: str, values: Sequence[int | None], columns: Sequence[Column], today: date, *, levels: bool = False
) -> ChangeRow:
    names = {number: level.label for level, number in LEVELS.items()}
    cells = tuple(
        (
            f"{column.title}, {numeric_date(column.day)}",
            "—" if value is None else names[value] if levels else f"{value} %",
        )
        for value, column in zip(values, columns, strict=True)
    )
    known = [(column.day, value) for value, column in zip(values, columns, strict=True) if value is not None]
    return ChangeRow(
        title, cells, _words(known[0][1], known[-1][1], levels=levels), _chart(known, today, levels)
    )


def _words(first: int, last: int, *, levels: bool) -> str:
    if first == last:
        return "без змін"
    by = "" if levels else f" на {abs(first - last)}"
    return f"легше{by}" if last < first else f"важче{by}"


def _chart(known: Sequence[tuple[date, int]], today: date, levels: bool) -> StepChart | None:
    """Each value stands until the day before the next; two of one day are one, the later."""
    by_day = dict(known)
    days = sorted(by_day)
    if len(days) < 2:
        return None
    ends = [*(date.fromordinal(day.toordinal() - 1) for day in days[1:]), max(today, days[-1])]
    steps = [(day, until, by_day[day]) for day, until in zip(days, ends, strict=True)]
    first, last = numeric_date(days[0]), "сьогодні"
    tomorrow = date.fromordinal(max(today, days[-1]).toordinal() + 1)
    return step_chart(steps, tomorrow, first, last, highest=4 if levels else 100, ahead=0)
